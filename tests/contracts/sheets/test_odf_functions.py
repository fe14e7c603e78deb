"""The functions that mean the same in an ``.ods`` and in an ``.xlsx``."""

from __future__ import annotations

import pytest

from contracts.sheets.odf_functions import ANY, CELLS_AT, CONSTANTS, FUNCTIONS, GIVE_CELLS, LOOKS_FOR


@pytest.mark.parametrize(
    "name", ["WEBSERVICE", "DDE", "INFO", "CALL", "EXEC", "REGISTER", "FILTERXML", "RTD", "CEILING"]
)
def test_what_reaches_outside_or_is_reckoned_otherwise_is_not_among_them(name: str) -> None:
    """A formula that fetches a page or starts a program is left as its value."""
    assert name not in FUNCTIONS


def test_every_function_that_is_spoken_of_is_known() -> None:
    """And takes at least one value and at most as many as Excel lets it."""
    assert LOOKS_FOR.keys() | CELLS_AT.keys() | GIVE_CELLS <= FUNCTIONS.keys()
    assert not CONSTANTS.keys() & FUNCTIONS.keys()
    assert all(0 <= least <= most <= ANY for _, least, most in FUNCTIONS.values())


def test_functions_that_came_later_are_written_as_excel_marks_them() -> None:
    """Without the mark Excel shows ``#NAME?``."""
    assert [FUNCTIONS[name][0] for name in ("SUM", "XOR", "COM.MICROSOFT.TEXTJOIN", "COM.MICROSOFT.CEILING")] == [
        "SUM", "_xlfn.XOR", "_xlfn.TEXTJOIN", "CEILING"
    ]  # fmt: skip
