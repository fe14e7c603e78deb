"""Periods by the words clerks write."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import InputError
from ledger.assessing.periods import parse_period


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("2026-03", "2026年3月", "2026-03-01", "2026-03-31"),
        ("2026年2月", "2026年2月", "2026-02-01", "2026-02-28"),
        ("2026Q4", "2026年第4季度", "2026-10-01", "2026-12-31"),
        ("2026年第一季度", "2026年第1季度", "2026-01-01", "2026-03-31"),
        ("2026H2", "2026年下半年", "2026-07-01", "2026-12-31"),
        ("2026年上半年", "2026年上半年", "2026-01-01", "2026-06-30"),
        ("2026", "2026年度", "2026-01-01", "2026-12-31"),
        ("2026年度", "2026年度", "2026-01-01", "2026-12-31"),
        ("2025-10-01..2026-09-30", "2025-10-01至2026-09-30统计年度", "2025-10-01", "2026-09-30"),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(text: str, words: str, first: str, last: str) -> None:
    """Four kinds, and the statistical year from October."""
    period = parse_period(text)

    assert (str(period), period.starts_on, period.ends_on) == (
        words, date.fromisoformat(first), date.fromisoformat(last)
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "2026-13", "2026Q5", "26年", "去年", "2025-10-01..2027-09-30"])
def test_what_is_no_period_is_refused_with_the_forms(text: str) -> None:
    """Not guessed."""
    with pytest.raises(InputError) as refusal:
        parse_period(text)

    assert "2026Q1" in refusal.value.problems[0].hint


def test_a_quarter_lies_in_its_half_year_and_not_in_itself() -> None:
    """Shorter ones are closed first."""
    assert parse_period("2026H1").holds(parse_period("2026Q2"))
    assert not parse_period("2026Q2").holds(parse_period("2026Q2"))
    assert not parse_period("2026H1").holds(parse_period("2026Q3"))
