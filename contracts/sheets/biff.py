"""What an old ``.xls`` hides: rows and columns, which its reader does not tell.

Only these records are read, straight from the workbook stream of the compound file: the list of sheets, rows
and columns. Whatever is not as it should be tells nothing here; the reader of the cells refuses damaged files.

Source: [MS-CFB] and [MS-XLS], records BoundSheet8, Row and ColInfo.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterator

from contracts.sheets.preflight import MOST_COLUMNS, SheetNotes

_HEADER = struct.Struct("<30xH12xIIIIIIIII")
_LAST_SECTOR = 0xFFFFFFF0
_ENTRY_BYTES = 128
_DIFAT_AT, _DIFAT_IN_HEADER = 76, 109
_STREAMS = frozenset({"Workbook", "Book"})
_BOUNDSHEET, _ROW, _COLUMNS = 0x0085, 0x0208, 0x007D
_BEGIN, _END = 0x0809, 0x000A
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


def hidden_in(content: bytes) -> dict[str, SheetNotes]:
    """Return by sheet name which rows and columns are hidden; empty where the file does not say."""
    try:
        stream = _workbook(content)
        return {name: _notes(stream, at) for name, at in _sheets(stream)}
    except (struct.error, IndexError, ValueError):
        return {}


def _workbook(content: bytes) -> bytes:
    """Return the workbook stream of a compound file.

    Raises:
        IndexError: A chain of sectors leads out of the file.
        ValueError: There is no such stream, or a chain runs in a circle.
    """
    shift, _, directory, _, small, _, _, difat, _, _ = _HEADER.unpack_from(content)
    size = 1 << shift
    table = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", content, _DIFAT_AT))
    while difat < _LAST_SECTOR and len(table) * size < len(content):
        *more, difat = struct.unpack(f"<{size // 4}I", _sector(content, size, difat))
        table += more
    chain = [
        link
        for number in table
        if number < _LAST_SECTOR
        for link in struct.unpack(f"<{size // 4}I", _sector(content, size, number))
    ]
    entries = _stream(content, size, chain, directory)
    for at in range(0, len(entries) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        length, start, total = (
            *struct.unpack_from("<H", entries, at + 64),
            *struct.unpack_from("<II", entries, at + 116),
        )
        if entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace") in _STREAMS and total >= small:
            return _stream(content, size, chain, start)[:total]
    raise ValueError("no workbook stream")


def _sector(content: bytes, size: int, number: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size]


def _stream(content: bytes, size: int, chain: list[int], start: int) -> bytes:
    parts = list[bytes]()
    while start < _LAST_SECTOR:
        if len(parts) > len(chain):
            raise ValueError("a chain of sectors in a circle")
        parts.append(_sector(content, size, start))
        start = chain[start]
    return b"".join(parts)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place on, up to the end of what begins there."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        yield kind, stream[at + 4 : at + 4 + length] if kind in {_BOUNDSHEET, _ROW, _COLUMNS} and depth == 1 else b""
        if depth <= 0:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, body in _records(stream, 0):
        if kind == _BOUNDSHEET and body:
            (at,) = struct.unpack_from("<I", body)
            wide = bool(body[7] & 1)
            name = body[8 : 8 + body[6] * (2 if wide else 1)]
            yield name.decode("utf-16-le" if wide else "latin-1", "replace"), at


def _notes(stream: bytes, at: int) -> SheetNotes:
    rows, columns = set[int](), set[int]()
    for kind, body in _records(stream, at):
        if kind == _ROW and body and struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
            rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS and body and struct.unpack_from("<H", body, 8)[0] & _COLUMN_HIDDEN:
            first, last = struct.unpack_from("<HH", body)
            columns.update(itertools.takewhile(MOST_COLUMNS.__ge__, range(first + 1, last + 2)))
    return SheetNotes(hidden_rows=frozenset(rows), hidden_columns=frozenset(columns))
