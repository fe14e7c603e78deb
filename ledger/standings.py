"""How a contract stands on a day: whether it runs, or how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ledger.store import Row

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
