"""A sequence that lies packed in memory: a hundred thousand rows or reviews in a tenth of the room.

Items of one making say nearly the same, so some dozens of them are packed together. What was packed never
leaves the process.
"""

from __future__ import annotations

import functools
import io
import pickle
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter, sub
from typing import Any, TypeVar, overload

Item = TypeVar("Item")
_TOGETHER = 64
_QUICK = 1


class Packed(Sequence[Item]):
    """Items that are unpacked when they are asked for; equal ones, not the same ones, come out.

    Whoever goes through it in order has each item unpacked once. It equals a tuple, or another one, of equal items.

    Args:
        items: What it holds from the beginning; each must be a plain value or a data class of such.
    """

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._blocks: list[bytes] = []
        self._starts = array("Q")
        self._packed = 0
        self._open: list[Item] = []
        self._last: tuple[int, list[Item]] = (-1, [])
        self.extend(items)

    def append(self, item: Item) -> None:
        """Put an item behind the others."""
        self._open.append(item)
        if len(self._open) == _TOGETHER:
            self._pack()

    def extend(self, items: Iterable[Item]) -> None:
        """Put items behind the others; those that are packed already stay so."""
        if not isinstance(items, Packed):
            for item in items:
                self.append(item)
            return
        self._pack()
        for block, count in items.blocks():
            self._put(block, count)

    def blocks(self) -> Iterator[tuple[bytes, int]]:
        """Yield what lies packed, block by block, and how many items each holds."""
        self._pack()
        yield from zip(self._blocks, map(sub, [*self._starts[1:], self._packed], self._starts), strict=True)

    def _pack(self) -> None:
        if self._open:
            whole = io.BytesIO()
            _Packer(whole, pickle.HIGHEST_PROTOCOL).dump(self._open)
            self._put(zlib.compress(whole.getbuffer(), _QUICK), len(self._open))
            self._open = []

    def _put(self, block: bytes, count: int) -> None:
        self._starts.append(self._packed)
        self._blocks.append(block)
        self._packed += count

    def _block(self, number: int) -> list[Item]:
        if self._last[0] != number:
            self._last = (number, pickle.loads(zlib.decompress(self._blocks[number])))  # noqa: S301 - our own bytes
        return self._last[1]

    def __len__(self) -> int:
        return self._packed + len(self._open)

    def __iter__(self) -> Iterator[Item]:
        for number in range(len(self._blocks)):
            yield from self._block(number)
        yield from self._open

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        places = range(len(self))[place]
        if isinstance(places, range):
            return [self[at] for at in places]
        if places >= self._packed:
            return self._open[places - self._packed]
        number = bisect_right(self._starts, places) - 1
        return self._block(number)[places - self._starts[number]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Packed | tuple):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class _Packer(pickle.Pickler):
    """Packs a data class with slots by its members, in half the time that it takes by itself."""

    def reducer_override(self, item: Any) -> Any:
        """Return how an item is made again, ``NotImplemented`` for what is no data class with slots."""
        kind = type(item)
        if not is_dataclass(kind) or not hasattr(kind, "__slots__"):
            return NotImplemented
        return _made_again, (kind, *_members(kind)(item))


@functools.cache
def _members(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [member.name for member in fields(kind)]
    return attrgetter(*names) if len(names) > 1 else lambda item: (getattr(item, names[0]),)


@functools.cache
def _setters(kind: Any) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(getattr(kind, member.name).__set__ for member in fields(kind))


def _made_again(kind: Any, *values: Any) -> Any:
    item = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(item, value)
    return item
