"""What an old ``.xls`` hides, and how large it is, before its reader opens it.

The reader does not tell hidden rows and columns, and makes room for as many strings and cells as a damaged
file asks for. Only these records are read: sheets, rows, columns, sizes, the places of the cells, and whether
a formula has a result.

Source: [MS-XLS], records BoundSheet8, FilePass, SST, Dimensions, Row, ColInfo and those of cells.
"""

from __future__ import annotations

import itertools
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contracts.sheets.biff_strings import string_lengths
from contracts.sheets.bounds import MOST_COLUMNS, MOST_TEXT, check_cells, check_extent, refused, too_much_text
from contracts.sheets.compound import workbook_stream
from contracts.sheets.grid import cell_name
from contracts.sheets.notes import SheetNotes
from contracts.sheets.strings import LONGEST_TEXT

_BOUNDSHEET, _FILEPASS, _STRINGS, _CONTINUE = 0x0085, 0x002F, 0x00FC, 0x003C
_ROW, _COLUMNS, _DIMENSIONS, _SEVERAL = 0x0208, 0x007D, 0x0200, 0x00BD
_FORMULA, _POINTER = 0x0006, 0x00FD
_CELLS = frozenset({0x0203, 0x0204, 0x0205, _FORMULA, 0x027E, _POINTER, 0x00D6, _SEVERAL})
_KEPT = _CELLS | {_BOUNDSHEET, _FILEPASS, _STRINGS, _ROW, _COLUMNS, _DIMENSIONS}
_BEGIN, _END = 0x0809, 0x000A
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_NO_RESULT = (3, 0xFFFF)
_SPACES = b"\x19\x40", b"\x19\x41"
_MOST_SPACES = 500
_CHARACTER = 256  # widths are counted in parts of one
_SIZES = {14: struct.Struct("<IIHH"), 10: struct.Struct("<HHHH")}
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_MOST_TEXT = MOST_TEXT // 2  # its reader holds every text twice


@dataclass(slots=True, kw_only=True)
class _Seen:
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    blank: list[str] = field(default_factory=list)
    pointers: array[int] = field(default_factory=lambda: array("I"))
    last_row: int = 0
    last_column: int = 0

    def notes(self) -> SheetNotes:
        return SheetNotes(
            hidden_rows=frozenset(self.rows), hidden_columns=frozenset(self.columns),
            widths=tuple(self.widths.items()), blank_formulas=tuple(self.blank),
        )  # fmt: skip


def check_old(path: Path, content: bytes) -> dict[str, SheetNotes]:
    """Return by sheet name what its reader does not tell, such as hidden rows.

    Raises:
        ValueError: The file is damaged: what it says of itself cannot be true.
        RosterError: It has a password, or is larger than a roster can be.
    """
    stream = workbook_stream(content)
    try:
        return _check_stream(path, stream)
    except (struct.error, IndexError) as error:
        raise ValueError("a record shorter than its kind") from error


def _check_stream(path: Path, stream: bytes) -> dict[str, SheetNotes]:
    sheets, strings = _globals(stream)
    if any(kind == _FILEPASS for kind, _, _ in records(stream, 0)):
        raise refused(path, "文件设了密码", "请去掉密码后另存，再试")
    places = [at for _, at in sheets]
    if len(set(places)) < len(places):
        raise ValueError("two sheets in one place")
    walker = _Walker(path, stream)
    seen = [walker.sheet(at) for at in places]
    check_cells(path, sum(item.last_row * item.last_column for item in seen))
    if sum(len(item.pointers) for item in seen) * LONGEST_TEXT > _MOST_TEXT and strings:
        lengths = string_lengths(strings)
        if sum(lengths[at] for item in seen for at in item.pointers if at < len(lengths)) > _MOST_TEXT:
            raise too_much_text(path)
    return {name: item.notes() for (name, _), item in zip(sheets, seen, strict=True)}


def sheet_places(stream: bytes) -> list[tuple[str, int]]:
    """Return name and place of each sheet in a workbook's stream; none of a file with a password.

    Raises:
        ValueError: It is damaged.
    """
    return _globals(stream)[0]


def records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and length of each record from a place on, up to the first end of anything."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, at + 4, length
        at += 4 + length


def _globals(stream: bytes) -> tuple[list[tuple[str, int]], list[bytes]]:
    """Return name and place of each sheet, and the record of the shared texts with those that continue it."""
    sheets, strings = list[tuple[str, int]](), list[bytes]()
    before = 0
    for kind, at, length in records(stream, 0):
        body = stream[at : at + length] if kind in _KEPT or kind == _CONTINUE else b""
        if kind == _FILEPASS:
            return [], []
        if kind == _STRINGS:
            if struct.unpack_from("<4xI", body)[0] > len(stream):
                raise ValueError("more strings than there is room for")
            strings = [body]
        elif kind == _CONTINUE and before == _STRINGS:
            strings.append(body)
            continue
        elif kind == _BOUNDSHEET:
            (place,) = struct.unpack_from("<I", body)
            if place >= len(stream):
                raise ValueError("a sheet behind the end")
            wide = bool(body[7] & 1)
            name = body[8 : 8 + body[6] * (2 if wide else 1)]
            sheets.append((name.decode("utf-16-le" if wide else "latin-1", "replace"), place))
        before = kind
    return sheets, strings


class _Walker:
    """Walks the sheets of a stream, none of which holds what belongs to another."""

    def __init__(self, path: Path, stream: bytes) -> None:
        self._path = path
        self._stream = stream
        self._left = 2 * len(stream)

    def sheet(self, at: int) -> _Seen:
        """Return what is seen from the place on where a sheet begins."""
        seen, depth = _Seen(), 0
        for kind, place, length in records(self._stream, at):
            self._left -= length + 4
            depth += kind == _BEGIN
            if kind in _CELLS:
                _note_cell(seen, kind, self._stream[place : place + length])
            elif kind == _DIMENSIONS:
                _check_dimensions(self._stream[place : place + length])
            elif kind in _KEPT and depth <= 1:
                _note_shape(seen, kind, self._stream[place : place + length])
        if self._left < 0:
            raise ValueError("sheets inside one another")
        check_extent(self._path, seen.last_row, seen.last_column)
        return seen


def _note_cell(seen: _Seen, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    seen.last_row = max(seen.last_row, row + 1)
    seen.last_column = max(seen.last_column, (struct.unpack("<H", body[-2:])[0] if kind == _SEVERAL else column) + 1)
    if kind == _POINTER:
        seen.pointers.append(struct.unpack_from("<I", body, 6)[0])
    elif kind == _FORMULA:
        if struct.unpack_from("<B5xH", body, 6) == _NO_RESULT:
            seen.blank.append(cell_name(row + 1, column + 1))
        if sum(map(body.count, _SPACES)) > _MOST_SPACES:
            raise ValueError("a formula of spaces")


def _note_shape(seen: _Seen, kind: int, body: bytes) -> None:
    if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
        seen.rows.add(struct.unpack_from("<H", body)[0] + 1)
    elif kind == _COLUMNS:
        first, last, width = struct.unpack_from("<HHH", body)
        these = list(itertools.takewhile(MOST_COLUMNS.__ge__, range(first + 1, last + 2)))
        seen.widths |= dict.fromkeys(these, width / _CHARACTER)
        seen.columns.update(these if struct.unpack_from("<H", body, 8)[0] & _COLUMN_HIDDEN else ())


def _check_dimensions(body: bytes) -> None:
    first_row, end_row, first_column, end_column = _SIZES.get(len(body), _SIZES[10]).unpack_from(body)
    if not first_row <= end_row <= _MOST_ROWS or not first_column <= end_column <= _MOST_COLUMNS:
        raise ValueError("a size that no sheet has")
