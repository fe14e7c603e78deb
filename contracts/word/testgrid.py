"""A sheet of millimetres: printed, laid over a blank form and held to the light, it shows how far a printer is off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.word.house import bare_sheet
from contracts.word.markup import paragraph
from contracts.word.page import Page

_EDGE = 10
"""Millimetres along each edge that most printers cannot reach."""

_MARGIN = 25
_DIGITS = 8
"""Points of a label: three digits stand between two lines."""

_WHITE = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'


def grid_page(words: Sequence[str], *, landscape: bool = True) -> bytes:
    """Return an A4 sheet as a Word file: a line every 5 mm, a bold one every 10, labelled from the edge.

    Args:
        words: Lines at the top: which printer, which offset, how to measure.
        landscape: Lying, as certificates do.
    """
    width, height = (297, 210) if landscape else (210, 297)
    page = Page(width=width, height=height, top=_MARGIN, bottom=20, left=_MARGIN, right=_MARGIN, header=6, footer=5)
    drawings = (*_lines(width, height), *_labels(width, height))
    shapes = "".join(f"<w:r><w:pict>{drawing}</w:pict></w:r>" for drawing in drawings)
    body = paragraph("End", shapes) + "".join(paragraph("Note", line, properties=_WHITE) for line in words)
    return bare_sheet(body, page)


def _lines(width: int, height: int) -> Iterator[str]:
    """Return a line every 5 mm, every second one strong, and a tick every millimetre along the two middle lines."""
    across, along = range(_EDGE, width - _EDGE + 1), range(_EDGE, height - _EDGE + 1)
    middle_x, middle_y = width // 20 * 10, height // 20 * 10
    upright = {step: f"m{10 * step},{10 * along[0]}l{10 * step},{10 * along[-1]}" for step in across if step % 5 == 0}
    level = {step: f"m{10 * across[0]},{10 * step}l{10 * across[-1]},{10 * step}" for step in along if step % 5 == 0}
    ticks = [f"m{10 * x},{10 * middle_y - 8}l{10 * x},{10 * middle_y + 8}" for x in across]
    ticks += [f"m{10 * middle_x - 8},{10 * y}l{10 * middle_x + 8},{10 * y}" for y in along]
    lines = (*upright.items(), *level.items())
    thin = "".join([*(path for step, path in lines if step % 10), *ticks])
    strong = "".join(path for step, path in lines if step % 10 == 0)
    yield _shape(width, height, thin, "0.25pt", "#8c8c8c")
    yield _shape(width, height, strong, "0.75pt", "#404040")


def _shape(width: int, height: int, path: str, weight: str, colour: str) -> str:
    return (
        f'<v:shape style="{_place(0, 0, width, height)}" coordsize="{10 * width},{10 * height}" path="{path}e" '
        f'filled="f" strokeweight="{weight}" strokecolor="{colour}"/>'
    )


def _place(x: float, y: float, width: float, height: float) -> str:
    """Return a place on the sheet, counted from the margins: what moves the margins moves the grid."""
    return (
        f"position:absolute;margin-left:{x - _MARGIN}mm;margin-top:{y - _MARGIN}mm;width:{width}mm;height:{height}mm;"
        "z-index:-1;mso-position-horizontal-relative:margin;mso-position-vertical-relative:margin"
    )


def _labels(width: int, height: int) -> Iterator[str]:
    """Yield the distance from the left edge under the top line and from the upper edge beside the left one."""
    for x in range(_EDGE, width - _EDGE - 5, 10):
        yield _label(x, _EDGE, x)
    for y in range(_EDGE + 10, height - _EDGE - 5, 10):
        yield _label(_EDGE, y, y)


def _label(x: int, y: int, value: int) -> str:
    size = f'<w:sz w:val="{2 * _DIGITS}"/><w:szCs w:val="{2 * _DIGITS}"/>'
    words = paragraph("StubText", f"<w:r><w:rPr>{size}</w:rPr><w:t>{value}</w:t></w:r>")
    return (
        f'<v:rect style="{_place(x, y, 10, 5)}" filled="f" stroked="f"><v:textbox inset="0,0,0,0">'
        f"<w:txbxContent>{words}</w:txbxContent></v:textbox></v:rect>"
    )
