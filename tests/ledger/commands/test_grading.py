"""Grades of villages from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.clerks_office import Clerk, office_at

CODE = "429999101201"


def test_a_village_applies_and_climbs_and_its_history_is_listed(tmp_path: Path) -> None:
    """Village, township; a leap to the city is refused, the village called by its name."""
    clerk = office_at(tmp_path / "青河镇")
    words = ("assess", "grade", "上坪村", "--scheme", "four_no", "--grade", "四无村", "--year", "2026",
             "--evidence", "自查报告", "--checker")  # fmt: skip
    clerk.done(*words, "周平", "--level", "village")
    clerk.done(*words, "李敏", "--level", "township")
    leap = clerk.run(*words, "赵立", "--level", "city", "--certificate", "1号")
    rows = json.loads(clerk.done("assess", "grades", "上坪村", "--json"))

    assert (leap.exit_code, "上坪村村民委员会 2026年：县（区）检查还没有通过" in leap.stderr) == (5, True)
    assert CODE not in leap.stderr
    assert [(row["unit"], row["level"]) for row in rows] == [
        ("上坪村村民委员会", "村申报自查"), ("上坪村村民委员会", "乡镇检查"),
    ]  # fmt: skip


def test_a_scheme_that_lapsed_is_refused_with_its_article(tmp_path: Path) -> None:
    """Exit 4 and a lawful way."""
    clerk = office_at(tmp_path / "青河镇")
    result = clerk.run("assess", "grade", "上坪村", "--scheme", "four_no_old", "--grade", "四无村", "--year", "2026",
                       "--level", "village", "--checker", "周平", "--evidence", "自查报告")  # fmt: skip

    assert (result.exit_code, "第18条" in result.stderr, "无拖欠奖励" in result.stderr) == (4, True, True)


def test_a_step_of_the_wrong_village_is_taken_back_and_the_list_says_so(tmp_path: Path) -> None:
    """By the number in the list; a trial changes nothing, a step with another on it is refused."""
    clerk = office_at(tmp_path / "青河镇")
    words = ("assess", "grade", "上坪村", "--scheme", "four_no", "--grade", "四无村", "--year", "2026",
             "--evidence", "自查报告", "--checker")  # fmt: skip
    clerk.done(*words, "周平", "--level", "village")
    clerk.done(*words, "李敏", "--level", "township")
    before = clerk.state()
    back = ("--because", "记错了村")
    early = clerk.run("assess", "withdraw-grade", "1", *back)
    trial = clerk.run("assess", "withdraw-grade", "2", *back, "--dry-run")

    assert (early.exit_code, "后面还有第 2 号" in early.stderr, trial.exit_code) == (5, True, 0)
    assert clerk.state() == before
    assert clerk.done("assess", "withdraw-grade", "2", *back) == (
        "上坪村村民委员会 2026年“四无村”：乡镇检查这一步已撤销。\n"
    )
    rows = json.loads(clerk.done("assess", "grades", "上坪村", "--json"))
    assert [(row["id"], row["withdrawn"]) for row in rows] == [(1, None), (2, "记错了村")]


def test_a_grade_is_crowned_by_the_villages_own_certificate_or_one_from_above(clerk: Clerk) -> None:
    """An unknown number, another village's, one of another title and one used before are refused (A-17, G-01)."""
    with (clerk.folder / "office.toml").open("a", encoding="utf-8") as office:
        office.write('\n[honours]\ntitles = ["示范村", "无泄密村"]\n')
    for village, title in (("上坪村", "示范村"), ("石桥村", "示范村"), ("上坪村", "无泄密村")):
        clerk.done("publish", "honour_certificate", village, "--title", title)
    words = ("--scheme", "model_village", "--grade", "示范村", "--year", "2026", "--evidence", "报告")
    below = (("village", "周平"), ("township", "李敏"), ("county", "王勇"))
    for level, name in below:
        clerk.done("assess", "grade", "上坪村", *words, "--level", level, "--checker", name)
    top = ("assess", "grade", "上坪村", *words, "--level", "city", "--checker", "赵立", "--certificate")
    refused = [clerk.run(*top, number) for number in ("1号", *(f"429999101-荣-2026-000{last}" for last in (2, 3)))]
    clerk.done(*top, "429999101-荣-2026-0001")

    for item, said in zip(refused, ("台账里没有这个证号", "石桥村村民委员会的证书", "不是 2026年“示范"), strict=True):
        assert (item.exit_code, said in item.stderr) == (5, True), item.stderr
    other = ("assess", "grade", "上坪村", *words[:4], "--year", "2025", *words[6:])
    for level, name in below:
        clerk.done(*other, "--level", level, "--checker", name)
    other = (*other, "--level", "city", "--checker", "赵立")
    again = clerk.run(*other, "--certificate", "429999101-荣-2026-0001")
    assert (again.exit_code, "已经用于 2026年" in again.stderr) == (5, True)
    clerk.done(*other, "--certificate", "省荣〔2025〕8号", "--issued-by", "示范市人民政府")


def climb(clerk: Clerk, village: str, scheme: str, grade: str, year: int, *, certificate: str = "") -> None:
    """Take a village through the four hands, or through the first alone where it has no certificate."""
    hands = ("village", "township", "county", "city") if certificate else ("village",)
    for level, name in zip(hands, ("周平", "李敏", "王勇", "赵立"), strict=False):
        crown = ("--certificate", certificate, "--issued-by", "示范市人民政府") if level == "city" else ()
        clerk.done("assess", "grade", village, "--scheme", scheme, "--grade", grade, "--year", str(year), "--level",
                   level, "--checker", name, "--evidence", "验收表", "--on", f"{year + 1}-01-10", *crown)  # fmt: skip


def test_the_titles_of_a_year_are_counted_and_old_ones_stay_counted(tmp_path: Path) -> None:
    """I-14: how many 四无村 there were in 1999, and how many applied; sent back is not granted."""
    clerk = office_at(tmp_path / "青河镇")
    climb(clerk, "上坪村", "four_no_old", "四无村", 1999, certificate="市〔2000〕1号")
    climb(clerk, "石桥村", "four_no_old", "四无村", 1999)
    clerk.done("assess", "grade", "石桥村", "--scheme", "four_no_old", "--grade", "四无村", "--year", "1999", "--level",
               "township", "--decision", "returned", "--checker", "李敏", "--evidence", "材料不全",
               "--on", "2000-01-12")  # fmt: skip
    climb(clerk, "石桥村", "model_village", "示范村", 2024, certificate="市〔2025〕3号")
    counts = json.loads(clerk.done("assess", "grades", "--count", "--json"))

    assert [tuple(row.values()) for row in counts] == [
        (1999, "四无村（旧，G-02）", "四无村", 2, 1), (2024, "示范、优秀、合格村（G-01）", "示范村", 1, 1),
    ]  # fmt: skip
    assert "四无村" in clerk.done("assess", "grades", "--count")
    assert clerk.run("assess", "grades", "上坪村", "--count").exit_code == 2


def test_the_five_ways_are_titles_of_a_unit_like_any_other(tmp_path: Path) -> None:
    """G-03: each of the five stands beside the village with its own step; a sixth there is not."""
    clerk = office_at(tmp_path / "青河镇")
    five = ("组织网络化", "管理规范化", "质量标准化", "工作经常化", "服务系列化")
    for way in five:
        climb(clerk, "上坪村", "five_ways", way, 2025)
    sixth = clerk.run("assess", "grade", "上坪村", "--scheme", "five_ways", "--grade", "家庭隐患化", "--year", "2025",
                      "--level", "village", "--checker", "周平", "--evidence", "自查")  # fmt: skip
    rows = json.loads(clerk.done("assess", "grades", "上坪村", "--json"))

    assert [(row["scheme"], row["grade"]) for row in rows] == [("五化（G-03）", way) for way in five]
    assert (sixth.exit_code, "、".join(five) in sixth.stderr) == (5, True)


def test_old_ways_of_working_are_kept_as_labels_and_not_given_today(tmp_path: Path) -> None:
    """G-06: 三为主, 村为主, 三级联创 of past years are on record; of this year they are refused with the article."""
    clerk = office_at(tmp_path / "青河镇")
    labels = ("三为主", "村为主", "三级联创")
    for year, label in zip((1999, 2008, 2009), labels, strict=True):
        climb(clerk, "上坪村", "labels", label, year)
    today = [clerk.run("assess", "grade", "上坪村", "--scheme", "labels", "--grade", label, "--year", "2026", "--level",
                       "village", "--checker", "周平", "--evidence", "自查") for label in labels]  # fmt: skip
    rows = json.loads(clerk.done("assess", "grades", "上坪村", "--json"))

    assert [(row["grade"], row["year"]) for row in rows] == list(zip(labels, (1999, 2008, 2009), strict=True))
    for item in today:
        assert (item.exit_code, "第18条" in item.stderr, "只保存历史" in item.stderr) == (4, True, True), item.stderr
