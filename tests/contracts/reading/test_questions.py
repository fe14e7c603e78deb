"""What is asked where headings leave something open."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.reading.headings import Heading
from contracts.reading.questions import (
    NEAR,
    question,
    question_of_cells,
    question_of_two,
    question_of_years,
    questions_without_block,
)
from contracts.sheets import Sheet
from tests.contracts.reading.test_roster import GOOD, HIS, roster


def test_unknown_headings_are_named_and_near_ones_only_asked(tmp_path: Path) -> None:
    """身份证复印件 is not 身份证号, however near."""
    with pytest.raises(RosterError) as caught:
        roster(tmp_path, ("甲", "乙丙", "联系电化"), ("a", "b", "c"))
    assert "乙丙" in caught.value.problems[0].message
    assert "是不是" in caught.value.problems[0].hint

    reading = roster(tmp_path, ("姓名", "身份证号", "身份证号吗", "绰号"), ("张三", HIS, "x", "钓鱼"))
    assert [problem.where for problem in reading.problems] == ["花名册!C1"]
    assert "绰号" in reading.skipped[0].why


def test_headings_that_leave_whose_in_doubt_are_asked_all_at_once(tmp_path: Path) -> None:
    """Two bare names and no word who is who."""
    with pytest.raises(RosterError) as caught:
        roster(tmp_path, ("姓名", "身份证号", "姓名", "身份证号"), ("张三", HIS, "李四", GOOD))

    asked = [(problem.where, problem.hint.split("；")[0]) for problem in caught.value.problems]
    assert asked == [("花名册!C1", "请在表头写明，例如“女方姓名”"), ("花名册!D1", "请在表头写明，例如“女方身份证号”")]


def sheet_of(*rows: tuple[str, ...]) -> Sheet:
    """Return a sheet with these rows."""
    return Sheet(name="册", rows=lambda: iter(list(enumerate(rows, 1))), merges_known=True)


def test_each_question_has_its_cell_and_a_way_out() -> None:
    """The way out is in words the heading itself would have, or in the command that maps it."""
    heading = Heading(column=3, row=2, text="联系电话")
    whose = question(sheet_of(), heading, clear=False)
    assert (whose.where, "女方联系电话" in whose.hint) == ("册!C2", True)
    assert "若是指“联系电话”" in question(sheet_of(), Heading(column=3, row=2, text="联系电化")).hint

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
