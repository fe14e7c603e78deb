"""A comment on a cell of an ``.ods``, heard tag by tag.

Source: OASIS OpenDocument 1.3 part 3, 14.1 (annotations) and 6.1 (spaces, tabs and lines in a text).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.sheets.odf_looks import points
from contracts.sheets.writing import writable

if TYPE_CHECKING:
    from openpyxl.comments import Comment

_LONGEST = 8_000
_MOST_SPACES = 100
_PIXELS = 96 / 72
_USUAL_SIZE = (144, 79)
_SMALLEST, _LARGEST = 40, 800


class HeardComment:
    """Gathers the text and the author of one comment, between its beginning and its end."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        sizes = (points(attributes.get(name, "")) for name in ("svg:width", "svg:height"))
        self._size = [
            min(max(round(size * _PIXELS), _SMALLEST), _LARGEST) if size else usual
            for size, usual in zip(sizes, _USUAL_SIZE, strict=True)
        ]
        self._parts = list[str]()
        self._author = list[str]()
        self._lines = 0
        self._in = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        if name == "text:p":
            self._put("\n" * bool(self._lines))
            self._lines += 1
            self._in = name
        elif name == "text:s":
            count = attributes.get("text:c", "1")
            self._put(" " * min(int(count[:6]) if count.isdecimal() else 1, _MOST_SPACES))
        elif name in {"text:line-break", "text:tab"}:
            self._put("\n" if name == "text:line-break" else "\t")
        elif name.startswith("dc:"):
            self._in = name

    def end(self, name: str) -> None:
        """Hear it end."""
        if name == self._in:
            self._in = ""

    def text(self, text: str) -> None:
        """Hear a piece of text."""
        if self._in == "dc:creator":
            self._author.append(text)
        elif self._in == "text:p":
            self._put(text)

    def _put(self, text: str) -> None:
        if len(self._parts) < _LONGEST:
            self._parts.append(text)

    def made(self) -> Comment | None:
        """Return it in openpyxl's words, ``None`` where it says nothing."""
        from openpyxl.comments import Comment

        text = writable("".join(self._parts))[:_LONGEST]
        author = writable("".join(self._author))[:100].strip()
        return Comment(text, author or "批注", width=self._size[0], height=self._size[1]) if text.strip() else None
