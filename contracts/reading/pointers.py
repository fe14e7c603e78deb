"""Cells that only point to another one: 同上, 〃, 同左, 同户籍地.

Where somebody lives or is registered is filled in from there (domain 6.2); who somebody is, what was paid and when
is written out, never copied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from contracts.reading.cells import DITTO
from contracts.reading.headings import Field
from contracts.reading.layouts import vocabulary
from contracts.sheets import Value

_PLACE = re.compile("group|village|(?:[a-z0-9]+_)?(?:residence_place|registered_place)")
_OF_A_VILLAGE = frozenset({"group", "village"})
_LEFT = "同左"


def is_place(item: Field) -> bool:
    """Whether a column names a group, a village, or where somebody lives or is registered."""
    return item.slot == "values" and item.type == "text" and _PLACE.fullmatch(item.key) is not None


def place_meant(word: str, item: Field, places: Sequence[Field]) -> str:
    """Return the key of the place in the same row that a cell means, empty where it is a place itself.

    Args:
        word: What stands in the cell.
        item: The column of the cell.
        places: The columns of places, from left to right.
    """
    if word != _LEFT or item.key in _OF_A_VILLAGE:
        return vocabulary().same_as.get(word, "")
    left = [other.key for other in places if other.column < item.column and other.key not in _OF_A_VILLAGE]
    return left[-1] if left else ""


def repeated(item: Field, value: Value) -> ValueError | None:
    """Return the fault of a cell that says "as above" where nothing may be copied; nothing for others."""
    word = value.strip() if isinstance(value, str) else ""
    return None if is_place(item) or word not in DITTO else ValueError(f"这一格写的是“{word}”，请照证件或原件写全")
