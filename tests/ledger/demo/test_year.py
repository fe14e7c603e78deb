"""The year as a whole: in order, on its own clock, and with sums that come out even."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ledger.demo.year import AS_OF, DAYS, at
from ledger.obligations import balance, duties
from ledger.store import Ledger
from ledger.verify import verify


def test_the_days_follow_each_other_and_end_before_the_story_does() -> None:
    """The ledger refuses a clock that goes back."""
    days = [day for day, _ in DAYS]

    assert days == sorted(set(days))
    assert days[-1] < AS_OF


def test_the_clock_is_beijing_time() -> None:
    """Every instant says its offset."""
    assert at(date(2026, 3, 5)).isoformat() == "2026-03-05T09:00:00+08:00"


def test_promised_is_paid_and_outstanding_and_ended_on_each_side(lived: Ledger) -> None:
    """The law of conservation, by side, payer and programme; for duties by count."""
    sums = balance(lived, AS_OF)

    assert sums
    assert all(row.promised_fen == row.paid_fen + row.outstanding_fen + row.ended_fen for row in sums)
    assert all(row.promised == row.fulfilled + row.outstanding + row.ended for row in duties(lived, AS_OF))
    assert {row.side for row in duties(lived, AS_OF)} == {"office", "family"}


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2026, 9, 30), AS_OF, date(2027, 12, 31)])
def test_the_sums_come_out_even_on_any_day(lived: Ledger, day: date) -> None:
    """The same question with another date."""
    rows = balance(lived, day)
    assert all(row.promised_fen == row.paid_fen + row.outstanding_fen + row.ended_fen for row in rows)


def test_the_ledger_of_the_year_proves_itself(lived: Ledger) -> None:
    """``ledger verify`` has nothing to say."""
    assert verify(lived) == ()


def test_the_year_left_its_ledger_whole(lived_path: Path) -> None:
    """A closed ledger is one file, without a journal beside it."""
    assert not list(lived_path.parent.glob("ledger.db-*"))
