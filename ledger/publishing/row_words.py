"""Words of a row of a household's page: what ended of some sums and why, and by which day the rest is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from contracts.dates import day
from contracts.numerals import yuan
from ledger.endings import label_of
from ledger.publishing.statements import Line


def ended_words(years: Sequence[Line]) -> str:
    """Return what ended of some years, and which contract gives it where another took it over; nothing: empty."""
    ended = sum(line.ended_fen or 0 for line in years)
    if not ended:
        return ""
    givers = {_GIVEN_BY.get(line.ended_because, "") for line in years if line.ended_fen}
    giver = givers.pop() if len(givers) == 1 else ""
    return f"（{yuan(ended)}由{giver}给）" if giver else f"（依法终止{yuan(ended)}{_why_ended(years)}）"


_GIVEN_BY = {"carried_over": "新合同", "promised_twice": "另一份合同"}
"""Reason for which a sum ended here → which paper it stands in now."""


def _why_ended(years: Sequence[Line]) -> str:
    """Return the causes that are on record, so that the family can object to them; empty where none is."""
    causes = dict.fromkeys(label_of(line.ended_because) for line in years if line.ended_fen and line.ended_because)
    return f"：{'、'.join(causes)}" if causes else ""


def due_words(years: Sequence[Line]) -> str:
    """Return the last day of a row; of several years still owed the first, or the day of every year.

    The last one would tell a family that next year's money may come in three years.
    """
    days = sorted({line.due_on for line in years if line.due_on})
    if len(days) <= 1 or not any(line.owed_fen for line in years):
        return day(days[-1]) if days else "随时"
    return ("" if years[0].overdue_days else _rhythm(days)) or f"{day(days[0])}起"


_QUARTERS = frozenset({(3, 31), (6, 30), (9, 30), (12, 31)})


def _rhythm(days: Sequence[date]) -> str:
    """Return what several days have in common, every year or quarter; empty where nothing.

    The next day alone would stand beside what was done of the earlier ones.
    """
    places = {(due_on.month, due_on.day) for due_on in days}
    if len(days) > 1 and len(places) == 1:
        return f"每年{days[0].month}月{days[0].day}日"
    return "每季度末" if len(days) > 1 and places <= _QUARTERS else ""


def duty_days(days: Sequence[date], as_of: date) -> str:
    """Return when a duty is due: its rhythm, else the next day, else the last."""
    return _rhythm(days) or day(next((due_on for due_on in days if due_on >= as_of), days[-1]))
