"""Workbooks and CSV files written so that nothing in them becomes a formula or loses a digit."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.sheets.grid import Merge, column_letters

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_RISKY = ("=", "+", "-", "@", "\t", "\r")


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
                    write_cell(page.cell(row=row, column=column), value)
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


def write_cell(cell: Cell, value: str | float | dt.date) -> None:
    """Put a value into a cell; a text stays a text, whatever it begins with."""
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
