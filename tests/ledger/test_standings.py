"""How a contract stands: it runs, it was changed or left, or its last day is over."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.standings import ending

LAST = date(2026, 6, 30)


@pytest.mark.parametrize("what", ["amended", "superseded", "terminated"])
def test_what_changed_a_contract_ended_it_whatever_its_last_day(what: str) -> None:
    """Of the contract that took its place the same line says nothing."""
    row = {"contract": "甲", "successor": "乙", "what": what, "happened_on": "2026-03-01"}

    assert ending("甲", LAST, [row], date(2026, 12, 1)) == (what, date(2026, 3, 1))
    assert ending("乙", None, [row], date(2026, 12, 1)) is None


def test_a_contract_runs_through_its_last_day() -> None:
    """One that was renewed too; one without a last day runs on."""
    renewed = {"contract": "甲", "successor": "乙", "what": "renewed", "happened_on": "2026-06-01"}

    assert ending("甲", LAST, [renewed], LAST) is None
    assert ending("甲", LAST, [renewed], date(2026, 7, 1)) == ("expired", LAST)
    assert ending("甲", None, [], date(2099, 1, 1)) is None
