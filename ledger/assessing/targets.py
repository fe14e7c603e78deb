"""Targets of an agreement held against those of the year before: one village, one year, one set (A-14)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from contracts.model import Draft
from ledger.store import Ledger, Transaction

_CONFIRMED = "target_confirmations"


def copied_targets(ledger: Ledger | Transaction, as_of: date = date.max) -> tuple[tuple[str, str], ...]:
    """Return agreements whose indicators and targets are word for word those of the office's last one, with that one.

    Targets differ by village and year (A-14); whoever copies them says so once, in the book of confirmations. What
    was signed or confirmed after ``as_of`` is left out.
    """
    found = ledger.rows(
        "select c.number, c.draft_json, p.name from contracts c"
        " join contract_parties s on s.contract_id = c.id and s.role = 'party_b' join parties p on p.id = s.party_id"
        " where c.family = 'agreement' and c.signed_on <= ? order by p.name, c.starts_on, c.id",
        [as_of.isoformat()],
    )
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
