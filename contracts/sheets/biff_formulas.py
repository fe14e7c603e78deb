"""The formulas of an old ``.xls`` as text, where every part of one is understood; a guess would change numbers.

Source: [MS-XLS], records Formula, ShrFmla, ExternSheet, SupBook; sections 2.5.198 (tokens) and 2.5.198.17 (Ftab).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, TypeVar

from contracts.sheets.biff import records, sheet_places
from contracts.sheets.compound import workbook_stream
from contracts.sheets.grid import column_letters

_FORMULA, _SHARED, _EXTERNAL, _BOOK = 0x0006, 0x04BC, 0x0017, 0x01AE
_OWN_BOOK = b"\x01\x04"
_RESULT_AT, _SHARED_AT = 20, 8
_BASE = 0x20
_ROW_MOVES, _COLUMN_MOVES = 0x8000, 0x4000
_LAST_ROW, _LAST_COLUMN = 0xFFFF, 0xFF
_SIGNS = ("+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>", " ", ",", ":")
_OPERATORS = dict(enumerate(_SIGNS, 3))
_AROUND = {0x12: ("+", ""), 0x13: ("-", ""), 0x14: ("", "%"), 0x15: ("(", ")")}
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_WHOLE = 10**15
_ANY = -1
_FUNCTIONS = {
    0: ("COUNT", _ANY), 1: ("IF", _ANY), 2: ("ISNA", 1), 3: ("ISERROR", 1), 4: ("SUM", _ANY), 5: ("AVERAGE", _ANY),
    6: ("MIN", _ANY), 7: ("MAX", _ANY), 8: ("ROW", _ANY), 9: ("COLUMN", _ANY), 10: ("NA", 0), 19: ("PI", 0),
    20: ("SQRT", 1), 24: ("ABS", 1), 25: ("INT", 1), 26: ("SIGN", 1), 27: ("ROUND", 2), 28: ("LOOKUP", _ANY),
    29: ("INDEX", _ANY), 30: ("REPT", 2), 31: ("MID", 3), 32: ("LEN", 1), 33: ("VALUE", 1), 34: ("TRUE", 0),
    35: ("FALSE", 0), 36: ("AND", _ANY), 37: ("OR", _ANY), 38: ("NOT", 1), 39: ("MOD", 2), 48: ("TEXT", 2),
    64: ("MATCH", _ANY), 65: ("DATE", 3), 67: ("DAY", 1), 68: ("MONTH", 1), 69: ("YEAR", 1), 70: ("WEEKDAY", _ANY),
    74: ("NOW", 0), 76: ("ROWS", 1), 77: ("COLUMNS", 1), 78: ("OFFSET", _ANY), 82: ("SEARCH", _ANY),
    100: ("CHOOSE", _ANY), 101: ("HLOOKUP", _ANY), 102: ("VLOOKUP", _ANY), 111: ("CHAR", 1), 112: ("LOWER", 1),
    113: ("UPPER", 1), 115: ("LEFT", _ANY), 116: ("RIGHT", _ANY), 117: ("EXACT", 2), 118: ("TRIM", 1),
    119: ("REPLACE", 4), 120: ("SUBSTITUTE", _ANY), 124: ("FIND", _ANY), 126: ("ISERR", 1), 127: ("ISTEXT", 1),
    128: ("ISNUMBER", 1), 129: ("ISBLANK", 1), 140: ("DATEVALUE", 1), 148: ("INDIRECT", _ANY), 162: ("CLEAN", 1),
    169: ("COUNTA", _ANY), 183: ("PRODUCT", _ANY), 197: ("TRUNC", _ANY), 211: ("LENB", 1), 212: ("ROUNDUP", 2),
    213: ("ROUNDDOWN", 2), 216: ("RANK", _ANY), 221: ("TODAY", 0), 227: ("MEDIAN", _ANY), 228: ("SUMPRODUCT", _ANY),
    285: ("FLOOR", 2), 288: ("CEILING", 2), 325: ("LARGE", 2), 326: ("SMALL", 2), 336: ("CONCATENATE", _ANY),
    337: ("POWER", 2), 344: ("SUBTOTAL", _ANY), 345: ("SUMIF", _ANY), 346: ("COUNTIF", 2), 347: ("COUNTBLANK", 1),
    351: ("DATEDIF", 3), 359: ("HYPERLINK", _ANY),
}  # fmt: skip
_Found = TypeVar("_Found")
_LONGEST = 8_192
"""Characters of the longest formula a cell can hold."""


def formulas_of(content: bytes) -> dict[str, dict[tuple[int, int], str | None]]:
    """Return by sheet, row and column each formula with its ``=``; ``None`` for one not wholly understood.

    Raises:
        ValueError: The file is damaged.
    """
    stream = workbook_stream(content)
    try:
        sheets = sheet_places(stream)
        others = _others(stream, [name for name, _ in sheets])
        return {name: dict(_formulas(stream, place, others)) for name, place in sheets}
    except (struct.error, IndexError) as error:
        raise ValueError("a record shorter than its kind") from error


def _others(stream: bytes, names: Sequence[str]) -> list[str | None]:
    """Return the sheet that each number in a formula stands for; ``None`` for those of other files."""
    own, found = list[bool](), list[str | None]()
    for kind, at, length in records(stream, 0):
        body = stream[at : at + length] if kind in {_BOOK, _EXTERNAL} else b""
        if kind == _BOOK:
            own.append(body[2:4] == _OWN_BOOK)
        elif kind == _EXTERNAL:
            for book, first, last in struct.iter_unpack("<HHH", body[2 : 2 + len(body[2:]) // 6 * 6]):
                known = book < len(own) and own[book] and first == last < len(names)
                found.append(names[first] if known else None)
    return found


def _formulas(stream: bytes, place: int, others: Sequence[str | None]) -> Iterator[tuple[tuple[int, int], str | None]]:
    found, shared = dict[tuple[int, int], bytes](), dict[tuple[int, int], bytes]()
    last = 0, 0
    for kind, at, length in records(stream, place):
        body = stream[at : at + length] if kind in {_FORMULA, _SHARED} else b""
        if kind == _FORMULA:
            last = struct.unpack_from("<HH", body)
            found[last] = _tokens(body, _RESULT_AT)
        elif kind == _SHARED:
            shared[last] = _tokens(body, _SHARED_AT)
    for (row, column), tokens in found.items():
        whole = tokens
        if tokens[:1] == b"\x01":
            whole = shared.get(struct.unpack_from("<HH", tokens, 1), b"\x02")
        yield (row + 1, column + 1), _Reader(whole, row, column, others).text()


def _tokens(body: bytes, at: int) -> bytes:
    (length,) = struct.unpack_from("<H", body, at)
    return body[at + 2 : at + 2 + length]


class _NotUnderstoodError(Exception):
    """A part of a formula that is not in our tables."""


class _Reader:
    """Reads one formula, token by token, as it stands in its cell (row and column from 0)."""

    def __init__(self, tokens: bytes, row: int, column: int, others: Sequence[str | None]) -> None:
        self._tokens = tokens
        self._at = 0
        self._row, self._column = row, column
        self._others = others
        self._stack = list[str]()

    def text(self) -> str | None:
        """Return the formula with its ``=``, ``None`` if any part is not understood."""
        try:
            while self._at < len(self._tokens):
                (token,) = self._take("<B")
                self._read(token if token < _BASE else token & 0x1F | _BASE)
        except (_NotUnderstoodError, struct.error, IndexError, UnicodeDecodeError):
            return None
        text = f"={self._stack[0]}" if len(self._stack) == 1 else ""
        return text if 1 < len(text) <= _LONGEST and text.isprintable() else None

    def _take(self, shape: str) -> tuple[int, ...]:
        values = struct.unpack_from(shape, self._tokens, self._at)
        self._at += struct.calcsize(shape)
        return values

    def _read(self, token: int) -> None:
        if token in _OPERATORS:
            right, left = self._stack.pop(), self._stack.pop()
            self._stack.append(f"{left}{_OPERATORS[token]}{right}")
        elif token in _AROUND:
            before, after = _AROUND[token]
            self._stack.append(f"{before}{self._stack.pop()}{after}")
        elif token in self._readers:
            self._readers[token](self)
        else:
            raise _NotUnderstoodError

    def _missing(self) -> None:
        self._stack.append("")

    def _string(self) -> None:
        length, wide = self._take("<BB")
        size = length << (wide & 1)
        letters = self._tokens[self._at : self._at + size].decode("utf-16-le" if wide & 1 else "latin-1")
        self._at += size
        self._stack.append('"{}"'.format(letters.replace('"', '""')))

    def _attribute(self) -> None:
        kind, value = self._take("<BH")
        if kind == 0x04:  # noqa: PLR2004 - the jumps of CHOOSE, which its arguments tell too
            self._at += 2 * (value + 1)
        elif kind == 0x10:  # noqa: PLR2004 - a sum of one range
            self._stack.append(f"SUM({self._stack.pop()})")
        elif kind not in {0x01, 0x02, 0x08, 0x40, 0x41}:
            raise _NotUnderstoodError

    def _error(self) -> None:
        (number,) = self._take("<B")
        self._stack.append(_known(_ERRORS, number))

    def _flag(self) -> None:
        self._stack.append("TRUE" if self._take("<B")[0] else "FALSE")

    def _whole(self) -> None:
        self._stack.append(str(self._take("<H")[0]))

    def _number(self) -> None:
        (value,) = self._take("<d")
        self._stack.append(str(int(value)) if value == int(value) and abs(value) < _WHOLE else repr(value).upper())

    def _function(self) -> None:
        name, count = _known(_FUNCTIONS, self._take("<H")[0])
        self._call(name, count)

    def _open_function(self) -> None:
        count, number = self._take("<BH")
        self._call(_known(_FUNCTIONS, number)[0], count & 0x7F)

    def _call(self, name: str, count: int) -> None:
        if not 0 <= count <= len(self._stack):
            raise _NotUnderstoodError
        start = len(self._stack) - count
        self._stack[start:] = [f"{name}({','.join(self._stack[start:])})"]

    def _cell(self) -> None:
        self._stack.append(self._one(*self._take("<HH")))

    def _area(self) -> None:
        self._stack.append(self._two(*self._take("<HHHH")))

    def _near_cell(self) -> None:
        self._stack.append(self._one(*self._moved(*self._take("<HH"))))

    def _near_area(self) -> None:
        top, bottom, left, right = self._take("<HHHH")
        (top, left), (bottom, right) = self._moved(top, left), self._moved(bottom, right)
        self._stack.append(self._two(top, bottom, left, right))

    def _far_cell(self) -> None:
        sheet, row, column = self._take("<HHH")
        self._stack.append(self._named(sheet) + self._one(row, column))

    def _far_area(self) -> None:
        sheet, *corners = self._take("<HHHHH")
        self._stack.append(self._named(sheet) + self._two(*corners))

    def _moved(self, row: int, column: int) -> tuple[int, int]:
        """Return a place that a shared formula gives by its distance from the cell."""
        if column & _ROW_MOVES:
            row = (row + self._row) & _LAST_ROW
        if column & _COLUMN_MOVES:
            column = column & (_ROW_MOVES | _COLUMN_MOVES) | (column + self._column) & _LAST_COLUMN
        return row, column

    def _named(self, number: int) -> str:
        name = self._others[number]
        if name is None:
            raise _NotUnderstoodError
        return "'{}'!".format(name.replace("'", "''"))

    def _one(self, row: int, column: int) -> str:
        return _across(column) + _down(row, column)

    def _two(self, top: int, bottom: int, left: int, right: int) -> str:
        if (top, bottom) == (0, _LAST_ROW):
            return f"{_across(left)}:{_across(right)}"
        if (left & _LAST_COLUMN, right & _LAST_COLUMN) == (0, _LAST_COLUMN):
            return f"{_down(top, left)}:{_down(bottom, right)}"
        return f"{self._one(top, left)}:{self._one(bottom, right)}"

    _readers: ClassVar[dict[int, Callable[[_Reader], None]]] = {
        0x16: _missing, 0x17: _string, 0x19: _attribute, 0x1C: _error, 0x1D: _flag, 0x1E: _whole, 0x1F: _number,
        0x21: _function, 0x22: _open_function, 0x24: _cell, 0x25: _area, 0x2C: _near_cell, 0x2D: _near_area,
        0x3A: _far_cell, 0x3B: _far_area,
    }  # fmt: skip


def _across(column: int) -> str:
    return ("" if column & _COLUMN_MOVES else "$") + column_letters((column & _LAST_COLUMN) + 1)


def _down(row: int, column: int) -> str:
    return f"{'' if column & _ROW_MOVES else '$'}{row + 1}"


def _known(table: Mapping[int, _Found], number: int) -> _Found:
    if number not in table:
        raise _NotUnderstoodError
    return table[number]
