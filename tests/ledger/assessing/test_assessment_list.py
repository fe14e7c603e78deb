"""What people look at of an assessment: every agreement, also the unscored ones, and a sheet's story."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.assessing.assessment import score, sign
from ledger.assessing.assessment_list import agreements, lines, story
from ledger.assessing.objections import raise_objection, rescore
from ledger.assessing.periods import parse_period
from ledger.store import Ledger
from tests.ledger.score_builders import NOW, registered
from tests.ledger.score_builders import lines as full


def test_an_agreement_without_a_score_is_listed_too(ledger: Ledger) -> None:
    """What is missing is seen."""
    one, two = registered(ledger)
    with ledger.write(by="李敏", now=NOW) as tx:
        score(tx, one, parse_period("2026Q1"), full(0, 2_50))
    rows = agreements(ledger)

    assert [(row[0], row[2], row[3], row[5]) for row in rows] == [
        (one, 2026, "2026年第1季度", "97.5"), (two, 2026, None, None),
    ]  # fmt: skip


def test_a_sheets_story_tells_signatures_objection_and_answer(ledger: Ledger) -> None:
    """Both scores stay readable."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        sheet = score(tx, number, parse_period("2026Q1"), full(0, 2_50)).sheet
        sign(tx, sheet, names={"assessor": "李敏", "assessed": "周平"}, signed_on=date(2026, 4, 1))
        objection = raise_objection(tx, sheet, raised_on=date(2026, 4, 2), raised_by="村委会", because="漏看记录")
        assert story(tx, sheet)[-1] == "还没有答复"
        fresh = rescore(tx, objection, lines=full(), answered_on=date(2026, 4, 3), because="补看记录")
        assert fresh is not None
    told = "\n".join(story(ledger, sheet))

    for words in ("得分 97.5", "被考核人：周平，2026-04-01", "漏看记录", f"第 {fresh.sheet} 号评分表，补看记录"):
        assert words in told
    assert f"由第 {sheet} 号评分表复核而来" in story(ledger, fresh.sheet)
    assert lines(ledger, sheet)[0][8] == "2.5"


def test_a_sheet_nobody_wrote_is_named(ledger: Ledger) -> None:
    """Not an empty table."""
    with pytest.raises(LedgerError):
        lines(ledger, 7)
