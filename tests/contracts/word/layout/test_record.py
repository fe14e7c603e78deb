"""A sheet of the ledger with lines to sign."""

from __future__ import annotations

import re

from tests.contracts.word.papers import printed, xml


def test_the_lines_to_sign_take_the_end_of_the_last_table_along() -> None:
    """Nobody signs a page on which nothing else stands: the last row and all behind it hold together."""
    body = xml(printed("handover_list").content)
    signed = body[body.rindex("上坪村") : body.index("（盖章）")]
    paragraphs = re.findall(r"<w:pPr>.*?</w:pPr>", signed)

    assert paragraphs
    assert all("<w:keepNext/>" in item or '"Seal"' in item for item in paragraphs)
