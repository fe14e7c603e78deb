"""What several checks refuse is told in one go, on whichever command it was typed."""

from __future__ import annotations

import pytest

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.faults import Faults
from tests.clerks_office import CHILD_2014, ELDERS, Clerk


def fault(where: str) -> LedgerError:
    """Return what a check raises."""
    return LedgerError(f"{where}：不对。", [Problem(where=where, message="不对", hint="核对")])


def test_one_fault_is_told_as_its_check_says_it_and_several_are_counted() -> None:
    """The same fault found twice is one line; a check that passes gives its value."""
    one, two = Faults(), Faults()
    one.add(fault("甲"))
    for where in ("甲", "乙", "甲"):
        two.add(fault(where))

    assert one.of(lambda: 7) == 7
    with pytest.raises(LedgerError, match=r"^甲：不对。$"):
        one.refuse()
    with pytest.raises(LedgerError, match="有 2 处不对") as refused:
        two.refuse()
    assert [problem.where for problem in refused.value.problems] == ["甲", "乙"]


CALLS = {
    "terminate": (("contract", "terminate", ELDERS, "--on", "2030-01-01", "--oral"),
                  ("2030-01-01 不在", "不用解除", "口头提出")),
    "amend": (("contract", "amend", "无号", "--to", "也无号", "--on", "2026-06-01", "--note", "孕检"),
              ("无号：台账里没有这份合同", "也无号：台账里没有这份合同", "不得记录的内容")),
    "renew": (("contract", "renew", ELDERS, "--to", CHILD_2014, "--on", "2030-01-01"),
              ("2030-01-01", "不是同一家庭、同一单位的另一份合同", "原合同还没有到期")),
    "succeed": (("contract", "succeed", "无此单位", "--on", "2030-01-01", "--because", "文件"),
                ("没有这个单位", "没有写由谁接替", "日期在今天以后")),
    "change": (("contract", "retract", "99", "--because", "孕检"), ("没有这一项变更", "没有写明原因")),
    "prepare": (("pay", "prepare", "早", "--by", "1999-01-01", "--pay-both", ELDERS),
                ("没有应发未发的钱", "没有与别的合同重复的约定")),
    "payment": (("record", "payment", ELDERS, "--obligation", "SUM", "--amount", "99999", "--voucher", " ",
                 "--on", "2030-01-01"), ("2030-01-01", "没有凭证号", "99,999")),
    "fund": (("fund", "record", "资金", "--payer", " ", "--purpose", "孕检", "--from", "2026-01-01", "--basis", "文件"),
             ("没有写承担单位", "不得记录的内容")),
    "earmark": (("fund", "earmark", "无此资金", "--because", "孕检"), ("没有这项资金", "不得记录的内容")),
    "grade": (("assess", "grade", "上坪村", "--scheme", "model_village", "--grade", "示范村", "--year", "2027",
               "--level", "township", "--checker", "周平", "--evidence", "报告", "--certificate", "1号"),
              ("还不能评 2027 年", "最后一级通过时填写", "还没有通过")),
    "standing": (("assess", "standing", "上坪村", "--to", "追踪", "--because", " ", "--on", "2030-01-01"),
                 ("不能改为“追踪”", "没有写明原因", "晚于今天")),
}  # fmt: skip


@pytest.mark.parametrize("call", sorted(CALLS))
def test_every_wrong_value_of_a_call_has_its_line(clerk: Clerk, call: str) -> None:
    """Two or more wrong options are mended in one go: a line each, then how many; nothing is written (exit 5)."""
    arguments, words = CALLS[call]
    arguments = tuple(clerk.obligation(ELDERS, "reward") if word == "SUM" else word for word in arguments)
    before = clerk.rows("select count(*) as n from events")
    result = clerk.run(*arguments)
    *lines, last = result.stderr.splitlines()

    assert (result.exit_code, last, clerk.rows("select count(*) as n from events")) == (
        5, f"错误：有 {len(words)} 处不对，台账未动。", before,
    )  # fmt: skip
    assert [word for word in words if not any(word in line for line in lines)] == []
    assert len(lines) == len(words)
