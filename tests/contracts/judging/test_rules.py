"""contracts/judging/rules.py: law as dated, cited data."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.judging.rules import LAST_DAY, Window


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (Window(), ""),
        (Window(starts_on=date(2002, 9, 1), ends_on=date(2015, 12, 31)), "2002-09-01 至 2015-12-31"),
        (Window(starts_on=date(2021, 8, 20)), "2021-08-20 至 今"),
        (Window(ends_on=date(2019, 12, 31)), "不限 至 2019-12-31"),
    ],
)
def test_a_window_says_what_it_means(window: Window, text: str) -> None:
    """Printed in every explanation."""
    assert str(window) == text
    assert (LAST_DAY in window) is (window.ends_on == LAST_DAY)
