"""A workbook whose bytes depend on its cells alone, so that its hash can be written down and compared later.

Rows come one by one and go to the disk as they come: a sheet of a hundred thousand rows needs no more memory
than one of a hundred.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.sheets.grid import column_letters
from contracts.sheets.writing import OutSheet, dress, is_risky, write_cell

_PACKED_ON = (1980, 1, 1, 0, 0, 0)
_INSTANT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_PROPERTIES = "docProps/core.xml"
_LOOKED_AT = 200
_WIDEST, _NARROWEST = 44, 8

Value = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSheet:
    """A sheet whose rows come one by one, once. Without ``widths`` headings and first rows decide them."""

    name: str
    heads: tuple[str, ...]
    rows: Iterable[Sequence[Value]]
    widths: tuple[int, ...] = ()


def fixed_workbook(sheets: Iterable[FlowSheet], *, dated: dt.date) -> tuple[bytes, int]:
    """Return an ``.xlsx`` and how many rows it holds, without headings: the same cells and day, the same bytes.

    No text becomes a formula.
    """
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    lines = sum([_fill(book.create_sheet(sheet.name[:31]), sheet) for sheet in sheets])
    packed = io.BytesIO()
    with tempfile.TemporaryFile() as written:
        book.save(written)
        _repack(written, packed, dated)
    return packed.getvalue(), lines


def _fill(page: Any, sheet: FlowSheet) -> int:
    """Write a sheet row by row, and return how many there were."""
    from openpyxl.cell import WriteOnlyCell

    rows = iter(sheet.rows)
    first = list(itertools.islice(rows, _LOOKED_AT))
    for column, width in enumerate(sheet.widths or _widths(sheet.heads, first), 1):
        page.column_dimensions[column_letters(column)].width = width
    head = [WriteOnlyCell(page, text) for text in sheet.heads]
    dress(page, OutSheet(name=sheet.name, rows=[sheet.heads]), [head])
    page.append(head)
    lines = 0
    for lines, row in enumerate(itertools.chain(first, rows), 1):  # noqa: B007 - the count is wanted
        page.append(list(_cells(page, row)))
    return lines


def _cells(page: Any, row: Sequence[Value]) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell

    for value in row:
        if value is not None and is_risky(value):
            cell = WriteOnlyCell(page)
            write_cell(cell, value)
            yield cell
        else:
            yield None if value == "" else value


def _widths(heads: Sequence[Value], rows: Sequence[Sequence[Value]]) -> tuple[int, ...]:
    """Return how wide each column is to be, in half-width letters."""
    columns = zip(heads, *rows, strict=True)
    return tuple(max(_NARROWEST, min(_WIDEST, max(map(_wide, column)) + 2)) for column in columns)


def _wide(cell: Value) -> int:
    return sum(1 + (letter > "ÿ") for letter in str("" if cell is None else cell))


def _repack(written: Any, packed: io.BytesIO, dated: dt.date) -> None:
    """Copy a workbook, part by part, without the instants that tell when it was made."""
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _PACKED_ON)
            info.compress_type = zipfile.ZIP_DEFLATED
            with source.open(name) as old, target.open(info, "w", force_zip64=True) as new:
                if name == _PROPERTIES:
                    new.write(_INSTANT.sub(rb"\g<1>" + dated.isoformat().encode() + b"T00:00:00Z", old.read()))
                else:
                    shutil.copyfileobj(old, new)
