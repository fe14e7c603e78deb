"""For which months a sum is promised: its label's year or half-year, within its contract and what its term says."""

from __future__ import annotations

import re
from datetime import date

from contracts.rewards.months import common, month_of, whole_months
from ledger.store import Row

YEAR = re.compile(r"(\d{4})年(度|上半年|下半年|一次性)")
"""The label of a sum that is for a year or a half-year, or paid once."""
_SPAN = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起至(\d{4})年(\d{1,2})月(\d{1,2})日止")
_PARTS = {"度": range(12), "上半年": range(6), "下半年": range(6, 12), "一次性": range(0)}


def covered(label: str, text: str, contract: Row) -> range:
    """Return the months of a sum; none where its label names no year, or it is paid once.

    Args:
        label: The sum's, such as ``2026年度``.
        text: The signed term; where it does not say the months, the contract's count.
        contract: With ``signed_on``, ``starts_on`` and ``ends_on``.
    """
    found = YEAR.fullmatch(label)
    year, part = (int(found[1]) * 12, _PARTS[found[2]]) if found else (0, range(0))
    return common(range(year + part.start, year + part.stop), common(window(contract), _stated(text)))


def says_months(text: str) -> bool:
    """Say whether a signed term names the months it is for; else a share of a year is a guess."""
    return _SPAN.search(text) is not None


def window(contract: Row) -> range:
    """Return the months of a contract; one without an end runs on."""
    ends_on = date.fromisoformat(contract["ends_on"] or "9999-12-31")
    return whole_months(date.fromisoformat(contract["starts_on"] or contract["signed_on"]), ends_on)


def _stated(text: str) -> range:
    """Return the months that a signed term names, or all."""
    if not (found := _SPAN.search(text)):
        return range(month_of(date.max) + 1)
    first, last = (date(*map(int, found.groups()[at : at + 3])) for at in (0, 3))
    return whole_months(first, last)
