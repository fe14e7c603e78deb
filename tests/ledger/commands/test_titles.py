"""People read titles, programs read codes."""

from __future__ import annotations

import json

from openpyxl import load_workbook

from tests.clerks_office import ELDERS, Clerk

QUESTION = ("query", "balance_by_side")


def test_people_read_titles_and_programs_codes(clerk: Clerk) -> None:
    """On the screen and in a workbook no code is left; JSON, JSONL and CSV keep them."""
    book = clerk.folder / "清单.xlsx"
    clerk.done(*QUESTION, "--xlsx", book)
    cells = [str(cell.value) for row in load_workbook(book).active.iter_rows() for cell in row]
    shown = clerk.done(*QUESTION)

    assert "reward_support" not in shown
    assert "扶助" in shown
    assert any("奖励扶助" in cell for cell in cells)
    assert not [cell for cell in cells if cell.isascii() and "_" in cell]
    assert {row["side"] for row in json.loads(clerk.done(*QUESTION, "--json"))} <= {"office", "family", "unit"}
    assert ",reward_support," in clerk.done(*QUESTION, "--csv", "-")
    assert "乙方" in clerk.done("query", "find", "--set", "text=赵兰")


def test_a_clause_without_a_short_name_is_called_by_the_heading_it_stands_under(clerk: Clerk) -> None:
    """Every term has a word; its code means nothing to an official."""
    clerk.done("record", "breach", ELDERS, "--party", "party_b", "--term", "18", "--found-on", "2026-07-10",
               "--found-how", "抽查")  # fmt: skip
    (row,) = json.loads(clerk.done("query", "breaches_by_side", "--json"))

    shown = clerk.done("query", "breaches_by_side")

    assert row["term"] not in shown
    assert "违约责任" in shown
