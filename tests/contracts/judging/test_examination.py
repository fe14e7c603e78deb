"""A stranger's Word file before the law: nothing void gets through, nothing harmless cries wolf."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.judging.examination import Examined, examine, summary
from tests.contracts.word.conftest import VOID, Part, p, r, t, table, word_file

TODAY = date(2026, 11, 22)
FORM = (
    "计划生育村民自治服务合同", "甲方（村民委员会）：上坪村村民委员会", "乙方（夫妻双方）：张某、王某",
    "身份证号：110105********0037", "一、服务内容", "第一条 甲方每年免费为乙方提供一次生殖健康咨询。",
    "第二条 甲方于每年12月31日前向乙方兑现奖励扶助金960元。", "第三条 乙方有权随时解除本合同。",
    "第四条 甲方不得有下列行为：", "（一）收取押金、保证金；", "（二）强制乙方上环、结扎。",
    "第五条 本合同一式两份，甲乙双方各执一份。", "甲方（盖章）：　　乙方（签字、手印）：", "年   月   日",
)  # fmt: skip


def found(*blocks: str, as_of: date = TODAY, **parts: Part) -> list[tuple[str | None, str]]:
    """Return verdict and place of everything that is refused."""
    content = word_file(*blocks, parts={f"{name}.xml": part for name, part in parts.items()})
    return [(item.verdict, item.where) for item in examine(content, as_of=as_of) if item.refused]


def test_a_lawful_contract_with_all_its_forms_is_passed() -> None:
    """Titles, labels, blanks, a table of rewards and signatures included."""
    rewards = table(("项目", "金额（元）", "兑现时间", "承担单位"), ("奖励扶助金", "960", "每年12月31日前", "县财政"))
    items = examine(word_file(*map(p, FORM), rewards), as_of=TODAY, place="429999101")

    assert {item.verdict for item in items} <= {None, "lawful"}
    assert summary(items).lawful >= 6


def test_a_void_clause_is_found_with_rule_and_place() -> None:
    """The finding says where in the words of the file."""
    (item,) = [item for item in examine(word_file(p("第八条 " + VOID)), as_of=TODAY) if item.refused]

    assert item.finding is not None
    assert (item.verdict, item.finding.where, item.anchor) == ("void", "第八条", 0)
    assert item.finding.cite
    assert item.finding.hint


@pytest.mark.parametrize("words", ["交纳计生押金500元", "交纳押金"])
def test_what_a_void_rule_strikes_is_reported_whatever_its_form(words: str) -> None:
    """A label, a table head, a name of a control."""
    assert found(table((words, "备注"))) == [("void", "表1第1行第1列")]


def test_the_day_decides() -> None:
    """A fee that had a basis in 2010 has none today."""
    fee = p("第三条 乙方不符合法定条件生育的，由县级计划生育部门依法征收社会抚养费。")

    assert found(fee) == [("obsolete", "第三条")]
    assert found(fee, as_of=date(2010, 3, 5)) == []


def test_a_hidden_word_that_forbids_mends_nothing() -> None:
    """What is printed is what binds."""
    assert found(p("甲方", r("不得", "<w:vanish/>"), "向乙方收取押金五百元。")) == [("void", "第1段")]


def test_hidden_words_are_judged_in_their_sentence() -> None:
    """乙方 … 自愿学习 is harmless until the hidden words are read with it."""
    line = p("乙方", r("必须在产后四十二天内", "<w:vanish/>"), "上环", r("否则罚款", "<w:vanish/>"))

    assert [where for _, where in found(line)] == ["第1段隐藏文字"]


def test_a_sentence_broken_into_lines_is_judged_whole() -> None:
    """Scanned papers end a paragraph at every line."""
    assert found(p("乙方生育第一个子女后，必须"), p("在四十二天内放置"), p("宫内节育器。"))[0][0] == "void"


def test_an_item_is_judged_with_its_introduction() -> None:
    """The same item is void under another introduction."""
    assert found(p("甲方不得有下列行为："), p("（一）收取押金；")) == []
    assert found(p("乙方须办理下列事项："), p("（一）交纳押金；")) == [("void", "第2段")]


def test_names_of_controls_and_properties_cry_only_when_struck() -> None:
    """They are no sentences."""
    control = "<w:sdt><w:sdtPr><w:alias w:val='{}'/></w:sdtPr><w:sdtContent/></w:sdt>"
    harmless = examine(word_file(control.format("乙方应当填写的内容"), p("甲")), as_of=TODAY)

    assert [item.verdict for item in harmless] == [None, None]
    assert found(control.format("乙方交纳押金500元")) == [("void", "第1段控件")]


def test_a_tracked_insertion_and_a_comment_are_judged() -> None:
    """Whoever signs may find them accepted."""
    comment = Part("comments", "comments", f'<w:comment w:id="1">{p(VOID)}</w:comment>')

    assert found(p(f"<w:ins w:id='1'>{t(VOID)}</w:ins>"), comments=comment) == [
        ("void", "第1段（修订插入）"), ("void", "批注1"),
    ]  # fmt: skip


def test_a_very_long_paragraph_is_judged_to_its_end() -> None:
    """With and without full stops."""
    tail = "乙方必须在四十二天内放置宫内节育器。"

    assert found(p("甲方免费提供宣传服务。" * 2000 + tail)) == [("void", "第1段")]
    assert found(p("宣传服务" * 3000 + tail)) == [("void", "第1段")]


def test_the_summary_counts_every_paragraph_once() -> None:
    """Void, obsolete, open, lawful and passed add up."""
    items = examine(word_file(*map(p, FORM), p(VOID)), as_of=TODAY)
    total = summary(items)

    assert total.void + total.obsolete + total.needs_review + total.lawful + total.passed == len(items)
    assert total.refused == 1


def test_a_paragraph_that_is_no_clause_has_no_verdict() -> None:
    """None is not lawful."""
    assert Examined(where="第1段", text="合同").verdict is None
    assert not Examined(where="第1段", text="合同").refused
