"""What is owed, by whom, to whom, since when; and the balance that must come out even.

Everything is asked as of a day: facts of later days do not count, facts withdrawn never do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.model import Side
from ledger.query import sql_of
from ledger.store import Ledger, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One open obligation. Names are whole; a command masks them unless a reason is given.

    Sums are in fen, ``None`` for a duty without a sum. ``overdue_days`` is 0 for what is not yet late and
    for what a family offers of its own accord. ``label`` tells parts of one term apart; ``text`` is the
    term as printed.
    """

    side: Side
    due_on: date
    overdue_days: int
    owed_by: str
    owed_to: str | None
    label: str
    ordinal: int
    text: str
    promised_fen: int | None
    outstanding_fen: int | None
    programme: str
    voluntary: bool
    village: str
    contract: str
    obligation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The sums of one side, payer, programme and fund, in fen: promised = paid + ended + outstanding.

    ``payer`` is who the contract named, ``borne_by`` who does on the day asked: its successor, if it is gone.
    ``fund`` is ``None`` where nobody named one.
    """

    side: Side
    payer: str
    borne_by: str
    programme: str
    fund: str | None
    promised_fen: int
    paid_fen: int
    ended_fen: int
    outstanding_fen: int
    overdue_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """How many dated duties without a sum one side has: promised = fulfilled + ended + outstanding."""

    side: Side
    programme: str
    promised: int
    fulfilled: int
    ended: int
    outstanding: int
    overdue: int


def due(
    ledger: Ledger, *, by: date, as_of: date, owed_by: str | None = None, village: str | None = None
) -> tuple[Due, ...]:
    """Return what :func:`each_due` yields."""
    return tuple(each_due(ledger, by=by, as_of=as_of, owed_by=owed_by, village=village))


def each_due(
    ledger: Ledger | Transaction, *, by: date, as_of: date, owed_by: str | None = None, village: str | None = None
) -> Iterator[Due]:
    """Yield what falls due by a day and is not settled: offices first, then units, then families.

    Within a side soonest first. Duties that wait for their occasion have no day and are not among them.

    Args:
        ledger: Any open ledger.
        by: Last due day to look at; this day included.
        as_of: Facts after this day do not count; overdue days are counted up to it.
        owed_by: Only this side: ``office``, ``family`` or ``unit``.
        village: Only this village, by its short name or division code.
    """
    found = ledger.each(
        sql_of("due"),
        {"by": by.isoformat(), "as_of": as_of.isoformat(), "owed_by": owed_by, "village": village},
    )
    for row in found:
        yield Due(**{**row, "due_on": date.fromisoformat(row["due_on"]), "voluntary": bool(row["voluntary"])})


def balance(ledger: Ledger, as_of: date) -> tuple[Balance, ...]:
    """Return promised, paid, ended and outstanding sums per side, payer, programme and fund, offices first."""
    return tuple(Balance(**row) for row in _asked(ledger, "balance_by_side", as_of))


def duties(ledger: Ledger, as_of: date) -> tuple[Duties, ...]:
    """Return how many dated duties without a sum were promised, done, ended and not done, offices first."""
    return tuple(Duties(**row) for row in _asked(ledger, "duties_by_side", as_of))


def _asked(ledger: Ledger, question: str, as_of: date) -> list[dict[str, Any]]:
    return ledger.rows(sql_of(question), {"as_of": as_of.isoformat()})
