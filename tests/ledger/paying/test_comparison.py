"""Why somebody is new in a run, or gone from it."""

from __future__ import annotations

from datetime import date

from ledger.entries import record_ending, record_payment, retract
from ledger.paying.comparison import changes, run_before
from ledger.paying.payruns import PayRun, cancel, prepare
from ledger.register import register
from ledger.store import Ledger
from tests.clerks_office import ROWS, Clerk
from tests.ledger.conftest import NOW, SIGNED_ON, draft, family, signed


def prepared(ledger: Ledger, name: str, due_by: date) -> PayRun:
    """Prepare a run."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return prepare(tx, name, due_by=due_by)


def paid(ledger: Ledger, *obligations: int, fen: int = 960_00) -> None:
    """Pay at the counter."""
    with ledger.write(by="张会计", now=NOW) as tx:
        for obligation in obligations:
            record_payment(tx, obligation, happened_on=date(2026, 7, 2), amount_fen=fen, voucher="V")


def test_a_first_run_has_nothing_before_it(signed_ledger: Ledger) -> None:
    """Nor does one after a cancelled run, or of another village."""
    run = prepared(signed_ledger, "一", date(2026, 6, 30))
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        cancel(tx, "一", because="错")
    again = prepared(signed_ledger, "二", date(2026, 6, 30))

    assert run_before(signed_ledger, run) is None
    assert run_before(signed_ledger, again) is None
    assert changes(signed_ledger, again) == ()


def test_each_reason_has_its_words(signed_ledger: Ledger) -> None:
    """New families, a family whose reward ended, one that waits in the run before and is due another sum."""
    prepared(signed_ledger, "上半年", date(2026, 6, 30))
    register(signed_ledger, [signed(draft(3))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        ending = record_ending(tx, 6, reason="wrongly_confirmed", happened_on=date(2026, 11, 1))
    run = prepared(signed_ledger, "下半年", date(2026, 12, 31))

    found = {change.payee: (change.kind, change.why) for change in changes(signed_ledger, run)}
    assert found[family(1).name] == ("gone", "资格确认有误，2026-11-01登记终止")
    assert found[family(2).name] == ("other", "本期应发的金额不同")
    assert found[family(3).name] == ("new", "首次发放")

    with signed_ledger.write(by="张会计", now=NOW) as tx:
        retract(tx, ending.id, because="核实无误")
        cancel(tx, "下半年", because="重新编制")
    paid(signed_ledger, 23)
    again = prepared(signed_ledger, "下半年二", date(2026, 12, 31))
    found = {change.payee: (change.kind, change.why) for change in changes(signed_ledger, again)}
    assert found[family(3).name] == ("new", "以前已付 960元，本期又到期")
    assert found[family(1).name] == ("other", "本期应发的金额不同")


def test_what_the_bank_did_not_pay_is_made_up_for_and_what_still_waits_is_not(clerk: Clerk) -> None:
    """Only he whose account was wrong gets last year's sum with this year's; of nobody else is that said."""
    accounts, bank, answer = (clerk.folder / name for name in ("账号.csv", "代发.csv", "回盘.csv"))
    numbers = [row[column] for row in ROWS for column in (2, 5) if row[column]]
    lines = [f"{number},62220200000000{place:05}," for place, number in enumerate(numbers)]
    accounts.write_text("\n".join(["身份证号,账号,户名", *lines]), encoding="utf-8")
    clerk.done("pay", "prepare", "今年", "--by", "2026-12-31")
    waiting = clerk.run("pay", "prepare", "明年", "--by", "2027-12-31", "--dry-run").stderr
    clerk.done("--operator", "周平", "pay", "approve", "今年")
    clerk.done("pay", "export", "今年", "--accounts", accounts, "-o", bank)
    sent = [line.split(",") for line in bank.read_text(encoding="utf-8-sig").splitlines()[1:]]
    said = [f"{line[5]},{line[3]},{'失败,账户不存在' if line[1] == '沈大河' else '成功,'}" for line in sent]
    answer.write_text("\n".join(["明细号,金额,结果,原因", *said]), encoding="utf-8")
    clerk.done("pay", "reconcile", "今年", answer, "--voucher", "记-1")
    failed = clerk.run("pay", "prepare", "明年", "--by", "2027-12-31", "--dry-run").stderr

    assert waiting.count("本期应发的金额不同") == len(sent)
    assert "一并补发" not in waiting
    made_up = [line for line in failed.splitlines() if "800元→1,760元，上次没有付清的一并补发" in line]
    assert [line[:6] for line in made_up] == ["金额不同：沈"]
    assert failed.count("一并补发") == 1


def test_what_a_change_of_contract_ended_is_no_reason_for_a_person_to_be_gone(signed_ledger: Ledger) -> None:
    """Paid in June, and part of it promised twice: the next sum is due in December."""
    prepared(signed_ledger, "上半年", date(2026, 6, 30))
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_ending(tx, 5, reason="promised_twice", happened_on=date(2026, 6, 1), amount_fen=60_00, by_change=True)
    paid(signed_ledger, 5, fen=900_00)
    register(signed_ledger, [signed(draft(3))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    run = prepared(signed_ledger, "七月", date(2026, 7, 31))

    found = {change.payee: change.why for change in changes(signed_ledger, run)}
    assert found[family(1).name] == "下一笔 2026-12-31 到期"
