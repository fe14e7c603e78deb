"""One row of cells to one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.model import PartialDate, Person, Problem
from contracts.reading.plans import plan_for
from contracts.reading.rows import RowReader
from contracts.records import Record
from contracts.sheets import Merge, Value
from tests.contracts.reading.test_headings import found, sheet
from tests.contracts.reading.test_roster import HIS, roster

GOOD = "11010519491231002X"


def read(
    headings: Sequence[str], *rows: Sequence[Value], merges: tuple[Merge, ...] = ()
) -> tuple[list[Record | None], list[Problem]]:
    """Return the records of rows under these headings, and the problems."""
    plan = plan_for(found(headings), None)
    reader = RowReader(sheet(headings, merges=merges), plan, as_of=dt.date(2026, 11, 22))
    return [reader.read(number, cells) for number, cells in enumerate(rows, 2)], reader.problems


def test_a_short_row_is_a_row_with_blank_cells() -> None:
    """Text files leave out what is empty at the end."""
    records, problems = read(("姓名", "身份证号", "联系电话"), ("张三",))

    assert records[0] is not None
    assert records[0].persons[0].phones == ()
    assert [problem.where for problem in problems] == ["花名册!B2"]


def test_half_a_couple_is_a_record_and_a_nameless_half_is_a_fault() -> None:
    """A single mother is a party by herself; a number without a name is not."""
    headings = ("女方姓名", "女方身份证号", "男方姓名", "男方身份证号")
    records, problems = read(headings, ("张三", "420117198503020028", "", ""), ("张三", "420117198503020028", "", GOOD))

    assert [len(record.persons) if record else 0 for record in records] == [1, 2]
    assert {problem.where for problem in problems} == {"花名册!C3", "花名册!D3"}


def test_a_row_with_nobody_in_it_is_reported() -> None:
    """Values that belong to nobody are a mistake of the row."""
    records, problems = read(("姓名", "现居住地"), ("", "上坪村"), ("无", "上坪村"), ("", ""))

    assert records == [None, None, None]
    assert [problem.where for problem in problems] == ["花名册!A2", "花名册!A3"]


def test_dates_and_numbers_that_the_spreadsheet_made_of_texts_are_refused() -> None:
    """3-2 became a day, a code lost its tail."""
    records, problems = read(
        ("姓名", "组别", "户编码", "联系电话"),
        ("张三", dt.date(2026, 3, 2), 4.29999101201e17, dt.date(2026, 1, 1)),
        (5.0, "1组", "x", ""),
    )

    assert [problem.where for problem in problems] == [f"花名册!{cell}" for cell in ("B2", "C2", "D2", "A3", "C3")]
    assert records[0] is not None
    assert records[0].bad == ("values.group", "values.household_code", "persons.0.phones")


def test_ditto_is_resolved_for_groups_only() -> None:
    """Never for a number or a sum; 同左 is the registered place."""
    headings = ("姓名", "组别", "户籍地", "现居住地", "金额")
    records, problems = read(headings, ("张三", "一组", "甲村", "同左", 1), ("李四", "同上", "甲村", "甲村", "同上"))

    assert [record.value("group") for record in records if record] == ["一组", "一组"]
    assert records[0] is not None
    assert records[0].value("residence_place") == "甲村"
    assert [problem.where for problem in problems] == ["花名册!E3"]


def test_a_relation_to_the_head_gives_the_role() -> None:
    """户主 and 妻 of a household list."""
    headings = ("姓名", "与户主关系", "性别")
    records, _ = read(
        headings, ("张三", "户主", "男"), ("李四", "妻", "女"), ("张明", "长子", "男"), ("王五", "租客", "男")
    )

    assert [record.persons[0].role for record in records if record] == ["head", "wife", "child", "person"]


def test_the_member_who_is_the_head_is_one_person_with_his_own_telephone() -> None:
    """户主姓名 beside the members of a household; another man of that name is another man."""
    headings = ("户主姓名", "组别", "成员姓名", "与户主关系", "身份证号", "现住址", "联系电话")
    records, problems = read(
        headings,
        ("张三", "一组", "张三", "户主", "420117198503020036", "甲村", "13800138000"),
        ("张三", "一组", "李四", "妻", GOOD, "甲村", ""),
    )

    assert problems == []
    assert [[(person.role, person.name) for person in record.persons] for record in records if record] == [
        [("head", "张三")],
        [("head", "张三"), ("wife", "李四")],
    ]
    assert records[0] is not None
    assert records[0].persons[0].phones == ("13800138000",)


def test_a_child_without_a_number_is_told_where_the_sheet_has_a_column_for_it() -> None:
    """With the paper that has it."""
    _, problems = read(("姓名", "身份证号", "子女姓名", "子女身份证号"), ("张三", GOOD, "张小三", ""))

    assert [(problem.where, problem.hint) for problem in problems] == [("花名册!D2", "请照户口簿或出生医学证明填写")]


def test_a_note_behind_a_name_asks_and_keeps_the_name() -> None:
    """(亡) is for a person to judge; (女) says nothing new."""
    records, problems = read(("姓名", "性别"), ("欧阳小红(亡)", "女"), ("张三（女）", "女"))

    assert [record.persons[0].name for record in records if record] == ["欧阳小红", "张三"]
    assert [problem.message for problem in problems] == ["姓名后有括注“亡”"]


def test_sums_are_never_filled_down_a_merge() -> None:
    """One payment beside three names is one payment."""
    headings = ("姓名", "组别", "金额")
    merges = (Merge(top=2, left=2, bottom=3, right=2), Merge(top=2, left=3, bottom=3, right=3))
    records, _ = read(headings, ("张三", "一组", 960), ("李四", "", ""), merges=merges)

    assert [(record.value("group"), record.value("amount_fen")) for record in records if record] == [
        ("一组", 96000),
        ("一组", None),
    ]


def test_a_birthday_to_come_is_refused_on_the_day_of_reading() -> None:
    """The reader was told what day it is."""
    _, problems = read(("姓名", "身份证号"), ("张三", "420117203003020014"), ("李四", GOOD))

    assert len(problems) == 1
    assert problems[0].where == "花名册!B2"


def test_a_name_is_kept_where_the_number_in_its_cell_is_wrong() -> None:
    """家长姓名及身份证号: the cell is named once, the name is not lost with the number."""
    records, problems = read(
        ("家长姓名及身份证号", "电话"), (f"张三（{GOOD}）", ""), ("李四/110105194912310021", ""), ("王五", "")
    )

    assert [record.persons[0].name if record else "" for record in records] == ["张三", "李四", "王五"]
    assert [record.persons[0].id_number if record else "" for record in records] == [GOOD, None, None]
    assert [problem.where for problem in problems] == ["花名册!A3"]


def test_the_same_as_above_is_what_stands_above() -> None:
    """同上 and 〃 in a place; never in a sum."""
    records, problems = read(
        ("姓名", "现住址", "金额"), ("张三", "石桥村1组", 960), ("李四", "〃", "同上"), ("王五", "同上", 960)
    )

    assert [record.value("residence_place") if record else "" for record in records] == ["石桥村1组"] * 3
    assert [problem.where for problem in problems] == ["花名册!C3"]


def test_contradictions_inside_a_row_are_reported(tmp_path: Path) -> None:
    """A birthday that is not the number's, and a woman's number in the husband's column."""
    reading = roster(
        tmp_path, ("男方姓名", "身份证号", "出生日期", "女方姓名", "身份证号"), ("李四", HIS, "1985.3.3", "张三", HIS)
    )

    assert [problem.where for problem in reading.problems] == ["花名册!C2", "花名册!E2"]


def test_a_year_of_two_digits_is_settled_by_the_persons_own_number(tmp_path: Path) -> None:
    """八五年 is 1985 beside a number that says so."""
    reading = roster(tmp_path, ("姓名", "出生日期", "身份证号"), ("李四", "八五年三月", HIS), ("王五", "86年3月", HIS))

    assert reading.records[0].persons[0].birth == PartialDate(year=1985, month=3)
    assert [problem.where for problem in reading.problems] == ["花名册!B3"]


def test_name_and_number_in_one_cell_are_split_where_that_is_certain(tmp_path: Path) -> None:
    """Only where the number's own cell is blank."""
    reading = roster(tmp_path, ("姓名", "身份证号"), (f"张三 {HIS}", ""), (f"李四{GOOD}", GOOD))

    assert reading.records[0].persons == (Person(role="person", name="张三", id_number=HIS),)
    assert reading.records[0].provenance["persons.0.id_number"] == "A2"
    assert [problem.where for problem in reading.problems] == ["花名册!A3"]


@pytest.mark.parametrize("number", ["52999519671O290800", "5.29995E+17", "529995********2238"])
def test_a_name_beside_a_spoilt_number_is_kept(tmp_path: Path, number: str) -> None:
    """One fault is told, and it is the number's."""
    reading = roster(tmp_path, ("姓名", "身份证号"), (f"药闰月\n{number}", ""), (f"李四/{GOOD}", ""))

    assert [(person.name, person.id_number) for record in reading.records for person in record.persons] == [
        ("药闰月", None), ("李四", GOOD),
    ]  # fmt: skip
    assert [problem.where for problem in reading.problems] == ["花名册!A2"]
    assert "O290800" not in reading.problems[0].message


def test_a_control_character_is_told_by_its_cell_and_nothing_is_taken_out_in_silence() -> None:
    """In a name, an address, wherever somebody reads it."""
    headings = ("姓名", "身份证号", "现居住地")
    _, problems = read(headings, ("张\x07三", GOOD, "上坪村\x1b1组"))

    assert [problem.where for problem in problems] == ["花名册!A2", "花名册!C2"]
    assert "U+0007" in problems[0].message
    assert "照原件" in problems[0].hint


def test_a_couple_in_one_cell_is_two_people(tmp_path: Path) -> None:
    """In the order the heading says; the numbers say the sex themselves; anything but two is refused."""
    hers, his = "420117198503020028", HIS
    rows = [(f"张三{letter}、李四{letter}", f"{hers}/{his}", "1980") for letter in "甲乙丙丁"]
    reading = roster(tmp_path, ("夫妻姓名", "夫妻身份证号", "金额"), *rows, ("王五", hers, "1"))

    first = reading.records[0].persons
    assert [(person.role, person.name, person.id_number) for person in first] == [
        ("husband", "张三甲", his), ("wife", "李四甲", hers),
    ]  # fmt: skip
    assert [problem.where for problem in reading.problems] == ["花名册!A6", "花名册!B6"]
    with pytest.raises(RosterError):
        roster(tmp_path, ("双方姓名", "身份证号"), *((f"张三{letter}、李四{letter}", his) for letter in "甲乙丙丁"))


def test_a_telephone_or_a_sex_may_stand_in_the_same_cell() -> None:
    """姓名及电话, 出生年月/性别."""
    records, problems = read(("姓名及电话", "出生年月/性别"), ("张三 13800000001", "1998.5/女"))

    assert problems == []
    assert records[0] is not None
    person = records[0].persons[0]
    assert (person.name, person.phones, str(person.birth)) == ("张三", ("13800000001",), "1998-05")


def test_an_old_number_of_15_digits_is_noted(tmp_path: Path) -> None:
    """Two spellings of one person are found by it later."""
    reading = roster(tmp_path, ("姓名", "身份证号"), ("张三", " 420117850302003"), ("李四", GOOD))

    assert [record.old_forms for record in reading.records] == [("persons.0.id_number",), ()]
    assert reading.records[0].persons[0].id_number == HIS


def test_a_formula_that_was_never_calculated_is_told_in_every_part_of_a_joined_value(tmp_path: Path) -> None:
    """年, 月, 日 and the end of an ID number too: the rest alone would be another value."""
    heads = [("姓名", "出生日期", "", ""), ("", "年", "月", "日")]
    rows = [("张三", "1998", "5", "=1+1"), ("李四", "1998", "=2+3", "=7"), ("王五", "1998", "5", "7")]

    reading = roster(tmp_path, *heads, *rows, merges=["A1:A2", "B1:D1"])

    assert [str(record.persons[0].birth) for record in reading.records] == ["None", "None", "1998-05-07"]
    assert [(problem.where, problem.message) for problem in reading.problems] == [
        ("花名册!D3", "公式还没有计算"), ("花名册!C4", "公式还没有计算"),
        ("花名册!D4", "公式还没有计算"),
    ]  # fmt: skip


def test_a_fault_in_a_merged_cell_is_told_once_and_each_of_its_rows_has_it(tmp_path: Path) -> None:
    """Neither forgotten below the first row, nor taken for one of row 22."""
    rows = [("=1+1", "张三"), ("", "李四"), ("二组", "王五")]

    reading = roster(tmp_path, ("组别", "姓名"), *rows, merges=["A2:A3"])

    assert [(problem.where, problem.message) for problem in reading.problems] == [("花名册!A2", "公式还没有计算")]
    assert [record.bad for record in reading.records] == [("values.group",), ("values.group",), ()]


def test_a_dash_for_the_number_of_nobody_is_no_fault(tmp_path: Path) -> None:
    """A single parent's sheet says 无 and / for the spouse; whoever is named still needs a number."""
    heads = ("申请人姓名", "身份证号", "配偶姓名", "配偶身份证号")
    rows = [("张三", HIS, "无", "/"), ("李四", GOOD, "王五", "无"), ("赵六", HIS, "—", "")]

    reading = roster(tmp_path, heads, *rows)

    assert [len(record.persons) for record in reading.records] == [1, 2, 1]
    assert [(item.where, item.message) for item in reading.problems] == [("花名册!D3", "没有身份证号")]


def test_bare_columns_behind_a_couple_in_one_cell_are_of_both(tmp_path: Path) -> None:
    """Two numbers say whose each is; a telephone is the household's, and nobody's by guess."""
    hers = "420117198503020028"
    rows = [(f"李大山{at}\n张小云", f"{HIS}\n{hers}", "13800001111/13900001111") for at in "一二三四五六"]

    reading = roster(tmp_path, ("夫妻姓名", "身份证号码", "联系电话"), *rows)

    assert reading.problems == ()
    first = reading.records[0]
    assert [(person.role, person.name, person.id_number, person.phones) for person in first.persons] == [
        ("husband", "李大山一", HIS, ()), ("wife", "张小云", hers, ()),
    ]  # fmt: skip
    assert first.value("phone") == "13800001111、13900001111"
