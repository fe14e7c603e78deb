"""Contracts, obligations kept and owed, applications and breaches of a year are those of the ledger."""

from __future__ import annotations

from datetime import date

from ledger.entries import record_payment
from ledger.store import Ledger
from ledger.versions import succeed
from ledger.yearend.book import Span
from ledger.yearend.money import payment_book
from ledger.yearend.promises import application_book, breach_book, contract_book, obligation_book
from tests.clerks_office import ELDERS
from tests.ledger.conftest import NOW, TOWNSHIP
from tests.ledger.yearend.conftest import YEAR, Rows


def test_what_was_paid_stands_with_its_voucher_and_what_is_owed_with_its_days(
    lived_ledger: Ledger, span: Span, rows: Rows
) -> None:
    """The office's debts come first; what was paid is not among them."""
    book = obligation_book(lived_ledger, span)
    paid = [row for row in rows(book, "本年兑现和履行") if row["凭证号"]]
    late = rows(book, "到期未清")

    assert [(row["合同编号"], row["金额（元）"], row["凭证号"]) for row in paid] == [(ELDERS, 800.0, "V-7")]
    assert late[0]["欠方"] == "办事单位"
    assert all(str(row["到期日"]) <= "2026-11-24" for row in late)
    assert sum(int(str(row["项数"])) for row in rows(book, "以后到期合计")) > 0


def test_what_an_heir_did_stands_under_its_name(signed_ledger: Ledger, rows: Rows) -> None:
    """W-13: the township was merged in July; what was done before stands under its own name."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 6, 30), amount_fen=100_00, voucher="V1")
        succeed(tx, TOWNSHIP.name, successor="青河街道办事处", on=date(2026, 7, 1), because="撤镇设街道")
        record_payment(tx, 5, happened_on=date(2026, 7, 2), amount_fen=100_00, voucher="V2")

    kept = rows(obligation_book(signed_ledger, YEAR), "本年兑现和履行")
    assert [(row["由谁"], row["凭证号"]) for row in kept] == [(TOWNSHIP.name, "V1"), ("青河街道办事处", "V2")]
    assert {row["现由"] for row in rows(payment_book(signed_ledger, YEAR), "资金来源（截至当日累计）")} > {
        "青河街道办事处", "国家",
    }  # fmt: skip


def test_each_contract_of_the_year_is_listed_once(lived_ledger: Ledger, span: Span, rows: Rows) -> None:
    """With everybody who signed it; the agreement of the village too."""
    found = rows(contract_book(lived_ledger, span), "合同")

    assert len(found) == len({row["编号"] for row in found}) == 5
    assert any("周桂兰、沈大河" in str(row["当事人"]) for row in found)


def test_applications_stand_with_their_state(lived_ledger: Ledger, span: Span, rows: Rows) -> None:
    """Four were handed in and lie at the village."""
    found = rows(application_book(lived_ledger, span), "申报")

    assert [(row["项目"], row["在哪一级"]) for row in found] == [("奖励扶助", "村")] * 4


def test_breaches_are_counted_by_side_and_clause_and_name_no_household(
    lived_ledger: Ledger, span: Span, rows: Rows
) -> None:
    """Arrears need no entry; the breach on record is the village's."""
    book = breach_book(lived_ledger, span)
    sheets = {item.name: rows(book, item.name) for item in book.tables}

    assert [(row["哪一方"], row["发现次数"]) for row in sheets["登记的违约（按方、按条）"]] == [("办事单位", 1)]
    assert sheets["办事单位和单位的拖欠"]
    assert "周桂兰" not in str(sheets)
