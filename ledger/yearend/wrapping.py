"""What a pack is put into: a folder or one zip file, hidden beside its place until it is whole.

A zip holds its files as they are, in the order in which they were put, without the day of its making: the same pack
gives the same bytes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from contracts.errors import UnfinishedError
from contracts.files import reason_of
from contracts.model import Problem
from ledger.files import TEMPORARY, put_in_place, sync_folder

ZIP = ".zip"
_MADE_ON = (1980, 1, 1, 0, 0, 0)
_MODE = 0o600


class Wrapping(Protocol):
    """Takes the files of a pack one by one, and lets go of each."""

    def put(self, path: str, content: bytes) -> None:
        """Take a file; ``path`` has slashes."""

    def finish(self) -> None:
        """Give the whole its name, durably; nothing may be there but an empty folder."""


@contextlib.contextmanager
def wrapped(place: Path) -> Iterator[Wrapping]:
    """Open the wrapping of a pack that shall lie at ``place``: a zip file by its suffix, else a folder.

    What was not finished is gone at the end.

    Raises:
        UnfinishedError: The disk is full or may not be written.
    """
    there = place.absolute()
    aside = there.with_name(f"{TEMPORARY}{there.name}.part")
    try:
        with _on_disk(there):
            _clear(aside)
            there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            wrapping = _Zip(aside, there) if is_zip(place) else _Folder(aside, there)
        with contextlib.closing(wrapping):
            yield wrapping
    finally:
        with contextlib.suppress(OSError):
            _clear(aside)


def is_zip(place: Path) -> bool:
    """Say whether a pack at that place is one file."""
    return place.suffix.lower() == ZIP


class _Folder:
    def __init__(self, aside: Path, there: Path) -> None:
        self._aside, self._there = aside, there
        aside.mkdir(mode=0o700)

    def put(self, path: str, content: bytes) -> None:
        target = self._aside / path
        with _on_disk(self._there):
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.write_bytes(content)

    def finish(self) -> None:
        with _on_disk(self._there):
            sync_folder(self._aside)
            if self._there.exists():
                self._there.rmdir()
            self._aside.rename(self._there)
            sync_folder(self._there.parent)

    def close(self) -> None:
        pass


class _Zip:
    def __init__(self, aside: Path, there: Path) -> None:
        self._aside, self._there = aside, there
        self._file = aside.open("xb")
        self._archive = zipfile.ZipFile(self._file, "w", zipfile.ZIP_STORED)

    def put(self, path: str, content: bytes) -> None:
        info = zipfile.ZipInfo(path, _MADE_ON)
        info.create_system, info.external_attr = 3, _MODE << 16  # as on Unix, whatever the machine
        with _on_disk(self._there):
            self._archive.writestr(info, content)

    def finish(self) -> None:
        with _on_disk(self._there):
            self._archive.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._aside.chmod(_MODE)
            put_in_place(self._aside, self._there)

    def close(self) -> None:
        with contextlib.suppress(OSError):  # what was not finished is thrown away
            self._archive.close()
        self._file.close()


@contextlib.contextmanager
def _on_disk(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = Problem(where=place.name, message=f"写不进去（{reason_of(error)}）", hint="腾出空间后重新运行")
        raise UnfinishedError("没有汇集", [problem]) from error


def _clear(aside: Path) -> None:
    if aside.is_dir():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.unlink(missing_ok=True)
