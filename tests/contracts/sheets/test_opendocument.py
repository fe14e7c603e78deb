"""What the tables of an ``.ods`` hide, and how far they reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.sheets.notes import SheetNotes
from contracts.sheets.preflight import check_zip
from tests.contracts.sheets.test_preflight import packed, reason

ODS = """<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">
<office:body><office:spreadsheet><table:table table:name="花名册">{rows}</table:table></office:spreadsheet>
</office:body></office:document-content>"""


def test_an_encrypted_ods_says_so(tmp_path: Path) -> None:
    """The manifest tells."""
    parts: dict[str, str | bytes] = {
        "content.xml": b"\x00\x01",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
    }

    assert "密码" in reason(packed(tmp_path / "a.ods", parts))


def test_an_ods_tells_merges_and_what_is_hidden_and_repeats_are_counted(tmp_path: Path) -> None:
    """A value behind a thousand million repeated cells is refused."""
    rows = (
        '<table:table-column-group/><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"></table:table-column>'
        '<table:table-row/><table:table-row table:visibility="filter"><table:table-cell table:number-rows-spanned="2" '
        'table:number-columns-spanned="3" office:value-type="string"/></table:table-row>'
    )
    far = (
        '<table:table-row><table:table-cell table:number-columns-repeated="1000000000"/>'
        '<table:table-cell office:value-type="float"/></table:table-row>'
    )

    notes = check_zip(packed(tmp_path / "a.ods", {"content.xml": ODS.format(rows=rows)}))

    assert notes["花名册"] == SheetNotes(
        hidden_rows=frozenset({2}), hidden_columns=frozenset({3, 4}), merges=((2, 1, 3, 3),)
    )
    assert "1000000001 列" in reason(packed(tmp_path / "b.ods", {"content.xml": ODS.format(rows=far)}))


def test_formulas_in_error_without_a_result_and_of_nothing_are_told_apart(tmp_path: Path) -> None:
    """As LibreOffice writes them; of a program's that never reckoned them there is not even an empty text."""
    formula = '<table:table-cell table:formula="of:=1"{}>{}</table:table-cell>'
    rows = (
        "<table:table-row><table:table-cell/>"
        + formula.format(' office:value-type="string" calcext:value-type="error"', "<text:p>Err:502</text:p>")
        + formula.format(' table:number-columns-repeated="2"', "<text:p/>")
        + formula.format("", "").replace("></table:table-cell>", "/>")
        + formula.format(' office:value="1"', "<text:p>1</text:p>")
        + '</table:table-row><table:table-row table:number-rows-repeated="2">'
        + formula.format("", "")
        + '<table:table-cell office:value="1"/></table:table-row>'
    )

    (notes,) = check_zip(packed(tmp_path / "a.ods", {"content.xml": ODS.format(rows=rows)})).values()

    assert notes.errors == (("B1", "Err:502"),)
    assert (notes.blank_formulas, notes.uncalculated) == (("C1", "D1"), {"E1", "A2", "A3"})


CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
ROW = "<table:table-row{}>{}</table:table-row>"
TIMES = ' table:number-{}-repeated="{}"'
FAR = "表格有 1 行、600 列"
TOO_MUCH = "各格的文字加起来大得不正常"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROW.format(TIMES.format("rows", 100), CELL.format(TIMES.format("columns", 100), "A" * 14_000)), TOO_MUCH),
        (ROW.format("", CELL.format("", f'A{" " * 300}<text:s text:c="150000000"/>')), TOO_MUCH),
        (
            ROW.format("", CELL.format(TIMES.format("columns", 400), "x"))
            + ROW.format(TIMES.format("rows", 150_000), "<table:table-cell/>")
            + ROW.format("", CELL.format("", "x")),
            "表格有 150002 行、400 列",
        ),
        (ROW.format("", f'<table:table-cell office:value="1"{TIMES.format("columns", 600)}/>'), FAR),
        (ROW.format("", f'<table:table-cell table:formula="x"{TIMES.format("columns", 600)}/>'), FAR),
        (ROW.format("", CELL.format(TIMES.format("columns", 600), "x")).replace('"', "'"), FAR),
        (ROW.format("", CELL.format(TIMES.format("columns", 600), "x")).replace("row>", "row >"), FAR),
        (ROW.format("", f'<table:table-cell table:formula="1>0"{TIMES.format("columns", 600)}/>'), FAR),
        (ROW.format(TIMES.format("rows", 190_000), CELL.format(TIMES.format("columns", 20), "x")), ""),
    ],
)
def test_what_a_sheet_would_unfold_to_is_measured(rows: str, message: str, tmp_path: Path) -> None:
    """A few hundred bytes that stand for gigabytes, however they are written; the largest roster is read."""
    path = packed(tmp_path / "a.ods", {"content.xml": ODS.format(rows=rows)})

    if message:
        assert reason(path).startswith(message)
    else:
        assert check_zip(path) == {"花名册": SheetNotes()}


def test_the_cells_of_all_tables_together_are_bounded(tmp_path: Path) -> None:
    """Three tables each as large as one may be."""
    rows = ROW.format(TIMES.format("rows", 190_000), CELL.format(TIMES.format("columns", 20), "x"))
    tables = '</table:table><table:table table:name="乙">'.join([rows] * 3)

    assert reason(packed(tmp_path / "a.ods", {"content.xml": ODS.format(rows=tables)})).startswith("各张表合起来有")


def test_many_rows_without_an_end_take_no_time(tmp_path: Path) -> None:
    """Tens of thousands of rows begun and one ended: each place is looked at once."""
    rows = "<table:table-row/>" * 40_000 + "<table:table-row>" * 20_000 + "</table:table-row>"

    assert check_zip(packed(tmp_path / "a.ods", {"content.xml": ODS.format(rows=rows)})) == {"花名册": SheetNotes()}
