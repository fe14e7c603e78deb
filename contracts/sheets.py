"""Spreadsheets in and out; the only module that knows python-calamine and openpyxl.

Reading gives every cell with its place. ``.xlsx .xls .et .ods`` go through calamine, text files through
:mod:`csv`; the content decides, not the suffix, since systems export text and web pages as ``.xls``.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.errors import RosterError
from contracts.preflight import SheetNotes, check_extent, check_size, check_zip, column_number, refused

if TYPE_CHECKING:
    import python_calamine
    from openpyxl.cell import Cell

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
Row = tuple[int, Sequence[Value]]
"""A row number from 1, and its values from column A on; an empty cell is ``""``."""

_DAMAGED = "文件已损坏或不是表格，打不开"
_SAVE_AGAIN = "请用 Excel 或 WPS 打开后另存为 .xlsx，再试"
_OTHERS = (
    (b"%PDF", "这是 PDF 文件", "请向发来的人索取表格文件"),
    (b"\xff\xd8\xff", "这是照片", "截图和照片不能读取，请索取表格文件"),
    (b"\x89PNG", "这是图片", "截图和照片不能读取，请索取表格文件"),
    (b"Rar!", "这是压缩包", "请先解压，再指明里面的表格"),
    (b"7z\xbc\xaf", "这是压缩包", "请先解压，再指明里面的表格"),
)
_MOST_TEXT_BYTES = 32 * 2**20
_RISKY = ("=", "+", "-", "@", "\t", "\r")


_NOTHING_KNOWN = SheetNotes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merged area; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. ``rows()`` starts again at each call and holds one row at a time where the format allows.

    ``merges_known`` is false for formats that do not tell (``.csv``).
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    merges: tuple[Merge, ...] = ()
    merges_known: bool = False
    notes: SheetNotes = _NOTHING_KNOWN
    hidden: bool = False


def cell_name(row: int, column: int) -> str:
    """Return ``C7`` for row 7, column 3."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """Return ``A`` for 1, ``AB`` for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook or text file, in order, hidden ones marked.

    Raises:
        RosterError: The file is missing, damaged, encrypted, too large, or no table; one problem with
            its cure.
    """
    check_size(path)
    with path.open("rb") as file:
        head = file.read(4096)
    for magic, message, hint in _OTHERS:
        if head.startswith(magic):
            raise refused(path, message, hint)
    if head.startswith(b"PK"):
        return _read_workbook(path, check_zip(path))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _read_workbook(path, {})
    return (_read_text(path),)


def _read_workbook(path: Path, notes: dict[str, SheetNotes]) -> tuple[Sheet, ...]:
    import python_calamine

    try:
        book = python_calamine.load_workbook(path)
        return tuple(
            _sheet(path, book.get_sheet_by_name(meta.name), notes.get(meta.name, _NOTHING_KNOWN), hidden=hidden)
            for meta, hidden in _worksheets(book)
        )
    except python_calamine.PasswordError:
        raise refused(path, "文件设了密码", "请去掉密码后另存，再试") from None
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        raise _unreadable(path) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a fault inside the parser, which has no Python base
            raise refused(path, _DAMAGED, _SAVE_AGAIN) from None
        raise


def _unreadable(path: Path) -> RosterError:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return refused(path, "文件设了密码", "请去掉密码后另存，再试")
    return refused(path, _DAMAGED, _SAVE_AGAIN)


def _worksheets(
    book: python_calamine.CalamineWorkbook,
) -> Iterator[tuple[python_calamine.SheetMetadata, bool]]:
    import python_calamine

    for meta in book.sheets_metadata:
        if meta.typ == python_calamine.SheetTypeEnum.WorkSheet:
            yield meta, meta.visible != python_calamine.SheetVisibleEnum.Visible


def _sheet(path: Path, source: python_calamine.CalamineSheet, notes: SheetNotes, *, hidden: bool) -> Sheet:
    start, end = source.start, source.end
    if end is not None:
        check_extent(path, end[0] + 1, end[1] + 1)
    before = ("",) * (start[1] if start else 0)

    def rows() -> Iterator[Row]:
        if end is None:
            return
        for number, values in enumerate(source.iter_rows(), 1):
            yield number, (*before, *values) if before else values

    known = source.merged_cell_ranges
    ranges = known or [((top - 1, left - 1), (bottom - 1, right - 1)) for top, left, bottom, right in notes.merges]
    last = (end[0] + 1, end[1] + 1) if end else (0, 0)
    merges = tuple(
        Merge(top=top + 1, left=left + 1, bottom=min(bottom + 1, last[0]), right=min(right + 1, last[1]))
        for (top, left), (bottom, right) in ranges
        if top < last[0] and left < last[1]
    )
    return Sheet(
        name=source.name,
        rows=rows,
        merges=merges,
        merges_known=known is not None or notes is not _NOTHING_KNOWN,
        notes=notes,
        hidden=hidden,
    )


def _read_text(path: Path) -> Sheet:
    if path.stat().st_size > _MOST_TEXT_BYTES:
        raise refused(path, "文本文件超过 32 MB", "请按村分成几个文件")
    text = _decoded(path, path.read_bytes())
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<?xml", "<table", "<meta", "<head")):
        raise refused(path, "这是网页或 XML，不是表格", _SAVE_AGAIN)
    if "\0" in text:
        raise refused(path, _DAMAGED, _SAVE_AGAIN)
    head = text[:20_000]
    delimiter = max(",\t;，", key=head.count)
    check_extent(path, 1, max((line.count(delimiter) for line in io.StringIO(text)), default=0) + 1)
    table: list[Sequence[Value]] = []
    try:
        for values in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            table.append(values)
            check_extent(path, len(table), len(values))
    except csv.Error:
        raise refused(path, _DAMAGED, "请用 Excel 或 WPS 打开后另存为 .xlsx，再试") from None
    return Sheet(name=path.stem, rows=lambda: iter(enumerate(table, 1)))


def _decoded(path: Path, content: bytes) -> str:
    """Return the text: by its mark, else strict UTF-8, else strict GB18030; never a guess that always fits."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused(path, "文件的文字编码认不出来，或文件已损坏", "请用 Excel 或 WPS 打开后另存为 .xlsx，再试")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutSheet:
    """A sheet to be written. ``text_columns`` (from 1) are set to text format down the page."""

    name: str
    rows: Sequence[Sequence[str | float | dt.date | None]]
    text_columns: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    heading_rows: int = 1
    merges: tuple[Merge, ...] = ()


def write_workbook(path: Path, sheets: Iterable[OutSheet]) -> None:
    """Write an ``.xlsx`` whose texts stay texts: nothing that begins with ``= + - @`` becomes a formula.

    Raises:
        PermissionError: The file is open in another program.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:31])
        for row, values in enumerate(sheet.rows, 1):
            for column, value in enumerate(values, 1):
                if value is not None and value != "":
                    _write_cell(page.cell(row=row, column=column), value)
        for column in sheet.text_columns:
            for row in range(sheet.heading_rows + 1, max(len(sheet.rows), 300) + 1):
                page.cell(row=row, column=column).number_format = "@"
        for column, width in enumerate(sheet.widths, 1):
            page.column_dimensions[column_letters(column)].width = width
        for merge in sheet.merges:
            page.merge_cells(start_row=merge.top, start_column=merge.left, end_row=merge.bottom, end_column=merge.right)
        if sheet.heading_rows:
            page.freeze_panes = f"A{sheet.heading_rows + 1}"
    book.save(path)


def _write_cell(cell: Cell, value: str | float | dt.date) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(_RISKY):
            cell.number_format = "@"
            cell.quotePrefix = True


def write_csv(path: Path, rows: Iterable[Sequence[str | float | None]]) -> None:
    """Write a CSV for Excel: UTF-8 with mark; a text that begins like a formula gets a leading ``'``.

    Raises:
        PermissionError: The file is open in another program.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for values in rows:
            writer.writerow([_safe(value) for value in values])


def _safe(value: str | float | None) -> str | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


__all__ = [
    "Merge",
    "OutSheet",
    "Row",
    "Sheet",
    "Value",
    "cell_name",
    "column_letters",
    "column_number",
    "read_sheets",
    "write_csv",
    "write_workbook",
]
