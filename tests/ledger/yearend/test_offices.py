"""What offices were scored; no person is."""

from __future__ import annotations

from contracts.settings import Office
from ledger.store import Ledger
from ledger.yearend.book import Span
from ledger.yearend.offices import assessment_book, closed_periods
from tests.ledger.yearend.conftest import Rows


def test_sheets_lines_and_the_ranking_of_a_closed_quarter_stand(
    lived_ledger: Ledger, office: Office, span: Span, rows: Rows
) -> None:
    """Two and a half points off the first line."""
    book = assessment_book(lived_ledger, office, span)
    (sheet,) = rows(book, "责任书和评分表")
    (rank,) = rows(book, "排名")

    assert (sheet["得分"], sheet["双方签字"], sheet["已关闭"]) == ("97.5", "是", "是")
    assert [row["扣分"] for row in rows(book, "评分明细")][:2] == ["2.5", "0"]
    assert (rank["名次"], rank["单位"]) == (1, "上坪村村民委员会")


def test_a_period_that_ended_in_another_year_is_not_of_this_one(lived_ledger: Ledger, span: Span) -> None:
    """The first quarter of 2026 is closed; 2025 has none."""
    assert [str(period) for period in closed_periods(lived_ledger, span)] == ["2026年第1季度"]
    assert list(closed_periods(lived_ledger, Span(year=2025, as_of=span.as_of.replace(year=2025)))) == []
