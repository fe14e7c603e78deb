"""The tables of an ``.ods`` laid on a new workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contracts.sheets.odf_parts import CONTENT, STYLES
from contracts.sheets.odf_tables import Laid, lay_tables
from tests.contracts.sheets.test_odf_parts import part
from tests.contracts.sheets.test_odf_styles import style
from tests.contracts.sheets.test_odf_views import entry, settings
from tests.contracts.sheets.test_preflight import packed

CALC = Path(__file__).with_name("calc.ods")
"""Made by LibreOffice Calc 7.4 of invented data; what is frozen was added to its settings by hand."""

FILL = '<style:table-cell-properties fo:background-color="#ffff99"/>'
FRAME = '<style:table-cell-properties fo:border="0.74pt solid #000000"/>'
AUTOMATIC = (
    style("底", FILL) + style("框", FRAME)
    + style("宽", '<style:table-column-properties style:column-width="1in"/>', family="table-column")
    + style("高", '<style:table-row-properties style:row-height="30pt"/>', family="table-row")
    + style("随", '<style:table-row-properties style:row-height="9pt" style:use-optimal-row-height="true"/>',
            family="table-row")
    + style("签", '<style:table-properties table:tab-color="#00ff00"/>', family="table")
)  # fmt: skip
EXCELS = (
    '<table:calculation-settings table:use-regular-expressions="false" table:use-wildcards="true"{}>{}'
    "</table:calculation-settings>"
)


def content(inside: str, before: str = "", after: str = "") -> str:
    """Return the content of a file with one table."""
    table = f'<table:table table:name="册" table:style-name="签">{inside}</table:table>'
    body = f"<office:body><office:spreadsheet>{before}{table}{after}</office:spreadsheet></office:body>"
    return part(f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>{body}")


def row(cells: str, said: str = "") -> str:
    """Return a row."""
    return f"<table:table-row {said}>{cells}</table:table-row>"


def cell(said: str = "", inside: str = "") -> str:
    """Return a cell."""
    return f"<table:table-cell {said}>{inside}</table:table-cell>"


def written(path: Path, content: str, **others: str) -> Path:
    """Write a file of that content, and of other parts by the names they have without ``.xml``."""
    parts: dict[str, str | bytes] = {f"{name}.xml": text for name, text in others.items()}
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(path / "a.ods", {"mimetype": kind, "META-INF/manifest.xml": "<a/>", CONTENT: content} | parts)


def laid(path: Path, inside: str, *values: tuple[str, Any], before: str = "", after: str = "") -> tuple[Any, Laid]:
    """Return a page that holds these values with what such a table has, and what could not be laid on."""
    page: Any = openpyxl.Workbook().worksheets[0]
    page.title = "册"
    for name, value in values:
        page[name] = value
    frozen = settings(entry("册", 2, 1, 2, 3))
    source = written(path, content(inside, before, after), settings=frozen, styles=part(style("Default")))
    return page, lay_tables(source, {"册": page})


NOTE = "<office:annotation><text:p>甲</text:p></office:annotation>"
TIMES = ' table:number-{}-repeated="{}" '
STYLED = ' table:style-name="{}" '
VALUE = ' office:value-type="float" office:value="1" '


def test_a_workbook_of_calcs_comes_back_dressed() -> None:
    """Fonts, colours, lines, places, formats, shapes, formulas, comments, lists, filters, frozen panes."""
    book = openpyxl.Workbook()
    page: Any = book.worksheets[0]
    page.append(["青河镇奖励费兑现表"])
    page.append(["姓名", "身份证号", "出生日期", "金额", "备注", "内部"])
    page.append(["张小云", "42999919850302001X", None, 960, "x"])
    page["D7"] = 0
    page.merge_cells("A1:E1")
    other: Any = book.create_sheet("说明")
    other["A1"] = "请如实填写"

    found = lay_tables(CALC, {"兑现表": page, "说明": other})

    title, heading, name, money = (page[place] for place in ("A1", "A2", "A3", "D3"))
    assert (title.font.name, title.font.size, title.font.b, title.font.color.rgb) == ("黑体", 18, True, "FFC00000")
    assert (heading.fill.start_color.rgb, heading.alignment.wrap_text) == ("FF4472C4", True)
    assert [getattr(heading.border, side).style for side in ("left", "top", "bottom")] == ["thin", "medium", "double"]
    assert (name.font.name, name.font.u, page["B3"].number_format) == ("仿宋", "single", "@")
    assert (page["C3"].number_format, money.number_format) == ('yyyy"年"m"月"d"日"', "[$¥-804]#,##0.00")
    assert page["E3"].value == '=IF(D3>1000,"大额","")'
    assert (page["D6"].value, page["E7"].value) == ("=SUM(D3:D5)+'说明'!$A$2", "=NA()")
    assert page["A4"].comment.text == "电话核过\n已改"
    assert (page.row_dimensions[1].height, page.row_dimensions[5].hidden) == (36, True)
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("B3", "A2:E5", "$2:$2")
    assert [str(rule.sqref) for rule in page.data_validations.dataValidation] == ["E8:E20"]
    assert (page.page_setup.orientation, other.sheet_properties.tabColor.rgb) == ("portrait", "FFFF0000")
    assert page.column_dimensions["F"].hidden
    assert (found.formulas, list(found.leftovers)) == ([("兑现表", "D7")], ["自定义名称"])


def test_a_cell_without_a_style_has_its_rows_or_its_columns(tmp_path: Path) -> None:
    """The row's before the column's; an empty cell that shows nothing is not made."""
    default = 'table:default-cell-style-name="{}"'
    columns = f"<table:table-column {default.format('底')}/><table:table-column {STYLED.format('宽')}/>"
    rows = (
        row(cell(VALUE) + cell(VALUE))
        + row(cell(VALUE) + cell(), default.format("框"))
        + row(cell() + cell(STYLED.format("框")) + cell())
    )

    page, _ = laid(tmp_path, columns + rows, ("A1", 1), ("B1", 1), ("A2", 1))

    fills = [page[name].fill.fill_type for name in ("A1", "B1", "A2", "A3")]
    lines = [page[name].border.left.style for name in ("A1", "B1", "A2", "B2", "B3")]
    assert (fills, lines) == (["solid", None, None, "solid"], [None, None, "thin", "thin", "thin"])
    assert page.column_dimensions["A"].fill.fill_type == "solid"
    assert round(page.column_dimensions["B"].width, 2) == 13.71
    assert (3, 3) not in page._cells


def test_what_repeats_a_million_times_is_laid_on_as_far_as_the_values_reach(tmp_path: Path) -> None:
    """A frame of three empty rows below the table stays; a whole sheet's is not made."""
    rows = (
        row(cell(VALUE + STYLED.format("框")), STYLED.format("高"))
        + row(cell(STYLED.format("框")), TIMES.format("rows", 3) + STYLED.format("随"))
        + row(
            cell(STYLED.format("底") + TIMES.format("columns", 16_384)),
            TIMES.format("rows", 1_048_572) + STYLED.format("高"),
        )
    )
    columns = (
        f"<table:table-column {TIMES.format('columns', 3)}/>"
        f'<table:table-column table:visibility="collapse" {TIMES.format("columns", 999_999_999)}/>'
    )

    page, _ = laid(tmp_path, columns + rows, ("A1", 1))

    assert sorted(page._cells) == [(number, 1) for number in (1, 2, 3, 4)]
    assert [page.row_dimensions[number].height for number in (1, 2, 5)] == [30, None, None]
    shapes = page.column_dimensions
    assert (shapes["C"].hidden, shapes["D"].hidden, shapes["L"].min, shapes["L"].max) == (False, True, 12, 16_384)


def test_no_file_makes_more_empty_cells_than_there_is_room_for(tmp_path: Path) -> None:
    """Two values far apart, and all between them framed."""
    rows = row(cell(STYLED.format("框") + TIMES.format("columns", 400)), TIMES.format("rows", 300))

    page, _ = laid(tmp_path, rows, ("A1", 1), ("OJ300", 1))

    assert len(page._cells) == 100_002


def test_formulas_are_written_with_the_kind_of_their_result(tmp_path: Path) -> None:
    """One for several cells at once, one repeated, one that is not understood; a covered cell has none."""
    formula = 'table:formula="of:={}"'
    rows = (
        row(cell(formula.format("[.B1]&amp;&quot;村&quot;")) + cell(formula.format("[.A9]")))
        + row(
            cell(
                formula.format("SUM([.B1:.B2]*2)")
                + ' table:number-matrix-columns-spanned="1" table:number-matrix-rows-spanned="2"'
            )
            + cell(formula.format("1") + TIMES.format("columns", 2))
            + cell(formula.format("别名"))
        )
        + row(cell() + f"<table:covered-table-cell {formula.format('1')}/>")
    )
    page, found = laid(tmp_path, row("") + rows, ("A2", "一村"), ("B4", 1), ("D9", 1))

    assert (page["A2"].value, page["A2"].number_format, page["B2"].value) == ('=B1&"村"', "General", "=A9")
    assert (page["A3"].value.ref, page["A3"].value.text) == ("A3:A4", "=SUM(B1:B2*2)")
    assert found.formulas == [("册", "B3"), ("册", "D3")]


def test_a_merged_areas_covered_cells_keep_their_lines_and_get_no_formula(tmp_path: Path) -> None:
    """Their formula nobody sees."""
    rows = row(
        cell(VALUE + STYLED.format("框"))
        + f'<table:covered-table-cell table:formula="of:=1" {STYLED.format("框")}><office:annotation><text:p>甲'
        "</text:p></office:annotation></table:covered-table-cell>"
    )
    page: Any = openpyxl.Workbook().worksheets[0]
    page["A1"] = 1
    page.merge_cells("A1:B1")

    lay_tables(written(tmp_path, content(rows)), {"册": page})

    assert (page["B1"].value, page["B1"].border.left.style, page["B1"].comment) == (None, "thin", None)


@pytest.mark.parametrize(
    ("said", "inside", "expected"),
    [
        ("", "", "=COUNTIF(A1:A9,B1)"),
        (' table:search-criteria-must-apply-to-whole-cell="false"', "", 1),
        (' table:precision-as-shown="true"', "", 1),
        ("", '<table:null-date table:date-value="1904-01-01"/>', 1),
        ("", '<table:null-date table:date-value="1899-12-30"/>', "=COUNTIF(A1:A9,B1)"),
        (None, "", 1),
    ],
)
def test_a_file_that_reckons_otherwise_keeps_its_results(
    said: str | None, inside: str, expected: object, tmp_path: Path
) -> None:
    """Patterns, parts of a cell, rounded numbers, days counted from another day."""
    before = "" if said is None else EXCELS.format(said, inside)

    page, _ = laid(
        tmp_path, row(cell('table:formula="of:=COUNTIF([.A1:.A9];[.B1])"' + VALUE)), ("A1", 1), before=before
    )

    assert page["A1"].value == expected


def test_tables_inside_a_cell_and_our_own_of_a_round_before_are_passed_over(tmp_path: Path) -> None:
    """And a filter whose arrows are hidden, a heading behind the end, a rule that Excel has not, a cell in no row."""
    inner = f'<table:table table:name="里">{row(cell(VALUE + STYLED.format("底")))}</table:table>'
    rule = '<table:content-validation table:name="规" table:condition="of:cell-content()=1"/>'
    rows = (
        row(cell('table:content-validation-name="规"' + VALUE, inner) + cell(VALUE + STYLED.format("框")))
        + f"<table:table-header-rows>{row('', TIMES.format('rows', 2000))}</table:table-header-rows>"
    )
    drawn = "<office:annotation/><text:a/>"
    rows = cell('table:content-validation-name="规" table:formula="of:=名称"', NOTE) + rows
    other = f'<table:table table:name="守约核对">{row(cell(VALUE + STYLED.format("底"), drawn))}</table:table>'
    ranges = '<table:database-range table:target-range-address="册.A1:册.B2" table:display-filter-buttons="false"/>'

    page, found = laid(tmp_path, rows, ("A1", 1), ("B1", 1), before=rule, after=other + ranges)

    assert (page["A1"].fill.fill_type, page["B1"].border.left.style) == (None, "thin")
    assert (page.auto_filter.ref, page.print_title_rows) == (None, None)
    assert (list(found.leftovers), found.formulas) == (["部分下拉列表或填写限制"], [])


def test_formulas_and_comments_beyond_any_workbooks_are_left_out(tmp_path: Path) -> None:
    """A few kilobytes packed that would keep the office waiting for minutes; what is left out is said."""
    long = "&amp;".join([f"&quot;{'a' * 250}&quot;"] * 32)
    formulas = row(cell(f'table:formula="of:={long}"' + VALUE)) * 1_100
    comments = row(cell("", NOTE)) * 10_001

    page, found = laid(tmp_path, formulas + comments, ("A1", 1), ("A1100", 1))

    assert (str(page["A1"].value)[:6], page["A1100"].value) == ('="aaaa', 1)
    assert 0 < len(found.formulas) < 100
    assert (page["A11101"].comment, list(found.leftovers)) == (None, ["部分批注"])


@pytest.mark.parametrize("places", [TIMES.format("rows", 300_000), TIMES.format("columns", 16_384)])
def test_what_stands_behind_the_end_of_every_sheet_is_left_out(places: str, tmp_path: Path) -> None:
    """A comment there would keep the workbook from being written; widths and heights are those that Excel knows."""
    wide = style("宽", '<style:table-column-properties style:column-width="99in"/>', family="table-column")
    high = style("高", '<style:table-row-properties style:row-height="99in"/>', family="table-row")
    columns = f"<table:table-column {STYLED.format('宽')}/>"
    far = (
        row(cell(), places) + row(cell("", NOTE))
        if "rows" in places
        else row(cell("", "") + cell(places) + cell("", NOTE))
    )
    source = content(columns + row(cell(VALUE), STYLED.format("高")) + far)
    page: Any = openpyxl.Workbook().worksheets[0]
    page["A1"] = 1

    found = lay_tables(written(tmp_path, source.replace(AUTOMATIC, wide + high)), {"册": page})

    assert (page.max_row, page.max_column, list(found.leftovers)) == (1, 1, ["部分批注"])
    assert (page.column_dimensions["A"].width, page.row_dimensions[1].height) == (255, 409)


def test_damage_in_any_part_is_damage(tmp_path: Path) -> None:
    """The caller gives the values back without their looks."""
    path = written(tmp_path, content(""), styles="<a")

    with pytest.raises(ValueError, match=STYLES):
        lay_tables(path, {})
