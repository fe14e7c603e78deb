"""A list that several hands sign."""

from __future__ import annotations

from contracts.word import blank
from tests.contracts.word.papers import shipped, xml


def test_lines_to_sign_and_the_seal_stand_in_one_unbroken_row() -> None:
    """A seal never stands alone on a page; the table head is repeated."""
    body = xml(blank(shipped("payment_list")))
    last = body[body.rindex("<w:tr>") :]

    assert "closing" in last
    assert "（盖章）" in last
    assert "<w:cantSplit/>" in last
    assert "<w:tblHeader/>" in body
