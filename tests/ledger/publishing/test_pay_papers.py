"""The list of a run and the notice to each payee hold what the ledger holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import LedgerError, SettingsError
from contracts.kinds import load_kinds, shipped_folder
from contracts.word.reading import printed
from ledger.paying.bankfile import reconcile
from ledger.paying.payruns import NO_PAYEE, PERSONAL, cancel, pay_run
from ledger.publishing.pay_papers import EXIT_CODES, payment_list, payment_notices, without_phone
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.register import register
from ledger.store import Ledger
from ledger.versions import succeed
from tests.contracts.example_office import OFFICE
from tests.ledger.conftest import NOW, SIGNED_ON, draft, family, signed
from tests.ledger.paying.test_payruns import SHA, answer, prepared, sent


def press(ledger: Ledger, folder: Path) -> Press:
    """Return a press into a folder."""
    return Press(ledger=ledger, kinds=load_kinds(shipped_folder()), folder=folder / "发放", by="李敏", now=NOW)


def gathered(ledger: Ledger, papers: Reissue) -> tuple[Wanted, ...]:
    """Return what is wanted, whether it was printed before or not."""
    with ledger.write(by="李敏", now=NOW, dry_run=True) as tx:
        return tuple(papers.gather(tx))


def test_the_list_has_sums_in_words_two_names_and_four_digits_of_an_account(
    signed_ledger: Ledger, tmp_path: Path
) -> None:
    """§2.11: preparer, checker, approver; three copies; no whole account and no ID number."""
    sent(signed_ledger)
    made = press(signed_ledger, tmp_path)
    known = {person.id_number or "": ("6222020000000012345", "") for person in family(1).persons}
    (paper,) = made.issue(payment_list(made, OFFICE, pay_run(signed_ledger, "上半年"), accounts=known))
    text = printed((made.folder / paper.name).read_bytes())

    for words in ("1,920元", "壹仟玖佰贰拾元整", "张会计", "李主任", "2345", "复核人（签字）", "代发银行（盖章）"):
        assert words in text
    assert "62220200" not in text
    assert (family(1).persons[0].id_number or "?") not in text
    bound = printed(made.bound([paper], "上半年/..").read_bytes())
    assert [label in bound for label in ("编制单位存", "财政部门存", "代发银行存")] == [True] * 3


def test_a_list_after_the_bank_answered_shows_what_was_paid_beside_what_was_owed(
    signed_ledger: Ledger, tmp_path: Path
) -> None:
    """A part is never printed as the whole; what came back says so; the head has what is still owed."""
    run = sent(signed_ledger)
    made = press(signed_ledger, tmp_path)
    first, second = (line.line for line in run.lines)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        answers = [answer(run, first, fen=60_00), answer(run, second, is_paid=False, reason="户名不符")]
        reconcile(tx, "上半年", answers, file_sha256=SHA)
    (paper,) = made.issue(payment_list(made, OFFICE, pay_run(signed_ledger, "上半年")))
    (notice,) = made.issue(payment_notices(made, OFFICE, pay_run(signed_ledger, "上半年")))
    text, told = (printed((made.folder / item.name).read_bytes()) for item in (paper, notice))

    assert "本次应发960元，其余900元照常应发" in told
    assert "其中已付1笔，合计60元，尚未付1,860元，照常应发" in text
    assert ("未付成" in text, "户名不符" in text) == (True, False), "why it came back is told to the payee alone"


def test_each_payee_is_told_what_was_paid_by_whom_and_where_to_ask(signed_ledger: Ledger, tmp_path: Path) -> None:
    """U-11: only what the bank paid; the payers stand with their shares; nobody else's sum."""
    run = sent(signed_ledger)
    made = press(signed_ledger, tmp_path)
    with pytest.raises(LedgerError, match="还没有付成"):
        made.issue(payment_notices(made, OFFICE, run))
    first, second = (line.line for line in run.lines)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        answers = [answer(run, first), answer(run, second, is_paid=False, reason="户名不符")]
        reconcile(tx, "上半年", answers, file_sha256=SHA)
    (paper,) = made.issue(payment_notices(made, OFFICE, pay_run(signed_ledger, "上半年")))
    text = printed((made.folder / paper.name).read_bytes())

    for words in (family(1).name, "960元", "玖佰陆拾元整", "国家480元", "2026年11月22日", OFFICE.complaint_phone,
                  "不因逾期领取而失效", "本人签收"):  # fmt: skip
        assert words in text


def test_a_notice_names_who_took_over_a_share_before_it_was_paid(signed_ledger: Ledger, tmp_path: Path) -> None:
    """W-13: the payer of the contract is gone; of the day of payment it is told who paid, each once."""
    run = sent(signed_ledger)
    made = press(signed_ledger, tmp_path)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, "市", successor="县", on=date(2026, 7, 1), because="划转文件")
        reconcile(tx, "上半年", [answer(run, line.line) for line in run.lines], file_sha256=SHA)
        succeed(tx, "国家", successor="青河街道办事处", on=date(2026, 11, 1), because="划转文件")
    (first, *_) = made.issue(payment_notices(made, OFFICE, pay_run(signed_ledger, "上半年")))

    assert "青河街道办事处480元、县480元" in printed((made.folder / first.name).read_bytes())


def test_notices_and_lists_printed_again_keep_their_numbers(signed_ledger: Ledger, tmp_path: Path) -> None:
    """A clerk whose printer jammed asks again: no payee gets a second number for one payment."""
    run = sent(signed_ledger)
    made = press(signed_ledger, tmp_path)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, "上半年", [answer(run, line.line) for line in run.lines], file_sha256=SHA)
    done = pay_run(signed_ledger, "上半年")
    first = made.issue(payment_notices(made, OFFICE, done)) + made.issue(payment_list(made, OFFICE, done))
    papers = (payment_notices(made, OFFICE, done), payment_list(made, OFFICE, done))

    assert [made.issue(item) for item in papers] == [(), ()]
    assert [paper.number for item in papers for paper in item.kept] == [paper.number for paper in first]


def test_a_village_without_a_telephone_keeps_back_its_own_notices_alone(ledger: Ledger, tmp_path: Path) -> None:
    """The others are told at once; which village it is and how many wait is told by name, and then they come."""
    elsewhere = draft(2, place=OFFICE.villages[1].division_code)
    register(ledger, [signed(draft(1)), signed(elsewhere)], signed_on=SIGNED_ON, by="张会计", now=NOW)
    run = sent(ledger)
    with ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, "上半年", [answer(run, line.line) for line in run.lines], file_sha256=SHA)
    done, made = pay_run(ledger, "上半年"), press(ledger, tmp_path)
    (first,) = made.issue(payment_notices(made, OFFICE, done))
    nowhere = replace(OFFICE, villages=tuple(replace(item, phone="") for item in OFFICE.villages))
    mended = replace(OFFICE, villages=tuple(replace(item, phone="0710-5550199") for item in OFFICE.villages))

    assert first.draft.party("party_b").name == family(1).name
    assert [problem.message for problem in without_phone(ledger, OFFICE, done)] == ["没有电话，1 份告知书没有打印"]
    with pytest.raises(SettingsError) as refusal:
        made.issue(payment_notices(made, nowhere, done))
    assert len(refusal.value.problems) == 2
    assert without_phone(ledger, mended, done) == ()
    assert elsewhere.number in {item.contract for item in gathered(ledger, payment_notices(made, mended, done))}


def test_a_cancelled_run_is_not_printed(signed_ledger: Ledger, tmp_path: Path) -> None:
    """Nobody signs what was taken back; no number is lost."""
    prepared(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        cancel(tx, "上半年", because="日期写错")
    made = press(signed_ledger, tmp_path)
    with pytest.raises(LedgerError, match="已取消"):
        made.issue(payment_list(made, OFFICE, pay_run(signed_ledger, "上半年")))


def test_every_reason_has_a_neutral_code() -> None:
    """Death, prison and health stand on no list (§2.10)."""
    assert set(EXIT_CODES) == {*PERSONAL, NO_PAYEE}
    assert len(set(EXIT_CODES.values())) == len(EXIT_CODES)
