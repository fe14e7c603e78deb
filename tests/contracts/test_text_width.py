"""How wide a text stands."""

from __future__ import annotations

import pytest

from contracts.text_width import display_width


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("A-01", 4), ("上坪村", 6), ("１２", 4), ("e\u0301", 1), ("合同A，", 7), ("·", 1)],
)
def test_chinese_letters_take_two_columns_and_marks_on_letters_none(text: str, width: int) -> None:
    """As a terminal and a workbook set them; a full-width figure is as wide as a Chinese letter."""
    assert display_width(text) == width
