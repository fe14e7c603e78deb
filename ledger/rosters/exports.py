"""What the ledger's lists say, ready to be handed on: of those decided to be one person the newest row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from contracts.records import Record
from ledger.rosters.duplicates import pairs, same_people
from ledger.rosters.imports import Import, identity_of, standing_records
from ledger.store import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Exportable:
    """Records in the order of their imports; ``merged`` older rows left out, ``undecided`` pairs still open."""

    records: tuple[Record, ...]
    merged: int
    undecided: int


def exportable(ledger: Ledger, import_ids: Collection[int] = ()) -> Exportable:
    """Return the rows of the imports that stand, or of those named; a list's older copy of a person left out.

    Only what a person decided to be the same is taken for the same, and only within one kind of list:
    another kind of list says other things of the same people.
    """
    leaders = same_people(ledger)
    every = pairs(ledger, decided=True)
    settled = {place.identity for pair in every if pair.verdict == "same" for place in (pair.one, pair.other)}
    found = [item for item in standing_records(ledger) if not import_ids or item[0].id in import_ids]
    newest: dict[object, Record] = {}
    for source, row_id, record in found:
        newest[_key(source, row_id, record, leaders, settled)] = record
    open_ones = [
        pair
        for pair in every
        if pair.verdict is None and (not import_ids or {pair.one.import_id, pair.other.import_id} <= set(import_ids))
    ]
    return Exportable(records=tuple(newest.values()), merged=len(found) - len(newest), undecided=len(open_ones))


def _key(
    source: Import, row_id: int, record: Record, leaders: dict[str, str], settled: Collection[str]
) -> tuple[str, str] | int:
    """Return what rows of one person have in common; the row's own number where nothing was decided."""
    if not record.persons:
        return row_id
    identity = identity_of(record.persons[0], "")
    known = identity in settled and record.persons[0].id_number is not None
    return (source.layout, leaders.get(identity, identity)) if known else row_id
