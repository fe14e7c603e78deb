"""What an old ``.xls`` hides, and how large it is, before its reader opens it.

The reader does not tell hidden rows and columns, and makes room for as many strings and cells as a damaged
file asks for. Only these records are read: sheets, rows, columns, sizes, the places of the cells, and whether
a formula has a result.

Source: [MS-XLS], records BoundSheet8, FilePass, SST, Dimensions, Row, ColInfo and those of cells.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterator
from pathlib import Path

from contracts.sheets.bounds import MOST_COLUMNS, check_extent
from contracts.sheets.compound import workbook_stream
from contracts.sheets.grid import cell_name
from contracts.sheets.notes import SheetNotes

_BOUNDSHEET, _FILEPASS, _STRINGS = 0x0085, 0x002F, 0x00FC
_ROW, _COLUMNS, _DIMENSIONS, _SEVERAL = 0x0208, 0x007D, 0x0200, 0x00BD
_CELLS = frozenset({0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00FD, 0x00D6, _SEVERAL})
_KEPT = _CELLS | {_BOUNDSHEET, _FILEPASS, _STRINGS, _ROW, _COLUMNS, _DIMENSIONS}
_BEGIN, _END = 0x0809, 0x000A
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_FORMULA, _NO_RESULT = 0x0006, (3, 0xFFFF)
_CHARACTER = 256  # widths are counted in parts of one
_SIZES = {14: struct.Struct("<IIHH"), 10: struct.Struct("<HHHH")}
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256


def check_old(path: Path, content: bytes) -> dict[str, SheetNotes]:
    """Return by sheet name what its reader does not tell, such as hidden rows; nothing of a file with a password.

    Raises:
        ValueError: The file is damaged: what it says of itself cannot be true.
        RosterError: It is larger than a roster can be.
    """
    stream = workbook_stream(content)
    try:
        sheets = list(_sheets(stream))
        return {name: _notes(path, stream, at) for name, at in sheets}
    except (struct.error, IndexError) as error:
        raise ValueError("a record shorter than its kind") from error


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place on, up to the end of what begins there."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if kind in _KEPT and depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        if depth <= 0:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            return
        if kind == _STRINGS and struct.unpack_from("<4xI", body)[0] > len(stream):
            raise ValueError("more strings than there is room for")
        if kind == _BOUNDSHEET:
            (at,) = struct.unpack_from("<I", body)
            if at >= len(stream):
                raise ValueError("a sheet behind the end")
            wide = bool(body[7] & 1)
            name = body[8 : 8 + body[6] * (2 if wide else 1)]
            yield name.decode("utf-16-le" if wide else "latin-1", "replace"), at


def _notes(path: Path, stream: bytes, at: int) -> SheetNotes:
    rows, columns = set[int](), set[int]()
    widths, blank = dict[int, float](), list[str]()
    last_row = last_column = 0
    for kind, body in _records(stream, at):
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", body)
            last_row = max(last_row, row + 1)
            last_column = max(last_column, (struct.unpack("<H", body[-2:])[0] if kind == _SEVERAL else column) + 1)
            if kind == _FORMULA and struct.unpack_from("<B5xH", body, 6) == _NO_RESULT:
                blank.append(cell_name(row + 1, column + 1))
        elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
            rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS:
            first, last, width = struct.unpack_from("<HHH", body)
            these = list(itertools.takewhile(MOST_COLUMNS.__ge__, range(first + 1, last + 2)))
            widths |= dict.fromkeys(these, width / _CHARACTER)
            columns.update(these if struct.unpack_from("<H", body, 8)[0] & _COLUMN_HIDDEN else ())
        elif kind == _DIMENSIONS:
            _check_dimensions(body)
    check_extent(path, last_row, last_column)
    return SheetNotes(
        hidden_rows=frozenset(rows), hidden_columns=frozenset(columns),
        widths=tuple(widths.items()), blank_formulas=tuple(blank),
    )  # fmt: skip


def _check_dimensions(body: bytes) -> None:
    first_row, end_row, first_column, end_column = _SIZES.get(len(body), _SIZES[10]).unpack_from(body)
    if not first_row <= end_row <= _MOST_ROWS or not first_column <= end_column <= _MOST_COLUMNS:
        raise ValueError("a size that no sheet has")
