"""Listings: the same rows for people and for programs; aligned, whole, harmless to open."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.listing import (
    Listing,
    csv_bytes,
    csv_text,
    harmless,
    json_text,
    jsonl_text,
    on_screen,
    table_text,
    wrapped,
    write_xlsx,
)
from contracts.text_width import display_width

DUE = Listing(
    columns=(("due_on", "到期日"), ("owed_by", "谁欠"), ("amount_fen", "金额（元）"), ("open", "未结")),
    rows=(
        (date(2026, 12, 31), "上坪村村民委员会", 96000, True),
        (date(2027, 1, 5), "某甲、某乙", None, False),
    ),
)


def test_the_table_is_aligned_by_terminal_columns() -> None:
    """A Chinese letter takes two columns; sums stand on the right."""
    assert table_text(DUE) == (
        "到期日      谁欠              金额（元）  未结\n"
        "----------  ----------------  ----------  ----\n"
        "2026-12-31  上坪村村民委员会      960.00  是\n"
        "2027-01-05  某甲、某乙                    否\n"
    )


def test_a_wide_table_is_wrapped_to_the_page_and_loses_no_letter() -> None:
    """A cut name is a wrong name."""
    note = "甲方于每年十二月三十一日前向乙方兑现奖励扶助金九百六十元，逾期的应当书面说明原因并写明补发日期。"
    listing = Listing(columns=(("code", "代码"), ("note", "条款"), ("hint", "改法")), rows=(("P-01", note, note),))

    lines = table_text(listing).splitlines()

    assert max(map(display_width, lines)) <= 80
    assert sorted("".join(lines[2:]).replace(" ", "")) == sorted(f"P-01{note}{note}")


def test_a_number_is_never_broken_in_two() -> None:
    """Somebody copies it into the next command."""
    words = ("CN-PROCEDURE-001", "429999101201", "不得强制上门收取任何费用" * 6)
    listing = Listing(columns=(("rule", "规则"), ("place", "地区"), ("title", "名称")), rows=(words,))

    first = table_text(listing, width=50).splitlines()[2]

    assert first.split()[:2] == ["CN-PROCEDURE-001", "429999101201"]


def test_what_has_too_many_columns_for_the_page_is_listed_row_by_row_and_loses_nothing() -> None:
    """Whole pairs of heading and cell, numbers unbroken, empty cells left out, no line beyond the page."""
    keys = tuple((f"c{number}", f"栏目{number}") for number in range(9))
    numbers = tuple(f"429999101201-计服-2026A-{number:03}" for number in range(8))
    listing = Listing(columns=keys, rows=((*numbers, "甲方按季公布发放情况。" * 5), (*numbers[:7], None, "")))

    text, is_table = on_screen(listing)

    lines = text.splitlines()
    assert not is_table
    assert max(map(display_width, lines)) <= 80
    assert lines[0] == "1  栏目0：429999101201-计服-2026A-000  栏目1：429999101201-计服-2026A-001"
    assert all(text.count(f"栏目{place}：{number}") == 2 for place, number in enumerate(numbers[:7]))
    assert "栏目8：甲方" in text.replace("\n", "")
    assert "".join(text.split()).count("甲方按季公布发放情况。") == 5
    assert lines[-1].split("  ")[-1].strip() == "栏目6：429999101201-计服-2026A-006"
@pytest.mark.parametrize("number", ["429999101201-计服-2026A-014", "青公示〔2026〕1号", "429999101-荣-2026-0001"])
def test_a_number_with_chinese_letters_is_whole_where_the_page_allows_and_wrapped_where_not(number: str) -> None:
    """A clerk copies it from the screen; a table wider than the screen would help nobody."""
    cells = (number, "甲方按照本章所附清单免费为乙方提供服务", "乙方")
    columns = (("number", "编号"), ("text", "内容"), ("who", "谁"))
    roomy, narrow = (table_text(Listing(columns=columns, rows=(cells,)), width=width) for width in (60, 30))

    assert number in roomy
    assert max(map(display_width, narrow.splitlines())) <= 30
    assert sorted("".join(narrow.splitlines()[2:]).replace(" ", "")) == sorted("".join(cells))


def test_programs_get_fen_and_people_get_yuan() -> None:
    """Only one of them adds up without a decimal point."""
    assert json.loads(json_text(DUE))[0] == {
        "due_on": "2026-12-31", "owed_by": "上坪村村民委员会", "amount_fen": 96000, "open": True,
    }  # fmt: skip
    assert [json.loads(line)["amount_fen"] for line in jsonl_text(DUE).splitlines()] == [96000, None]
    assert list(csv.reader(io.StringIO(csv_text(DUE))))[1] == ["2026-12-31", "上坪村村民委员会", "960.00", "是"]


def test_a_debt_below_zero_keeps_its_sign_and_both_places() -> None:
    """-5 fen is -0.05 yuan."""
    listing = Listing(columns=(("left_fen", "余额"),), rows=((-5,), (-10050,)))

    assert csv_text(listing).split() == ["余额", "-0.05", "-100.50"]


@pytest.mark.parametrize("words", ["=1+1", "+86 139", "-某", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_of_a_csv_can_run_as_a_formula(words: str) -> None:
    """A name that begins with = is a name."""
    listing = Listing(columns=(("name", "姓名"),), rows=((words,),))

    assert list(csv.reader(io.StringIO(csv_text(listing), newline="")))[1] == [f"'{words}"]
    assert harmless(f"某{words}") == f"某{words}"


def test_a_csv_file_bears_the_mark_that_spreadsheets_look_for() -> None:
    """Without it Chinese comes out as rubbish in Excel."""
    assert csv_bytes(DUE).startswith(b"\xef\xbb\xbf")
    assert csv_bytes(DUE).decode("utf-8-sig") == csv_text(DUE)


def test_a_workbook_holds_text_as_text_and_sums_as_numbers(tmp_path: Path) -> None:
    """The clerk can add the column up; a code keeps its zeros."""
    from contracts.sheets import read_sheets

    listing = Listing(columns=(("code", "编号"), ("amount_fen", "金额（元）")), rows=(("007", 96050),))

    write_xlsx(listing, tmp_path / "清单.xlsx", "清单")

    (sheet,) = read_sheets(tmp_path / "清单.xlsx")
    cells = [tuple(values) for _, values in sheet.rows()]
    assert (sheet.name, cells) == ("清单", [("编号", "金额（元）"), ("007", 960.5)])


@given(st.text("甲乙（），。；a1-= ", max_size=60), st.integers(4, 30))
def test_wrapping_fits_the_width_and_keeps_every_letter(text: str, width: int) -> None:
    """Only blanks at line ends are given up."""
    lines = wrapped(text, width)

    assert all(display_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_no_line_begins_with_a_closing_mark() -> None:
    """As in any Chinese print."""
    assert wrapped("甲方应当兑现，乙方可以查询。", 12) == ["甲方应当兑", "现，乙方可以", "查询。"]


def test_marks_on_letters_take_no_column() -> None:
    """Minority names written with combining letters stay aligned."""
    assert display_width("é") == 1
    assert display_width("甲a") == 3
