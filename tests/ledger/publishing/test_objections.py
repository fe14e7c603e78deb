"""Objections: due when the notice says, answered once, whoever objects is protected."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.publishing.objections import NAMELESS, objections, record_answer, record_objection
from tests.clerks_office import NOW, Clerk
from tests.ledger.publishing.test_postings import NUMBER, POST, opened

RAISED = date(2026, 11, 24)
LATER = NOW.replace(month=12, day=31)


def test_an_objection_is_due_when_the_notice_says_and_is_answered_once(clerk: Clerk) -> None:
    """Seven working days after the 24th; who, when, with what outcome."""
    clerk.done(*POST)
    with opened(clerk) as ledger, ledger.write(by="李敏", now=LATER) as tx:
        made = record_objection(tx, NUMBER, on=RAISED, by="马小妹", to="village", form="oral", because="组别写错")
        assert made.answer_by == date(2026, 12, 3)
        assert made.days_late(date(2026, 12, 5)) == 2
        done = record_answer(tx, made.id, on=date(2026, 12, 4), by="李敏", outcome="corrected", because="已改为3组")
        assert (done.outcome, done.answered_by, done.days_late(date(2027, 1, 1))) == ("已更正", "李敏", 1)
        with pytest.raises(LedgerError):
            record_answer(tx, made.id, on=date(2026, 12, 5), by="李敏", outcome="kept", because="再答一次")


def test_whoever_objects_is_shown_by_surname_or_not_at_all(clerk: Clerk) -> None:
    """Nor does the journal hold the name."""
    clerk.done(*POST)
    with opened(clerk) as ledger:
        with ledger.write(by="李敏", now=LATER) as tx:
            record_objection(tx, NUMBER, on=RAISED, by="马小妹", to="county", form="written", because="标准写错")
            record_objection(tx, NUMBER, on=RAISED, by="", to="township", form="telephone", because="漏了一户")
        assert {item.raised_by for item in objections(ledger)} == {"马某", NAMELESS}
        assert "马小妹" not in "".join(row["body"] for row in ledger.rows("select body from events"))


def test_what_cannot_be_objected_to_is_refused(clerk: Clerk) -> None:
    """Not before it hung, not about bodies, no unknown notice, no answer before the question, no day to come."""
    clerk.done(*POST)
    with opened(clerk) as ledger, ledger.write(by="李敏", now=LATER) as tx:
        for number, on, because in (
            (NUMBER, date(2026, 11, 1), "早了"), (NUMBER, date(2027, 1, 1), "还没到"),
            (NUMBER, RAISED, "她怀孕了"), ("青公示〔2026〕9号", RAISED, "没有"),
        ):  # fmt: skip
            with pytest.raises(LedgerError):
                record_objection(tx, number, on=on, by="", to="village", form="oral", because=because)
        made = record_objection(tx, NUMBER, on=RAISED, by="", to="village", form="oral", because="组别写错")
        for answered, objection in ((date(2026, 11, 23), made.id), (date(2027, 1, 1), made.id), (RAISED, 99)):
            with pytest.raises(LedgerError):
                record_answer(tx, objection, on=answered, by="李敏", outcome="kept", because="查无此事")


def test_who_objects_to_a_paper_without_objections_is_told_where_to_go(clerk: Clerk) -> None:
    """Scores are objected to by the office that has them; what somebody says of other papers is an application."""
    clerk.done("publish", "policy_notice")
    (policy,) = clerk.rows("select number from postings")
    refused = clerk.run("publish", "object", policy["number"], "--to", "village", "--because", "看不懂")

    assert (refused.exit_code, "shouyue books record applications" in refused.stderr) == (5, True), refused.stderr
    assert "assess" not in refused.stderr
