"""Words of a row: why a part ended and when the rest comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.publishing.row_words import due_words, duty_days, ended_words
from tests.ledger.publishing.test_household_page import SUM


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((date(2026, 9, 30),), "2026年9月30日"),
        ((date(2027, 9, 30), date(2028, 9, 30)), "每年9月30日"),
        ((date(2027, 3, 31), date(2027, 6, 30)), "每季度末"),
        ((date(2027, 3, 5), date(2027, 6, 30)), "2027年3月5日起"),
    ],
)
def test_what_is_still_to_come_is_told_by_its_rhythm_or_its_first_day(days: tuple[date, ...], words: str) -> None:
    """The last day alone would tell a family that next year's money may come in three years."""
    assert due_words([replace(SUM, due_on=day, overdue_days=0) for day in days]) == words


def test_arrears_are_told_from_their_first_day() -> None:
    """What is late has no rhythm to wait for; without a day it may be asked for at any time."""
    late = [replace(SUM, due_on=date(year, 9, 30), overdue_days=53) for year in (2025, 2026)]
    assert due_words(late) == "2025年9月30日起"
    assert due_words([replace(SUM, due_on=None)]) == "随时"


def test_a_duty_names_the_next_day_else_the_last() -> None:
    """One day each has no rhythm."""
    days = [date(2026, 3, 5), date(2026, 6, 30)]
    assert duty_days(days, date(2026, 4, 1)) == "2026年6月30日"
    assert duty_days(days, date(2027, 4, 1)) == "2026年6月30日"


def test_who_gives_instead_is_named_and_a_cause_that_is_on_record_too() -> None:
    """Sixty of the yuan ended; nothing is said where nothing did."""
    assert ended_words([replace(SUM, ended_because="carried_over")]) == "（60元由新合同给）"
    assert ended_words([replace(SUM, ended_because="died")]).startswith("（依法终止60元：")
    assert ended_words([replace(SUM, ended_fen=0)]) == ""
