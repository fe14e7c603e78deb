"""The tables of somebody's Word file as grids: a roster may well be one.

A merged cell has its words in its first place, the others are empty. Deleted and hidden words are not
there; a table inside a cell is not taken as words of the cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.word.intake import opened, refused, tree
from contracts.word.nodes import child, local, switch, value, whole_number, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_COLUMNS = 500
_GONE = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "tbl", "txbxContent", "pPr", "rt"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_TITLES_KEPT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """A table: ``表1`` and so on, its rows of texts, merged areas (top, left, bottom, right, from 1).

    ``titles`` are the last lines of text above it: a title, a unit.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    titles: tuple[str, ...] = ()


def read_tables(content: bytes) -> tuple[WordTable, ...]:
    """Return the tables of a Word file in printed order; tables within tables are left out.

    Raises:
        DocumentError: The file cannot be used, or a table is wider than any roster; with the cure.
    """
    body = child(tree(opened(content), "word/document.xml"), "body")
    found: list[WordTable] = []
    titles: list[str] = []
    for block in _blocks(body):
        if local(block) == "p":
            titles += [text] if (text := _words(block).strip()) else []
        else:
            rows, merges = _grid(block)
            lines = tuple(titles[-_TITLES_KEPT:])
            found.append(WordTable(name=f"表{len(found) + 1}", rows=rows, merges=merges, titles=lines))
            titles = []
    return tuple(found)


def _blocks(parent: Element | None) -> Iterator[Element]:
    """Yield paragraphs and tables, those in content controls too."""
    for element in parent if parent is not None else ():
        if local(element) in _WRAPPERS:
            yield from _blocks(element)
        elif local(element) in {"p", "tbl"}:
            yield element


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, those in content controls too."""
    for element in parent:
        if local(element) in _WRAPPERS:
            yield from _inside(element, name)
        elif local(element) == name:
            yield element


def _grid(table: Element) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[int, int, int, int], ...]]:
    rows: list[tuple[str, ...]] = []
    areas: dict[int, list[int]] = {}
    merges: list[list[int]] = []
    for row in _inside(table, "tr"):
        if child(row, "trPr", "del") is not None:
            continue
        number = len(rows) + 1
        cells = [""] * whole_number(value(row, "trPr", "gridBefore"))
        open_areas, areas = areas, {}
        for cell in _inside(row, "tc"):
            column, wide = len(cells) + 1, max(1, whole_number(value(cell, "tcPr", "gridSpan"), 1))
            if column + wide > MOST_COLUMNS:
                raise refused(f"表格超过 {MOST_COLUMNS} 列", "请只留名册这一张表，另存一份再试")
            going_on = child(cell, "tcPr", "vMerge") is not None
            area = open_areas.get(column) if going_on and value(cell, "tcPr", "vMerge") != "restart" else None
            if area is not None:
                area[2] = number
            else:
                area = [number, column, number, column + wide - 1]
                merges.append(area)
            if going_on:
                areas[column] = area
            text = "" if area[0] != number else "\n".join(filter(None, map(_words, _paragraphs(cell))))
            cells += [text, *[""] * (wide - 1)]
        rows.append(tuple(cells))
    kept = (tuple(area) for area in merges if area[0] != area[2] or area[1] != area[3])
    return tuple(rows), tuple((top, left, bottom, right) for top, left, bottom, right in kept)


def _paragraphs(cell: Element) -> Iterator[Element]:
    return (block for block in _blocks(cell) if local(block) == "p")


def _words(element: Element) -> str:
    """Return the words of a paragraph that a reader of the paper sees."""
    pieces = []
    for inner in element:
        name = local(inner)
        if name in _GONE or (name == "r" and switch(child(inner, "rPr"), "vanish")):
            continue
        if name == "t":
            pieces.append(words(inner))
        elif name in {"tab", "br", "cr"}:
            pieces.append(" ")
        else:
            pieces.append(_words(inner))
    return "".join(pieces)
