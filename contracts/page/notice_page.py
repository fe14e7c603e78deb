"""A notice as a page for a phone: one file, no request to anybody, real table headings, readable at 360 pixels.

The words are those of the draft that the Word file was made from, in the same order. The page is a pure function of
draft, kind and skeleton: equal drafts give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from string import Template

from contracts.kinds import TRADITIONAL, Kind, KindTable, spoken
from contracts.model import Column, Draft, Table
from contracts.numerals import ordinal
from contracts.papers.render import chinese_date

_TELEPHONE = re.compile(r"(?<![\d-])0\d{2,3}-\d{7,8}(?![\d-])")
_NARROW = 2
"""Tables of so many columns fit a phone as they are; wider ones show each row as a card."""
_NUMBERING = frozenset({"serial", "clause_no"})
"""Columns that count rows: as narrow as their head, which never breaks."""


def skeleton() -> bytes:
    """Return the page without its words: the style, and a policy that lets it load nothing."""
    return (Path(__file__).parent / "notice.html").read_bytes()


def notice_page(draft: Draft, kind: Kind, frame: bytes) -> bytes:
    """Return a notice as HTML in UTF-8.

    Args:
        draft: What stands on the paper.
        kind: The kind of the draft: headings of its sections, places of its tables.
        frame: The page without words, as :func:`skeleton` returns it.
    """
    body = "\n".join(_body(draft, spoken(kind, draft.locale)))
    words = {"lang": draft.locale.replace("_", "-"), "title": escape(draft.title), "body": body}
    return Template(frame.decode("utf-8")).substitute(words).encode()


def _body(draft: Draft, kind: Kind) -> Iterator[str]:
    values = dict(draft.values)
    article = "條" if draft.locale == TRADITIONAL else "条"
    yield f"<h1>{escape(draft.title)}</h1>"
    yield f'<p class="number">{escape(kind.number_label)}：{escape(draft.number)}</p>'
    yield from _if_told("{}：", values.get("recipients"))
    yield from (f"<p>{_linked(text)}</p>" for text in draft.recital)
    for section in kind.sections:
        yield f"<h2>{escape(section.heading)}</h2>"
        for term in draft.terms:
            if term.section == section.code:
                yield f'<p class="clause"><b>第{ordinal(term.ordinal)}{article}</b>{_linked(term.text)}</p>'
        yield from _tables(draft, [item for item in kind.tables if item.after == section.code])
    yield from _tables(draft, [item for item in kind.tables if not item.after and not item.annex])
    yield from (f"<p>{_linked(text)}</p>" for text in draft.closing)
    yield from _if_told("附件：{}", values.get("attachment"))
    if draft.parties:
        yield f'<p class="issuer">{escape(draft.parties[0].name)}<br>{chinese_date(draft.signing_on)}</p>'
    yield from _tables(draft, [item for item in kind.tables if item.annex])
    yield from _if_told("抄送：{}。", values.get("copied_to"))


def _if_told(words: str, value: str | None) -> Iterator[str]:
    """Yield a line that a circular's layout prints by itself, around a field; none where the field is empty."""
    if value:
        yield f"<p>{_linked(words.format(value))}</p>"


def _tables(draft: Draft, wanted: Iterable[KindTable]) -> Iterator[str]:
    for item in wanted:
        table = draft.table(item.code)
        if table.rows or not item.optional:
            yield _table(table)


def _table(table: Table) -> str:
    kept = len(table.columns) <= _NARROW
    heads = "".join(
        f'<th scope="col" role="columnheader"{_width(column)}>{escape(column.label)}</th>' for column in table.columns
    )
    rows = "\n".join(_row(table, row) for row in table.rows) or _nothing(len(table.columns))
    return (
        f'<table role="table"{"" if kept else " class=" + chr(34) + "wide" + chr(34)}>'
        f"<caption>{escape(table.caption)}</caption>\n"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n{rows}\n</tbody></table>'
    )


def _width(column: Column) -> str:
    return ' class="no"' if column.key in _NUMBERING else ""


def _row(table: Table, row: tuple[str, ...]) -> str:
    """Return a row; its first cell that is not a serial number heads it."""
    head = next((place for place, column in enumerate(table.columns) if column.key != "serial"), 0)
    cells = [
        f'<th scope="row" role="rowheader" data-label="{escape(column.label)}"><span>{escape(cell)}</span></th>'
        if place == head
        else f'<td role="cell" data-label="{escape(column.label)}"><span>{escape(cell)}</span></td>'
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True))
    ]
    return f'<tr role="row">{"".join(cells)}</tr>'


def _nothing(columns: int) -> str:
    return f'<tr role="row"><td role="cell" colspan="{columns}">（无）</td></tr>'


def _linked(text: str) -> str:
    """Return a text as HTML in which an office's telephone can be touched to call it."""
    return _TELEPHONE.sub(lambda found: f'<a href="tel:{found[0]}">{found[0]}</a>', escape(text)).replace("\n", "<br>")
