"""A file of another format written anew."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from contracts.sheets import read_sheets
from contracts.sheets.rebuilding import rebuilt, title
from tests.contracts.sheets.test_biff import compound, old_workbook, record, workbook_of
from tests.contracts.sheets.test_biff_formulas import formula
from tests.contracts.sheets.test_biff_looks import BEGIN, NAME, STYLES, cell
from tests.contracts.sheets.test_opendocument import ODS
from tests.contracts.sheets.test_preflight import packed


def test_an_old_workbook_comes_back_dressed(tmp_path: Path) -> None:
    """Its looks are laid on its values, and what is lost is said in one line."""
    path = tmp_path / "a.xls"
    path.write_bytes(compound(workbook_of(NAME, BEGIN + cell(0, 0, 1) + record(0x000A), STYLES)))

    book, lost = rebuilt(path, read_sheets(path))

    assert (book["册"]["A1"].value, book["册"]["A1"].font.name) == (1, "黑体")
    assert lost == ("批注、图片、下拉列表",)


def test_an_old_workbook_whose_looks_are_damaged_comes_back_plain(tmp_path: Path) -> None:
    """The values are what the office cannot do without; that the rest is lost is said."""
    path = tmp_path / "a.xls"
    broken = record(0x0041, struct.pack("<H", 1)) + record(0x000A)
    window = record(0x023E, struct.pack("<HHHI", 0x06BE, 0, 0, 64))
    path.write_bytes(compound(workbook_of(NAME, BEGIN + cell(0, 0, 1) + window + broken, STYLES)))

    book, lost = rebuilt(path, read_sheets(path))

    assert book["册"]["A1"].value == 1
    assert lost == ("字体、底色、批注、图片",)


def test_text_has_nothing_to_lose(tmp_path: Path) -> None:
    """And a name that no sheet may have is changed."""
    path = tmp_path / "a[1].csv"
    path.write_text("姓名\n张三\n", encoding="utf-8")

    book, lost = rebuilt(path, read_sheets(path))

    assert (book.sheetnames, lost, title("a/b" * 20)) == (["a_1_"], (), "a_b" * 10 + "a")


def test_what_an_old_workbook_hides_stays_hidden(tmp_path: Path) -> None:
    """A hidden row shown again would be read in the next round."""
    path = old_workbook(tmp_path / "旧.xls", hidden_row=3, hidden_column=2)

    book, _ = rebuilt(path, read_sheets(path))

    assert book["旧册"].row_dimensions[3].hidden
    assert book["旧册"].column_dimensions["B"].hidden


def test_formulas_that_are_not_understood_are_named_by_their_cells(tmp_path: Path) -> None:
    """Of one the result is kept, of one there was none; a formula of another sheet's is written."""
    path = tmp_path / "a.xls"
    odd, known = b"\x18\0\0\0\0\0", b"\x1e\1\0"
    formulas = formula(0, 0, odd, 5.0) + formula(1, 0, odd, None) + formula(2, 0, known, 1.0)
    path.write_bytes(compound(workbook_of(NAME, BEGIN + formulas + record(0x000A))))

    book, lost = rebuilt(path, read_sheets(path))

    assert [book["册"].cell(row=row, column=1).value for row in (1, 2, 3)] == [5, None, "=1"]
    assert lost[:2] == ("册!A1 的公式（只留下上次算好的结果）", "册!A2 的公式（没有算好的结果，写成了空格）")


def test_formulas_that_are_damaged_are_lost_together(tmp_path: Path) -> None:
    """Their results stay."""
    path = tmp_path / "a.xls"
    broken = record(0x04BC, b"\0")
    path.write_bytes(compound(workbook_of(NAME, BEGIN + cell(0, 0, 1) + broken + record(0x000A))))

    book, lost = rebuilt(path, read_sheets(path))

    assert (book["册"]["A1"].value, lost[0]) == (1, "公式（只留下上次算好的结果）")


@pytest.mark.parametrize(("formula_of", "told"), [(' table:formula="of:=1"', True), ("", False)])
def test_the_formulas_of_an_ods_are_missed_where_it_has_some(formula_of: str, *, told: bool, tmp_path: Path) -> None:
    """A line about what was never there makes a clerk look for it."""
    cells = f'<table:table-row><table:table-cell office:value="1"{formula_of}/></table:table-row>'
    path = packed(tmp_path / "a.ods", {"content.xml": ODS.format(rows=cells)})

    _, lost = rebuilt(path, [])

    assert lost == ("字体、底色、批注、图片", *(("公式（只留下上次算好的结果）",) if told else ()))
