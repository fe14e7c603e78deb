"""``shouyue certificate list`` and ``show``: every number and its seat, as they are and as they were on a day."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

import cli
from tests.clerks_office import Clerk

FIRST, SECOND = "429999101-荣-2026-0001", "429999101-荣-2026-0002"
PRINTED_ON, SPOILT_ON, ISSUED_ON, VOIDED_ON = (datetime(2026, 11, day, 9, tzinfo=cli.SHANGHAI) for day in range(23, 27))


@pytest.fixture
def told(clerk: Clerk) -> Clerk:
    """Return an office with two certificates of a ceremony and a day for each step of the first."""
    clerk.done("publish", "honour_certificate", "上坪村", "石桥村", "--title", "无泄密村", "--ceremony", "总结会",
               now=PRINTED_ON)  # fmt: skip
    clerk.done("certificate", "spoilt", FIRST, "--because", "卡纸", now=SPOILT_ON)
    clerk.done("certificate", "issue", FIRST, now=ISSUED_ON)
    clerk.done("certificate", "void", FIRST, "--because", "称号写错", now=VOIDED_ON)
    return clerk


def listed(clerk: Clerk, *words: str) -> list[dict[str, Any]]:
    """Return the lines of a list."""
    found: list[dict[str, Any]] = json.loads(clerk.done("certificate", "list", *words, "--json", now=VOIDED_ON))
    return found


def test_each_number_is_listed_as_it_was_on_a_day(told: Clerk) -> None:
    """State, days and sheets of that day, so that the list of then and the papers of then agree; no number before."""
    keys = ("state", "issued_on", "ended_on", "sheets")
    seen = {
        day: [tuple(row[key] for key in keys) for row in listed(told, "--as-of", f"2026-11-{day:02}")
              if row["number"] == FIRST]
        for day in range(22, 27)
    }  # fmt: skip

    assert seen == {
        22: [],
        23: [("已印，未发", None, None, 1)],
        24: [("已印，未发", None, None, 2)],
        25: [("已发", "2026-11-25", None, 2)],
        26: [("作废", "2026-11-25", "2026-11-26", 2)],
    }
    assert listed(told, "--as-of", "2026-11-26") == listed(told)


def test_a_state_is_asked_for_as_it_was_on_the_day(told: Clerk) -> None:
    """What is void now was out then."""
    assert [row["number"] for row in listed(told, "--state", "issued", "--as-of", "2026-11-25")] == [FIRST]
    assert listed(told, "--state", "issued") == []


def test_the_seats_of_a_ceremony_are_of_the_day_too(told: Clerk) -> None:
    """Nobody had a seat before the certificates were printed."""
    seats = [
        [(row["number"], row["state"]) for row in listed(told, "--ceremony", "总结会", "--as-of", day)]
        for day in ("2026-11-22", "2026-11-25")
    ]

    assert seats == [[], [(FIRST, "已发"), (SECOND, "已印，未发")]]
