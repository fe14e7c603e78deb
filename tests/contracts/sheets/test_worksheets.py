"""How big the sheets of an ``.xlsx`` are, and what they hide."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from contracts.sheets.notes import SheetNotes
from contracts.sheets.preflight import check_zip
from tests.contracts.dirty_rosters import write_rows
from tests.contracts.sheets.test_preflight import reason, replaced


def test_hidden_rows_columns_errors_and_uncalculated_formulas_are_noted(tmp_path: Path) -> None:
    """A table reader tells none of these."""
    import openpyxl

    path = write_rows(tmp_path / "a.xlsx", [("甲", "乙"), ("=1+1", "x"), ("", "y")], hidden=[3])
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page["C2"].value, page["C2"].data_type = "#REF!", "e"
    page.column_dimensions["B"].hidden = True
    book.save(path)

    assert check_zip(path) == {
        "花名册": SheetNotes(
            hidden_rows=frozenset({3}),
            hidden_columns=frozenset({2}),
            errors=(("C2", "#REF!"),),
            uncalculated=frozenset({"A2"}),
        )
    }


def test_an_empty_text_is_the_result_of_a_formula(tmp_path: Path) -> None:
    """Rows kept ready with ``=IF(B2="","",…)`` were calculated; only a formula with no result was not."""
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2">'
        b'<c r="A2" t="str"><f>A1</f><v></v></c><c r="B2" s="1" t="str"><f>A1</f></c><c r="C2"><f>A1</f><v/></c>'
        b"</row></sheetData></worksheet>"
    )

    notes = check_zip(replaced(path, "xl/worksheets/sheet1.xml", sheet))["花名册"]

    assert sorted(notes.waiting()) == [(2, 2), (3, 2)]


@pytest.mark.parametrize(
    "last",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row spans="1:9" r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="2"/><row><c r="XFD1048576"><v>1</v></c></row>',
        '<x:row r="1048576" xmlns:x="x"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        '<row r="2"><c r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_cell_far_away_makes_a_sheet_too_large_before_it_is_parsed(last: str, tmp_path: Path) -> None:
    """A dense table up to XFD1048576 would take all memory there is, however its row is written."""
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row>' + last.encode() + b"</sheetData></worksheet>"
    )

    assert "1048576 行、16384 列" in reason(replaced(path, "xl/worksheets/sheet1.xml", sheet))


@pytest.mark.parametrize("row", ["<row>", '<row r="2">'])
def test_a_far_row_is_seen_by_its_cells(row: str, tmp_path: Path) -> None:
    """Few columns, but a million rows: what the row says of itself is not believed."""
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + row.encode()
        + b'<c r="H1048576"><v>1</v></c></row></sheetData></worksheet>'
    )

    assert "1048576 行、8 列" in reason(replaced(path, "xl/worksheets/sheet1.xml", sheet))


def test_styled_blank_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    """WPS formats whole columns; only what is filled counts."""
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
        b"</sheetData></worksheet>"
    )

    assert check_zip(replaced(path, "xl/worksheets/sheet1.xml", sheet)) == {"花名册": SheetNotes()}


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>姓名</t></si>{}</sst>'


@pytest.mark.parametrize(
    "text",
    [f"<si><t>{'A' * 40_000}</t></si>", f"<si>{'<r><t>一二三四</t></r>' * 10_000}</si>", "<si>" + "A" * 5_000_000],
)
def test_a_text_longer_than_a_cell_can_hold_is_refused_before_it_is_parsed(text: str, tmp_path: Path) -> None:
    """The parser writes it out for every cell that points to it: in one run, in many, or without an end."""
    path = replaced(write_rows(tmp_path / "a.xlsx", [("甲",)]), "xl/sharedStrings.xml", STRINGS.format(text).encode())

    assert reason(path) == "有一格的文字超过 32767 字，Excel 和 WPS 的一格也放不下"


def test_a_long_text_inside_its_cell_is_refused(tmp_path: Path) -> None:
    """Some systems keep texts in the sheet itself."""
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"A" * 140_000}</t></is></c></row>'
    path = replaced(write_rows(tmp_path / "a.xlsx", [("甲",)]), "xl/worksheets/sheet1.xml", SHEET.format(cell).encode())

    assert "32767 字" in reason(path)


@pytest.mark.parametrize(("cells", "too_much"), [(4_400, True), (4_000, False)])
def test_a_long_text_in_thousands_of_cells_is_too_much(cells: int, *, too_much: bool, tmp_path: Path) -> None:
    """As long as a cell can hold is right once, and gigabytes where every cell points to it."""
    path = replaced(
        write_rows(tmp_path / "a.xlsx", [("甲",)]),
        "xl/sharedStrings.xml",
        STRINGS.format(f"<si><t>{'A' * 32_000}</t></si>").encode(),
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' * 500 + '<row r="2"><c r="A2" t="s"><v>1</v></c></row>' * cells
    )
    path = replaced(path, "xl/worksheets/sheet1.xml", SHEET.format(rows).encode())

    if too_much:
        assert reason(path) == "各格的文字加起来大得不正常"
    else:
        assert check_zip(path)


def several(path: Path, sheet: str, count: int) -> Path:
    """Write a workbook with the same sheet several times."""
    import openpyxl

    book = openpyxl.Workbook()
    for number in range(1, count):
        book.create_sheet(f"表{number}")
    book.save(path)
    for number in range(1, count + 1):
        replaced(path, f"xl/worksheets/sheet{number}.xml", SHEET.format(sheet).encode())
    return path


@pytest.mark.parametrize(("row", "message"), [(199_999, "各张表合起来有 11999940 格"), (99_999, "")])
def test_the_cells_of_all_sheets_together_are_bounded(row: int, message: str, tmp_path: Path) -> None:
    """Three sheets each as large as one may be; sheets that only might be so large do no harm."""
    cells = f'<row r="{row}"><c r="T{row}"><v>1</v></c></row>'
    path = several(tmp_path / "a.xlsx", cells, 3)

    if message:
        assert reason(path).startswith(message)
    else:
        assert len(check_zip(path)) == 3


def test_many_sheets_with_few_rows_are_no_matter(tmp_path: Path) -> None:
    """A sheet for each village: how far the rows of each reach is looked up when it matters."""
    path = several(tmp_path / "a.xlsx", '<row r="9"><c r="Z9"><v>1</v></c></row>', 5)

    assert len(check_zip(path)) == 5


def test_a_part_is_found_whatever_the_case_of_its_letters(tmp_path: Path) -> None:
    """The parser does not mind either, and would read what was not looked at."""
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])
    replaced(path, "xl/worksheets/sheet1.xml", SHEET.format('<row r="1" hidden="1"><c r="A1"/></row>').encode())
    with zipfile.ZipFile(path) as package:
        relations = package.read("xl/_rels/workbook.xml.rels")
    relations = relations.replace(b"/xl/worksheets/sheet1", b"xl/Worksheets/SHEET1")

    assert check_zip(replaced(path, "xl/_rels/workbook.xml.rels", relations)) == {
        "花名册": SheetNotes(hidden_rows=frozenset({1}))
    }


def test_texts_inside_their_cells_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None is too long, and all together are too much; tried with a bound that a small file reaches."""
    monkeypatch.setattr("contracts.sheets.worksheets._MOST_INLINE_BYTES", 32_000)
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
    long, short = SHEET.format(cell.format("A" * 8_100) * 4), SHEET.format(cell.format("A") * 1_000)

    assert check_zip(replaced(path, "xl/worksheets/sheet1.xml", short.encode()))
    assert reason(replaced(path, "xl/worksheets/sheet1.xml", long.encode())) == "各格的文字加起来大得不正常"
