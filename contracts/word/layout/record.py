"""A sheet of the ledger in large print: its tables, its closing words and the lines to sign."""

from __future__ import annotations

from contracts.kinds import Kind
from contracts.word.layout import furniture
from contracts.word.markup import bookmark, each, paragraph
from contracts.word.page import Layout, Page

PAGE = Page(top=24, bottom=18, left=22, right=22, header=14, footer=10)


def layout(kind: Kind) -> Layout:
    """Return the layout of a record, set large for whoever reads it without glasses.

    The end of its last table goes over with the lines to sign, so that nobody signs a page without content.
    """
    body = "".join(
        (
            paragraph("Title", "{{ title }}"),
            furniture.plain_paragraphs("recital", "LargeBody"),
            *(furniture.captioned(item, "Large", leads_on=item is kind.tables[-1]) for item in kind.tables),
            each("line", "closing", paragraph("LargeBody", "{{ line }}", properties=furniture.HELD)),
            *furniture.seal_lines("party_a", PAGE.text_width),
            paragraph("End", bookmark(furniture.END)),
        )
    )
    return Layout(body=body, header=furniture.header(PAGE.text_width), footer=furniture.footer(), page=PAGE)
