"""Persons are masked on every list; whole names have a reason, and the journal keeps it."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from tests.clerks_office import CHILD_2014, ELDERS, Clerk

NAMES = ("周桂兰", "沈大河", "王梅珍", "陶立志")
LISTS = [
    ("due", "--by", "2026-12-31"),
    ("query", "overdue_obligations"),
    ("query", "find", "--set", "text=周桂兰"),
    ("certificate", "list"),
    ("certificate", "show", "鄂示201503178"),
    ("pay", "list", "年终"),
    ("books", "list", "applications"),
]


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    """Return an office with a certificate issued anew, a run of payments and an application by word of mouth."""
    clerk.done("publish", "only_child_certificate", CHILD_2014, "--because", "遗失")
    clerk.done("pay", "prepare", "年终", "--by", "2026-12-31")
    said = ("applicant=周桂兰", "how=口头", "matter=申领奖励扶助", "note=到村办公室口述", "received_by=周平")
    clerk.done("books", "record", "applications", "--village", "上坪村", *(f"--set={cell}" for cell in said))
    return clerk


def texts(clerk: Clerk, *words: str) -> str:
    """Return what a list shows on the screen, as data and in a workbook."""
    path = clerk.folder / "清单.xlsx"
    clerk.done(*words, "--xlsx", path)
    cells = " ".join(str(cell.value) for row in load_workbook(path).active.iter_rows() for cell in row)
    ways = (("--json",), ("--jsonl",), ("--csv", "-"), ())
    return cells + "".join(clerk.done(*words, *way) for way in ways)


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_no_list_shows_a_whole_name_without_a_reason_and_the_journal_has_every_reason(
    office: Clerk, words: tuple[str, ...]
) -> None:
    """On the screen, as JSON, as CSV, as a workbook; with a reason it does, once on record."""
    seen = office.rows("select count(*) as n from events where kind = 'unmasked'")[0]["n"]
    masked = texts(office, *words)
    way = () if words[0] == "certificate" else ("--json",)
    whole = office.done(*words, "--unmasked", "--because", "逐户电话通知", *way)
    noted = office.rows("select body from events where kind = 'unmasked' order by seq")

    assert not [name for name in NAMES if name in masked]
    assert any(name in whole for name in NAMES)
    assert len(noted) == seen + 1
    assert json.loads(noted[-1]["body"])["because"] == "逐户电话通知"
    assert ELDERS not in noted[-1]["body"]


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_reason_and_the_wish_come_together(office: Clerk, words: tuple[str, ...]) -> None:
    """One without the other is wrong usage; a reason with a number in it shows nothing."""
    for alone in (("--unmasked",), ("--because", "核对")):
        assert office.run(*words, *alone).exit_code == 2
    for nothing in (" ", "。", "\u200b"):
        assert office.run(*words, "--unmasked", "--because", nothing).exit_code == 2
    refused = office.run(*words, "--unmasked", "--because", "查 429999198912154824")

    assert (refused.exit_code, refused.stdout) == (5, "")
