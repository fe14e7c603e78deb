"""What can be learnt of a workbook before any parser opens it: how big it is, what it hides.

Parts are unpacked as a counted stream, never all at once, so a small file that unpacks to gigabytes
costs a second and a megabyte. On the way the things a table reader does not tell are noted: hidden
rows and columns, cells in error, formulas that were never calculated.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from contracts.errors import RosterError
from contracts.files import problem_of
from contracts.model import Problem

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 4_000_000
_MOST_FILE_BYTES = 64 * 2**20
_MOST_SHEET_BYTES = 600 * 2**20
_MOST_PART_BYTES = 96 * 2**20
_MOST_PARTS = 4_000
_MOST_CARRY = 8 * 2**20
_CHUNK = 2**20

_ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]*?\br="(\d{1,9})"[^<>]*\bhidden="(?:1|true)"')
_CELL = re.compile(rb'[ \t\r\n]r="([A-Z]{1,3})\d')
_FAR_ROW = re.compile(rb'[ \t\r\n]r="[A-Z]{1,3}(\d{6,9})"')
_NEAR_ROWS = 99_999
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3})(\d{1,9})"[^<>]*(?<!/)>(?!</)')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{1,3}\d{1,9})"[^<>]*>'
    rb"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]{1,20})<"
)
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3}\d{1,9})"[^<>]*>'
    rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
_ROW_END = re.compile(rb"</(?:[\w.-]+:)?(?:table-)?row>")
_ODS_TABLE_OR_ROW = re.compile(
    rb"<table:table(?=[\s>])(?P<table>[^<>]*)>|<table:table-column(?=[\s/>])(?P<column>[^<>]*)>|<table:table-row\b(?P<empty>[^<>]*?)/>"
    rb"|<table:table-row\b(?P<row>[^<>]*)>(?P<body>.*?)</table:table-row>",
    re.DOTALL,
)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^<>]*)>")
_ODS_NAME = re.compile(rb'table:name="([^"]*)"')
_ODS_SPAN = re.compile(rb'number-(columns|rows)-spanned="(\d{1,6})"')
_ODS_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_ODS_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNotes:
    """What a sheet does not show. Rows and columns count from 1; ``errors`` and ``uncalculated`` are cells (``C7``).

    ``merges`` are top, left, bottom, right, told here only for ``.ods``, whose reader does not tell them.
    ``widths`` (column, characters) and ``blank_formulas``, formulas whose last result is nothing, only for ``.xls``.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: tuple[tuple[str, str], ...] = ()
    uncalculated: frozenset[str] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    widths: tuple[tuple[int, float], ...] = ()
    blank_formulas: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Seen:
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: list[tuple[str, str]] = field(default_factory=list)
    uncalculated: set[str] = field(default_factory=set)
    columns: set[bytes] = field(default_factory=set)
    last_row: int = 0

    @property
    def last_column(self) -> int:
        return max((column_number(column.decode()) for column in self.columns), default=0)


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


def is_word(path: Path) -> bool:
    """Say whether a zip holds a Word text; a damaged one does not."""
    try:
        with zipfile.ZipFile(path) as package:
            names = package.NameToInfo
            return "word/document.xml" in names and "xl/workbook.xml" not in names
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError):
        return False


def has_sheet(path: Path, name: str) -> bool:
    """Say whether a workbook lists a sheet of that name; only ``.xlsx`` is looked into."""
    try:
        with zipfile.ZipFile(path) as package, package.open("xl/workbook.xml") as part:
            return f'"{html.escape(name)}"' in part.read(_CHUNK).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, RuntimeError, IndexError):
        return False


def check_zip(path: Path) -> dict[str, SheetNotes]:
    """Return the notes of each sheet by its name; other kinds than .xlsx have none.

    Raises:
        RosterError: Damaged, encrypted, not a table, or larger than a roster can be.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return _check_package(path, package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise refused(path, "文件已损坏，打不开", "请用 Excel 或 WPS 打开后另存一份，再试") from None


def _check_package(path: Path, package: zipfile.ZipFile) -> dict[str, SheetNotes]:
    parts = {info.filename: info for info in package.infolist()}
    if len(parts) > _MOST_PARTS or len(parts) != len(package.infolist()):
        raise refused(path, "文件内部结构不正常", "请用 Excel 或 WPS 打开后另存一份，再试")
    if any(info.flag_bits & 1 for info in parts.values()):
        raise refused(path, "文件设了密码", "请去掉密码后另存，再试")
    if "xl/workbook.xml" in parts:
        return _check_xlsx(path, package, parts)
    if "content.xml" in parts:
        return _check_ods(path, package)
    if "word/document.xml" in parts:
        raise refused(path, "这是 Word 文件", "请把表格复制到 Excel 或 WPS 表格里，另存为 .xlsx")
    raise refused(path, "这不是 Excel、WPS 或 ODS 表格", "请另存为 .xlsx，再试")


def _chunks(path: Path, package: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    total = 0
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            total += len(chunk)
            if total > most:
                raise refused(path, "文件解开后大得不正常", "请只留名册这一张表，另存一份再试")
            yield chunk


def _small(path: Path, package: zipfile.ZipFile, name: str) -> str:
    return b"".join(_chunks(path, package, name, _CHUNK)).decode("utf-8", "replace")


def _check_xlsx(path: Path, package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> dict[str, SheetNotes]:
    for name in parts:
        if name.startswith("xl/") and name.endswith((".xml", ".rels")) and "/worksheets/sheet" not in name:
            for _ in _chunks(path, package, name, _MOST_PART_BYTES):
                pass
    notes = {}
    for sheet, part in _sheet_parts(path, package):
        if part in parts:
            notes[sheet] = _check_sheet(path, package, part)
    return notes


def _sheet_parts(path: Path, package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield name and part of each sheet, as the workbook lists them."""
    relations = _small(path, package, "xl/_rels/workbook.xml.rels")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^<>]*>", relations):
        found = dict(re.findall(r'\b(Id|Target)="([^"]*)"', tag))
        if len(found) == 2:  # noqa: PLR2004
            target = html.unescape(found["Target"])
            targets[found["Id"]] = target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^<>]*>", _small(path, package, "xl/workbook.xml")):
        name = re.search(r'\bname="([^"]*)"', tag)
        relation = re.search(r'\b\w+:id="([^"]*)"', tag)
        if name and relation and relation[1] in targets:
            yield html.unescape(name[1]), targets[relation[1]]


def _check_sheet(path: Path, package: zipfile.ZipFile, part: str) -> SheetNotes:
    seen = _Seen()
    _stream(path, package, part, lambda piece: _note(seen, piece))
    if _is_too_large(seen.last_row, seen.last_column):
        filled = _Seen()  # cells that are only coloured or framed do not count, and are told apart at some cost
        _stream(path, package, part, lambda piece: _note_filled(path, filled, piece))
    return SheetNotes(
        hidden_rows=frozenset(seen.hidden_rows),
        hidden_columns=frozenset(seen.hidden_columns),
        errors=tuple(seen.errors),
        uncalculated=frozenset(seen.uncalculated),
    )


def _stream(path: Path, package: zipfile.ZipFile, part: str, look: Callable[[bytes], None]) -> None:
    """Call ``look`` with pieces of a part that never cut a row in two."""
    carry = b""
    for chunk in _chunks(path, package, part, _MOST_SHEET_BYTES):
        carry += chunk
        cut = _last_row_end(carry)
        if cut:
            look(carry[:cut])
            carry = carry[cut:]
        if len(carry) > _MOST_CARRY:
            raise refused(path, "表格的一行大得不正常", "请只留名册这一张表，另存一份再试")
    look(carry)


def _last_row_end(piece: bytes) -> int:
    """Return where the last row of a piece ends, 0 where none does; the end of the piece is looked at first."""
    at = piece.rfind(b"</row>")
    if at >= 0:
        return at + len(b"</row>")
    return max((match.end() for match in _ROW_END.finditer(piece)), default=0)


def _note(seen: _Seen, piece: bytes) -> None:
    for tag in _COLUMN.findall(piece) if b"<cols" in piece or b":cols" in piece else ():
        limits = re.search(rb'\bmin="(\d{1,6})"', tag), re.search(rb'\bmax="(\d{1,6})"', tag)
        if re.search(rb'\bhidden="(1|true)"', tag) and limits[0] and limits[1]:
            seen.hidden_columns.update(range(int(limits[0][1]), min(int(limits[1][1]), MOST_COLUMNS) + 1))
    if b"hidden=" in piece:
        seen.hidden_rows.update(int(row) for row in _ROW.findall(piece))
    seen.columns.update(_CELL.findall(piece))
    seen.last_row = max(seen.last_row, _NEAR_ROWS, *map(int, _FAR_ROW.findall(piece)))
    if b't="e"' in piece:
        seen.errors.extend((cell.decode(), text.decode("utf-8", "replace")) for cell, text in _ERROR.findall(piece))
    if b"<f" in piece or b":f" in piece:
        seen.uncalculated.update(cell.decode() for cell in _UNCALCULATED.findall(piece))


def _note_filled(path: Path, seen: _Seen, piece: bytes) -> None:
    filled = _FILLED.findall(piece)
    seen.columns.update({column for column, _ in filled})
    seen.last_row = max(seen.last_row, *map(int, {row for _, row in filled}), 0)
    check_extent(path, seen.last_row, seen.last_column)


def _is_too_large(rows: int, columns: int) -> bool:
    return rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS


def check_extent(path: Path, rows: int, columns: int) -> None:
    """Refuse a table larger than a roster can be.

    Raises:
        RosterError: With reason and cure.
    """
    if _is_too_large(rows, columns):
        raise refused(
            path,
            f"表格有 {rows} 行、{columns} 列，超过 {MOST_ROWS} 行、{MOST_COLUMNS} 列的限度",
            "请删去名册以外的行列（常见原因：远处误填了一格），或按村分成几个文件",
        )


def column_number(letters: str) -> int:
    """Return 1 for ``A``, 28 for ``AB``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _check_ods(path: Path, package: zipfile.ZipFile) -> dict[str, SheetNotes]:
    if "META-INF/manifest.xml" in set(package.namelist()):
        manifest = b"".join(_chunks(path, package, "META-INF/manifest.xml", _CHUNK))
        if b"encryption-data" in manifest:
            raise refused(path, "文件设了密码", "请去掉密码后另存，再试")
    tables = _OdsTables(path)
    _stream(path, package, "content.xml", tables.look)
    return {
        name: SheetNotes(
            hidden_rows=frozenset(seen.hidden_rows), hidden_columns=frozenset(seen.hidden_columns), merges=tuple(merges)
        )
        for name, (seen, merges) in tables.found.items()
    }


class _OdsTables:
    """Walks the tables of an ODS file row by row."""

    def __init__(self, path: Path) -> None:
        self.found: dict[str, tuple[_Seen, list[tuple[int, int, int, int]]]] = {}
        self._path = path
        self._seen = _Seen()
        self._merges: list[tuple[int, int, int, int]] = []
        self._row = self._column = 0

    def look(self, piece: bytes) -> None:
        """Take in a piece; what follows the last row holds no more cells."""
        if b"</table:table-row>" not in piece:
            return
        for match in _ODS_TABLE_OR_ROW.finditer(piece):
            if match["table"] is not None:
                name = _ODS_NAME.search(match["table"])
                self._seen, self._merges, self._row, self._column = _Seen(), [], 0, 0
                if name:
                    self.found[html.unescape(name[1].decode("utf-8", "replace"))] = self._seen, self._merges
            elif match["column"] is not None:
                self._look_at_column(match["column"])
            else:
                self._look_at_row(match["row"] or match["empty"] or b"", match["body"] or b"")

    def _look_at_column(self, attributes: bytes) -> None:
        first = self._column + 1
        repeated = _ODS_COLUMNS.search(attributes)
        self._column += int(repeated[1]) if repeated else 1
        if _ODS_HIDDEN.search(attributes):
            self._seen.hidden_columns.update(range(first, min(self._column, MOST_COLUMNS) + 1))

    def _look_at_row(self, attributes: bytes, body: bytes) -> None:
        first = self._row + 1
        repeated = _ODS_ROWS.search(attributes)
        self._row += int(repeated[1]) if repeated else 1
        width = _filled_width(body)
        if not width:
            return
        check_extent(self._path, self._row, width)
        if _ODS_HIDDEN.search(attributes):
            self._seen.hidden_rows.update(range(first, self._row + 1))
        if b"-spanned=" in body:
            self._merges += _spans(body, first)


def _spans(body: bytes, row: int) -> Iterator[tuple[int, int, int, int]]:
    column = 1
    for attributes in _ODS_CELL.findall(body):
        spans = {kind: int(number) for kind, number in _ODS_SPAN.findall(attributes)}
        wide, high = spans.get(b"columns", 1), spans.get(b"rows", 1)
        if wide * high > 1:
            yield row, column, row + min(high, MOST_ROWS) - 1, column + min(wide, MOST_COLUMNS) - 1
        repeated = _ODS_COLUMNS.search(attributes)
        column += int(repeated[1]) if repeated else 1


def _filled_width(body: bytes) -> int:
    """Return the last column of an ODS row that holds something."""
    column = width = 0
    for attributes in _ODS_CELL.findall(body):
        repeated = _ODS_COLUMNS.search(attributes)
        column += int(repeated[1]) if repeated else 1
        if b"value-type" in attributes:
            width = column
    return width
