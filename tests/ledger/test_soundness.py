"""Damage and alterations that SQLite or the fingerprint sees."""

from __future__ import annotations

import sqlite3

import pytest

from contracts.errors import LedgerError
from ledger.migration import migrations
from ledger.soundness import applied, check_integrity, check_schema, tables
from ledger.store import Ledger, expected_fingerprint


def test_a_fresh_ledger_is_sound(ledger: Ledger) -> None:
    """All migrations taken, schema as expected, no damage."""
    assert [name for name, _ in applied(ledger)] == [step.name for step in migrations()]
    check_schema(ledger, expected_fingerprint)
    check_integrity(ledger)


def test_the_tables_are_those_of_the_schema_without_sqlites_own(ledger: Ledger) -> None:
    """Every table is named once."""
    assert len(tables(ledger)) == len(set(tables(ledger))) >= 17
    assert not any(name.startswith("sqlite_") for name in tables(ledger))


def test_a_row_without_its_parent_is_damage(signed_ledger: Ledger) -> None:
    """Whoever writes with foreign keys off is found out."""
    with sqlite3.connect(signed_ledger.path) as conn:
        conn.execute("insert into contract_parties values (99, 999, 'x', 999, 1)")
    conn.close()

    with pytest.raises(LedgerError, match="上级记录"):
        check_integrity(signed_ledger)


def test_a_version_that_does_not_match_the_steps_is_refused(ledger: Ledger) -> None:
    """The header says one thing, the table another."""
    with sqlite3.connect(ledger.path) as conn:
        conn.execute("pragma user_version = 1")
    conn.close()

    with pytest.raises(LedgerError, match="版本号"):
        applied(ledger)
