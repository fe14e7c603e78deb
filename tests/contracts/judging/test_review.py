"""contracts/judging/review.py: a draft, a clause or a file of clauses before the law."""

from __future__ import annotations

import os
from datetime import date

import pytest

from contracts.errors import InputError
from contracts.judging.books import rules_for
from contracts.judging.review import _by_two, explain, judge, judge_rows, review
from contracts.kinds import load_kind, shipped_folder
from contracts.model import Acceptance, Column, Draft, Family, Table, Term
from contracts.papers.proofs import example

TODAY = date(2026, 11, 22)
NAME = Column(key="name", label="姓名", width_mm=30)


@pytest.mark.parametrize(
    ("clause", "bound", "verdict"),
    [
        ("甲方向乙方收取押金五百元。", "family", "void"),
        ("甲方退还乙方以前年度交纳的押金。", "office", "lawful"),
        ("严禁向乙方收取押金。", "office", "lawful"),
        ("乙方必须上环。", "family", "void"),
        ("甲方免费提供取环服务。", "office", "lawful"),
    ],
)
def test_direction_and_modality_decide_and_not_the_word(clause: str, bound: str, verdict: str) -> None:
    """收取押金 is void, 退还押金 a duty, 严禁收取押金 a protection."""
    assert judge(clause, party_bound=bound, as_of=TODAY).verdict == verdict


def test_what_no_rule_knows_is_left_to_a_person() -> None:
    """The judge never guesses."""
    assert judge("甲方种植苹果树。", party_bound="office", as_of=TODAY).verdict == "needs_review"


def test_an_explanation_ends_in_because_with_article_version_and_words() -> None:
    """Issue 3, item 5: rule, article, version and the words that triggered it."""
    text = explain(judge("乙方缴纳信誉金2000元。", party_bound="family", as_of=TODAY))

    assert "因为" in text
    assert "《民法典》（2021-01-01 版）第153、157条" in text
    assert "信誉金" in text


def test_rows_keep_their_order_and_their_own_day_wins() -> None:
    """A column signed_on is stronger than the option."""
    rows = [
        {"id": "2", "clause_zh": "社会抚养费征收到位率达到90%。", "party_bound": "village", "signed_on": "2010-05-01"},
        {"id": "1", "clause_zh": "社会抚养费征收到位率达到90%。", "party_bound": "village", "signed_on": ""},
    ]

    judged = list(judge_rows(rows, signing=TODAY))

    assert [(row["id"], row["verdict"]) for row in judged] == [("2", "lawful"), ("1", "obsolete")]


def test_a_file_without_a_column_is_refused_with_its_cure() -> None:
    """The missing heading is named, and what the first row must hold."""
    with pytest.raises(InputError) as caught:
        list(judge_rows([{"id": "1"}], signing=TODAY))

    assert "clause_zh、party_bound" in str(caught.value.problems[0])


def draft(family: Family = "contract", *terms: str, rows: tuple[tuple[str, ...], ...] = ()) -> Draft:
    """Return a paper with these terms and one table."""
    return Draft(
        kind="service_contract", kind_version=1, family=family, locale="zh_CN", number="1", title="合同", batch="2026A",
        row=1, place="429999101201", signing_on=TODAY,
        terms=tuple(Term(code=f"t{n}", ordinal=n, section="", text=text) for n, text in enumerate(terms, 1)),
        tables=(Table(code="list", caption="名单", columns=(NAME,), rows=rows),),
    )  # fmt: skip


def test_lawful_terms_leave_no_finding() -> None:
    """Nothing to read is the best news."""
    paper = draft("contract", "甲方每年12月31日前发放奖励扶助金960元。", "乙方可以随时解除本合同。")

    assert review(paper, as_of=TODAY).findings == ()


def test_every_finding_names_its_place_and_article() -> None:
    """A clerk finds the clause, the reason and the cure."""
    paper = draft("contract", "甲方免费提供咨询。", "乙方必须每季度参加孕检。")

    (finding,) = review(paper, as_of=TODAY).refused

    assert (finding.where, finding.verdict) == ("第2条", "void")
    assert finding.cite
    assert finding.hint


def test_a_person_may_accept_what_is_open_but_never_what_is_void() -> None:
    """A decision lifts needs_review at that place, and nothing else."""
    paper = draft("contract", "本合同经公证后生效。", "乙方交纳押金五百元。")
    accepted = Acceptance(rule="CN-NOTARY-001", where="第1条", because="免费公证", by="张三", on=TODAY)

    result = review(paper, as_of=TODAY, accepted=[accepted])

    assert result.undecided == ()
    assert {finding.where for finding in result.refused} == {"第2条"}


def test_rows_of_plain_data_do_not_cry_wolf() -> None:
    """Names, sums, days, phones of offices, blanks."""
    rows = (("1", "张三", "上坪村一组", "奖励扶助", "960元", "2026-12-31", ""), ("2", "李四", "/", "—", "0711-1234567"))

    assert review(draft("notice", rows=rows), as_of=TODAY).findings == ()


def test_a_posted_row_with_a_personal_number_is_refused_and_masked() -> None:
    """The refusal itself never repeats the whole number."""
    (finding,) = review(draft("notice", rows=(("张三", "420117198503020028"),)), as_of=TODAY).refused

    assert finding.where == "名单第1行"
    assert "420117198503020028" not in str(finding)


def test_the_contract_between_the_parties_may_hold_the_number() -> None:
    """Only posted papers are so strict."""
    assert review(draft("contract", rows=(("张三", "420117198503020028"),)), as_of=TODAY).findings == ()


UNLAWFUL = (
    "期内结扎率", "社会抚养费征收到位率", "计划生育率", "三查到位率", "期内上环率", "出生人口性别比", "生孕信息掌握率",
    "违法生育多孩率", "社会抚养费案件到位率", "药具随访落实率", "综合节育率", "长效节育率", "计生率",
)  # fmt: skip


@pytest.mark.parametrize("cell", UNLAWFUL)
def test_an_unlawful_indicator_in_a_table_is_refused(cell: str) -> None:
    """Domain I-01 to I-10, I-13, I-15 and I-18: a table is no hiding place."""
    paper = draft("agreement", rows=(("1", cell, "≥98%", "10"),))

    assert {finding.verdict for finding in review(paper, as_of=TODAY).findings} <= {"void", "obsolete"}
    assert review(paper, as_of=TODAY).refused


@pytest.mark.parametrize("cell", ["出生缺陷发生率", "缺陷干预率", "生殖健康档案建档率", "出生率"])
def test_an_indicator_of_medicine_or_births_waits_for_a_person(cell: str) -> None:
    """Domain I-12, I-17 and I-19: no goal of an office, and never lawful in silence."""
    paper = draft("agreement", rows=(("1", cell, "≥98%", "10"),))

    assert {finding.verdict for finding in review(paper, as_of=TODAY).findings} == {"needs_review"}


@pytest.mark.parametrize(
    "cell",
    [
        "独生子女父母奖励费兑现率", "统计准确率", "奖励扶助落实到位率", "群众满意率", "流入家庭服务覆盖率",
        "村务公开和会议次数",
    ],
)  # fmt: skip
def test_a_lawful_indicator_in_a_table_passes(cell: str) -> None:
    """Domain I-02, I-08, I-09, I-11, I-16, I-23 and I-24."""
    assert review(draft("agreement", rows=(("1", cell, "100%", "10"),)), as_of=TODAY).findings == ()


def test_a_day_that_is_none_is_refused_with_its_row() -> None:
    """The first data row stands in line 2; every bad day is named at once."""
    row = {"id": "1", "clause_zh": "甲方发放奖励金。", "party_bound": ""}
    rows = [{**row, "signed_on": day} for day in ("2026-13-01", "2026-03-05", "昨天", "2026年")]

    with pytest.raises(InputError) as caught:
        list(judge_rows(rows, signing=TODAY))

    assert [problem.where for problem in caught.value.problems] == [
        "第2行 signed_on", "第4行 signed_on", "第5行 signed_on",
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["2012/5/1", "2012.5.1", "2012年5月1日", "2012-05-01 00:00:00"])
def test_a_day_is_read_as_a_table_program_writes_it(written: str) -> None:
    """Excel turns what was typed into its own form when it saves a CSV."""
    row = {"id": "1", "clause_zh": "乙方应当依法缴纳社会抚养费。", "party_bound": "family", "signed_on": written}

    assert [found["verdict"] for found in judge_rows([row], signing=TODAY)] == ["lawful"]


def test_rules_may_be_given_instead_of_the_packs() -> None:
    """With only the rule that knows nothing, everything is open."""
    only = [rules_for().rule("CN-OPEN-001")]

    assert judge("甲方发放奖励金960元。", party_bound="office", as_of=TODAY, rules=only).rule == "CN-OPEN-001"


@pytest.mark.parametrize("name", sorted(path.parent.name for path in shipped_folder().glob("*/manifest.toml")))
def test_every_shipped_kind_passes_its_own_review(name: str) -> None:
    """The words we print ourselves are lawful, and the review knows it."""
    paper = example(load_kind(shipped_folder() / name), signing_on=date(2026, 3, 5))

    assert [explain(finding) for finding in review(paper, as_of=TODAY).findings] == []


def test_two_processes_give_the_rows_in_order_whatever_becomes_of_the_second() -> None:
    """A large file is judged by two; where the second dies, the first does its part."""
    first = os.getpid()

    def sound(sheet: int) -> list[dict[str, str]]:
        return [{"id": str(sheet)}]

    def failing(sheet: int) -> list[dict[str, str]]:
        if os.getpid() != first and sheet > 2:
            raise InputError("the second process")
        return [{"id": str(sheet)}]

    wanted = [[{"id": str(sheet)}] for sheet in range(7)]
    assert list(_by_two(sound, 7)) == wanted
    assert list(_by_two(failing, 7)) == wanted
