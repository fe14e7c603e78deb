"""A file of another format written anew as a workbook: values, merges, of ``.xls`` and ``.ods`` formulas and looks."""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contracts.sheets.biff_formulas import formulas_of
from contracts.sheets.biff_looks import lay_on
from contracts.sheets.grid import Sheet, Value, cell_name, column_letters
from contracts.sheets.odf_parts import CONTENT
from contracts.sheets.odf_tables import lay_tables
from contracts.sheets.writing import writable, write_cell

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_OLD, _PACKED = b"\xd0\xcf\x11\xe0", b"PK"
_PLAIN = frozenset({".csv", ".txt", ".tsv"})
_WIDEST = 40
_SHOWN = 10
_LOOKS = "字体、底色、批注、图片"
_FORMULAS = "公式（只留下上次算好的结果）"
_NO_TITLE = re.compile(r"[\\/*?:\[\]]")
_LONGEST_TITLE = 31


def titles(names: Iterable[str]) -> list[str]:
    """Return for each name one that a sheet may have, no two of them alike.

    >>> titles(["a/b", "A_b"])
    ['a_b', 'A_b~2']
    """
    found = dict[str, str]()
    for name in names:
        plain = made = _NO_TITLE.sub("_", writable(name))[:_LONGEST_TITLE]
        number = 1
        while made.lower() in found:
            number += 1
            made = f"{plain[: _LONGEST_TITLE - len(str(number)) - 1]}~{number}"
        found[made.lower()] = made
    return list(found.values())


def titles_of(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return the titles that sheets have in a rebuilt workbook; the first of several of one name stands for it."""
    names = [sheet.name for sheet in sheets]
    return dict(reversed(list(zip(names, titles(names), strict=True))))


def rebuilt(source: Path, sheets: Sequence[Sheet]) -> tuple[Workbook, tuple[str, ...]]:
    """Return a new workbook with the cells of a file of another format, and in Chinese what it has not taken over."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    pages = dict[str, Any]()
    for sheet, title in zip(sheets, titles(sheet.name for sheet in sheets), strict=True):
        page = book.create_sheet(title)
        pages.setdefault(sheet.name, page)
        _fill(page, sheet)
        for merge in sheet.merges:
            top, bottom = merge.top + len(sheet.titles), merge.bottom + len(sheet.titles)
            page.merge_cells(start_row=top, start_column=merge.left, end_row=bottom, end_column=merge.right)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
    with source.open("rb") as file:
        start = file.read(4)
    if start == _OLD:
        return book, tuple(_lost_of_old(source.read_bytes(), sheets, pages))
    if start.startswith(_PACKED) and _is_ods(source):
        return book, tuple(_lost_of_ods(source, sheets, pages))
    return book, () if source.suffix.lower() in _PLAIN else (_LOOKS,)


def _is_ods(source: Path) -> bool:
    with zipfile.ZipFile(source) as package:
        return CONTENT in package.NameToInfo


def _lost_of_ods(source: Path, sheets: Sequence[Sheet], pages: Mapping[str, Any]) -> Iterator[str]:
    """Take over looks, formulas and comments of an ``.ods``; yield what could not be."""
    try:
        laid = lay_tables(source, pages)
    except ValueError:
        yield f"{_LOOKS}、{_FORMULAS}"
    else:
        yield from _missed(sheets, laid.formulas)
        if laid.leftovers:
            yield "、".join(laid.leftovers)


def _lost_of_old(content: bytes, sheets: Sequence[Sheet], pages: Mapping[str, Any]) -> Iterator[str]:
    """Take over formulas and looks of an ``.xls``; yield what could not be."""
    try:
        yield from _formulas(content, sheets, pages)
    except ValueError:
        yield _FORMULAS
    try:
        lay_on(content, pages)
    except ValueError:
        yield _LOOKS
    else:
        yield "批注、图片、下拉列表"


def _formulas(content: bytes, sheets: Sequence[Sheet], pages: Mapping[str, Any]) -> Iterator[str]:
    """Write those formulas that are wholly understood; yield the others by their cells, and those without a result."""
    missed = list[tuple[str, str]]()
    for sheet, found in formulas_of(content).items():
        for (row, column), text in found.items() if sheet in pages else ():
            cell = pages[sheet].cell(row=row, column=column)
            if text and type(cell).__name__ != "MergedCell":  # what a merged area covers nobody sees
                cell.value = text
            elif not text:
                missed.append((sheet, cell_name(row, column)))
    yield from _missed(sheets, missed)


def _missed(sheets: Sequence[Sheet], cells: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield which formulas were not understood: those of which a result is left, and those that have none."""
    blank = {
        (sheet.name, name)
        for sheet in sheets
        for name in (*sheet.notes.blank_formulas, *sheet.notes.uncalculated, *dict(sheet.notes.errors))
    }
    named = titles_of(sheets)
    kept = [f"{named[sheet]}!{name}" for sheet, name in cells if (sheet, name) not in blank]
    empty = [f"{named[sheet]}!{name}" for sheet, name in cells if (sheet, name) in blank]
    if kept:
        yield f"{_shown(kept)} 的公式（只留下上次算好的结果）"
    if empty:
        yield f"{_shown(empty)} 的公式（没有算好的结果，写成了空格）"


def _shown(cells: Sequence[str]) -> str:
    return "、".join(cells[:_SHOWN]) + (f"等 {len(cells)} 格" if len(cells) > _SHOWN else "")


def _fill(page: Any, sheet: Sheet) -> None:
    widths: dict[int, int] = {}
    above = len(sheet.titles)
    for row, line in enumerate(sheet.titles, 1):
        _put(page, row, 1, line)
    for row, cells in sheet.rows():
        wide = sum(value != "" for value in cells) < 3  # noqa: PLR2004 - a title is wider than any column
        for column, value in enumerate(cells, 1):
            if value != "":
                _put(page, row + above, column, value)
                widths[column] = max(widths.get(column, 8), 0 if wide else min(_width(value), _WIDEST))
    _fit(page, widths, dict(sheet.notes.widths))


def _fit(page: Any, widths: dict[int, int], own: Mapping[int, float]) -> None:
    """Let a rebuilt sheet print on one page's width; the clerk's own widths stay where they are known."""
    for column, width in widths.items():
        page.column_dimensions[column_letters(column)].width = own.get(column) or width + 2
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _put(page: Worksheet, row: int, column: int, value: Value) -> None:
    cell: Any = page.cell(row=row, column=column)
    if isinstance(value, float) and not math.isfinite(value):
        value = str(value)  # a program may have written "NaN"; no workbook with it would open
    if isinstance(value, str):
        write_cell(cell, value)
        cell.number_format = "@"
    else:
        cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"


def _width(value: Value) -> int:
    from contracts.text_width import display_width

    return display_width(value) if isinstance(value, str) else 12
