"""Elements by their plain names, so that both dialects of Word's XML (transitional and strict) are read alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFF = frozenset({"0", "false", "off", "none"})


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the direct children of that name."""
    if element is not None:
        yield from (child for child in element if local(child) == name)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element down a path of names, or ``None``."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute, in the element's own namespace or in none; empty where there is none."""
    if element is None:
        return ""
    namespace = str(element.tag).rpartition("}")[0]
    return str(element.get(f"{namespace}}}{name}") or element.get(name) or "")


def value(element: Element | None, *path: str) -> str:
    """Return ``w:val`` of the element down a path, empty where there is none."""
    return attribute(child(element, *path), "val")


def words(element: Element) -> str:
    """Return all the text in an element; comments and instructions in the XML do not cut it."""
    return "".join(map(str, element.itertext()))


def switch(element: Element | None, name: str) -> bool | None:
    """Return whether a property is on or off, or ``None`` where it is not said."""
    found = child(element, name)
    return None if found is None else attribute(found, "val").lower() not in _OFF


def whole_number(text: str, otherwise: int = 0) -> int:
    """Return a number of at most nine digits, or ``otherwise``."""
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    return sign * int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else otherwise  # noqa: PLR2004
