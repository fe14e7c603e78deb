"""What a second round need not read."""

from __future__ import annotations

from pathlib import Path

from contracts.reading.headings import Plan, find_block
from contracts.reading.plans import plan_for
from contracts.reading.rounds import Round, next_round, plan_salt, row_digest
from contracts.sheets import OutSheet, read_sheets, write_workbook
from tests.contracts.dirty_rosters import write_rows


def plan(folder: Path, *headings: str) -> Plan:
    """Return the plan of a sheet with these headings."""
    (sheet,) = read_sheets(write_rows(folder / "册.xlsx", [headings, ["张三"]]))
    block = find_block(sheet)
    assert block is not None
    return plan_for(block, None)


def test_a_row_is_known_by_its_cells_and_the_plan(tmp_path: Path) -> None:
    """Trailing blanks and the kind of a whole number do not count; a heading does."""
    salt = plan_salt("册", plan(tmp_path, "姓名", "身份证号"))

    assert row_digest(salt, ["张三", 1, "", ""]) == row_digest(salt, ["张三", 1.0])
    assert row_digest(salt, ["张三", 1]) != row_digest(salt, ["张三", "1"])
    assert plan_salt("册", plan(tmp_path, "姓名", "身份证号")) == salt
    assert plan_salt("册", plan(tmp_path, "女方姓名", "身份证号")) != salt
    assert plan_salt("二", plan(tmp_path, "姓名", "身份证号")) != salt


def test_good_rows_are_passed_over_and_faulty_ones_are_not() -> None:
    """A fault that nobody touched is told apart from a row that was changed."""
    this = Round(known=frozenset({"a"}), faulty=frozenset({"b"}))

    assert [this.passes(digest) for digest in "abc"] == [True, False, False]
    this.note("b", "册", 3, good=False)
    this.note("c", "册", 4, good=True)

    assert (this.passed, this.still, this.changed) == (1, [("册", 3)], [("册", 4)])
    assert list(this.memory()) == [("good", "a"), ("good", "c"), ("bad", "b")]


def test_what_was_remembered_is_found_again(tmp_path: Path) -> None:
    """A row that was good once and bad once is not taken for good; other files remember nothing."""
    rows = [["good", "a"], ["good", "b"], ["bad", "b"], ["look", "1", ""]]
    write_workbook(tmp_path / "a.xlsx", [OutSheet(name="守约记录", rows=rows)])
    write_workbook(tmp_path / "b.xlsx", [OutSheet(name="册", rows=rows)])
    (tmp_path / "c.csv").write_text("a")

    second = next_round(tmp_path / "a.xlsx")
    assert (second.known, second.faulty, second.is_second) == ({"a"}, {"b"}, True)
    assert not next_round(tmp_path / "b.xlsx").is_second
    assert not next_round(tmp_path / "c.csv").is_second
