"""Word's own XML, spelt by a few small functions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contracts.word.markup import NAMESPACES, cell, each, field, paragraph, row, run, table, tabs, twips, when, widths


def text(markup: str) -> str:
    """Return the words of some markup, after parsing it strictly."""
    from lxml import etree

    return "".join(map(str, etree.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>").itertext()))


@given(st.lists(st.integers(5, 90), min_size=1, max_size=9))
def test_columns_add_up_to_the_rounded_whole(millimetres: list[int]) -> None:
    """WPS draws what the grid says; a twip too many pushes the table over the margin."""
    assert sum(widths(millimetres)) == twips(sum(millimetres))


def test_a_paper_is_measured_in_twips() -> None:
    """A4 is 11906 by 16838."""
    assert (twips(210), twips(297)) == (11906, 16838)


def test_words_are_escaped_and_tabs_are_words_own() -> None:
    """A label may hold an ampersand."""
    assert text(run("甲&乙\t<丙>")) == "甲&乙<丙>"
    assert "<w:tab/>" in run("甲\t乙")


def test_every_piece_is_well_formed() -> None:
    """Parsed strictly, with the right words."""
    stops = tabs(("right", 50, "underscore"))
    piece = paragraph("Body", "字", field("PAGE"), properties=stops)
    grid = table(
        [1000, 500], row([cell(1500, piece, span=2, merge="restart", shade="F2F2F2", direction="tbRlV")], header=True)
    )

    assert text(piece + grid).count("字 PAGE 1") == 2


def test_a_header_row_repeats_and_no_row_breaks_over_a_page() -> None:
    """Readers of page two see the heads."""
    line = row([cell(1000, paragraph("TableText"))], header=True, height=567)

    assert "<w:tblHeader/>" in line
    assert "<w:cantSplit/>" in line


def test_loops_and_conditions_stand_in_paragraphs_of_their_own() -> None:
    """Docxtpl takes the whole paragraph away."""
    assert text(each("a", "b", paragraph("Body", "{{ a }}"))) == "{%p for a in b %}{{ a }}{%p endfor %}"
    assert text(when("a", paragraph("Body", "甲"))) == "{%p if a %}甲{%p endif %}"
