"""Names of cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contracts.sheets import cell_name, column_letters, column_number


@given(st.integers(1, 20000))
def test_column_letters_and_numbers_undo_each_other(number: int) -> None:
    """A to XFD and beyond."""
    assert column_number(column_letters(number)) == number
    assert cell_name(7, 3) == "C7"
