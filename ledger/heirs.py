"""Who took over from whom: an office, or a payer of a share, that is gone is answered for by another (row W-13)."""

from __future__ import annotations

from datetime import date

from ledger.store import Ledger, Transaction

_FURTHEST = 20
"""So many steps a chain of successions is followed, as the questions do."""


def heirs(ledger: Ledger | Transaction, as_of: date) -> dict[str, str]:
    """Return each office that was succeeded by that day → who answers for it now, also by way of others.

    An office in which only the person changed is not among them.
    """
    found = ledger.rows(
        """
        with recursive heirs (office, heir, happened_on, depth) as (
            select office, successor, happened_on, 1 from standing_successions
            where happened_on <= :as_of and office <> successor
            union all
            select h.office, s.successor, s.happened_on, h.depth + 1
            from heirs h join standing_successions s on s.office = h.heir and s.happened_on >= h.happened_on
            where s.happened_on <= :as_of and s.office <> s.successor and h.depth < :furthest
        )
        select office, heir from heirs order by happened_on, depth
        """,
        {"as_of": as_of.isoformat(), "furthest": _FURTHEST},
    )
    return {row["office"]: row["heir"] for row in found}


def shares_of(ledger: Ledger | Transaction, payer: str, *, on: date) -> tuple[str, ...]:
    """Return the payers whose shares one bears on a day: itself first, then those it took over from."""
    return (payer, *(office for office, heir in heirs(ledger, on).items() if heir == payer and office != payer))
