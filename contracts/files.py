"""Files written whole or not at all, files read that somebody else may hold open, and what the system says of both."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from contracts.errors import DocumentError, InputError, ShouyueError, UnfinishedError
from contracts.model import Problem

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says when there is no room for a file."""
_HELD = ("不能读写（可能正在 Word、WPS、Excel 中打开，或没有权限）", "关闭那个窗口，或请管理员给权限，再重新运行")
_GIVEN = {
    errno.ENOENT: ("没有这个文件或文件夹", "核对名称和位置"),
    errno.EACCES: _HELD,
    errno.EPERM: _HELD,
    errno.EBUSY: _HELD,
    errno.EROFS: ("此处只能读", "换一个文件夹"),
    errno.EISDIR: ("这是文件夹，应是文件", "写一个文件名"),
    errno.ENOTDIR: ("这是文件，不是文件夹", "换一个文件夹"),
    errno.EEXIST: ("已经有这个名称的文件或文件夹", "换一个名称"),
    errno.ENAMETOOLONG: ("名称太长", "换短一些的文件夹"),
}
"""What a system says of a place that was given, in our words: what is wrong and what to do about it."""


def refusal(error: OSError) -> ShouyueError:
    """Return what the system refused as one of our errors.

    Returns:
        :class:`InputError` where a file or folder that was given cannot be used, :class:`UnfinishedError`
        where the disk is full, else :class:`ShouyueError`; each with place, reason and cure.
    """
    problem = problem_of(error, _place(error) if error.filename else "磁盘")
    if error.errno in FULL:
        return UnfinishedError("磁盘已满，没有做完；已写完的文件都完好。", [problem])
    if error.errno in _GIVEN:
        return InputError("这个地方不能用，没有做完。", [problem])
    return ShouyueError("没有做完。", [problem])


def problem_of(error: OSError, where: object) -> Problem:
    """Return what the system refused as a problem of a thing, by the name under which a person knows it."""
    cure = "腾出空间后用同一条命令再运行一次" if error.errno in FULL else "检查磁盘后重新运行"
    hint = _GIVEN[error.errno][1] if error.errno in _GIVEN else cure
    return Problem(where=str(where), message=reason_of(error), hint=hint)


def reason_of(error: OSError) -> str:
    """Return what the system refused in our words, or in its own where we have none."""
    if error.errno in FULL:
        return "磁盘已满"
    return _GIVEN[error.errno][0] if error.errno in _GIVEN else error.strerror or type(error).__name__


def _place(error: OSError) -> Path:
    """Return what a person knows of: not the file that lay aside, and of a path through a file that file."""
    path = Path(error.filename)
    if error.errno == errno.ENOTDIR:
        return next((parent for parent in path.parents if parent.is_file()), path)
    hidden = path.name.startswith(".") and path.name.endswith(".part")
    return path.parent if hidden else path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, sync it, and move it there; an older one is replaced.

    Raises:
        OSError: The folder is missing, may not be written, or is full; nothing is left behind.
    """
    with write_aside(path) as file:
        file.write(content)


def check_room_for(folder: Path) -> None:
    """Find out before much work is done whether a folder can be made, or written into if it stands.

    Raises:
        OSError: A file stands in the way, or the folder above may not be written; see :func:`refusal`.
    """
    above = next((path for path in (folder, *folder.absolute().parents) if path.exists()), folder)
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(above / folder.name))
    if not os.access(above, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(above))


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
    except OSError as error:
        if error.filename is None or Path(error.filename) == aside:
            error.filename = str(path)  # a full disk names no file, and nobody knows of the one aside
        raise
    finally:
        aside.unlink(missing_ok=True)


def read_word_file(path: Path) -> bytes:
    """Return the content of a Word file of the office.

    Raises:
        DocumentError: It is missing, a folder, or cannot be read, above all where Word or WPS holds it open.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        problem = Problem(where=str(path), message="没有这个文件", hint="把 Word 文件以这个名字放回原处")
        raise DocumentError("没有 Word 文件，未生成任何文件。", [problem]) from error
    except OSError as error:
        raise DocumentError("Word 文件读不出来，未生成任何文件。", [problem_of(error, path)]) from error


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Let one program at a time of this user make what shall stand at a place; a killed one lets go by itself.

    Two that make the same would write the same hidden files, and the second could empty one that the first is
    about to put in place.

    Raises:
        UnfinishedError: Another program is at it.
    """
    try:
        import fcntl
    except ImportError:  # Windows lets nobody replace a file that another program has open
        yield
        return
    mark = hashlib.sha256(os.fsencode(place.absolute())).hexdigest()[:32]
    path = Path(tempfile.gettempdir(), f"shouyue-{os.getuid()}-{mark}.lock")
    while True:
        with path.open("ab") as file:  # one's own process may do so twice, and a second process inherits nothing
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                problem = Problem(where=str(place), message="另一个窗口正在做同一件事", hint="等它做完再运行")
                raise UnfinishedError("没有开始。", [problem]) from error
            if os.fstat(file.fileno()).st_nlink == 0:
                continue  # the one before took the file away meanwhile
            try:
                yield
            finally:
                path.unlink(missing_ok=True)
            return
