"""How a cell of an ``.ods`` looks, in openpyxl's words: font, colour, lines, place and format.

Source: OASIS OpenDocument 1.3 part 3, 20 (formatting attributes); LibreOffice 7.4 for the widths of lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from contracts.sheets.odf_formats import GENERAL, TEXT, format_code
from contracts.sheets.odf_styles import CELL, SIDES, Style, Styles

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{1,9})?)(in|cm|mm|pt|px|pc)")
_POINTS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "px": 0.75, "pc": 12.0}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_UNDERLINES: dict[bool, Any] = {False: "single", True: "double"}
_ACROSS: dict[str, Any] = {
    "start": "left", "left": "left", "center": "center", "end": "right", "right": "right", "justify": "justify",
}  # fmt: skip
_DOWN: dict[str, Any] = {"top": "top", "middle": "center", "bottom": "bottom", "automatic": "bottom"}
_THIN, _MEDIUM, _HAIR = 1.2, 2.2, 0.3  # points, up to which a line is thin, medium or a hair
_LINES: dict[str, tuple[Any, Any]] = {
    "solid": ("thin", "medium"), "double": ("double", "double"), "double-thin": ("double", "double"),
    "dashed": ("mediumDashed", "mediumDashed"), "fine-dashed": ("dashed", "mediumDashed"),
    "dotted": ("dotted", "dotted"), "dash-dot": ("dashDot", "mediumDashDot"),
    "dash-dot-dot": ("dashDotDot", "mediumDashDotDot"), "groove": ("thin", "medium"), "ridge": ("thin", "medium"),
    "inset": ("thin", "medium"), "outset": ("thin", "medium"),
}  # fmt: skip
_INDENT = 10.0  # points to a step
_STACKED = 255
_BOLD, _LARGEST = 600, 409
_MOST_LOOKS = 4_000  # as many as an ``.xls`` can hold; each costs a part of a second
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_CHINESE = "-asian"
_DAY = "yyyy-mm-dd"
CHINESE, OTHER_TEXT, DAY, OTHER = "chinese", "text", "day", "other"
RECKONED = "reckoned"
"""Chinese that a formula gives, which is no text when it is typed over."""


def points(length: str) -> float | None:
    """Return a length in points, ``None`` for what is none.

    >>> points("2.54cm")
    72.0
    """
    match = _LENGTH.fullmatch(length)
    return round(float(match[1]) * _POINTS[match[2]], 2) if match and match[1].strip("-.") else None


def kind_of(cell: Any) -> str:
    """Return what a cell of openpyxl's holds, as far as its looks depend on it."""
    if cell.data_type == "s":
        return CHINESE if _WIDE.search(str(cell.value)) else OTHER_TEXT
    return DAY if cell.data_type == "d" else OTHER


class Looks:
    """Puts the styles of a file on the cells of one new workbook."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._resolved = dict[str, Style]()
        self._made = dict[tuple[str, str], Any]()
        self._visible = dict[str, bool]()
        self.strange_formats = self.conditional = self.too_many = False

    def style(self, name: str) -> Style:
        """Return what a cell's style comes to."""
        if name not in self._resolved:
            self._resolved[name] = self._styles.family(CELL, name)
        return self._resolved[name]

    def is_visible(self, name: str) -> bool:
        """Say whether a style shows on a cell that holds nothing, or waits there for what will be typed."""
        if name not in self._visible:
            style = self.style(name)
            border = _border(style.properties)
            lines = border.left, border.right, border.top, border.bottom, border.diagonal
            self._visible[name] = (
                _fill(style.properties).fill_type is not None
                or any(line is not None and line.style for line in lines)
                or self._format(style) != GENERAL
            )
        return self._visible[name]

    def put_on(self, target: Any, name: str, kind: str) -> None:
        """Give a cell or column of openpyxl's a style; a text that is kept from being a formula stays so."""
        key = name, kind
        if key not in self._made:
            self.too_many |= len(self._made) >= _MOST_LOOKS
            if self.too_many:
                return
            self._made[key] = self._style_of(target, self.style(name), kind)
        before = target._style  # noqa: SLF001 - parts set one by one take ten times as long
        target._style = self._made[key].__copy__()  # noqa: SLF001 - half the time of copy()
        if before is not None and before.quotePrefix:
            target._style.quotePrefix = before.quotePrefix  # noqa: SLF001

    def _style_of(self, target: Any, style: Style, kind: str) -> Any:
        from openpyxl.styles.styleable import StyleableObject

        self.conditional |= style.conditional
        cell: Any = StyleableObject(target.parent)
        cell.font = self._font(style.properties, chinese=kind in {CHINESE, RECKONED})
        cell.fill, cell.border, cell.alignment = _fill(style.properties), _border(style.properties), _place(style)
        cell.number_format = self._format(style)
        if cell.number_format == GENERAL:
            cell.number_format = {CHINESE: TEXT, OTHER_TEXT: TEXT, DAY: _DAY}.get(kind, GENERAL)
        return copy(cell._style)  # noqa: SLF001

    def _format(self, style: Style) -> str:
        code = format_code(style.data, self._styles.formats)
        self.strange_formats |= code is None
        return code or GENERAL

    def _font(self, said: Mapping[str, str], *, chinese: bool) -> Font:
        from openpyxl.styles import Font

        default = self._styles.default(CELL)

        def told(name: str) -> str:
            """Return the Chinese letters' own, the others', or what holds for the whole file."""
            names = (f"style:{name}{_CHINESE}", f"fo:{name}") if chinese else (f"fo:{name}",)
            return next((these[key] for these in (said, default) for key in names if key in these), "")

        size = points(told("font-size")) or 0
        weight = told("font-weight")
        position = said.get("style:text-position", "")
        line = said.get("style:text-underline-style", "none")
        scripts: dict[str, Any] = {"super": "superscript", "sub": "subscript"}
        return Font(
            name=self._face(said, default, chinese=chinese), size=size if 1 <= size <= _LARGEST else 10,
            bold=weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD),
            italic=told("font-style") in {"italic", "oblique"},
            underline=None if line == "none" else _UNDERLINES[said.get("style:text-underline-type") == "double"],
            strike=said.get("style:text-line-through-style", "none") != "none",
            color=None if said.get("style:use-window-font-color") == "true" else colour_of(said.get("fo:color", "")),
            vertAlign=scripts.get(position.partition(" ")[0]),
        )  # fmt: skip

    def _face(self, said: Mapping[str, str], default: Mapping[str, str], *, chinese: bool) -> str:
        keys = [("style:font-name", "fo:font-family")]
        if chinese:
            keys.insert(0, (f"style:font-name{_CHINESE}", f"style:font-family{_CHINESE}"))
        for these in (said, default):
            for by_name, by_family in keys:
                face = self._styles.fonts.get(these.get(by_name, "")) or these.get(by_name) or these.get(by_family)
                if face:
                    return face.strip("'\"")
        return "宋体"


def colour_of(text: str) -> str | None:
    """Return a colour as openpyxl has it, ``None`` for what is none.

    >>> colour_of("#c00000")
    'FFC00000'
    """
    return f"FF{text[1:].upper()}" if _COLOUR.fullmatch(text) else None


def _fill(said: Mapping[str, str]) -> PatternFill:
    from openpyxl.styles import PatternFill

    colour = colour_of(said.get("fo:background-color", ""))
    return PatternFill("solid", start_color=colour, end_color=colour) if colour else PatternFill()


def _border(said: Mapping[str, str]) -> Border:
    from openpyxl.styles import Border

    up, down = _side(said.get("style:diagonal-bl-tr", "")), _side(said.get("style:diagonal-tl-br", ""))
    left, right, top, bottom = (_side(said.get(f"fo:border-{side}", "")) for side in SIDES)
    return Border(
        left=left, right=right, top=top, bottom=bottom, diagonal=up if up.style else down,
        diagonalUp=bool(up.style), diagonalDown=bool(down.style),
    )  # fmt: skip


def _side(text: str) -> Side:
    from openpyxl.styles import Side

    words = text.split()
    kind = next((word for word in words if word in _LINES), None)
    width = next((found for word in words if (found := points(word)) is not None), 1.0)
    if kind is None or width <= 0:
        return Side()
    style = _LINES[kind][width > _THIN]
    if kind == "solid":
        style = "hair" if width <= _HAIR else "thick" if width > _MEDIUM else style
    return Side(style=style, color=next(filter(None, map(colour_of, words)), "FF000000"))


def _place(style: Style) -> Alignment:
    from openpyxl.styles import Alignment

    said = style.properties
    across = _ACROSS.get(said.get("fo:text-align", "")) if said.get("style:text-align-source") != "value-type" else None
    if across == "justify" and said.get("css3t:text-justify") == "distribute":
        across = "distributed"  # as names of two and of three letters are often set
    if said.get("style:repeat-content") == "true":
        across = "fill"
    turned = re.match(r"\d{1,3}", said.get("style:rotation-angle", "0"))
    angle = int(turned[0]) % 360 if turned else 0
    # Counted the other way round below the line: 91 to 180 in Excel; upside down it knows not.
    rotation = angle if angle <= 90 else 450 - angle if angle >= 270 else 0  # noqa: PLR2004
    indent = points(said.get("fo:margin-left", "")) or 0
    return Alignment(
        horizontal=across, vertical=_DOWN.get(said.get("style:vertical-align", "")) or "bottom",
        wrap_text=said.get("fo:wrap-option") == "wrap" or across == "justify",
        text_rotation=_STACKED if said.get("style:direction") == "ttb" else rotation,
        indent=min(max(round(indent / _INDENT), 0), 15) if across in {"left", "right"} else 0,
        shrink_to_fit=said.get("style:shrink-to-fit") == "true",
    )  # fmt: skip
