"""A finished paper moved on its sheet: what a printer feeds askew is set right by tenths of a millimetre."""

from __future__ import annotations

import re

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.printers import FARTHEST
from contracts.word.archive import packed, read_parts

_MARGINS = re.compile(r"<w:pgMar [^>]*/>")
_SIDES = {"left": (1, 0), "right": (-1, 0), "top": (0, 1), "bottom": (0, -1), "header": (0, 1), "footer": (0, -1)}
_TWIPS = 1440 / 254


def moved(content: bytes, *, right: int, down: int) -> bytes:
    """Return a Word file whose whole print stands ``right`` and ``down`` tenths of a millimetre away.

    The margins move, so nothing is squeezed; negative numbers move left and up. Both 0 give the file itself.

    Raises:
        DocumentError: Farther than :data:`contracts.printers.FARTHEST`, or off the sheet.
    """
    if max(abs(right), abs(down)) > FARTHEST:
        raise _refused(f"偏移 {right}、{down} 超过 {FARTHEST / 10:g} 毫米", "用试打方格纸重新量，单位是 0.1 毫米")
    if right == down == 0:
        return content
    parts = read_parts(content)
    page = parts["word/document.xml"].decode()
    parts["word/document.xml"] = _MARGINS.sub(lambda match: _shifted(match[0], right, down), page).encode()
    return packed(parts)


def _shifted(margins: str, right: int, down: int) -> str:
    def one(match: re.Match[str]) -> str:
        side, value = match[1], int(match[2])
        across, along = _SIDES[side]
        shifted = value + round((across * right + along * down) * _TWIPS)
        if shifted < 0:
            raise _refused(f"偏移 {right}、{down} 会印到纸外", "减小偏移，或在 Word 里改大这一边的页边距")
        return f'w:{side}="{shifted}"'

    return re.sub(rf'w:({"|".join(_SIDES)})="(\d+)"', one, margins)


def _refused(message: str, hint: str) -> DocumentError:
    return DocumentError("没有出件。", [Problem(where="打印机偏移", message=message, hint=hint)])
