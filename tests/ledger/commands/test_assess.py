"""Assessment from the command line: score, sign, close, rank, object, score again; only ever an office."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result

import cli
from contracts.text_width import display_width
from tests.clerks_office import Clerk, office_at, own_kind

AGREEMENT = "village_responsibility_agreement"
SHANGPING, SHIQIAO = "429999101201-责任-2026Z-001", "429999101202-责任-2026Z-002"
PERFECT = dict.fromkeys(range(1, 7), ("定量", "", "0", "", "履约台账", ""))
HEADINGS = ("序号", "方法", "完成情况", "差额", "扣分", "依据", "抽查地点", "分值")


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """Return an office that signed agreements with two villages on 5 January 2026."""
    found = office_at(tmp_path / "青河镇")
    draft_agreements(found)
    found.done("register", found.folder / f"{AGREEMENT}_2026Z", "--signed-on", "2026-01-05",
               now=datetime(2026, 1, 6, 9, 0, tzinfo=cli.SHANGHAI))  # fmt: skip
    return found


def drafted(clerk: Clerk) -> Result:
    """Draft the agreements of two villages."""
    roster, office = clerk.folder / "村.csv", clerk.folder / "office.toml"
    roster.write_text("村名,行政区划代码\n上坪村,429999101201\n石桥村,429999101202\n", encoding="utf-8-sig")
    words = office.read_text(encoding="utf-8")
    if AGREEMENT not in words:
        office.write_text(f'{words}\n[values.{AGREEMENT}]\nwork_funds = "6000"\n', encoding="utf-8")
    return clerk.run("draft", AGREEMENT, roster, "--batch", "2026Z", "--signing", "2026-01-05", "-o", clerk.folder)


def draft_agreements(clerk: Clerk) -> None:
    """Draft the agreements of two villages, which must succeed."""
    result = drafted(clerk)
    assert result.exit_code == 0, result.stderr


OFFICES = {SHANGPING: "上坪村村民委员会", SHIQIAO: "石桥村村民委员会"}


def sheet(
    clerk: Clerk, name: str = "评分表.csv", contract: str = SHANGPING, **changed: tuple[str, ...]
) -> Path:
    """Write a filled-in sheet; ``line3=(…)`` changes a line: method, actual, shortfall, deduction, evidence, place."""
    lines = PERFECT | {int(key.removeprefix("line")): cells for key, cells in changed.items()}
    path = clerk.folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        head = [("责任书", contract), ("被考核单位", OFFICES.get(contract, ""))]
        rows = ((str(number), *cells) for number, cells in lines.items() if cells)
        csv.writer(file).writerows([*head, HEADINGS, *rows])
    return path


def scored(clerk: Clerk, contract: str = SHANGPING, period: str = "2026Q1", **changed: tuple[str, ...]) -> Result:
    """Score an agreement."""
    return clerk.run("assess", "score", contract, sheet(clerk, contract=contract, **changed), "--period", period)


def signed(clerk: Clerk, number: int) -> None:
    """Have both sign."""
    clerk.done("assess", "sign", str(number), "--assessor", "李敏", "--assessed", "周平", "--on", "2026-04-05")


def test_deductions_follow_the_agreement_and_the_sheet_is_closed_and_ranked(clerk: Clerk) -> None:
    """2.5 points below count as two full ones at 3 each; a meeting missed costs 2.5; equal scores share a rank."""
    first = scored(clerk, line1=("定量", "97.5%", "2.5", "", "台账", ""), line5=("经常", "3次", "1", "2.5", "记录", ""))
    second = scored(clerk, SHIQIAO)
    signed(clerk, 1)
    signed(clerk, 2)
    closed = clerk.done("assess", "close", "--unscored", "--period", "2026Q1")
    ranks = json.loads(clerk.done("assess", "rank", "--period", "2026Q1", "--json"))

    assert "得分 91.5（满分 100）" in first.stdout
    assert "得分 100" in second.stdout
    assert "2 张评分表" in closed
    assert [(row["rank"], row["score"], row["awardable"]) for row in ranks] == [(1, "100", True), (2, "91.5", True)]


def test_equal_scores_share_a_rank(clerk: Clerk) -> None:
    """Nobody is put second by the alphabet."""
    scored(clerk)
    scored(clerk, SHIQIAO)
    signed(clerk, 1)
    signed(clerk, 2)
    clerk.done("assess", "close", "--unscored", "--period", "2026Q1")

    assert [row["rank"] for row in json.loads(clerk.done("assess", "rank", "--period", "2026Q1", "--json"))] == [1, 1]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("定量", "", "", "", "台账", ""), "没有写差额（单位：个百分点）"),
        (("定量", "", "0", "", "", ""), "没有依据"),
        (("抽样", "", "0", "", "台账", ""), "抽样没有写抽查地点"),
        (("随意", "", "0", "", "台账", ""), "没有写考核方法"),
        (("定量", "", "2", "5", "台账", ""), "应扣 6 分，表上写的是 5 分"),
        (("定量", "", "-1", "", "台账", ""), "不是数字"),
        (("定量", "王某怀孕", "0", "", "台账", ""), "不得记录的内容：怀孕"),
        (("定量", "", "0", "", "台账", "", "50"), "分值写的是“50”，责任书上是“30”"),
        ((), "没有这一行"),
    ],
)
def test_every_fault_of_a_sheet_is_named_and_nothing_is_scored(clerk: Clerk, line: tuple[str, ...], told: str) -> None:
    """A blank is no zero, the agreement's rule decides, bodies are not recorded."""
    result = scored(clerk, line1=line)

    assert (result.exit_code, told in result.stderr) == (3, True), result.stderr
    assert clerk.rows("select count(*) as n from score_sheets") == [{"n": 0}]


def test_a_period_is_ranked_only_when_closed_and_closed_only_when_signed(clerk: Clerk) -> None:
    """A-02: nothing is published of an open period."""
    scored(clerk)

    assert clerk.run("assess", "rank", "--period", "2026Q1").exit_code == 5
    refusal = clerk.run("assess", "close", "--period", "2026Q1")
    assert (refusal.exit_code, "没有双方签字" in refusal.stderr) == (5, True)
    signed(clerk, 1)
    assert clerk.run("assess", "close", "--period", "2026Q4").exit_code == 5
    early = scored(clerk, period="2026Q4")
    assert (early.exit_code, "到 2026-12-31 才结束" in early.stderr) == (5, True), "what is paid until then counts"
    bare = clerk.run("assess", "close", "--period", "2026Q1")
    assert (bare.exit_code, f"{SHIQIAO}：没有评分表" in bare.stderr) == (5, True), "closed, it could never be scored"
    clerk.done("assess", "close", "--unscored", "--period", "2026Q1")
    late = scored(clerk, SHIQIAO)
    assert (late.exit_code, "已经关闭" in late.stderr) == (5, True)


def test_a_quarter_waits_for_its_months(clerk: Clerk) -> None:
    """A-02: monthly assessment, quarterly circular."""
    scored(clerk, period="2026-02")
    scored(clerk)
    for number in (1, 2):
        signed(clerk, number)
    refusal = clerk.run("assess", "close", "--period", "2026Q1")

    assert (refusal.exit_code, "2026年2月：还没有关闭" in refusal.stderr) == (5, True)
    clerk.done("assess", "close", "--unscored", "--period", "2026-02")
    clerk.done("assess", "close", "--unscored", "--period", "2026Q1")


def test_an_objection_leads_to_a_new_sheet_and_both_stay(clerk: Clerk) -> None:
    """The old score is replaced, never changed; the new one must be signed again."""
    scored(clerk, line5=("经常", "2次", "2", "", "记录", ""))
    signed(clerk, 1)
    clerk.done("assess", "close", "--unscored", "--period", "2026Q1")
    clerk.done("assess", "object", "1", "--by", "上坪村村委会", "--because", "漏看会议记录", "--on", "2026-04-10")
    again = sheet(clerk, "复核.csv", line5=("经常", "3次", "1", "", "会议记录", ""))
    clerk.done("assess", "rescore", "1", "--sheet", again, "--because", "补看记录", "--on", "2026-04-12")
    waiting = clerk.run("assess", "rank", "--period", "2026Q1")
    assert (waiting.exit_code, "第 2 号评分表没有双方签字" in waiting.stderr) == (5, True)

    signed(clerk, 2)
    (rank,) = json.loads(clerk.done("assess", "rank", "--period", "2026Q1", "--json"))
    told = clerk.run("assess", "show", "1").stderr
    assert rank["score"] == "97.5"
    assert "得分 95" in told
    assert "重新记分，第 2 号评分表，补看记录" in told
    assert "5  村务公开和会议次数（≥4次）  5 / 10 分，扣 5" in clerk.run("assess", "show", "1").stdout
    assert clerk.run("assess", "rescore", "1", "--because", "再来").exit_code == 5


def test_an_objection_may_be_answered_by_keeping_the_score(clerk: Clerk) -> None:
    """With a reason, and once."""
    scored(clerk)
    clerk.done("assess", "object", "1", "--by", "村委会", "--because", "不服", "--on", "2026-04-10")

    for name in ("石桥村村民委员会", "会", "村村民委员会"):
        other = clerk.run("assess", "object", "1", "--by", name, "--because", "不服")
        assert (other.exit_code, "只有它可以提出" in other.stderr) == (5, True), name
    signed(clerk, 1)
    waiting = clerk.run("assess", "close", "--unscored", "--period", "2026Q1")
    assert (waiting.exit_code, "第 1 号异议还没有答复" in waiting.stderr) == (5, True)
    assert "维持原分" in clerk.done("assess", "rescore", "1", "--because", "核对无误", "--on", "2026-04-12")


def test_one_hand_does_not_sign_for_both(clerk: Clerk) -> None:
    """Assessor and assessed are two people."""
    scored(clerk)
    refusal = clerk.run("assess", "sign", "1", "--assessor", "李敏", "--assessed", "李敏", "--on", "2026-04-05")

    assert (refusal.exit_code, "同一人签了两处" in refusal.stderr) == (5, True)


def test_a_familys_contract_cannot_be_scored(clerk: Clerk) -> None:
    """Persons are never scored: not by the command, not past it."""
    clerk.draft()
    clerk.done("register", clerk.folder / "service_contract_2026A", "--signed-on", "2026-03-05")
    refusal = scored(clerk, "429999101201-计服-2026A-001")

    assert refusal.exit_code != 0
    assert clerk.rows("select count(*) as n from score_sheets") == [{"n": 0}]


def test_a_trial_run_changes_nothing(clerk: Clerk) -> None:
    """It says what would be."""
    before = clerk.state()
    result = clerk.run("assess", "score", SHANGPING, clerk.folder / "评分表.csv", "--period", "2026Q1", "--dry-run")
    assert result.exit_code == 2
    path = sheet(clerk)
    before = clerk.state()
    result = clerk.run("assess", "score", SHANGPING, path, "--period", "2026Q1", "--dry-run")

    assert "试运行" in result.stderr
    assert clerk.state() == before


def test_a_blank_sheet_has_the_agreements_indicators_and_comes_back_scored(clerk: Clerk) -> None:
    """What is written out is what is read in."""
    from openpyxl import load_workbook

    path = clerk.folder / "空白.xlsx"
    clerk.done("assess", "columns", SHANGPING, "-o", path)
    book = load_workbook(path)
    table = book.active
    for row in range(4, 10):
        for column, value in ((6, "定量"), (8, "0"), (10, "履约台账")):
            table.cell(row=row, column=column, value=value)
    book.save(path)

    assert "得分 100" in clerk.done("assess", "score", SHANGPING, path, "--period", "2026Q1")


def test_a_score_sheet_is_printed_for_both_signatures(clerk: Clerk) -> None:
    """§2.7: lines, points, evidence, places to sign."""
    scored(clerk)
    clerk.done("assess", "show", "1", "--print")
    text = clerk.text("评分表")

    for words in ("上坪村村民委员会", "2026年第1季度", "得分100分", "每低1个百分点扣3分", "被考核单位（签字）"):
        assert words in text


def test_settlement_is_reminded_of_from_new_year_until_it_is_done(clerk: Clerk) -> None:
    """A-12: by the last of February; overdue ones are not forgotten."""
    at = {day: datetime.fromisoformat(f"{day}T09:00+08:00") for day in ("2026-12-31", "2027-01-01", "2027-03-02")}

    assert "提醒" not in clerk.run("assess", "list", now=at["2026-12-31"]).stderr
    assert f"{SHANGPING}  上坪村村民委员会  还没有评分表" in clerk.run("assess", "list").stdout
    assert "最迟 2027-02-28 公布并兑现，还有 58 天" in clerk.run("assess", "list", now=at["2027-01-01"]).stderr
    assert "已逾期 2 天" in clerk.run("assess", "list", now=at["2027-03-02"]).stderr


def test_a_new_agreement_with_a_refused_indicator_is_refused_with_its_article(tmp_path: Path) -> None:
    """I-04, I-05, I-10 of the old plan come to an end in the review, with nothing printed."""
    refused = ("期内结扎率", "期内上环率", "社会抚养费征收到位率", "三查到位率", "期内避孕措施落实到位率")
    for number, words in enumerate(refused):
        clerk = office_at(tmp_path / f"镇{number}")
        own_kind(clerk, AGREEMENT, instead=("独生子女父母奖励费兑现率", words))
        result = drafted(clerk)

        assert result.exit_code == 4, (words, result.stderr)
        assert "条" in result.stderr
        assert not list(clerk.folder.glob(f"{AGREEMENT}_*"))


def test_the_old_plan_is_shown_with_both_figures_and_what_became_of_it(clerk: Clerk) -> None:
    """I-01 to I-11; two figures for one target are both kept."""
    rows = {row["indicator"]: row for row in json.loads(clerk.done("assess", "indicators", "--json"))}

    assert list(rows) == [f"I-{number:02}" for number in range(1, 12)]
    assert (rows["I-10"]["target"], rows["I-10"]["also"], rows["I-10"]["treatment"]) == ("90%", "≥80%", "不得再用")
    assert rows["I-08"]["treatment"] == "可以继续用"
    shown = clerk.done("assess", "indicators").splitlines()
    assert "I-10  社会抚养费征收到位率  90%（正文另写 ≥80%）  不得再用" in shown
    assert max(map(display_width, shown)) <= 80


def test_the_five_classes_group_the_points_of_a_sheet(clerk: Clerk) -> None:
    """I-22: 保障、管理、服务、绩效、激励 are written in 类别, added up for reading, for --json and on the paper."""
    groups = ("绩效", "保障", "管理", "服务", "", "服务")
    path = in_classes(clerk, groups, line4=("定量", "98%", "2", "", "服务记录", ""))
    clerk.done("assess", "score", SHANGPING, path, "--period", "2026Q1")
    sums = json.loads(clerk.done("assess", "show", "1", "--classes", "--json"))
    rows = json.loads(clerk.done("assess", "show", "1", "--json"))
    told = clerk.run("assess", "show", "1")
    clerk.done("assess", "show", "1", "--print")

    assert [(row["class"], row["points"], row["deduction"], row["score"]) for row in sums] == [
        ("保障", "20", "0", "20"), ("管理", "15", "0", "15"), ("服务", "25", "2", "23"), ("绩效", "30", "0", "30"),
        ("其他", "10", "0", "10"),
    ]  # fmt: skip
    assert [row["class"] or "" for row in rows] == list(groups)
    assert "各类得分：保障 20 / 20，管理 15 / 15，服务 23 / 25，绩效 30 / 30，其他 10 / 10" in told.stderr
    assert "4  【服务】流入家庭服务覆盖率（98%）  8 / 10 分，扣 2" in told.stdout
    paper = clerk.text("评分表")
    assert "各类得分和分值" in paper
    for words in ("20 / 20", "15 / 15", "23 / 25", "30 / 30", "10 / 10", "【服务】98%"):
        assert words in paper


def test_a_class_is_one_of_five_and_no_persons_name(clerk: Clerk) -> None:
    """Under a name of one's own the points of a person could be added up."""
    path = in_classes(clerk, ("绩效", "周平", "", "", "", ""))
    result = clerk.run("assess", "score", SHANGPING, path, "--period", "2026Q1")

    assert (result.exit_code, "没有类别“周平”" in result.stderr) == (3, True), result.stderr
    assert clerk.rows("select * from score_sheets") == []


def test_a_sheet_without_classes_is_printed_as_before(clerk: Clerk) -> None:
    """Classes are asked of nobody."""
    scored(clerk)
    clerk.done("assess", "show", "1", "--print")

    assert json.loads(clerk.done("assess", "show", "1", "--classes", "--json")) == []
    assert "各类得分" not in clerk.text("评分表")
    assert clerk.run("assess", "show", "1", "--classes", "--print").exit_code == 2


def in_classes(clerk: Clerk, groups: tuple[str, ...], **changed: tuple[str, ...]) -> Path:
    """Write a sheet with a column 类别."""
    path = sheet(clerk, **changed)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    rows = [f"{line},,{group}" for line, group in zip(lines[3:], groups, strict=True)]
    path.write_text("\n".join([*lines[:2], f"{lines[2]},类别", *rows]), encoding="utf-8-sig")
    return path


def test_a_cadres_duty_sheet_is_never_scored_the_villages_agreement_is(clerk: Clerk) -> None:
    """A-10: the cadre stands and falls with the village: one score, the village's; the sheet of a person takes none."""
    roster = clerk.folder / "岗位.csv"
    roster.write_text("姓名,岗位,服务片区,每年补贴\n韩立,驻村干部,上坪村1组至3组,2400\n", encoding="utf-8-sig")
    clerk.done("draft", "duty_sheet", roster, "--batch", "2026G", "--signing", "2026-01-05", "-o", clerk.folder)
    clerk.done("register", clerk.folder / "duty_sheet_2026G", "--signed-on", "2026-01-05")
    (duty,) = clerk.rows("select number from contracts where kind = 'duty_sheet'")
    refused = scored(clerk, duty["number"])
    veto = clerk.run("assess", "veto", duty["number"], "--cause", "拖欠奖励", "--evidence", "核查记录")
    scored(clerk, line5=("经常", "2次", "2", "", "记录", ""))
    signed(clerk, 1)
    clerk.done("assess", "close", "--unscored", "--period", "2026Q1")
    ranks = json.loads(clerk.done("assess", "rank", "--period", "2026Q1", "--json"))

    assert (refused.exit_code, veto.exit_code) == (5, 5), (refused.stderr, veto.stderr)
    assert [(row["party"], row["score"]) for row in ranks] == [("上坪村村民委员会", "95")]
    late = ("query", "overdue_assessments", "--set", "as_of=2027-03-02", "--json")
    listed = [clerk.done("assess", "list"), clerk.done("assess", "rank", "--period", "2026Q1"), clerk.done(*late)]
    assert [text for text in listed if "韩" in text or duty["number"] in text] == []
    assert {row["what"] for row in json.loads(listed[2])} == {"unscored", "unsettled"}, "the villages' own are there"
    assert clerk.rows("select count(*) as n from score_vetoes") == [{"n": 0}]


def test_a_unit_that_signed_targets_is_listed_and_overdue_like_a_village(tmp_path: Path) -> None:
    """R-22: what a unit in the area promised is scored too, so it waits for its sheet as a village's does."""
    clerk = office_at(tmp_path / "青河镇")
    roster = clerk.folder / "单位.csv"
    head = "单位名称,统一社会信用代码,法定代表人,所在村（社区）,甲方联系人和电话"
    row = "青河水泥厂,91429900MA48000018,陈石,上坪村,李敏 0710-5550100"
    roster.write_text(f"{head}\n{row}\n", encoding="utf-8-sig")
    kind = "unit_responsibility_agreement"
    drafted_units = clerk.run("draft", kind, roster, "--batch", "2026D", "--signing", "2026-01-05", "-o", clerk.folder)
    assert drafted_units.exit_code == 0, drafted_units.stderr
    clerk.done("register", clerk.folder / f"{kind}_2026D", "--signed-on", "2026-01-05")
    late = json.loads(clerk.done("query", "overdue_assessments", "--set", "as_of=2027-03-02", "--json"))

    assert "青河水泥厂  还没有评分表" in clerk.done("assess", "list")
    assert [(row["what"], row["party"]) for row in late] == [("unscored", "青河水泥厂"), ("unsettled", "青河水泥厂")]
