"""The habits of the four villages."""

from __future__ import annotations

from random import Random

import pytest

from ledger.demo.layouts import LAYOUTS, Layout
from ledger.demo.mess import Pen
from ledger.demo.township import township


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.suffix) + str(layout.width))
def test_a_row_has_one_cell_for_each_heading(layout: Layout) -> None:
    """A row that is shifted by one would put an ID number under 联系电话."""
    family = township(1).families[0]
    row = layout.row(Pen(Random(1)), 1, family)  # noqa: S311

    assert len(row) == layout.width
    assert all(len(head) == layout.width for head in layout.head)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.suffix) + str(layout.width))
def test_the_columns_named_for_faults_are_where_the_headings_say(layout: Layout) -> None:
    """A fault planted in another column would be one that nobody looks for."""
    words = {"wife": "姓名", "wife_id": "身份证号", "phone": "电话", "husband": "姓名", "husband_id": "身份证号",
             "child_birth": "出生", "issued_on": "证日期"}  # fmt: skip

    assert all(words[field] in str(layout.head[-1][column - 1]) for field, column in layout.columns.items())


def test_no_two_villages_keep_the_same_columns() -> None:
    """The point of the demo: four layouts, one way through."""
    assert len({layout.head[-1] for layout in LAYOUTS}) == len(LAYOUTS)


def test_every_village_plants_a_wrong_check_digit_and_more() -> None:
    """Each roster has several kinds of faults."""
    assert all(len({kind for _, kind in layout.plants}) >= 3 for layout in LAYOUTS)
    assert all("check" in {kind for _, kind in layout.plants} for layout in LAYOUTS)
