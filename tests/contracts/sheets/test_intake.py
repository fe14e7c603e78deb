"""Spreadsheets and Word tables in."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import RosterError
from contracts.reading.roster import read_roster
from contracts.sheets import Merge, Sheet, check_merges, read_sheets
from tests.contracts.dirty_rosters import PAPERS, make, write_rows
from tests.contracts.sheets.test_biff import old_workbook
from tests.contracts.sheets.test_opendocument import ODS
from tests.contracts.sheets.test_preflight import packed
from tests.contracts.word.conftest import p, word_file
from tests.contracts.word.conftest import table as table_of


def table(sheet: Sheet) -> list[list[Any]]:
    """Return all rows of a sheet."""
    return [list(cells) for _, cells in sheet.rows()]


def test_cells_keep_their_place_even_behind_empty_rows_and_columns(tmp_path: Path) -> None:
    """A table that starts in C4 has its names counted from A1."""
    rows: list[list[Any]] = [[], [], [], ["", "", "甲", ""], ["", "", 1.5, dt.date(2026, 1, 2)]]
    path = write_rows(tmp_path / "a.xlsx", rows, ["C4:D4"])

    (sheet,) = read_sheets(path)

    assert [row for row in sheet.rows() if any(row[1])] == [
        (4, ("", "", "甲", "")),
        (5, ("", "", 1.5, dt.date(2026, 1, 2))),
    ]
    assert sheet.merges == (Merge(top=4, left=3, bottom=4, right=4),)
    assert list(sheet.rows()) == list(sheet.rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_that_offices_use(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """Rare characters whole; a line break inside a cell does not make a row."""
    path = tmp_path / "名册.csv"
    path.write_bytes(f'姓名{delimiter}备注\r\n"䶮\n三"{delimiter}𠮷\r\n'.encode(encoding))

    (sheet,) = read_sheets(path)

    assert (sheet.name, table(sheet)) == ("名册", [["姓名", "备注"], ["䶮\n三", "𠮷"]])


def test_text_that_fits_no_encoding_is_refused_and_never_read_as_latin(tmp_path: Path) -> None:
    """latin-1 always fits and always lies."""
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,é\n".encode("latin-1", "replace") + b"\xff\xfe\x81 \xff")

    with pytest.raises(RosterError) as caught:
        read_sheets(path)
    assert "编码" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"\xff\xd8\xff\xe0", "照片"),
        (b"<html><table>", "不完整"),
        (b"{\\rtf1 x}", "写字板"),
        (b"MIME-Version: 1.0", "mht"),
        ('姓名,备注\n张三,"无\n李四,\n'.encode(), "第 2 行的引号"),
        ("姓名,备注\n张三,无".encode()[:-1], "只有一半"),
        ("姓名,備註\n張三,無\n".encode("big5"), "编码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
        (b"a,b\n\0\0\0", "损坏"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "密码"),
    ],
)
def test_what_is_no_table_says_what_it_is(content: bytes, words: str, tmp_path: Path) -> None:
    """The content decides, whatever the suffix."""
    path = tmp_path / "a.xls"
    path.write_bytes(content)

    with pytest.raises(RosterError) as caught:
        read_sheets(path)
    (problem,) = caught.value.problems
    assert words in problem.message
    assert problem.hint.startswith(("请", "截图"))


def test_an_ods_is_read_with_its_merges(tmp_path: Path) -> None:
    """Built by hand, so that nothing here depends on an office program."""
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    high = cell.format(' table:number-rows-spanned="2"', "一组")
    rows = f"<table:table-row>{high}{cell.format('', '张三')}</table:table-row>"
    rows += f"<table:table-row><table:covered-table-cell/>{cell.format('', '李四')}</table:table-row>"
    content = ODS.replace('"o"', '"urn:oasis:names:tc:opendocument:xmlns:office:1.0"')
    content = content.replace('"t"', '"urn:oasis:names:tc:opendocument:xmlns:table:1.0"')
    content = content.replace('"x"', '"urn:oasis:names:tc:opendocument:xmlns:text:1.0"').format(rows=rows)
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts: dict[str, str | bytes] = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    path = packed(tmp_path / "a.ods", parts)

    (sheet,) = read_sheets(path)

    assert (sheet.name, table(sheet)) == ("花名册", [["一组", "张三"], ["", "李四"]])
    assert sheet.merges == (Merge(top=1, left=1, bottom=2, right=1),)


def test_a_row_of_a_million_cells_and_a_merge_to_the_end_of_the_world_cost_nothing(tmp_path: Path) -> None:
    """Refused before they are built, and cut to where the table ends."""
    path = tmp_path / "a.csv"
    path.write_text("," * 1_000_000, encoding="utf-8")
    with pytest.raises(RosterError, match="无法读取"):
        read_sheets(path)

    (sheet,) = read_sheets(write_rows(tmp_path / "b.xlsx", [("甲", ""), ("", "乙")], ["A1:A20000"]))
    assert sheet.merges == (Merge(top=1, left=1, bottom=2, right=1),)


def test_damaged_files_end_in_one_error_each(tmp_path: Path) -> None:
    """Cut, flipped and emptied workbooks: a reading or one refusal, never anything else."""
    whole = make(PAPERS[0], 12, 5).write(tmp_path / "whole.xlsx").read_bytes()
    rng = random.Random(7)  # noqa: S311
    path = tmp_path / "damaged.xlsx"
    refusals = 0
    for turn in range(150):
        content = bytearray(whole)
        if turn % 3 == 0:
            del content[rng.randrange(len(content)) :]
        for _ in range(rng.randint(1, 20) if content else 0):
            content[rng.randrange(len(content))] = rng.randrange(256)
        path.write_bytes(content)
        refusals += refused(path)
    assert refusals > 0


def test_damaged_parts_end_in_one_error_each(tmp_path: Path) -> None:
    """The packing is whole, the XML inside is not."""
    source = make(PAPERS[0], 12, 5).write(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    rng = random.Random(11)  # noqa: S311
    for _ in range(100):
        name = rng.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(len(content))
            content[at : at + rng.randint(0, 6)] = bytes(rng.randrange(32, 127) for _ in range(rng.randint(0, 6)))
        refused(packed(tmp_path / "damaged.xlsx", {**parts, name: bytes(content)}))


def refused(path: Path) -> bool:
    """Read a file; whether it was refused, with at least one problem and no other error."""
    try:
        read_roster(path)
    except RosterError as error:
        assert error.problems  # noqa: PT017
        return True
    return False


def test_tables_of_a_word_file_are_sheets(tmp_path: Path) -> None:
    """Read like any roster; the title above the table counts as one of its lines."""
    path = tmp_path / "名册.docx"
    good = table_of(("女方姓名", "身份证号"), ("张  三", "42011719850302002８"))
    path.write_bytes(word_file(p("花名册"), good))

    (sheet,) = read_sheets(path)
    reading = read_roster(path)

    assert (sheet.name, sheet.titles, sheet.merges_known) == ("表1", ("花名册",), True)
    assert [person.id_number for record in reading.records for person in record.persons] == ["420117198503020028"]
    assert reading.records[0].provenance["persons.0.id_number"] == "B2"
    path.write_bytes(word_file(p("违法生育人员名单"), good))
    assert refused(path)
    path.write_bytes(word_file(p("没有表格")))
    assert refused(path)
    path.write_bytes(word_file(good)[:300])
    assert refused(path)


def test_a_fault_inside_the_parser_is_a_damaged_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A list of sheets that points past the end makes the parser panic; one error, and its words are not ours."""
    path = old_workbook(tmp_path / "旧册.xls", 3, 2)
    broken = bytearray(path.read_bytes())
    broken[1536 + 24 : 1536 + 28] = b"\xff\xff\xff\x0f"  # where the first sheet begins
    path.write_bytes(broken)

    with pytest.raises(RosterError) as caught:
        read_sheets(path)
    assert "损坏" in caught.value.problems[0].message
    assert capfd.readouterr() == ("", "")


def test_digits_that_a_formula_protects_are_read(tmp_path: Path) -> None:
    """="4201…" keeps them from becoming a number."""
    path = tmp_path / "册.csv"
    path.write_text('姓名,身份证号\n张三,="420117198503020028"\n李四,"=""甲"""\n', encoding="utf-8")

    (sheet,) = read_sheets(path)
    assert table(sheet)[1:] == [["张三", "420117198503020028"], ["李四", "甲"]]


def test_a_whole_sheet_merged_into_one_cell_is_refused(tmp_path: Path) -> None:
    """The writer would make an object of each of seventeen thousand million cells; a wide title is no harm."""
    path = write_rows(tmp_path / "册.xlsx", [("标题", "", ""), ("姓名", "金额", "备注")], ["A1:C1"])
    check_merges(path, read_sheets(path))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content.replace(b'"A1:C1"', b'"A1:XFD1048576"'))

    with pytest.raises(RosterError) as caught:
        check_merges(path, read_sheets(path))
    assert "合并的单元格多得不正常" in caught.value.problems[0].message


def test_an_old_word_file_is_told_to_become_a_new_one(tmp_path: Path) -> None:
    """It is no damaged workbook, and its tables can be read from a .docx."""
    path = old_workbook(tmp_path / "名册.doc", 3, 2)
    stream, text = ("Workbook".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
    path.write_bytes(path.read_bytes().replace(stream.ljust(len(text), b"\0"), text))

    with pytest.raises(RosterError) as caught:
        read_sheets(path)
    assert "旧式的 Word 文件" in caught.value.problems[0].message
    assert ".docx" in caught.value.problems[0].hint
