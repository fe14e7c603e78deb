"""A thread for what is written behind: in order, one after the other, and nothing is left running."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest

from ledger.writer import Writer


def test_work_is_done_in_order_and_never_two_at_once() -> None:
    """The second starts when the first is done, however long that took, and not in the thread of who asks."""
    told: list[str] = []

    def work(name: str) -> None:
        told.append(f"{name} begins")
        time.sleep(0.02)
        told.append(f"{name} ends")

    with Writer() as writer:
        writer.start(lambda: work("first"))
        writer.start(lambda: work("second"))
        writer.settle()
        writer.start(lambda: told.append(str(threading.current_thread() is threading.main_thread())))

    assert told == ["first begins", "first ends", "second begins", "second ends", "False"]


def test_who_makes_rows_goes_on_while_others_are_written() -> None:
    """Work that waits for its caller could not end if the caller waited for the work."""
    made = threading.Event()
    seen: list[bool] = []
    with Writer() as writer:
        writer.start(lambda: seen.append(made.wait(timeout=10)))
        made.set()

    assert seen == [True]


def test_a_failure_stops_what_follows_and_is_said_once() -> None:
    """The next piece is not started; the one that failed does not speak up again at the end."""
    done: list[str] = []

    def failing() -> None:
        raise ValueError("refused")

    with Writer() as writer:
        writer.start(failing)
        with pytest.raises(ValueError, match="refused"):
            writer.start(lambda: done.append("next"))

    assert done == []
    with pytest.raises(ValueError, match="refused"), Writer() as writer:
        writer.start(failing)


def test_an_error_of_the_caller_waits_for_the_work_and_is_the_one_that_is_raised() -> None:
    """A transaction may be taken back only when nobody writes any more."""
    ended: list[str] = []

    def slow() -> None:
        time.sleep(0.05)
        ended.append("work")
        raise ValueError("of the work")

    def interrupted() -> None:
        with Writer() as writer:
            writer.start(slow)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert ended == ["work"]


def test_threads_take_turns_as_before_afterwards() -> None:
    """The short interval is for the work alone, whether it ended well or not."""
    usual = sys.getswitchinterval()
    with Writer():
        within = sys.getswitchinterval()
    with pytest.raises(RuntimeError), Writer():
        raise RuntimeError

    assert sys.getswitchinterval() == usual
    assert within < usual or os.name == "nt"
