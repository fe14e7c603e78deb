"""contracts/judging/checks.py: the closed set of checks."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.judging.books import rules_for
from contracts.judging.checks import numbers_in
from contracts.judging.judge import judge_for

TODAY = date(2026, 11, 22)
BOOK = rules_for()


def speaks(rule: str, text: str) -> bool:
    """Say whether one rule finds something in a text."""
    return judge_for(BOOK, TODAY).speaks(BOOK.rule(rule), text)


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("甲方收取押金。", True),
        ("甲方不收取押金。", False),
        ("甲方不得收取押金。", False),
        ("严禁以任何名义，收取押金。", False),
        ("工作人员收取押金的，依法给予处分。", False),
        ("未交押金的，不得落户。", True),
        ("甲方不得收取押金，乙方交纳保证金五百元。", True),
        ("“收取押金”的条款一律无效。", False),
    ],
)
def test_naming_an_offence_in_order_to_forbid_it_is_no_offence(text: str, *, struck: bool) -> None:
    """A clause check looks at what a statement does with the words."""
    assert speaks("CN-DEPOSIT-001", text) is struck


@pytest.mark.parametrize(
    ("text", "recognised"),
    [
        ("甲方每年发放奖励金960元。", True),
        ("甲方不发放奖励金。", False),
        ("甲方不再兑现奖励金。", False),
        ("其他农户当年不得享受优惠。", False),
        ("乙方支付补偿金。", False),
    ],
)
def test_a_duty_that_is_denied_is_not_that_duty(text: str, *, recognised: bool) -> None:
    """不发放奖励 is no promise, and what the family pays is none of the office's."""
    assert speaks("CN-PROMISE-001", text) is recognised


@pytest.mark.parametrize(
    ("text", "recognised"),
    [
        ("甲方经办人员离职的，应当在三日内移交档案。", True),
        ("甲方安排专人每月打听乙方的去向。", False),
        ("甲方每月上门讲解政策，不得打听乙方的去向。", True),
        ("甲方凭合同给乙方办理手续。", False),
    ],
)
def test_a_duty_is_not_recognised_beside_a_danger(text: str, *, recognised: bool) -> None:
    """An office's duty to the family is lawful by its structure, unless something dangerous stands in it."""
    assert speaks("CN-OFFICEDUTY-001", text) is recognised


@pytest.mark.parametrize(
    ("rule", "cell", "masked"),
    [
        ("CN-PUBLISH-002", "42011719850302002x", ("420************02x",)),
        ("CN-PUBLISH-003", "6222021234567890123", ("622*************123",)),
        ("CN-PUBLISH-004", "13800138000", ("138*****000",)),
        ("CN-PUBLISH-004", "0711-1234567", ()),
        ("CN-PUBLISH-002", "960元", ()),
    ],
)
def test_a_personal_number_is_found_and_masked(rule: str, cell: str, masked: tuple[str, ...]) -> None:
    """Even the refusal must not repeat the number."""
    assert numbers_in(BOOK.rule(rule), cell) == masked
