"""What was promised this year, as the story looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.demo.township import every
from ledger.store import Ledger

YEAR = 2026

_DUTIES = """
select o.id, c.number as contract, c.kind, c.village, c.row, t.code, t.ordinal, o.due_on, o.amount_fen, o.programme
from obligations o join contracts c on c.id = o.contract_id join terms t on t.id = o.term_id
order by o.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One obligation; ``row`` is its contract's row in the batch, ``ordinal`` the article printed."""

    id: int
    contract: str
    kind: str
    village: str
    row: int
    code: str
    ordinal: int
    due_on: date | None
    amount_fen: int | None
    programme: str

    @property
    def due(self) -> date:
        """The day it is due; the last day there is for what is due when its occasion comes."""
        return self.due_on or date.max

    @property
    def fen(self) -> int:
        """What is owed; nothing where it is no sum."""
        return self.amount_fen or 0


def duties(ledger: Ledger) -> tuple[Duty, ...]:
    """Return every obligation in the ledger, in the order of registration."""
    return tuple(
        Duty(**{**row, "due_on": date.fromisoformat(row["due_on"]) if row["due_on"] else None})
        for row in ledger.rows(_DUTIES)
    )


def dated(known: Sequence[Duty], code: str, first: date, last: date) -> Iterator[Duty]:
    """Yield the duties of a term that fall due between two days, both included."""
    return (duty for duty in known if duty.code == code and first <= duty.due <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """This year's money of one programme, by what became of it."""

    punctual: tuple[Duty, ...]
    late: tuple[Duty, ...]
    unpaid: tuple[Duty, ...]


def payments(known: Sequence[Duty], programme: str) -> Payments:
    """Sort this year's sums of a programme: most are paid in time, one in ten late, one in twelve not yet."""
    due = [duty for duty in known if duty.programme == programme and duty.due.year == YEAR and duty != mover(known)]
    unpaid = tuple(duty for number, duty in enumerate(due, 9) if every(12, number))
    late = tuple(duty for number, duty in enumerate(due, 4) if every(10, number) and duty not in unpaid)
    settled = {*unpaid, *late}
    return Payments(punctual=tuple(duty for duty in due if duty not in settled), late=late, unpaid=unpaid)


def mover(known: Sequence[Duty]) -> Duty | None:
    """Return this year's reward of the family that moves to another province: the first that has more to come."""
    rewards = [duty for duty in known if duty.programme == "only_child_reward"]
    to_come = {duty.contract for duty in rewards if duty.due.year > YEAR}
    return next((duty for duty in rewards if duty.contract in to_come and duty.due.year == YEAR), None)
