"""A second process that does every other piece of the work, where that is quicker.

It helps where the work is the processor's and a second one is idle; where the disk is what everybody waits
for, or others keep the machine busy, it only costs. So the first pieces are done alone and timed.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from contracts.errors import ShouyueError

TRIAL = 100
"""So many pieces are done alone before anything is decided."""
SHARE = 0.85
"""The least part of the time that the processor must have been at work for us."""
SECONDS = 2.0
"""The least work that must be left: to start a second process and to bring its results back costs too."""


class Trial:
    """Times the pieces of some work, a hundred at a time, and says whether a second process will help with the rest."""

    def __init__(self) -> None:
        self._count = 0
        self._start = (0.0, 0.0)

    def favours_two(self, left: int) -> bool:
        """Return whether a second process will help: work enough is left, it is the processor's, and there are two.

        To be asked before each piece, with the number of those that are left.
        """
        asked, self._count = self._count, (self._count + 1) % TRIAL
        if asked:
            return False
        earlier, self._start = self._start, (time.process_time(), time.perf_counter())
        busy, passed = (now - before for now, before in zip(self._start, earlier, strict=True))
        return earlier != (0.0, 0.0) and can_share() and is_worth_two(busy, passed, busy / TRIAL * left)


def is_worth_two(busy: float, passed: float, left: float) -> bool:
    """Return whether a second process will help.

    Args:
        busy: Seconds that the processor was at work for us.
        passed: Seconds that passed meanwhile.
        left: Seconds of the processor that are still to come.
    """
    return busy >= SHARE * passed and left >= SECONDS


def can_share() -> bool:
    """Return whether a second process can inherit the work; sending it over costs more than it saves."""
    import multiprocessing

    return (
        "fork" in multiprocessing.get_all_start_methods()
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else (0,)) > 1
        and sys.platform != "darwin"
    )


class Partner:
    """A second process that does some pieces in order and hands their results over.

    Args:
        work: Does the piece of a place; what it returns can be pickled. A fault that it raises ends the
            partner, and whoever waits does the piece itself.
        places: The pieces, in the order in which they are asked for.
    """

    def __init__(self, work: Callable[[int], Any], places: range) -> None:
        import multiprocessing

        context: Any = multiprocessing.get_context("fork")
        self._results, sending = context.Pipe(duplex=False)
        self._process = context.Process(target=self._do, args=(work, places, sending), daemon=True)
        self._process.start()
        sending.close()  # so that the end of the partner is the end of the pipe

    def _do(self, work: Callable[[int], Any], places: range, sending: Any) -> None:
        self._results.close()  # and the end of the first process breaks the pipe, and the partner ends
        with suppress(ShouyueError, OSError, KeyboardInterrupt):
            for place in places:
                sending.send(work(place))

    def results(self) -> Iterator[Any]:
        """Yield what was done, in order, as long as the partner lives."""
        with suppress(EOFError, OSError):
            while True:
                yield self._results.recv()

    @property
    def running(self) -> bool:
        """Return whether the second process lives."""
        return bool(self._process.is_alive())

    def end(self) -> None:
        """End the partner, whatever it does."""
        self._results.close()
        self._process.terminate()
        self._process.join()
