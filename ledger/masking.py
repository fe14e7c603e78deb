"""Which names are hidden and how: persons are, offices, units and levels of finance are not; the ledger says which.

A name is an office's because the ledger has it as a party that is no person, as a payer, a fund's source or a
successor; never because of how it looks. What the ledger does not know is taken for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from contracts.identity import masked
from ledger.store import Ledger, Transaction

_PERSONS = ("group_head", "village_officer", "resident_cadre", "township_officer", "landlord")
"""Types of party beside the families that are a person, or may be one: a landlord is masked, to be safe."""

_NATURAL = f"select name from parties where side <> 'family' and type in {_PERSONS}"

_OFFICES = f"""
select name from parties where side <> 'family'
union select office from successions union select successor from successions
union select payer from money_sums union select payer from funds
union select holder from certificate_numbers where kind = 'honour_certificate'
except {_NATURAL}
"""
"""Honour certificates go to villages and units alone."""


def office_names(ledger: Ledger | Transaction) -> frozenset[str]:
    """Return every name on record that is an office's, a unit's or a payer's, and no person's."""
    return frozenset(row["name"] for row in ledger.rows(_OFFICES))


def masked_name(name: str, offices: Collection[str] = ()) -> str:
    """Return persons' names as their first character and stars; a name among ``offices`` stays.

    >>> masked_name("王小花、李明"), masked_name("中央财政、李明", {"中央财政"})
    ('王**、李**', '中央财政、李**')
    """
    if name in offices:
        return name
    return "、".join(part if part in offices else f"{part[:1]}**" for part in name.split("、") if part)


def masked_phone(phone: str) -> str:
    """Return a phone number as its first three digits and stars."""
    return phone[:3] + "*" * max(0, len(phone) - 3)


_EITHER = frozenset({"name", "owed_by", "owed_to", "holder", "party"})
"""Columns of a question that hold a person or an office."""
_OF_OFFICES = frozenset({"office", "successor", "payer", "borne_by"})
"""Columns of offices and payers, among whom there may be a person: a landlord, a group head."""
_ALWAYS: dict[str, Callable[[str], str]] = {"person": masked_name, "id_number": masked, "phone": masked_phone}
"""Columns of nothing but persons' data, and how it is hidden."""


def masked_rows(ledger: Ledger, rows: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Return the rows of an answer with every person's name, ID number and phone hidden."""
    columns = rows[0].keys() if rows else frozenset()
    offices = office_names(ledger) if columns & _EITHER else frozenset()
    natural = frozenset(row["name"] for row in ledger.rows(_NATURAL)) if columns & _OF_OFFICES else frozenset()

    def shown(key: str, value: str) -> str:
        if key in _EITHER or (key in _OF_OFFICES and value in natural):
            return masked_name(value, offices)
        return _ALWAYS[key](value) if key in _ALWAYS else value

    return tuple(
        {key: shown(key, value) if isinstance(value, str) else value for key, value in row.items()} for row in rows
    )
