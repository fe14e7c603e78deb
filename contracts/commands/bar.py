"""Long work shows on stderr how far it is, how fast, and how long the rest will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import TypeVar

import click

from contracts.i18n import told

_SHORT = 0.5

Item = TypeVar("Item")


def with_bar(label: str, items: Iterable[Item], count: int) -> Iterable[Item]:
    """Yield the items unchanged and show how many of them have gone by."""
    start = time.monotonic()

    def rate(_: Item | None) -> str:
        done, spent = shown.pos, time.monotonic() - start
        return told(f"每秒 {done / spent:.0f} 份") if done and spent > _SHORT else ""

    with click.progressbar(
        items, length=count, label=told(label), file=sys.stderr, show_pos=True, item_show_func=rate
    ) as shown:
        yield from shown
