"""Papers known by number: an export without headings loses nobody, and names what it does not read (V7, U-06)."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.reading.layouts import layout_named
from contracts.reading.numbered import numbered_block
from contracts.reading.plans import plan_for
from contracts.reading.roster import read_roster
from contracts.sheets import Sheet, Value

PERSON = ["汉族", "张三", "420117198503020036", "男", *[""] * 38, "宫内节育器", "2002-01-01"]


@pytest.mark.parametrize(
    ("rows", "last"),
    [([PERSON], 0), ([[str(number) for number in range(44)], PERSON], 1), ([["x"] * 44, PERSON], 1)],
)
def test_the_first_row_is_passed_over_only_where_nobody_stands_in_it(rows: list[list[Value]], last: int) -> None:
    """Columns count from 1, and the two about bodies are named by number and word, never by what is in them."""
    layout = layout_named("population_import")
    assert layout is not None
    sheet = Sheet(name="导出", rows=lambda: iter(list(enumerate(rows, 1))), merges_known=True)

    block = numbered_block(sheet, layout)
    plan = plan_for(block, layout)

    assert block.last == last
    assert plan.dropped == ("第 43 列（避孕措施）", "第 44 列（措施时间）")
    assert {(item.column, item.key) for item in plan.fields} >= {(2, "name"), (3, "id_number")}
    assert plan.names_people


def test_an_export_without_headings_loses_nobody(tmp_path: Path) -> None:
    """The first row is a record; what stands in a column about bodies is nowhere in the report."""
    path = tmp_path / "导出.csv"
    path.write_text(f"{','.join(PERSON)}\n" * 2, encoding="utf-8")

    reading = read_roster(path, "population_import")

    assert [record.row for record in reading.records] == [1, 2]
    assert "宫内" not in "".join(reading.json_lines())
