"""Workbooks and CSV files written so that nothing in them becomes a formula or loses a digit."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contracts.files import write_aside, write_whole
from contracts.sheets.grid import Merge, column_letters
from contracts.text_width import display_width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_NUMBER = 11
_DIGITS = re.compile(r"0[0-9]+|[0-9]{11,}[0-9Xx]?")
"""Account, ID and telephone numbers, which a spreadsheet makes numbers of as soon as the cell is touched."""
_PORTRAIT_COLUMNS = 6
_PORTRAIT_LETTERS = 130
"""Wider columns together would be printed upright in letters of less than eight points."""
_A4 = 9  # as a workbook counts papers
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 44, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OutSheet:
    """A sheet to be written. ``text_columns`` (from 1) are set to text format down the page.

    Without ``widths``, in letters, each column is as wide as what stands in it; long texts turn within the cell.
    """

    name: str
    rows: Sequence[Sequence[str | float | dt.date | None]]
    text_columns: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    heading_rows: int = 1
    merges: tuple[Merge, ...] = ()


def write_workbook(path: Path, sheets: Iterable[OutSheet]) -> None:
    """Write an ``.xlsx`` whose texts stay texts: nothing that begins with ``= + - @`` becomes a formula.

    Raises:
        OSError: The disk is full, or the file is open in another program; nothing is left behind.
    """
    save_book(workbook(sheets), path)


def save_book(book: Workbook, path: Path) -> None:
    """Write a workbook of openpyxl's whole or not at all.

    Raises:
        OSError: See :func:`write_workbook`.
    """
    content = io.BytesIO()  # what openpyxl has begun in a file it cannot give up
    book.save(content)
    write_whole(path, content.getvalue())


def workbook(sheets: Iterable[OutSheet]) -> Workbook:
    """Return a workbook of openpyxl's with those sheets, not yet on the disk."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:31])
        _write_rows(page, sheet)
        for column in sheet.text_columns:
            for row in range(sheet.heading_rows + 1, max(len(sheet.rows), 300) + 1):
                page.cell(row=row, column=column).number_format = "@"
        for column, width in enumerate(sheet.widths or fitted_widths(sheet.rows), 1):
            page.column_dimensions[column_letters(column)].width = width
        if sheet.heading_rows:
            dress(page, sheet, page.iter_rows(max_row=sheet.heading_rows))
        for merge in sheet.merges:
            _merge(page, merge, is_heading=merge.top <= sheet.heading_rows)
    return book


def fitted_widths(rows: Sequence[Sequence[object]]) -> tuple[int, ...]:
    """Return how wide each column must be for what stands in it, within bounds; the first rows speak for all.

    >>> fitted_widths([("村", "事项"), ("上坪村", "告知当年政策")])
    (8, 14)
    """
    seen = rows[:_LOOKED_AT]
    widths = [_NARROWEST] * max(map(len, seen), default=0)
    for row in seen:
        for at, value in enumerate(row):
            if value is not None:
                widths[at] = max(widths[at], display_width(str(value)) + 2)
    return tuple(min(_WIDEST, width) for width in widths)


def _write_rows(page: Any, sheet: OutSheet) -> None:
    """Write the cells; a text wider than any column turns within its cell, where the next one would cut it off."""
    from openpyxl.styles import Alignment

    turned = Alignment(vertical="top", wrap_text=True)
    for number, values in enumerate(sheet.rows, 1):
        for column, value in enumerate(values, 1):
            if value is None or value == "":
                continue
            cell = page.cell(row=number, column=column)
            write_cell(cell, value)
            if not sheet.widths and isinstance(value, str) and display_width(value) > _WIDEST:
                cell.alignment = turned


def _merge(page: Any, merge: Merge, *, is_heading: bool) -> None:
    from openpyxl.styles import Alignment

    page.merge_cells(start_row=merge.top, start_column=merge.left, end_row=merge.bottom, end_column=merge.right)
    if is_heading:
        centred = Alignment(horizontal="center", vertical="center")
        page.cell(row=merge.top, column=merge.left).alignment = centred


def dress(page: Any, sheet: OutSheet, headings: Iterable[Iterable[Any]]) -> None:
    """Make the headings look like headings, and the page of openpyxl's fit the paper's width."""
    from openpyxl.styles import Alignment, Font

    page.freeze_panes = f"A{sheet.heading_rows + 1}"
    page.print_title_rows = f"1:{sheet.heading_rows}"
    for row in headings:
        for cell in row:
            cell.font, cell.alignment = Font(bold=True), Alignment(vertical="center", wrap_text=True)
    many = len(sheet.rows[-1]) > _PORTRAIT_COLUMNS if sheet.rows else False
    wide = many or sum(sheet.widths) > _PORTRAIT_LETTERS
    page.page_setup.orientation = "landscape" if wide else "portrait"
    page.page_setup.paperSize, page.page_setup.fitToHeight = _A4, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def is_risky(value: object) -> bool:
    """Say whether a spreadsheet would take a text for something else: a formula, an error."""
    return isinstance(value, str) and value.startswith((*_RISKY, "#"))


def writable(text: str) -> str:
    """Return a text without the signs that no workbook may hold."""
    return _NOT_IN_XML.sub("", text)


def write_cell(cell: Cell, value: str | float | dt.date) -> None:
    """Put a value into a cell; a text stays a text, whatever it begins with, also when somebody edits the cell."""
    cell.value = writable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        if _DIGITS.fullmatch(value):
            cell.number_format = "@"
        if value.startswith(_RISKY):
            cell.number_format = "@"
            cell.quotePrefix = True


def write_csv(path: Path, rows: Iterable[Sequence[str | float | None]], *, digits_as_text: bool = False) -> None:
    """Write a CSV for Excel: UTF-8 with mark; a text that begins like a formula gets a leading ``'``.

    With ``digits_as_text`` a long number gets a leading tab, without which Excel would round an ID number.

    Raises:
        OSError: The disk is full, or the file is open in another program; nothing is left behind.
    """
    with write_aside(path) as target:
        file = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
        writer = csv.writer(file)
        for values in rows:
            texts = [_safe(value) for value in values]
            writer.writerow([_guarded(text) for text in texts] if digits_as_text else texts)
        file.detach()


def _safe(value: str | float | None) -> str | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def _guarded(value: str | float | None) -> str | float | None:
    long = isinstance(value, str) and len(value) >= _LONG_NUMBER and value[:-1].isdigit()
    return f"\t{value}" if long else value
