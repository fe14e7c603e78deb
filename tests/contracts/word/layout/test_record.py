"""A household's own statement."""

from __future__ import annotations

import re

from contracts.word import texts
from contracts.word.style import STYLES
from tests.contracts.word.papers import printed, shipped, xml


def test_a_statement_shows_the_offices_promises_before_the_familys() -> None:
    """What is owed to the family comes first."""
    said = [item.text for item in texts(printed("household_statement").content)]

    first, second = (table.caption for table in shipped("household_statement").tables)
    assert said.index(first) < said.index(second)


def test_a_statement_is_set_in_large_print() -> None:
    """It is read at home, often without glasses: nothing in the body under 14 points."""
    sizes = {style.id: style.size for style in STYLES}
    used = set(re.findall(r'<w:pStyle w:val="(\w+)"/>', xml(printed("household_statement").content)))

    assert min(sizes[name] for name in used - {"End", "AfterTable", "Tag"}) >= 14


def test_the_lines_to_sign_take_the_end_of_the_last_table_along() -> None:
    """Nobody signs a page on which nothing else stands: the last row and all behind it hold together."""
    body = xml(printed("handover_list").content)
    signed = body[body.rindex("上坪村") : body.index("（盖章）")]
    paragraphs = re.findall(r"<w:pPr>.*?</w:pPr>", signed)

    assert paragraphs
    assert all("<w:keepNext/>" in item or '"Seal"' in item for item in paragraphs)
