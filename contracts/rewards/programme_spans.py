"""Which programme of a place is the nearest through a time in which provinces begin and end theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from contracts.rewards.programme_packs import Programme, covers
from contracts.rewards.programmes import programmes_for


def programme_spans(
    place: str, starts_on: date, ends_on: date, programmes: Sequence[Programme], *, history: bool = False
) -> Iterator[tuple[Programme, date, date]]:
    """Yield the programmes of a place through a time, each with the first and last day on which it is the nearest.

    A province's programme that begins or ends in that time gives way to the nation's before and after.
    ``history`` is that of :func:`programmes_for`.
    """
    here = [item for item in programmes if covers(item.place, place)]
    for code in dict.fromkeys(item.id for item in here):
        same = [item for item in here if item.id == code]
        turns = (turn for item in same for turn in _turns(item) if starts_on < turn <= ends_on)
        firsts = sorted({starts_on, *turns})
        runs = zip(firsts, (*(first - timedelta(days=1) for first in firsts[1:]), ends_on), strict=True)
        nearest = ((next(iter(programmes_for(place, run[0], same, history=history)), None), run) for run in runs)
        for item, group in groupby(nearest, key=itemgetter(0)):
            if item is not None:
                found = [run for _, run in group]
                yield item, found[0][0], found[-1][1]


def _turns(item: Programme) -> Iterator[date]:
    """Yield the days on which another programme may become the nearest: its first, and the one after its last."""
    if item.first_day is not None:
        yield item.first_day
    if item.in_force_to is not None:
        yield item.in_force_to + timedelta(days=1)
