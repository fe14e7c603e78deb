"""Work that is done once for an object that many askers share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

MOST = 512
"""So many answers are held, and the ones before them: what nobody asked for meanwhile is then forgotten."""


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
    young: dict[int, tuple[Thing, Made]] = {}
    old: dict[int, tuple[Thing, Made]] = {}

    def answer(thing: Thing) -> Made:
        nonlocal young, old
        held = young.get(id(thing))
        if held is None:
            held = old.get(id(thing)) or (thing, make(thing))
            if len(young) >= most:
                young, old = {}, young
            young[id(thing)] = held
        return held[1]

    return answer
