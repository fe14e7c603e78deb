"""Rows that say the same in all but their numbers, as the papers of a batch do: said once, numbered often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from ledger.journal import text_of_rows

Values = tuple[Any, ...]
Numbers = tuple[int | None, ...]
_FEW = 64  # rows that are written as they are: two tables more would cost as much


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """The last columns of rows that say the same, as values and as JSON. Compared by identity.

    ``is_seen`` says that no character of it is invisible.
    """

    values: Values
    text: str
    is_seen: bool


def saying(values: Values) -> Saying:
    """Return what rows say, made ready once for all of them."""
    text = text_of_rows(values)[1:-1]
    return Saying(values, text, is_seen(text))


def is_seen(text: str) -> bool:
    """Say whether JSON holds nothing that cannot be seen: as it is, or behind a backslash, as a quotation mark is too.

    A backslash of the text itself counts as unseen: look again at the values. The wide space of Chinese print does
    not: it stands in nearly every paper.
    """
    printable = text.isprintable() or text.replace("\u3000", "").isprintable()
    return printable and text.count("\\") == text.count('\\"')


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows of a table: the first columns, all numbers, of each, and what it says. ``event_seq`` is left out.

    ``columns`` name them all, in the order of the table.
    """

    columns: tuple[str, ...]
    numbers: Sequence[Numbers]
    sayings: Sequence[Saying]

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def is_seen(self) -> bool:
        """Whether every character of every row can be seen."""
        return all(item.is_seen for item in self.sayings)

    def text(self, seq: int) -> str:
        """Return the :func:`~ledger.journal.text_of_rows` of the rows with the number of their event."""
        numbers = text_of_rows(self.numbers)[2:-2].split("],[")
        pairs = zip(numbers, self.sayings, strict=True)
        return f"[{','.join([f'[{number},{item.text},{seq}]' for number, item in pairs])}]"

    def values(self, seq: int) -> Iterator[Values]:
        """Yield the rows whole, with the number of their event."""
        for numbers, item in zip(self.numbers, self.sayings, strict=True):
            yield (*numbers, *item.values, seq)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Alike rows and the number of the event that vouches for them."""

    rows: Alike
    seq: int

    def __iter__(self) -> Iterator[Values]:
        return self.rows.values(self.seq)


class _Store(Protocol):
    def execute_many(self, sql: str, rows: Any) -> None: ...

    def insert(self, table: str, rows: Any) -> None: ...


def insert_alike(ledger: _Store, table: str, parts: Sequence[Numbered]) -> None:
    """Insert alike rows, all in one statement, within the open transaction.

    What they say goes to the database once for all of them, so that each row is a few numbers; and the statement
    copies each page that it touches once, not once for every few rows.

    Raises:
        LedgerError: A constraint or guard of the database refuses a row.
    """
    if sum(len(part.rows) for part in parts) <= _FEW:
        ledger.insert(table, chain.from_iterable(parts))
        return
    columns = parts[0].rows.columns
    width = len(parts[0].rows.numbers[0])
    numbers, sayings = f"temp.{table}_numbers", f"temp.{table}_sayings"
    first, rest = columns[:width], columns[width:]
    _run(ledger, f"create table if not exists {numbers} ({', '.join(first)}, saying, event_seq)")
    _run(ledger, f"create table if not exists {sayings} (saying integer primary key, {', '.join(rest)})")
    said: dict[Saying, int] = {}
    ledger.insert(numbers, _rows(parts, said))
    ledger.insert(sayings, ((place, *item.values) for item, place in said.items()))
    picked = ", ".join([*(f"n.{name}" for name in first), *(f"s.{name}" for name in rest), "n.event_seq"])
    _run(
        ledger,
        f"insert into main.{table} select {picked} from {numbers} n cross join {sayings} s on s.saying = n.saying"
        " order by n.rowid",
    )
    _run(ledger, f"delete from {numbers}")
    _run(ledger, f"delete from {sayings}")


def _rows(parts: Sequence[Numbered], said: dict[Saying, int]) -> Iterator[Values]:
    """Yield the numbers of each row, the place of what it says, and its event; put what is said to ``said``."""
    for part in parts:
        for numbers, item in zip(part.rows.numbers, part.rows.sayings, strict=True):
            yield (*numbers, said.setdefault(item, len(said)), part.seq)


def _run(ledger: _Store, sql: str) -> None:
    ledger.execute_many(sql, [()])
