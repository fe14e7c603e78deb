"""Clauses are told from everything else that stands on a paper."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from contracts.judging.sentences import Leads, is_clause, is_open

CLAUSES = (
    "乙方必须上环。", "甲方于每年12月31日前兑现奖励扶助金960元。", "第三条　乙方有权随时解除本合同",
    "（一）不得收取押金；", "本合同一式两份，双方各执一份。", "违反合同的，取消当年全部集体福利",
    "本合同经公证后生效。", "村民外出三个月以上，寄回孕检证明",
    "为落实奖励扶助政策，根据《中华人民共和国人口与计划生育法》，甲乙双方自愿签订本合同。",
)  # fmt: skip
OTHERS = (
    "", "　　", "计划生育村民自治服务合同", "合同编号：429999101201-FW-2026-0001",
    "甲方（村民委员会）：上坪村村民委员会", "法定代表人：李某    职务：主任    电话：0700-1234567",
    "乙方（夫妻双方）：张某、王某", "身份证号：110105********0037", "住址：湖北省示范县青河镇上坪村三组",
    "一、甲方的权利和义务", "第五条 争议解决", "违约责任", "甲方（盖章）：　　乙方（签字、手印）：",
    "年   月   日          年   月   日", "2026年11月22日", "附件一：奖励项目表", "项目", "金额（元）", "960.00",
    "县财政",
    "申请人承诺书", "签约须知", "甲方应当履行下列义务：", "姓名：______  性别：____", "□ 是  □ 否", "□同意　□不同意",
    "同意□　不同意□",
    "乙方自愿承担的事项", "应某某", "保证金",
)  # fmt: skip


@pytest.mark.parametrize("text", CLAUSES)
def test_what_obliges_permits_forbids_or_promises_is_a_clause(text: str) -> None:
    """With or without a full stop."""
    assert is_clause(text)


@pytest.mark.parametrize("text", OTHERS)
def test_labels_titles_days_names_and_signatures_are_none(text: str) -> None:
    """Nobody is asked to decide about them."""
    assert not is_clause(text)


@dataclass(frozen=True)
class Typed:
    """A line of running text."""

    text: str
    label: str = ""
    story: str = "body"


def leads(*lines: Typed) -> list[str]:
    """Return what introduces each line."""
    teller = Leads()
    return [teller.lead(line) for line in lines]


def test_items_are_read_with_the_words_that_introduce_them() -> None:
    """Up to the next article; the last item may end with a full stop."""
    lead = "甲方不得有下列行为:"
    lines = ["第五条 甲方不得有下列行为：", "（一）收取押金；", "（二）扣发奖励。", "第六条 乙方交纳押金。"]

    assert leads(*map(Typed, lines)) == ["", lead, lead, ""]


def test_items_without_numbers_go_on_after_a_semicolon() -> None:
    """And end with the full stop."""
    assert leads(*map(Typed, ["严禁：", "收取押金；", "扣发奖励。", "乙方交纳押金。"])) == ["", "严禁:", "严禁:", ""]


def test_a_number_that_word_draws_counts_like_a_typed_one() -> None:
    """A drawn article ends an enumeration, a drawn item goes on in it."""
    items = [Typed("收取押金。", "（一）"), Typed("扣发奖励。", "（二）"), Typed("交押金。", "第六条")]

    assert [bool(lead) for lead in leads(Typed("甲方不得有下列行为："), *items)] == [False, True, True, False]


def test_no_introduction_reaches_into_another_story() -> None:
    """A footnote is not introduced by the body."""
    assert leads(Typed("不得："), Typed("收取押金；", story="note")) == ["", ""]


def test_a_colon_alone_introduces_nothing() -> None:
    """本合同不附加任何条件：… must not shield what follows it."""
    assert leads(Typed("本合同不附加任何条件："), Typed("1. 乙方交押金。")) == ["", ""]


@pytest.mark.parametrize(("text", "following", "is_it"), [
    ("乙方必须", "在四十二天内上环。", True),
    ("乙方每次怀孕后向村委会交纳", "押金五百元。", True),
    ("乙方必须守法。", "在四十二天内上环。", False),
    ("乙方应当配合", "第六条 甲方发放奖励。", False),
    ("违约责任", "乙方必须上环。", False),
])  # fmt: skip
def test_a_sentence_goes_on_where_nothing_ends_it(text: str, following: str, *, is_it: bool) -> None:
    """Scanned papers break every line; a heading is no open sentence."""
    assert is_open(text, following=following) is is_it


@pytest.mark.parametrize(("text", "is_it"), [
    ("Party B shall pay a fine of 200 yuan if late.", True),
    ("Signature of Party B", False),
    ("Migrant Service Agreement", False),
])  # fmt: skip
def test_a_sentence_in_another_language_is_a_clause(text: str, *, is_it: bool) -> None:
    """What no rule here can read is left to a person; a label is not."""
    assert is_clause(text) is is_it
