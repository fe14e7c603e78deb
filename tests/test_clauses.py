"""A benchmark: clauses of our own with the verdict a careful reader gives. Its floors may only rise.

``clauses.csv`` holds paraphrases, negations, quotations of the forbidden thing in order to forbid it,
traditional signs, both directions of coercion, and sentences that say two things. A label ``lawful`` or
``obsolete`` may carry the window in which such a clause had a legal basis.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from contracts.judging.review import judge

TODAY = date(2026, 11, 22)
VERDICTS = ("lawful", "void", "obsolete", "needs_review")
FLOOR_EXACT = 0.994
FLOOR_LAWFUL = 0.985


def rows() -> list[dict[str, str]]:
    """Return the clauses with their labels."""
    with (Path(__file__).parent / "contracts" / "clauses.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def verdict(row: dict[str, str], day: date) -> str:
    """Return the verdict on a row, as if signed on a day."""
    return judge(row["clause_zh"], party_bound=row["party_bound"], as_of=day).verdict


@pytest.fixture(scope="module")
def confusion() -> Counter[tuple[str, str]]:
    """Judge every clause once, as if signed today."""
    return Counter((row["label"], verdict(row, TODAY)) for row in rows())


def test_the_confusion_table_is_printed(
    confusion: Counter[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """There are at least twenty-six hundred clauses; the table is shown above the results."""
    lines = ["\t".join((label, *(str(confusion[label, said]) for said in VERDICTS))) for label in VERDICTS]
    with capsys.disabled():
        sys.stdout.write("\n".join(("", "\t".join(("", *VERDICTS)), *lines, "")))

    assert confusion.total() >= 2600


def test_nothing_void_or_obsolete_is_cleared_as_lawful(confusion: Counter[tuple[str, str]]) -> None:
    """The one mistake that may never happen."""
    assert (confusion["void", "lawful"], confusion["obsolete", "lawful"]) == (0, 0)


def test_a_clause_left_to_a_person_is_not_cleared(confusion: Counter[tuple[str, str]]) -> None:
    """What the law leaves open is not decided here."""
    assert confusion["needs_review", "lawful"] == 0


def test_lawful_clauses_pass(confusion: Counter[tuple[str, str]]) -> None:
    """A review that cries wolf is switched off."""
    lawful = sum(confusion["lawful", said] for said in VERDICTS)

    assert confusion["lawful", "lawful"] / lawful >= FLOOR_LAWFUL


def test_verdicts_are_exact(confusion: Counter[tuple[str, str]]) -> None:
    """Share of clauses with exactly the verdict of the label."""
    assert sum(confusion[said, said] for said in VERDICTS) / confusion.total() >= FLOOR_EXACT


@pytest.mark.parametrize("row", [row for row in rows() if row["label"] == "obsolete"], ids=lambda row: row["id"])
def test_an_obsolete_clause_was_lawful_inside_its_window_only(row: dict[str, str]) -> None:
    """On the first and last day lawful, on the days around obsolete."""
    first, last = (date.fromisoformat(row[name]) for name in ("valid_from", "valid_to"))
    days = (first - timedelta(1), first, last, last + timedelta(1))

    assert [verdict(row, day) for day in days] == ["obsolete", "lawful", "lawful", "obsolete"]


@pytest.mark.parametrize("day", [date(1996, 5, 1), date(2005, 1, 1), date(2019, 6, 1)])
def test_a_void_clause_is_void_on_every_day(day: date) -> None:
    """Void has no window: what is struck today was struck then."""
    struck = [row for row in rows() if row["label"] == "void" and verdict(row, TODAY) == "void"]

    assert [row["id"] for row in struck if verdict(row, day) != "void"] == []
