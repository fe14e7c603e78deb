"""Months as numbers that can be counted: year times twelve plus the month, from zero."""

from __future__ import annotations

from datetime import date

from contracts.dates import month_end
from contracts.model import PartialDate


def month_of(value: date) -> int:
    """Return the number of the month a day lies in."""
    return value.year * 12 + value.month - 1


def first_of(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def last_of(month: int) -> date:
    """Return the last day of a month."""
    return month_end(month // 12, month % 12 + 1)


def month_words(month: int) -> str:
    """Return a month as papers print it: ``2026年3月``."""
    return f"{month // 12}年{month % 12 + 1}月"


def earliest(value: PartialDate) -> int:
    """Return the month a day lies in, or the first it can lie in."""
    return value.year * 12 + (value.month or 1) - 1


def latest(value: PartialDate) -> int:
    """Return the month a day lies in, or the last it can lie in."""
    return value.year * 12 + (value.month or 12) - 1


def whole_months(starts_on: date, ends_on: date) -> range:
    """Return the months whose last day lies within a period, first and last day included.

    Periods that follow each other day by day neither share nor lose a month.
    """
    ends_with_month = ends_on == last_of(month_of(ends_on))
    return range(month_of(starts_on), month_of(ends_on) + ends_with_month)


def common(one: range, two: range) -> range:
    """Return the months that two runs of months share."""
    start = max(one.start, two.start)
    return range(start, max(start, min(one.stop, two.stop)))
