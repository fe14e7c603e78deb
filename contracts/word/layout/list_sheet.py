"""A list that several hands sign: a wide table on a landscape sheet, its total in words, lines to sign, the seal."""

from __future__ import annotations

from contracts.kinds import Kind
from contracts.word.layout import furniture
from contracts.word.markup import bookmark, cell, paragraph, row, table, widths
from contracts.word.page import Layout, Page

PAGE = Page(width=297, height=210, top=22, bottom=18, left=18, right=18, header=11, footer=9)
_SEAL_MM = 84


def layout(kind: Kind) -> Layout:
    """Return the layout of a list; its head is repeated on every page, no row breaks over two, annexes come last.

    Nobody signs a page without a line of the list: its last row stays with the lines to sign.
    """
    listed = [item for item in kind.tables if not item.annex]
    body = "".join(
        (
            paragraph("Title", "{{ title }}"),
            furniture.plain_paragraphs("recital", "Note"),
            *(furniture.captioned(item, "Party", leads_on=item is listed[-1]) for item in listed),
            _hands(),
            *(furniture.annex(item) for item in kind.tables if item.annex),
            paragraph("End", bookmark(furniture.END)),
        )
    )
    return Layout(body=body, header=furniture.header(PAGE.text_width), footer=furniture.footer(), page=PAGE)


def _hands() -> str:
    """Return the lines to sign on the left and the seal on the right, in one row that never breaks."""
    left, right = widths((PAGE.text_width - _SEAL_MM, _SEAL_MM))
    signed = cell(left, furniture.plain_paragraphs("closing", "Note"), paragraph("End"), vertical="top")
    seal = cell(right, *furniture.seal_lines("party_a", _SEAL_MM))
    return table([left, right], row([signed, seal]), style="PlainTable")
