"""How large a roster's file may be, and its parts unpacked as counted pieces, never all at once."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from contracts.errors import RosterError
from contracts.files import problem_of
from contracts.model import Problem

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 4_000_000
MOST_CELLS_IN_ALL = 2 * MOST_CELLS
MOST_TEXT = 128 * 2**20
"""Characters in all cells; the largest rosters have half of it."""

CHUNK = 2**20
_MOST_FILE_BYTES = 64 * 2**20
MOST_SHEET_BYTES = 600 * 2**20
_MOST_CARRY = 8 * 2**20
_ROW_END = re.compile(rb"</(?:[\w.-]+:)?(?:table-)?row\s*>")


def refused(path: Path, message: str, hint: str) -> RosterError:
    """Return the one error for a file that cannot be read at all."""
    return RosterError(f"无法读取“{path.name}”", [Problem(where=path.name, message=message, hint=hint)])


def check_size(path: Path) -> None:
    """Refuse a file that is missing, cannot be read, is empty or larger than any roster.

    Raises:
        RosterError: With reason and cure.
    """
    if path.is_dir():
        raise refused(path, "这是文件夹，不是表格", "请指明文件夹里的表格文件")
    try:
        with path.open("rb") as file:  # a workbook that Excel holds open can be looked up but not read
            size = file.seek(0, io.SEEK_END)
    except OSError as error:
        raise RosterError(f"无法读取“{path.name}”", [problem_of(error, path.name)]) from error
    if size == 0:
        raise refused(path, "文件是空的（0 字节）", "请向发来的人重新索取")
    if size > _MOST_FILE_BYTES:
        raise refused(path, "文件超过 64 MB", "请删去图片和多余的工作表，或按村分成几个文件")


def check_extent(path: Path, rows: int, columns: int) -> None:
    """Refuse a table larger than a roster can be.

    Raises:
        RosterError: With reason and cure.
    """
    if is_too_large(rows, columns):
        raise refused(
            path,
            f"表格有 {rows} 行、{columns} 列，超过 {MOST_ROWS} 行、{MOST_COLUMNS} 列的限度",
            "请删去名册以外的行列（常见原因：远处误填了一格），或按村分成几个文件",
        )


def is_too_large(rows: int, columns: int) -> bool:
    """Say whether a table has more rows, columns or cells than a roster can have."""
    return rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS


def check_cells(path: Path, cells: int) -> None:
    """Refuse a workbook whose sheets together have more cells than there is room for.

    Raises:
        RosterError: With reason and cure.
    """
    if cells > MOST_CELLS_IN_ALL:
        message = f"各张表合起来有 {cells} 格，超过 {MOST_CELLS_IN_ALL} 格的限度"
        hint = "请删去名册以外的工作表和行列（常见原因：远处误填了一格），或按村分成几个文件"
        raise refused(path, message, hint)


def too_much_text(path: Path) -> RosterError:
    """Return the error for texts that are kept once and written out so often that no memory holds them."""
    return refused(path, "各格的文字加起来大得不正常", "请删去重复的长文字，或按村分成几个文件")


def chunks(path: Path, package: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    """Yield a part as it unpacks.

    Raises:
        RosterError: It is longer than ``most`` bytes.
    """
    total = 0
    with package.open(name) as part:
        while chunk := part.read(CHUNK):
            total += len(chunk)
            if total > most:
                raise refused(path, "文件解开后大得不正常", "请只留名册这一张表，另存一份再试")
            yield chunk


def small(path: Path, package: zipfile.ZipFile, name: str) -> str:
    """Return a part that has no reason to be long, as text.

    Raises:
        RosterError: It is longer than that.
    """
    return b"".join(chunks(path, package, name, CHUNK)).decode("utf-8", "replace")


def pieces(path: Path, package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield pieces of a part that never cut a row in two.

    Raises:
        RosterError: A row or the part is larger than a roster has.
    """
    carry = b""
    for chunk in chunks(path, package, part, MOST_SHEET_BYTES):
        carry += chunk
        cut = _last_row_end(carry)
        if cut:
            yield carry[:cut]
            carry = carry[cut:]
        if len(carry) > _MOST_CARRY:
            raise refused(path, "表格的一行大得不正常", "请只留名册这一张表，另存一份再试")
    yield carry


def _last_row_end(piece: bytes) -> int:
    """Return where the last row of a piece ends, 0 where none does; the end of the piece is looked at first."""
    at = piece.rfind(b"</row>")
    if at >= 0:
        return at + len(b"</row>")
    return max((match.end() for match in _ROW_END.finditer(piece)), default=0)
