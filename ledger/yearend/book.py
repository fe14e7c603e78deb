"""What the year's workbooks are made of: sheets of plain cells, each book with how long it is kept.

Rows are read from the ledger when they are written, once: a year of a hundred thousand entries is never held whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A year up to a day of it; both ends are included. ``titles`` are those of kinds and programmes by code."""

    year: int
    as_of: date
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> str:
        """The first day, as the ledger writes it."""
        return f"{self.year}-01-01"

    @property
    def last(self) -> str:
        """The last day, as the ledger writes it."""
        return self.as_of.isoformat()

    @property
    def bounds(self) -> dict[str, str]:
        """Both days, as the parameters of a question."""
        return {"first": self.first, "last": self.last}

    def title(self, code: str) -> str:
        """Return the title of a kind or programme, its code where nobody told it."""
        return self.titles.get(code, code)

    def holds(self, day: date | None) -> bool:
        """Say whether a day lies in it; an unknown day does not."""
        return day is not None and self.first <= day.isoformat() <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet: its name, its headings, its rows, to be read once. Sums are in yuan, days are ISO texts."""

    name: str
    heads: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One workbook. ``keep`` is how long the county's archive usually keeps such papers (domain §2.11, §3.8)."""

    title: str
    keep: str
    tables: tuple[Table, ...]


def table(name: str, heads: tuple[str, ...], rows: Iterable[Iterable[Cell]]) -> Table:
    """Return a sheet of rows that come one by one."""
    return Table(name=name, heads=heads, rows=(tuple(row) for row in rows))


def sum_cell(fen: int | None) -> float | None:
    """Return a sum in yuan; what is no sum stays empty."""
    return None if fen is None else fen / 100
