"""A file of another format written anew."""

from __future__ import annotations

import contextlib
import random
import struct
from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.sheets import read_sheets
from contracts.sheets.marking import Mark, Summary, write_marked
from contracts.sheets.rebuilding import rebuilt, titles
from tests.contracts.sheets.test_biff import compound, old_workbook, record, workbook_of
from tests.contracts.sheets.test_biff_formulas import formula
from tests.contracts.sheets.test_biff_looks import BEGIN, NAME, STYLES, cell
from tests.contracts.sheets.test_odf_parts import part
from tests.contracts.sheets.test_odf_tables import CALC, VALUE, content, row, written
from tests.contracts.sheets.test_odf_tables import cell as ods_cell


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

    assert (book.sheetnames, lost, titles(["a/b" * 20])) == (["a_1_"], (), ["a_b" * 10 + "a"])


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


def test_an_ods_comes_back_dressed_and_what_is_lost_is_said_in_a_line() -> None:
    """By Calc itself, with a name that Excel would know otherwise."""
    book, lost = rebuilt(CALC, read_sheets(CALC))

    assert (book["兑现表"]["A3"].font.name, book["兑现表"]["D6"].value) == ("仿宋", "=SUM(D3:D5)+'说明'!$A$2")
    assert (book["兑现表"].column_dimensions["F"].hidden, book["兑现表"].row_dimensions[5].hidden) == (True, True)
    assert lost == ("兑现表!D7 的公式（只留下上次算好的结果）", "自定义名称")


@pytest.mark.parametrize(
    ("formula_of", "lost"),
    [
        (' table:formula="of:=1" office:value-type="float" office:value="1"', ()),
        (' table:formula="of:=名称" office:value-type="float" office:value="1"',
         ("花名册!A1 的公式（只留下上次算好的结果）",)),
        (' table:formula="of:=名称"', ("花名册!A1 的公式（没有算好的结果，写成了空格）",)),
        ("", ()),
    ],
)  # fmt: skip
def test_the_formulas_of_an_ods_are_missed_where_they_are_lost(
    formula_of: str, lost: tuple[str, ...], tmp_path: Path
) -> None:
    """A line about what was never there makes a clerk look for it."""
    path = written(tmp_path, content(row(ods_cell(formula_of))).replace("册", "花名册"))

    _, told = rebuilt(path, read_sheets(path))

    assert told == lost


def test_a_number_that_is_none_does_not_keep_the_workbook_from_opening(tmp_path: Path) -> None:
    """A program wrote ``NaN`` into a cell, and as the result of a formula."""
    cells = ods_cell(VALUE.replace('"1"', '"NaN"')) + ods_cell(' table:formula="of:=1"' + VALUE.replace('"1"', '"NaN"'))
    path, target = written(tmp_path, content(row(cells + ods_cell(VALUE)))), tmp_path / "b.xlsx"

    write_marked(path, target, read_sheets(path), marks=[], summary=Summary(lines=("核对",), problems=()))

    sheet = read_sheets(target)[1]
    assert next(iter(sheet.rows()))[1][0] == "nan"
    assert sheet.notes.errors == (("B1", "#NUM!"),)


def test_an_ods_whose_looks_are_damaged_comes_back_plain(tmp_path: Path) -> None:
    """The values are what the office cannot do without."""
    path = written(tmp_path, content(row(ods_cell(VALUE))), styles="<a")

    book, lost = rebuilt(path, read_sheets(path))

    assert (book["册"]["A1"].value, lost) == (1, ("字体、底色、批注、图片、公式（只留下上次算好的结果）",))


def test_two_tables_whose_names_begin_alike_keep_their_own_looks(tmp_path: Path) -> None:
    """A table of an ``.ods`` may be named longer than a sheet."""
    long = "青河镇独生子女父母奖励费和扶助金兑现情况登记表第二季度合计"
    text = '<table:table-cell table:formula="of:={}" office:value-type="float" office:value="1"/>'
    tables = "".join(
        f'<table:table table:name="{long}各村{name}">{row(text.format(number))}</table:table>'
        for number, name in enumerate("甲乙", 5)
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    path = written(tmp_path, part(body))

    book, _ = rebuilt(path, read_sheets(path))

    assert [page["A1"].value for page in book.worksheets] == ["=5", "=6"]
    assert [len(page.title) for page in book.worksheets] == [31, 31]


def test_a_damaged_old_workbook_comes_back_or_is_refused(tmp_path: Path) -> None:
    """Whatever byte of its looks, formulas or merged areas is another: one clear error, or a workbook that opens."""
    rng = random.Random(7)  # noqa: S311 - damage, no secret
    merged = record(0x00E5, struct.pack("<HHHHH", 1, 0, 1, 0, 1))
    shapes = record(0x007D, struct.pack("<HHHHH", 1, 2, 2560, 0, 1)) + record(0x0208, struct.pack("<HHHHHHI", *[0] * 7))
    known = formula(2, 0, b"\x24\0\0\0\xc0\x1e\1\0\x03", 1.0)
    whole = workbook_of(NAME, BEGIN + shapes + cell(0, 0, 1) + cell(1, 0, 1) + known + merged + record(0x000A), STYLES)
    path, target = tmp_path / "a.xls", tmp_path / "b.xlsx"
    came = 0
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(rng.choice((1, 3, 9))):
            broken[rng.randrange(len(whole))] = rng.choice((0, 1, 6, 127, 255))
        path.write_bytes(compound(bytes(broken)))
        with contextlib.suppress(RosterError):
            sheets = read_sheets(path)
            marks = [Mark(sheet=sheet.name, cell="A1", text="不对。") for sheet in sheets]
            write_marked(path, target, sheets, marks=marks, summary=Summary(lines=("核对",), problems=()))
            came += len(read_sheets(target)) > len(sheets)

    assert came > 20


def test_signs_that_no_workbook_may_hold_are_left_out(tmp_path: Path) -> None:
    """A bell in a name, in the list of faults and in the comment: the file would not open."""
    path = tmp_path / "a.csv"
    path.write_text("姓名\n张\a三\ufffe\n", encoding="utf-8")
    problems = [("a", "A2", "姓名“张\a三”不对", "请改")]

    write_marked(
        path, tmp_path / "b.xlsx", read_sheets(path),
        marks=[Mark(sheet="a", cell="A2", text="张\a三")], summary=Summary(lines=("核对",), problems=problems),
    )  # fmt: skip

    summary, page, _ = (list(sheet.rows()) for sheet in read_sheets(tmp_path / "b.xlsx"))
    assert page[1][1][0] == "张三"
    assert summary[-1][1][3] == "姓名“张三”不对"
