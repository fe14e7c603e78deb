"""A workbook given back with its faults marked."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from contracts.records import MEMORY, SUMMARY
from contracts.sheets import read_sheets
from contracts.sheets.marking import Mark, Summary, write_marked
from tests.contracts.sheets.test_biff import BEGIN, compound, old_workbook, record, workbook_of
from tests.contracts.sheets.test_biff_formulas import formula
from tests.contracts.sheets.test_biff_looks import NAME, cell
from tests.contracts.sheets.test_odf_tables import VALUE, content, written
from tests.contracts.sheets.test_odf_tables import cell as ods_cell
from tests.contracts.sheets.test_odf_tables import row as ods_row
from tests.contracts.word.conftest import p, table, word_file

NOTHING = Summary(lines=("名册核对",), problems=())
LOOKS = "字体、底色、批注、图片"


def clerks_book(path: Path) -> Path:
    """Write a workbook with formatting, a formula and its result, a comment, two sheets."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "花名册"
    for row in (("标题", None, None), ("姓名", "金额", "日期"), ("张三", 1, dt.date(2026, 1, 2)), ("李四", 2, None)):
        page.append(row)
    page["B5"] = "=SUM(B3:B4)"
    page["A3"].font = Font(bold=True, name="宋体")
    page["A3"].fill = PatternFill("solid", start_color="FF00FF00")
    page["A4"].comment = Comment("电话核过", "王会计")
    page.merge_cells("A1:C1")
    page.column_dimensions["A"].width = 33
    book.create_sheet("说明")["A1"] = "请如实填写"
    book.save(path)
    return calculated(path)


def calculated(path: Path) -> Path:
    """Put a result beside the formula, as a spreadsheet program does."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb"<v ?/>|<v></v>", b"<v>3</v>", parts[name])
    with zipfile.ZipFile(path, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return path


def marked(
    source: Path,
    target: Path,
    *cells: str,
    summary: Summary = NOTHING,
    sheet: str = "花名册",
    lost: tuple[str, ...] = (),
) -> Any:
    """Mark cells and open the result."""
    marks = [Mark(sheet=sheet, cell=cell, text=f"{cell} 不对。") for cell in cells]
    assert (
        write_marked(source, target, read_sheets(source), marks=marks, summary=summary, memory=[("good", "a")]) == lost
    )
    return openpyxl.load_workbook(target)


def test_the_clerks_own_work_stays(tmp_path: Path) -> None:
    """Fonts, widths, merges, formula with its result, other sheets and comments."""
    target = tmp_path / "marked.xlsx"
    book = marked(clerks_book(tmp_path / "a.xlsx"), target, "A3", "A4", "B1")
    page = book["花名册"]

    assert book.sheetnames == [SUMMARY, "花名册", "说明", MEMORY]
    assert (page["A3"].font.b, page["A3"].font.name, page.column_dimensions["A"].width) == (True, "宋体", 33)
    assert page["B5"].value == "=SUM(B3:B4)"
    assert page["A4"].comment.text == "电话核过\n〔守约 2〕A4 不对。"
    assert page["A1"].comment.text == "〔守约 3〕B1 不对。"
    assert page["A3"].fill.start_color.rgb == page["A4"].fill.start_color.rgb == "FFFFD966"
    assert book[MEMORY].sheet_state == "hidden"
    cells = {sheet.name: [list(row) for _, row in sheet.rows()] for sheet in read_sheets(target)}
    assert cells["花名册"][4][1] == 3
    assert cells["花名册"][2] == ["张三", 1.0, dt.date(2026, 1, 2)]


def test_marks_come_off_in_the_next_round_wherever_the_cell_went(tmp_path: Path) -> None:
    """The look before and the clerk's comment are back; new marks are put on."""
    first = tmp_path / "first.xlsx"
    book = marked(clerks_book(tmp_path / "a.xlsx"), first, "A3", "A4")
    page = book["花名册"]
    page["A9"]._style, page["A9"].value = page["A3"]._style, "张三"
    page["A9"].comment = Comment(page["A3"].comment.text, "守约")
    page["A3"].comment, page["A3"].value = None, None
    book.save(first)

    page = marked(first, tmp_path / "second.xlsx", "A4")["花名册"]

    assert (page["A9"].comment, page["A9"].fill.start_color.rgb) == (None, "FF00FF00")
    assert page["A4"].comment.text == "电话核过\n〔守约 1〕A4 不对。"
    book = marked(tmp_path / "second.xlsx", tmp_path / "third.xlsx")
    assert (book["花名册"]["A4"].comment.text, book["花名册"]["A4"].fill.fill_type) == ("电话核过", None)
    assert book.sheetnames.count(SUMMARY) == book.sheetnames.count(MEMORY) == 1


def test_two_faults_of_one_cell_are_one_mark(tmp_path: Path) -> None:
    """Both are in the comment, and the look kept is the clerk's."""
    page = marked(clerks_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", "A3", "A3")["花名册"]
    assert page["A3"].comment.text == "〔守约 1〕A3 不对。；A3 不对。"

    page = marked(tmp_path / "b.xlsx", tmp_path / "c.xlsx")["花名册"]
    assert page["A3"].fill.start_color.rgb == "FF00FF00"


def test_the_summary_lists_places_that_can_be_clicked_and_no_formula(tmp_path: Path) -> None:
    """What a clerk typed may begin with an equals sign."""
    problems = [("花名册", "A3", "=1+1 不对", "请改"), ("别处", "", "没有", "请补")]
    summary = Summary(lines=("名册核对", "有 2 处"), problems=problems)
    page = marked(clerks_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", summary=summary)[SUMMARY]

    assert [page.cell(row=row, column=1).value for row in (1, 2, 4, 5, 6)] == ["名册核对", "有 2 处", "序号", 1, 2]
    assert (page["D5"].value, page["D5"].data_type) == ("=1+1 不对", "s")
    assert page["C5"].hyperlink.location == "'花名册'!A3"
    assert page["C6"].hyperlink is None


def test_other_formats_come_back_as_a_workbook_with_every_digit(tmp_path: Path) -> None:
    """A CSV's numbers stay text; a name no sheet may have is changed."""
    source = tmp_path / "名[册]1.csv"
    source.write_text("姓名,身份证号\n=张三,429999198503020024\n", encoding="gb18030")

    page = marked(source, tmp_path / "b.xlsx", "B2", sheet="名[册]1")["名_册_1"]

    assert [(cell.value, cell.data_type, cell.number_format) for cell in page[2]] == [
        ("=张三", "s", "@"), ("429999198503020024", "s", "@"),
    ]  # fmt: skip
    assert page["B2"].comment.text == "〔守约 1〕B2 不对。"


def test_the_lines_above_a_word_table_go_with_it(tmp_path: Path) -> None:
    """The unit of money may stand there, so marks move down with the rows."""
    source = tmp_path / "册.docx"
    source.write_bytes(word_file(p("花名册"), p("单位：万元"), table(("姓名", "金额"), ("张三", "0.1"))))
    problems = [("表1", "B2", "不对", "请改")]
    summary = Summary(lines=("核对",), problems=problems)

    book = marked(source, tmp_path / "b.xlsx", "B2", summary=summary, sheet="表1", lost=(LOOKS,))

    assert [cell.value for cell in book["表1"]["A"]] == ["花名册", "单位：万元", "姓名", "张三"]
    assert book["表1"]["B4"].comment.text == "〔守约 1〕B2 不对。"
    assert book[SUMMARY]["C4"].value == "B4"


def test_what_cannot_be_taken_over_is_said(tmp_path: Path) -> None:
    """A picture is not lost in silence."""
    source = clerks_book(tmp_path / "a.xlsx")
    with zipfile.ZipFile(source, "a") as package:
        package.writestr("xl/media/image1.png", b"x")

    lost = write_marked(source, tmp_path / "b.xlsx", read_sheets(source), marks=[], summary=NOTHING)

    assert lost == ("图片",)


def test_an_old_workbook_keeps_its_widths_and_says_what_it_loses(tmp_path: Path) -> None:
    """Written anew as .xlsx; a formula that is not understood and has no result is named."""
    source = old_workbook(tmp_path / "旧.xls", hidden_row=9, hidden_column=2, blank_formula=True)

    lost = ("旧册!C4 的公式（没有算好的结果，写成了空格）", "批注、图片、下拉列表")
    page = marked(source, tmp_path / "b.xlsx", "B2", sheet="旧册", lost=lost)["旧册"]

    assert page.column_dimensions["B"].width == 10
    assert page["A2"].value == "张三"


def test_the_formulas_of_an_old_workbook_stay_with_their_results(tmp_path: Path) -> None:
    """Also with an empty one, which is not the same as none: the next round would ask to calculate it."""
    source = tmp_path / "旧.xls"
    tokens = b"\x24\0\0\0\xc0"
    formulas = formula(0, 1, tokens, 5.0) + formula(1, 1, tokens, None)
    source.write_bytes(compound(workbook_of(NAME, BEGIN + cell(0, 0, 0) + formulas + record(0x000A))))

    page = marked(source, tmp_path / "b.xlsx", sheet="册", lost=("批注、图片、下拉列表",))["册"]

    assert [page[name].value for name in ("B1", "B2")] == ["=A1", "=A1"]
    sheet = next(sheet for sheet in read_sheets(tmp_path / "b.xlsx") if sheet.name == "册")
    assert [list(cells) for _, cells in sheet.rows()] == [[1.0, 5.0], ["", ""]]
    assert sheet.notes.uncalculated == frozenset()


@pytest.mark.parametrize("number", [4.2999919550821446e17, 429999195508214464, 10.041666666666666, 960])
def test_a_number_keeps_every_digit(number: float, tmp_path: Path) -> None:
    """The writer by itself stops at the sixteenth, and the next round would find a row changed that nobody touched."""
    source = clerks_book(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(source)
    book["花名册"]["B3"] = 0
    book.save(source)
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rb'(<c r="B3"[^>]*><v>)0<', rb"\g<1>%b<" % repr(number).encode(), parts["xl/worksheets/sheet1.xml"]
    )
    with zipfile.ZipFile(source, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)

    marked(source, tmp_path / "b.xlsx")

    sheet = next(sheet for sheet in read_sheets(tmp_path / "b.xlsx") if sheet.name == "花名册")
    assert [row for _, row in sheet.rows()][2][1] == number


def test_the_last_results_of_errors_times_and_nothing_are_kept(tmp_path: Path) -> None:
    """The next round would take a formula without a result for one that was never reckoned."""
    reckoned = 'table:formula="of:=1" office:value-type="{}" '
    cells = (
        ods_cell(reckoned.format("time") + 'office:time-value="PT12H00M00S"')
        + ods_cell(reckoned.format("string") + 'calcext:value-type="error"', "<text:p>Err:502</text:p>")
        + ods_cell(reckoned.format("string") + 'calcext:value-type="error"', "<text:p>#N/A</text:p>")
        + ods_cell('table:formula="of:=1"', "<text:p/>")
        + ods_cell(VALUE)
    )
    path, target = written(tmp_path, content(ods_row(cells))), tmp_path / "b.xlsx"

    write_marked(path, target, read_sheets(path), marks=[], summary=Summary(lines=("核对",), problems=()))

    sheet = read_sheets(target)[1]
    assert next(iter(sheet.rows()))[1][0] in {0.5, dt.time(12)}
    assert sheet.notes.errors == (("B1", "#VALUE!"), ("C1", "#N/A"))
    assert not sheet.notes.uncalculated
