"""Who lists beside the runs have named as dead or gone: remembered, because the next list names others.

A list is of one month. Who was held back by it would be paid with the next run, whose list is of another month. What
stands is the newest word about a person; it is taken back only by somebody who looked into it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.journal import canonical
from ledger.store import Transaction

Exits = Mapping[str, tuple[str, str]]
"""ID number → reason and note, as a list says."""
Reported = Mapping[int, Mapping[str, tuple[str, str]]]
"""Party → role of a person → reason and note."""

STILL_HERE = "still_here"

_STANDING = """
with standing as (
    select r.id, r.party_id, r.role, r.reason, r.note from reported_exits r
    where r.reason <> 'still_here'
      and r.id = (select max(l.id) from reported_exits l where l.party_id = r.party_id and l.role = r.role)
)
select id, party_id, role, reason, note from standing
union
select r.id, same.party_id, same.role, r.reason, r.note
from standing r
join persons n on n.party_id = r.party_id and n.role = r.role
join persons same on same.id_number = n.id_number
order by id
"""
"""Whoever was named and not cleared since, in every household in which the same person stands by now."""


def reported(tx: Transaction, exits: Exits) -> Reported:
    """Return who is named by a list or was by an earlier one, wherever they stand; the list's own word goes first."""
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for row in (*tx.rows(_STANDING), *_named(tx, exits)):
        found.setdefault(row["party_id"], {})[row["role"]] = (row["reason"], row["note"])
    return found


def remember(tx: Transaction, exits: Exits) -> None:
    """Record whom a list names, as far as the ledger knows them; what is on record in the same words is left."""
    known = [_words(row) for row in tx.rows(_STANDING)]
    fresh = [row for row in _named(tx, exits) if _words(row) not in known]
    if fresh:
        tx.record("exits_reported", "", {}, {"reported_exits": fresh})


def still_here(tx: Transaction, run: str, contracts: Collection[str]) -> None:
    """Record that the lists were wrong about everybody of some contracts; they are paid again.

    Raises:
        LedgerError: A contract of which nobody is on a list.
    """
    sql = (
        "select s.party_id, c.number from contracts c join contract_parties s on s.contract_id = c.id"
        " where c.number in (select value from json_each(?))"
    )
    of = {row["party_id"]: row["number"] for row in tx.rows(sql, [canonical(sorted(set(contracts)))])}
    standing = tx.rows(_STANDING)
    wrong = [row for row in standing if row["party_id"] in of]
    if idle := sorted(set(contracts) - {of[row["party_id"]] for row in wrong}):
        message = f"{'、'.join(idle)} 没有人在死亡、退出名单上"
        problem = Problem(where=run, message=message, hint="核对 --still-here 后的合同编号")
        raise LedgerError(f"{run}：{message}。", [problem])
    if wrong:
        people = {(row["party_id"], row["role"]) for row in wrong} | _same(tx, wrong)
        tx.record("exits_reported", run, {}, {"reported_exits": [
            {"party_id": party, "role": role, "reason": STILL_HERE, "note": ""} for party, role in sorted(people)
        ]})  # fmt: skip


def _same(tx: Transaction, rows: Collection[Mapping[str, object]]) -> set[tuple[int, str]]:
    """Return where else the same people stand, by their ID numbers."""
    sql = (
        "select same.party_id, same.role from persons n join persons same on same.id_number = n.id_number"
        " where n.party_id = :party and n.role = :role"
    )
    return {
        (found["party_id"], found["role"])
        for row in rows
        for found in tx.rows(sql, {"party": row["party_id"], "role": row["role"]})
    }


def _words(row: Mapping[str, object]) -> tuple[object, ...]:
    return row["party_id"], row["role"], row["reason"], row["note"]


def _named(tx: Transaction, exits: Exits) -> list[dict[str, object]]:
    sql = "select party_id, role from persons where id_number = ? order by party_id, role"
    return [
        {**row, "reason": reason, "note": note}
        for id_number, (reason, note) in exits.items()
        for row in tx.rows(sql, [id_number])
    ]
