"""A Word template for A4 becomes one for A3 in large print: everything grows alike, so that nothing breaks anew.

The margins hardly grow, and so the letters grow more than the sheet does: body text of 15 points is read from the
board at 22.5. Head and foot give up nine millimetres each, and there is room for a line more than the A4 sheet has:
programs round the heights of lines, and what fills one A4 sheet must not run over on A3.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from contracts.word.archive import packed, read_parts
from contracts.word.markup import twips

GROWTH = 1.5
"""234 mm of an A3 sheet, over the 156 mm of an A4 one."""

_WIDENED = twips(4.5)
"""What each side gains: 243 mm stand between the margins of an A4 sheet on A3."""

_PARTS = re.compile(r"word/(document|styles|numbering|header\d*|footer\d*)\.xml")
_SHEET = {"w": twips(297), "h": twips(420)}
_LENGTHS: Mapping[str, tuple[str, ...]] = {
    "sz": ("val",),
    "szCs": ("val",),
    "spacing": ("line", "before", "after", "val"),
    "ind": ("left", "right", "firstLine", "hanging"),
    "tab": ("pos",),
    "gridCol": ("w",),
    "tcW": ("w",),
    "tblW": ("w",),
    "trHeight": ("val",),
    "framePr": ("w",),
}
"""Elements and those of their attributes that are lengths: twips, or half points of a letter."""

_GIVEN_UP = {"top": twips(9), "bottom": twips(9), "header": twips(9), "footer": twips(15)}
"""253 mm of an A4 page become 380; an A3 one has 376 between the margins of an A4 sheet, 394 with this.

The page number goes down further, since it has grown too and must not touch the imprint of a circular.
"""

_PRINTABLE = twips(5)
"""Printers leave four millimetres and a quarter at the edge of A3 white; what stands there is cut off."""

_CELL_MARGINS = re.compile(r"(?<=<w:tblCellMar>).*?(?=</w:tblCellMar>)", re.DOTALL)


def enlarged(template: bytes) -> bytes:
    """Return the A3 form of an A4 template; equal templates give equal bytes.

    Raises:
        DocumentError: Not a Word file that is safe to open.
    """
    parts = read_parts(template)
    return packed({name: _grown(data) if _PARTS.fullmatch(name) else data for name, data in parts.items()})


def _grown(data: bytes) -> bytes:
    text = data.decode("utf-8")
    for element, attributes in _LENGTHS.items():
        tags = re.compile(rf"<w:{element} [^>]*>")
        text = tags.sub(functools.partial(_scaled_tag, attributes), text)
    text = _CELL_MARGINS.sub(lambda found: _scaled(found[0], ("w",)), text)
    text = re.sub(r"<w:pgMar [^>]*>", lambda found: _narrowed(found[0]), text)
    return re.sub(r"<w:pgSz [^>]*>", lambda found: _turned(found[0]), text).encode()


def _scaled_tag(attributes: tuple[str, ...], found: re.Match[str]) -> str:
    return _scaled(found[0], attributes)


def _scaled(tag: str, attributes: tuple[str, ...]) -> str:
    names = "|".join(attributes)
    return re.sub(rf'(?<= )w:({names})="(-?\d+)"', lambda found: f'w:{found[1]}="{round(int(found[2]) * GROWTH)}"', tag)


def _turned(tag: str) -> str:
    return re.sub(r'(?<= )w:(w|h)="\d+"', lambda found: f'w:{found[1]}="{_SHEET[found[1]]}"', tag)


def _narrowed(tag: str) -> str:
    edge = r'(?<= )w:(top|bottom|header|footer)="(\d+)"'
    tag = re.sub(edge, lambda found: f'w:{found[1]}="{max(int(found[2]) - _GIVEN_UP[found[1]], _PRINTABLE)}"', tag)
    return re.sub(r'(?<= )w:(left|right)="(\d+)"', lambda found: f'w:{found[1]}="{int(found[2]) + _WIDENED}"', tag)
