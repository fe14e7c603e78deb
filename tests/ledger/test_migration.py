"""Migrations and the schema they make, compared with the golden file."""

from __future__ import annotations

from pathlib import Path

from ledger.migration import fingerprint, migrations
from ledger.store import Ledger

GOLDEN = Path(__file__).with_name("schema.sql")


def schema(ledger: Ledger) -> str:
    """Return every statement of a ledger's schema, in the order it was made."""
    found = ledger.rows("select sql from sqlite_schema where sql is not null order by rowid")
    return "".join(f"{row['sql']};\n\n" for row in found)


def test_the_schema_is_the_one_that_was_looked_at(ledger: Ledger) -> None:
    """A migration changes tests/ledger/schema.sql in the same commit, or this fails."""
    assert schema(ledger) == GOLDEN.read_text(encoding="utf-8")


def test_migrations_have_a_number_of_their_own_and_say_why() -> None:
    """NNNN_verb_object, tens kept free for each room of the ledger, and the reason in the first line."""
    names = [step.name for step in migrations()]
    numbers = [name.partition("_")[0] for name in names]

    assert all(len(number) == 4 and number.isdecimal() for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert all(step.sql.startswith(f"-- {step.name}: ") for step in migrations())


def test_every_table_is_strict_and_none_has_a_status(ledger: Ledger) -> None:
    """Loose types let text into money; a stored status goes stale."""
    tables = ledger.rows("select name, sql from sqlite_schema where type = 'table' and sql is not null")

    assert [row["name"] for row in tables if not row["sql"].endswith("strict")] == []
    assert [row["name"] for row in tables if "status" in ledger.columns(row["name"])] == []


def test_a_fingerprint_is_blind_to_spacing_and_order_and_to_nothing_else() -> None:
    """Another layout is the same schema; another trigger is not."""
    table = {"type": "table", "name": "t", "table_name": "t", "sql": "create table t (a int)"}
    spaced = {**table, "sql": "create  table t\n(a int)"}
    trigger = {"type": "trigger", "name": "x", "table_name": "t", "sql": "create trigger x …"}
    statistics = {"type": "table", "name": "sqlite_stat1", "table_name": "sqlite_stat1", "sql": None}

    assert fingerprint([table, trigger]) == fingerprint([trigger, spaced, statistics])
    assert fingerprint([table]) != fingerprint([table, trigger])
