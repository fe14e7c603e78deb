"""How a contract stands: it runs, it was changed or left, or its last day is over."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.standings import ending, newest
from ledger.store import Ledger
from ledger.versions import renew, replace_by, terminate
from tests.ledger.conftest import NOW
from tests.ledger.test_change_checks import FIRST_YEAR, NEW_YEAR, SECOND_YEAR, entered

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


def test_the_newest_of_the_papers_that_follow_one_another_is_told_with_how_it_ended(ledger: Ledger) -> None:
    """甲 runs out and is renewed by 乙, which 丙 amends, which the family leaves; each day has its own answer."""
    for number, dates in (("甲", FIRST_YEAR), ("乙", SECOND_YEAR), ("丙", SECOND_YEAR)):
        entered(ledger, number, dates)
    with ledger.write(by="李敏", now=NOW) as tx:
        renew(tx, "甲", "乙", on=date(2025, 12, 20))
        replace_by(tx, "乙", "丙", what="amended", on=date(2026, 3, 1))
        terminate(tx, "丙", on=date(2026, 6, 1), asked_by="family")

        assert newest(tx, "甲", date(2025, 12, 31)) == ("甲", None), "renewed, but it still runs"
        assert newest(tx, "甲", NEW_YEAR) == ("乙", None)
        assert newest(tx, "甲", date(2026, 5, 31)) == newest(tx, "丙", date(2026, 5, 31)) == ("丙", None)
        assert newest(tx, "甲", date(2026, 6, 1)) == newest(tx, "乙", date(2026, 6, 1)) == ("丙", "terminated")
