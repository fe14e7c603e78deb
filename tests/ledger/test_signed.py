"""ledger/signed.py: what was signed under a number."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.signed import signed_draft
from ledger.store import open_ledger
from tests.clerks_office import ELDERS, Clerk


def test_a_signed_draft_carries_the_day_on_the_signature_line(clerk: Clerk) -> None:
    """Not the day that was planned."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        assert signed_draft(ledger, ELDERS)[0].signing_on == date(2026, 3, 5)


def test_an_unknown_contract_is_answered_with_a_question_that_exists(clerk: Clerk) -> None:
    """``query find`` takes ``text``."""
    with open_ledger(clerk.folder / "ledger.db") as ledger, pytest.raises(LedgerError) as caught:
        signed_draft(ledger, "没有")

    assert "shouyue query find --set text=" in caught.value.problems[0].hint
