"""The board's form: A3, letters half as large again, the same words."""

from __future__ import annotations

import re

import pytest

from contracts.word import blank
from contracts.word.archive import read_parts
from contracts.word.board import GROWTH, enlarged
from contracts.word.markup import twips
from contracts.word.reading import printed
from tests.contracts.word.papers import KINDS, draft, lawful, shipped

NOTICES = [name for name in KINDS if shipped(name).family == "notice"]


def part(content: bytes, name: str) -> str:
    """Return one part of a Word file as text."""
    return read_parts(content)[f"word/{name}.xml"].decode()


def edges(content: bytes) -> dict[str, float]:
    """Return the margins of a sheet and its height, in millimetres."""
    found = re.findall(r"<w:pg(?:Mar|Sz) [^>]*>", part(content, "document"))
    return {name: int(value) * 25.4 / 1440 for name, value in re.findall(r'w:(\w+)="(\d+)"', "".join(found))}


def test_the_sheet_is_a3_and_the_side_margins_hardly_grow() -> None:
    """So the letters grow more than the sheet does."""
    small, large = edges(blank(shipped("policy_notice"))), edges(enlarged(blank(shipped("policy_notice"))))

    assert (round(large["w"]), round(large["h"])) == (297, 420)
    assert [round(large[side] - small[side], 1) for side in ("left", "right")] == [4.5, 4.5]


def test_what_fills_one_sheet_fills_one_board() -> None:
    """The text grows by GROWTH in height too; there is so much room for it and a line to spare."""
    small, large = edges(blank(shipped("policy_notice"))), edges(enlarged(blank(shipped("policy_notice"))))

    high, grown = (item["h"] - item["top"] - item["bottom"] for item in (small, large))
    assert grown >= high * GROWTH + 12


def test_body_text_of_fifteen_points_becomes_half_as_large_again() -> None:
    """Indents in letters stay as many letters."""
    style = re.search(r'w:styleId="Notice".*?</w:style>', part(enlarged(blank(shipped("policy_notice"))), "styles"))

    assert style is not None
    assert '<w:sz w:val="45"/>' in style[0]
    assert 'w:firstLineChars="200"' in style[0]


def test_a_table_still_fits_between_the_margins() -> None:
    """156 mm become 234, and 234 are there."""
    widths = re.findall(r'<w:tblW w:w="(\d+)"', part(enlarged(blank(shipped("policy_notice"))), "document"))

    assert all(int(width) <= (297 - 54 - 9) * 1440 / 25.4 + 10 for width in widths)


@pytest.mark.parametrize("name", NOTICES)
def test_nothing_stands_where_a_printer_leaves_the_sheet_white(name: str) -> None:
    """The number of the notice above and that of the page below are printed whole."""
    large = edges(enlarged(blank(shipped(name))))

    assert min(large["header"], large["footer"]) >= 5 - 0.02


def test_the_imprint_of_a_circular_is_as_wide_as_its_text() -> None:
    """In a frame of A4's width the day of printing turns to a line of its own and is lost below the edge."""
    large = part(enlarged(blank(shipped("assessment_circular"))), "document")

    assert set(re.findall(r'<w:framePr w:w="(\d+)"', large)) == {str(round(twips(156) * GROWTH))}


@pytest.mark.parametrize("name", NOTICES)
def test_both_sheets_say_the_same(name: str) -> None:
    """Word for word, for every notice; equal drafts give equal bytes."""
    from contracts.papers.render import render

    kind, paper = shipped(name), draft(name)
    small, large = blank(kind), enlarged(blank(kind))
    made = [render(paper, lawful(paper), template=item, kind=kind).content for item in (small, large, large)]

    assert printed(made[0]) == printed(made[1])
    assert made[1] == made[2]
