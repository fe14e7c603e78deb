"""Bytes that are on the disk when we say so: written aside, synced, put in place, never over something."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from contracts.errors import LedgerError
from contracts.files import reason_of
from contracts.model import Problem

TEMPORARY = ".shouyue-"
"""How our unfinished files begin; nothing else may."""


def sha256_of(path: Path) -> str:
    """Return the hash of a file's bytes, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_aside(folder: Path, name: str, content: bytes) -> Path:
    """Write bytes to a temporary file beside where they belong, mode 0600, synced. Returns its path."""
    aside = folder / f"{TEMPORARY}{os.getpid()}-{name}.part"
    handle = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return aside


def put_in_place(aside: Path, target: Path) -> None:
    """Give a synced temporary file its name, durably.

    Raises:
        LedgerError: Something of that name is already there; it is left alone.
    """
    try:
        os.link(aside, target)
    except FileExistsError:
        raise LedgerError(
            f"“{target.name}”已经存在，没有覆盖",
            [Problem(where=target.name, message="同名文件已存在", hint="移走或改名后重新运行")],
        ) from None
    except OSError:  # no hard links on FAT sticks: the ledger's lock keeps others away meanwhile
        if target.exists():
            raise
        aside.rename(target)
    aside.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; where folders cannot be opened (Windows) this does nothing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def made_aside(path: Path, failed: str) -> Iterator[Path]:
    """Give an empty file beside ``path``, mode 0600; it is gone at the end, whatever happened.

    Raises:
        LedgerError: It cannot be made or filled: ``failed`` and why.
    """
    aside = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}.part")
    try:
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield aside
    except OSError as error:
        message, hint = f"{failed}（{reason_of(error)}）", "检查文件夹是否存在、可写，磁盘是否已满"
        problem = Problem(where=path.name, message=message, hint=hint)
        raise LedgerError(f"{message}。{hint}。", [problem]) from error
    finally:
        aside.unlink(missing_ok=True)
