"""Old contracts from a sheet: whole, of one piece, and silent about bodies."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import LawError, RosterError
from contracts.model import Draft
from contracts.papers.drafting import check_issuable
from contracts.past.history import old_contracts
from contracts.past.history_sheet import read_history
from tests.contracts.old_papers import CLAUSES, N1998, N2006, N2012, N2018, contracts, desk, rows, sheet

BODIES = re.compile("上环|结扎|手术|孕|节育")


def faults(tmp_path: Path, content: list[dict[str, str]]) -> list[str]:
    """Return what a refused sheet is told."""
    with pytest.raises(RosterError) as caught:
        old_contracts(read_history(sheet(tmp_path, content)), desk())
    return [str(problem) for problem in caught.value.problems]


def test_a_sheet_becomes_one_paper_for_each_contract_on_its_old_day(tmp_path: Path) -> None:
    """In the order of the sheet, with the old names of the parties."""
    found = contracts(tmp_path)

    assert [(item.draft.number, item.draft.signing_on) for item in found] == [
        (N1998, date(1998, 5, 12)), (N2006, date(2006, 3, 8)), (N2012, date(2012, 7, 20)), (N2018, date(2018, 4, 2)),
    ]  # fmt: skip
    assert [party.name for party in found[0].draft.parties] == ["青河乡上坪村村民委员会", "田秀兰、陈大山"]
    assert [party.type for party in found[2].draft.parties] == ["township", "person"]
    assert [item.village for item in found] == ["上坪村", "石桥村", "上坪村", "石桥村"]


def test_nothing_about_bodies_is_in_paper_or_review(tmp_path: Path) -> None:
    """Neither the words of a clause nor those that triggered a rule."""
    for contract in contracts(tmp_path):
        assert not BODIES.search(contract.draft.canonical().decode())
        said = [text for item in contract.review.findings for text in (item.text, item.message, *item.words)]
        assert not BODIES.search("".join(said))


def test_the_review_is_of_this_paper_and_names_the_rule_of_every_clause_that_binds_nobody(tmp_path: Path) -> None:
    """The record shows that a clause existed and why it binds nobody."""
    contract = contracts(tmp_path)[0]

    assert contract.review.draft_sha256 == contract.draft.sha256
    verdicts = {item.where: item.verdict for item in contract.review.refused}
    assert [verdicts[where] for where in ("第1条", "第2条", "第3条")] == ["void", "void", "obsolete"]
    assert all(item.rule and item.cite for item in contract.review.refused)


def test_a_paper_can_be_read_back(tmp_path: Path) -> None:
    """It is a draft like any other."""
    for contract in contracts(tmp_path):
        assert Draft.from_json(contract.draft.canonical()) == contract.draft


def test_a_family_owes_only_what_bound_it_once(tmp_path: Path) -> None:
    """Void and unfounded clauses bind nobody; an office owes refunds and rewards."""
    owed = {contract.draft.number: [term.owed_by for term in contract.draft.terms] for contract in contracts(tmp_path)}

    assert owed == {
        N1998: ["party_a", "", "", "party_a"],
        N2006: ["party_b", "party_a", "party_a", "party_b", ""],
        N2012: ["party_b", "party_a", "party_a"],
        N2018: ["party_a", "party_b", ""],
    }


def test_every_fault_of_every_row_is_told_at_once(tmp_path: Path) -> None:
    """With its cell, before anything is entered."""
    content = rows(*CLAUSES)
    content[0]["女方姓名"] = ""
    content[0]["男方姓名"] = ""
    content[5]["村组"] = "柳树村1组"
    content[7]["金额"] = "两千左右"
    content[10]["签订日期"] = "2012年"
    content[13]["签订日期"] = "2022-04-02"

    told = faults(tmp_path, content)

    for place, said in (("E2", "没有乙方姓名"), ("D7", "看不出属于哪个村"), ("N9", "金额"), ("B12", "没有写到日"),
                        ("B15", "不是旧合同")):  # fmt: skip
        assert any(place in item and said in item for item in told), (place, told)


def test_a_copy_must_be_whole_so_no_clause_may_be_left_out(tmp_path: Path) -> None:
    """A clause that is not typed would make the certified copy untrue."""
    told = faults(tmp_path, rows(*(item for item in CLAUSES if item[:2] != (N2006, "3"))))

    assert len(told) == 1
    assert "缺少第三条" in told[0]


def test_two_contracts_under_one_number_are_found_out(tmp_path: Path) -> None:
    """The same number with another day or other people is another contract."""
    content = rows(*CLAUSES)
    content[1] |= {"签订日期": "1999-05-12"}

    assert any("B3" in item and "不一致" in item for item in faults(tmp_path, content))


def test_a_clause_said_twice_differently_is_asked_about(tmp_path: Path) -> None:
    """One article has one wording."""
    told = faults(tmp_path, rows(*CLAUSES[:5], (N1998, "四", "甲方每年发放80元。", "甲方", "80", "2000-12-31")))

    assert any("出现两次" in item for item in told)


def test_a_row_without_a_number_goes_on_with_the_contract_above(tmp_path: Path) -> None:
    """As merged cells read; the first row must have one."""
    content = rows(*CLAUSES)
    for row in content[1:5]:
        row["合同编号"] = ""
    found = old_contracts(read_history(sheet(tmp_path, content)), desk())
    content[0]["合同编号"] = ""

    assert len(found[0].clauses) == 4
    assert any("A2" in item and "没有合同编号" in item for item in faults(tmp_path, content))


def test_an_id_number_of_the_other_sex_is_in_the_wrong_column(tmp_path: Path) -> None:
    """Never quoted whole."""
    content = rows(*CLAUSES)
    content[5]["男方身份证号"] = content[5].pop("女方身份证号")
    (told,) = faults(tmp_path, content)

    assert "性别" in told
    assert "429999198912154824" not in told


@pytest.mark.parametrize("day", [date(2006, 3, 8), date(2021, 8, 20), date(2026, 11, 22)])
def test_nothing_of_it_can_be_issued_anew(day: date) -> None:
    """Not even with an old date; the refusal names articles and the lawful way."""
    with pytest.raises(LawError) as caught:
        check_issuable(desk().kind, day)
    (finding,) = caught.value.findings

    assert "shouyue copy" in finding.hint
    assert {item.law for item in finding.cite} == {"中华人民共和国人口与计划生育法", "中华人民共和国民法典"}
