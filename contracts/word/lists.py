"""The numbered lists of a print file: every paper gets its own, so that its clauses start at one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from itertools import chain
from typing import TYPE_CHECKING

from contracts.word.reading import style_lists
from contracts.word.spelling import SPELT, Part, tree, written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = "word/numbering.xml"
_OPEN, _CLOSE, _REVISED = b"<w:pPr>", b"</w:pPr>", b"<w:pPrChange"
_OWN = re.compile(rb"<w:numPr\s*/>|<w:numPr\s*>.*?</w:numPr>", re.DOTALL)
_STYLE, _NUMBER, _LEVEL = (
    re.compile(rb"<w:" + name + rb"""\s[^>]*?\bw:val=["']([^"']*)""") for name in (b"pStyle", b"numId", b"ilvl")
)
_BEFORE = re.compile(
    rb"(?:<w:(pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl)\b(?:[^>]*/>|[^>]*></w:\1>))*"
)
_PARAGRAPH = re.compile(rb"<w:p[\s>]")
_LISTS = f'<w:numbering xmlns:w="{SPELT[b"w"].decode()}">{{}}</w:numbering>'
_LEVELS = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(3))
_LIST = '<w:num w:numId="{name}"><w:abstractNumId w:val="{form}"/>{levels}</w:num>'
Edit = tuple[int, int, bytes]
"""From where up to where, and what stands there instead."""


class Lists:
    """The lists of the first paper, and those that the others were given.

    Args:
        parts: The parts of the first paper by name.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._root = tree(parts[_PART]) if _PART in parts else None
        self.abstracts = {} if self._root is None else _by_id(self._root, "num", "numId", "abstractNumId")
        self.styles = {name: place for name, place in style_lists(parts).items() if place[0] in self.abstracts}
        self._next = max((int(name) for name in self.abstracts), default=0) + 1
        self._fresh: list[str] = []
        self._known: dict[bytes, tuple[bytes, str, str, bytes] | None] = {}

    @property
    def marked(self) -> tuple[bytes, ...]:
        """Return the styles whose paragraphs stand in a list, as they stand in XML."""
        return tuple(escape(name).encode() for name in self.styles)

    def renewed(self, part: Part, count: int) -> Iterator[Edit]:
        """Yield what gives the paragraphs of a paper lists of their own; the first paper keeps the file's.

        Args:
            part: The paper's text; read with the styles that are ``marked``.
            count: The paper's place in the print file, from one.
        """
        if self._root is None or count == 1:
            return
        fresh: dict[str, str] = {}
        for start, end in sorted(set(_listed(part))):
            own = part.data[start:end]
            if own not in self._known:
                self._known[own] = self._planned(own)
            plan = self._known[own]
            if plan is not None:
                before, old, level, after = plan
                if old not in fresh:
                    fresh[old] = self._cloned(old)
                place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{fresh[old]}"/></w:numPr>'
                yield start, end, b"".join((before, place.encode(), after))

    def _planned(self, own: bytes) -> tuple[bytes, str, str, bytes] | None:
        """Return what stands before a paragraph's place in its list, list and level, and what stands behind."""
        inherited = self.styles.get(_said(_STYLE, own), ("", ""))
        placed = _OWN.search(own)
        number, level = inherited
        if placed is not None:
            number, level = _said(_NUMBER, placed[0]) or inherited[0], _said(_LEVEL, placed[0]) or "0"
        if number not in self.abstracts:
            return None
        rest = _OWN.sub(b"", own)
        before = _BEFORE.match(rest)
        at = before.end() if before else 0
        return rest[:at], number, level, rest[at:]

    def _cloned(self, old: str) -> str:
        """Return a new list of the same form that begins at one."""
        name = str(self._next + len(self._fresh))
        self._fresh.append(_LIST.format(name=name, form=self.abstracts[old], levels=_LEVELS))
        return name

    def part(self) -> dict[str, bytes]:
        """Return ``word/numbering.xml`` under its name; nothing where the papers have no lists."""
        if self._root is None:
            return {}
        last = [*self._root.iterchildren(f"{W}num")][-1:]
        for item in last and reversed(tree(_LISTS.format("".join(self._fresh)).encode())):
            last[0].addnext(item)
        return {_PART: written(self._root)}


def _listed(part: Part) -> Iterator[tuple[int, int]]:
    """Yield the properties of each paragraph that may stand in a list; not those that a revision replaced."""
    body = part.data
    for at in chain(part.marks.get(b"numPr", ()), part.marks.get(b"pStyle", ())):
        start = body.rfind(_OPEN, 0, at)
        if start >= 0 and _PARAGRAPH.match(body, body.rfind(b"<", 0, start)):
            start += len(_OPEN)
            end = body.find(_CLOSE, at)
            revised = body.find(_REVISED, start, end)
            yield start, end if revised < 0 else revised


def _said(pattern: re.Pattern[bytes], data: bytes) -> str:
    found = pattern.search(data)
    return unescape(found[1].decode()) if found else ""


def _by_id(root: Element, tag: str, key: str, child: str) -> dict[str, str]:
    return {item.get(f"{W}{key}", ""): value(item.find(f"{W}{child}")) for item in root.iter(f"{W}{tag}")}


def value(element: Element | None) -> str:
    """Return what an element says in its attribute ``val``."""
    return element.get(f"{W}val", "") if element is not None else ""
