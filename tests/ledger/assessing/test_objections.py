"""An office objects to its score and is answered; both sheets stay."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.assessing.assessment import score, sign
from ledger.assessing.objections import raise_objection, rescore
from ledger.assessing.periods import parse_period
from ledger.query import ask
from ledger.store import Ledger
from tests.ledger.score_builders import NOW, lines, registered

Q1 = parse_period("2026Q1")


def test_an_objection_needs_a_reason_and_a_sheet_that_counts(ledger: Ledger) -> None:
    """Both are on record for good."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        sheet = score(tx, number, Q1, lines()).sheet
        raise_objection(tx, sheet, raised_on=date(2026, 4, 2), raised_by="村委会", because="漏看记录")
    with pytest.raises(LedgerError), ledger.write(by="李敏", now=NOW) as tx:
        raise_objection(tx, sheet, raised_on=date(2026, 4, 2), raised_by="村委会", because=" ")
    with pytest.raises(LedgerError), ledger.write(by="李敏", now=NOW) as tx:
        raise_objection(tx, 99, raised_on=date(2026, 4, 2), raised_by="村委会", because="漏看记录")


def test_a_sheet_scored_again_is_not_scored_a_third_time_by_an_older_objection(ledger: Ledger) -> None:
    """Two objections to one sheet: the second is answered by keeping, or raised against the new sheet."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        sheet = score(tx, number, Q1, lines()).sheet
        one, two = (
            raise_objection(tx, sheet, raised_on=date(2026, 4, 2), raised_by="上坪村", because=why) for why in "甲乙"
        )
        rescore(tx, one, lines=lines(0, 1_00), answered_on=date(2026, 4, 3), because="补看")
    with pytest.raises(LedgerError, match="已经重新记过分"), ledger.write(by="李敏", now=NOW) as tx:
        rescore(tx, two, lines=lines(), answered_on=date(2026, 4, 4), because="补看")
    with ledger.write(by="李敏", now=NOW) as tx:
        assert rescore(tx, two, lines=None, answered_on=date(2026, 4, 4), because="已经改过") is None


def test_an_answer_that_is_wrong_in_several_ways_is_told_all_of_them(ledger: Ledger) -> None:
    """No such objection, no reason, a day to come: a line for each."""
    registered(ledger, 1)

    with pytest.raises(LedgerError) as refusal, ledger.write(by="李敏", now=NOW) as tx:
        rescore(tx, 99, lines=None, answered_on=date(2027, 1, 1), because=" ")

    assert [problem.message for problem in refusal.value.problems] == [
        "台账里没有这个异议", "没有写明答复理由", "日期 2027-01-01 晚于今天",
    ]  # fmt: skip


def test_a_sheet_scored_again_was_signed_on_the_days_before(ledger: Ledger) -> None:
    """What was signed in April was not overdue in May; from the day it was answered it waits for new signatures."""
    (one,) = registered(ledger, 1)
    names = {"assessor": "李敏", "assessed": "周主任"}
    with ledger.write(by="李敏", now=NOW) as tx:
        first = score(tx, one, Q1, lines(0)).sheet
        sign(tx, first, names=names, signed_on=date(2026, 4, 5))
        objection = raise_objection(
            tx, first, raised_by="上坪村村民委员会", because="漏看记录", raised_on=date(2026, 5, 6)
        )
        again = rescore(tx, objection, because="补看记录", answered_on=date(2026, 5, 8), lines=lines(0))
        assert again
        sign(tx, again.sheet, names=names, signed_on=date(2026, 5, 20))

    late = {
        day: [(row["what"], row["period"]) for row in ask(ledger, "overdue_assessments", {"as_of": f"2026-{day}"})]
        for day in ("04-04", "04-05", "05-07", "05-08", "05-19", "05-20")
    }

    assert late == {
        "04-04": [("unscored", "quarter")], "04-05": [], "05-07": [], "05-08": [("unsigned", "quarter")],
        "05-19": [("unsigned", "quarter")], "05-20": [],
    }  # fmt: skip
