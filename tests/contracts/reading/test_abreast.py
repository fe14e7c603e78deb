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


ROW = ("姓名", "身份证号", "姓名", "死亡日期")


def under(first: str, second: str, leaves: tuple[str, ...] = ROW, *, mapped: bool = False) -> list[str]:
    """Return the merged heading of each list, empty for what stands beside them."""
    merges = (Merge(top=1, left=1, bottom=1, right=2), Merge(top=1, left=3, bottom=1, right=4))
    return [part.event for part in parts_of(found((first, "", second, ""), leaves, merges=merges), mapped=mapped)]


def test_people_under_headings_that_say_what_happened_are_lists_of_their_own() -> None:
    """V6: each names its people by itself; a family under one heading each is one row."""
    assert under("迁入情况", "死亡情况") == ["迁入情况", "死亡情况"]
    assert under("本人情况", "死亡情况") == ["", "死亡情况"]
    assert under("本人情况", "配偶情况") == [""]
    assert under("迁入情况", "婚姻情况", ("姓名", "身份证号", "配偶姓名", "结婚日期")) == [""]
    assert under("新增人员", "减少人员", ("姓名", "身份证号", "姓名", "身份证号")) == ["新增人员", "减少人员"]
    assert under("婚嫁变动", "出生情况", ("男方姓名", "女方姓名", "姓名", "父亲姓名")) == ["婚嫁变动", "出生情况"]


def test_where_it_is_not_plain_who_died_the_sheet_stays_one_list() -> None:
    """Without the day, in a list of parents who lost a child, or where a person said what each column is."""
    assert under("本人情况", "死亡情况", ("姓名", "身份证号", "姓名", "出生年月")) == [""]
    assert under("失独家庭", "死亡情况") == [""]
    assert under("迁入情况", "死亡情况", mapped=True) == [""]


def test_a_list_of_who_died_is_one_as_a_whole(tmp_path: Path) -> None:
    """By its title and its column of days; nobody would sign with them. Parents who lost a child are alive."""
    heads, row = ("姓名", "身份证号", "死亡日期", "家属姓名"), ("张三", HIS, "2026.3.1", "李四")
    for title, dead in (("2026年死亡人员花名册", True), ("独生子女死亡家庭名册", False), ("人口变动名册", False)):
        (record,) = read_roster(write_rows(tmp_path / "册.xlsx", [(title,), heads, row], ["A1:D1"])).records
        assert record.of_the_dead is dead
        assert [person.name for person in record.persons] == ["张三"]


def test_what_is_shared_is_said_of_each_list_that_has_somebody_on_the_row(tmp_path: Path) -> None:
    """A group before all lists; a total is one of every list, and counted once."""
    rows = [
        ("组别", "出生情况", "", "死亡情况", ""),
        ("", "姓名", "出生日期", "姓名", "死亡日期"),
        ("1组", "张小红", "2026.3.1", "王五", "2026.3.3"),
        ("2组", "", "", "郑十", "2026.2.30"),
        ("合计", 1, "", 2, ""),
    ]

    reading = read_roster(write_rows(tmp_path / "册.xlsx", rows, ["A1:A2", "B1:C1", "D1:E1"]))

    read = [(record.row, record.persons[0].role, record.persons[0].name, record.values) for record in reading.records]
    assert read == [
        (3, "child", "张小红", (("group", "1组"),)),
        (3, "person", "王五", (("group", "1组"), ("died_on", "2026-03-03"))),
        (4, "person", "郑十", (("group", "2组"), ("died_on", None))),
    ]
    assert [problem.where for problem in reading.problems] == ["花名册!E4"]
    assert [(item.row, item.why) for item in reading.skipped] == [(5, "合计行")]
    assert [record.of_the_dead for record in reading.records] == [False, True, True]
    assert reading.records[1].persons[0].birth is None


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
