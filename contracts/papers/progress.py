"""How far a long piece of work is, for whoever waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Progress = Callable[[str, Iterable[Any], int], Iterable[Any]]
"""Wraps an iterable to show how far the work is: label, what goes by, how many."""


def silently(_label: str, items: Iterable[Any], _count: int) -> Iterable[Any]:
    """Show no progress."""
    return items
