"""What several checks refuse is told in one go, on whichever command it was typed."""

from __future__ import annotations

import pytest

from contracts.errors import InputError, LedgerError
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


def test_what_was_given_wrongly_and_what_the_ledger_denies_are_told_apart() -> None:
    """Exit 3 where all lies in what was given, exit 5 as soon as the ledger has a say."""
    given = InputError("名册不对。", [Problem(where="丙", message="不对", hint="核对")])
    faults = Faults()
    faults.add(given)
    faults.add(InputError("名册不对。", [Problem(where="丁", message="不对", hint="核对")]))
    with pytest.raises(InputError, match="有 2 处不对"):
        faults.refuse()

    faults.add(fault("甲"))
    with pytest.raises(LedgerError, match="有 3 处不对"):
        faults.refuse()


CALLS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "terminate": (("contract", "terminate", ELDERS, "--on", "2030-01-01", "--oral"),
                  ("2030-01-01", "已经期满", "口头提出")),
    "amend": (("contract", "amend", "无号", "--to", "也无号", "--on", "2026-06-01", "--note", "孕检"),
              ("无号：台账里没有这份合同", "也无号：台账里没有这份合同", "不得记录的内容")),
    "renew": (("contract", "renew", ELDERS, "--to", CHILD_2014, "--on", "2030-01-01"),
              ("2030-01-01", "不是同一家庭、同一单位的另一份合同", "还没有到期")),
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
    "breach step": (("breach", "remedied", "99", "--kind", "无此方式", "--on", "2030-01-01", "--how", "孕检"),
                    ("不是一条有效的违约记录", "不是补救方式代码", "不得记录的内容", "晚于今天")),
    "breach retract": (("breach", "retract", "99", "--because", " "), ("没有这一步", "没有写明情况")),
    "application": (("application", "move", "无号", "pass", "--seen-by", "周平", "--on", "2030-01-01"),
                    ("没有这份申报", "没有写明审核人", "没有写明凭证由谁", "晚于今天")),
    "score": (("assess", "score", "无号", "FILE", "--period", "某期"), ("看不出是哪一期", "没有这份合同")),
    "score twice wrong": (("assess", "score", ELDERS, "FILE", "--period", "2030"),
                          ("不是与单位签订的责任书", "没有指标表")),
    "rescore": (("assess", "rescore", "99", "--sheet", "FILE", "--because", "孕检", "--on", "2030-01-01"),
                ("没有这个异议", "晚于今天", "不得记录的内容")),
    "sign": (("assess", "sign", "99", "--assessor", "李敏", "--assessed", "李敏", "--on", "2030-01-01"),
             ("台账里没有", "同一人签了两处", "晚于今天")),
    "object": (("assess", "object", "99", "--by", " ", "--because", "孕检", "--on", "2030-01-01"),
               ("台账里没有", "没有写明异议理由或提出人", "晚于今天", "不得记录的内容")),
    "veto": (("assess", "veto", "无号", "--cause", "拖欠奖励", "--evidence", "孕检", "--on", "2030-01-01"),
             ("没有这份责任书", "不得记录的内容", "晚于今天")),
    "close": (("assess", "close", "--period", "2030"), ("才结束", "没有评分表")),
    "receive": (("certificate", "receive", "无此文种", "--first", "甲", "--last", "乙", "--from", "孕检",
                 "--on", "2030-01-01"),
                ("没有 无此文种", "甲：不是空白证", "乙：不是空白证", "晚于今天", "不得记录的内容")),
    "discard": (("certificate", "discard", "honour_certificate", "A01", "--because", "孕检", "--on", "2030-01-01"),
                ("没有领取过", "晚于今天", "不得记录的内容")),
    "discard nothing": (("certificate", "discard", "无此文种", "A01", "--because", "孕检", "--on", "2030-01-01"),
                        ("没有 无此文种", "晚于今天", "不得记录的内容")),
    "issue": (("certificate", "issue", "无号", "也无号", "--received-by", "孕检", "--on", "2030-01-01"),
              ("无号：台账里没有这个证号", "也无号：台账里没有这个证号", "--received-by", "--on")),
    "void": (("certificate", "void", "无号", "--because", "孕检", "--on", "2030-01-01"),
             ("没有这个证号", "晚于今天", "不得记录的内容")),
    "undo": (("certificate", "retract", "无号", "--because", "孕检"), ("没有这个证号", "不得记录的内容")),
    "spoilt": (("certificate", "spoilt", "无号", "--because", "孕检"), ("没有这个证号", "不得记录的内容")),
    "replace": (("certificate", "replace", "无号", "--because", "孕检"), ("没有这个证号", "不得记录的内容")),
    "skip": (("certificate", "skip", "无此文种", "--because", "孕检", "--on", "2030-01-01"),
             ("没有 无此文种", "晚于今天", "不得记录的内容")),
    "revoke": (("certificate", "revoke", "无号", "--ground", "office_mistake", "--because", "孕检", "--law", "某条例",
                "--article", "甲", "--told-on", "2031-01-01", "--on", "2030-01-01"),
               ("没有这个证号", "日期 2030-01-01 晚于今天", "告知日期", "不得记录的内容", "不是条文的号")),
    "export": (("pay", "export", "无此批", "--accounts", "FILE", "-o", "FILE"),
               ("没有这个发放批次", "没有找到需要的栏目", "已经有这个文件")),
    "export as": (("pay", "export", "无此批", "--accounts", "FILE", "-o", "代发.txt"),
                  ("没有这个发放批次", "没有找到需要的栏目", "不是 .xlsx 或 .csv")),
    "approve": (("pay", "approve", "无此批", "--exits", "FILE"), ("没有这个发放批次", "没有找到需要的栏目")),
    "reconcile": (("pay", "reconcile", "无此批", "FILE"), ("没有这个发放批次", "没有找到需要的栏目")),
    "pay list": (("pay", "print", "无此批", "--accounts", "FILE"), ("没有这个发放批次", "没有找到需要的栏目")),
    "cancel": (("pay", "cancel", "无此批", "--because", "孕检"), ("没有这个发放批次", "没有写明原因")),
    "no promise": (("record", "payment", "无号", "--amount", "1", "--voucher", " ", "--on", "2030-01-01",
                    "--note", "孕检"),
                   ("没有这份合同", "没有凭证号", "晚于今天", "不得记录的内容")),
    "ending": (("record", "ending", ELDERS, "--obligation", "9999", "--reason", "无此原因", "--on", "2030-01-01"),
               ("没有编号 9999", "不是终止原因代码", "2030-01-01")),
    "breach": (("record", "breach", "无号", "--party", "party_a", "--term", "1", "--found-on", "2030-01-01",
                "--found-how", " "), ("没有这份合同", "晚于今天", "没有写明怎样发现")),
    "retract": (("retract", "9999", "--because", " "), ("没有这条记录", "没有写明撤回原因")),
    "book": (("books", "record", "meetings", "--contract", "无号", "--follows", "99", "--on", "2030-01-01",
              "--village", "上坪村", "--set", "topic=学习"),
             ("没有这份合同", "晚于今天", "不接在别的行后面", "到会人数：没有填写", "照片或记录：没有填写")),
    "book retract": (("books", "retract", "99", "--because", "孕检"), ("没有这一行", "不得记录的内容")),
    "notice objection": (("publish", "object", "无号", "--because", "孕检", "--on", "2030-01-01"),
                         ("没有这个编号的公示", "还没有到", "不能记入")),
    "notice answer": (("publish", "answer", "99", "--outcome", "kept", "--because", "孕检", "--on", "2030-01-01"),
                      ("没有这件异议", "还没有到", "不能记入")),
    "takedown": (("publish", "takedown", "无号", "--from", "孕检", "--on", "2030-01-01"),
                 ("没有这个编号的公示", "还没有到", "不能记入")),
    "proof": (("publish", "proof", "无号", "FILE", "--place", "孕检", "--on", "2030-01-01"),
              ("没有这个编号的公示", "晚于今天", "不能记入", "不是照片")),
    "consent": (("publish", "consent", "无号", "--evidence", "孕检", "--on", "2030-01-01"),
                ("没有这份合同", "不能写", "还没有到")),
    "standing": (("assess", "standing", "上坪村", "--to", "追踪", "--because", " ", "--on", "2030-01-01"),
                 ("不能改为“追踪”", "没有写明原因", "晚于今天")),
}  # fmt: skip


@pytest.mark.parametrize("call", sorted(CALLS))
def test_every_wrong_value_of_a_call_has_its_line(clerk: Clerk, call: str) -> None:
    """Two or more wrong options are mended in one go: a line each, then how many; nothing is written (exit 5)."""
    arguments, words = CALLS[call]
    stray = clerk.folder / "乱.csv"
    stray.write_text("甲,乙\n1,2\n", encoding="utf-8")
    known = {"SUM": lambda: clerk.obligation(ELDERS, "reward"), "FILE": lambda: stray}
    arguments = tuple(known[word]() if word in known else word for word in arguments)
    before = clerk.rows("select count(*) as n from events")
    result = clerk.run(*arguments)
    *lines, last = result.stderr.splitlines()

    assert (result.exit_code, last, clerk.rows("select count(*) as n from events")) == (
        5, f"错误：有 {len(words)} 处不对，台账未动。", before,
    )  # fmt: skip
    assert [word for word in words if not any(word in line for line in lines)] == []
    assert len(lines) == len(words)
