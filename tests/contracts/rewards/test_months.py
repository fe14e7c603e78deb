"""Months are counted once each, whatever day contracts begin and end."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.model import PartialDate
from contracts.rewards.months import common, earliest, first_of, last_of, latest, month_of, month_words, whole_months


def test_three_years_from_any_day_hold_thirty_six_months() -> None:
    """From 5 March 2026 to 4 March 2029: March 2026 to February 2029."""
    months = whole_months(date(2026, 3, 5), date(2029, 3, 4))
    assert (len(months), month_words(months[0]), month_words(months[-1])) == (36, "2026年3月", "2029年2月")


def test_a_calendar_year_holds_its_twelve_months() -> None:
    """First and last day are included."""
    assert len(whole_months(date(2026, 1, 1), date(2026, 12, 31))) == 12


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(0, 2_000), st.integers(0, 2_000))
def test_contracts_that_follow_each_other_share_and_lose_no_month(start: date, one: int, two: int) -> None:
    """The months of two periods end to end are the months of both together."""
    middle = start + timedelta(days=one)
    end = middle + timedelta(days=1 + two)
    parts = [*whole_months(start, middle), *whole_months(middle + timedelta(days=1), end)]
    assert parts == list(whole_months(start, end))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_between_the_first_and_last_day_of_its_month(day: date) -> None:
    """The number of a month says the month back."""
    month = month_of(day)
    assert first_of(month) <= day <= last_of(month)
    assert month_of(first_of(month)) == month_of(last_of(month)) == month


def test_a_day_known_by_its_year_lies_in_any_of_its_months() -> None:
    """Nothing is guessed: both ends are told."""
    year = PartialDate(year=2012)
    assert (month_words(earliest(year)), month_words(latest(year))) == ("2012年1月", "2012年12月")
    assert earliest(PartialDate(year=2012, month=5)) == latest(PartialDate(year=2012, month=5))


def test_runs_of_months_that_do_not_meet_share_none() -> None:
    """An empty run, not a negative one."""
    assert list(common(range(5), range(7, 9))) == []
    assert list(common(range(5), range(3, 9))) == [3, 4]
