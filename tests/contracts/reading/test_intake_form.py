"""Blank rosters with rules: what the rules say and where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contracts.reading.intake_form import DAY_RULE, ID_RULE, form_columns, write_intake
from contracts.reading.layouts import Layout, layout_named, layouts
from contracts.reading.roster import read_roster

LONGEST_RULE = 255
LAST_CELL = "ZZ2000"
READ = [layout for layout in layouts() if not layout.refused and not layout.heading_rows]


def layout(name: str) -> Layout:
    """Return a shipped layout."""
    found = layout_named(name)
    assert found is not None
    return found


@pytest.mark.parametrize("paper", READ, ids=lambda paper: paper.name)
def test_a_filled_form_is_read_by_its_own_layout(paper: Layout, tmp_path: Path) -> None:
    """Headings and notes raise no question, whichever paper it is."""
    path = tmp_path / "名册.xlsx"
    write_intake(path, paper, ["上坪村"])

    reading = read_roster(path)

    merged = any(rule.under for rule in paper.columns)
    assert reading.layout == ("by_headings" if merged else paper.name)
    assert (reading.problems, reading.records) == ((), ())


def test_id_numbers_are_text_and_sums_are_numbers() -> None:
    """A number format decides what the spreadsheet program does to eighteen digits."""
    formats = {column.heading: column.number_format for column in form_columns(layout("reward_payout"))}

    assert formats == {
        "序号": "0", "村组": "@", "户主姓名": "@", "身份证号": "@", "子女姓名": "@", "出生年月": "@",
        "标准(元/月)": "0.00", "月数": "0", "金额": "0.00", "是否发放": "@",
    }  # fmt: skip


def test_columns_that_are_not_read_are_not_asked_for() -> None:
    """No account number, no marital state on a form of ours."""
    headings = [column.heading for column in form_columns(layout("birth_registration"))]

    assert headings == ["编号", "女方姓名", "身份证号", "联系电话", "户籍地址", "现居住地",
                        "男方姓名", "身份证号", "联系电话", "办结时间"]  # fmt: skip


def test_villages_are_chosen_from_the_offices_own() -> None:
    """Unknown is left blank: 是否 has no third choice to be forced into."""
    columns = {column.heading: column for column in form_columns(layout("villages"), ["上坪村", "石桥村"])}
    assert columns["村名"].choices == ("上坪村", "石桥村")

    paid = {column.heading: column for column in form_columns(layout("reward_payout"))}["是否发放"]
    assert (paid.choices, paid.needed) == (("是", "否"), False)
    assert "空着" in paid.how


def test_every_rule_and_message_fits_into_a_workbook(tmp_path: Path) -> None:
    """Spreadsheet programs drop the whole rule where one of its texts is too long."""
    assert max(len(rule.format(cell=LAST_CELL)) for rule in (ID_RULE, DAY_RULE)) <= LONGEST_RULE
    write_intake(tmp_path / "a.xlsx", layout("couples"), [])
    page: Any = openpyxl.load_workbook(tmp_path / "a.xlsx")["名册"]
    rules = {str(item.sqref): item for item in page.data_validations.dataValidation}

    number = rules["C2:C2000"]
    assert (number.type, number.formula1, number.errorStyle) == ("custom", ID_RULE.format(cell="C2"), "warning")
    assert number.showErrorMessage
    assert "18 位" in number.error
    assert all(len(item.prompt) <= LONGEST_RULE and len(item.promptTitle) <= 32 for item in rules.values())
