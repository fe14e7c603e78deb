"""Every register has its sheet, empty or not; telephones stay in the ledger."""

from __future__ import annotations

from contracts.settings import Office
from ledger.store import Ledger
from ledger.yearend.book import Span
from ledger.yearend.registers import register_book
from tests.ledger.yearend.conftest import Rows


def test_lines_of_the_year_stand_and_no_telephone_column_does(
    lived_ledger: Ledger, office: Office, span: Span, rows: Rows
) -> None:
    """One training was held."""
    book = register_book(lived_ledger, office, span)
    (training,) = rows(book, "培训记录")

    assert (training["日期"], training["到会人数"]) == ("2026-05-06", 12)
    assert not [head for item in book.tables for head in item.heads if "电话" in head]
    assert rows(book, "会议记录") == []
