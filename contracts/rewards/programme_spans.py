"""Which programme of a place is the nearest through a time in which provinces begin and end theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from contracts.rewards.programme_packs import Programme, covers, prefix


def programme_spans(
    place: str,
    starts_on: date,
    ends_on: date,
    programmes: Sequence[Programme],
    *,
    history: bool = False,
    promised_on: date | None = None,
) -> Iterator[tuple[Programme, date, date]]:
    """Yield the programmes of a place through a time, each with the first and last day on which it is the nearest.

    A province's programme that begins or ends in that time gives way to the nation's before and after; where a
    place began on a day of its own, nothing is paid before that day. ``history`` is that of
    :func:`programmes_for`. What took promises on ``promised_on`` stays payable after it takes no new ones.
    """
    here: dict[str, list[Programme]] = {}
    for item in programmes:
        if covers(item.place, place):
            here.setdefault(item.id, []).append(item)
    for same in here.values():
        since = max((item.first_day or date.min for item in same if item.first_here), default=date.min)
        begins = max(starts_on, since)
        turns = {turn for item in same for turn in _turns(item) if begins < turn <= ends_on}
        firsts = sorted({begins, *turns}) if begins <= ends_on else []
        lasts = (*(first - timedelta(days=1) for first in firsts[1:]), ends_on)
        runs = zip(firsts, lasts, strict=False)  # no run where nothing began by the last day
        nearest = ((_nearest(same, run[0], promised_on, history=history), run) for run in runs)
        for found, group in groupby(nearest, key=itemgetter(0)):
            if found is not None:
                days = [run for _, run in group]
                yield found, days[0][0], days[-1][1]


def _nearest(
    same: Sequence[Programme], on: date, promised_on: date | None, *, history: bool
) -> Programme | None:
    """Return which of the programmes of one name counts on a day: that of the smallest place around."""
    paying = (
        item
        for item in same
        if item.takes_promises_on(on) or (history and item.promise_until) or _still_pays(item, promised_on, on)
    )
    return max(paying, key=lambda item: len(prefix(item.place)), default=None)


def _still_pays(item: Programme, promised_on: date | None, on: date) -> bool:
    """Say whether a promise of that day is paid on although no new one is taken."""
    if promised_on is None or item.promise_until is None or not item.takes_promises_on(promised_on):
        return False
    return item.in_force_to is None or on <= item.in_force_to


def _turns(item: Programme) -> Iterator[date]:
    """Yield the days on which another programme may become the nearest: its first, and the one after its last."""
    if item.first_day is not None:
        yield item.first_day
    if item.in_force_to is not None:
        yield item.in_force_to + timedelta(days=1)
