"""Whom a list is of where only the word for a deputy says it, and who receives its money."""

from __future__ import annotations

from pathlib import Path

from contracts.records import RosterReading
from tests.contracts.reading.test_roster import GOOD, HIS, roster

HERS = "429999198407023380"


def read(tmp_path: Path, headings: str, *cells: str) -> RosterReading:
    """Read three rows of a payout list."""
    return roster(tmp_path, ("序号", *headings.split(), "金额"), *((at, *cells, 960) for at in (1, 2, 3)))


def persons(reading: RosterReading) -> list[tuple[str, str, str | None]]:
    """Return role, name and number of everybody on the first row."""
    return [(person.role, person.name, person.id_number) for person in reading.records[0].persons]


def test_who_receives_the_money_is_a_person_beside_the_head_of_the_household(tmp_path: Path) -> None:
    """With a number of their own; the same one named again is the head, not two people."""
    headings = "户主姓名 户主身份证号 领取人 领取人身份证号"

    reading = read(tmp_path, headings, "张三", HIS, "李四", HERS)
    assert persons(reading) == [("head", "张三", HIS), ("person", "李四", HERS)]
    assert reading.records[0].provenance["persons.1.id_number"] == "E2"
    assert persons(read(tmp_path, headings, "张三", HIS, "张三", HIS)) == [("head", "张三", HIS)]


def test_who_receives_the_money_without_a_number_is_named_as_not_read(tmp_path: Path) -> None:
    """Never silently lost; nor is a column to sign in, once it is filled in."""
    reading = read(tmp_path, "户主姓名 身份证号 领取人 领款人签字", "张三", HIS, "李四", "李四")

    assert persons(reading) == [("head", "张三", HIS)]
    assert reading.remarks == ("花名册：说的是另外的人，没有读入：D 列“领取人”、E 列“领款人签字”",)


def test_beside_the_one_the_list_is_of_nobody_else_is_that_person(tmp_path: Path) -> None:
    """One role, one person; the other is said."""
    reading = read(tmp_path, "姓名 身份证号 领款人 领款人身份证号", "张三", GOOD, "李四", HERS)

    assert persons(reading) == [("person", "张三", GOOD)]
    assert reading.remarks == ("花名册：说的是另外的人，没有读入：D 列“领款人”、E 列“领款人身份证号”",)


def test_the_only_grown_up_of_a_list_of_children_is_the_person(tmp_path: Path) -> None:
    """监护人 and 领取人 stand for the party there."""
    reading = read(tmp_path, "儿童姓名 儿童身份证号 监护人姓名 监护人身份证号", "张三", HIS, "李四", HERS)

    assert persons(reading) == [("child", "张三", HIS), ("person", "李四", HERS)]
