"""The holidays that the law fixes are on their days, though nobody has announced the year."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta, timezone
from importlib import resources
from math import radians, sin
from typing import Any

import chinese_calendar
import pytest

from contracts.holidays import is_statutory, statutory_days

BOOK: dict[str, Any] = tomllib.loads(
    (resources.files("contracts") / "law" / "holidays" / "national.toml").read_text(encoding="utf-8")
)
YEARS = {row["year"]: row for row in BOOK["years"]}
BEIJING = timezone(timedelta(hours=8))
DAY_OF_MOON = {"spring_festival": 1, "dragon_boat": 5, "mid_autumn": 15}


@pytest.mark.parametrize(
    "first_day", [date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13), date(2030, 2, 3), date(2034, 2, 19)]
)
def test_spring_festival_closes_from_its_eve_to_the_third_day(first_day: date) -> None:
    """The published first days of the lunar year, the one after the leap month of 2033 too."""
    closed = [first_day + timedelta(days=number) for number in range(-2, 4)]

    assert [is_statutory(day) for day in closed] == [False, True, True, True, True, False]


def test_a_year_has_thirteen_statutory_days() -> None:
    """1 + 4 + 1 + 2 + 1 + 1 + 3; fewer only where two festivals fall on the same day, as in 2031."""
    assert {year: len(statutory_days(year)) for year in YEARS if len(statutory_days(year)) != 13} == {
        2031: 12, 2028: 12, 2039: 12,
    }  # fmt: skip


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_table_agrees_with_the_years_that_were_announced(year: int) -> None:
    """Every statutory day of ours was a day off under the name of its festival."""
    names = {day: chinese_calendar.get_holiday_detail(day) for day in statutory_days(year)}

    assert all(off and name for off, name in names.values())
    assert {name for _, name in names.values()} == {item.value for item in chinese_calendar.Holiday} - {
        chinese_calendar.Holiday.anti_fascist_70th_day.value
    }


def test_before_the_first_version_and_beyond_the_lunar_table_nothing_is_invented() -> None:
    """2003 has no version on file; of 2041 only the common calendar is known."""
    assert statutory_days(2003) == frozenset()
    assert sorted(f"{day:%m-%d}" for day in statutory_days(2041)) == [
        "01-01", "05-01", "05-02", "10-01", "10-02", "10-03",
    ]  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_each_lunar_day_follows_its_new_moon(year: int) -> None:
    """The month begins on the day of the new moon at Beijing, reckoned here without the table."""
    for name, number in DAY_OF_MOON.items():
        midnight = datetime.combine(YEARS[year][name], time(), BEIJING) - timedelta(days=number - 1)
        moon = new_moon_near(midnight)
        assert midnight - INEXACT <= moon <= midnight + timedelta(days=1) + INEXACT, name


@pytest.mark.parametrize("year", YEARS)
def test_each_lunar_day_stands_in_its_month(year: int) -> None:
    """The fifth month begins four months after the first, or five with a leap month; the eighth three or four later."""
    row = YEARS[year]
    spring, boat, autumn = (row[name] - timedelta(days=number - 1) for name, number in DAY_OF_MOON.items())

    assert (boat - spring).days in {*range(117, 120), *range(146, 149)}
    assert (autumn - boat).days in {*range(88, 90), *range(117, 120)}
    assert date(year, 1, 21) <= spring <= date(year, 2, 20)


@pytest.mark.parametrize("year", YEARS)
def test_qingming_is_the_fifteenth_degree_of_the_sun(year: int) -> None:
    """The common rule for this century: 4.81 days, 0.2422 more each year, a day less after each leap year."""
    number = year % 100

    assert YEARS[year]["qingming"] == date(year, 4, int(number * 0.2422 + 4.81) - number // 4)


def test_every_year_of_the_table_follows_the_one_before() -> None:
    """A year left out would lose its Spring Festival without a word."""
    assert list(YEARS) == list(range(2025, 2041))


INEXACT = timedelta(minutes=20)
"""What the short series below may be wrong by."""


def new_moon_near(moment: datetime) -> datetime:
    """Return the new moon nearest to a moment, Beijing time, by the leading terms of Meeus, chapter 49."""
    epoch = datetime(2000, 1, 6, 22, 20, 44, tzinfo=BEIJING)
    lunation = round((moment - epoch) / timedelta(days=29.530588861))
    sun = radians(2.5534 + 29.10535670 * lunation)
    moon = radians(201.5643 + 385.81693528 * lunation)
    node = radians(160.7108 + 390.67050284 * lunation)
    shift = (
        -0.40720 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
        + 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    )  # fmt: skip
    earth_slower = timedelta(seconds=70)
    return epoch + timedelta(days=29.530588861 * lunation + shift) - earth_slower
