"""Grades climb step by step, lapsed schemes stay history, offices move rung by rung."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.errors import LawError, LedgerError
from ledger.assessing.grades import (
    LEVELS,
    GradeStep,
    grade_steps,
    record_grade,
    record_standing,
    standing_of,
    standings,
)
from ledger.store import Ledger
from tests.ledger.score_builders import NOW

CODE = "429999101201"
STEP = GradeStep(
    division_code=CODE, scheme="model_village", grade="示范村", year=2026, level="village", decision="passed",
    decided_on=date(2026, 10, 1), checker="周平", evidence="自查报告",
)  # fmt: skip

HANDS = ("周平", "李敏", "王勇", "赵立")


def taken(ledger: Ledger, *steps: GradeStep, issued_by: str = "") -> None:
    """Record steps in one go; the certificate of the last one comes from ``issued_by``."""
    with ledger.write(by="李敏", now=NOW) as tx:
        for step in steps:
            record_grade(tx, step, issued_by=issued_by if step.certificate_number else "")


def test_a_grade_goes_through_four_hands_and_then_has_its_certificate(ledger: Ledger) -> None:
    """A-17, G-01."""
    steps = [replace(STEP, level=level, checker=name) for level, name in zip(LEVELS, HANDS, strict=True)]
    taken(ledger, *steps[:3], replace(steps[3], certificate_number="青示〔2026〕1号"), issued_by="示范市人民政府")

    assert [step.level for step in grade_steps(ledger, CODE)] == list(LEVELS)
    assert grade_steps(ledger)[-1].certificate_number == "青示〔2026〕1号"
    assert "示范市人民政府" in grade_steps(ledger)[-1].evidence


def test_a_last_step_without_its_certificate_is_told_that_alone(ledger: Ledger) -> None:
    """Not that some other grade had used a certificate without a number."""
    steps = [replace(STEP, level=level, checker=name) for level, name in zip(LEVELS, HANDS, strict=True)]
    with pytest.raises(LedgerError, match="最后一级通过时填写") as caught:
        taken(ledger, *steps)

    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    "step",
    [
        replace(STEP, level="county"),
        replace(STEP, grade="五星村"),
        replace(STEP, certificate_number="提前的证书"),
        replace(STEP, decided_on=date(2027, 1, 1)),
        replace(STEP, year=2031),
        replace(STEP, evidence="孕检记录"),
    ],
)
def test_a_leap_an_unknown_grade_or_an_early_certificate_is_refused(ledger: Ledger, step: GradeStep) -> None:
    """And nothing is recorded."""
    with pytest.raises(LedgerError):
        taken(ledger, step)

    assert grade_steps(ledger) == ()


def test_a_step_sent_back_can_be_taken_again(ledger: Ledger) -> None:
    """Both are kept."""
    second = replace(STEP, level="township", checker="李敏")
    taken(ledger, STEP, replace(second, decision="returned"), second)

    assert [step.decision for step in grade_steps(ledger)] == ["passed", "returned", "passed"]
    with pytest.raises(LedgerError):
        taken(ledger, second)


@pytest.mark.parametrize(
    ("change", "words"),
    [({"checker": "周 平 "}, "已经办过村申报自查"), ({"decided_on": date(2026, 9, 30)}, "不能更早")],
)
def test_nobody_checks_what_he_applied_for_and_no_level_is_earlier_than_the_one_below(
    ledger: Ledger, change: dict[str, Any], words: str
) -> None:
    """Four hands are four persons, one after the other (A-17)."""
    taken(ledger, STEP)
    with pytest.raises(LedgerError, match=words):
        taken(ledger, replace(STEP, **{"level": "township", "checker": "李敏", **change}))

    assert len(grade_steps(ledger)) == 1


def test_the_old_four_no_village_is_history_and_a_new_set_takes_its_place(ledger: Ledger) -> None:
    """G-02: kept for 1998, refused for today with the article."""
    old = replace(STEP, scheme="four_no_old", grade="四无村")
    taken(ledger, replace(old, year=1998, decided_on=date(1999, 1, 10)))
    with pytest.raises(LawError) as refusal:
        taken(ledger, old)

    assert refusal.value.findings[0].cite
    assert "无拖欠奖励" in refusal.value.findings[0].hint
    taken(ledger, replace(old, scheme="four_no"))


def test_an_office_moves_one_rung_at_a_time(ledger: Ledger) -> None:
    """A-09: yellow card, special supervision, follow-up, normal again."""
    assert standing_of(ledger, CODE) == "normal"
    with ledger.write(by="李敏", now=NOW) as tx:
        for name in ("黄牌警告", "重点管理", "追踪", "正常"):
            record_standing(tx, CODE, name, happened_on=date(2026, 7, 1), because="奖励连续两季逾期")
    with pytest.raises(LedgerError), ledger.write(by="李敏", now=NOW) as tx:
        record_standing(tx, CODE, "重点管理", happened_on=date(2026, 7, 1), because="越级")
    with pytest.raises(LedgerError, match="不能更早"), ledger.write(by="李敏", now=NOW) as tx:
        record_standing(tx, CODE, "黄牌警告", happened_on=date(2026, 6, 30), because="倒填")
    assert [item.standing for item in standings(ledger)][-2:] == ["followed_up", "normal"]
    assert standing_of(ledger, CODE) == "normal"
