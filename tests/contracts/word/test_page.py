"""A sheet of paper."""

from __future__ import annotations

from contracts.word.page import Page


def test_the_usual_sheet_is_a4_with_the_standards_type_area() -> None:
    """156 by 225 mm; 37 mm above, 28 mm at the binding edge."""
    page = Page()

    assert (page.width, page.height) == (210, 297)
    assert page.text_width == 156
    assert page.height - page.top - page.bottom == 225
