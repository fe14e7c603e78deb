"""How long the texts of a workbook are, before a parser opens it.

A workbook keeps each text once and its cells point to it; the parser writes it out for every cell. A text of
30 MB that 6000 cells point to packs into 50 KB and would take all memory there is. Parts come as a stream of
pieces and are never held whole.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterable, Iterator

LONGEST_TEXT = 32_767
"""Characters that a cell can hold in Excel and WPS."""

_STRINGS = re.compile(rb"<(?:[\w.-]+:)?sst[\s>]")
_END = re.compile(rb"</(?:[\w.-]+:)?si\s*>|<(?:[\w.-]+:)?si\s*/>")
_TAG = re.compile(rb"<[^<>]*>")
_REFERENCE = re.compile(
    rb"<(?:[\w.-]+:)?c\b[^<>]*\bt\s*=\s*[\"\']s[\"\'][^<>]*>\s*<(?:[\w.-]+:)?v\b[^<>]*>\s*(\d{1,9})\s*<"
)
_INLINE = re.compile(rb">[^<]{%d}" % (4 * LONGEST_TEXT))  # a character takes at most four bytes
_STRIDE = 2**15  # a text that long has at least one whole stride without a tag
_BETWEEN = re.compile(rb">([^<]+)<")
_SHORT = 64  # bytes, up to which no text is worth the time to measure it
_HEAD = 4096
_MOST_MARKUP = 4 * 2**20  # a text in many fonts has hundreds of bytes around each letter


class TextMeter:
    """Measures the shared texts of one part as its pieces go by; any other part has none.

    ``longest`` is the characters of the longest so far, of short ones with their markup; ``is_strings``
    whether the part holds shared texts.
    """

    def __init__(self) -> None:
        self.longest = 0
        self.is_strings: bool | None = None
        self._carry = b""

    def look(self, piece: bytes) -> None:
        """Take in the next piece."""
        if self.is_strings is None:
            self.is_strings = bool(_STRINGS.search(piece[:_HEAD]))
        if not self.is_strings:
            return
        *texts, self._carry = _END.split(self._carry + piece)
        for text in texts:
            size = len(text)  # with its markup a text is never shorter than without
            if size > self.longest:
                self.longest = max(self.longest, size if size <= _SHORT else _length(text))
        if len(self._carry) > _MOST_MARKUP:
            self.longest, self._carry = LONGEST_TEXT + 1, b""


def has_long_inline(piece: bytes) -> bool:
    """Say whether a cell in a piece of a sheet holds a text that is certainly longer than a cell can hold."""
    unbroken = any(piece.find(b"<", at, at + _STRIDE) < 0 for at in range(0, len(piece) - _STRIDE + 1, _STRIDE))
    return unbroken and bool(_INLINE.search(piece))


def text_bytes(piece: bytes) -> int:
    """Return the bytes of all that stands between the tags of a piece of a sheet."""
    return sum(map(len, _BETWEEN.findall(piece)))


def text_lengths(pieces: Iterable[bytes]) -> array[int]:
    """Return the characters of each shared text, in order, none longer than a cell can hold."""
    return array("H", (min(_length(text), LONGEST_TEXT) for text in _texts(pieces)))


def pointed_to(piece: bytes, lengths: array[int]) -> int:
    """Return the characters of all the shared texts that the cells in a piece of a sheet point to."""
    return sum(lengths[place] for place in map(int, _REFERENCE.findall(piece)) if place < len(lengths))


def _texts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    carry = b""
    for piece in pieces:
        *texts, carry = _END.split(carry + piece)
        yield from texts


def _length(text: bytes) -> int:
    return len(html.unescape(_TAG.sub(b"", text).decode("utf-8", "replace")))
