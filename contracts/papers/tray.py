"""The hidden folder in which a batch is made: a killed command goes on where it was.

What is finished lies there under its own name, written aside and moved into place, and stands with its hash
in a list. The folder belongs to one job; a job is what is to be printed, so only the same command again
finds it. When all is there it is synced and takes the batch's name: a clerk sees the whole batch or none.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contracts.errors import InputError, UnfinishedError

_JOB = ".job"
_DONE = ".done-"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FEW = 64


class Tray:
    """The making of one batch folder.

    Args:
        folder: The batch folder that shall be; its parent is made if needed.
        job: What is to be printed, as a hash; a tray of another job is cleared away.
        share: Which of two processes writes: each has a list of its own.
    """

    def __init__(self, folder: Path, job: str, *, share: int = 0) -> None:
        self.folder = folder
        self.part = folder.with_name(f".{folder.name}.part")
        self.share = share
        self._put: set[str] = set()
        if not share:
            self._take_up(job)
        self._kept = dict(self._listed())

    def _take_up(self, job: str) -> None:
        path = self.part / _JOB
        if path.is_file() and path.read_text(encoding="ascii", errors="replace") == job:
            return
        shutil.rmtree(self.part, ignore_errors=True)
        self.part.mkdir(parents=True, mode=0o700)
        path.write_text(job, encoding="ascii")

    def _listed(self) -> Iterator[tuple[str, str]]:
        """Yield name and hash of each file in the lists; a line that a kill cut short is no line."""
        for path in sorted(self.part.glob(f"{_DONE}*")):
            for line in path.read_bytes().split(b"\n")[:-1]:
                name, digest = json.loads(line)
                yield name, digest

    def look_again(self) -> None:
        """Take note of what the other process has finished."""
        self._kept = dict(self._listed())

    def holds(self, name: str) -> str | None:
        """Return the hash of a file that is finished, ``None`` where there is none or it was damaged."""
        digest = self._kept.get(name)
        path = self.part / name
        if digest is None or not path.is_file() or _hash_of(path) != digest:
            return None
        return digest

    def put(self, name: str, content: bytes) -> str:
        """Write one finished file and return its hash.

        Raises:
            InputError: Two papers have the same file name.
            UnfinishedError: The disk is full; what is finished stays for the next run.
        """
        if name in self._put:
            raise InputError(f"有两份文件同名：{name}。请核对名册中的姓名和编号。")
        self._put.add(name)
        digest = hashlib.sha256(content).hexdigest()
        with self._room():
            aside = self.part / f".{name}.{os.getpid()}.part"
            aside.write_bytes(content)
            aside.replace(self.part / name)
            with (self.part / f"{_DONE}{self.share}").open("ab") as done:
                done.write(json.dumps([name, digest]).encode() + b"\n")
        self._kept[name] = digest
        return digest

    @contextmanager
    def _room(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno not in _FULL:
                raise
            done = sum(1 for _ in self._listed())
            words = f"磁盘已满。已完成 {done} 个文件，保存在 {self.part}；还没有批次文件夹。"
            raise UnfinishedError(f"{words}腾出空间后，用同一条命令再运行一次，就从这里接着做。") from error

    def close(self, rest: Iterator[tuple[str, Iterator[bytes]]]) -> None:
        """Write the last files, sync everything and give the folder its name.

        Args:
            rest: Name and content, in pieces, of each file that is written last.

        Raises:
            UnfinishedError: The disk is full; what is finished stays for the next run.
        """
        with self._room():
            for name, pieces in rest:
                with (self.part / f".{name}.aside").open("wb") as file:
                    file.writelines(pieces)
                (self.part / f".{name}.aside").replace(self.part / name)
            for path in (*self.part.glob(f"{_DONE}*"), *self.part.glob(".*.part"), self.part / _JOB):
                path.unlink(missing_ok=True)
            _sync_files(self.part)
            self.part.rename(self.folder)
            _sync_folder(self.folder.parent)

    def clear(self) -> None:
        """Take the tray away: what was asked for cannot be printed."""
        shutil.rmtree(self.part, ignore_errors=True)


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_files(folder: Path) -> None:
    """Make a folder's files durable: a few one by one, many with one request for all."""
    paths = list(folder.iterdir())
    if len(paths) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with path.open("rb+") as file:
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
