"""The XML of a sheet in the one spelling in which it is looked at, whoever wrote it.

Almost every program writes ``<row r="1">`` and ``<c r="A1">``, and such a piece goes through untouched. Others
put a prefix before each name, quote with ``'``, leave spaces around ``=`` or do not say where a cell stands;
their pieces are written anew, so that nothing hides behind a spelling.

Source: ECMA-376 part 1, 18.3.1.4 and 18.3.1.73 (a row or cell without a place follows the one before); XML 1.0, 2.3.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from contracts.sheets.grid import column_letters
from contracts.sheets.notes import column_number

_PREFIX = re.compile(rb"</?([^\s<>/:=!?\"']+):(?:row|c|cols?|v|f|is|t|mergeCell|sheetData)(?=[\s/>])")
_ATTRIBUTE = re.compile(rb"\s([\w.:-]+)\s*=\s*(?:'([^'<]*)'|\"([^\"<]*)\")")
_TAG = re.compile(rb"<(row|c|cols?|f|mergeCell)(?=[\s/>])((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>|</row\s*>")
_CELL = re.compile(rb'<c r="[A-Z]{1,3}\d')
_BROKEN = re.compile(rb"[\r\n\t]=|=[\r\n\t]")
_ODD = re.compile(rb"['>]|\br\s*=|=\s|\s=")
_LAST_COLUMN = 16_384
_ROW = b'<row r="'
_PLACE = re.compile(rb"([A-Za-z]{1,3})(\d{1,9})")


class Spelling:
    """Spells the pieces of one sheet, in order; knows where a row or cell stands that does not say so."""

    def __init__(self) -> None:
        self._row = self._column = 1

    def pieces(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces, spelt ``<row r="1"><c r="A1">``."""
        for piece in pieces:
            spelt = piece if _is_plain(piece) else self._spelt(piece)
            last = spelt.rfind(_ROW) + len(_ROW)
            if last >= len(_ROW):
                self._row = int(spelt[last : last + 9].partition(b'"')[0] or 0) + 1
            yield spelt

    def _spelt(self, piece: bytes) -> bytes:
        for prefix in set(_PREFIX.findall(piece)):
            piece = piece.replace(b"<%b:" % prefix, b"<").replace(b"</%b:" % prefix, b"</")
        return piece if _is_plain(piece) else _TAG.sub(self._tag, piece)

    def _tag(self, match: re.Match[bytes]) -> bytes:
        name, rest = match[1], match[2]
        if name is None:
            self._row, self._column = self._row + 1, 1
            return b"</row>"
        if name == b"c" and not _ODD.search(rest):
            self._column += 1
            return b'<c r="%b%d"%b>' % (_letters(self._column - 1), self._row, rest)
        found = {key: _quotable(first or second) for key, first, second in _ATTRIBUTE.findall(rest)}
        closed = rest.endswith(b"/")
        if name == b"row":
            if found.get(b"r", b"").isdigit():
                self._row = int(found[b"r"])
            found = {b"r": b"%d" % self._row} | found
            self._column = 1
            self._row += closed
        elif name == b"c":
            place = _PLACE.fullmatch(found.get(b"r", b""))
            letters = place[1].upper() if place else _letters(self._column)
            self._column = column_number(letters.decode()) + 1
            found = {b"r": letters + (place[2] if place else b"%d" % self._row)} | {
                key: value for key, value in found.items() if key != b"r"
            }
        attributes = b"".join(b' %b="%b"' % item for item in found.items())
        return b"<%b%b%b>" % (name, attributes, b"/" if closed else b"")


def _is_plain(piece: bytes) -> bool:
    """Say whether a piece is spelt as almost every program does; at a glance, for a sheet is a hundred of them."""
    return (
        piece.count(b"<c") - piece.count(b"<co") == len(_CELL.findall(piece))
        and piece.count(b"<row") == piece.count(_ROW)
        and piece.count(b"<") == piece.count(b">")
        and b" =" not in piece
        and b"= " not in piece
        and not ((b"\n" in piece or b"\t" in piece or b"\r" in piece) and _BROKEN.search(piece))
        and (b"'" not in piece or b"='" not in piece)
        and (b":" not in piece or (b":c" not in piece and b":row" not in piece))
    )


@functools.lru_cache(1024)
def _letters(column: int) -> bytes:
    """Return a column's letters; a column behind the last there can be counts as the last."""
    return column_letters(min(column, _LAST_COLUMN)).encode()


def _quotable(value: bytes) -> bytes:
    return value.replace(b'"', b"&quot;").replace(b">", b"&gt;")
