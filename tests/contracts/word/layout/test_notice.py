"""Notices for the board."""

from __future__ import annotations

from contracts.word import texts
from tests.contracts.word.papers import draft, printed


def test_a_notice_says_why_who_until_when_and_whom_to_call_in_that_order() -> None:
    """Basis, list, period and telephones, then who posts it, seal and day."""
    paper = draft("reward_support_notice")
    said = [item.text for item in texts(printed("reward_support_notice").content) if not item.where.startswith("页")]

    assert said[0] == paper.title
    assert said[1 : 1 + len(paper.recital)] == list(paper.recital)
    assert said[-3 - len(paper.closing) : -2][-len(paper.closing) :] == list(paper.closing)
    assert said[-2].endswith("（盖章）")
    assert said[-1] == "2026年3月5日"
