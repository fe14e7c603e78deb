"""The sheet of millimetres."""

from __future__ import annotations

import io
import re

import docx
import pytest

from contracts.word.offset import moved
from contracts.word.reading import printed
from contracts.word.testgrid import grid_page
from tests.contracts.word.papers import xml


@pytest.mark.parametrize(("landscape", "last"), [(True, 280), (False, 190)])
def test_every_ten_millimetres_are_labelled_and_drawn(*, landscape: bool, last: int) -> None:
    """From 10 mm at the left to as far as printers reach."""
    page = grid_page(["打印机：大厅"], landscape=landscape)

    assert "打印机：大厅" in printed(page)
    numbers = [int(value) for value in re.findall(r"<w:t(?: [^>]*)?>(\d+)</w:t>", xml(page))]
    assert {*range(10, last, 10)} <= {*numbers}
    assert f"m{10 * last},100l{10 * last}," in xml(page)
    assert docx.Document(io.BytesIO(page)).sections[0].page_width > 0


def test_the_grid_moves_with_the_margins() -> None:
    """So the second sheet shows whether the offset is right: everything is placed from the margin."""
    page = grid_page(["x"])

    assert "relative:page" not in xml(page)
    assert moved(page, right=5, down=5) != page
