"""Every paper, contract kind and disclosure duty that offices know has its treatment here, and the program obeys it.

``tests/domain/papers.csv`` has a line for each row of the domain notes (D papers, K contract kinds, O disclosure):
what is issued today, what is registered and copied as history, what is refused by name, in which register it is kept.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from contracts.kinds import load_kinds, shipped_folder
from contracts.papers.drafting import check_issuable
from tests.clerks_office import Clerk, office_at

TODAY = date(2026, 11, 22)
KINDS = load_kinds(shipped_folder())
WANTED = [f"D-{n:02}" for n in range(1, 29)] + [f"K-{n}" for n in range(1, 8)] + [f"O-{n:02}" for n in range(1, 11)]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the domain notes and what becomes of it."""

    row: str
    treatment: str
    issued: str
    copied: str
    refused: str
    register: str


with (Path(__file__).parent / "domain" / "papers.csv").open(encoding="utf-8") as file:
    ROWS = [Row(**line) for line in csv.DictReader(file)]


def named(row: Row) -> str:
    """Return a row's name for the report."""
    return row.row


def test_no_row_is_missing_and_none_is_invented() -> None:
    """28 papers, 7 kinds of contract, 10 duties to disclose."""
    assert [row.row for row in ROWS] == WANTED


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_row_is_treated_as_its_treatment_says(row: Row) -> None:
    """Kept and changed papers can be made, history can be copied, what is refused is made in no form."""
    if row.treatment in {"keep", "transform"}:
        assert row.issued or row.register
    elif row.treatment == "history":
        assert row.copied
    else:
        assert (row.treatment, row.issued, row.copied, row.register) == ("refuse", "", "", "")
        assert row.refused


@pytest.mark.parametrize("row", [row for row in ROWS if row.issued], ids=named)
def test_what_is_issued_may_be_issued_today(row: Row) -> None:
    """The kind is there, and its window holds today."""
    for name in row.issued.split():
        check_issuable(KINDS[name], TODAY)


@pytest.mark.parametrize("row", [row for row in ROWS if row.copied], ids=named)
def test_what_is_history_is_registered_and_copied_only(row: Row) -> None:
    """No new one is drafted from it."""
    assert KINDS[row.copied].register_only


@pytest.mark.parametrize("row", [row for row in ROWS if row.register], ids=named)
def test_what_is_kept_in_a_register_has_one(row: Row) -> None:
    """Closed columns, lines only added."""
    assert (files("ledger") / "registers" / f"{row.register}.toml").is_file()


@pytest.mark.parametrize("row", [row for row in ROWS if row.refused], ids=named)
def test_what_is_refused_is_refused_with_its_article(row: Row, clerk: Clerk) -> None:
    """Exit 4, the law and a lawful way, whichever command is asked; nothing is written."""
    before = clerk.state()
    for result in (
        clerk.draft(kind=row.refused),
        clerk.run("publish", row.refused),
        clerk.run("kinds", "show", row.refused),
        clerk.run("roster", "columns", row.refused),
    ):
        assert result.exit_code == 4
        assert "依据：《" in result.stderr
        assert "改法：" in result.stderr
    assert clerk.state() == before


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """A new office."""
    return office_at(tmp_path / "青河镇")
