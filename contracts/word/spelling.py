"""One spelling of XML names, and where in a part the marks stand that a print file changes.

XML lets a file call Word's names what it likes, declare them anew halfway, and hold remarks that look like
elements. Word, WPS and our own press write ``w:``, ``r:`` and ``wp:`` and no remarks; whatever else comes is
read as a tree and written again. From then on a part can be edited as bytes.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SPELT = {
    b"w": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"r": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"wp": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
"""Names that are edited as bytes, and what they stand for."""
_NAMED = {meaning: name for name, meaning in SPELT.items()}
_DECLARED = re.compile(rb"""\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROOT = re.compile(rb"(?:\s*<\?xml[^>]*>)?\s*<w:(\w+)[^>]*>")
_MARK = re.compile(
    rb"<(?:w:(bookmarkStart|bookmarkEnd|hyperlink|instrText|fldSimple|sectPr|footnoteReference|endnoteReference|numPr|"
    rb"pStyle)(?=[\s/>])|wp:(docPr)(?=[\s/>])|[!?])"
)
_LINKING = {b' r:id="': b"r:id", b' r:embed="': b"r:embed", b' r:link="': b"r:link", b" xmlns": b"xmlns"}
_STYLE = re.compile(rb'<w:pStyle w:val="([^"]*)"')
_ODD = b""
_ODD_SIGNS = (b"='", b"\n", b"\t")
_ROOM = 8 << 20
"""So many bytes are remembered: what all papers of a make have in common comes with the first."""
Found = tuple[tuple[int, bytes], ...]
_TORN: Found = ((-1, _ODD),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that can be edited as bytes.

    ``marks`` are, by the name of an element or attribute, the places where one begins, in order.
    """

    head: bytes
    data: bytes
    marks: Mapping[bytes, list[int]]


class Spelling:
    """Reads the parts of papers of one make; a piece that was met before is not looked through again.

    Args:
        styles: Names of the styles of which a paragraph is a mark, as they stand in XML.
    """

    def __init__(self, styles: Collection[bytes] = ()) -> None:
        self._styles = frozenset(styles)
        self._known: dict[bytes, Found] = {}
        self._room = _ROOM

    def part(self, pieces: bytes | list[bytes], head: bytes = b"") -> Part:
        """Return a part in Word's own spelling.

        Args:
            pieces: The part, perhaps in the pieces from which it is made.
            head: How it shall begin up to the content of its first element; as it does if not said.
        """
        data = pieces if isinstance(pieces, bytes) else b"".join(pieces)
        own = head_of(data)
        if own and own == (head or own) and _is_usual(own):
            marks = self._marks([data] if isinstance(pieces, bytes) else pieces, data, len(own))
            if _ODD not in marks and (b"xmlns" not in marks or _agrees(data[len(own) :])):
                return Part(head=own, data=data, marks=marks)
        data = _respelt(data, head)
        own = head_of(data)
        return Part(head=own, data=data, marks=self._marks([data], data, len(own)))

    def _marks(self, pieces: list[bytes], data: bytes, first: int) -> dict[bytes, list[int]]:
        """Return where each mark stands behind the head."""
        marks: dict[bytes, list[int]] = defaultdict(list)
        known, at = self._known, 0
        for piece in pieces:
            found = known.get(piece)
            if found is None:
                found = self._found(piece)
            for place, name in found:
                if place < 0 and len(pieces) > 1:
                    return self._marks([data], data, first)
                if at + place >= first:
                    marks[name].append(at + place)
            at += len(piece)
        return dict(marks)

    def _found(self, piece: bytes) -> Found:
        """Return the marks in a piece; a place before its beginning says that it ends in the middle of a tag."""
        if b"<" not in piece:
            return ()
        found = tuple(self._looked_through(piece))
        if piece.rfind(b"<") > piece.rfind(b">"):
            found = _TORN
        self._room -= len(piece)
        if self._room > 0:
            self._known[piece] = found
        return found

    def _looked_through(self, piece: bytes) -> list[tuple[int, bytes]]:
        found = [(piece.rfind(sign), _ODD) for sign in _ODD_SIGNS if sign in piece]
        for mark in _MARK.finditer(piece):
            name = mark[1] or mark[2] or _ODD
            if name == b"pStyle":
                style = _STYLE.match(piece, mark.start())
                if style and style[1] not in self._styles:
                    continue
                name = name if style else _ODD
            found.append((mark.start(), name))
        for sign, name in _LINKING.items():
            at = piece.find(sign)
            while at >= 0:
                found.append((at, name))
                at = piece.find(sign, at + 1)
        return found


def head_of(data: bytes) -> bytes:
    """Return a part up to its first element's content; empty where Word's name for it is spelt otherwise."""
    found = _ROOT.match(data)
    return found[0] if found else b""


@functools.lru_cache(maxsize=64)
def _is_usual(head: bytes) -> bool:
    return b"<!" not in head and any(name == b"w" for name, *_ in _DECLARED.findall(head)) and _agrees(head)


def _agrees(data: bytes) -> bool:
    """Return whether whatever is declared means by each of our names what we mean by it."""
    for name, *either in _DECLARED.findall(data):
        meaning = either[0] or either[1]
        if SPELT.get(name, meaning) != meaning or _NAMED.get(meaning, name) != name:
            return False
    return True


def _respelt(data: bytes, head: bytes) -> bytes:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    old = etree.fromstring(data, parser)
    root = _house(old, head)
    root.text = old.text
    for child in list(old):
        root.append(child)
    return written(root)


def _house(old: Element, head: bytes) -> Element:
    """Return an empty root that declares our names as we spell them."""
    from lxml import etree

    if head:
        name = head.rpartition(b"<")[2].split(b" ")[0].rstrip(b">")
        return tree(head + b"</" + name + b">")
    return etree.Element(old.tag, nsmap={name.decode(): meaning.decode() for name, meaning in SPELT.items()})


def tree(data: bytes) -> Element:
    """Return a part as a tree; nothing outside it is fetched."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def written(root: Element) -> bytes:
    """Return a tree as a part."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
