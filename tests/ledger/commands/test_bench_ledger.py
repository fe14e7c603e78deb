"""shouyue ledger generate and bench: a ledger of invented families is made, and its questions are timed."""

from __future__ import annotations

import json
from pathlib import Path

from ledger.store import open_ledger
from ledger.verify import verify
from tests.conftest import Run


def test_a_generated_ledger_is_sound(run: Run, tmp_path: Path) -> None:
    """As many contracts as were asked for; every check passes."""
    result = run("ledger", "generate", "试验.db", "--contracts", "40", "--unpaid", "5")

    assert (result.exit_code, result.stdout) == (0, "试验.db：40 份合同。\n")
    with open_ledger(tmp_path / "试验.db", read_only=True) as ledger:
        assert len(ledger.rows("select id from contracts where family = 'contract'")) == 40
        assert verify(ledger) == ()


def test_every_question_is_timed_on_the_ledgers_given(run: Run, tmp_path: Path) -> None:
    """One line for each question; nothing is left behind."""
    run("ledger", "generate", "试验.db", "--contracts", "40", "--unpaid", "5")

    result = run("ledger", "bench", "试验.db", "--rounds", "1", "--json")

    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert {row["contracts"] for row in found} == {41}, "forty, and one old contract with a deposit"
    assert "due_unpaid_by_village" in {row["question"] for row in found}
    assert [path.name for path in tmp_path.iterdir()] == ["试验.db"]


def test_the_registration_of_a_batch_is_timed(run: Run, tmp_path: Path) -> None:
    """One line with the ratio; no ledger is left behind."""
    result = run("ledger", "bench", "--register", "20", "--rounds", "1", "--json")

    assert result.exit_code == 0, result.stderr
    (row,) = json.loads(result.stdout)
    assert (row["contracts"], row["promises"]) == (20, 180)
    assert list(tmp_path.iterdir()) == []
