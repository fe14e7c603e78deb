"""A sheet as a grid of values with places: what every reader gives and the rest of the code speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from contracts.sheets.notes import SheetNotes

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
Row = tuple[int, Sequence[Value]]
"""A row number from 1, and its values from column A on; an empty cell is ``""``."""

NOTHING_KNOWN = SheetNotes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merged area; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. ``rows()`` starts again at each call and holds one row at a time where the format allows.

    ``merges_known`` is false for formats that do not tell (``.csv``). ``titles`` are lines that stand above
    the table without being rows of it (``.docx``).
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    merges: tuple[Merge, ...] = ()
    merges_known: bool = False
    notes: SheetNotes = NOTHING_KNOWN
    hidden: bool = False
    titles: tuple[str, ...] = ()


def cell_name(row: int, column: int) -> str:
    """Return ``C7`` for row 7, column 3."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """Return ``A`` for 1, ``AB`` for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
