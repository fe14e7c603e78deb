"""The styles of an ``.ods``, each with what it takes from those it is based on.

Source: OASIS OpenDocument 1.3 part 3, 16 (styles) and 16.2 (style:style); 20 (formatting attributes).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contracts.sheets.odf_formats import KINDS, NumberStyle
from contracts.sheets.odf_parts import STYLES, walk

_PROPERTIES = frozenset(
    f"style:{kind}-properties"
    for kind in ("table-cell", "paragraph", "text", "table-column", "table-row", "table", "page-layout")
)
SIDES = ("left", "right", "top", "bottom")
_NO_COLOUR = "style:use-window-font-color"
_MOST_STYLES = 64_000
_DEEPEST = 40
CELL, COLUMN, ROW, TABLE = "table-cell", "table-column", "table-row", "table"


@dataclass(slots=True)
class Style:
    """One style as it stands in the file."""

    parent: str = ""
    data: str = ""
    master: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    conditional: bool = False


class Styles:
    """Hears the styles of a file's parts, the later before the earlier, and says what each comes to."""

    def __init__(self) -> None:
        self.formats = dict[str, NumberStyle]()
        self.fonts = dict[str, str]()
        self._styles = dict[tuple[str, str], Style]()
        self._defaults = dict[str, Style]()
        self._layouts = dict[str, Style]()
        self._masters = dict[str, str]()
        self._style: Style | None = None
        self._format: NumberStyle | None = None
        self._part = ("", dict[str, str](), list[str]())

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        if name in {"style:style", "style:default-style"}:
            self._style = self._begun(name, attributes)
        elif self._style is not None and name in _PROPERTIES:
            _take(self._style.properties, attributes)
        elif self._style is not None and name == "style:map":
            self._style.conditional = True
        elif name in KINDS:
            self._format = NumberStyle(name, dict(attributes))
            self._check(len(self.formats))
            self.formats[attributes.get("style:name", "")] = self._format
        elif self._format is not None:
            self._start_part(self._format, name, attributes)
        elif name == "style:font-face":
            self._check(len(self.fonts))
            family = attributes.get("svg:font-family", "")
            self.fonts[attributes.get("style:name", "")] = family.partition(",")[0].strip().strip("'\"")
        elif name == "style:page-layout":
            self._style = self._layouts[attributes.get("style:name", "")] = Style()
        elif name == "style:master-page":
            self._masters[attributes.get("style:name", "")] = attributes.get("style:page-layout-name", "")

    def end(self, name: str) -> None:
        """Hear it end."""
        if name in {"style:style", "style:default-style", "style:page-layout"}:
            self._style = None
        elif name in KINDS:
            self._format = None
        elif self._format is not None and name == self._part[0]:
            self._format.parts.append((self._part[0], self._part[1], "".join(self._part[2])))
            self._part = ("", {}, [])

    def text(self, text: str) -> None:
        """Hear a piece of text, which only formats have."""
        if self._format is not None and self._part[0]:
            self._part[2].append(text)

    def _begun(self, name: str, attributes: Mapping[str, str]) -> Style:
        family = attributes.get("style:family", "")
        style = Style(
            parent=attributes.get("style:parent-style-name", ""),
            data=attributes.get("style:data-style-name", ""),
            master=attributes.get("style:master-page-name", ""),
        )
        self._check(len(self._styles))
        if name == "style:default-style":
            self._defaults[family] = style
        else:
            self._styles[family, attributes.get("style:name", "")] = style
        return style

    @staticmethod
    def _check(count: int) -> None:
        if count > _MOST_STYLES:
            raise ValueError("more styles than any workbook can have")

    def _start_part(self, style: NumberStyle, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style:map":
            style.maps.append((attributes.get("style:condition", ""), attributes.get("style:apply-style-name", "")))
        elif name == "style:text-properties":
            style.colour = attributes.get("fo:color", "")
        elif name == "number:embedded-text":
            self._part[2].append("\n" * bool(self._part[2]) + attributes.get("number:position", "") + " ")
        else:
            self._part = (name, dict(attributes), [])

    def family(self, family: str, name: str) -> Style:
        """Return a style with all that it takes from those it is based on, the file's own default last."""
        chain, seen = list[Style](), set[str]()
        while (family, name) in self._styles and name not in seen and len(chain) < _DEEPEST:
            seen.add(name)
            chain.append(self._styles[family, name])
            name = chain[-1].parent
        whole = Style()
        for style in reversed(chain):
            if "fo:color" in style.properties:
                whole.properties.pop(_NO_COLOUR, None)
            whole.properties |= style.properties
            whole.data, whole.master = style.data or whole.data, style.master or whole.master
            whole.conditional |= style.conditional
        return whole

    def default(self, family: str) -> Mapping[str, str]:
        """Return what holds for all styles of a family that say nothing else."""
        return self._defaults[family].properties if family in self._defaults else {}

    def orientation(self, table: str) -> str:
        """Return how the pages of a table of that style lie, ``""`` where nothing says it."""
        layout = self._layouts.get(self._masters.get(self.family(TABLE, table).master, ""))
        return layout.properties.get("style:print-orientation", "") if layout else ""


def _take(properties: dict[str, str], attributes: Mapping[str, str]) -> None:
    """Take in properties; one for all four sides stands before that of each."""
    border = attributes.get("fo:border")
    if border is not None:
        properties |= {f"fo:border-{side}": border for side in SIDES}
    properties |= attributes


def common_styles(source: Path) -> Styles:
    """Return the styles that all tables of a file share.

    Raises:
        ValueError: They are damaged.
    """
    styles = Styles()
    walk(source, STYLES, styles)
    return styles
