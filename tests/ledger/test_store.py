"""The ledger file: made once, opened only when sound, written by one at a time, backed up whole."""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contracts.errors import LedgerError
from ledger.migration import migrations
from ledger.store import Ledger, create_ledger, migrate, next_number, open_ledger
from ledger.verify import verify

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


def shell(path: Path, *statements: str) -> None:
    """Do to a ledger what somebody with the sqlite3 shell does."""
    with sqlite3.connect(path) as conn:
        for statement in statements:
            conn.execute(statement)
    conn.close()


def refused(path: Path) -> str:
    """Return why a ledger is not opened."""
    with pytest.raises(LedgerError) as caught:
        open_ledger(path).close()
    assert caught.value.exit_code == 5
    return caught.value.summary


def test_a_ledger_is_one_private_file_and_is_never_made_over_another(path: Path) -> None:
    """Mode 0600, nothing beside it, and a second init leaves it alone."""
    before = path.read_bytes()

    with pytest.raises(LedgerError):
        create_ledger(path, now=NOW, by="王主任")

    assert path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["ledger.db"]
    assert path.read_bytes() == before


def test_settings_are_those_that_survive_a_power_cut(ledger: Ledger) -> None:
    """Rollback journal, synchronous EXTRA, foreign keys, no trust in a foreign schema."""
    assert ledger.settings() == {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0,
        "cell_size_check": 1, "recursive_triggers": 1, "busy_timeout": 30_000, "cache_size": -196_608,
    }  # fmt: skip


def test_what_is_not_there_or_not_a_ledger_is_refused(tmp_path: Path) -> None:
    """A missing file is not made, an empty one and another SQLite file are not taken for a ledger."""
    (tmp_path / "empty.db").touch()
    shell(tmp_path / "other.db", "create table t (a)")

    assert "打不开" in refused(tmp_path / "none.db")
    assert "不是守约的台账" in refused(tmp_path / "empty.db")
    assert "不是守约的台账" in refused(tmp_path / "other.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    "alteration",
    [
        "create trigger foreign_one before insert on entries begin select raise(ignore); end",
        "create table foreign_one (a)",
        "create view foreign_one as select 1",
        "drop trigger entries_refuse_update",
        "drop index obligations_by_contract",
        "alter table entries add column veto integer",
    ],
)
def test_a_ledger_with_a_foreign_or_missing_guard_is_refused(path: Path, alteration: str) -> None:
    """A trigger from elsewhere may empty our inserts; a missing one lets rows be changed."""
    shell(path, alteration)

    assert "改动过" in refused(path)


def test_a_newer_ledger_is_refused_and_left_as_it_is(path: Path) -> None:
    """An old program must not write into what it does not understand."""
    newer = f"pragma user_version = {len(migrations()) + 1}"
    shell(path, "insert into migrations values ('9999_x', '" + "0" * 64 + "', 'x', 'x')", newer)
    before = path.read_bytes()

    assert "更新版本" in refused(path)
    with pytest.raises(LedgerError):
        migrate(path, NOW, "王主任")
    assert path.read_bytes() == before


def test_a_ledger_in_another_journal_mode_is_refused(path: Path) -> None:
    """A WAL ledger is more than one file; what is copied of it is not the ledger."""
    shell(path, "pragma journal_mode = wal")

    assert "日志方式" in refused(path)


def test_a_damaged_ledger_is_refused_before_the_first_write(path: Path) -> None:
    """A forged last event, a cut file: no repair, no write."""
    cut = path.with_name("cut.db")
    cut.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    forged = path.with_name("forged.db")
    shutil.copy(path, forged)
    shell(forged, "drop trigger events_refuse_update", "update events set actor = '李四'",
          "create trigger events_refuse_update before update on events\n"
          "begin select raise(abort, 'events: rows are never changed'); end")  # fmt: skip

    refused(cut)
    assert "校验值" in refused(forged)


def age(path: Path) -> None:
    """Take from an empty ledger everything that came after the first migration."""
    first = migrations()[0]
    oldest = sqlite3.connect(":memory:")
    oldest.executescript(first.sql)
    was = dict(oldest.execute("select name, sql from sqlite_schema where sql is not null").fetchall())
    oldest.close()
    conn = sqlite3.connect(path)
    now = conn.execute("select type, name from sqlite_schema where sql is not null").fetchall()
    for kind in ("trigger", "view", "index", "table"):
        for name in [name for found, name in now if found == kind and name not in was]:
            conn.execute(f"drop {kind} {name}")
    for name in was.keys() - {name for _, name in now}:
        conn.execute(was[name])
    conn.execute("delete from migrations where name <> ?", [first.name])
    conn.execute("pragma user_version = 1")
    conn.commit()
    conn.close()


def test_an_older_ledger_is_migrated_in_one_step_and_says_so(path: Path) -> None:
    """From the oldest schema on: refused until migrated, then whole; migrating again does nothing."""
    age(path)

    assert "旧版本" in refused(path)
    assert migrate(path, NOW, "王主任") == tuple(step.name for step in migrations()[1:])
    assert migrate(path, NOW, "王主任") == ()
    with open_ledger(path) as ledger:
        assert verify(ledger) == ()
        assert ledger.rows("select kind from events order by seq desc limit 1") == [{"kind": "migrated"}]


def names(path: Path, kind: str) -> list[str]:
    """Return the names of a ledger's triggers or views."""
    with sqlite3.connect(path) as conn:
        found = conn.execute("select name from sqlite_schema where type = ?", [kind]).fetchall()
    conn.close()
    return [name for (name,) in found]


def test_an_exception_takes_everything_back_with_it(ledger: Ledger) -> None:
    """Rows, events and numbers: a failed command leaves no gap."""
    before = ledger.head()

    with pytest.raises(ZeroDivisionError):
        fail_after_writing(ledger)

    assert ledger.head() == before
    with ledger.write(by="张会计", now=NOW) as tx:
        assert next_number(tx, "certificate", 2026) == 1


def fail_after_writing(ledger: Ledger) -> None:
    """Write, then meet an error that has nothing to do with the ledger."""
    with ledger.write(by="张会计", now=NOW) as tx:
        next_number(tx, "certificate", 2026)
        tx.record("tried", "x", {}, {})
        raise ZeroDivisionError


def test_a_rehearsal_does_everything_and_keeps_nothing(ledger: Ledger) -> None:
    """For --dry-run: the same checks, no trace."""
    before = ledger.head()

    with ledger.write(by="张会计", now=NOW, dry_run=True) as tx:
        assert tx.record("tried", "x", {}, {}).seq == 2

    assert ledger.head() == before


def test_a_trigger_planted_while_the_ledger_is_open_stops_the_next_write(ledger: Ledger) -> None:
    """The fingerprint is taken again whenever somebody altered the schema."""
    shell(ledger.path, "create table planted (a)")

    with pytest.raises(LedgerError, match="改动过"), ledger.write(by="张会计", now=NOW):
        pass


def test_a_read_only_ledger_cannot_be_written(path: Path) -> None:
    """An auditor's copy stays what it is."""
    with open_ledger(path, read_only=True) as ledger, pytest.raises(LedgerError), ledger.write(by="x", now=NOW):
        pass


@pytest.mark.parametrize(
    ("hindrance", "told"), [("query_only = on", "台账或它所在的文件夹不能写"), ("max_page_count = 1", "磁盘已满")]
)
def test_who_cannot_write_reads_why_and_what_to_do(path: Path, hindrance: str, told: str) -> None:
    """A file that may only be read, a full disk: in Chinese, and the ledger is as it was."""
    before = path.read_bytes()
    with open_ledger(path) as ledger:
        ledger.rows(f"pragma {hindrance}")
        with pytest.raises(LedgerError) as caught:
            write_much(ledger)

    assert told in caught.value.summary
    assert "没有写入任何内容" in caught.value.summary
    assert path.read_bytes() == before


def write_much(ledger: Ledger) -> None:
    """Write more than the pages hold that the file has already."""
    content = bytes(100_000)
    row = {"sha256": hashlib.sha256(content).hexdigest(), "content": content}
    with ledger.write(by="张会计", now=NOW) as tx:
        tx.record("tried", "x", {}, {"templates": [row]})


def take_numbers(path: Path, count: int) -> None:
    """Take numbers as a clerk at another desk does, one command each."""
    with open_ledger(path) as ledger:
        for _ in range(count):
            with ledger.write(by="张会计", now=NOW) as tx:
                number = next_number(tx, "certificate", 2026)
                tx.record("numbered", str(number), {}, {})


def test_two_clerks_at_once_get_no_number_twice_and_leave_no_gap(path: Path) -> None:
    """Both write without a refusal; the journal holds every number once."""
    clerks = [multiprocessing.get_context("spawn").Process(target=take_numbers, args=(path, 20)) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()

    assert [clerk.exitcode for clerk in clerks] == [0, 0]
    with open_ledger(path) as ledger:
        found = ledger.rows("select subject from events where kind = 'numbered' order by seq")
        assert [int(row["subject"]) for row in found] == list(range(1, 41))
        assert verify(ledger) == ()


def test_the_journal_keeps_beijing_time(ledger: Ledger) -> None:
    """07:59 on 1 January in Beijing is still last year in London; the paper is of the new year."""
    with ledger.write(by="张会计", now=datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) as tx:
        assert tx.day == "2027-01-01"
        tx.record("tried", "x", {}, {})
    assert (head := ledger.head())
    assert head.at == "2027-01-01T07:59:00+08:00"


def test_a_clock_that_was_set_back_is_refused(ledger: Ledger) -> None:
    """A few minutes are another clerk's turn; a day is a wrong clock."""
    with ledger.write(by="张会计", now=NOW) as tx:
        tx.record("tried", "x", {}, {})

    with ledger.write(by="李四", now=NOW - timedelta(minutes=5)) as tx:
        tx.record("waited", "x", {}, {})
    with pytest.raises(LedgerError, match="早于"), ledger.write(by="李四", now=NOW - timedelta(days=1)):
        pass
