"""Rows of a roster that make one paper together: a unit and the certificate holders who work there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.kinds import Kind, placeholders
from contracts.model import Problem
from contracts.numerals import yuan
from contracts.papers.derive import Printable, RepeatedTerm, Source
from contracts.papers.households import further_rows
from contracts.papers.sequence import OnDemand
from contracts.records import Record

_SHARED = ("organisation", "credit_code", "representative", "liaison", "phone", "address", "village")
"""What all rows of one paper must say alike where they say it."""


def grouped(kind: Kind, records: Sequence[Record]) -> OnDemand[tuple[Record, ...]]:
    """Return the rows of each paper, in the order in which their first rows stand.

    A row that says nothing in the column by which rows are joined is a paper of its own. The rows of one family that
    name a confirmation each make one contract.
    """
    further = further_rows(kind, records)
    if not kind.joined_by and not further:
        return OnDemand(len(records), lambda place: (records[place],))
    if not kind.joined_by:
        families: dict[int, list[int]] = {}
        for place in range(len(records)):
            families.setdefault(further.get(place, place), []).append(place)
        return _papers(records, list(families.values()))
    groups: dict[object, list[int]] = {}
    for place, record in enumerate(records):
        value = record.value(kind.joined_by)
        groups.setdefault(value if value is not None else (record.sheet, record.row), []).append(place)
    return _papers(records, list(groups.values()))


def _papers(records: Sequence[Record], places: Sequence[Sequence[int]]) -> OnDemand[tuple[Record, ...]]:
    return OnDemand(len(places), lambda number: tuple(records[place] for place in places[number]))


def disagreements(records: Sequence[Record]) -> Iterator[Problem]:
    """Yield a problem for each row that says of the party what the first row of its paper does not."""
    first, *others = records
    for record in others:
        for key in _SHARED:
            one, other = first.value(key), record.value(key)
            if one is not None and other is not None and one != other:
                yield Problem(
                    where=f"{record.sheet} 第{record.row}行",
                    message=f"“{other}”与第{first.row}行的“{one}”不同",
                    hint="同一份协议的各行应一致，请核对",
                )


def gaps(kind: Kind, records: Sequence[Record]) -> Iterator[Problem]:
    """Yield a problem for each row that leaves out what its clause prints; a row with nothing to print is no gap."""
    labels = {column.key: column.label for table in kind.tables for column in table.columns}
    every, printed = roster_keys(kind), _clause_keys(kind)
    for record in records:
        if all(record.value(key) is None for key in every):
            continue
        for key in printed:
            if record.value(key) is None:
                yield Problem(
                    where=f"{record.sheet} 第{record.row}行",
                    message=f"没有“{labels.get(key, key)}”",
                    hint="在名册的这一行填写",
                )


def roster_source(kind: Kind, records: Sequence[Record]) -> Source:
    """Return what the rows of one paper print: clauses to repeat, and rows of each table that takes them.

    A row that has nothing for the columns of the kind is left out; sums are printed in yuan, ``serial`` counts.
    """
    keys = roster_keys(kind)
    told = [record for record in records if any(record.value(key) is not None for key in keys)]
    cells = [_cells(record, keys, serial) for serial, record in enumerate(told, 1)]
    return Source(
        terms=tuple(RepeatedTerm(cells=item, amount_fen=_fen(item)) for item in cells),
        rows=tuple({key: _shown(key, value) for key, value in item.items()} for item in cells),
    )


def roster_keys(kind: Kind) -> tuple[str, ...]:
    """Return the columns of the roster that the kind asks for row by row."""
    keys = [column.key for table in kind.tables if table.source == "roster" for column in table.columns]
    return tuple(key for key in dict.fromkeys((*keys, *_clause_keys(kind))) if key != "serial")


def _clause_keys(kind: Kind) -> tuple[str, ...]:
    """Return the columns of the roster that a repeated clause prints."""
    texts = [term.text for term in kind.terms() if term.for_each == "roster"]
    names = [name.removeprefix("row.") for text in texts for name, _ in placeholders(text) if name.startswith("row.")]
    return tuple(name for name in dict.fromkeys(names) if name != "serial")


def _cells(record: Record, keys: Sequence[str], serial: int) -> dict[str, Printable]:
    cells: dict[str, Printable] = {"serial": serial}
    for key in keys:
        value = record.value(key)
        cells[key] = "" if value is None else value
    return cells


def _fen(cells: dict[str, Printable]) -> int | None:
    amount = cells.get("amount_fen")
    return amount if isinstance(amount, int) else None


def _shown(key: str, value: Printable) -> str:
    return yuan(value) if key.endswith("_fen") and isinstance(value, int) else str(value)
