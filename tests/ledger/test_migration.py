"""Migrations and the schema they make, compared with the golden file."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from ledger.migration import fingerprint, migrations
from ledger.obligations import balance
from ledger.soundness import SUMMARIES
from ledger.store import Ledger, migrate, open_ledger
from ledger.verify import CHECKS, verify
from tests.clerks_office import NOW
from tests.ledger.old_ledgers import LAST, old_ledger

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


def test_a_ledger_of_the_last_landing_is_migrated_without_loss(tmp_path: Path) -> None:
    """Every row of every event is as it was, every check passes, and every question gives the old sums."""
    path = old_ledger(tmp_path / "ledger.db")
    with contextlib.closing(sqlite3.connect(path)) as conn:
        before = _rows(conn)
        promised = conn.execute("select sum(promised_fen), sum(paid_fen), sum(ended_fen) from money_sums").fetchone()

    steps = migrate(path, NOW, "王主任")

    assert [name for name in steps if name[:4] <= LAST] == []
    with contextlib.closing(sqlite3.connect(path)) as conn:
        after = _rows(conn)
    assert {table: after[table][: len(rows)] for table, rows in before.items()} == before
    assert {table: len(rows) - len(before.get(table, [])) for table, rows in after.items() if table in before} == {
        table: {"migrations": len(steps), "events": 1}.get(table, 0) for table in before
    }
    with open_ledger(path) as ledger:
        assert [fault for name in CHECKS if name != "papers" for fault in verify(ledger, only=name)] == []
        sums = balance(ledger, NOW.date())
    assert (sum(row.promised_fen for row in sums), sum(row.paid_fen for row in sums),
            sum(row.ended_fen for row in sums)) == promised  # fmt: skip


def _rows(conn: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table that is no summary, in the order they were added."""
    found = conn.execute("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'")
    names = [name for (name,) in found if name not in SUMMARIES and name != "counters"]
    return {name: conn.execute(f"select * from {name} order by rowid").fetchall() for name in names}
