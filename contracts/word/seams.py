"""Tags that Word has torn: pieces of one tag on both sides of a link or a field, halves of a pair inside a control.

docxtpl joins a tag by striking out all markup between its pieces. Where a mark of Word opens or closes
between them, only one end of the mark is struck out; its recovering parser then drops what follows, in
the worst case the page set-up and every later word. So before docxtpl reads a part, the words of such a
tag are put into the first of its pieces, and nothing is struck out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.word.spots import TAG

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT, _RUN = f"{W}p", f"{W}t", f"{W}r"
_WRAPPERS = tuple(f"{W}{name}" for name in ("smartTag", "customXml", "sdtContent", "sdt"))
_ABOUT = frozenset(f"{W}{name}" for name in ("smartTagPr", "customXmlPr", "sdtPr", "sdtEndPr"))
_LINKS = (f"{W}hyperlink", f"{W}fldSimple")
_MARK, _CODE = f"{W}fldChar", f"{W}instrText"
_BLOCK = re.compile(r"\{%")
_BRACE = re.compile(r"[{}｛｝]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def sewn(root: Element) -> bool:
    """Mend the torn tags of a part in place, and return whether there were any.

    Args:
        root: The part, its tracked changes accepted.
    """
    tagged = [item for item in root.iter(_PARAGRAPH) if _BRACE.search("".join(map(str, item.itertext())))]
    return any([_unwrapped(root), *map(_untied, tagged), *map(_sewn, tagged)])


def _unwrapped(root: Element) -> bool:
    """Take away what Word puts around words without printing it, and leave what is inside.

    What Word thinks a word is, a date or a name, and content controls (内容控件): one may hold half of a condition or
    a loop. A control bound to data would show other words than were reviewed once the file is opened, and a list to
    choose from would stay open in a signed paper.
    """
    found = [*root.iter(*_WRAPPERS)]
    for item in found:
        _put_out(item)
    return bool(found)


def _put_out(item: Element) -> None:
    """Leave what is inside an element in its place."""
    parent = _parent(item)
    if parent is not None:
        at = parent.index(item)
        parent[at : at + 1] = [inner for inner in item if inner.tag not in _ABOUT]


def _untied(paragraph: Element) -> bool:
    """Take away each link and field of a paragraph that holds a loop or condition, or half of one; its words stay.

    On paper a link is nothing, and the next time its fields are renewed Word would write over the tag.
    """
    links = [item for item in paragraph.iter(*_LINKS) if _BLOCK.search("".join(map(str, item.itertext())))]
    for item in links:
        _put_out(item)
    fields = [
        item for field in _fields(paragraph) if _BLOCK.search("".join(map(_printed, field)))
        for item in field if item.tag != _TEXT
    ]  # fmt: skip
    for item in fields:
        parent = _parent(item)
        if parent is not None:
            parent.remove(item)
    return bool(links or fields)


def _fields(paragraph: Element) -> Iterator[list[Element]]:
    """Yield the marks, codes and words of each field that begins and ends in a paragraph, fields in it included."""
    found: list[Element] = []
    depth = 0
    for item in paragraph.iter(_MARK, _CODE, _TEXT):
        kind = item.get(f"{W}fldCharType") if item.tag == _MARK else ""
        depth += (kind == "begin") - (kind == "end" and depth > 0)
        if depth or found:
            found.append(item)
        if found and not depth:
            yield found
            found = []


def _printed(item: Element) -> str:
    return (item.text or "") if item.tag == _TEXT else ""


def _sewn(paragraph: Element) -> bool:
    """Put the words of each torn tag into the piece in which it begins."""
    torn = False
    texts = list(texts_of(paragraph))
    for match in TAG.finditer(joined(texts)):
        pieces = list(pieces_of(texts, match.start(), match.end()))
        if _holder(pieces[0][0]) is not _holder(pieces[-1][0]):  # else docxtpl strikes out whole elements
            _join(pieces, match[0], paragraph)
            torn = True
    return torn


def pieces_of(texts: list[Element], start: int, end: int) -> Iterator[tuple[Element, int, int]]:
    """Yield each text that holds letters of a tag, and from where to where."""
    at = 0
    for text in texts:
        length = len(text.text or "")
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            yield text, first, last
        at += length


def _join(pieces: list[tuple[Element, int, int]], tag: str, paragraph: Element) -> None:
    """Write the whole tag into one of its pieces, best one that stands in the paragraph itself.

    What stands behind the tag keeps its place in the paragraph.
    """
    chosen = next((piece for piece in pieces if _holder(piece[0]) is paragraph), pieces[0])
    for piece in pieces:
        text, first, last = piece
        words = text.text or ""
        text.text = words[:first] + (tag if piece is chosen else "") + words[last:]
        text.set(_SPACE, "preserve")


def joined(texts: list[Element]) -> str:
    """Return the words of some texts."""
    return "".join(text.text or "" for text in texts)


def texts_of(paragraph: Element) -> Iterator[Element]:
    """Yield the printed texts of a paragraph that stand in none inside it."""
    for text in paragraph.iter(_TEXT):
        if next(text.iterancestors(_PARAGRAPH)) is paragraph:
            yield text


def _holder(text: Element) -> Element | None:
    """Return what holds the run of a text: the paragraph, a revision, a link."""
    run = next(text.iterancestors(_RUN), None)
    return _parent(run) if run is not None else None


def _parent(element: Element) -> Element | None:
    return element.getparent()
