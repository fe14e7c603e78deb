"""Forms: drop-downs, rules, notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from contracts.records import HOW_TO
from contracts.sheets.forms import FormColumn, write_form

VILLAGES = tuple(f"第{number}村民委员会所在的自然村" for number in range(30))


def written(path: Path, *columns: FormColumn) -> Any:
    """Write a form and open it again."""
    write_form(path, "名册", columns)
    return openpyxl.load_workbook(path)


def test_a_short_list_stands_in_the_rule_and_a_long_one_beside_the_notes(tmp_path: Path) -> None:
    """A rule holds 255 letters."""
    book = written(
        tmp_path / "a.xlsx",
        FormColumn(heading="是否", how="选", choices=("是", "否"), firm=True),
        FormColumn(heading="村名", how="选", choices=VILLAGES),
        FormColumn(heading="怪", how="选", choices=("甲,乙", "丙")),
    )

    short, long, odd = book["名册"].data_validations.dataValidation
    assert (short.type, short.formula1, short.errorStyle) == ("list", '"是,否"', "stop")
    assert (long.formula1, long.errorStyle) == ("守约填写说明!$H$1:$H$30", "warning")
    assert [cell.value for cell in book[HOW_TO]["H"][:30]] == list(VILLAGES)
    assert odd.formula1 == "守约填写说明!$I$1:$I$2"


def test_headings_are_dressed_and_cells_below_are_ready(tmp_path: Path) -> None:
    """Text stays text down the page; what must be filled in has its own colour."""
    name = FormColumn(heading="姓名", how="照填", needed=True)
    book = written(tmp_path / "a.xlsx", name, FormColumn(heading="组", how="x"))
    page = book["名册"]

    assert [cell.value for cell in page[1]] == ["姓名", "组"]
    assert page["A1"].fill.start_color.rgb != page["B1"].fill.start_color.rgb
    assert {page.cell(row=row, column=1).number_format for row in (2, 150, 300)} == {"@"}
    assert page.freeze_panes == "A2"


def test_the_notes_say_how_each_column_is_filled_in(tmp_path: Path) -> None:
    """An example may begin like a formula and stays text."""
    book = written(tmp_path / "a.xlsx", FormColumn(heading="姓名", how="照身份证填", example="=某", needed=True))

    assert [cell.value for cell in book[HOW_TO][5]] == ["姓名", "是", "照身份证填", "=某"]
    assert book[HOW_TO]["D5"].data_type == "s"
