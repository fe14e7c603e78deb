"""Grades climb step by step, lapsed schemes stay history, what was entered wrongly is taken back from the top."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from contracts.errors import LawError, LedgerError
from ledger.assessing.grades import LEVELS, GradeStep, grade_steps, record_grade, title_counts, withdraw_grade
from ledger.store import Ledger
from ledger.verify import verify
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


def withdrawn(ledger: Ledger, *numbers: int, because: str = "记错了村", now: datetime = NOW) -> None:
    """Withdraw steps one after the other."""
    with ledger.write(by="李敏", now=now) as tx:
        for number in numbers:
            withdraw_grade(tx, number, because=because)


def test_a_step_of_the_wrong_village_is_taken_back_from_the_top(ledger: Ledger) -> None:
    """The row and the reason stay; the step can then be taken by whom it belongs to, and another year is untouched."""
    township = replace(STEP, level="township", checker="李敏")
    taken(ledger, replace(STEP, year=2025, decided_on=date(2025, 10, 1)), STEP, township)
    with pytest.raises(LedgerError, match="后面还有第 3 号"):
        withdrawn(ledger, 2)
    withdrawn(ledger, 3, 2)

    assert [(step.year, step.withdrawn) for step in grade_steps(ledger)] == [
        (2025, None),
        (2026, "记错了村"),
        (2026, "记错了村"),
    ]
    with pytest.raises(LedgerError, match="村申报自查还没有通过"):
        taken(ledger, township)
    taken(ledger, STEP, township)
    assert verify(ledger) == ()


def test_what_was_withdrawn_counted_until_then(ledger: Ledger) -> None:
    """The count of a day does not change because of what was found out later."""
    taken(ledger, STEP)
    withdrawn(ledger, 1, now=NOW + timedelta(days=2))
    today = NOW.date()

    assert [count.applied for count in title_counts(ledger, as_of=today)] == [1]
    assert title_counts(ledger, as_of=today + timedelta(days=2)) == ()
    assert [step.withdrawn for step in grade_steps(ledger, as_of=today)] == [None]


def test_the_database_keeps_the_order_too(ledger: Ledger) -> None:
    """Whoever writes: no step stands without the one below it, and none is taken back twice."""
    taken(ledger, STEP, replace(STEP, level="township", checker="李敏"))
    for number, told in ((1, "later step"), (9, "FOREIGN KEY")):
        with pytest.raises(LedgerError, match=told), ledger.write(by="李敏", now=NOW) as tx:
            tx.record("grade_withdrawn", CODE, {}, {"grade_withdrawals": [{"grade_id": number, "because": "x"}]})
    withdrawn(ledger, 2)
    with pytest.raises(LedgerError, match="already there"), ledger.write(by="李敏", now=NOW) as tx:
        tx.record("grade_withdrawn", CODE, {}, {"grade_withdrawals": [{"grade_id": 2, "because": "x"}]})


def test_a_certificate_is_free_again_when_its_last_step_was_taken_back(ledger: Ledger) -> None:
    """It was used for a year that was typed wrongly."""
    steps = [replace(STEP, level=level, checker=name) for level, name in zip(LEVELS, HANDS, strict=True)]
    steps[3] = replace(steps[3], certificate_number="青示〔2026〕1号")
    taken(ledger, *steps, issued_by="示范市人民政府")
    withdrawn(ledger, 4)
    taken(ledger, steps[3], issued_by="示范市人民政府")

    assert [step.withdrawn for step in grade_steps(ledger)][-2:] == ["记错了村", None]
