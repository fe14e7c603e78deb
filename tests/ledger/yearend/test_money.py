"""Payment runs of a year, line by line."""

from __future__ import annotations

from ledger.store import Ledger
from ledger.yearend.book import Span
from ledger.yearend.money import payment_book
from tests.ledger.yearend.conftest import Rows


def test_a_run_stands_with_its_lines_and_what_the_bank_said(lived_ledger: Ledger, span: Span, rows: Rows) -> None:
    """Nothing came back yet: no voucher, no day, and it says so."""
    book = payment_book(lived_ledger, span)
    (run,) = rows(book, "批次")
    lines = rows(book, "明细")

    assert (run["批次"], run["状态"], run["户项数"]) == ("年度", "已编制", len(lines))
    assert {(row["结果"], row["凭证号"]) for row in lines} == {("没有回盘", None)}
    assert run["金额（元）"] == sum(float(str(row["金额（元）"])) for row in lines)


def test_money_without_a_named_source_is_told_as_such(lived_ledger: Ledger, span: Span, rows: Rows) -> None:
    """Nobody earmarked a fund."""
    assert {row["资金"] for row in rows(payment_book(lived_ledger, span), "资金来源（截至当日累计）")} == {"来源不详"}
