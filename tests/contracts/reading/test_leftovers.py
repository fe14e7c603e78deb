"""Columns that hold something and are not read are said, each once."""

from __future__ import annotations

from pathlib import Path

from contracts.reading.leftovers import unnamed
from contracts.records import RosterReading
from tests.contracts.reading.test_roster import HIS, roster

ASK = "；其中有要用的，用 shouyue roster map 写明各列是什么"


def said(reading: RosterReading) -> list[str]:
    """Return what is said of the sheet besides problems."""
    return list(reading.remarks)


def test_a_column_with_content_that_is_of_no_use_is_named(tmp_path: Path) -> None:
    """An empty one is no loss, and the serial number is used; one beside the headings has no heading."""
    heads = ("序号", "姓名", "身份证号", "民族", "备注", "文化程度", "")
    first, second = (1, "张三", HIS, "汉", " ", "", ""), (2, "李四", "", "", "", "", "问过", "", "已核")

    reading = roster(tmp_path, heads, first, second)

    assert said(reading) == [f"花名册：用不着，没有读入：D 列“民族”、G 列（没有表头）、I 列（没有表头）{ASK}"]


def test_who_is_no_party_is_named_apart(tmp_path: Path) -> None:
    """Names, numbers and telephones of who fetched the money are not taken in, and the clerk hears of it."""
    heads = ("姓名", "身份证号", "金额", "领取人", "领取人身份证号", "领取人电话", "经办人")
    rows = [("张三", HIS, 960, who, "", "13800000001", "") for who in ("本人", "李四", "本人")]

    reading = roster(tmp_path, heads, *rows)

    assert [len(record.persons) for record in reading.records] == [1, 1, 1]
    assert said(reading) == ["花名册：说的是另外的人，没有读入：D 列“领取人”、F 列“领取人电话”"]
    assert reading.skipped == ()


def test_what_is_named_elsewhere_is_not_named_again(tmp_path: Path) -> None:
    """Columns about bodies are in ``dropped``, unknown ones in ``skipped``; a total is not content."""
    heads = ("姓名", "身份证号", "避孕措施", "备注", "绰号", "民族")
    rows = [("张三", HIS, "上环", "已上环", "小三", ""), ("合计", "", "", "", "", 1)]

    reading = roster(tmp_path, heads, *rows)

    assert reading.dropped == ("避孕措施", "备注")
    assert ["绰号" in item.why for item in reading.skipped] == [True, False]
    assert said(reading) == []


def test_an_unknown_column_of_either_list_on_a_sheet_is_named(tmp_path: Path) -> None:
    """Two lists side by side have their headings in the same row: one is no copy of the other."""
    rows = [
        ("出生情况", "", "", "死亡情况", "", ""),
        ("姓名", "出生日期", "绰号", "姓名", "死亡日期", "外号"),
        ("张小红", "2026.3.1", "红红", "王五", "2026.3.3", "老五"),
    ]

    reading = roster(tmp_path, *rows, merges=["A1:C1", "D1:F1"])

    assert [item.why[:7] for item in reading.skipped] == ["C 列“绰号”", "F 列“外号”"]


def test_a_column_without_heading_has_a_number() -> None:
    """As reports call it."""
    assert unnamed(9) == "第 9 列（无表头）"
