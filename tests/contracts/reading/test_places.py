"""The order of problems."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from contracts.errors import RosterError
from contracts.model import Problem
from contracts.reading.places import by_place
from contracts.reading.roster import read_roster
from tests.contracts.dirty_rosters import write_rows
from tests.contracts.reading.test_roster import HIS


def test_problems_are_sorted_by_sheet_row_and_column() -> None:
    """AA comes behind B, row 10 behind row 9; of one cell they stay as they were found."""
    places = ["乙!A1", "册!A10", "册!AA9", "册!B9", "文件"]
    problems = [Problem(where=place, message=message, hint="y") for place in places for message in "zx"]

    found = by_place(problems, ("册", "乙"))

    assert [item.where for item in found[::2]] == ["文件", "册!B9", "册!AA9", "册!A10", "乙!A1"]
    assert "".join(item.message for item in found) == "zx" * 5


def test_what_is_read_first_is_not_told_first(tmp_path: Path) -> None:
    """ID numbers are read before names; a clerk goes through the sheet by its cells."""
    rows = [("姓名", "身份证号", "联系电话"), ("", "1", "12"), ("", "2", "")]
    path = write_rows(tmp_path / "册.xlsx", rows)
    book = openpyxl.load_workbook(path)
    second = book.create_sheet("乙村")
    for row in (("姓名", "身份证号"), ("张三", "3")):
        second.append(row)
    book.save(path)

    assert [problem.where for problem in read_roster(path).problems] == [
        "花名册!A2", "花名册!B2", "花名册!C2", "花名册!A3", "花名册!B3", "乙村!B2",
    ]  # fmt: skip


def test_questions_about_headings_are_in_order_too(tmp_path: Path) -> None:
    """A bare number before the second name is asked about behind it, however it is found."""
    rows = [("姓名", "姓名", "身份证号", "姓名"), ("张三", "李四", HIS, "王五")]

    with pytest.raises(RosterError) as caught:
        read_roster(write_rows(tmp_path / "册.xlsx", rows))

    where = [problem.where for problem in caught.value.problems]
    assert where == sorted(where)
    assert len(where) > 1
