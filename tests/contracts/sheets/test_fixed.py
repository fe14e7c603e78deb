"""Equal cells give equal bytes, whatever the clock says."""

from __future__ import annotations

import io
from datetime import date, timedelta

from openpyxl import load_workbook

from contracts.sheets import OutSheet, fixed_workbook
from tests.contracts.example_office import OFFICE

SHEET = OutSheet(name="一", rows=[("村", "数"), (OFFICE.villages[0].short, 3), ("=1+1", None)])
DAY = date(2026, 11, 22)


def test_the_same_cells_and_day_give_the_same_bytes() -> None:
    """And another day others: it stands in the file's properties."""
    assert fixed_workbook([SHEET], dated=DAY) == fixed_workbook([SHEET], dated=DAY)
    assert fixed_workbook([SHEET], dated=DAY) != fixed_workbook([SHEET], dated=DAY + timedelta(days=1))


def test_it_is_a_whole_workbook_without_formulas() -> None:
    """Read back as written."""
    page = load_workbook(io.BytesIO(fixed_workbook([SHEET], dated=DAY)))["一"]

    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["村", "数"], ["上坪村", 3], ["=1+1", None]]
    assert page["A3"].data_type == "s"
