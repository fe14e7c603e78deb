"""How big the sheets of an ``.xlsx`` are, and what they hide."""

from __future__ import annotations

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
