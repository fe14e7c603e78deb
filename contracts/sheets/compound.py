"""The workbook stream of a compound file (``.xls``, ``.et``), and whether what the file says of itself can be true.

The reader of the cells believes every count and length it finds; a damaged one would cost it gigabytes. Nothing
is read here beyond what is in the file.

Source: [MS-CFB].
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = struct.Struct("<30xHH6xIIIIIIIII")
_LAST_SECTOR = 0xFFFFFFF0
_ENTRY_BYTES = 128
_DIFAT_AT, _DIFAT_IN_HEADER = 76, 109
_STREAMS = frozenset({"Workbook", "Book"})
_SHIFTS = frozenset({9, 12})
_SMALL_SHIFT, _SMALL = 6, 64
_ROOT = 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def workbook_stream(content: bytes) -> bytes:
    """Return the workbook stream of a compound file.

    Raises:
        ValueError: It has none, or what it says of itself leads out of the file or in a circle.
    """
    try:
        return _workbook(content)
    except (struct.error, IndexError) as error:
        raise ValueError("a chain of sectors leads out of the file") from error


def _workbook(content: bytes) -> bytes:
    shift, small_shift, folders, tables, folder, _, small, small_table, small_tables, difat, difats = (
        _HEADER.unpack_from(content)
    )
    size = 1 << shift if shift in _SHIFTS else 0
    if not size or small_shift != _SMALL_SHIFT or max(folders, tables, small_tables, difats) > len(content) // size:
        raise ValueError("a header that cannot be true")
    links = _links(content, size, difat)
    entries = list(_entries(_stream(content, size, links, folder)))
    if any(entry.size > len(content) for entry in entries if entry.kind):
        raise ValueError("a stream longer than its file")
    found = next((entry for entry in entries if entry.name in _STREAMS), None)
    if found is None:
        raise ValueError("no workbook stream")
    if found.size >= small:
        return _stream(content, size, links, found.start)[: found.size]
    root = next(entry for entry in entries if entry.kind == _ROOT)
    table = _stream(content, size, links, small_table)
    smalls = list(itertools.chain.from_iterable(struct.iter_unpack("<I", table)))
    inner = b"\0" * _SMALL + _stream(content, size, links, root.start)
    return _stream(inner, _SMALL, smalls, found.start)[: found.size]


def _links(content: bytes, size: int, difat: int) -> list[int]:
    """Return for each sector the one after it."""
    table = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", content, _DIFAT_AT))
    while difat < _LAST_SECTOR and len(table) * size < len(content):
        *more, difat = struct.unpack(f"<{size // 4}I", _sector(content, size, difat))
        table += more
    return [
        link
        for number in table
        if number < _LAST_SECTOR
        for link in struct.unpack(f"<{size // 4}I", _sector(content, size, number))
    ]


def _entries(folder: bytes) -> Iterator[_Entry]:
    for at in range(0, len(folder) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        (length,) = struct.unpack_from("<H", folder, at + 64)
        start, size = struct.unpack_from("<II", folder, at + 116)
        name = folder[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        yield _Entry(name, folder[at + 66], start, size)


def _sector(content: bytes, size: int, number: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size]


def _stream(content: bytes, size: int, links: list[int], start: int) -> bytes:
    parts = list[bytes]()
    while start < _LAST_SECTOR:
        if len(parts) > len(links):
            raise ValueError("a chain of sectors in a circle")
        parts.append(_sector(content, size, start))
        start = links[start]
    return b"".join(parts)
