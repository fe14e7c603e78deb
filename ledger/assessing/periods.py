"""The periods of assessment: month, quarter, half-year, year, by the words clerks write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.dates import month_end
from contracts.errors import InputError
from contracts.model import Problem

PeriodKind = Literal["month", "quarter", "half_year", "year"]

KINDS: dict[PeriodKind, str] = {"month": "月", "quarter": "季度", "half_year": "半年", "year": "年度"}
_MONTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_WRITTEN = re.compile(r"(?P<year>\d{4})年?(?:-?(?:(?P<month>\d{1,2})月?|[Qq第](?P<quarter>[1-4一二三四])(?:季度?)?"
                      r"|(?P<half>[Hh][12]|上半年|下半年)))?")  # fmt: skip
_STATISTICAL = re.compile(r"(\d{4})-10-01\.\.(\d{4})-09-30")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_FORMS = "写作 2026-03（月）、2026Q1（季度）、2026H1（半年）、2026（全年）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of whole months. ``starts_on`` and ``ends_on`` both belong to it."""

    kind: PeriodKind
    starts_on: date
    ends_on: date

    def __str__(self) -> str:
        """Return ``2026年3月``, ``2026年第1季度``, ``2026年上半年`` or ``2026年度``."""
        year, first = self.starts_on.year, self.starts_on.month
        if self.kind == "year":
            return f"{year}年度" if first == 1 else f"{self.starts_on}至{self.ends_on}统计年度"
        if self.kind == "half_year":
            return f"{year}年{'上' if first == 1 else '下'}半年"
        return f"{year}年{first}月" if self.kind == "month" else f"{year}年第{first // 3 + 1}季度"

    def holds(self, other: Period) -> bool:
        """Say whether the other, shorter period lies within this one."""
        return self != other and self.starts_on <= other.starts_on and other.ends_on <= self.ends_on


def parse_period(text: str) -> Period:
    """Return the period that a text names; a statistical year is ``2025-10-01..2026-09-30``.

    Raises:
        InputError: It names none.

    >>> str(parse_period("2026Q3")), str(parse_period("2026年上半年")), str(parse_period("2026-03"))
    ('2026年第3季度', '2026年上半年', '2026年3月')
    """
    plain = "".join(text.split())
    statistical = _STATISTICAL.fullmatch(plain)
    if statistical and int(statistical[2]) == int(statistical[1]) + 1:
        return Period(kind="year", starts_on=date(int(statistical[1]), 10, 1), ends_on=date(int(statistical[2]), 9, 30))
    match = _WRITTEN.fullmatch(plain.removesuffix("度") if plain.endswith("年度") else plain)
    year, month = (int(match["year"]), int(match["month"] or 1)) if match else (0, 1)
    if match is None or not 1 <= month <= 12 or year < 1980:  # noqa: PLR2004 - months of a year; the first plans
        raise InputError("没有这个考核期。", [Problem(where=text, message="看不出是哪一期", hint=_FORMS)])
    if match["month"]:
        return _period("month", year, month)
    if match["quarter"]:
        return _period("quarter", year, 3 * int(_QUARTERS.get(match["quarter"], match["quarter"])) - 2)
    if match["half"]:
        return _period("half_year", year, 1 if match["half"] in {"H1", "h1", "上半年"} else 7)
    return _period("year", year, 1)


def period_of(kind: PeriodKind, starts_on: str, ends_on: str) -> Period:
    """Return a period as the ledger keeps it."""
    return Period(kind=kind, starts_on=date.fromisoformat(starts_on), ends_on=date.fromisoformat(ends_on))


def _period(kind: PeriodKind, year: int, first: int) -> Period:
    last = month_end(year, first + _MONTHS[kind] - 1)
    return Period(kind=kind, starts_on=date(year, first, 1), ends_on=last)
