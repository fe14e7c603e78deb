"""Notices for the board: title, basis, list, period and telephones, then who posts it, seal and day."""

from __future__ import annotations

from contracts.kinds import Kind
from contracts.word.layout import furniture
from contracts.word.markup import bookmark, each, paragraph, when
from contracts.word.page import Layout, Page

PAGE = Page(top=22, bottom=18, header=13, footer=11)


def layout(kind: Kind) -> Layout:
    """Return the layout of a notice: what is posted is read standing, so its table is set large."""
    body = "".join(
        (
            paragraph("Title", "{{ title }}"),
            furniture.plain_paragraphs("recital", "Notice"),
            *(_section(kind, section.code) for section in kind.sections),
            *(furniture.captioned(item, "Party") for item in kind.tables if not item.after),
            _closing(),
            *furniture.seal_lines("party_a", PAGE.text_width),
            paragraph("End", bookmark(furniture.END)),
        )
    )
    return Layout(body=body, header=furniture.header(PAGE.text_width), footer=furniture.footer(), page=PAGE)


def _closing() -> str:
    """Return the closing lines; only the last stays with the seal, so that a long notice fills its page first."""
    line = paragraph("Notice", "{{ line }}")
    held = paragraph("Notice", "{{ line }}", properties=furniture.HELD)
    return each("line", "closing", when("not loop.last", line), when("loop.last", held))


def _section(kind: Kind, code: str) -> str:
    clause = each("term", f"sections.{code}.terms", paragraph("Clause", "{{ term.text }}"))
    heading = paragraph("Heading1", f"{{{{ sections.{code}.heading }}}}")
    return heading + clause + furniture.tables_after(kind, code)
