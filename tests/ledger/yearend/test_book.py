"""The year's days and cells."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.yearend.book import Span, sum_cell, table


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2026, 1, 1), True), (date(2026, 11, 20), True), (date(2026, 11, 21), False), (date(2025, 12, 31), False),
     (None, False)],
)  # fmt: skip
def test_a_year_reaches_from_its_first_day_to_the_day_of_the_pack(day: date | None, *, inside: bool) -> None:
    """Both ends count; an unknown day lies in no year."""
    assert Span(year=2026, as_of=date(2026, 11, 20)).holds(day) is inside


def test_rows_come_when_they_are_asked_for_and_sums_are_in_yuan() -> None:
    """An empty sum stays empty: unknown is not nothing."""
    asked = []
    sheet = table("一", ("金额",), ([asked.append(fen) or sum_cell(fen)] for fen in (96050, None)))  # type: ignore[func-returns-value]

    assert asked == []
    assert list(sheet.rows) == [(960.5,), (None,)]
    assert asked == [96050, None]


def test_a_code_without_a_title_stands_as_it_is() -> None:
    """An office may take its own kind away; what was issued stays."""
    assert Span(year=2026, as_of=date(2026, 1, 1), titles={"a": "甲"}).title("b") == "b"
