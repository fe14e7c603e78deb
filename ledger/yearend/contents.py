"""What lies in a pack: a folder or a zip file, read piece by piece, whoever made it."""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from contracts.errors import InputError
from contracts.model import Problem
from ledger.files import sha256_of
from ledger.yearend.wrapping import is_zip

_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
_PIECE = 1 << 20


class Contents(Protocol):
    """The files of a pack by their paths, with slashes."""

    def names(self) -> list[str]:
        """Return the path of every file, sorted; one that stands twice twice."""

    def read(self, name: str, most: int) -> bytes:
        """Return a file's bytes, at most so many.

        Raises:
            OSError: It is not there or cannot be read.
        """

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has; ``None`` where there is no such file."""

    def sha256(self, name: str) -> str:
        """Return the hash of a file that is there; empty where its bytes are damaged."""


@contextlib.contextmanager
def contents(place: Path) -> Iterator[Contents]:
    """Open a pack to be read.

    Raises:
        InputError: A zip file that is none, or is damaged.
    """
    if not is_zip(place):
        yield _Folder(place)
        return
    try:
        with zipfile.ZipFile(place) as archive:
            yield _Zip(archive)
    except _DAMAGE as error:
        problem = Problem(where=place.name, message="不是完好的 zip 文件", hint="重新拷贝一份，或向出具的单位另要")
        raise InputError("没有查验。", [problem]) from error


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        return sorted(path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file())

    def read(self, name: str, most: int) -> bytes:
        with (self._folder / name).open("rb") as file:
            return file.read(most)

    def size(self, name: str) -> int | None:
        path = self._folder / name
        return path.stat().st_size if path.is_file() else None

    def sha256(self, name: str) -> str:
        return sha256_of(self._folder / name)


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {info.filename: info for info in archive.infolist() if not info.is_dir()}

    def names(self) -> list[str]:
        return sorted(info.filename for info in self._archive.infolist() if not info.is_dir())

    def read(self, name: str, most: int) -> bytes:
        if name not in self._members:
            raise FileNotFoundError(name)
        with self._archive.open(self._members[name]) as file:
            return file.read(most)

    def size(self, name: str) -> int | None:
        info = self._members.get(name)
        return info.file_size if info else None

    def sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self._archive.open(self._members[name]) as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
        except _DAMAGE:
            return ""
        return digest.hexdigest()
