"""The numbered lists of a print file: every paper gets its own, so that its clauses start at one."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from contracts.word.reading import style_lists

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE, _OWN = f"{W}pStyle", f"{W}numPr"
_BEFORE_NUMBER = frozenset(
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


class Lists:
    """The lists of the first paper, and those that the others were given.

    Args:
        parts: The parts of the first paper by name.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.root = tree(parts["word/numbering.xml"]) if "word/numbering.xml" in parts else None
        self.abstracts = {} if self.root is None else _by_id(self.root, "num", "numId", "abstractNumId")
        self.styles = {name: place for name, place in style_lists(parts).items() if place[0] in self.abstracts}
        self.next = max((int(name) for name in self.abstracts), default=0) + 1

    def renew(self, body: Element, count: int) -> None:
        """Give the paragraphs of the second and later papers lists of their own."""
        if self.root is None or count == 1:
            return
        fresh: dict[str, str] = {}
        places: dict[tuple[str, str], Element] = {}
        for properties in self._listed(body):
            old, level = self._place(properties)
            if old not in self.abstracts:
                continue
            if (old, level) not in places:
                if old not in fresh:
                    fresh[old] = self._cloned(old)
                places[old, level] = _placed(fresh[old], level)
            _number(properties, copy(places[old, level]))

    def _place(self, properties: Element) -> tuple[str, str]:
        """Return list and level of a paragraph, its own or its style's."""
        inherited = self.styles.get(value(properties.find(_STYLE)), ("", ""))
        own = properties.find(_OWN)
        if own is None:
            return inherited
        number, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        return value(number) or inherited[0], value(level) or "0"

    @functools.cached_property
    def _listed(self) -> Callable[[Element], list[Element]]:
        """Return what finds the properties of the paragraphs that stand in a list."""
        from lxml import etree

        styles = " or ".join(f"w:pStyle/@w:val={quoteattr(name)}" for name in self.styles)
        found: Any = etree.XPath(f".//w:p/w:pPr[w:numPr{styles and f' or {styles}'}]", namespaces={"w": W[1:-1]})
        return found  # type: ignore[no-any-return]

    def _cloned(self, old: str) -> str:
        from lxml import etree

        assert self.root is not None  # noqa: S101 - renew() returned before
        name = str(self.next)
        self.next += 1
        number = etree.SubElement(self.root, f"{W}num", {f"{W}numId": name})
        etree.SubElement(number, f"{W}abstractNumId", {f"{W}val": self.abstracts[old]})
        for level in range(3):
            override = etree.SubElement(number, f"{W}lvlOverride", {f"{W}ilvl": str(level)})
            etree.SubElement(override, f"{W}startOverride", {f"{W}val": "1"})
        return name

    def part(self) -> bytes:
        """Return ``word/numbering.xml``."""
        assert self.root is not None  # noqa: S101 - asked only where there is one
        return written(self.root)


def _placed(number: str, level: str) -> Element:
    """Return what puts a paragraph into a list."""
    from lxml import etree

    place = etree.Element(_OWN)
    etree.SubElement(place, f"{W}ilvl", {f"{W}val": level})
    etree.SubElement(place, f"{W}numId", {f"{W}val": number})
    return place


def _number(properties: Element, place: Element) -> None:
    """Put a paragraph into a list; the element's place is fixed by the schema."""
    at = 0
    for item in properties:
        if item.tag == _OWN:
            properties.remove(item)
        elif item.tag in _BEFORE_NUMBER:
            at += 1
    properties.insert(at, place)


def _by_id(root: Element, tag: str, key: str, child: str) -> dict[str, str]:
    return {item.get(f"{W}{key}", ""): value(item.find(f"{W}{child}")) for item in root.iter(f"{W}{tag}")}


def value(element: Element | None) -> str:
    """Return what an element says in its attribute ``val``."""
    return element.get(f"{W}val", "") if element is not None else ""


def tree(data: bytes) -> Element:
    """Return a part as a tree; nothing outside it is fetched."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def written(root: Element) -> bytes:
    """Return a tree as a part."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
