"""A generated ledger is a ledger: sound, and with as much unpaid as was asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ledger.generator import generate
from ledger.obligations import balance
from ledger.query import ask
from ledger.store import open_ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW

TODAY = date(2026, 11, 22)


def test_a_generated_ledger_is_sound_and_leaves_open_what_it_says(tmp_path: Path) -> None:
    """Every guard was on; three promises of three hundred families wait."""
    path = tmp_path / "big.db"

    assert list(generate(path, contracts=300, unpaid=7, now=NOW)) == [300]

    with open_ledger(path) as ledger:
        assert verify(ledger) == ()
        assert len(ask(ledger, "due", {"by": TODAY, "as_of": TODAY})) == 21 + 3, (
            "and three agreements that are not settled"
        )
        assert sum(row.outstanding_fen for row in balance(ledger, TODAY)) == 2 * 7 * 960_00
