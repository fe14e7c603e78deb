"""contracts/judging/packs.py: files become rules, or every fault in them is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from contracts.errors import PackError
from contracts.judging.packs import load
from contracts.judging.rules import RuleBook

HEADER = """\
    jurisdiction = "000000"
    title = "试验"
    reviewed_on = 2026-11-22
    sources = ["试验"]
    [laws]
    CC = { law = "民法典", version = 2021-01-01 }
"""
RULE = """\
    [[rules]]
    id = "CN-TEST-001"
    family = "P-06"
    title = "不得收取押金"
    verdict = "void"
    check = { type = "clause", says = ["收取~押金"] }
    hint = "删除。"
    cite = ["CC 153"]
    accepts = ["退还。"]
    rejects = ["收取押金。"]
"""


def book(tmp_path: Path, *pieces: str) -> RuleBook:
    """Write one pack and load it."""
    path = tmp_path / "000000.toml"
    path.write_text("\n".join(dedent(piece) for piece in (HEADER, *pieces)), encoding="utf-8")
    return load([path])


def test_a_rule_carries_its_article_and_version(tmp_path: Path) -> None:
    """CC is short for a text, and the version stands once."""
    (rule,) = book(tmp_path, RULE)

    assert str(rule.cite[0]) == "《民法典》（2021-01-01 版）第153条"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('cite = ["CC 153"]', 'cite = ["CC"]', "没有写条号"),
        ('cite = ["CC 153"]', 'cite = ["XX 1"]', "没有登记的文本"),
        ('cite = ["CC 153"]', "cite = []", "缺少 cite"),
        ('type = "clause"', 'type = "magic"', "不认识的检查方法 magic"),
        ('verdict = "void"', 'verdict = "bad"', "不认识的结论 bad"),
        ('verdict = "void"', 'verdict = "obsolete"', "没有写曾有依据的日期"),
        ('hint = "删除。"', 'hint = "删除。"\nverified = false', "没有写原因"),
        ('hint = "删除。"', 'hint = "删除。"\nin_force = { from = 2021-01-02, to = 2021-01-01 }', "晚于终止日"),
        ('hint = "删除。"', 'hint = "删除。"\napplies_to = ["poem"]', "不认识的文书类别"),
        ('hint = "删除。"', 'hint = "删除。"\nsettles = ["CN-NONE-001"]', "不是待定规则"),
        ('says = ["收取~押金"]', 'says = ["<没有>"]', "没有名为“没有”的词表"),
        ('says = ["收取~押金"]', "says = []", "没有写要找的句式"),
        ('rejects = ["收取押金。"]', "", "没有例句 rejects"),
    ],
)
def test_a_faulty_rule_is_refused_with_place_and_cure(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """Nothing is judged by half a pack."""
    with pytest.raises(PackError) as caught:
        book(tmp_path, dedent(RULE).replace(old, new))

    (problem,) = caught.value.problems
    assert fault in problem.message
    assert problem.hint
    assert "CN-TEST-001" in problem.where


def test_two_windows_of_one_rule_may_not_share_a_day(tmp_path: Path) -> None:
    """Else the same day would have two answers."""
    with pytest.raises(PackError) as caught:
        book(tmp_path, RULE, RULE)

    assert "适用日期重叠" in caught.value.problems[0].message


def test_two_windows_of_one_rule_side_by_side_are_fine(tmp_path: Path) -> None:
    """A rule is never changed, only closed and followed by another."""
    closed = dedent(RULE).replace('verdict = "void"', 'verdict = "void"\nin_force = { to = 2020-12-31 }')
    opened = dedent(RULE).replace('verdict = "void"', 'verdict = "void"\nin_force = { from = 2021-01-01 }')

    first, second = book(tmp_path, closed, opened)

    assert (first.in_force.ends_on, second.in_force.starts_on) == (date(2020, 12, 31), date(2021, 1, 1))


def test_every_fault_of_a_pack_is_reported_at_once(tmp_path: Path) -> None:
    """The author of a pack mends it in one go."""
    with pytest.raises(PackError) as caught:
        book(tmp_path, dedent(RULE).replace('"void"', '"bad"').replace("CC 153", "CC"))

    assert len(caught.value.problems) == 2


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    """The place in the file is named."""
    path = tmp_path / "000000.toml"
    path.write_text("[[", encoding="utf-8")

    with pytest.raises(PackError):
        load([path])
