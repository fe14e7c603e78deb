"""Ranks with ties, changes against the period before, and what is still to be settled."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import LedgerError
from ledger.assessing.assessment import close, score, sign
from ledger.assessing.objections import raise_objection, rescore
from ledger.assessing.periods import parse_period
from ledger.assessing.ranking import results, settlements
from ledger.entries import record_fulfilment
from ledger.store import Ledger
from tests.ledger.score_builders import NOW, lines, registered

Q1, Q2 = parse_period("2026Q1"), parse_period("2026Q2")


def assessed(ledger: Ledger, period: str, deductions: dict[str, int]) -> None:
    """Score, sign and close a period; deductions in hundredths by contract."""
    found = parse_period(period)
    with ledger.write(by="李敏", now=NOW) as tx:
        for place, (contract, deduction) in enumerate(deductions.items()):
            sheet = score(tx, contract, found, lines(place, deduction)).sheet
            sign(tx, sheet, names={"assessor": "李敏", "assessed": f"村{place}"}, signed_on=found.ends_on)
        close(tx, found)


def test_change_is_against_the_period_before_of_the_same_kind(ledger: Ledger) -> None:
    """§2.7: rank, village, score, change; unknown is unknown."""
    one, two = registered(ledger)
    assessed(ledger, "2026Q1", {one: 5_00, two: 0})
    assessed(ledger, "2026Q2", {one: 0, two: 2_50})

    assert [(item.contract, item.rank, item.change) for item in results(ledger, Q1)] == [(two, 1, None), (one, 2, None)]
    assert [(item.contract, item.rank, item.change) for item in results(ledger, Q2)] == [(one, 1, 500), (two, 2, -250)]


def test_an_open_period_has_no_results(ledger: Ledger) -> None:
    """So no circular can be made of it."""
    registered(ledger)
    with pytest.raises(LedgerError):
        results(ledger, Q1)


def test_a_sheet_scored_again_is_ranked_only_when_both_sides_signed_it(ledger: Ledger) -> None:
    """A-02: no circular rests on a score that one side has not seen."""
    one, two = registered(ledger)
    assessed(ledger, "2026Q1", {one: 5_00, two: 0})
    sheet = next(item.sheet for item in results(ledger, Q1) if item.contract == one)
    with ledger.write(by="李敏", now=NOW) as tx:
        objection = raise_objection(tx, sheet, raised_on=date(2026, 4, 2), raised_by="上坪村", because="漏看记录")
        fresh = rescore(tx, objection, lines=lines(0, 0), answered_on=date(2026, 4, 3), because="补看记录")
    assert fresh is not None
    with pytest.raises(LedgerError, match="没有排名") as raised:
        results(ledger, Q1)
    assert f"第 {fresh.sheet} 号评分表没有双方签字" in str(raised.value.problems)

    with ledger.write(by="李敏", now=NOW) as tx:
        sign(tx, fresh.sheet, names={"assessor": "李敏", "assessed": "周主任"}, signed_on=date(2026, 4, 4))
    assert [item.rank for item in results(ledger, Q1)] == [1, 1]


@given(st.integers(0, 3), st.integers(0, 3))
@settings(max_examples=10)
def test_equal_scores_share_a_rank_and_unequal_ones_do_not(ledger: Ledger, first: int, second: int) -> None:
    """1, 1 or 1, 2; the better one first."""
    if not ledger.rows("select 1 from contracts"):
        registered(ledger)
    one, two = (row["number"] for row in ledger.rows("select number from contracts order by number"))
    with ledger.write(by="李敏", now=NOW, dry_run=True) as tx:
        for place, (contract, deduction) in enumerate(((one, first * 100), (two, second * 100))):
            sheet = score(tx, contract, Q1, lines(place, deduction)).sheet
            sign(tx, sheet, names={"assessor": "李敏", "assessed": f"村{place}"}, signed_on=date(2026, 4, 1))
        close(tx, Q1)
        found = results(tx, Q1)

    assert [item.rank for item in found] == ([1, 1] if first == second else [1, 2])
    assert found[0].score >= found[1].score


def test_a_settlement_is_shown_from_new_year_until_it_is_kept(ledger: Ledger) -> None:
    """A-12: it stays in sight after February too."""
    (number,) = registered(ledger, 1)
    (duty,) = ledger.rows("select o.id from obligations o join terms t on t.id = o.term_id where t.code = 'settlement'")

    assert settlements(ledger, date(2026, 12, 31)) == ()
    assert [(item.contract, item.days_left) for item in settlements(ledger, date(2027, 2, 27))] == [(number, 1)]
    late = settlements(ledger, date(2028, 5, 1))[0]
    assert late.days_left < 0
    assert ledger.rows("select t.code from obligations o join terms t on t.id = o.term_id where o.id = ?",
                       [late.obligation]) == [{"code": "settlement"}]  # fmt: skip
    from datetime import datetime

    import cli

    with ledger.write(by="李敏", now=datetime(2027, 2, 20, 9, 0, tzinfo=cli.SHANGHAI)) as tx:
        record_fulfilment(tx, duty["id"], happened_on=date(2027, 2, 20))
    assert settlements(ledger, date(2027, 3, 1)) == ()
