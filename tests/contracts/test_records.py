"""The shapes that a reading has."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from contracts.model import PartialDate, Person, Problem
from contracts.records import Record, RosterReading, Skipped

RECORD = Record(
    sheet="花名册",
    row=7,
    persons=(Person(role="wife", name="张三", id_number="11010519491231002X", birth=PartialDate(year=1949, month=12)),),
    values=(("group", None), ("paid", False)),
    cells=(("persons.0.name", "B"), ("values.group", "A3")),
)


def test_a_record_answers_by_key_and_names_its_cells() -> None:
    """A column stands for this row's cell, a whole cell for itself."""
    assert RECORD.value("paid") is False
    assert RECORD.value("group") is None
    assert RECORD.value("nonsense") is None
    assert RECORD.provenance == {"persons.0.name": "B7", "values.group": "A3"}


def test_a_reading_is_plain_data_in_the_agreed_shape() -> None:
    """Days with their precision; a sheet whose name has a mark of its own is split at the last one."""
    reading = RosterReading(
        file=Path("册.xlsx"),
        file_sha256="0" * 64,
        layout="couples",
        records=(RECORD,),
        problems=(Problem(where="新!表!C7", message="没有姓名", hint="请填写"),),
        dropped=("措施",),
        skipped=(Skipped(row=9, why="合计行", sheet="新!表"),),
    )

    data = json.loads("".join(reading.json_lines()))

    assert data["records"][0]["persons"][0]["birth_date"] == "1949-12"
    assert data["problems"] == [{"sheet": "新!表", "cell": "C7", "message": "没有姓名", "hint": "请填写"}]
    assert (data["dropped"], data["skipped"]) == (["措施"], [{"row": 9, "why": "合计行"}])
    assert reading.repeated() == ()


def test_a_record_says_its_sheet_where_several_are_rosters() -> None:
    """C7 stands in each of them."""
    reading = RosterReading(
        file=Path("册.xlsx"), file_sha256="0" * 64, layout="couples",
        records=(RECORD, replace(RECORD, sheet="石桥村")),
        skipped=(Skipped(row=9, why="合计行", sheet="石桥村"),),
    )  # fmt: skip

    data = json.loads("".join(reading.json_lines()))

    assert [(item["sheet"], item["row"]) for item in data["records"]] == [(RECORD.sheet, 7), ("石桥村", 7)]
    assert data["skipped"] == [{"sheet": "石桥村", "row": 9, "why": "合计行"}]
