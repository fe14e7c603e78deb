"""Columns that hold something and are not read: each is said, so that nothing of a sheet is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from contracts.reading.headings import Plan
from contracts.sheets import Value, column_letters


class Leftovers:
    """Finds out which of the columns that are known and of no use, or without a heading, hold anything.

    Who fetched the money, acted for somebody or signed as an official is no party of the row: their names, numbers
    and telephones are not taken in, since nothing here may be done with them. The clerk hears of it.

    Args:
        plan: The plan of the sheet.
        said: Columns of which the clerk hears otherwise.
    """

    def __init__(self, plan: Plan, said: Collection[int] = ()) -> None:
        self._names = {
            heading.column: heading.text
            for heading in plan.unread
            if heading.column != plan.serial and heading.column not in said
        } | dict.fromkeys(plan.unnamed, "")
        self._others = {heading.column for heading in plan.others}
        self._empty = set(self._names)
        self._width = max((heading.column for heading in plan.block.headings), default=0)

    def see(self, cells: Sequence[Value]) -> None:
        """Take note of what a row holds, beside the headings too."""
        if len(cells) > self._width:
            beside = dict.fromkeys(range(self._width + 1, len(cells) + 1), "")
            self._names |= beside
            self._empty |= beside.keys()
            self._width = len(cells)
        if self._empty:
            width = len(cells)
            self._empty -= {column for column in self._empty if column <= width and _says_something(cells[column - 1])}

    def lines(self, dropped: Collection[str]) -> Iterator[str]:
        """Yield in Chinese which columns with content were not read.

        Args:
            dropped: What was taken out as about bodies, by heading or as ``第 9 列（无表头）``; it is named elsewhere.
        """
        found = [
            column
            for column, text in sorted(self._names.items())
            if column not in self._empty and (text or unnamed(column)) not in dropped
        ]
        others = [self._shown(column) for column in found if column in self._others]
        rest = [self._shown(column) for column in found if column not in self._others]
        if others:
            yield f"说的是另外的人，没有读入：{'、'.join(others)}"
        if rest:
            yield f"用不着，没有读入：{'、'.join(rest)}；其中有要用的，用 shouyue roster map 写明各列是什么"

    def _shown(self, column: int) -> str:
        name = self._names[column]
        return f"{column_letters(column)} 列“{name}”" if name else f"{column_letters(column)} 列（没有表头）"


def unnamed(column: int) -> str:
    """Return how a column without a heading is named in reports."""
    return f"第 {column} 列（无表头）"


def _says_something(cell: Value) -> bool:
    return cell != "" and not (isinstance(cell, str) and cell.isspace())
