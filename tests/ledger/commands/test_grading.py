"""Grades and standings from the command line."""

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


def test_a_standing_is_for_an_office_and_says_the_next_rung(tmp_path: Path) -> None:
    """A person's name is no village."""
    clerk = office_at(tmp_path / "青河镇")
    leap = clerk.run("assess", "standing", "上坪村", "--to", "重点管理", "--because", "逾期")
    person = clerk.run("assess", "standing", "周桂兰", "--to", "黄牌警告", "--because", "逾期")

    assert (leap.exit_code, "上坪村村民委员会：现在是“正常”" in leap.stderr, CODE in leap.stderr) == (5, True, False)
    assert (person.exit_code, "本单位没有" in person.stderr) == (2, True)
    assert "黄牌警告" in clerk.done("assess", "standing", "上坪村", "--to", "黄牌警告", "--because", "逾期")
    assert clerk.done("assess", "standings", "上坪村") == "2026-11-22  上坪村村民委员会  黄牌警告：逾期\n"


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
