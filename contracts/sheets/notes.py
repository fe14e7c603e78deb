"""What a sheet does not show, as it is learnt before a parser opens the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNotes:
    """What a sheet does not show. Rows and columns count from 1; ``errors`` and ``uncalculated`` are cells (``C7``).

    ``merges`` are top, left, bottom, right, told here only for ``.ods``, whose reader does not tell them.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: tuple[tuple[str, str], ...] = ()
    uncalculated: frozenset[str] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()

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


def _place(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    return column_number(letters), int(cell[len(letters) :])
