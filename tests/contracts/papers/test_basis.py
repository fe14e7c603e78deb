"""A text of law that a kind names is one that exists, in the version that is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.model import Citation
from contracts.papers.basis import basis_faults, unknown_texts
from tests.contracts.word.papers import KINDS, shipped

TODAY = date(2026, 11, 22)
LAW = "中华人民共和国人口与计划生育法"
SERVICE = shipped("service_contract")


def told(law: str, version: date, on: date = TODAY) -> list[str]:
    """Return what is said of a kind that cites this version of a text, as lines for a clerk."""
    kind = replace(SERVICE, basis=(Citation(law=law, version=version, article="31"),))
    return [str(problem) for problem in basis_faults(kind, on) if " basis 第1项" in problem.where]


@pytest.mark.parametrize("name", KINDS)
def test_every_text_that_a_shipped_kind_names_is_known_and_in_force(name: str) -> None:
    """With the day of its version."""
    assert list(basis_faults(shipped(name), TODAY)) == []
    assert unknown_texts(shipped(name)) == ()


def test_a_version_of_a_year_to_come_is_no_law_yet() -> None:
    """It would be left out of the paper in silence."""
    message = f"《{LAW}》2099-01-01 的版本到 2026-11-22 还没有施行，写 version = 2021-08-20"
    assert told(LAW, date(2099, 1, 1)) == [f"service_contract/manifest.toml basis 第1项：{message}"]


def test_a_day_on_which_no_version_began_is_told_with_those_that_did() -> None:
    """A slip of the pen."""
    (line,) = told(LAW, date(2021, 8, 2))

    assert "没有 2021-08-02 施行的版本，有 2002-09-01、2016-01-01、2021-08-20" in line


def test_a_version_that_was_replaced_is_no_basis_of_a_new_paper() -> None:
    """On an earlier day it was."""
    assert "2016-01-01 的版本已被 2021-08-20 的代替" in told("人口与计划生育法", date(2016, 1, 1))[0]
    assert told("人口与计划生育法", date(2016, 1, 1), on=date(2020, 5, 1)) == []


def test_the_basis_of_a_clause_is_looked_at_too() -> None:
    """With the code of the clause."""
    section = SERVICE.sections[0]
    term = replace(section.terms[0], basis=(Citation(law=LAW, version=date(2099, 1, 1), article="1"),))
    kind = replace(SERVICE, sections=(replace(section, terms=(term, *section.terms[1:])), *SERVICE.sections[1:]))

    (problem,) = basis_faults(kind, TODAY)
    assert problem.where == f"service_contract/manifest.toml terms.{term.code} basis"


def test_a_text_that_no_pack_names_is_held_against_the_calendar_and_named() -> None:
    """The law may be right; nobody here can say."""
    other = "老年人权益保障法"
    kind = replace(SERVICE, basis=(Citation(law=other, version=date(2018, 12, 29), article="1"),))

    assert list(basis_faults(kind, TODAY)) == []
    assert unknown_texts(kind) == (other,)
    assert "还没有施行" in told(other, date(2099, 1, 1))[0]
