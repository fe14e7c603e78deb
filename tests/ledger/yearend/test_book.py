"""The year's days and cells."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.yearend.book import Book, Span, sum_cell, table


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2026, 1, 1), True), (date(2026, 11, 20), True), (date(2026, 11, 21), False), (date(2025, 12, 31), False),
     (None, False)],
)  # fmt: skip
def test_a_year_reaches_from_its_first_day_to_the_day_of_the_pack(day: date | None, *, inside: bool) -> None:
    """Both ends count; an unknown day lies in no year."""
    assert Span(year=2026, as_of=date(2026, 11, 20)).holds(day) is inside


def test_lines_are_counted_without_headings_and_sums_are_in_yuan() -> None:
    """An empty sum stays empty: unknown is not nothing."""
    book = Book(title="违约", keep="30年", tables=(table("一", ("金额",), [(sum_cell(96050),), (sum_cell(None),)]),))

    assert (book.lines, book.tables[0].rows) == (2, ((960.5,), (None,)))


def test_a_code_without_a_title_stands_as_it_is() -> None:
    """An office may take its own kind away; what was issued stays."""
    assert Span(year=2026, as_of=date(2026, 1, 1), titles={"a": "甲"}).title("b") == "b"
