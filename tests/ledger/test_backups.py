"""A copy of the ledger is the ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contracts.errors import LedgerError
from ledger.backups import backup
from ledger.store import Ledger, open_ledger
from ledger.verify import verify

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


def test_a_backup_is_the_ledger_and_overwrites_nothing(signed_ledger: Ledger, tmp_path: Path) -> None:
    """Checked, private, opened like the original; the second one of the same moment is refused."""
    made = backup(signed_ledger, tmp_path, NOW)

    assert made.path.name == "ledger-20261122-090000.db"
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert dict(made.counts)["contracts"] == 2
    with open_ledger(made.path, read_only=True) as copy:
        assert copy.head() == signed_ledger.head()
        assert verify(copy) == ()
    with pytest.raises(LedgerError):
        backup(signed_ledger, tmp_path, NOW)
    assert not list(tmp_path.glob(".shouyue-*"))
