"""What a clerk is asked about headings."""

from __future__ import annotations

from contracts.reading.headings import Heading
from contracts.reading.questions import (
    NEAR,
    question_of,
    question_of_cells,
    question_of_two,
    question_of_years,
    questions_without_block,
)
from contracts.sheets import Sheet


def sheet_of(*rows: tuple[str, ...]) -> Sheet:
    """Return a sheet with these rows."""
    return Sheet(name="册", rows=lambda: iter(list(enumerate(rows, 1))), merges_known=True)


def test_each_question_has_its_cell_and_a_way_out() -> None:
    """The way out is in words the heading itself would have, or in the command that maps it."""
    heading = Heading(column=3, row=2, text="联系电话")
    whose = question_of(sheet_of(), heading, clear=False)
    assert (whose.where, "女方联系电话" in whose.hint) == ("册!C2", True)
    assert "若是指“联系电话”" in question_of(sheet_of(), Heading(column=3, row=2, text="联系电化")).hint

    others = [ask(sheet_of(), heading) for ask in (question_of_two, question_of_cells, question_of_years)]
    assert [problem.where for problem in others] == ["册!C2"] * 3
    assert all("联系电话" in problem.message and "没有读入" in problem.message and problem.hint for problem in others)


def test_a_sheet_without_known_headings_shows_what_stands_there() -> None:
    """What is near a known heading is asked; where nothing is, the clerk is told what to write."""
    near = questions_without_block(sheet_of(("说明",), ("甲", "联系电化", "乙")))[0]
    assert near.where == "册!A2"
    assert NEAR in near.hint

    far = questions_without_block(sheet_of(("甲", "乙", "丙")))[0]
    assert "看到的是：甲、乙、丙" in far.message
    assert NEAR not in far.hint
