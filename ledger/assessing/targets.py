"""Targets of an agreement held against those of the year before: one village, one year, one set (A-14)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from contracts.model import Draft
from ledger.store import Ledger, Transaction

_CONFIRMED = "target_confirmations"
_OF_ALL = """
select c.number, c.draft_json, p.name
from contracts c
join contract_parties s on s.contract_id = c.id and s.role = 'party_b'
join parties p on p.id = s.party_id
where c.family = 'agreement' and c.signed_on <= :day
order by p.name, c.starts_on, c.id
"""
_OF_ONE = """
select c.number, c.draft_json, p.name
from contracts one
join contract_parties seat on seat.contract_id = one.id and seat.role = 'party_b'
join parties office on office.id = seat.party_id
cross join parties p on p.side <> 'family' and p.name = office.name
cross join contract_parties s on s.party_id = p.id and s.role = 'party_b'
cross join contracts c on c.id = s.contract_id
where one.number = :of and c.family = 'agreement' and c.signed_on <= :day
order by p.name, c.starts_on, c.id
"""
"""In this order: the other way every agreement of every office was read for each score sheet."""


def copied_targets(
    ledger: Ledger | Transaction, as_of: date = date.max, *, of: str | None = None
) -> tuple[tuple[str, str], ...]:
    """Return agreements whose indicators and targets are word for word those of the office's last one, with that one.

    Targets differ by village and year (A-14); whoever copies them says so once, in the book of confirmations. What
    was signed or confirmed after ``as_of`` is left out. With ``of``, the number of an agreement, only those of the
    office that signed it are read.
    """
    found = ledger.rows(_OF_ONE if of else _OF_ALL, {"day": as_of.isoformat(), "of": of})
    meant = ledger.rows(
        "select c.number from standing_book_lines b join contracts c on c.id = b.contract_id"
        " where b.book = ? and b.happened_on <= ?",
        [_CONFIRMED, as_of.isoformat()],
    )
    confirmed = {row["number"] for row in meant}
    copied = []
    for one, two in pairwise(found):
        before, after = (_targets(Draft.from_json(row["draft_json"].encode())) for row in (one, two))
        if one["name"] == two["name"] and after and before == after and two["number"] not in confirmed:
            copied.append((two["number"], one["number"]))
    return tuple(copied)


def _targets(draft: Draft) -> tuple[tuple[str, ...], ...]:
    tables = [table for table in draft.tables if "target" in {column.key for column in table.columns}]
    return tuple(row for table in tables for row in table.rows)
