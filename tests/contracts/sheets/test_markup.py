"""Tables in web pages and in the XML of Excel 2003."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.reading.roster import read_roster
from contracts.sheets import Merge, Sheet, read_sheets
from contracts.sheets.grid import Value

PAGE = """<html><head><meta http-equiv=Content-Type content="text/html; charset={}">
<style>td{{mso-number-format:"\\@"}}</style></head><body>
<table border=1><tr><th colspan=3>独生子女父母奖励费兑现表</th></tr>
<tr><td>组别<td>姓名<td>身份证号</tr>
<tr><td rowspan=2>一组<br>东</td><td> 张&nbsp;三
</td><td x:str>429999198503020011</td></tr><tr style="display: none"><td>李&amp;四</td><td>11010519491231002X</td></tr>
</table></body></html>"""
BOOK = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="名册"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">姓名</Data>
<Comment><Data>批注</Data></Comment></Cell><Cell ss:Index="4"><Data ss:Type="String">金额</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell><Data ss:Type="String"><![CDATA[张三]]></Data></Cell><Cell/>
<Cell><Data ss:Type="DateTime">1985-03-02T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">960</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="空"><Table/></Worksheet></Workbook>"""


def sheets(path: Path, content: bytes) -> tuple[Sheet, ...]:
    """Write a file that is called an Excel file and read it."""
    path.write_bytes(content)
    return read_sheets(path)


def cells(sheet: Sheet) -> list[list[Value]]:
    """Return all rows of a sheet."""
    return [list(row) for _, row in sheet.rows()]


def reason(path: Path, content: bytes) -> str:
    """Return why a file is not read."""
    with pytest.raises(RosterError) as caught:
        sheets(path, content)
    return caught.value.problems[0].message


@pytest.mark.parametrize(("name", "encoding"), [("gb2312", "gbk"), ("utf-8", "utf-8"), ("utf-8", "utf-8-sig")])
def test_a_web_page_under_the_name_of_a_workbook_is_read(name: str, encoding: str, tmp_path: Path) -> None:
    """Systems hand out pages as .xls; cells that run over others, and what is not shown, are known."""
    page = PAGE.format(name)

    (sheet,) = sheets(tmp_path / "名册.xls", page.encode(encoding))

    rows = cells(sheet)
    assert (sheet.name, len(rows)) == ("名册", 4)
    assert rows[2:] == [["一组\n东", "张 三", "429999198503020011"], ["", "李&四", "11010519491231002X"]]
    assert sheet.merges == (Merge(top=1, left=1, bottom=1, right=3), Merge(top=3, left=1, bottom=4, right=1))
    assert sheet.notes.hidden_rows == frozenset({4})


def test_a_page_is_read_in_the_encoding_that_it_states(tmp_path: Path) -> None:
    """Big5 read as GB18030 would be names that nobody has."""
    page = '<html><meta charset="big5"><table><tr><td>姓名<tr><td>張三</table>'.encode("big5")

    assert cells(sheets(tmp_path / "a.xls", page)[0]) == [["姓名"], ["張三"]]


def test_the_xml_of_excel_2003_is_read_with_its_kinds_and_places(tmp_path: Path) -> None:
    """A comment is no value, an empty sheet no table, and rows may be left out."""
    (sheet,) = sheets(tmp_path / "a.xls", BOOK.encode())

    day = dt.datetime(1985, 3, 2)  # noqa: DTZ001 - a spreadsheet's day has no zone
    assert (sheet.name, cells(sheet)) == ("名册", [["姓名", "", "", "金额"], [], ["张三", "", day, 960.0]])
    assert (sheet.merges, sheet.notes.hidden_rows) == ((Merge(top=1, left=1, bottom=1, right=2),), frozenset({3}))


def test_a_table_inside_another_is_a_table_of_its_own(tmp_path: Path) -> None:
    """Pages are laid out in tables, and the roster lies in one of their cells."""
    page = "<table><tr><td>菜单<td><table><tr><td>姓名<tr><td>张三</table><td>底</table>"

    assert [(sheet.name, cells(sheet)) for sheet in sheets(tmp_path / "a.xls", page.encode())] == [
        ("表1", [["菜单", "", "底"]]), ("表2", [["姓名"], ["张三"]]),
    ]  # fmt: skip


def test_a_page_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    """The families behind the cut would be missed by nobody; a table that only its page ends is whole."""
    page = PAGE.format("utf-8")

    for length in range(page.index("李"), page.index("</table>"), 7):
        assert "不完整" in reason(tmp_path / "a.xls", page[:length].encode())
    assert "不完整" in reason(tmp_path / "a.xls", b"<html>" + b"<!--" * 1_000)
    assert sheets(tmp_path / "a.xls", page.replace("</table>", "").encode())


@pytest.mark.parametrize("span", ["colspan=9999999 rowspan=9999999", "colspan=499 rowspan=100000"])
def test_a_page_without_a_table_and_a_cell_over_everything_are_refused(span: str, tmp_path: Path) -> None:
    """Each with its one line."""
    assert "没有表格" in reason(tmp_path / "a.xls", b"<html><body><p>x</p></body></html>")
    assert "限度" in reason(tmp_path / "a.xls", f"<table><tr><td {span}>x</td></tr></table>".encode())


def test_a_roster_in_a_page_is_a_roster(tmp_path: Path) -> None:
    """Who stands in a row that the page does not show is passed over aloud."""
    path = tmp_path / "a.xls"
    path.write_bytes(PAGE.format("gb2312").encode("gbk"))

    reading = read_roster(path)

    assert [(record.row, record.persons[0].name) for record in reading.records] == [(3, "张 三".replace(" ", ""))]
    assert [(item.row, "隐藏" in item.why) for item in reading.skipped] == [(4, True)]
