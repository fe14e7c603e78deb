"""Meetings and reports due against done, loans open against returned, applications without an answer."""

from __future__ import annotations

from datetime import date

from ledger.bookkeeping.book_duties import loans, unanswered, yearly_duties
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.ledger.bookkeeping.test_books import FUND, ORAL, record


def test_a_villages_meetings_and_the_offices_report_are_counted(ledger: Ledger) -> None:
    """O-04, O-05: what nobody held is seen too."""
    record(ledger, "meetings", {"topic": "奖励发放", "attended": "32", "evidence": "照片1"})
    duties = yearly_duties(ledger, OFFICE, 2026, as_of=date(2026, 11, 22))
    found = {(item.book, item.who): (item.wanted, item.done) for item in duties}

    assert found["meetings", OFFICE.villages[0].short] == (4, 1)
    assert found["meetings", OFFICE.villages[1].short] == (4, 0)
    assert found["reports", OFFICE.name] == (1, 0)


def test_a_loan_is_open_and_overdue_by_its_instalments(ledger: Ledger) -> None:
    """W-07: 1,000 lent, 300 back, 500 claimed by July."""
    number = record(ledger, "support_funds", FUND)
    record(ledger, "support_repayments", {"amount_fen": "300", "voucher": "收1"}, village=False, follows=number)
    (june,), (july,) = loans(ledger, date(2026, 6, 30)), loans(ledger, date(2026, 7, 1))

    assert (june.lent_fen, june.returned_fen, june.open_fen, june.overdue_fen) == (1_000_00, 300_00, 700_00, 0)
    assert (july.overdue_fen, july.next_on) == (200_00, date(2026, 6, 30))


def test_an_application_waits_until_it_is_answered(ledger: Ledger) -> None:
    """Also an oral one."""
    number = record(ledger, "applications", ORAL)
    assert [line.id for line in unanswered(ledger, date(2026, 5, 2))] == [number]
    record(ledger, "application_answers", {"answer": "同意", "reason": "符合条件"}, village=False, follows=number)
    assert unanswered(ledger, date(2026, 5, 2)) == ()
