"""The year after signing, day by day on the story's own clock; each day of office work is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone

from ledger.demo import facts
from ledger.demo.duties import Duty, duties
from ledger.demo.progress import Progress
from ledger.store import Ledger, Transaction

AS_OF = date(2026, 11, 20)
_BEIJING = timezone(timedelta(hours=8))

Work = Callable[[Transaction, Sequence[Duty]], Iterator[object]]

DAYS: tuple[tuple[date, Work], ...] = (
    (date(2026, 3, 20), facts.copies_delivered),
    (date(2026, 4, 2), facts.spring),
    (date(2026, 4, 10), facts.late_copies),
    (date(2026, 6, 30), facts.half_year),
    (date(2026, 8, 12), facts.late_funds),
    (date(2026, 8, 20), facts.family_moves),
    (date(2026, 9, 30), facts.support_paid),
    (date(2026, 10, 9), facts.autumn),
    (date(2026, 10, 31), facts.rewards_paid),
    (date(2026, 11, 10), facts.late_payments),
    (date(2026, 11, 12), facts.breaches),
    (date(2026, 11, 16), facts.voucher_corrected),
)
"""The days on which something was entered, in order, and what."""


def at(day: date, hour: int = 9) -> datetime:
    """Return an instant of the story's own clock, in Beijing time."""
    return datetime.combine(day, time(hour), tzinfo=_BEIJING)


def live_through(ledger: Ledger, *, by: str, progress: Progress) -> int:
    """Record the year's facts up to :data:`AS_OF`. Returns how many were entered."""
    known = duties(ledger)
    entered = 0
    for day, work in progress("记账", DAYS, len(DAYS)):
        with ledger.write(by=by, now=at(day)) as tx:
            entered += sum(1 for _ in work(tx, known))
    return entered
