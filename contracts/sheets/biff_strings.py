"""How long the shared texts of an old ``.xls`` are, before its reader writes each out for every cell.

Source: [MS-XLS], record SST, its Continue records, and XLUnicodeRichExtendedString.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence

_COUNT = struct.Struct("<4xI")
_HEAD = struct.Struct("<HB")
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_RUN = 4  # bytes in which a change of font is kept
_MOST_PARTS = 20_000


def string_lengths(parts: Sequence[bytes]) -> array[int]:
    """Return the characters of each shared text, in order.

    Args:
        parts: The record itself and those that continue it.

    Raises:
        ValueError: It is damaged: more texts, or longer ones, than there is room for.
        struct.error: It ends inside the head of a text.
    """
    (count,) = _COUNT.unpack_from(parts[0])
    if len(parts) > _MOST_PARTS or count > sum(map(len, parts)):
        raise ValueError("more strings than there is room for")
    lengths = array("H")
    number, at = 0, _COUNT.size
    for _ in range(count):
        if at >= len(parts[number]):
            number, at = _next(parts, number)
        part = parts[number]
        length, flags = _HEAD.unpack_from(part, at)
        at += _HEAD.size
        behind = 0
        if flags & _RICH:
            behind += _RUN * int.from_bytes(part[at : at + 2], "little")
            at += 2
        if flags & _EXTENDED:
            behind += int.from_bytes(part[at : at + 4], "little")
            at += 4
        end = at + (length << (flags & _WIDE)) + behind
        if end <= len(part):
            at = end
        else:
            number, at = _skipped(parts, _letters_skipped(parts, number, at, length, wide=flags & _WIDE), behind)
        lengths.append(length)
    return lengths


def _next(parts: Sequence[bytes], number: int) -> tuple[int, int]:
    if number + 1 >= len(parts):
        raise ValueError("a string behind the end")
    return number + 1, 0


def _letters_skipped(parts: Sequence[bytes], number: int, at: int, length: int, *, wide: int) -> tuple[int, int]:
    """Return part and place behind the letters of a text; each part it goes on in says anew how wide they are."""
    while True:
        here = min(length, (len(parts[number]) - at) >> wide)
        length -= here
        at += here << wide
        if not length:
            return number, at
        number, at = _next(parts, number)
        wide, at = parts[number][0] & _WIDE, 1


def _skipped(parts: Sequence[bytes], place: tuple[int, int], behind: int) -> tuple[int, int]:
    number, at = place
    while behind > len(parts[number]) - at:
        behind -= len(parts[number]) - at
        number, at = _next(parts, number)
    return number, at + behind
