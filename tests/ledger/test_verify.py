"""A ledger that was tampered with says so; the verifier never falls over."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import LedgerError
from contracts.kinds import load_kind, shipped_folder
from contracts.printers import Printer
from ledger.entries import record_breach, record_payment, retract
from ledger.publishing.certificate_steps import (
    Holder,
    enter_handwritten,
    enter_original,
    record_end,
    record_sheet,
    take_number,
)
from ledger.publishing.forms import blank_for, discard_form, receive_forms
from ledger.publishing.issue import NewPaper, issue
from ledger.publishing.publication import record_publication
from ledger.register import register
from ledger.store import Ledger, Transaction
from ledger.verify import CHECKS, PAPERS, verify
from tests.ledger.conftest import NOW, SIGNED_ON, TEMPLATE, draft, signed

FACTS = (("certificate_number", "鄂1"), ("certificate_issued_on", "2015"))


def notice(_: Transaction) -> Sequence[NewPaper]:
    """Prepare one paper."""
    return [NewPaper(kind="notice", name="公示.docx", draft=draft(1), template=TEMPLATE, content=b"paper",
                     template_sha256=hashlib.sha256(TEMPLATE).hexdigest())]  # fmt: skip


def older_register(tx: Transaction) -> None:
    """Write the rows that the program wrote before certificates had steps."""
    shared = {"series": "s", "contract_id": 2, "party_id": 3, "happened_on": "2026-07-01"}
    rows = [
        {**shared, "number": "鄂0", "event": "issued"},
        {**shared, "number": "鄂0", "event": "cancelled", "because": "遗失"},
        {**shared, "number": "s-补-2026-0001", "event": "replaced", "original_number": "鄂0", "because": "遗失"},
    ]
    tx.record("certificate_replaced", "鄂0", {}, {"certificates": [{"because": "", **row} for row in rows]})
    tx.set_counter("certificate:s", 2026, 1)


def certificate_replaced(tx: Transaction, day: date) -> None:
    """Replace a certificate on a blank form, printed under the hash of the notice below."""
    kind = load_kind(shipped_folder() / "only_child_certificate")
    old = enter_original(tx, draft(1).number, series="s")
    receive_forms(tx, kind.id, first="A01", last="A09", on=day, source="县卫健局")
    discard_form(tx, kind.id, "A01", fate="spoilt", on=day, because="受潮")
    fresh = take_number(tx, kind, place="s", short="青", on=day, holder=Holder(name=old.holder), replaces=old)
    sheet = draft(1).sha256
    record_sheet(tx, fresh, draft_sha256=sheet, printer=Printer(name=""), blank=blank_for(tx, kind.id))
    record_end(tx, old, "replaced", on=day, because="遗失")
    written = take_number(tx, kind, place="s", short="青", on=day, holder=Holder(name=old.holder))
    enter_handwritten(tx, written, on=day, because="停电手写", form="A03")


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """Return a ledger with a row in every table."""
    papers = [signed(draft(1, facts=FACTS)), signed(draft(2))]
    register(ledger, papers, signed_on=SIGNED_ON, by="张会计", now=NOW)
    day = date(2026, 7, 2)
    with ledger.write(by="张会计", now=NOW) as tx:
        older_register(tx)
        certificate_replaced(tx, day)
        record_payment(tx, 5, happened_on=day, amount_fen=100_00, voucher="V1")
        wrong = record_payment(tx, 14, happened_on=day, amount_fen=100_00, voucher="V2")
        retract(tx, wrong.id, because="记错了户")
        record_breach(tx, draft(1).number, party="party_a", term="service", found_on=day, found_how="抽查")
        record_publication(tx, programme="reward_support", title="公示", village="上坪村", columns=["name"],
                           rows=[("某甲",)], posted_from=day, posted_to=day)  # fmt: skip
    issue(ledger, ledger.path.parent, notice, by="张会计", now=NOW)
    return ledger


def tamper(path: Path, *statements: str) -> None:
    """Change a ledger as somebody does who first takes the triggers off and puts them back."""
    conn = sqlite3.connect(path)
    triggers = conn.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()
    for name, _ in triggers:
        conn.execute(f"drop trigger {name}")
    for statement in statements:
        conn.execute(statement)
    for _, sql in triggers:
        conn.execute(sql)
    conn.commit()
    conn.close()


def broken(ledger: Ledger) -> set[str]:
    """Return the names of the checks that find something."""
    return {name for name in CHECKS if verify(ledger, only=name)}


def test_a_whole_ledger_is_verified_in_silence(full: Ledger) -> None:
    """With rows in every table."""
    assert verify(full) == ()


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("update obligations set amount_fen = 1 where id = 5", "rows"),
        ("update obligations set amount_fen = 1 where id = 5", "shares"),
        ("update obligation_payers set amount_fen = amount_fen + 1 where id = 1", "shares"),
        ("update entry_payers set amount_fen = 99999999 where id = 1", "conservation"),
        ("update entries set happened_on = '2026-03-01' where id = 1", "rows"),
        ("update entries set what = 'breach', amount_fen = null, note = 'x' where id = 1", "rows"),
        ("update contracts set draft_json = replace(draft_json, '上坪', '下坪') where id = 1", "contents"),
        ("update contracts set document_sha256 = template_sha256 where id = 1", "rows"),
        ("update contracts set review_json = '{\"draft_sha256\":\"0\"}'", "contents"),
        ("update templates set content = x'00'", "contents"),
        ("update parties set name = '某甲' where id = 2", "rows"),
        ("update persons set id_number = null where id = 1", "rows"),
        ("update terms set text = '免除' where id = 2", "rows"),
        ("update events set actor = '李四' where seq = 3", "chain"),
        ("update events set at = '2020-01-01T00:00:00+08:00' where seq = 4", "chain"),
        ("update events set body = '[]' where seq = 4", "rows"),
        ("update events set body = '{' where seq = 4", "rows"),
        ("delete from events where seq = (select max(seq) from events)", "rows"),
        ("delete from entries where id = 2 or retracts = 2", "numbers"),
        ("delete from entries where retracts is not null", "conservation"),
        ("delete from certificates where event = 'replaced'", "numbers"),
        ("update counters set value = value + 1 where series like 'numbers:%'", "certificates"),
        ("delete from certificate_steps where step = 'replaced'", "certificates"),
        ("delete from certificate_sheets", "certificates"),
        ("update form_receipts set last = 8", "rows"),
        ("update form_losses set serial = 10", "certificates"),
        ("update certificate_sheets set serial = 11", "certificates"),
        ("update form_uses set serial = 2", "certificates"),
        ("update certificate_sheets set draft_sha256 = printf('%064d', 1)", "certificates"),
        ("delete from publications", "numbers"),
        ("insert into publications select 2, 'x', 'x', '', '[]', '[]', posted_from, posted_to, 2 from publications",
         "rows"),
        ("update counters set value = value + 1 where series = 'certificate:s'", "numbers"),
        ("update papers set content_sha256 = draft_sha256", "papers"),
        ("update paper_states set state = 'quarantined'", "papers"),
        ("update money_sums set paid_fen = paid_fen + 1", "summaries"),
        ("delete from open_obligations where obligation_id = 2", "summaries"),
        ("update contract_sums set contracts = 3", "summaries"),
        ("insert into breach_sums values ('office', 's', 1, 'service', '上坪村', '2026-07-01', 1)", "summaries"),
        ("insert into cure_sums values ('office', 's', 1, 'service', '上坪村', '2026-07-01', 1)", "summaries"),
        ("delete from name_grams where gram = '李明'", "summaries"),
        ("create table planted (a)", "schema"),
        ("insert into contract_parties values (99, 999, 'x', 999, 1)", "integrity"),
    ],
)  # fmt: skip
def test_tampering_is_found_by_its_layer(full: Ledger, statement: str, check: str) -> None:
    """Guards taken off and put back leave the schema whole; the contents do not match."""
    if "delete from entries where retracts" in statement:
        with full.write(by="张会计", now=NOW) as tx:
            record_payment(tx, 14, happened_on=date(2026, 7, 2), amount_fen=960_00, voucher="V3")

    tamper(full.path, statement)

    assert check in broken(full)
    assert all(problem.hint for problem in verify(full))


def test_a_paper_that_is_gone_or_changed_is_named(full: Ledger) -> None:
    """On disk, beside the ledger."""
    (full.path.parent / "公示.docx").write_bytes(b"changed")
    assert [problem.message for problem in verify(full)] == ["出过的文件被改动过"]

    (full.path.parent / "公示.docx").unlink()
    assert [problem.message for problem in verify(full, only="papers")] == ["出过的文件不在原处"]


def test_a_paper_left_half_issued_tells_how_it_is_finished(full: Ledger) -> None:
    """After a power cut nobody is sent to an old backup."""
    tamper(full.path, "delete from paper_states where state = 'issued'")
    (problem,) = verify(full, only=PAPERS)

    assert problem.message == "已登记但没有出完"
    assert "shouyue statement" in problem.hint


def test_a_guard_that_is_off_is_named(full: Ledger) -> None:
    """Settings of this connection, triggers of the file."""
    full.rows("pragma foreign_keys = off")
    tamper(full.path)
    with sqlite3.connect(full.path) as conn:
        conn.execute("drop trigger entries_refuse_update")
    conn.close()

    assert broken(full) == {"settings", "schema"}


def test_a_value_of_an_impossible_type_is_a_finding_not_a_crash(full: Ledger) -> None:
    """STRICT can be taken off by editing the schema; the verifier must survive what it then meets."""
    conn = sqlite3.connect(full.path)
    conn.execute("pragma writable_schema = on")
    conn.execute("update sqlite_schema set sql = replace(sql, ') strict', ')')")
    conn.commit()
    conn.close()
    tamper(
        full.path,
        "pragma ignore_check_constraints = on",
        "update events set body = x'ff', at = 3.5, seq = 7 where seq = 7",
        "update obligations set amount_fen = 'viel', due_on = x'00' where id = 1",
        "update contracts set draft_json = x'ff', review_json = 12",
    )

    assert {"schema", "rows"} <= broken(full)


def test_a_single_check_can_be_asked_for(full: Ledger) -> None:
    """By name; an unknown one is answered with the list."""
    assert verify(full, only="chain") == ()
    with pytest.raises(LedgerError, match="没有名为"):
        verify(full, only="luck")


def test_no_check_lists_more_than_a_person_reads(full: Ledger) -> None:
    """Twenty, and a line that there is more."""
    tamper(full.path, *[
        f"insert into obligation_payers values ({100 + n}, 5, 'x{n}', 1, 1)" for n in range(3)
    ], *[f"insert into entry_payers values ({100 + n}, 3, 'y{n}', 1, 1)" for n in range(3)],
        "update events set hash = printf('%064d', seq)")  # fmt: skip

    assert len(verify(full, only="chain")) <= 21
