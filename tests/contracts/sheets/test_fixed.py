"""Equal cells give equal bytes, whatever the clock says."""

from __future__ import annotations

import io
import weakref
from collections.abc import Iterator
from datetime import date, timedelta

from openpyxl import load_workbook

from contracts.sheets import FlowSheet, fixed_workbook
from tests.contracts.example_office import OFFICE

ROWS = ((OFFICE.villages[0].short, 3), ("=1+1", None), ("#N/A", 2.5))
SHEET = FlowSheet(name="一", heads=("村", "数"), rows=ROWS)
DAY = date(2026, 11, 22)


class Line(list[int | str]):
    """A row that can be watched."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def test_the_same_cells_and_day_give_the_same_bytes() -> None:
    """And another day others: it stands in the file's properties."""
    assert fixed_workbook([SHEET], dated=DAY) == fixed_workbook([SHEET], dated=DAY)
    assert fixed_workbook([SHEET], dated=DAY) != fixed_workbook([SHEET], dated=DAY + timedelta(days=1))


def test_it_is_a_whole_workbook_without_formulas() -> None:
    """Read back as written."""
    content, lines = fixed_workbook([SHEET], dated=DAY)
    page = load_workbook(io.BytesIO(content))["一"]

    assert list(page.iter_rows(values_only=True)) == [("村", "数"), *ROWS]
    assert [cell.data_type for cell in page["A"]] == ["s"] * 4
    assert (lines, page["A1"].font.b, page.freeze_panes, page.print_title_rows) == (3, True, "A2", "$1:$1")


def test_rows_are_asked_for_as_they_are_written() -> None:
    """A sheet of any length is never held: what was written is let go, columns are as wide as their first rows."""
    alive = weakref.WeakSet[object]()
    most: list[int] = []

    def rows() -> Iterator[list[int | str]]:
        for number in range(1000):
            row = Line((number, "长" * 10))
            alive.add(row)
            most.append(len(alive))
            yield row
            del row

    content, lines = fixed_workbook([FlowSheet(name="一", heads=("号", "字"), rows=rows())], dated=DAY)

    assert (lines, max(most) <= 210) == (1000, True)
    assert load_workbook(io.BytesIO(content))["一"].column_dimensions["B"].width == 22
