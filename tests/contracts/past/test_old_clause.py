"""An old clause before the law of its day and of today: before, inside and after its window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.past.old_clause import ClauseReader, OldClause, Remarks, refund_label
from contracts.rewards.programme_packs import Programme
from contracts.rewards.programmes import load_programmes
from tests.contracts.old_papers import HEADS, N2006, contracts

PERMIT = "乙方再生育第二个子女的，应当先申请领取生育证。"
FEE = "乙方违法生育的，依法缴纳社会抚养费。"


def judged(tmp_path: Path, text: str, *cells: str, signed_on: str = "2006-03-08") -> OldClause:
    """Return one clause of a contract signed on that day."""
    HEADS["青计合一号"] = {**HEADS[N2006], "签订日期": signed_on}
    (contract,) = contracts(tmp_path, ("青计合一号", "1", text, *cells))
    return contract.clauses[0]


@pytest.mark.parametrize(
    ("text", "signed_on", "fate", "since"),
    [
        (PERMIT, "1998-05-12", "unfounded", None),
        (PERMIT, "2006-03-08", "lapsed", date(2016, 1, 1)),
        (PERMIT, "2012-07-20", "lapsed", date(2016, 1, 1)),
        (PERMIT, "2018-04-02", "unfounded", None),
        (FEE, "1998-05-12", "unfounded", None),
        (FEE, "2002-09-01", "lapsed", date(2021, 8, 20)),
        (FEE, "2018-04-02", "lapsed", date(2021, 8, 20)),
        ("乙方交押金500元。", "1998-05-12", "void", None),
        ("乙方交押金500元。", "2018-04-02", "void", None),
        ("本合同一式两份，甲乙双方各执一份。", "1998-05-12", "kept", None),
        ("本合同一式两份，甲乙双方各执一份。", "2018-04-02", "kept", None),
    ],
)
def test_the_window_of_a_rule_decides_what_became_of_a_clause(
    tmp_path: Path, text: str, signed_on: str, fate: str, since: date | None
) -> None:
    """Before and after it there was no basis; inside there was one, and it ended on a day."""
    clause = judged(tmp_path, text, "乙方", "500" if "押金" in text else "", "2018-05-01", signed_on=signed_on)

    assert (clause.fate, clause.since) == (fate, since)


@pytest.mark.parametrize(
    "text",
    [
        "乙方产后四十二天内上环。",
        "乙方每年参加四次孕环检。",
        "乙方计划外怀孕的，须在十日内采取补救措施。",
        "乙方落實節育措施。",
        "乙方 结 扎 后 报告。",
    ],
)
def test_words_about_bodies_are_not_kept(tmp_path: Path, text: str) -> None:
    """Only that the clause stood there; spelling and spaces do not help."""
    clause = judged(tmp_path, text, "乙方")

    assert clause.text == "原第一条（涉及身体和健康的内容，不予录入）"
    assert not clause.promised
    assert not clause.refund


@pytest.mark.parametrize(
    ("text", "programme", "title"),
    [
        ("甲方向双女结扎户一次性奖励1000元。", "measures_reward", "计划生育奖励费（历史项目）"),
        ("自愿退回二孩生育指标的家庭，甲方一次性奖励1000元。", "quota_return_reward", "计划生育家庭奖励金（历史项目）"),
        ("甲方每年向乙方发放独生子女父母奖励费120元。", "only_child_reward", "独生子女父母保健费"),
        ("甲方每年春节慰问乙方一次。", "", ""),
    ],
)
def test_an_offices_promise_stays_due_under_the_name_of_its_programme(
    tmp_path: Path, text: str, programme: str, title: str
) -> None:
    """Whatever became of the rule it was made under."""
    clause = judged(tmp_path, text, "甲方", "1000", "2006-12-31")

    assert (clause.promised, clause.programme, clause.title) == (True, programme, title)


OLD_PROMISES = [item for item in load_programmes() if item.claim == "promise"]
CALLED = {
    "measures_reward": "落实措施的奖励费", "quota_return_reward": "放弃二孩指标的奖励金",
    "only_daughter_once": "独女户一次性奖励",
    "two_daughters_reward": "双女户奖励", "reward_support_pilot": "农村部分计划生育家庭奖励扶助金",
}  # fmt: skip


@pytest.mark.parametrize("item", OLD_PROMISES, ids=lambda item: f"{item.id}-{item.place}")
def test_every_programme_of_old_promises_is_entered_from_the_sheet_of_old_contracts(item: Programme) -> None:
    """W-03, W-05, W-06, W-09: no roster asks for an old promise, no new contract makes it again; it comes in here."""
    reader = ClauseReader(
        Remarks(), place=f"{item.place:0<6}", family="contract", signed_on=date(2003, 5, 1), as_of=date(2026, 11, 22),
        programmes=load_programmes(),
    )  # fmt: skip

    assert reader._programme(f"甲方一次性发给{CALLED[item.id]}1000元。") == item.id


def test_a_reward_hung_on_a_void_condition_is_still_owed(tmp_path: Path) -> None:
    """The condition falls, the reward stays (Civil Code 156)."""
    clause = judged(tmp_path, "乙方落实结扎措施后，方可领取奖励扶助金3000元。", "甲方", "3000", "2012-12-31")

    assert (clause.fate, clause.promised, clause.refund) == ("void", True, False)


def test_what_an_office_may_not_do_is_no_promise(tmp_path: Path) -> None:
    """Force is not owed to anybody."""
    assert not judged(tmp_path, "甲方对乙方强制执行。", "甲方").promised


@pytest.mark.parametrize(
    ("cells", "refund"),
    [
        (("乙方交押金500元。", "乙方", "500", "2006-03-08"), True),
        (("乙方交押金500元。", "双方", "500", "2006-03-08"), True),
        (("乙方交押金500元。", "乙方", "500", "", "", "未收"), False),
        (("乙方逾期不参加的，罚款二百元。", "乙方", "200", "2006-03-08", "0012"), True),
        (("乙方逾期不参加的，罚款二百元。", "乙方", "200"), False),
    ],
)
def test_money_that_was_taken_goes_back(tmp_path: Path, cells: tuple[str, ...], refund: bool) -> None:
    """A deposit unless it never was, a fine where a receipt shows that it was paid; a threat takes nothing."""
    assert judged(tmp_path, *cells).refund is refund


@pytest.mark.parametrize(
    ("cells", "place", "said"),
    [
        (("乙方交押金500元。", "乙方", "500"), "O2", "没有收取日，利息算不出来"),
        (("乙方交押金。", "乙方", "", "2006-03-08"), "N2", "没有金额"),
        (("乙方交押金500元。", "乙方", "500", "2027-01-01"), "O2", "还没有到"),
        (("甲方向乙方一次性奖励1000元。", "甲方", "1000"), "O2", "没有应付日"),
        (("甲方向乙方一次性奖励1000元。", "双方", "1000", "2006-12-31"), "M2", "看不出由谁付"),
        (("乙方交押金。", "乙方", "5", "2006-03-08", "", "已退还 2005-01-01 凭证1"), "Q2", "不在签订日至今天之间"),
    ],
)
def test_what_is_needed_to_reckon_is_asked_for(tmp_path: Path, cells: tuple[str, ...], place: str, said: str) -> None:
    """In its cell, with a cure; nothing is guessed."""
    with pytest.raises(RosterError) as caught:
        judged(tmp_path, *cells)

    assert any(said in str(item) and place in item.where for item in caught.value.problems)


def test_several_sums_of_a_clause_have_names_of_their_own(tmp_path: Path) -> None:
    """Two deposits on two days are two refunds."""
    HEADS["青计合一号"] = HEADS[N2006]
    (contract,) = contracts(
        tmp_path,
        ("青计合一号", "1", "乙方交押金500元。", "乙方", "300", "2006-03-08"),
        ("青计合一号", "1", "", "乙方", "200", "2006-05-08"),
    )

    (clause,) = contract.clauses
    assert [refund_label(clause, number) for number in (1, 2)] == [
        "退还原第一条所收款项（第1笔）", "退还原第一条所收款项（第2笔）",
    ]  # fmt: skip
