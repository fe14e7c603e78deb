"""The hidden folder in which a batch is made: a killed command goes on where it was.

What is finished lies there under its own name, written aside and moved into place, and stands with its hash
in a list. The folder belongs to one job; a job is what is to be printed, so only the same command again
finds it. When all is there it is synced and takes the batch's name: a clerk sees the whole batch or none.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import IO

from contracts.errors import InputError, UnfinishedError
from contracts.files import FULL

_JOB = ".job"
_DONE = ".done"
_FEW = 64


class Tray:
    """The making of one batch folder.

    Args:
        folder: The batch folder that shall be; its parent is made if needed.
        job: What is to be printed, as a hash; a tray of another job is cleared away.
    """

    def __init__(self, folder: Path, job: str) -> None:
        self.folder = folder
        self.part = folder.with_name(f".{folder.name}.part")
        self._names: set[int] = set()
        self._new = [parent for parent in folder.parents if not parent.exists()]
        self._take_up(job)
        self._kept = dict(self._listed())

    def _take_up(self, job: str) -> None:
        path = self.part / _JOB
        if path.is_file() and path.read_text(encoding="ascii", errors="replace") == job:
            return
        shutil.rmtree(self.part, ignore_errors=True)
        with self._room():
            self.part.mkdir(parents=True, mode=0o700)
            path.write_text(job, encoding="ascii")

    def _listed(self) -> Iterator[tuple[str, str]]:
        """Yield name and hash of each file in the list; a line that a kill cut short is no line."""
        path = self.part / _DONE
        for line in path.read_bytes().split(b"\n")[:-1] if path.is_file() else ():
            name, digest = json.loads(line)
            yield name, digest

    def holds(self, name: str) -> str | None:
        """Return the hash of a file that an earlier run finished, ``None`` where there is none or it was damaged."""
        digest = self._kept.get(name)
        path = self.part / name
        if digest is None or not path.is_file() or _hash_of(path) != digest:
            return None
        return digest

    def put(self, name: str, content: bytes) -> str:
        """Write one finished file, count it, and return its hash.

        Raises:
            InputError: Two papers have the same file name.
            UnfinishedError: The disk is full; what is finished stays for the next run.
        """
        digest = self.lay(name, content)
        self.count(name)
        return digest

    def lay(self, name: str, content: bytes) -> str:
        """Write one file, put it on the list of what is finished, and return its hash; two processes may do so.

        Raises:
            UnfinishedError: The disk is full.
        """
        digest = hashlib.sha256(content).hexdigest()
        with self._room():
            aside = self.part / f".{name}.{os.getpid()}.part"
            aside.write_bytes(content)
            aside.replace(self.part / name)
            with (self.part / _DONE).open("ab") as done:  # at its end, whoever else writes there
                done.write(json.dumps([name, digest]).encode() + b"\n")
        return digest

    def count(self, name: str) -> None:
        """Count a file that lies in the tray.

        Raises:
            InputError: Two papers have the same file name.
        """
        mark = hash(name)  # of a hundred thousand names the names themselves would be many
        if mark in self._names:
            raise InputError(f"有两份文件同名：{name}。请核对名册中的姓名和编号。")
        self._names.add(mark)

    @contextmanager
    def growing(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file that grows while others are put; it has its name when it is whole.

        Raises:
            UnfinishedError: The disk is full.
        """
        aside = self.part / f".{name}.aside"
        with self._room(), aside.open("wb") as file:
            yield file
        with self._room():
            aside.replace(self.part / name)

    @contextmanager
    def _room(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno not in FULL:
                raise
            words = f"磁盘已满。已完成 {len(self._names)} 个文件，保存在 {self.part}；还没有批次文件夹。"
            raise UnfinishedError(f"{words}腾出空间后，用同一条命令再运行一次，就从这里接着做。") from error

    def close(self) -> None:
        """Sync everything and give the folder its name.

        Raises:
            UnfinishedError: The disk is full; what is finished stays for the next run.
        """
        with self._room():
            with os.scandir(self.part) as entries:  # one at a time: of a hundred thousand a list would be long
                left = [entry.name for entry in entries if entry.name.startswith(".") and entry.name.endswith(".part")]
            for name in (_DONE, *left, _JOB):
                (self.part / name).unlink(missing_ok=True)
            _sync_files(self.part)
            self.part.rename(self.folder)
            _sync_folder(self.folder.parent)

    def clear(self) -> None:
        """Take the tray away, and the folders made for it: what was asked for cannot be printed."""
        shutil.rmtree(self.part, ignore_errors=True)
        with suppress(OSError):  # somebody put something there meanwhile
            for parent in self._new:
                parent.rmdir()


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_files(folder: Path) -> None:
    """Make a folder's files durable: a few one by one, many with one request for all."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in islice(entries, _FEW + 1)]
    if len(names) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            with open(entry.path, "rb+") as file:  # noqa: PTH123 - a place, not yet a path
                os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Make the folder's entries durable; Windows has no handle for that and syncs on rename."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
