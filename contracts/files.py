"""Files written whole or not at all, and files read that somebody else may hold open."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from contracts.errors import DocumentError
from contracts.model import Problem

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says when there is no room for a file."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, sync it, and move it there; an older one is replaced.

    Raises:
        OSError: The folder is missing, may not be written, or is full; nothing is left behind.
    """
    with write_aside(path) as file:
        file.write(content)


@contextmanager
def write_aside(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside its place; what was written is synced and moved there if nothing went wrong.

    Raises:
        OSError: The folder is missing, may not be written, or is full; nothing is left behind.
    """
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def read_word_file(path: Path) -> bytes:
    """Return the content of a Word file of the office.

    Raises:
        DocumentError: It is missing, or Word or WPS holds it open.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        problem = Problem(where=str(path), message="没有这个文件", hint="把 Word 文件以这个名字放回原处")
        raise DocumentError("没有 Word 文件，未生成任何文件。", [problem]) from error
    except PermissionError as error:
        hint = "关闭那个窗口后重新运行"
        problem = Problem(where=str(path), message="不能读取，可能正在 Word 或 WPS 中打开", hint=hint)
        raise DocumentError("Word 文件被占用，未生成任何文件。", [problem]) from error
