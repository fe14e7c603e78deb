"""Lists that stand side by side on one sheet."""

from __future__ import annotations

from pathlib import Path

from contracts.reading.abreast import part_of, parts_of
from contracts.reading.roster import read_roster
from contracts.sheets import Merge
from tests.contracts.dirty_rosters import write_rows
from tests.contracts.reading.test_headings import found, sheet

GOOD = "11010519491231002X"
HIS = "420117198503020036"
TWICE = ("序号", "户主", "身份证号", "金额", "", "序号", "户主", "身份证号", "金额")


def test_headings_that_begin_again_with_their_own_number_are_lists_of_their_own() -> None:
    """Without 序号 the second half may be the other one of a couple."""
    parts = parts_of(found(TWICE))

    assert [
        (part.headings[0].column, [heading.nth for heading in part.headings if heading.text]) for part in parts
    ] == [
        (1, [1, 1, 1, 1]),
        (6, [1, 1, 1, 1]),
    ]
    assert len(parts_of(found(("姓名", "身份证号", "姓名", "身份证号")))) == 1
    assert len(parts_of(found(("序号", "姓名", "身份证号", "编号", "发证日期")))) == 1


def test_a_part_of_a_sheet_keeps_its_letters_and_sees_nothing_of_the_other() -> None:
    """Neither cells nor merges."""
    whole = sheet(TWICE, tuple("abcdefghi"), merges=(Merge(top=2, left=1, bottom=2, right=2),))
    right = parts_of(found(TWICE))[1]

    part = part_of(whole, right)

    assert list(part.rows())[1] == (2, ("", "", "", "", "", "f", "g", "h", "i"))
    assert part.merges == ()


def test_both_lists_are_read_row_by_row(tmp_path: Path) -> None:
    """With the cells where they stand; a fault in either is at its own cell, a foot is skipped once."""
    rows = [TWICE, (1, "张三", HIS, 120, "", 3, "王五", "", "60元"), (2, "李四", GOOD, "80"), ("合计", "", "", 260)]

    reading = read_roster(write_rows(tmp_path / "册.xlsx", rows))

    found = [(record.row, record.persons[0].name, record.value("amount_fen")) for record in reading.records]
    assert found == [(2, "张三", 12000), (2, "王五", 6000), (3, "李四", 8000)]
    assert reading.records[1].provenance["values.amount_fen"] == "I2"
    assert [problem.where for problem in reading.problems] == ["花名册!H2"]
    assert [item.row for item in reading.skipped] == [4]
