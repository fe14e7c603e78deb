"""A sequence whose items are made when they are asked for and not kept: a batch of any size in little memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

Item = TypeVar("Item")


def remembering(made: Callable[[int], Item], most: int) -> Callable[[int], Item]:
    """Return a maker that keeps the first items it makes, so many at most; the others are made anew each time."""
    kept: dict[int, Item] = {}

    def item(place: int) -> Item:
        if place in kept:
            return kept[place]
        found = made(place)
        if len(kept) < most:
            kept[place] = found
        return found

    return item


class OnDemand(Sequence[Item]):
    """So many items, each made anew from its place.

    Args:
        count: How many there are; or the places of which this sequence is made, in order.
        made: Returns the item of a place; equal places give equal items.
    """

    def __init__(self, count: int | Sequence[int], made: Callable[[int], Item]) -> None:
        self._places = range(count) if isinstance(count, int) else count
        self._made = made

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> OnDemand[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | OnDemand[Item]:
        if isinstance(place, slice):
            return OnDemand(self._places[place], self._made)
        return self._made(self._places[place])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OnDemand | tuple):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]
