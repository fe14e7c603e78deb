"""Rosters in the ledger: every cell's origin, nothing twice, and a whole list taken back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from contracts.errors import LedgerError, RosterError
from contracts.reading.roster import read_roster
from contracts.records import RosterReading
from contracts.settings import Office, Village
from ledger.register import register
from ledger.rosters.imports import (
    Import,
    identity_of,
    imports,
    origins,
    record_import,
    resting_on,
    standing_records,
    undo_import,
    village_name,
)
from ledger.store import Ledger, open_ledger
from ledger.verify import verify
from tests.empty_ledgers import empty_ledger
from tests.ledger.conftest import NOW, SIGNED_ON, draft, signed

HERS = "429999198001010029"  # the wife of every invented couple in conftest
HIS = "420117198503020036"
OFFICE = Office(
    name="青河镇人民政府", short="青", type="township", division_code="429999101",
    villages=(Village(name="青河镇上坪村村民委员会", short="上坪村", division_code="429999101201"),),
)  # fmt: skip
HEAD = "村组,女方姓名,女方身份证号,女方联系电话,子女姓名,子女出生日期,金额"
GOOD = f"上坪村1组,王小丁,{HERS},13800000001,李小明,2015-06,960元"


def reading(folder: Path, *rows: str, name: str = "名册.csv") -> RosterReading:
    """Return what a CSV of these rows says."""
    path = folder / name
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return read_roster(path)


def imported(ledger: Ledger, roster: RosterReading, *, good_only: bool = False, dry_run: bool = False) -> Import:
    """Enter a roster."""
    with ledger.write(by="张会计", now=NOW, dry_run=dry_run) as tx:
        return record_import(tx, roster, OFFICE, good_only=good_only)


def undone(ledger: Ledger, import_id: int, because: str = "导错了") -> Import:
    """Take an import back."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return undo_import(tx, import_id, because=because)


def test_every_value_has_its_file_sheet_and_cell(ledger: Ledger, tmp_path: Path) -> None:
    """And comes back as it was read."""
    roster = reading(tmp_path, GOOD)
    done = imported(ledger, roster)

    assert (done.id, done.rows, done.persons, done.layout, done.left_out) == (1, 1, 2, roster.layout, 0)
    found = {item.path: (item.sheet, item.cell, item.value) for item in origins(ledger, 1)}
    assert found == {
        "persons.0.id_number": ("名册", "C2", HERS),
        "persons.0.name": ("名册", "B2", "王小丁"),
        "persons.0.phones": ("名册", "D2", "13800000001"),
        "persons.1.name": ("名册", "E2", "李小明"),
        "persons.1.birth_date": ("名册", "F2", "2015-06"),
        "values.group": ("名册", "A2", "上坪村1组"),
        "values.amount_fen": ("名册", "G2", 96000),
    }
    assert {item.file_sha256 for item in origins(ledger, 1)} == {roster.file_sha256}
    ((_, _, record),) = standing_records(ledger)
    assert record.persons == roster.records[0].persons
    assert dict(record.values) == dict(roster.records[0].values)
    assert verify(ledger) == ()


def test_a_faulty_roster_is_refused_or_its_good_rows_are_entered(ledger: Ledger, tmp_path: Path) -> None:
    """Nothing half read gets in: a row with a fault stays out whole."""
    roster = reading(tmp_path, GOOD, f"上坪村2组,赵云,{HIS[:-1]}1,,,,100")

    with pytest.raises(RosterError) as caught:
        imported(ledger, roster)
    assert caught.value.problems == roster.problems
    assert imports(ledger) == ()

    done = imported(ledger, roster, good_only=True)
    assert (done.rows, done.left_out) == (1, 1)
    with pytest.raises(RosterError):
        imported(ledger, reading(tmp_path, f"上坪村2组,赵云,{HIS[:-1]}1,,,,100", name="b.csv"), good_only=True)


def test_a_trial_run_gives_the_same_answer_and_keeps_nothing(ledger: Ledger, tmp_path: Path) -> None:
    """Same number, same counts, no trace."""
    roster = reading(tmp_path, GOOD)
    before = ledger.head()

    tried = imported(ledger, roster, dry_run=True)

    assert (ledger.head(), imports(ledger)) == (before, ())
    assert imported(ledger, roster) == tried


def test_rows_made_one_by_one_are_written_as_a_list_held_whole(ledger: Ledger, tmp_path: Path) -> None:
    """More of them than the digest takes at once: same rows, row ids, counters and hash of the journal."""
    imported(ledger, reading(tmp_path, *(GOOD.replace("1组", f"{number}组") for number in range(1, 1_203))))
    tables = {name: f"select * from {name} order by id" for name in ("imports", "imported_rows", "imported_persons")}
    counters = "select * from counters order by series"
    head = ledger.head()
    assert head is not None
    body = {key: value for key, value in json.loads(head.body).items() if key != "rows"}
    held = {
        name: [{key: value for key, value in row.items() if key not in {"id", "event_seq"}} for row in ledger.rows(sql)]
        for name, sql in tables.items()
    }

    empty_ledger(tmp_path / "whole.db", now=datetime(2026, 1, 1, tzinfo=UTC), by="王主任")
    with open_ledger(tmp_path / "whole.db") as whole:
        with whole.write(by="张会计", now=NOW) as tx:
            tx.record(head.kind, head.subject, body, held)
        assert whole.head() == head
        for sql in (*tables.values(), counters):
            assert whole.rows(sql) == ledger.rows(sql)
    assert [len(rows) for rows in held.values()] == [1, 1_202, 2_404]
    assert verify(ledger) == ()


def test_the_same_file_is_entered_once_until_it_is_taken_back(ledger: Ledger, tmp_path: Path) -> None:
    """Whatever it is called meanwhile; the database refuses it too."""
    roster = reading(tmp_path, GOOD)
    imported(ledger, roster)

    with pytest.raises(LedgerError) as caught:
        imported(ledger, reading(tmp_path, GOOD, name="改名.csv"))
    assert "第 1 次导入" in caught.value.problems[0].message
    row = {"file_name": "x", "file_sha256": roster.file_sha256, "layout": "x", "dropped_json": "[]", "left_out": 0}
    with pytest.raises(LedgerError, match="has been imported"), ledger.write(by="x", now=NOW) as tx:
        tx.record("x", "x", {}, {"imports": [row]})

    undone(ledger, 1)
    assert imported(ledger, roster).id == 2


def test_a_whole_import_is_taken_back_and_stays_visible(ledger: Ledger, tmp_path: Path) -> None:
    """Once, with a reason; its rows count no more."""
    imported(ledger, reading(tmp_path, GOOD))

    assert undone(ledger, 1).undone_because == "导错了"
    assert standing_records(ledger) == ()
    assert [item.undone_because for item in imports(ledger)] == ["导错了"]
    assert len(list(origins(ledger, 1))) == 7
    for number, because in ((1, "又"), (2, "没有"), (1, " ")):
        with pytest.raises(LedgerError):
            undone(ledger, number, because)
    assert verify(ledger) == ()


def test_what_signed_papers_rest_on_is_not_taken_back(ledger: Ledger, tmp_path: Path) -> None:
    """Each paper is named; the database refuses too. A paper signed before rests on nothing that came later.

    Nobody kept which list this paper was drafted from: that its wife is in the import counts, and this is said.
    """
    imported(ledger, reading(tmp_path, GOOD))
    register(ledger, [signed(draft(1))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    imported(ledger, reading(tmp_path, GOOD, "上坪村2组,赵云,429999198503020024,,,,100", name="b.csv"))

    with pytest.raises(LedgerError) as caught:
        undone(ledger, 1)
    (problem,) = caught.value.problems
    assert problem.where == draft(1).number
    assert "王小丁（名册 第 2 行）2026-01-15 签了" in problem.message
    assert problem.hint.startswith("没有记下这份合同用哪份名册起草")
    with pytest.raises(LedgerError, match="rest on this import"), ledger.write(by="x", now=NOW) as tx:
        tx.record("x", "x", {}, {"import_undoings": [{"import_id": 1, "because": "x"}]})

    assert resting_on(ledger, 2) == ()
    assert undone(ledger, 2).undone_because


def test_a_paper_rests_on_the_list_it_was_drafted_from_and_on_no_other(ledger: Ledger, tmp_path: Path) -> None:
    """Two lists name the same wife; only the one whose hash came with the signed paper must stay."""
    couples = reading(tmp_path, GOOD)
    imported(ledger, couples)
    imported(ledger, reading(tmp_path, GOOD.replace("960元", "480元"), name="发放.csv"))
    paper = replace(signed(draft(1)), roster_sha256=couples.file_sha256)
    register(ledger, [paper], signed_on=SIGNED_ON, by="张会计", now=NOW)

    assert resting_on(ledger, 2) == ()
    assert undone(ledger, 2).undone_because
    (problem,) = resting_on(ledger, 1)
    assert problem.message == "批次 2026A 第 1 行，2026-01-15 签了“计划生育服务合同”"
    assert problem.hint.startswith("这份合同就是用这次导入的文件起草的")
    with pytest.raises(LedgerError):
        undone(ledger, 1)
    with pytest.raises(LedgerError, match="rest on this import"), ledger.write(by="x", now=NOW) as tx:
        tx.record("x", "x", {}, {"import_undoings": [{"import_id": 1, "because": "x"}]})
    assert verify(ledger) == ()


@pytest.mark.parametrize(
    "table", ["imports", "imported_rows", "imported_persons", "import_undoings", "identity_decisions"]
)
def test_rows_of_a_list_are_never_changed_or_removed(ledger: Ledger, tmp_path: Path, table: str) -> None:
    """Not by the shell either, not even by INSERT OR REPLACE."""
    imported(ledger, reading(tmp_path, GOOD))
    undone(ledger, 1)
    with ledger.write(by="x", now=NOW) as tx:
        row = {"one_identity": "a" * 64, "other_identity": "b" * 64, "verdict": "same", "because": "x"}
        tx.record("x", "x", {}, {"identity_decisions": [row]})
    conn = sqlite3.connect(ledger.path)
    columns = [row[1] for row in conn.execute(f"pragma table_info({table})")]
    for statement in (
        f"update {table} set event_seq = 1",
        f"delete from {table}",
        f"insert or replace into {table} select {', '.join(columns)} from {table} limit 1",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            conn.execute(statement)
    conn.close()


def test_who_somebody_is_needs_a_number_or_birthday_and_village(tmp_path: Path) -> None:
    """With a number the village does not matter; without one it does."""
    wife, child = reading(tmp_path, GOOD).records[0].persons

    assert identity_of(wife, "上坪村") == identity_of(wife, "石桥村")
    assert identity_of(child, "上坪村") != identity_of(child, "石桥村")


@pytest.mark.parametrize(
    ("group", "village"),
    [("上坪村1组", "上坪村"), ("1组", ""), ("青河镇东湾村3组", "东湾村"), ("柳林社区", "柳林社区"), ("", "")],
)
def test_a_village_is_the_offices_own_or_the_one_that_is_written(tmp_path: Path, group: str, village: str) -> None:
    """A group without a village names none."""
    (record,) = reading(tmp_path, GOOD.replace("上坪村1组", group)).records

    assert village_name(record, OFFICE) == village


def test_a_day_is_not_made_more_precise_by_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    """A month stays a month."""
    imported(ledger, reading(tmp_path, GOOD))
    ((_, _, record),) = standing_records(ledger)

    assert str(record.persons[1].birth) == "2015-06"
    assert record.persons[0].birth is None
    assert date(2026, 1, 15) == SIGNED_ON
