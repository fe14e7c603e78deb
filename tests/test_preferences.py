"""Decisions of villagers' assemblies, written by hand: those that give, and those that shut out or put back (W-16).

Set A stood beside the rules while they were made. B and C were written afterwards and judged unseen: of B 64 % of what
excludes was void at once and of C 80 % (with what waits for an opinion 96 %); then the rules learnt their patterns.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from contracts.judging.rules import DECISION
from ledger.bookkeeping.book_checks import judged_rules

TODAY = date(2026, 11, 22)
FLOOR_LAWFUL = 0.82
"""The share of giving decisions that need nobody's opinion; the others wait for one."""


@pytest.fixture(scope="module")
def confusion() -> Counter[tuple[str, str]]:
    """Judge every decision once: the label, and the worst that is said of a sentence of it."""
    worst = ("void", "obsolete", "needs_review", "lawful")
    with (Path(__file__).parent / "contracts" / "preferences.csv").open(encoding="utf-8") as file:
        return Counter((row["label"], min(said(row["decision"]), key=worst.index)) for row in csv.DictReader(file))


def said(decision: str) -> list[str]:
    """Return the verdicts on a decision's sentences, as the register of decisions asks for them."""
    found = judged_rules(decision, as_of=TODAY, place="429999101201", bound="village", paper=DECISION)
    return [finding.verdict for finding in found]


def test_no_decision_that_excludes_is_taken(confusion: Counter[tuple[str, str]]) -> None:
    """The one mistake that may never happen; all but one in a hundred are void, whatever opinion is given."""
    excluding = sum(count for (label, _), count in confusion.items() if label == "void")

    assert confusion["void", "lawful"] == 0
    assert confusion["void", "void"] / excluding >= 0.99


def test_decisions_that_give_are_taken(confusion: Counter[tuple[str, str]]) -> None:
    """A register that refuses what is lawful is kept on paper again; one of 139 is refused by another rule."""
    giving = sum(count for (label, _), count in confusion.items() if label == "lawful")

    assert confusion["lawful", "lawful"] / giving >= FLOOR_LAWFUL
    assert confusion["lawful", "void"] <= 1
