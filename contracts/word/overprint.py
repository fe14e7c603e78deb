"""Words put on a sheet by the millimetre and nothing else: what a pre-printed blank form is filled with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.word.house import bare_sheet
from contracts.word.ink import UNPRINTABLE, ink
from contracts.word.markup import paragraph, twips
from contracts.word.page import Page
from contracts.word.style import FANG, HEI, KAI, SONG

FACES = {"仿宋": FANG, "楷体": KAI, "黑体": HEI, "小标宋": SONG}
SMALLEST = 7.0
"""Points below which nobody reads a certificate."""

_POINT = 25.4 / 72
_SPARE = 1.02
"""A line is a little wider than its letters, or the last one would fall to the next line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Words on a sheet. ``left`` and ``foot`` are millimetres from the sheet's edges: where they begin and stand on.

    ``width`` is what the form leaves free for them, ``size`` their height in points, ``align`` where in the width.
    """

    text: str
    left: float
    foot: float
    width: float
    size: float = 16
    align: Literal["left", "center", "right"] = "left"
    face: str = "仿宋"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCode:
    """A drawn code, as :func:`contracts.qr.code_drawing` gives it, in a square of ``side`` millimetres."""

    size: str
    path: str
    left: float
    top: float
    side: float


def overprint_page(
    words: Sequence[Placed], code: PlacedCode | None, *, width: float, height: float, right: int = 0, down: int = 0
) -> bytes:
    """Return a Word file with these words at their places on a sheet of ``width`` times ``height`` millimetres.

    Words too long for their width are set smaller. ``right`` and ``down`` move everything, in tenths of a millimetre.

    Raises:
        DocumentError: Words that do not fit even at :data:`SMALLEST`, or hold what cannot be printed; all of them.
    """
    problems = [problem for item in words for problem in _faults(item)]
    if problems:
        raise DocumentError("套打放不下，没有出件。", problems)
    body = "".join(_frame(item, right / 10, down / 10) for item in words if item.text)
    body += _drawing(code, right / 10, down / 10) if code else paragraph("End")
    page = Page(width=width, height=height, top=5, bottom=5, left=5, right=5, header=2, footer=2)
    return bare_sheet(body, page)


def fitted(item: Placed) -> float:
    """Return the size in points at which words fit their width: their own, or smaller by half points."""
    ems = sum(0.5 if letter.isascii() else 1 for letter in item.text)
    fits = item.width / (ems * _POINT * _SPARE) if ems else item.size
    return min(item.size, int(fits * 2) / 2)


def _faults(item: Placed) -> list[Problem]:
    shown = UNPRINTABLE.sub("□", item.text)
    if shown != item.text or "\n" in item.text or "\t" in item.text:
        return [Problem(where=f"“{shown[:20]}”", message="有不能印的控制字符或换行", hint="在名册里重新输入这一项")]
    if fitted(item) < SMALLEST:
        hint = f"把这一处的 width 改大，或缩短内容；要容下 {SMALLEST:g} 磅的字"
        return [Problem(where=f"“{shown}”", message=f"在 {item.width:g} 毫米里放不下", hint=hint)]
    return []


def _frame(item: Placed, right: float, down: float) -> str:
    size = fitted(item)
    top = twips(item.foot + down) - round(size * 20)
    place = (
        f'<w:framePr w:w="{twips(item.width)}" w:h="{round(size * 20)}" w:hRule="exact" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{max(1, twips(item.left + right))}" w:y="{max(1, top)}"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(size * 20)}" w:lineRule="exact"/>'
        f'<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="{item.align}"/>'
    )
    face, half = FACES[item.face], round(size * 2)
    look = (
        f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:hint="eastAsia"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )
    words = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{ink(item.text)}</w:t></w:r>'
    return paragraph("End", words, properties=place)


def _drawing(code: PlacedCode, right: float, down: float) -> str:
    style = (
        f"position:absolute;margin-left:{code.left + right:g}mm;margin-top:{code.top + down:g}mm;width:{code.side:g}mm;"
        f"height:{code.side:g}mm;mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    )
    shape = (
        f'<v:shape alt="二维码" style="{style}" coordsize="{code.size},{code.size}" path="{code.path}" '
        'fillcolor="#000000" stroked="f"/>'
    )
    return paragraph("End", f"<w:r><w:pict>{shape}</w:pict></w:r>")
