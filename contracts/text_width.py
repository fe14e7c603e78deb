"""How wide a text stands, on a screen or in a column of a workbook."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """Return the columns a text takes on a terminal: Chinese letters two, marks on letters none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text
    )
