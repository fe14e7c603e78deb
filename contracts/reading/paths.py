"""Where each value of a row was read: made once for all rows that filled the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_SAYS_WHO = frozenset({"relation", "side"})

Paths = tuple[tuple[str, str], ...]
"""Pairs of a path such as ``persons.0.name`` and the column, or the whole cell where it is another row's."""


@dataclass(slots=True)
class PathBook:
    """The paths of the rows of one sheet; equal ones are one object."""

    _by_columns: dict[tuple[int, tuple[str, ...]], Paths] = field(default_factory=dict)
    _others: dict[Paths, Paths] = field(default_factory=dict)

    def of_alike(self, filled: int, slots: tuple[str, ...]) -> Paths | None:
        """Return the paths of an earlier row that filled the same columns with the same people.

        Args:
            filled: One bit for each column that gave a value.
            slots: Whose columns made persons, in order.
        """
        return self._by_columns.get((filled, slots))

    def keep_for_alike(self, filled: int, slots: tuple[str, ...], paths: Paths) -> Paths:
        """Keep paths that depend on nothing but the columns filled and the people; return them."""
        return self._by_columns.setdefault((filled, slots), paths)

    def keep(self, paths: Paths) -> Paths:
        """Return the paths, as the one object for all that equal them."""
        return self._others.setdefault(paths, paths)


def paths_of(people: Iterable[Mapping[str, str]], values: Mapping[str, str]) -> Paths:
    """Return the paths of a row.

    Args:
        people: For each person, in order, the column of each key.
        values: The column of each value of the row.
    """
    of_people = (
        (f"persons.{number}.{key}", cell)
        for number, cells in enumerate(people)
        for key, cell in cells.items()
        if key not in _SAYS_WHO
    )
    return (*of_people, *((f"values.{key}", cell) for key, cell in values.items()))
