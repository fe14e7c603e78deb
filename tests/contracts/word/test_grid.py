"""Whether the tables of a template keep their columns, whatever is filled in."""

from __future__ import annotations

import pytest

from contracts.word.grid import is_steady
from contracts.word.markup import NAMESPACES, cell, paragraph, row, table

CELL = cell(1000, paragraph("TableText", "{{ a }}"))
PLAIN = row([CELL, CELL])


def steady(*rows: str, columns: int = 2) -> bool:
    """Say whether a table of these rows, tags already lifted out of their rows, keeps its grid."""
    from lxml import etree

    return is_steady(etree.fromstring(f"<w:body {NAMESPACES}>{table([1000] * columns, *rows)}</w:body>"))


def test_a_table_with_a_fixed_row_keeps_its_grid() -> None:
    """The fixed row is as wide as the grid, whatever the loop does."""
    assert steady(PLAIN, "{% for r in rows %}", PLAIN, "{% endfor %}")


def test_a_merged_cell_counts_for_what_it_spans() -> None:
    """One cell over two columns fills the row."""
    assert steady(row([cell(2000, paragraph("TableText"), span=2)]))


@pytest.mark.parametrize(
    "rows",
    [
        ("{% for r in rows %}", PLAIN, "{% endfor %}"),
        ("{% if a %}", PLAIN, "{% endif %}", row([CELL])),
        (row([CELL, CELL, CELL]),),
        (row(["{% for r in rows %}", CELL, "{% endfor %}", CELL]),),
        (row([CELL, CELL.replace("<w:tcW", '<w:gridSpan w:val="{{ n }}"/><w:tcW')]),),
    ],
)
def test_where_the_count_may_change_the_tree_is_needed(rows: tuple[str, ...]) -> None:
    """Only loops, only conditions, too many cells, cells in a loop, a span that a tag decides."""
    assert not steady(*rows)
