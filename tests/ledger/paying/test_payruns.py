"""A payment run: two names, checked against exits, compared with the last one; nothing expires."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.errors import LedgerError
from contracts.model import Instalment
from ledger.entries import record_ending, record_payment
from ledger.obligations import due
from ledger.paying.bankfile import Returned, reconcile
from ledger.paying.comparison import changes
from ledger.paying.payruns import PayRun, approve, cancel, pay_run, prepare, record_export, waiting
from ledger.paying.runlist import pay_runs
from ledger.register import register
from ledger.store import Ledger, Transaction
from ledger.verify import verify
from tests.ledger.conftest import NOW, SIGNED_ON, draft, family, signed, yearly_reward

JUNE, DECEMBER = date(2026, 6, 30), date(2026, 12, 31)
SHA = "0" * 64


def prepared(ledger: Ledger, name: str = "上半年", due_by: date = JUNE, **named: object) -> PayRun:
    """Prepare a run as 张会计."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return prepare(tx, name, due_by=due_by, **named)  # type: ignore[arg-type]


def sent(ledger: Ledger, name: str = "上半年", due_by: date = JUNE) -> PayRun:
    """Prepare, approve and export a run."""
    prepared(ledger, name, due_by)
    with ledger.write(by="李主任", now=NOW) as tx:
        approve(tx, name)
        return record_export(tx, name, file_sha256=SHA)


def answer(run: PayRun, line: int, *, fen: int = 960_00, is_paid: bool = True, reason: str = "") -> Returned:
    """Return what the bank says of a line."""
    return Returned(where=f"回盘 第 {line} 行", reference=f"FF{run.id}-{line}", amount_fen=fen, is_paid=is_paid,
                    reason=reason, happened_on=date(2026, 11, 22), voucher=f"V{line}")  # fmt: skip


def test_a_run_holds_what_is_due_and_unpaid_with_its_sum(signed_ledger: Ledger) -> None:
    """Two families' first half-year; the second half is not due yet, a partial payment counts."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 7, 1), amount_fen=60_00, voucher="V0")

    run = prepared(signed_ledger)

    assert [(line.obligation, line.amount_fen) for line in run.lines] == [(5, 900_00), (14, 960_00)]
    assert (run.state, run.prepared_by, run.amount_fen, run.held) == ("prepared", "张会计", 1_860_00, ())
    assert verify(signed_ledger) == ()


def test_the_same_promise_is_not_in_two_runs_until_the_first_is_cancelled(signed_ledger: Ledger) -> None:
    """Paid twice is what a run must never do."""
    prepared(signed_ledger)
    with pytest.raises(LedgerError, match="没有应发未发"):
        prepared(signed_ledger, "又一批")
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        cancel(tx, "上半年", because="日期写错")

    assert len(prepared(signed_ledger, "又一批").lines) == 2


@pytest.mark.parametrize("name", ["张会计", "张 会计", "  张会计", "張會計", "张\u200b会计"])
def test_who_prepared_a_run_does_not_approve_it(signed_ledger: Ledger, name: str) -> None:
    """Two names; a space does not make another person."""
    prepared(signed_ledger)

    with pytest.raises(LedgerError, match="不能由同一人批准"), signed_ledger.write(by=name, now=NOW) as tx:
        approve(tx, "上半年")
    assert pay_run(signed_ledger, "上半年").state == "prepared"


@pytest.mark.parametrize("name", ["买买提•古丽", "买买提．古丽", "买买提・古丽", "买买提 · 古丽"])
def test_another_dot_does_not_make_another_person(signed_ledger: Ledger, name: str) -> None:
    """The middle dot of a name is written in many ways."""
    with signed_ledger.write(by="买买提·古丽", now=NOW) as tx:
        prepare(tx, "上半年", due_by=JUNE)

    with pytest.raises(LedgerError, match="不能由同一人批准"), signed_ledger.write(by=name, now=NOW) as tx:
        approve(tx, "上半年")


def test_the_database_itself_wants_two_names(signed_ledger: Ledger) -> None:
    """Whatever program writes."""
    run = prepared(signed_ledger)
    row = {"pay_run_id": run.id, "step": "approved", "actor": "张会计", "happened_on": "2026-11-22", "note": ""}

    with pytest.raises(LedgerError, match="does not approve"), signed_ledger.write(by="张会计", now=NOW) as tx:
        tx.record("forced", "x", {}, {"pay_steps": [row]})


def test_a_run_takes_its_steps_in_order(signed_ledger: Ledger) -> None:
    """Not exported before approved, not approved twice, not cancelled once the bank has it."""
    prepared(signed_ledger)
    with signed_ledger.write(by="李主任", now=NOW) as tx:
        with pytest.raises(LedgerError, match="不能导出"):
            record_export(tx, "上半年", file_sha256=SHA)
        approve(tx, "上半年")
        with pytest.raises(LedgerError, match="不能再批准"):
            approve(tx, "上半年")
        record_export(tx, "上半年", file_sha256=SHA)
        with pytest.raises(LedgerError, match="不能取消"):
            cancel(tx, "上半年", because="x")


def end(tx: Transaction, obligation: int, reason: str = "died") -> None:
    """Record that a later promise ended by what happened to a person."""
    record_ending(tx, obligation, reason=reason, happened_on=date(2026, 8, 1))


def test_who_is_on_record_as_dead_is_held_back_and_stays_due(signed_ledger: Ledger) -> None:
    """Recorded for the second half-year, it holds back the first: pay the heirs, not the dead (U-03)."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        end(tx, 6)

    run = prepared(signed_ledger)

    assert [line.payee for line in run.lines] == [family(2).name]
    assert [line.why_held for line in run.held] == ["本人死亡（2026-08-01，核对后付给本人或者继承人）"]
    assert [line.amount_fen for line in run.held] == [960_00]


def test_a_list_of_exits_holds_back_too(signed_ledger: Ledger) -> None:
    """From the civil affairs office, by ID number; the number itself is not kept."""
    gone = {"429999198001010029": ("moved_out", "名单2026-05-01")}

    run = prepared(signed_ledger, exits=gone)

    assert [(line.payee, line.reason) for line in run.held] == [(family(1).name, "moved_out")]
    assert not signed_ledger.rows("select 1 from events where body like '%429999198001010029%'")


def test_a_death_reported_after_preparing_stops_the_approval(signed_ledger: Ledger) -> None:
    """Weeks may lie between the two names: the newest list counts."""
    prepared(signed_ledger)
    gone = {str(family(1).persons[0].id_number): ("died", "名单2026-11-20")}

    with pytest.raises(LedgerError) as caught, signed_ledger.write(by="李主任", now=NOW) as tx:
        approve(tx, "上半年", exits=gone)
    assert [item.message for item in caught.value.problems] == ["编制后登记了“本人死亡”（名单2026-11-20）"]
    with signed_ledger.write(by="李主任", now=NOW) as tx:
        assert approve(tx, "上半年", exits={"429999195001010020": ("died", "")}).state == "approved"


def test_a_run_that_no_longer_fits_is_not_approved(signed_ledger: Ledger) -> None:
    """Paid at the counter meanwhile: cancel and prepare anew."""
    prepared(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 7, 1), amount_fen=1_00, voucher="V0")

    with pytest.raises(LedgerError) as caught, signed_ledger.write(by="李主任", now=NOW) as tx:
        approve(tx, "上半年")
    assert "只欠 959元" in str(caught.value.problems[0])


def test_the_banks_answer_pays_in_full_in_part_or_not_and_nothing_expires(signed_ledger: Ledger) -> None:
    """What failed and the rest of what was paid in part are in the next run."""
    run = sent(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        done = reconcile(tx, run.name, [answer(run, 1, fen=500_00), answer(run, 2, is_paid=False, reason="户名不符")],
                         file_sha256=SHA)  # fmt: skip

    assert ([line.line for line in done.partly], done.paid_fen) == ([1], 500_00)
    assert [(line.line, why) for line, why in done.failed] == [(2, "户名不符")]
    assert pay_run(signed_ledger, run.name).state == "closed"
    again = prepared(signed_ledger, "补发")
    assert [(line.obligation, line.amount_fen) for line in again.lines] == [(5, 460_00), (14, 960_00)]
    assert verify(signed_ledger) == ()


def test_a_line_without_an_answer_waits(signed_ledger: Ledger) -> None:
    """Neither paid nor failed: the bank is asked, the sum is in no other run."""
    run = sent(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        done = reconcile(tx, run.name, [answer(run, 1)], file_sha256=SHA)

    assert [line.line for line in done.silent] == [2]
    assert [line.line for line in waiting(signed_ledger, run)] == [2]
    assert [(row["state"], row["paid_fen"]) for row in pay_runs(signed_ledger)] == [("exported", 960_00)]
    with pytest.raises(LedgerError, match="没有应发未发"):
        prepared(signed_ledger, "补发")


def test_the_next_run_says_who_is_new_who_is_gone_and_why(signed_ledger: Ledger) -> None:
    """Beside the run before of the same programme and village."""
    run = sent(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, run.name, [answer(run, 1), answer(run, 2)], file_sha256=SHA)
        record_payment(tx, 6, happened_on=date(2026, 8, 1), amount_fen=480_00, voucher="V9")

    december = prepared(signed_ledger, "下半年", DECEMBER)

    assert changes(signed_ledger, run) == ()
    found = {change.payee: (change.kind, change.before_fen, change.now_fen, change.why)
             for change in changes(signed_ledger, december)}  # fmt: skip
    assert found == {
        family(1).name: ("gone", 960_00, 0, "应发的已全部付清"),
        family(2).name: ("other", 960_00, 480_00, "本期应发的金额不同"),
    }


def test_a_retracted_payment_is_due_again(signed_ledger: Ledger) -> None:
    """The bank took it back: it goes into another run."""
    from ledger.entries import retract

    run = sent(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, run.name, [answer(run, 1), answer(run, 2)], file_sha256=SHA)
    (entry,) = signed_ledger.rows("select entry_id from pay_results where pay_line_id = 1")
    with signed_ledger.write(by="张会计", now=NOW + timedelta(minutes=1)) as tx:
        retract(tx, entry["entry_id"], because="银行退回")

    assert [line.obligation for line in prepared(signed_ledger, "补发").lines] == [5]


def test_a_dry_run_prepares_nothing(signed_ledger: Ledger) -> None:
    """Everything is tried, nothing kept."""
    with signed_ledger.write(by="张会计", now=NOW, dry_run=True) as tx:
        assert len(prepare(tx, "试", due_by=JUNE).lines) == 2

    assert pay_runs(signed_ledger) == []


def couple(ledger: Ledger, row: int = 1) -> None:
    """Enter a contract under which wife and husband are each owed 960 yuan in June."""
    own = tuple(
        Instalment(label="2026年度", due_on=JUNE, amount_fen=960_00, payee=payee) for payee in ("wife", "husband")
    )
    term = replace(yearly_reward(), instalments=own)
    register(ledger, [signed(draft(row, terms=(term,)))], signed_on=SIGNED_ON, by="李敏", now=NOW)


def test_each_of_a_couple_is_a_payee_and_one_death_holds_back_one_sum(ledger: Ledger) -> None:
    """U-03, W-02: person-year is owed to the person; the other's sum goes on, in the run and on the list of exits."""
    couple(ledger)
    wife, husband = family(1).persons

    run = prepared(ledger, exits={str(wife.id_number): ("died", "名单")})

    assert [(line.payee, line.amount_fen) for line in run.lines] == [(husband.name, 960_00)]
    assert [(line.payee, line.reason) for line in run.held] == [(wife.name, "died")]
    assert [item.owed_to for item in due(ledger, by=DECEMBER, as_of=NOW.date())] == [wife.name, husband.name]


def test_an_ending_of_one_spouse_leaves_the_other_in_the_run(ledger: Ledger) -> None:
    """Recorded in the ledger on her sum of a later contract: hers waits for her heirs, his is paid."""
    couple(ledger)
    term = replace(yearly_reward(), instalments=(
        Instalment(label="2027年度", due_on=date(2027, 6, 30), amount_fen=960_00, payee="wife"),
    ))  # fmt: skip
    later = draft(9, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31), terms=(term,), number="次年",
                  parties=draft(1).parties)  # fmt: skip
    register(ledger, [signed(later)], signed_on=SIGNED_ON, by="李敏", now=NOW)
    with ledger.write(by="李敏", now=NOW) as tx:
        record_ending(tx, 3, reason="died", happened_on=date(2026, 7, 1))

    run = prepared(ledger)

    assert [(line.payee, line.why_held) for line in (*run.lines, *run.held)] == [
        ("李明", ""), (family(1).persons[0].name, "本人死亡（2026-07-01，核对后付给本人或者继承人）"),
    ]  # fmt: skip
    assert verify(ledger) == ()


def test_a_payee_is_one_of_the_family_and_is_never_changed(ledger: Ledger) -> None:
    """The database itself refuses a stranger, a second name and another one."""
    couple(ledger)
    row = {"obligation_id": 1, "role": "spouse"}

    with pytest.raises(LedgerError, match="no such person"), ledger.write(by="李敏", now=NOW) as tx:
        tx.record("x", "x", {}, {"obligation_payees": [row]})
    with pytest.raises(LedgerError, match="already there"), ledger.write(by="李敏", now=NOW) as tx:
        tx.record("x", "x", {}, {"obligation_payees": [{**row, "role": "wife"}]})
