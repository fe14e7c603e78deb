"""Periods and due days follow the Civil Code, and an estimated working day says that it is one."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.dates import (
    ESTIMATED,
    WorkingDays,
    day,
    due_days,
    is_estimated,
    last_day,
    open_day,
    parse_day,
    period_end,
    posting_period,
    settlement_day,
    working_days_after,
)
from contracts.holidays import is_statutory
from contracts.model import DueRule

SIGNED = date(2026, 3, 5)
YEAR_ENDS = DueRule(every="year", last_day="12-31")


def due(
    rule: DueRule, starts_on: date | None = date(2026, 1, 1), ends_on: date | None = date(2028, 12, 31)
) -> list[str]:
    """Return the due days of a contract signed on 5 March 2026, as text."""
    return [str(found) for found in due_days(rule, signed_on=SIGNED, starts_on=starts_on, ends_on=ends_on)]


def test_a_day_is_printed_without_leading_zeros() -> None:
    """The form of GB/T 9704."""
    assert day(date(2026, 3, 5)) == "2026年3月5日"


@pytest.mark.parametrize("text", ["2026-03-05", "2026年3月5日", "2026年03月05日", " ２０２６-０３-０５ "])
def test_a_day_is_read_from_both_written_forms(text: str) -> None:
    """ISO 8601 and the printed form, full-width figures too."""
    assert parse_day(text) == SIGNED


@pytest.mark.parametrize("text", ["", "2026-3-5", "2026/03/05", "26-03-05", "2026年3月", "2026-03-05x"])
def test_any_other_form_of_a_day_is_refused(text: str) -> None:
    """An option takes no guesses."""
    with pytest.raises(ValueError, match="不是日期"):
        parse_day(text)


@pytest.mark.parametrize("text", ["2026-02-29", "2026年13月1日", "2026-00-10", "0000-01-01"])
def test_a_day_that_does_not_exist_is_called_so(text: str) -> None:
    """The clerk hears that the day is missing from the calendar, not that the form is wrong."""
    with pytest.raises(ValueError, match="这一天"):
        parse_day(text)


@given(st.dates())
def test_a_printed_day_reads_back_as_itself(value: date) -> None:
    """Printing and reading are inverse from the year 1000 on."""
    if value.year >= 1000:
        assert parse_day(day(value)) == parse_day(value.isoformat()) == value


def test_a_yearly_promise_falls_due_once_in_each_year_of_the_contract() -> None:
    """Three calendar years, three days."""
    assert due(YEAR_ENDS) == ["2026-12-31", "2027-12-31", "2028-12-31"]


def test_a_year_whose_last_day_lies_outside_the_contract_is_not_promised_by_it() -> None:
    """From 5 March 2026 to 4 March 2029 three year-ends are inside; the fourth is another contract's."""
    assert due(YEAR_ENDS, None, date(2029, 3, 4)) == ["2026-12-31", "2027-12-31", "2028-12-31"]
    assert due(YEAR_ENDS, date(2027, 1, 1), date(2027, 12, 30)) == []


def test_the_first_and_the_last_day_of_the_contract_count() -> None:
    """A period whose last day is the contract's last day is promised."""
    assert due(DueRule(every="year", last_day="01-01"), date(2026, 1, 1), date(2027, 1, 1)) == [
        "2026-01-01",
        "2027-01-01",
    ]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (DueRule(every="half_year", last_day="06-30"), ["2026-06-30", "2026-12-31"]),
        (DueRule(every="half_year", last_day="05-20"), ["2026-05-20", "2026-11-20"]),
        (DueRule(every="half_year", last_day="last"), ["2026-06-30", "2026-12-31"]),
        (DueRule(every="quarter", last_day="25"), ["2026-03-25", "2026-06-25", "2026-09-25", "2026-12-25"]),
        (DueRule(every="quarter", last_day="last"), ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        (DueRule(every="year", last_day="02-29"), ["2026-02-28"]),
        (DueRule(every="year", last_day="02-last"), ["2026-02-28"]),
        (DueRule(every="year", last_day="last"), ["2026-12-31"]),
    ],
)
def test_each_period_has_its_own_last_day(rule: DueRule, days: list[str]) -> None:
    """Half-years are six months apart, quarters close in their third month, short months end early."""
    assert due(rule, date(2026, 1, 1), date(2026, 12, 31)) == days


def test_a_monthly_promise_on_the_31st_ends_with_the_month() -> None:
    """A day that the month does not have is its last day."""
    days = due(DueRule(every="month", last_day="31"), date(2028, 1, 1), date(2028, 4, 30))
    assert days == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]


def test_a_recurring_promise_starts_with_the_signing_day_where_no_start_is_given() -> None:
    """Months before the signature are not promised by it."""
    assert due(DueRule(every="quarter", last_day="01"), None, date(2026, 6, 30)) == ["2026-06-01"]


@pytest.mark.parametrize(("ends_on", "message"), [(None, "没有写明结束日期"), (date(2025, 12, 31), "早于开始日期")])
def test_a_recurring_promise_needs_a_contract_with_an_end(ends_on: date | None, message: str) -> None:
    """Every contract has an end, and it lies after its start."""
    with pytest.raises(ValueError, match=message):
        due(YEAR_ENDS, date(2026, 1, 1), ends_on)


@pytest.mark.parametrize(
    "rule",
    [
        DueRule(),
        DueRule(every="year"),
        DueRule(every="year", last_day="31"),
        DueRule(every="year", last_day="13-01"),
        DueRule(every="year", last_day="02-30"),
        DueRule(every="month", last_day="00"),
        DueRule(every="month", last_day="06-30"),
        DueRule(within_days=0),
    ],
)
def test_a_rule_that_says_no_possible_day_is_refused_in_chinese(rule: DueRule) -> None:
    """Nothing falls due on an invented day."""
    with pytest.raises(ValueError, match=r"请|写成"):
        due(rule)


def test_a_named_day_stands_as_the_paper_says_it() -> None:
    """2026-10-01 is a holiday, and the paper still says it."""
    assert due(DueRule(on=date(2026, 10, 1))) == ["2026-10-01"]


def test_a_possible_event_has_no_day() -> None:
    """What may never happen is not counted as due."""
    assert due(DueRule(event="子女考入大学")) == []


def test_days_after_signing_do_not_count_the_signing_day() -> None:
    """Fifteen days after Thursday 5 March 2026 end on Friday the 20th."""
    assert due(DueRule(within_days=15)) == ["2026-03-20"]


def test_a_period_of_days_that_ends_on_a_holiday_moves_to_the_next_open_day() -> None:
    """Thirty days after 5 March 2026 end within the Qingming days; offices open on Tuesday the 7th."""
    assert not is_estimated(date(2026, 4, 4))
    assert due(DueRule(within_days=30)) == ["2026-04-07"]


def test_working_days_follow_the_announced_calendar() -> None:
    """The National Day week of 2026 is skipped; Sunday 20 September and Saturday 10 October are worked."""
    assert working_days_after(date(2026, 9, 18), 1) == WorkingDays(day=date(2026, 9, 20))
    assert working_days_after(date(2026, 9, 30), 3) == WorkingDays(day=date(2026, 10, 10))
    assert due(DueRule(within_days=5, working_days=True)) == ["2026-03-12"]


def test_a_year_without_announced_holidays_is_counted_by_weekdays_and_says_so() -> None:
    """1 January 2101 is a Saturday and no calendar holds that year."""
    found = working_days_after(date(2100, 12, 31), 2)
    assert found == WorkingDays(day=date(2101, 1, 4), estimated=True)
    assert found.note == ESTIMATED == "该年放假安排尚未收录，按周一至周五扣除法定节假日推算，请核对"
    assert working_days_after(SIGNED, 1).note == ""


def test_no_working_days_are_not_a_period() -> None:
    """Zero or fewer is a mistake of the manifest."""
    with pytest.raises(ValueError, match="工作日天数"):
        working_days_after(SIGNED, 0)


@pytest.mark.parametrize(
    ("start", "n", "ends"),
    [
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 2, 4), 1, date(2027, 2, 9)),
        (date(2028, 1, 24), 2, date(2028, 2, 1)),
        (date(2027, 4, 30), 1, date(2027, 5, 3)),
        (date(2027, 9, 30), 1, date(2027, 10, 4)),
        (date(2031, 9, 30), 1, date(2031, 10, 6)),
    ],
)
def test_a_statutory_holiday_is_no_working_day_in_a_year_not_yet_announced(start: date, n: int, ends: date) -> None:
    """New Year's Day, Spring Festival from its eve to the third day, Labour Day and National Day; still estimated."""
    assert working_days_after(start, n) == WorkingDays(day=ends, estimated=True)


@given(st.dates(date(2027, 1, 1), date(2040, 11, 1)), st.integers(1, 40))
def test_holidays_give_more_time_and_never_less(start: date, n: int) -> None:
    """The period never ends sooner than by weekdays alone, and it never ends on a closed day."""
    plain, left = start, n
    while left:
        plain += timedelta(days=1)
        left -= plain.weekday() < 5

    ends = working_days_after(start, n).day

    assert ends >= plain
    assert ends.weekday() < 5
    assert not is_statutory(ends)


@given(st.dates(date(2004, 1, 1), date(2026, 12, 31)))
def test_an_announced_year_follows_the_announcement_alone(value: date) -> None:
    """A day worked in lieu stays worked, and no table of ours changes a known day."""
    assert (open_day(value) == WorkingDays(day=value)) == chinese_calendar.is_workday(value)


@given(st.dates(date(2004, 1, 1), date(2026, 11, 1)), st.integers(1, 20))
def test_more_working_days_never_end_sooner(start: date, n: int) -> None:
    """Each further working day is a later day, and each of them is open."""
    shorter, longer = working_days_after(start, n).day, working_days_after(start, n + 1).day
    assert start < shorter < longer
    assert open_day(longer).day == longer


def test_a_period_of_months_ends_on_the_day_of_the_same_number() -> None:
    """Or on the month's last day where there is none."""
    assert last_day(date(2026, 3, 5), 12) == date(2027, 3, 5)
    assert last_day(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert last_day(date(2026, 1, 31), 1200) == date(2126, 1, 31)


def test_a_period_of_months_moves_past_closed_days() -> None:
    """Civil Code 203."""
    closed = {date(2027, 3, 5), date(2027, 3, 6), date(2027, 3, 7)}
    assert last_day(date(2026, 3, 5), 12, closed) == date(2027, 3, 8)


@pytest.mark.parametrize("months", [0, -1, 1201])
def test_a_period_of_no_months_or_too_many_is_refused(months: int) -> None:
    """The range is the docstring's."""
    with pytest.raises(ValueError, match="个月"):
        last_day(SIGNED, months)


@pytest.mark.parametrize(
    ("starts_on", "years", "ends_on"),
    [
        (date(2026, 1, 1), 3, date(2028, 12, 31)),
        (date(2026, 3, 5), 3, date(2029, 3, 4)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
    ],
)
def test_a_contract_of_whole_years_counts_its_first_day(starts_on: date, years: int, ends_on: date) -> None:
    """The next contract can start on the day after."""
    assert period_end(starts_on, years) == ends_on


def test_promises_to_offices_are_settled_by_the_end_of_february() -> None:
    """A-12: not later than February of the next year, leap years too."""
    assert [settlement_day(2026), settlement_day(2027)] == [date(2027, 2, 28), date(2028, 2, 29)]


def test_a_notice_hangs_for_its_full_number_of_days() -> None:
    """Seven days from 3 March 2026 end on the 10th; a last day at the weekend moves to Monday."""
    assert posting_period(date(2026, 3, 3), 7, working=False) == (date(2026, 3, 3), date(2026, 3, 10), False)
    first, last, estimated = posting_period(date(2026, 3, 6), 8, working=False)
    assert (first, last, estimated) == (date(2026, 3, 6), date(2026, 3, 16), False)


def test_a_notice_may_count_working_days() -> None:
    """Over the National Day week."""
    posted = posting_period(date(2026, 9, 30), 5, working=True)
    assert (posted.last, posted.estimated) == (date(2026, 10, 13), False)
    assert posting_period(date(2100, 12, 31), 1, working=True).estimated


def test_a_notice_of_no_days_is_refused() -> None:
    """A posting without time for objections is none."""
    with pytest.raises(ValueError, match="公示天数"):
        posting_period(SIGNED, 0, working=False)


def test_a_holiday_calendar_covers_this_year() -> None:
    """If the calendar is not updated, every notice of the year would be estimated."""
    assert not is_estimated(date(2026, 12, 31))
    assert is_estimated(date(2003, 12, 31))
    assert open_day(date(2003, 1, 4)).day - date(2003, 1, 4) == timedelta(days=2)


def test_a_settlement_falls_in_the_february_after_the_papers_year() -> None:
    """A-12: the year in which the paper ends, or of signing where it names no end."""
    assert due(DueRule(settlement=True), date(2026, 1, 1), date(2026, 12, 31)) == ["2027-02-28"]
    assert due(DueRule(settlement=True), None, None) == ["2027-02-28"]
