"""Which words of a Word file cannot be seen on paper: hidden, white on white, or too small to read.

Formatting adds up as Word adds it: document defaults, paragraph style, character style, the run itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.word.nodes import attribute, child, children, local, switch, value, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HIDDEN, WHITE, TINY = "隐藏文字", "白色文字", "极小文字"
_SMALLEST_HALF_POINTS = 6
_PALE = 0xF0
_CLEAR = frozenset({"", "auto", "FFFFFF"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one layer of formatting says; ``None`` where it says nothing."""

    vanish: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    shaded: bool | None = None

    def under(self, upper: Look) -> Look:
        """Return this layer with another laid over it."""
        return Look(
            vanish=_first(upper.vanish, self.vanish), white=_first(upper.white, self.white),
            tiny=_first(upper.tiny, self.tiny), shaded=_first(upper.shaded, self.shaded),
        )  # fmt: skip


class Visibility:
    """The styles of a file, ready to say why a run cannot be seen.

    Args:
        styles: The root of ``word/styles.xml``, or ``None`` where the file has none.
    """

    def __init__(self, styles: Element | None) -> None:
        self._styles = {attribute(style, "styleId"): style for style in children(styles, "style")}
        self._looks: dict[str, Look] = {}
        self._defaults = _look(child(styles, "docDefaults", "rPrDefault", "rPr"))
        self._at: tuple[Element | None, Element | None] = (None, None)
        self._normal = next((name for name, style in self._styles.items() if _is_default(style)), "")

    def reason(self, run: Element, paragraph: Element) -> str:
        """Return why the words of a run cannot be seen, or nothing if they can."""
        properties = child(run, "rPr")
        return self._reason(_look(properties), value(properties, "rStyle"), paragraph)

    def mark_reason(self, paragraph: Element) -> str:
        """Return why the end of a paragraph cannot be seen, so that the next one goes on in the same line."""
        properties = child(self._properties(paragraph), "rPr")
        return self._reason(_look(properties), value(properties, "rStyle"), paragraph)

    def style_name(self, paragraph: Element) -> str:
        """Return the name of the paragraph's style in small letters, as Word itself calls it."""
        style = self._styles.get(value(self._properties(paragraph), "pStyle"))
        return value(style, "name").lower()

    def numbering(self, paragraph: Element) -> tuple[str, str, str]:
        """Return ``(list, level, style)`` that the paragraph's style brings along; empty texts where none."""
        name = self._style_of(paragraph)
        for style_id, style in self._line(name):
            properties = child(style, "pPr", "numPr")
            if properties is not None:
                return value(properties, "numId"), value(properties, "ilvl"), style_id
        return "", "", ""

    def _reason(self, own: Look, run_style: str, paragraph: Element) -> str:
        by_paragraph = self._style_look(self._style_of(paragraph))
        by_run = self._style_look(run_style)
        whole = self._defaults.under(by_paragraph).under(by_run).under(own)
        toggled = bool(by_paragraph.vanish) ^ bool(by_run.vanish) or bool(self._defaults.vanish)
        if toggled if own.vanish is None else own.vanish:
            return HIDDEN
        if whole.tiny:
            return TINY
        return WHITE if whole.white and not whole.shaded and not self._on_colour(paragraph) else ""

    def _on_colour(self, paragraph: Element) -> bool:
        """Say whether the paragraph, its style or its table lays a colour under the words."""
        styles = [child(style, "pPr") for _, style in self._line(self._style_of(paragraph))]
        if any(_shaded(item) for item in (self._properties(paragraph), *styles)):
            return True
        for owner in paragraph.iterancestors():
            name = local(owner)
            if name == "tc" and _shaded(child(owner, "tcPr")):
                return True
            if name == "tbl":
                properties = child(owner, "tblPr")
                return child(properties, "tblStyle") is not None or bool(_shaded(properties))
            if name in {"txbxContent", "body"}:
                return name == "txbxContent"
        return False

    def _properties(self, paragraph: Element) -> Element | None:
        """Return ``w:pPr`` of the paragraph at hand; looked up once, for it may have a million runs."""
        if self._at[0] is not paragraph:
            self._at = (paragraph, child(paragraph, "pPr"))
        return self._at[1]

    def _style_of(self, paragraph: Element) -> str:
        return value(self._properties(paragraph), "pStyle") or self._normal

    def _style_look(self, name: str) -> Look:
        if name not in self._looks:
            look = Look()
            for _, style in reversed(list(self._line(name))):
                look = look.under(_look(child(style, "rPr")))
            self._looks[name] = look
        return self._looks[name]

    def _line(self, name: str) -> Iterator[tuple[str, Element]]:
        """Yield a style and those it is based on; a circle ends where it began."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = value(self._styles[name], "basedOn")


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}


def _look(properties: Element | None) -> Look:
    if properties is None or not len(properties):
        return Look()
    colour, size = value(properties, "color"), value(properties, "sz")
    vanish = switch(properties, "vanish") or switch(properties, "specVanish")
    shaded = _shaded(properties)
    highlight = value(properties, "highlight")
    return Look(
        vanish=vanish or switch(properties, "vanish"),
        white=_is_pale(colour) if colour else None,
        tiny=whole_number(size, 21) <= _SMALLEST_HALF_POINTS if size else None,
        shaded=True if highlight not in {"", "none", "white"} else shaded,
    )


def _is_pale(colour: str) -> bool:
    try:
        shades = bytes.fromhex(colour)
    except ValueError:
        return colour == "white"
    return bool(shades) and min(shades) >= _PALE


def _shaded(properties: Element | None) -> bool | None:
    shading = child(properties, "shd")
    if shading is None:
        return None
    solid = attribute(shading, "val") == "solid" and attribute(shading, "color") not in _CLEAR
    return solid or attribute(shading, "fill").upper() not in {item.upper() for item in _CLEAR}


def _first(*answers: bool | None) -> bool | None:
    return next((answer for answer in answers if answer is not None), None)
