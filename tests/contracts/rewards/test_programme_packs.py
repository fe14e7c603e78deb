"""What a pack may say: which divisions a place stands for, and when a programme takes new promises."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.rewards.programme_packs import Programme, covers, prefix


@pytest.mark.parametrize(
    ("place", "digits"), [("000000", ""), ("420000", "42"), ("420100", "4201"), ("420117", "420117")]
)
def test_a_place_stands_for_all_divisions_within_it(place: str, digits: str) -> None:
    """Nation, province, city, county."""
    assert prefix(place) == digits
    assert covers(place, f"{digits:0<6}101201")


def test_a_county_code_that_ends_in_zeros_keeps_its_digits() -> None:
    """429900 is no province."""
    assert prefix("429900") == "4299"
    assert not covers("420117", "420116001")


def test_a_history_programme_takes_no_new_promise() -> None:
    """And one whose time is over, or has not come, neither."""
    old = Programme(
        id="old", title="旧", place="429999", place_name="县", promise_until=date(2015, 12, 31),
        in_force_from=date(2004, 1, 1),
    )  # fmt: skip
    days = (date(2003, 12, 31), date(2004, 1, 1), date(2015, 12, 31), date(2016, 1, 1))
    assert [old.takes_promises_on(day) for day in days] == [False, True, True, False]
