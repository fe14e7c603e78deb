"""Cells that only point to another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.reading.headings import Field
from contracts.reading.pointers import is_place, place_meant, repeated
from tests.contracts.reading.test_roster import GOOD, HIS, roster

HEADS = ("村组", "姓名", "身份证号", "户籍地址", "现居住地", "证号", "发证日期", "金额", "是否发放")
FULL = ("1组", "张三", HIS, "上坪村", "石桥村", "鄂001", "2005.3.1", "960", "是")


def field(column: int, key: str, type_: str = "text") -> Field:
    """Return a column of a value."""
    return Field(column=column, slot="values", key=key, type=type_)


@pytest.mark.parametrize("word", ["同上", "〃", "″", '"', "同前"])
def test_as_above_is_filled_in_for_places_and_a_fault_everywhere_else(word: str, tmp_path: Path) -> None:
    """A name, a number, a day, a sum and a tick are never copied from another family (domain 6.2)."""
    reading = roster(tmp_path, HEADS, FULL, (word, "李四", GOOD, *[word] * 6))

    assert dict(reading.records[1].values) == {
        "group": "1组", "registered_place": "上坪村", "residence_place": "石桥村", "certificate_number": None,
        "issued_on": None, "amount_fen": None, "paid": None,
    }  # fmt: skip
    assert [problem.where[-2:] for problem in reading.problems] == ["F3", "G3", "H3", "I3"]
    assert all(word in problem.message and "写全" in problem.hint for problem in reading.problems)
    assert len(reading.records[1].bad) == 4


def test_nobody_is_called_as_above(tmp_path: Path) -> None:
    """Neither grown-ups nor children; a number is asked for where it stands."""
    rows = [("张三", HIS, "13800000001", "张小"), ("同上", "〃", "同上", "同上")]

    reading = roster(tmp_path, ("户主姓名", "身份证号", "联系电话", "子女姓名"), *rows)

    assert [(person.name, person.id_number, person.phones) for person in reading.records[1].persons] == [
        ("", None, ()), ("", None, ()),
    ]  # fmt: skip
    assert sorted(problem.where[-2:] for problem in reading.problems) == ["A3", "B3", "C3", "D3"]


def test_the_place_beside_may_stand_on_either_side(tmp_path: Path) -> None:
    """同户籍地 is said before the column it means, too; where nothing stands there, it is a fault."""
    heads = ("姓名", "身份证号", "现居住地", "户籍地址")
    rows = [("张三", HIS, "同户籍地", "上坪村"), ("李四", GOOD, "石桥村", "同左"), ("王五", "", "", "同左")]

    reading = roster(tmp_path, heads, *rows)

    places = [(record.value("residence_place"), record.value("registered_place")) for record in reading.records]
    assert places == [("上坪村", "上坪村"), ("石桥村", "石桥村"), (None, None)]
    assert reading.records[0].provenance["values.residence_place"] == "C2"
    assert "花名册!D4" in {problem.where for problem in reading.problems}


def test_the_second_of_a_couple_is_registered_where_the_first_is(tmp_path: Path) -> None:
    """同左 in his column means hers."""
    heads = ("母亲姓名", "身份证号", "户籍地址", "父亲姓名", "身份证号", "户籍地址", "子女姓名")
    hers = "429999198407023380"

    reading = roster(tmp_path, heads, ("张三", hers, "上坪村", "李四", HIS, "同左", "李小明"))

    assert reading.problems == ()
    assert reading.records[0].value("husband_registered_place") == "上坪村"


def test_words_and_columns_are_told_apart() -> None:
    """A place may be called anything else."""
    places = [field(1, "group"), field(2, "registered_place"), field(4, "residence_place")]

    assert [place_meant("同左", item, places) for item in places] == ["", "", "registered_place"]
    assert place_meant("同心村", places[2], places) == ""
    assert place_meant("同现居住地", places[1], places) == "residence_place"
    assert not is_place(field(3, "residence_kind"))
    assert repeated(places[0], "同上") is repeated(field(3, "amount_fen", "money"), 960) is None
    assert repeated(field(3, "amount_fen", "money"), " 同上 ") is not None
