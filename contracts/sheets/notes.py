"""What a sheet does not show, as it is learnt before a parser opens the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNotes:
    """What a sheet does not show. Rows and columns count from 1; ``errors`` and ``uncalculated`` are cells (``C7``).

    ``merges`` are top, left, bottom, right, told here only for ``.ods``, whose reader does not tell them; ``merged``
    is the number of cells in all merged areas of an ``.xlsx``, however far they reach. ``widths`` (column, characters)
    are told only for ``.xls``, ``blank_formulas``, whose last result is nothing, for ``.xls`` and ``.ods``.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: tuple[tuple[str, str], ...] = ()
    uncalculated: frozenset[str] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    merged: int = 0
    widths: tuple[tuple[int, float], ...] = ()
    blank_formulas: tuple[str, ...] = ()

    def waiting(self) -> Iterator[tuple[int, int]]:
        """Yield column and row of each formula that was never calculated."""
        yield from map(_place, self.uncalculated)

    def in_error(self) -> Iterator[tuple[int, int]]:
        """Yield column and row of each cell in error."""
        yield from (_place(cell) for cell, _ in self.errors)


def column_number(letters: str) -> int:
    """Return 1 for ``A``, 28 for ``AB``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def merged_cells(piece: bytes) -> int:
    """Return the number of cells in the merged areas that a piece of a sheet lists."""
    return sum(
        (int(bottom) - int(top) + 1) * (column_number(right.decode()) - column_number(left.decode()) + 1)
        for left, top, right, bottom in _MERGE.findall(piece)
    )


def _place(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    return column_number(letters), int(cell[len(letters) :])
