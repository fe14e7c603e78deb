"""What is known of a sheet before it is parsed."""

from __future__ import annotations

from contracts.sheets.notes import SheetNotes, column_number, merged_cells


def test_letters_are_numbers_from_one() -> None:
    """The first, the last of one letter, two letters, and the last there is."""
    assert [column_number(letters) for letters in ("A", "Z", "AB", "XFD")] == [1, 26, 28, 16384]


def test_cells_without_a_value_are_told_by_column_and_row() -> None:
    """Formulas that were never calculated, and cells in error."""
    notes = SheetNotes(uncalculated=frozenset({"AB12"}), errors=(("C7", "#N/A"),))

    assert list(notes.waiting()) == [(28, 12)]
    assert list(notes.in_error()) == [(3, 7)]


def test_the_cells_of_merged_areas_are_counted() -> None:
    """All areas that a piece lists, however written."""
    piece = b'<mergeCells count="2"><mergeCell ref="A1:C1"/><x:mergeCell ref="B2:AB1048576"/></mergeCells>'

    assert merged_cells(piece) == 3 + 27 * 1_048_575
