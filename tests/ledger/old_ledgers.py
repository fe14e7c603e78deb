"""A ledger as an earlier version of the program wrote it, rebuilt from its own migrations and its rows."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from ledger.migration import migrations
from ledger.store import APPLICATION_ID

LAST = "0021"
"""Number of the newest migration that the program of those days knew."""

ROWS = Path(__file__).with_name("old_ledger.sql")


def old_ledger(path: Path) -> Path:
    """Write the file of an office that kept its books with the program of migration 0021.

    Four families' contracts, two agreements scored for a quarter, payments (one of one payer, one retracted), a
    breach of the office, an ending, a termination, a payment run and a statement.
    """
    steps = [step for step in migrations() if step.name[:4] <= LAST]
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for step in steps:
            conn.executescript(step.sql)
        conn.executescript(f"begin; {ROWS.read_text(encoding='utf-8')} commit;")
        conn.execute(f"pragma application_id = {APPLICATION_ID}")
        conn.execute(f"pragma user_version = {len(steps)}")
    return path
