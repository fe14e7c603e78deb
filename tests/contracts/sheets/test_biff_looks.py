"""How an old ``.xls`` looks, laid on a new workbook."""

from __future__ import annotations

import struct
from typing import Any

import openpyxl
import pytest

from contracts.sheets.biff_looks import lay_on
from tests.contracts.sheets.test_biff import BEGIN, compound, record, workbook_of

NAME = "册".encode("utf-16-le")


def font(name: str, size: int, *, weight: int = 400, colour: int = 0x7FFF, flags: int = 0, underline: int = 0) -> bytes:
    """Return the record of a font."""
    letters = name.encode("utf-16-le")
    return record(
        0x0031,
        struct.pack("<HHHHHBBBBBB", size * 20, flags, colour, weight, 0, underline, 0, 0, 0, len(name), 1) + letters,
    )


def kind(font_number: int, form: int, places: int, turned: int, lines: tuple[int, int], colours: int) -> bytes:
    """Return the record of a style of cells."""
    return record(0x00E0, struct.pack("<HHHBBBBIIH", font_number, form, 0, places, turned, 2, 0, *lines, colours))


STYLES = (
    record(0x0092, struct.pack("<H", 1) + b"\x11\x22\x33\0")
    + font("宋体", 12) * 4
    + font("黑体", 18, weight=700, colour=8, flags=0x0A, underline=1)
    + record(0x041E, struct.pack("<HHB", 164, 6, 1) + "0.0“元”".encode("utf-16-le"))
    + kind(0, 0, 0x20, 0, (0, 0), 0)
    + kind(5, 164, 0x1A, 90, (1 | 6 << 4 | 2 << 8 | 3 << 12 | 8 << 16 | 64 << 23, 10 | 12 << 7 | 1 << 26), 8 | 65 << 7)
    + kind(99, 9999, 0xFF, 200, (0xF, 63 << 26), 0)
)


def laid(records: bytes, *values: tuple[str, Any], styles: bytes = STYLES) -> Any:
    """Return a page that holds these values and the looks of these records."""
    page: Any = openpyxl.Workbook().worksheets[0]
    for name, value in values:
        page[name] = value
    lay_on(compound(workbook_of(NAME, BEGIN + records + record(0x000A), styles)), {"册": page})
    return page


def cell(row: int, column: int, style: int) -> bytes:
    """Return the record of a number in a cell."""
    return record(0x0203, struct.pack("<HHHd", row, column, style, 1.0))


def test_fonts_fills_lines_places_and_formats_come_along() -> None:
    """With the workbook's own colour number 8, and its fifth font, which is called the sixth."""
    found = laid(cell(0, 0, 1), ("A1", 1.0))["A1"]

    assert (found.font.name, found.font.size, found.font.b, found.font.i, found.font.strike) == (
        "黑体",
        18,
        True,
        True,
        True,
    )
    assert (found.font.u, found.font.color.rgb) == ("single", "FF112233")
    assert (found.fill.fill_type, found.fill.start_color.rgb) == ("solid", "FF112233")
    sides = found.border.left, found.border.right, found.border.top, found.border.bottom
    assert [side.style for side in sides] == ["thin", "double", "medium", "dashed"]
    assert [side.color.rgb for side in sides] == ["FF112233", "FF000000", "FFFF0000", "FF0000FF"]
    places = found.alignment
    assert (places.horizontal, places.vertical, places.wrap_text, places.indent) == ("center", "center", True, 2)
    assert (places.text_rotation, found.number_format) == (90, "0.0“元”")


def test_a_style_that_cannot_be_is_no_style() -> None:
    """A font, a format, a line and a pattern that the workbook has not."""
    found = laid(cell(0, 0, 2) + cell(1, 0, 77), ("A1", 1.0), ("A2", 2.0))["A1"]

    assert (found.font.name, found.number_format, found.border.left.style) == ("黑体", "General", None)
    assert (found.fill.fill_type, found.alignment.vertical, found.alignment.text_rotation) == (None, None, 0)


def test_a_text_stays_a_text_when_it_is_typed_over() -> None:
    """An ID number typed into a cell without a format would lose its last digits."""
    page = laid(cell(0, 0, 0) + cell(0, 1, 0), ("A1", "42"), ("B1", 42))

    assert [page[name].number_format for name in ("A1", "B1")] == ["@", "General"]


def test_rows_columns_frozen_panes_and_empty_cells_keep_their_shape() -> None:
    """Frames below the table too, but not a whole column's."""
    shapes = (
        record(0x007D, struct.pack("<HHHHH", 1, 2, 2560, 0, 1))
        + record(0x0208, struct.pack("<HHHHHHI", 4, 0, 9, 600, 0, 0, 0x0140))
        + record(0x0208, struct.pack("<HHHHHHI", 5, 0, 9, 300, 0, 0, 0x0120))
        + record(0x00BE, struct.pack("<HHHHH", 2, 0, 1, 1, 1))
        + record(0x00BD, struct.pack("<HHHIHIH", 3, 0, 1, 0, 1, 0, 1))
        + record(0x0201, struct.pack("<HHH", 60_000, 0, 1))
        + record(0x00A1, struct.pack("<HHHHHH", 9, 100, 1, 1, 0, 2))
        + record(0x023E, struct.pack("<HHHI", 0x06BE, 0, 0, 64))
        + record(0x0041, struct.pack("<HHHHH", 2, 3, 3, 2, 0))
    )

    page = laid(shapes, ("A1", "甲"))

    assert [page.column_dimensions[letter].width for letter in "BC"] == [10, 10]
    assert page.column_dimensions["B"].hidden
    assert (page.row_dimensions[5].height, page.row_dimensions[6].hidden) == (30, True)
    assert [page[name].fill.fill_type for name in ("A3", "B3", "A4", "B4")] == ["solid"] * 4
    assert (page.max_row, page.freeze_panes, page.page_setup.orientation) == (4, "C4", "portrait")


def test_damage_in_what_a_workbook_looks_like_is_damage() -> None:
    """The caller gives the values back without their looks."""
    with pytest.raises(ValueError, match="record"):
        laid(cell(0, 0, 0), ("A1", 1.0), styles=record(0x00E0, b"\0" * 20))
    with pytest.raises(ValueError, match="record"):
        laid(record(0x0208, b"\0"), ("A1", 1.0))
