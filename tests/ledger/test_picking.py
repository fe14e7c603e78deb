"""A clerk names a contract; the promise meant is found, or asked for with what tells them apart."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.entries import record_fulfilment, record_payment
from ledger.picking import duty_words, open_duty
from ledger.store import Ledger
from tests.ledger.conftest import NOW

A001, A002 = "青计服〔2026〕A001号", "青计服〔2026〕A002号"


def picked(
    ledger: Ledger, *, contract: str = A001, obligation: int | None = None, money: bool | None = True,
    as_of: date = date(2026, 11, 20),
) -> int:  # fmt: skip
    """Return the promise that is meant."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return open_duty(tx, contract, obligation, money=money, as_of=as_of)


def asked(ledger: Ledger, **changes: object) -> LedgerError:
    """Return the question that comes back."""
    with pytest.raises(LedgerError) as caught:
        picked(ledger, **changes)
    return caught.value


def paid(ledger: Ledger, obligation: int, amount_fen: int) -> None:
    """Pay a part."""
    with ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, obligation, happened_on=date(2026, 7, 1), amount_fen=amount_fen, voucher="V-1")


def test_several_open_sums_are_asked_about_each_with_its_words_and_id(signed_ledger: Ledger) -> None:
    """The clerk repeats the command with one of them."""
    problems = asked(signed_ledger).problems

    assert len(problems) == 2
    assert "上半年" in problems[0].message
    assert "960元" in problems[0].message
    assert all("--obligation" in problem.hint for problem in problems)


def test_a_settled_sum_is_no_longer_meant_and_a_part_paid_one_still_is(signed_ledger: Ledger) -> None:
    """What is left open is what a clerk pays."""
    first, second = [int(problem.hint.split()[-1]) for problem in asked(signed_ledger).problems]
    paid(signed_ledger, first, 960_00)
    assert picked(signed_ledger) == second
    paid(signed_ledger, second, 1_00)
    assert picked(signed_ledger) == second


def test_when_nothing_is_open_the_clerk_is_told_where_to_look(signed_ledger: Ledger) -> None:
    """With a question that exists."""
    for problem in asked(signed_ledger).problems:
        duty = int(problem.hint.split()[-1])
        paid(signed_ledger, duty, 960_00 if "上半年" in problem.message else 480_00)
    (problem,) = asked(signed_ledger).problems

    assert "没有未清" in problem.message
    assert f"shouyue query statement_lines --set contract={A001}" in problem.hint


def test_next_years_duties_are_not_meant_this_year(signed_ledger: Ledger) -> None:
    """In 2025 nothing is near."""
    assert "没有未清" in asked(signed_ledger, as_of=date(2025, 6, 1)).problems[0].message


def test_a_named_promise_must_be_of_that_contract(signed_ledger: Ledger) -> None:
    """A slip in a digit does not pay another family's money."""
    other = int(asked(signed_ledger, contract=A002).problems[0].hint.split()[-1])

    assert "没有编号" in asked(signed_ledger, obligation=other).problems[0].message
    assert picked(signed_ledger, contract=A002, obligation=other) == other


def test_an_unknown_contract_is_answered_with_how_to_find_one(signed_ledger: Ledger) -> None:
    """By a query that takes that parameter."""
    assert "shouyue query find --set text=" in asked(signed_ledger, contract="没有").problems[0].hint


def test_duties_done_are_not_asked_about_again(signed_ledger: Ledger) -> None:
    """Four quarters become three."""
    before = asked(signed_ledger, money=False).problems
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_fulfilment(tx, int(before[0].hint.split()[-1]), happened_on=date(2026, 3, 30))

    assert len(asked(signed_ledger, money=False).problems) == len(before) - 1


def test_a_reward_is_told_by_programme_and_year_a_duty_by_its_short_name_or_first_words() -> None:
    """A year alone says nothing."""
    reward = duty_words("独生子女父母奖励费：标准为每月10元。", "2026年度", "only_child_reward")
    assert reward == "独生子女父母奖励费 2026年度"
    assert duty_words("甲方自签订之日起十日内把原件交给乙方。", "交付合同原件") == "交付合同原件"
    old = duty_words("乙方交纳押金500元。", "退还原第一条所收款项", "deposit_refund")
    assert old == "退还原第一条所收款项", "the clause itself may stand on no paper of today"
    assert duty_words("甲方每季度公布一次。", "") == "甲方每季度公布一次。"
    assert duty_words("甲" * 40, "") == "甲" * 24 + "…"
