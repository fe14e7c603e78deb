"""A register on paper holds its lines as they stand, with what became of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.errors import LedgerError
from contracts.word.reading import printed
from ledger.bookkeeping.books import book_named
from ledger.publishing.register_paper import register_paper
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.ledger.bookkeeping.test_books import FUND, MEETING, record
from tests.ledger.publishing.test_score_paper import press

DAY = date(2026, 11, 22)
CONTACT = {"household": "王小花", "contact": "周平", "post": "专干", "purpose": "联系帮扶", "phone": "13800138000"}


def test_the_registers_of_help_are_printed_with_what_became_of_each_line(ledger: Ledger, tmp_path: Path) -> None:
    """W-07, W-16, D-12: contacts with their last day, support with what came back, decisions as they were taken."""
    one = record(ledger, "contact_persons", CONTACT)
    record(ledger, "contact_persons", {**CONTACT, "contact": "田小芳"})
    record(ledger, "contact_endings", {"reason": "换人"}, village=False, follows=one, on=date(2026, 10, 31))
    loan = record(ledger, "support_funds", FUND)
    record(ledger, "support_repayments", {"amount_fen": "500", "voucher": "收-1"}, village=False, follows=loan)
    record(ledger, "preference_decisions", MEETING)
    made = press(ledger, tmp_path)
    texts = []
    for name in ("contact_persons", "support_funds", "preference_decisions"):
        (paper,) = made.issue(register_paper(made, OFFICE, book_named(name), as_of=DAY))
        texts.append(printed((made.folder / paper.name).read_bytes()))
    contacts, support, decisions = texts

    for text, words in (
        (contacts, ("联系人登记簿", "2行", "家庭：王小花；联系人：周平；职务：专干", "2026-10-31 止：换人")),
        (support, ("金额：1,000元；要归还：是；分期：2026-06-30=500", "已还500元，未还500元")),
        (decisions, ("事项：宅基地；决定：同等条件下优先", "应到：900；实到：451；赞成：226")),
    ):
        assert [word for word in words if word not in text] == []
    assert "13800138000" not in contacts


def test_a_register_keeps_its_number_until_a_line_is_added_and_is_printed_by_village(
    ledger: Ledger, tmp_path: Path
) -> None:
    """Another village has no line: nothing is printed, no number is lost; nor of a book the ledger itself answers."""
    record(ledger, "contact_persons", CONTACT)
    made, book = press(ledger, tmp_path), book_named("contact_persons")
    (first,) = made.issue(register_paper(made, OFFICE, book, as_of=DAY, village=OFFICE.villages[0]))
    again = register_paper(made, OFFICE, book, as_of=DAY, village=OFFICE.villages[0])

    assert (made.issue(again), [paper.number for paper in again.kept]) == ((), [first.number])
    for paper, told in (
        (register_paper(made, OFFICE, book, as_of=DAY, village=OFFICE.villages[1]), "还没有登记"),
        (register_paper(made, OFFICE, book_named("refunds"), as_of=DAY), "由台账自己得出"),
    ):
        with pytest.raises(LedgerError, match=told):
            made.issue(paper)
    record(ledger, "contact_persons", {**CONTACT, "contact": "田小芳"})
    (second,) = made.issue(register_paper(made, OFFICE, book, as_of=DAY))
    assert (first.number, second.number) == (f"{OFFICE.short}登记〔2026〕1号", f"{OFFICE.short}登记〔2026〕2号")
