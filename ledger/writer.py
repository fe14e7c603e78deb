"""Rows are written while the next are made: SQLite works in a thread of its own, one piece of work at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

_TURN_S = 0.005 if os.name == "nt" else 0.000_05  # Windows waits in milliseconds: it would not wait at all


class Writer:
    """A thread for what is written behind. One piece of work runs, none waits. Use as a context manager.

    Python's threads take turns, and SQLite gives its turn away while it works. Whoever makes rows gives it away
    too, at the hash of each paper, but for so short a time that the other never wakes early enough to take it;
    and who waits may insist only after a whole interval without such a moment. At the usual 5 ms SQLite stood
    still and nothing was won; until the work is done the interval is therefore shorter than a paper takes. On
    Windows, which knows no wait so short, it stays as it is: all takes as long as without a thread.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[None] | None = None
        self._usual_s = sys.getswitchinterval()

    def __enter__(self) -> Self:
        sys.setswitchinterval(_TURN_S)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self.settle()
        finally:
            self._thread.shutdown()
            sys.setswitchinterval(self._usual_s)

    def start(self, work: Callable[[], None]) -> None:
        """Start a piece of work once the one before is done, and return.

        Raises:
            Exception: What the work before has raised; this one is not started.
        """
        self.settle()
        self._running = self._thread.submit(work)

    def settle(self) -> None:
        """Wait until nothing runs.

        Raises:
            Exception: What the work has raised; it is raised once.
        """
        running, self._running = self._running, None
        if running:
            running.result()
