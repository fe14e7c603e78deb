"""The promises that stand in a signed paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.model import Draft, DueRule, Instalment, Payer, Term
from ledger.promises import PromiseReader, promises
from tests.ledger.conftest import SIGNED_ON, TERMS, TOWNSHIP, VILLAGE, draft

UNEQUAL = Instalment(label="一季度", due_on=SIGNED_ON, amount_fen=3, payers=(Payer(name="县", amount_fen=2),))


def of(*terms: Term, **changes: object) -> Draft:
    """Return a draft with these terms only."""
    return draft(1, terms=terms, **changes)


def term(**members: object) -> Term:
    """Return a term that party_a owes party_b."""
    return Term(**{"code": "t", "ordinal": 8, "section": "", "text": "…", "owed_by": "party_a", **members})  # type: ignore[arg-type]


def test_a_paper_gives_the_promises_of_every_side_in_the_order_of_its_terms() -> None:
    """Village, township and family; a clause that nobody owes gives none."""
    found = promises(draft(1), signed_on=SIGNED_ON)

    assert [(item.side, TERMS[item.term].code) for item in found] == [
        *[("office", "service")] * 4, *[("office", "reward")] * 2, ("office", "filing_help"),
        ("family", "yearly_check"), ("family", "true_papers"),
    ]  # fmt: skip
    assert [item.voluntary for item in found if item.side == "family"] == [True, False]


def test_instalments_come_before_the_due_rule() -> None:
    """Where days and sums were computed already they are taken as they stand."""
    part = Instalment(label="一季度", due_on=date(2026, 3, 31), amount_fen=240_00)
    (found,) = promises(of(term(instalments=(part,), due=DueRule(every="month", last_day="10"))), signed_on=SIGNED_ON)

    assert (found.due_on, found.amount_fen, found.label) == (date(2026, 3, 31), 240_00, "一季度")


def test_a_recurring_sum_is_owed_each_time() -> None:
    """Half a year, twice, for the whole contract."""
    rule = DueRule(every="half_year", last_day="06-30")
    found = promises(of(term(due=rule, amount_fen=480_00)), signed_on=SIGNED_ON)

    assert [item.due_on for item in found] == [date(2026, 6, 30), date(2026, 12, 31)]
    assert sum(item.amount_fen or 0 for item in found) == 960_00


def test_what_was_to_be_done_before_the_signing_is_no_promise_but_money_is() -> None:
    """An agreement for the year, signed in November: no month before is in arrears; the funds of June are due."""
    monthly = DueRule(every="month", last_day="last")
    paper = of(term(due=monthly), term(code="funds", due=monthly, amount_fen=100), starts_on=date(2026, 1, 1),
               ends_on=date(2026, 12, 31))  # fmt: skip

    found = promises(paper, signed_on=date(2026, 11, 20))

    assert [item.due_on for item in found if item.amount_fen is None] == [date(2026, 11, 30), date(2026, 12, 31)]
    assert sum(item.amount_fen is not None for item in found) == 12


def test_an_occasion_without_a_day_is_a_standing_promise() -> None:
    """It is owed whenever it comes; its label says what that is."""
    (found,) = promises(of(term(due=DueRule(event="乙方提出申报时"))), signed_on=SIGNED_ON)

    assert (found.due_on, found.label, found.amount_fen) == (None, "乙方提出申报时", None)


def test_days_are_counted_from_the_real_signing_day() -> None:
    """The day on the signature line, not the one in the draft."""
    rule = of(term(due=DueRule(within_days=10)))

    days = [promises(rule, signed_on=day)[0].due_on for day in (date(2026, 3, 2), date(2026, 3, 3))]

    assert days == [date(2026, 3, 12), date(2026, 3, 13)]


def test_a_sum_without_named_payers_is_the_debtors_own() -> None:
    """An office is named; a family is not, where sums are grouped by payer."""
    (office,) = promises(of(term(amount_fen=100)), signed_on=SIGNED_ON)
    (family,) = promises(of(term(owed_by="party_b", amount_fen=100)), signed_on=SIGNED_ON)

    assert office.payers == (Payer(name="青河镇上坪村村民委员会", amount_fen=100),)
    assert family.payers == (Payer(name="家庭", amount_fen=100),)


def test_the_creditor_is_the_other_of_two_and_nobody_of_three() -> None:
    """What the paper does not say is not guessed."""
    three = promises(of(term()), signed_on=SIGNED_ON)
    two = promises(of(term(), parties=draft(1).parties[:2]), signed_on=SIGNED_ON)

    assert ([item.owed_to for item in three], [item.owed_to for item in two]) == ([None], ["party_b"])


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"owed_by": "party_z"}, "第8条：义务方 party_z"),
        ({"owed_to": "party_z"}, "第8条：权利方 party_z"),
        ({"due": DueRule(every="year", last_day="13-45")}, "第8条："),
        ({"instalments": (UNEQUAL,)}, "相加不等于"),
    ],
)  # fmt: skip
def test_a_term_that_cannot_be_counted_is_refused_with_its_article(members: dict[str, object], words: str) -> None:
    """Unknown parties, impossible days, shares that do not add up."""
    with pytest.raises(ValueError, match=words):
        promises(of(term(**members)), signed_on=SIGNED_ON)


def test_a_reader_tells_papers_of_the_same_clauses_apart_by_days_and_seats() -> None:
    """What follows from the paper's own days, or from who pays, is not that of the paper before."""
    reader = PromiseReader(SIGNED_ON)
    papers = [
        draft(1), draft(2), draft(3, ends_on=date(2026, 6, 30)),
        draft(4, parties=(replace(VILLAGE, role="party_c"), *draft(4).parties[1:2], replace(TOWNSHIP, role="party_a"))),
    ]  # fmt: skip

    assert [reader.of(paper) for paper in papers] == [promises(paper, signed_on=SIGNED_ON) for paper in papers]
    assert reader.of(papers[0]) is reader.of(papers[1])


def test_a_reader_tells_papers_apart_by_which_of_a_family_is_paid() -> None:
    """Where papers say 本人 and 配偶, her sum is that of 本人 on one and of 配偶 on the next."""
    own = Instalment(label="2026年度", due_on=SIGNED_ON, amount_fen=960_00, payee="wife")
    terms = (term(owed_to="party_b", amount_fen=960_00, instalments=(own,)),)
    village, household, township = draft(1, terms=terms).parties
    wife, husband, *children = household.persons
    seated = [
        replace(household, persons=(replace(wife, role=hers), replace(husband, role=his), *children))
        for hers, his in (("person", "spouse"), ("spouse", "person"))
    ]
    reader = PromiseReader(SIGNED_ON)

    found = [reader.of(draft(1, terms=terms, parties=(village, family, township))) for family in seated]

    assert [[promise.payee for promise in promises] for promises in found] == [["person"], ["spouse"]]
