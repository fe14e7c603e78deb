"""Majorities and instalments at their very edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from contracts.errors import InputError, LawError
from ledger.bookkeeping.book_checks import CHECKS, assembly, instalments_of


@dataclass(frozen=True)
class Entry:
    """A line as a check sees it."""

    cells: dict[str, Any] = field(default_factory=dict)
    id: int = 0
    division_code: str = "429999101201"
    happened_on: date = date(2026, 5, 1)
    follows: int | None = None


def held(by: str, entitled: int, attended: int, in_favour: int) -> None:
    """Hold an assembly."""
    cells = {"counted_by": by, "entitled": entitled, "attended": attended, "in_favour": in_favour}
    assembly(None, Entry(cells), None, ())  # type: ignore[arg-type]  # this check asks nothing of a ledger


@pytest.mark.parametrize(
    ("numbers", "lawful"),
    [
        (("村民", 100, 51, 26), True), (("村民", 100, 50, 50), False), (("村民", 100, 51, 25), False),
        (("户代表", 30, 20, 11), True), (("户代表", 30, 19, 19), False),
    ],
)  # fmt: skip
def test_a_majority_is_more_than_half_or_two_thirds(numbers: tuple[str, int, int, int], *, lawful: bool) -> None:
    """VCOL 2018, article 22."""
    if lawful:
        held(*numbers)
        return
    with pytest.raises(LawError):
        held(*numbers)


def test_numbers_that_cannot_be_are_no_vote() -> None:
    """More agreed than came."""
    with pytest.raises(InputError):
        held("村民", 10, 8, 9)


def test_instalments_are_days_and_sums() -> None:
    """As a clerk writes them."""
    plan = instalments_of(Entry({"instalments": "2026-06-30=500；2026-12-31=1,000元"}))

    assert plan == ((date(2026, 6, 30), 500_00), (date(2026, 12, 31), 1_000_00))
    with pytest.raises(InputError):
        instalments_of(Entry({"instalments": "明年还"}))


def test_an_oral_application_has_a_note_and_a_written_one_needs_none() -> None:
    """C-04: what was only said is written down."""
    for cells in ({"how": "口头"}, {"how": "口头", "note": "  "}):
        with pytest.raises(InputError) as caught:
            CHECKS["spoken_words"](None, Entry(cells), None, ())  # type: ignore[arg-type]  # asks nothing of a ledger
        assert "口头申请没有写记录" in caught.value.problems[0].message
    for cells in ({"how": "口头", "note": "本人到村办公室口述"}, {"how": "书面"}):
        CHECKS["spoken_words"](None, Entry(cells), None, ())  # type: ignore[arg-type]  # asks nothing of a ledger
