"""The blank sheet of old contracts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from contracts.past.history_form import history_columns, write_history_form
from contracts.past.history_sheet import COLUMNS, read_history

FILLED = {
    "number": "青计合（1998）7号", "signed_on": "1998-05-01", "office": "青河镇上坪村村民委员会",
    "village": "上坪村1组", "wife": "某小云", "husband": "某大山", "article": "3",
    "text": "甲方每年发给乙方奖励费60元。", "bearer": "甲方",
    "amount": 60, "day": "不详",
}  # fmt: skip


def test_a_filled_form_is_read_as_old_contracts_whatever_is_chosen(tmp_path: Path) -> None:
    """Every word of the drop-downs is one the reader knows."""
    write_history_form(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page: Any = book.worksheets[0]
    kept, bearers = (next(item.choices for item in history_columns() if item.heading == head)
                     for head in ("履行情况", "承担方"))  # fmt: skip
    for row, word in enumerate(kept, 2):
        for column, key in enumerate(COLUMNS, 1):
            page.cell(row=row, column=column, value=FILLED.get(key))
        page.cell(row=row, column=1 + list(COLUMNS).index("kept"), value=word)
        page.cell(row=row, column=1 + list(COLUMNS).index("bearer"), value=bearers[row % len(bearers)])
    book.save(tmp_path / "b.xlsx")

    reading = read_history(tmp_path / "b.xlsx")

    assert reading.problems == ()
    assert len(reading.rows) == len(kept)


def test_every_column_speaks_and_those_with_a_form_are_ruled(tmp_path: Path) -> None:
    """Drop-downs for who bears a clause and what became of it; ID numbers, days and sums are checked."""
    write_history_form(tmp_path / "a.xlsx")
    page: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    rules = page.data_validations.dataValidation

    assert [rule.promptTitle for rule in rules] == [words[0] for words in COLUMNS.values()]
    assert [rule.promptTitle for rule in rules if rule.type == "list"] == ["承担方", "履行情况"]
    assert sum(rule.type == "custom" for rule in rules) == 9
    assert all(len(rule.formula1) <= 255 for rule in rules if rule.type == "custom")
    assert page["F2"].number_format == "@"
