"""Work that is done once for an object that many askers share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

MOST = 512
"""So many answers are held; then all are forgotten, which costs less than to know the oldest."""


def once(make: Callable[[Thing], Made], most: int = MOST) -> Callable[[Thing], Made]:
    """Return the same function, which answers at once for an object that it was asked about before.

    Objects are told apart by identity, not by what is in them: to compare the thirty clauses of a paper with
    those of another costs as much as the work that is spared. Each is held, so that no other object can take
    its place in memory. For values that never change only.

    >>> words = ("甲", "乙")
    >>> joined = once("、".join)
    >>> joined(words) is joined(words)
    True
    """
    known: dict[int, tuple[Thing, Made]] = {}

    def answer(thing: Thing) -> Made:
        held = known.get(id(thing))
        if held is None:
            made = make(thing)
            if len(known) >= most:
                known.clear()
            held = known[id(thing)] = (thing, made)
        return held[1]

    return answer
