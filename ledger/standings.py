"""How a contract stands on a day: whether it runs, or how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ledger.query import sql_of
from ledger.store import Row, Transaction

Ending = Literal["amended", "superseded", "terminated", "expired"]


def ending(
    number: str, ends_on: date | None, changes: Sequence[Row], as_of: date
) -> tuple[Ending, date] | None:
    """Return how a contract ended by a day, and when; ``None`` while it runs or before it starts.

    Args:
        number: The contract's.
        ends_on: Its last day; ``None`` where none was agreed.
        changes: What the query ``contract_changes`` answers for it; those of other contracts do not count.
        as_of: The day.
    """
    for row in changes:
        if row["contract"] == number and row["what"] != "renewed":
            return row["what"], date.fromisoformat(row["happened_on"])
    return ("expired", ends_on) if ends_on and ends_on < as_of else None


def newest(tx: Transaction, number: str, as_of: date) -> tuple[str, Ending | None]:
    """Return the last of the contracts that follow one another from this one, and how that one ended by a day.

    One that took the place of another follows it at once; one that renews it, when the older one has run out. A
    contract that nothing follows is its own last.
    """
    while True:
        asked = {"as_of": as_of.isoformat(), "contract": number}
        changes = tx.rows(sql_of("contract_changes"), asked)
        (row,) = tx.rows("select ends_on from contracts where number = ?", [number])
        ended = ending(number, date.fromisoformat(row["ends_on"]) if row["ends_on"] else None, changes, as_of)
        following = [row["successor"] for row in changes if row["contract"] == number and row["successor"]]
        if not ended or not following:
            return number, ended[0] if ended else None
        number = following[-1]
