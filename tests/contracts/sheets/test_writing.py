"""Workbooks and CSV files out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from contracts.files import refusal
from contracts.sheets import OutSheet, read_sheets, write_csv, write_workbook
from tests.contracts.sheets.test_intake import table

RISKY = ("=1+1", "+86", "-", "@x", "=HYPERLINK(1)", "张三", "0012", "42011719850302003X")


def test_a_written_workbook_holds_texts_not_formulas(tmp_path: Path) -> None:
    """What begins like a formula comes back as the text it was."""
    import openpyxl

    path = tmp_path / "a.xlsx"
    rows: list[list[Any]] = [["身份证号"], *([text] for text in RISKY), [960]]
    write_workbook(path, [OutSheet(name="名册", rows=rows, text_columns=frozenset({1}))])

    assert table(read_sheets(path)[0]) == [["身份证号"], *([text] for text in RISKY), [960.0]]
    page = openpyxl.load_workbook(path).worksheets[0]
    assert {cell.data_type for cell in page["A"][: len(RISKY) + 1]} == {"s"}
    assert page["A9"].number_format == "@"


def test_columns_are_as_wide_as_what_stands_in_them_and_long_texts_turn(tmp_path: Path) -> None:
    """Printed, no cell is cut off by its neighbour; who gives widths gets those."""
    import openpyxl

    path = tmp_path / "a.xlsx"
    long = "甲方于每年六月三十日前以入户或者电话的方式告知一次当年的政策"
    rows = [("村", "事项", "内容"), ("上坪村", "告知当年政策", long)]
    write_workbook(path, [OutSheet(name="一", rows=rows), OutSheet(name="二", rows=rows, widths=(5, 6, 7))])
    one, two = openpyxl.load_workbook(path).worksheets

    assert [one.column_dimensions[letter].width for letter in "ABC"] == [8, 14, 44]
    assert (one["C2"].alignment.wrap_text, bool(one["B2"].alignment.wrap_text)) == (True, False)
    assert [two.column_dimensions[letter].width for letter in "ABC"] == [5, 6, 7]


def test_a_written_csv_has_its_mark_and_no_live_formula(tmp_path: Path) -> None:
    """Excel wants the mark; the quote can be taken off again."""
    path = tmp_path / "a.csv"
    write_csv(path, [[*RISKY, 960, None]])

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    cells = table(read_sheets(path)[0])[0]
    assert cells == [f"'{text}" if text[0] in "=+-@" else text for text in RISKY] + ["960", ""]


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be given so little room")
def test_without_room_the_older_file_stays_and_no_half_of_the_new(tmp_path: Path) -> None:
    """A full disk, told with the file's name; a clerk would hand on a table that only looks whole."""
    import resource

    path = tmp_path / "名册.csv"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, limits[1]))
    try:
        with pytest.raises(OSError, match=r"名册\.csv") as caught:
            write_csv(path, [["青河镇石桥村"] * 50] * 50)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert refusal(caught.value).exit_code == 6
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("widths", "turned"), [((42.0, 68.0), "portrait"), ((42.0, 34.0, 68.0), "landscape")])
def test_a_wide_sheet_is_printed_across_the_paper(tmp_path: Path, widths: tuple[float, ...], turned: str) -> None:
    """The index of a year-end pack holds hashes: upright its letters would be five points high."""
    import openpyxl

    path = tmp_path / "目录.xlsx"
    write_workbook(path, [OutSheet(name="目录", rows=[["文件"] * len(widths)], widths=widths, heading_rows=1)])

    assert openpyxl.load_workbook(path).worksheets[0].page_setup.orientation == turned


def test_a_number_that_is_a_name_stays_text_when_its_cell_is_edited(tmp_path: Path) -> None:
    """An account, an ID number, a leading nought: without the text format one touch of the cell loses digits."""
    import openpyxl

    path = tmp_path / "代发.xlsx"
    cells = ["0062284800000000248", "11010519491231002X", "017", "6228480402564890018", "17", "FF2-9", 960]
    write_workbook(path, [OutSheet(name="代发明细", rows=[cells], heading_rows=0)])

    formats = [cell.number_format for cell in openpyxl.load_workbook(path).worksheets[0][1]]
    assert formats == ["@"] * 4 + ["General"] * 3
