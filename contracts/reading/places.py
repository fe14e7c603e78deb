"""The places that problems are at, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from contracts.model import Problem
from contracts.sheets import column_number

PLACE = re.compile(r"(?P<sheet>.+)!(?P<cell>(?P<column>[A-Z]{1,3})(?P<row>\d{1,7}))")
"""A cell of a sheet, as the ``where`` of a problem names it: ``花名册!C7``."""


def by_place(problems: Iterable[Problem], sheets: Sequence[str]) -> tuple[Problem, ...]:
    """Return problems in the order of their sheets, rows and columns; those of the whole file first.

    Args:
        problems: In any order; of one cell they stay as they are.
        sheets: The names of the sheets, from left to right.
    """
    order = {name: number for number, name in enumerate(sheets)}

    def key(problem: Problem) -> tuple[int, int, int]:
        match = PLACE.fullmatch(problem.where)
        if not match:
            return -1, 0, 0
        return order.get(match["sheet"], 0), int(match["row"]), column_number(match["column"])

    return tuple(sorted(problems, key=key))
