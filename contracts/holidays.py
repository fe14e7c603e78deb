"""Statutory holidays of a year whose holiday arrangement has not been announced; dated data, never a guess.

The announcement decides which days are made up for and worked in lieu; that is not foreseen here. What the law
itself fixes is known years ahead: offices are closed on these days whatever the announcement says.
"""

from __future__ import annotations

import functools
import tomllib
from datetime import date, timedelta
from importlib import resources
from typing import Any

_FILE = "national.toml"
_NONE: frozenset[date] = frozenset()


def is_statutory(value: date) -> bool:
    """Return whether the law of that day makes it a holiday for everybody.

    Days before the first version on file (2025-01-01) are none; in a year beyond the lunar table only the
    festivals of the common calendar are known.

    Source: 全国年节及纪念日放假办法 (2025-01-01), article 2.

    >>> is_statutory(date(2027, 2, 5)), is_statutory(date(2027, 2, 10))
    (True, False)
    """
    return value in statutory_days(value.year)


@functools.cache
def statutory_days(year: int) -> frozenset[date]:
    """Return the statutory holidays of a year, in ``contracts/law/holidays``."""
    book = _book()
    in_force = [version["festivals"] for version in book["versions"] if version["from"] <= date(year, 1, 1)]
    lunar: dict[str, date] = next((row for row in book["years"] if row["year"] == year), {})
    return frozenset(day for festival in in_force[-1] for day in _days(festival, year, lunar)) if in_force else _NONE


def _days(festival: dict[str, Any], year: int, lunar: dict[str, date]) -> list[date]:
    named = festival["day"]
    first = date.fromisoformat(f"{year}-{named}") if named[0].isdigit() else lunar.get(named)
    if first is None:
        return []
    start = festival.get("offset", 0)
    return [first + timedelta(days=number) for number in range(start, start + festival["days"])]


@functools.cache
def _book() -> dict[str, Any]:
    return tomllib.loads((resources.files("contracts") / "law" / "holidays" / _FILE).read_text(encoding="utf-8"))
