"""A file of another format written anew."""

from __future__ import annotations

import struct
from pathlib import Path

from contracts.sheets import read_sheets
from contracts.sheets.rebuilding import rebuilt, title
from tests.contracts.sheets.test_biff import compound, old_workbook, record, workbook_of
from tests.contracts.sheets.test_biff_looks import BEGIN, NAME, STYLES, cell


def test_an_old_workbook_comes_back_dressed(tmp_path: Path) -> None:
    """Its looks are laid on its values, and what is lost is said in one line."""
    path = tmp_path / "a.xls"
    path.write_bytes(compound(workbook_of(NAME, BEGIN + cell(0, 0, 1) + record(0x000A), STYLES)))

    book, lost = rebuilt(path, read_sheets(path))

    assert (book["册"]["A1"].value, book["册"]["A1"].font.name) == (1, "黑体")
    assert lost[0] == "批注、图片、下拉列表"


def test_an_old_workbook_whose_looks_are_damaged_comes_back_plain(tmp_path: Path) -> None:
    """The values are what the office cannot do without; that the rest is lost is said."""
    path = tmp_path / "a.xls"
    broken = record(0x0041, struct.pack("<H", 1)) + record(0x000A)
    window = record(0x023E, struct.pack("<HHHI", 0x06BE, 0, 0, 64))
    path.write_bytes(compound(workbook_of(NAME, BEGIN + cell(0, 0, 1) + window + broken, STYLES)))

    book, lost = rebuilt(path, read_sheets(path))

    assert book["册"]["A1"].value == 1
    assert lost[0] == "字体、底色、批注、图片"


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
