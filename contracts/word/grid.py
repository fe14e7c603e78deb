"""Whether the tables of a template keep their columns, whatever is filled in.

docxtpl counts the cells of every filled table and mends the grid. Where the count cannot change there is
nothing to mend, and the parsed tree can be spared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPENS = re.compile(r"\{%-?\s*(for|if)\b")
_CLOSES = re.compile(r"\{%-?\s*end(for|if)\b")


def is_steady(root: Element) -> bool:
    """Return whether no table below ``root`` (patched XML, tags as text) can change its grid."""
    return all(_keeps_grid(table) for table in root.iter(f"{W}tbl"))


def _keeps_grid(table: Element) -> bool:
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return False
    columns = len(grid.findall(f"{W}gridCol"))
    rows = [(row, always) for row, always in _rows(table)]
    if any(_has_tags_between_cells(row) or _width(row) is None for row, _ in rows):
        return False
    if any(len(row.findall(f"{W}tc")) > columns or (_width(row) or 0) > columns for row, _ in rows):
        return False
    return any(always and _width(row) == columns for row, always in rows)


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Yield ``(row, whether it is always printed)``, rows of tables inside tables included."""
    from lxml import etree

    depth = 0
    walk: Any = etree.iterwalk(table, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag == f"{W}tr":
            yield element, depth == 0
        text = element.text if event == "start" else element.tail
        if text and element is not table and "{%" in text:
            depth += len(_OPENS.findall(text)) - len(_CLOSES.findall(text))


def _has_tags_between_cells(row: Element) -> bool:
    texts = [row.text, *(cell.tail for cell in row)]
    return any(text and "{" in text for text in texts)


def _width(row: Element) -> int | None:
    """Return how many columns a row spans, or ``None`` where a tag decides."""
    total = 0
    for cell in row.findall(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        words = span.get(f"{W}val", "") if span is not None else "1"
        if not words.isdigit():
            return None
        total += int(words)
    return total
