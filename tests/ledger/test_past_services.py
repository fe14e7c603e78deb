"""Services whose days were over before the signing are named when a batch is entered."""

from __future__ import annotations

from datetime import date

from contracts.model import DueRule, Term
from ledger.past_services import past_services
from ledger.register import register
from ledger.store import Ledger
from tests.ledger.conftest import NOW, TERMS, draft, signed

AUTUMN = date(2026, 11, 20)
OVER = Term(code="policy_notice", ordinal=9, section="服务内容", text="…", brief="告知当年政策", owed_by="party_a",
            owed_to="party_b", due=DueRule(every="year", last_day="06-30"))  # fmt: skip


def told(ledger: Ledger, *terms: tuple[Term, ...]) -> list[str]:
    """Register a paper for each set of terms and return what is said of past services."""
    papers = [signed(draft(row, terms=items), signed_on=AUTUMN) for row, items in enumerate(terms, 1)]
    done = register(ledger, papers, signed_on=AUTUMN, by="李敏", now=NOW)
    return [str(item) for item in past_services(done, AUTUMN)]


def test_a_service_that_was_over_before_the_signing_is_named_once_for_all_papers(ledger: Ledger) -> None:
    """One line for the papers that have the same services, another for those with more."""
    check = TERMS[3]
    (both, one) = told(ledger, (*TERMS[:2], OVER), (*TERMS[:2], OVER), (*TERMS[:2], OVER, check))

    assert both.startswith(
        "青计服〔2026〕A001号等 3 份：第9条“告知当年政策”约定的日子都在签订（2026-11-20）以前，没有登记成承诺，"
    )
    assert one.startswith("青计服〔2026〕A003号：第4条约定的日子")


def test_what_still_falls_due_and_what_waits_for_its_occasion_is_not_named(ledger: Ledger) -> None:
    """Money of before the signing stays due, and so nothing is said of it."""
    money, occasion, nobodys = TERMS[1], TERMS[2], TERMS[4]

    assert told(ledger, (money, occasion, nobodys), (*TERMS[:1], money)) == []
