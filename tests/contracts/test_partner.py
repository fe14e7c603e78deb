"""A second process does every other piece where that is measured to help, and its end harms nobody."""

from __future__ import annotations

import os
import time

import pytest

from contracts.errors import InputError
from contracts.partner import TRIAL, Partner, Trial, can_share, is_worth_two

shared = pytest.mark.skipif(not hasattr(os, "fork"), reason="a second process inherits the work")


@pytest.mark.parametrize(
    ("busy", "passed", "left", "worth"),
    [(1.0, 1.0, 60, True), (1.0, 1.1, 3, True), (1.0, 2.0, 60, False), (1.0, 1.0, 0.5, False)],
)
def test_a_second_process_is_worth_its_start_where_the_processor_is_what_is_waited_for(
    busy: float, passed: float, left: float, worth: bool
) -> None:
    """Not where half the time goes to the disk or to others, nor for a handful of papers."""
    assert is_worth_two(busy, passed, left) is worth


@shared
def test_the_first_pieces_are_done_alone_and_timed() -> None:
    """Nothing is decided before; and where the disk is waited for no second process comes."""
    calm = Trial()
    assert [calm.favours_two(10**9) for _ in range(TRIAL)] == [False] * TRIAL
    time.sleep(0.2)  # the disk is slow
    assert not calm.favours_two(10**9)


@shared
def test_what_the_partner_did_comes_in_order_and_from_another_process() -> None:
    """Every other piece, and no more."""
    helper = Partner(lambda place: (place, os.getpid()), range(1, 9, 2))
    results = list(helper.results())
    helper.end()

    assert [place for place, _ in results] == [1, 3, 5, 7]
    assert {owner for _, owner in results}.isdisjoint({os.getpid()})


@shared
def test_a_fault_ends_the_partner_and_whoever_waits_does_the_piece_itself() -> None:
    """The fault is met again there, and said."""

    def work(place: int) -> int:
        if place == 5:
            raise InputError("同名")
        return place

    helper = Partner(work, range(1, 9, 2))
    assert list(helper.results()) == [1, 3]
    helper.end()


@shared
def test_a_partner_is_ended_in_the_middle_of_its_work() -> None:
    """No process stays behind a command that was broken off."""
    helper = Partner(lambda place: bytes(100_000 + place), range(1000))
    next(helper.results())
    helper.end()

    assert helper.running is False


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux lends single processors")
def test_without_a_second_processor_there_is_no_second_process() -> None:
    """Two processes would only take turns."""
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(own)})
    try:
        assert can_share() is False
    finally:
        os.sched_setaffinity(0, own)
