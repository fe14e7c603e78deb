"""How the demo tells how far it is, without knowing any screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Wraps what is worked through, to show how far the work is."""

    def __call__(self, label: str, items: Iterable[Item], count: int, /) -> Iterable[Item]:
        """Return the same items, in order; ``count`` says how many they are."""


def silently(_label: str, items: Iterable[Item], _count: int) -> Iterable[Item]:
    """Show nothing."""
    return items
