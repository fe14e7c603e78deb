"""What a finished PDF says: its words page by page, and the codes that are drawn on it.

A code counts only where it is drawn, in one path of black boxes, as LibreOffice draws those of our certificates.
A scan has neither: it is a photograph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.pdf.pages import opened

Box = tuple[float, float, float, float]
_BOXES = 60
"""The smallest code has more black runs; a frame or a table has fewer."""
_LEAST, _MOST = 21, 177
"""Modules of a side of the smallest and the largest QR code (ISO/IEC 18004)."""
_OPERANDS = {"m": 2, "l": 2, "re": 4, "c": 6}
_FILLS = frozenset({"f", "F", "f*", "b", "B", "b*", "B*"})
_ENDS = _FILLS | {"S", "s", "n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """One page: its words without any blank, hyphens as ASCII; and each code drawn, as rows of 0 and 1 from the top."""

    words: str
    codes: tuple[tuple[bytes, ...], ...]


def pages_of(content: bytes) -> tuple[PageWords, ...]:
    """Return what every page of a PDF says.

    Raises:
        DocumentError: Not a whole PDF, or one that asks for a password.
    """
    try:
        reader = opened(content, "PDF 文件")
    except DocumentError as error:
        cure = "向给文件的人要一份没有密码的，或者扫二维码查"
        problem = Problem(where="PDF 文件", message="打不开：文件不完整，或者有密码", hint=cure)
        raise DocumentError("没有查验。", [problem]) from error
    return tuple(
        PageWords(words=plain(page.extract_text()), codes=tuple(_codes(_drawn(page)))) for page in reader.pages
    )


def plain(text: str) -> str:
    """Return words as they are compared: no blanks, the hyphen that does not break as the plain one."""
    return "".join(text.replace("\N{NON-BREAKING HYPHEN}", "-").split())


def _drawn(page: object) -> str:
    contents = page.get_contents()  # type: ignore[attr-defined]
    return contents.get_data().decode("latin-1") if contents is not None else ""


def _codes(drawing: str) -> Iterator[tuple[bytes, ...]]:
    """Yield the rows of each code of a page's drawing."""
    for boxes in _filled(drawing):
        if len(boxes) >= _BOXES and (rows := _rows(boxes)):
            yield rows


def _filled(drawing: str) -> Iterator[list[Box]]:
    """Yield the boxes of each path that is filled."""
    numbers: list[float] = []
    points: list[tuple[float, float]] = []
    boxes: list[Box] = []
    for token in drawing.split():
        if token in _OPERANDS:
            given = numbers[-_OPERANDS[token] :]
            if token == "m" and points:  # noqa: S105 - an operator of PDF
                boxes.append(_around(points))
                points = []
            if token == "re" and len(given) == _OPERANDS["re"]:  # noqa: S105 - an operator of PDF
                left, low, width, height = given
                boxes.append(_around([(left, low), (left + width, low + height)]))
            elif len(given) >= 2:  # noqa: PLR2004 - a point has two coordinates
                points.append((given[-2], given[-1]))
            numbers = []
        elif token in _ENDS:
            if points:
                boxes.append(_around(points))
            if token in _FILLS:
                yield boxes
            numbers, points, boxes = [], [], []
        else:
            numbers = [*numbers[-5:], number] if (number := _number(token)) is not None else []


def _number(token: str) -> float | None:
    try:
        return float(token)
    except ValueError:
        return None


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _rows(boxes: list[Box]) -> tuple[bytes, ...]:
    """Return the modules that boxes cover; nothing where they are no code."""
    left, low = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, high = max(box[2] for box in boxes), max(box[3] for box in boxes)
    module = sum(box[3] - box[1] for box in boxes) / len(boxes)
    if module <= 0 or right <= left:
        return ()
    size = round((high - low) / module)
    if not _LEAST <= size <= _MOST or size % 4 != 1:
        return ()
    wide, tall = (right - left) / size, (high - low) / size
    rows = [bytearray(size) for _ in range(size)]
    for box in boxes:
        for y in range(round((high - box[3]) / tall), round((high - box[1]) / tall)):
            for x in range(round((box[0] - left) / wide), round((box[2] - left) / wide)):
                rows[y][x] = 1
    return tuple(map(bytes, rows))
