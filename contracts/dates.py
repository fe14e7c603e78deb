"""Periods, due days and statutory working days; the only home of the holiday calendar.

A period of days does not count the day it starts on (Civil Code 201), a period of months ends on the day
of the same number or on the month's last (202), and a last day on which offices are closed moves to the next
open one (203). A day that the paper itself names is never moved.

The calendar holds the years whose arrangement was announced. Beyond them Monday to Friday are taken for
working days, less the holidays that the law itself fixes (:mod:`contracts.holidays`); which days are made up for
or worked in lieu is not foreseen, and the result says so (:data:`ESTIMATED`): it is never passed off as known.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from contracts.holidays import is_statutory
from contracts.model import DueRule

ESTIMATED = "该年放假安排尚未收录，按周一至周五扣除法定节假日推算，请核对"
"""What is printed beside a working day that had to be estimated."""

_MONTHS_IN = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
_FEBRUARY, _DECEMBER = 2, 12
_SATURDAY = 5
_MOST_MONTHS = 1200
_LONGEST, _LEAP_YEAR = 31, 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """The day on which a period of working days ends; ``estimated`` where the calendar did not reach."""

    day: date
    estimated: bool = False

    @property
    def note(self) -> str:
        """Return :data:`ESTIMATED`, or nothing where the day is certain."""
        return ESTIMATED if self.estimated else ""


class PostingPeriod(NamedTuple):
    """First and last day of a public notice; unpacks as ``first, last, estimated``."""

    first: date
    last: date
    estimated: bool


def day(value: date) -> str:
    """Return a day as papers print it: ``2026年3月5日`` (GB/T 9704: no leading zeros)."""
    return f"{value.year}年{value.month}月{value.day}日"


def parse_day(text: str) -> date:
    """Return the day that ``2026-03-05`` or ``2026年3月5日`` names.

    Raises:
        ValueError: Another form, or a day that does not exist; in Chinese.
    """
    words = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})|(\d{4})年(\d{1,2})月(\d{1,2})日", words, re.ASCII)
    if not found:
        raise ValueError(f"“{text}”不是日期，请写成 2026-03-05 或 2026年3月5日")
    year, month, number = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"没有“{text}”这一天，请核对年月日") from None


def due_days(rule: DueRule, *, signed_on: date, starts_on: date | None, ends_on: date | None) -> tuple[date, ...]:
    """Return every day on which a term falls due, soonest first.

    - Again and again: one day for each year, half-year, quarter or month of the calendar whose last day for
      payment lies within the contract, first and last day included. ``last_day`` is ``MM-DD`` for years and
      half-years (the other half is six months away), ``DD`` of the closing month for quarters and months;
      ``last``, alone or for ``DD``, is the month's end, and a day the month does not have is its end too.
    - ``on``: that day, as the paper names it.
    - ``within_days``: signing day not counted; a last day on which offices are closed moves to the next
      open one. With ``working_days`` only those are counted. :func:`is_estimated` says whether the calendar
      reached.
    - ``settlement``: the last day of February after the year in which the paper ends (row A-12).
    - ``event``: nothing, since no day can be computed.

    Args:
        rule: When the term falls due.
        signed_on: Day on the signature line.
        starts_on: First day of the contract; the signing day where it is missing.
        ends_on: Last day of the contract.

    Raises:
        ValueError: The rule is not one of the forms, or a recurring one meets a contract without an end or
            one that ends before it starts; in Chinese.

    Source: Civil Code (2020-05-28), articles 201 to 204.
    """
    if rule.every is not None:
        return tuple(_recurring(rule, starts_on or signed_on, ends_on))
    if rule.on is not None:
        return (rule.on,)
    if rule.within_days is not None:
        return (_within(rule.within_days, signed_on, working=rule.working_days),)
    if rule.settlement:
        return (settlement_day((ends_on or signed_on).year),)
    if rule.event:
        return ()
    raise ValueError("没有写明何时到期，请填写周期、日期、天数或事件之一")


def last_day(starts_on: date, months: int, closed: Container[date] = ()) -> date:
    """Return the last day of a period of whole months.

    The starting day is not counted. The period ends on the day of the same number, or on the month's last
    day where there is none; a last day on which offices are closed moves to the next open one.

    Args:
        starts_on: Civil date on which the period starts, usually the signing date.
        months: Length, 1 to 1200.
        closed: Rest days and public holidays; must cover the month after the period.

    Raises:
        ValueError: ``months`` is out of range; in Chinese.

    Source: Civil Code (2020-05-28), articles 201, 202 and 203.

    >>> last_day(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    if not 1 <= months <= _MOST_MONTHS:
        raise ValueError(f"期限 {months} 个月不在 1 到 {_MOST_MONTHS} 之间，请核对")
    ends_on = _months_later(starts_on, months)
    while ends_on in closed:
        ends_on += timedelta(days=1)
    return ends_on


def period_end(starts_on: date, years: int) -> date:
    """Return the last day of a contract of whole years whose first day counts.

    From 2026-03-05 three years run to 2029-03-04, from 2026-01-01 to 2028-12-31: the parties name both
    days, as Civil Code article 204 lets them.

    Raises:
        ValueError: ``years`` is out of range; in Chinese.
    """
    same_day = last_day(starts_on, years * 12)
    return same_day - timedelta(days=1) if same_day.day == starts_on.day else same_day


def settlement_day(year: int) -> date:
    """Return the day by which a year's results are honoured: the last of February of the next year (A-12)."""
    return month_end(year + 1, _FEBRUARY)


def working_days_after(start: date, n: int) -> WorkingDays:
    """Return the ``n``-th working day after a day that is itself not counted.

    Working days are those of the State Council's yearly arrangement, days worked in lieu included.

    Raises:
        ValueError: ``n`` is not positive; in Chinese.
    """
    if n < 1:
        raise ValueError(f"工作日天数 {n} 必须是正数，请核对")
    current, estimated, left = start, False, n
    while left:
        current += timedelta(days=1)
        estimated = estimated or is_estimated(current)
        left -= _is_open(current)
    return WorkingDays(day=current, estimated=estimated)


def open_day(value: date) -> WorkingDays:
    """Return the day itself if offices are open, else the next on which they are (Civil Code 203)."""
    return working_days_after(value - timedelta(days=1), 1)


def posting_period(first_day: date, days: int, working: bool) -> PostingPeriod:  # noqa: FBT001
    """Return ``(first, last, estimated)`` of a public notice that is posted for so many days.

    The day of posting is not counted, so that the public has the full number; a last day on which offices are
    closed moves to the next open one.

    Args:
        first_day: Day on which the notice goes up.
        days: How long it stays.
        working: Whether the rule counts working days.

    Raises:
        ValueError: ``days`` is not positive; in Chinese.
    """
    if days < 1:
        raise ValueError(f"公示天数 {days} 必须是正数，请核对")
    ends = working_days_after(first_day, days) if working else open_day(first_day + timedelta(days=days))
    return PostingPeriod(first_day, ends.day, ends.estimated)


def is_estimated(value: date) -> bool:
    """Return whether the calendar does not hold that day's year, so that working days in it are estimated."""
    from chinese_calendar import is_workday

    try:
        is_workday(value)
    except NotImplementedError:
        return True
    return False


def _is_open(value: date) -> bool:
    from chinese_calendar import is_workday

    try:
        return bool(is_workday(value))
    except NotImplementedError:
        return value.weekday() < _SATURDAY and not is_statutory(value)


def _within(days: int, signed_on: date, *, working: bool) -> date:
    if days < 1:
        raise ValueError(f"期限 {days} 天必须是正数，请核对")
    ends = working_days_after(signed_on, days) if working else open_day(signed_on + timedelta(days=days))
    return ends.day


def _recurring(rule: DueRule, starts_on: date, ends_on: date | None) -> Iterator[date]:
    if ends_on is None:
        raise ValueError("合同没有写明结束日期，算不出各期应付的日期，请填写结束日期")
    if ends_on < starts_on:
        raise ValueError(f"合同结束日期 {ends_on} 早于开始日期 {starts_on}，请核对")
    length = _MONTHS_IN[rule.every or "year"]
    closing, number = _closing(rule.last_day, length)
    for year in range(starts_on.year, ends_on.year + 1):
        for month in range((closing - 1) % length + 1, _DECEMBER + 1, length):
            due_on = _clamped(year, month, number)
            if starts_on <= due_on <= ends_on:
                yield due_on


def _closing(words: str, length: int) -> tuple[int, int]:
    """Return month and day of the last day for payment; 31 stands for the month's end."""
    month, number = _month_and_day(words)
    if month is not None and length < _MONTHS_IN["half_year"]:
        raise ValueError(f"到期日“{words}”多写了月份，按季、按月到期的写成 25 或 last")
    if month is None and length == _MONTHS_IN["year"] and words != "last":
        raise ValueError(f"到期日“{words}”没有写月份，按年到期的写成 12-31")
    if month is None:
        return _DECEMBER, number
    # 06-30 has 12-31 for its other half, not 12-30.
    at_end = length == _MONTHS_IN["half_year"] and number == month_end(2001, month).day
    return month, _LONGEST if at_end else number


def _month_and_day(words: str) -> tuple[int | None, int]:
    found = re.fullmatch(r"(?:(\d{2})-)?(\d{2}|last)", words, re.ASCII)
    if not found:
        raise ValueError(f"到期日“{words}”写法不对，按年、半年写成 12-31，按季、月写成 25 或 last")
    month = int(found[1]) if found[1] else None
    number = _LONGEST if found[2] == "last" else int(found[2])
    if month is not None and not 1 <= month <= _DECEMBER:
        raise ValueError(f"到期日“{words}”没有这个月份，请核对")
    longest = month_end(_LEAP_YEAR, month).day if month is not None and found[2] != "last" else _LONGEST
    if not 1 <= number <= longest:
        raise ValueError(f"到期日“{words}”没有这一天，请核对")
    return month, number


def _months_later(value: date, months: int) -> date:
    years, month = divmod(value.month - 1 + months, 12)
    return _clamped(value.year + years, month + 1, value.day)


def _clamped(year: int, month: int, number: int) -> date:
    return date(year, month, min(number, month_end(year, month).day))


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
