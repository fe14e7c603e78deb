"""Responsibility agreements (domain §2.6): offices carry duties and points, persons carry duties and are paid."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from contracts.kinds import Kind
from contracts.papers.proofs import every_choice, example
from contracts.word.reading import printed
from tests.clerks_office import Clerk, office_at
from tests.contracts.example_office import OFFICE
from tests.contracts.word.papers import shipped

TODAY = date(2026, 11, 22)
OFFICES = (
    "county_township_agreement",
    "department_agreement",
    "unit_responsibility_agreement",
    "village_responsibility_agreement",
)
PERSONS = ("group_head_agreement", "duty_sheet")
ROSTER = """单位全称,单位类别,主要负责人,职务,单位电话,联络员,联络员电话
青河镇派出所,公安,秦立军,所长,0710-5550120,苗春梅,13900000002
青河镇中心学校,教育,宋文静,校长,0710-5550121,,
"""


def points(kind: Kind, chosen: dict[str, str]) -> int:
    """Return what the points of an agreement with these options add up to."""
    (table,) = [table for table in kind.tables if table.points]
    column = [item.key for item in table.columns].index(table.points)
    return sum(int(row[column]) for row in table.rows_of(chosen))


@pytest.mark.parametrize("name", OFFICES)
def test_the_points_of_an_office_add_up_to_a_hundred_whatever_is_chosen(name: str) -> None:
    """A department with a clause set of its own is assessed out of 100 like every other (R-21)."""
    kind = shipped(name)

    assert {points(kind, chosen) for chosen in every_choice(kind)} == {100}


@pytest.mark.parametrize("name", OFFICES)
def test_every_indicator_names_the_post_that_answers_for_it(name: str) -> None:
    """The last column of domain §2.6 is 责任人: a post of the office, never somebody's name, and never empty."""
    kind = shipped(name)
    (table,) = [table for table in kind.tables if table.points]
    posts = {row[-1] for chosen in every_choice(kind) for row in table.rows_of(chosen)}

    assert table.columns[-1].label == "责任人"
    assert posts <= {"主任", "书记", "专干", "负责人", "卫健办", "联络员"}


@pytest.mark.parametrize("name", PERSONS)
def test_a_person_has_duties_and_pay_and_no_points(name: str) -> None:
    """Charter: nobody is scored; the allowance is the office's promise (W-17)."""
    kind = shipped(name)

    assert not [table for table in kind.tables if table.points]
    assert [term.owed_by for term in kind.terms() if term.amount] == ["party_a"]


@pytest.mark.parametrize("name", OFFICES + PERSONS)
def test_the_upper_side_owes_something_and_settles_by_the_end_of_february(name: str) -> None:
    """甲方责任 may not be empty (§2.6); redemption is due by the last day of February (A-12)."""
    terms = [term for term in shipped(name).terms() if term.owed_by == "party_a"]

    assert len(terms) > 1
    assert any(term.due and term.due.settlement for term in terms)


def test_a_group_head_looks_after_fifteen_households_at_most() -> None:
    """§2.6, village → 中心户长: linked households ≤ 15; a larger number never reaches a paper."""
    (households,) = [item for item in shipped("group_head_agreement").fields if item.name == "households"]

    assert households.most == 15


def test_every_department_of_the_township_has_a_duty_of_its_own() -> None:
    """One template, a clause set for each department (D-06, R-21)."""
    kind = shipped("department_agreement")
    (department,) = kind.choices

    for code in department.codes:
        terms = example(kind, signing_on=TODAY, chosen={"department": code}).terms
        assert [term.section for term in terms if term.section in {"own", "preference"}] == ["own", "preference"], code


def test_what_a_department_puts_first_is_put_first_among_equals() -> None:
    """Priority policies of §2.6 are lawful only among equals, or where money already owed comes first (art. 31)."""
    kind = shipped("department_agreement")
    first = [term.text for term in kind.terms() if term.section == "preference"]

    assert len(first) == 9
    assert all(re.search("同等条件下优先|优先保障奖励扶助资金|优先安排就医", text) for text in first)
    assert not [text for text in first if re.search("生育|子女|合同", text)]


def test_the_county_signs_with_its_departments_too(clerk_with_departments: Clerk) -> None:
    """D-08: county → township and departments; the same clauses, another upper side."""
    clerk = clerk_with_departments
    with (clerk.folder / "office.toml").open("a", encoding="utf-8") as settings:
        settings.write('party_a = "county"\n')
    folder = clerk.folder / "department_agreement_2026"
    signing = ("--batch", "2026", "--signing", "2026-01-10")
    clerk.done("draft", "department_agreement", clerk.folder / "部门.csv", *signing, "-o", clerk.folder)

    papers = [printed(path.read_bytes()) for path in folder.glob("*综服*.docx")]
    assert papers
    assert all(OFFICE.county_name in words for words in papers)


def test_the_county_assesses_leaders_and_departments_apart() -> None:
    """§2.6, county → township: a line of party committee and government, a line of departments, sample villages."""
    kind = shipped("county_township_agreement")
    (table,) = [table for table in kind.tables if table.points]
    lines = [row[1].partition("：")[0] for row in table.rows]

    assert lines[:2] == ["党政责任", "部门责任"]
    assert {"leadership", "departments"} <= {term.code for term in kind.terms()}


def test_staff_of_the_township_have_a_sheet_of_their_own() -> None:
    """D-11: officers of the village, resident cadres and the township's own staff, each with a duty of its own."""
    kind = shipped("duty_sheet")
    duties = [
        {term.code for term in example(kind, signing_on=TODAY, chosen=chosen).terms if term.section == "work"}
        for chosen in every_choice(kind)
    ]

    assert [found - {"duties", "limits"} for found in duties] == [{"officer"}, {"cadre"}, {"staff"}]


def test_departments_are_drafted_from_one_roster_each_with_its_own_clauses(clerk_with_departments: Clerk) -> None:
    """The police get the register of births, the school its pupils; nobody gets the other's."""
    clerk = clerk_with_departments
    roster = clerk.folder / "部门.csv"
    signing = ("--batch", "2026", "--signing", "2026-01-10")
    clerk.done("draft", "department_agreement", roster, *signing, "-o", clerk.folder)
    clerk.done("register", clerk.folder / "department_agreement_2026", "--signed-on", "2026-01-10")
    found = clerk.rows("select contract_id, text from terms where section = 'own' order by contract_id")

    assert ["户口" in row["text"] for row in found] == [True, False]
    assert "入学" in found[1]["text"]


@pytest.fixture
def clerk_with_departments(tmp_path: Path) -> Clerk:
    """A township office with a roster of two departments."""
    clerk = office_at(tmp_path / "青河镇")
    (clerk.folder / "部门.csv").write_text(ROSTER, encoding="utf-8")
    words = (clerk.folder / "office.toml").read_text(encoding="utf-8")
    (clerk.folder / "office.toml").write_text(
        f'{words}\n[values.department_agreement]\ncontact = "李敏，0710-5550100"\nwork_funds = "5000元"\n',
        encoding="utf-8",
    )
    return clerk
