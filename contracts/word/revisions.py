"""What colleagues left in a template: a paper is printed with every tracked change accepted and without comments.

A paper is signed as it stands. Were the marks left in it, struck words would be printed beside the new ones, past the
review, which reads what is in force; and whoever rejects a change later would alter a signed contract. A comment
would be printed in the margin and stay in the family's copy.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contracts.word.archive import read_parts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRUCK = (f"{W}del", f"{W}moveFrom")
INSERTED = (f"{W}ins", f"{W}moveTo")
_PARAGRAPH, _ROW, _CELL, _TABLE = f"{W}p", f"{W}tr", f"{W}tc", f"{W}tbl"
_BEFORE = tuple(f"{W}{name}PrChange" for name in ("r", "p", "sect", "tbl", "tblEx", "tr", "tc"))
_NOTES = (
    *_BEFORE, f"{W}tblGridChange", f"{W}numberingChange", f"{W}cellIns", f"{W}cellMerge",
    *(f"{W}{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End")),
    *(f"{W}customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
)  # fmt: skip
_REMARKS = tuple(f"{W}comment{name}" for name in ("RangeStart", "RangeEnd", "Reference"))
_MARKS = (*STRUCK, *INSERTED, *_NOTES, f"{W}cellDel", *_REMARKS)
_CHANGE = re.compile(rb"<w:(?:del|ins|moveFrom|moveTo|\w+Change|cellIns|cellDel)[ >]")
_REMARKED = re.compile(r"word/comments\w*\.xml")


def is_remarks(part: str) -> bool:
    """Say whether a part of a file holds comments, or what is known of them."""
    return _REMARKED.fullmatch(part) is not None


def left_by_colleagues(content: bytes) -> tuple[str, ...]:
    """Return which of 修订 and 批注 stand in a Word file that is safe to open."""
    parts = read_parts(content)
    changed = any(_CHANGE.search(data) for name, data in parts.items() if name.startswith("word/"))
    remarked = any(b":comment " in data for name, data in parts.items() if is_remarks(name))
    return (*(["修订"] if changed else []), *(["批注"] if remarked else []))


def accepted(root: Element) -> bool:
    """Accept every tracked change of a part in place, untie its comments, and say whether there were any."""
    if next(root.iter(*_MARKS), None) is None:
        return False
    _join_paragraphs(root)
    for mark in [mark for mark in root.iter(*STRUCK) if _parent_tag(mark) == f"{W}trPr"]:
        _without_row(next(mark.iterancestors(_ROW), None))
    for mark in [*root.iter(f"{W}cellDel")]:
        _without_cell(next(mark.iterancestors(_CELL)))
    for mark in [*root.iter(*STRUCK, *_NOTES)]:
        _removed(mark)
    for mark in [*root.iter(*INSERTED)]:
        _unwrapped(mark)
    for mark in [*root.iter(*_REMARKS)]:
        _untied(mark)
    return True


def emptied(root: Element) -> bool:
    """Take all comments out of a part of comments, and say whether there were any."""
    found = len(root) > 0
    for item in [*root]:
        root.remove(item)
    return found


def _join_paragraphs(root: Element) -> None:
    """Put what is left of each paragraph whose end is struck before the words of the next one."""
    ends = [mark for mark in root.iter(*STRUCK) if _parent_tag(mark) == f"{W}rPr"]
    for mark in reversed(ends):
        paragraph = next(mark.iterancestors(_PARAGRAPH), None)
        following = paragraph.getnext() if paragraph is not None else None
        if paragraph is None or following is None or following.tag != _PARAGRAPH:
            continue  # the last of a cell or of the text cannot go
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            continue  # the page set-up stays
        first = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
        following[first:first] = [item for item in paragraph if item.tag != f"{W}pPr"]
        _removed(paragraph)


def _without_row(row: Element | None) -> None:
    if row is None or row.getparent() is None:
        return
    table = next(row.iterancestors(_TABLE), None)
    _removed(row)
    if table is not None and next(table.iter(_ROW), None) is None:
        _removed(table)


def _without_cell(cell: Element) -> None:
    row = next(cell.iterancestors(_ROW), None)
    _removed(cell)
    if row is not None and next(row.iter(_CELL), None) is None:
        _without_row(row)


def _unwrapped(mark: Element) -> None:
    parent = mark.getparent()
    if parent is not None:
        at = parent.index(mark)
        parent[at : at + 1] = list(mark)


def _untied(mark: Element) -> None:
    """Take away where a comment is tied to the text, and the run that held nothing else."""
    run = mark.getparent()
    _removed(mark)
    if run is not None and run.tag == f"{W}r" and all(item.tag == f"{W}rPr" for item in run):
        _removed(run)


def _removed(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _parent_tag(element: Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""
