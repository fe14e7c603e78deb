"""A household's own statement, in large print on one page: what was promised to it, what was done, what is owed."""

from __future__ import annotations

import re

from contracts.kinds import Kind
from contracts.word.layout import furniture
from contracts.word.markup import bookmark, each, paragraph
from contracts.word.page import Layout, Page

PAGE = Page(top=18, bottom=13, left=12, right=12, header=8, footer=7)

_CLOSER = {
    "Title": (0, 460, 40), "LargeBody": (0, 360, 0), "Seal": (100, 380, 0), "SealDay": (0, 380, 0),
    "TableTitle": (40, 360, 20),
    **dict.fromkeys(("LargeHead", "LargeText", "LargeCenter", "LargeRight"), (0, 320, 0)),
}  # fmt: skip
"""Twips before, of a line, and after: the letters keep their size, the lines stand closer than elsewhere."""
_OPENING = re.compile(r'<w:pStyle w:val="(\w+)"/>(?:<w:keepNext/>)?(?:<w:keepLines/>)?')


def layout(kind: Kind) -> Layout:
    """Return the layout of a statement; it is read at home, often without glasses: nothing is under 14 points.

    Where the lines are too many for one page, the end of the last table goes over with the telephones, the words on
    objections and the seal: nobody finds them on a page of their own. The styles are those of the house, so that
    statements go into a print file with other papers.
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
    header, footer = furniture.header(PAGE.text_width), furniture.footer()
    return Layout(body=_OPENING.sub(_closer, body), header=header, footer=footer, page=PAGE)


def _closer(opening: re.Match[str]) -> str:
    """Return the opening of a paragraph with spacing of its own, where its style is one that stands closer here."""
    if opening[1] not in _CLOSER:
        return opening[0]
    before, line, after = _CLOSER[opening[1]]
    return f'{opening[0]}<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'
