"""One command's writes, and what the database itself refuses."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import UTC, datetime

import pytest

from contracts.errors import LedgerError
from ledger.soundness import SUMMARIES, tables
from ledger.store import Ledger, next_number
from ledger.transaction import Happening, refused_row, stamp
from ledger.verify import verify

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


def test_every_row_carries_who_and_when(signed_ledger: Ledger) -> None:
    """By its event; there is no row without one."""
    found = signed_ledger.rows("select distinct e.actor, e.at from obligations o join events e on e.seq = o.event_seq")

    assert found == [{"actor": "张会计", "at": "2026-11-22T09:00:00+08:00"}]


def test_an_event_vouches_for_its_rows_by_table(ledger: Ledger) -> None:
    """The digests stand in the body, which the chain protects."""
    with ledger.write(by="张会计", now=NOW) as tx:
        event = tx.record("kept", "x", {"why": "test"}, {"templates": [{"sha256": "0" * 64, "content": b"x"}]})

    assert json.loads(event.body)["why"] == "test"
    assert list(json.loads(event.body)["rows"]) == ["templates"]


def test_rows_may_be_made_when_they_are_wanted(ledger: Ledger) -> None:
    """Twice, for the event and for the table; an unknown column among them is refused as any other."""
    rows = [{"id": number, "sha256": f"{number:064}", "content": b"x"} for number in (1, 2)]
    with ledger.write(by="张会计", now=NOW, dry_run=True) as tx:
        held = tx.record("kept", "x", {}, {"templates": rows})
    with ledger.write(by="张会计", now=NOW) as tx:
        made = tx.record("kept", "x", {}, {"templates": lambda: iter(rows)})
        assert [row["id"] for row in tx.each("select id from templates order by id")] == [1, 2]

    assert made == held
    with pytest.raises(LedgerError, match="contnt"), ledger.write(by="张会计", now=NOW) as tx:
        tx.record("kept", "x", {}, {"templates": lambda: iter([{**rows[0], "id": 3, "contnt": b"x"}])})


def test_many_events_at_once_are_the_same_as_one_after_the_other(ledger: Ledger) -> None:
    """The same chain, the same rows with the same ids; a statement of many rows is a question of speed only."""
    rows = [{"sha256": f"{number:064}", "content": b"x"} for number in range(300)]
    with ledger.write(by="张会计", now=NOW, dry_run=True) as tx:
        one_by_one = tuple(tx.record("kept", row["sha256"], {}, {"templates": [row]}) for row in rows)
        written = tx.rows("select * from templates")
    with ledger.write(by="张会计", now=NOW, dry_run=True) as tx:
        happenings = [Happening(kind="kept", subject=row["sha256"], body={}, rows={"templates": [row]}) for row in rows]
        at_once = tx.record_all(happenings)
        after = tx.record("kept", "after", {}, {})

        assert (at_once, tx.rows("select * from templates")) == (one_by_one, written)
        assert after.prev == one_by_one[-1].hash


def test_one_refused_row_among_many_takes_all_of_them_back(ledger: Ledger) -> None:
    """Whether it stands in a full statement or among the rest."""
    for doubled in (3, 299):
        rows = [{"sha256": f"{0 if number == doubled else number:064}", "content": b"x"} for number in range(300)]
        with pytest.raises(LedgerError, match="already there"), ledger.write(by="张会计", now=NOW) as tx:
            tx.record("kept", "x", {}, {"templates": rows})

        assert ledger.rows("select count(*) as n from templates") == [{"n": 0}]


def kept(first: int, last: int) -> list[Happening]:
    """Return as many templates to keep, each with an event of its own."""
    contents = [f"template {number}".encode() for number in range(first, last)]
    rows = [{"sha256": hashlib.sha256(content).hexdigest(), "content": content} for content in contents]
    return [Happening(kind="kept", subject=f"{row['sha256']}", body={}, rows={"templates": [row]}) for row in rows]


def test_what_is_written_behind_is_the_same_as_what_is_written_at_once(ledger: Ledger) -> None:
    """The same chain, rows and counters; who asks in between gets an answer with all that was recorded."""
    with ledger.write(by="张会计", now=NOW, dry_run=True) as tx:
        at_once = [*tx.record_all(kept(0, 200)), *tx.record_all(kept(200, 400)), tx.record("kept", "after", {}, {})]
        written = tx.rows("select * from templates order by id")
    with ledger.write(by="张会计", now=NOW) as tx:
        with tx.writing_behind():
            behind = [*tx.record_all(kept(0, 200)), *tx.record_all(kept(200, 400))]
            assert tx.rows("select * from templates order by id") == written
        behind.append(tx.record("kept", "after", {}, {}))

    assert behind == at_once
    assert ledger.rows("select * from templates order by id") == written
    assert verify(ledger) == ()


def keep_behind(ledger: Ledger, *parts: list[Happening]) -> None:
    """Record some things after the others, each while those before it are written."""
    with ledger.write(by="张会计", now=NOW) as tx, tx.writing_behind():
        for part in parts:
            tx.record_all(part)


@pytest.mark.parametrize("after", [(), (kept(310, 320),)])
def test_what_is_refused_behind_takes_all_of_it_back(ledger: Ledger, after: tuple[list[Happening], ...]) -> None:
    """It is said when the next is recorded, or at the end where nothing follows."""
    with pytest.raises(LedgerError, match="already there"):
        keep_behind(ledger, kept(0, 300), kept(299, 310), *after)

    assert ledger.rows("select count(*) as n from templates") == [{"n": 0}]
    assert verify(ledger) == ()


def test_an_unknown_column_is_refused_not_dropped(ledger: Ledger) -> None:
    """A misspelt column would lose a fact in silence."""
    with pytest.raises(LedgerError, match="contnt"), ledger.write(by="张会计", now=NOW) as tx:
        tx.record("kept", "x", {}, {"templates": [{"sha256": "0" * 64, "contnt": b"x"}]})


def test_numbers_of_each_series_and_year_run_from_one(ledger: Ledger) -> None:
    """No max()+1: the counter is a row."""
    with ledger.write(by="张会计", now=NOW) as tx:
        taken = [next_number(tx, series, year) for series, year in
                 [("a", 2026), ("a", 2026), ("a", 2027), ("b", 2026), ("a", 2026)]]  # fmt: skip

    assert taken == [1, 2, 1, 1, 3]


def test_nobody_writes_without_a_name_or_without_an_offset(ledger: Ledger) -> None:
    """Who and when are not optional."""
    with pytest.raises(LedgerError, match="经办人"), ledger.write(by="  ", now=NOW):
        pass
    with pytest.raises(LedgerError, match="时区"):
        stamp(datetime(2026, 11, 22))  # noqa: DTZ001 - that is the point


def filled(ledger: Ledger) -> list[str]:
    """Return the insert-only tables that have rows; summaries are no facts, the verifier makes them anew."""
    names = [table for table in tables(ledger) if table not in {"counters", *SUMMARIES}]
    return [table for table in names if ledger.rows(f"select 1 from {table} limit 1")]


def test_no_program_changes_deletes_or_replaces_a_row(signed_ledger: Ledger) -> None:
    """The sqlite3 shell, with its lax defaults, meets the triggers in every table."""
    conn = sqlite3.connect(signed_ledger.path)
    tried = filled(signed_ledger)
    assert len(tried) >= 10
    for table in tried:
        column = signed_ledger.columns(table)[0]
        for statement in (
            f"update {table} set {column} = {column}",
            f"delete from {table}",
            f"insert or replace into {table} select * from {table}",
        ):
            with pytest.raises(sqlite3.IntegrityError, match=f"{table}: "):
                conn.execute(statement)
            conn.rollback()
    conn.close()


def test_a_row_cannot_be_replaced_by_way_of_its_other_keys(signed_ledger: Ledger) -> None:
    """INSERT OR REPLACE with a new id and a known number would delete the contract that has it."""
    conn = sqlite3.connect(signed_ledger.path)
    columns = ", ".join(name for name in signed_ledger.columns("contracts") if name != "id")
    with pytest.raises(sqlite3.IntegrityError, match="already there"):
        conn.execute(f"insert or replace into contracts (id, {columns}) select 99, {columns} from contracts")
    conn.close()


def test_a_blank_that_the_database_refuses_is_told_in_words() -> None:
    """No clerk reads a constraint; one that nobody put into words keeps its own."""
    assert refused_row("CHECK constraint failed: length(trim(checker)) > 0") == "检查人没有填写，不能是空白"
    assert "CHECK constraint failed: x > 0" in refused_row("CHECK constraint failed: x > 0")


def test_a_counter_only_grows(ledger: Ledger) -> None:
    """The one table whose rows change, and only upwards."""
    with ledger.write(by="张会计", now=NOW) as tx:
        next_number(tx, "a", 2026)
    with pytest.raises(LedgerError, match="only grows"), ledger.write(by="张会计", now=NOW) as tx:
        tx.set_counter("a", 2026, 0)
    conn = sqlite3.connect(ledger.path)
    for statement in ("delete from counters", "insert or replace into counters values ('a', 2026, 0)"):
        with pytest.raises(sqlite3.IntegrityError, match="counters: "):
            conn.execute(statement)
    conn.close()


@pytest.mark.parametrize("day", ["2026-02-30", "2026-2-3", "20260203", "", "2026-02-03 "])
def test_the_database_knows_the_calendar(signed_ledger: Ledger, day: str) -> None:
    """SQLite's own date() lets 30 February through."""
    entry = {"what": "breach", "contract_id": 1, "term_id": 1, "side": "office", "happened_on": day, "note": "x"}

    with pytest.raises(LedgerError), signed_ledger.write(by="张会计", now=NOW) as tx:
        tx.record("breach", "x", {}, {"entries": [entry]})


@pytest.mark.parametrize(
    "entry",
    [
        {"what": "payment", "obligation_id": 5, "amount_fen": 1_00},
        {"what": "payment", "obligation_id": 5, "amount_fen": 960_01, "voucher": "V1"},
        {"what": "payment", "obligation_id": 1, "amount_fen": 1_00, "voucher": "V1"},
        {"what": "payment", "obligation_id": 14, "amount_fen": 1_00, "voucher": "V1"},
        {"what": "fulfilment", "obligation_id": 5},
        {"what": "ending", "obligation_id": 5, "amount_fen": 1_00},
        {"what": "ending", "obligation_id": 5, "amount_fen": 1_00, "reason": "law_changed_family_burden"},
        {"what": "breach", "term_id": 1, "side": "office"},
        {"what": "retraction", "retracts": 99, "note": "x"},
        {"what": "late", "obligation_id": 5},
    ],
)
def test_the_database_refuses_what_no_function_would_write(signed_ledger: Ledger, entry: dict[str, object]) -> None:
    """No voucher, too much, money for a service, another contract, no reason, no note, an unknown word."""
    row = {"contract_id": 1, "happened_on": "2026-06-30", **entry}

    with pytest.raises(LedgerError, match="拒绝"), signed_ledger.write(by="张会计", now=NOW) as tx:
        tx.record("x", "x", {}, {"entries": [row]})


@pytest.mark.parametrize("mark", ["\x07", "\u202e", "\x00"])
def test_no_control_character_enters_the_ledger(ledger: Ledger, mark: str) -> None:
    """Whoever typed it and wherever: a paper could not be printed from it; the place is shown."""
    row = {"payer": f"青河{mark}镇", "name": "一", "programme": "", "purpose": "奖励", "payees": "family",
           "starts_on": "2026-01-01", "basis": "文件"}  # fmt: skip
    with pytest.raises(LedgerError) as caught, ledger.write(by="张会计", now=NOW) as tx:
        tx.record("fund", "x", {}, {"funds": [row]})

    assert caught.value.problems[0].where == "“青河□镇”"
    assert ledger.rows("select * from funds") == []
