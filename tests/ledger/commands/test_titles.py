"""People read titles, programs read codes."""

from __future__ import annotations

import json

from openpyxl import load_workbook

from tests.clerks_office import Clerk

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
