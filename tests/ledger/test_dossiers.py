"""All that is on record about one contract stands together, as of any day."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.breaches import record_cure, remedy, serve_notice
from ledger.dossiers import SIDES, Dossier, dossier
from ledger.entries import record_breach, record_fulfilment, record_payment, retract
from ledger.masking import masked_name
from ledger.register import register
from ledger.store import Ledger
from ledger.versions import renew, succeed, terminate
from tests.ledger.conftest import NOW, SIGNED_ON, TOWNSHIP, VILLAGE, draft, family, signed, yearly_reward
from tests.ledger.score_builders import registered

A001 = draft(1).number
JULY, TODAY = date(2026, 7, 1), date(2026, 11, 22)


def part(found: Dossier, heading: str) -> list[str]:
    """Return the lines of one part in a few words each."""
    return [f"{fact.what} {fact.who} {fact.on} {fact.state}" for fact in found.facts if fact.part == heading]


def test_promises_stand_by_side_money_first_with_what_became_of_them(signed_ledger: Ledger) -> None:
    """960 due in June of which 500 were paid, 480 at the year's end; the family's part last."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=JULY, amount_fen=500_00, voucher="V1")
        record_fulfilment(tx, 1, happened_on=date(2026, 3, 30))

    found = dossier(signed_ledger, A001, TODAY)
    office = [fact for fact in found.facts if fact.part == SIDES["office"]]

    assert [(fact.promised_fen, fact.paid_fen, fact.owed_fen) for fact in office[:2]] == [
        (960_00, 500_00, 460_00), (480_00, 0, 480_00),
    ]  # fmt: skip
    assert (office[0].state, office[2].state) == ("逾期145天，已付一部分", "已做到")
    assert [fact.what for fact in found.facts if fact.part == SIDES["family"]] == [
        "乙方自愿核对一次信息。", "乙方提供真实材料。",
    ]  # fmt: skip
    assert found.standing == "履行期内"
    assert part(found, "记账") == [
        "做到：甲方每季度公布一次发放情况。  2026-03-30 ",
        "兑现：丙方向乙方兑现奖励扶助金。 上半年  2026-07-01 凭证 V1",
    ]  # fmt: skip


def test_what_happened_later_is_not_told_of_a_past_day(signed_ledger: Ledger) -> None:
    """On the day of signing nothing was late, paid or changed; the day before there was no contract."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=JULY, amount_fen=1, voucher="V1")
        terminate(tx, A001, on=JULY, asked_by="family", oral=True, note="本人到窗口说的")

    assert dossier(signed_ledger, A001, TODAY).standing == "2026-07-01 解除"
    then = dossier(signed_ledger, A001, SIGNED_ON)
    assert then.standing == "履行期内"
    assert {fact.part for fact in then.facts} == {"合同", "当事人", SIDES["office"], SIDES["family"], "条款"}
    with pytest.raises(LedgerError, match="还没有这份合同"):
        dossier(signed_ledger, A001, date(2026, 1, 14))


def test_lateness_is_the_first_of_the_breaches_and_each_step_follows_its_breach(signed_ledger: Ledger) -> None:
    """What the office is late with nobody typed; found how, told how, until when, what followed."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        entry = record_breach(tx, A001, party="party_a", term="1", found_on=JULY, found_how="家庭来电反映").id
        serve_notice(tx, entry, on=date(2026, 7, 15), how="书面送到村委会")
        remedy(tx, entry, on=date(2026, 8, 10), kind="apologise", how="书面说明")

    found = dossier(signed_ledger, A001, TODAY)
    late, own = (
        [fact for fact in found.facts if fact.part == "违约" and fact.state.startswith("逾期") == is_late]
        for is_late in (True, False)
    )
    assert [fact.ordinal for fact in late] == [2, 1, 1, 1]
    assert found.facts.index(late[-1]) < found.facts.index(own[0])
    assert [(fact.what.partition("：")[2], fact.state, fact.note) for fact in own] == [
        ("", "发现", "家庭来电反映"), ("送达通知", "改正期限到 2026-08-05", "书面送到村委会"),
        ("已补救", "书面说明并道歉", "书面说明"),
    ]  # fmt: skip


def test_an_entry_withdrawn_stays_visible(signed_ledger: Ledger) -> None:
    """Its number too: somebody may ask what became of it."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        paid = record_payment(tx, 5, happened_on=JULY, amount_fen=100, voucher="V1").id
        retract(tx, paid, because="记错了户")

    assert [fact.id for fact in dossier(signed_ledger, A001, TODAY).facts if fact.state == "凭证 V1，已冲销"] == [paid]


def test_who_answers_now_stands_beside_who_signed(signed_ledger: Ledger) -> None:
    """An office that was taken over, and one with a new head; before that day as they signed."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, TOWNSHIP.name, successor="青河街道办事处", representative="李新", on=JULY, because="撤镇设街道")
        succeed(tx, VILLAGE.name, representative="沈远", on=JULY, because="换届")

    assert part(dossier(signed_ledger, A001, TODAY), "当事人") == [
        f"party_a {VILLAGE.name} None 负责人 沈远", f"party_b {family(1).name} None ",
        f"party_c {TOWNSHIP.name} None 现由 青河街道办事处 负责，负责人 李新",
    ]  # fmt: skip
    assert part(dossier(signed_ledger, A001, date(2026, 6, 30)), "当事人")[2] == f"party_c {TOWNSHIP.name} None "


def test_which_contract_follows_is_said_under_both(signed_ledger: Ledger) -> None:
    """From either number the other is found."""
    after = draft(1, number="新", batch="C", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    register(signed_ledger, [signed(after)], signed_on=SIGNED_ON, by="张会计", now=NOW)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        renew(tx, A001, "新", on=JULY)

    assert part(dossier(signed_ledger, A001, TODAY), "变更") == ["续签：新合同 新 2026-07-01 "]
    assert part(dossier(signed_ledger, "新", TODAY), "变更") == [f"续签：原合同 {A001} 2026-07-01 "]
    assert dossier(signed_ledger, A001, date(2027, 1, 1)).standing == "已到期，已续签"
    assert dossier(signed_ledger, "新", TODAY).standing == "还没有开始"


def test_names_of_persons_are_shown_as_asked_and_offices_whole(signed_ledger: Ledger) -> None:
    """Also where the family undertook something or is in breach."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        broken = record_breach(tx, A001, party="party_b", term="6", found_on=JULY, found_how="核对时发现").id
        record_cure(tx, broken, on=TODAY, how="补交了材料")

    shown = {fact.who for fact in dossier(signed_ledger, A001, TODAY, name=masked_name).facts}
    assert shown == {"王**、李**", VILLAGE.name, TOWNSHIP.name, "张会计", ""}


def test_a_contract_without_a_last_day_is_not_said_to_run(ledger: Ledger) -> None:
    """Old papers often name none; nobody knows whether they still bind, their promises stand below."""
    paper = draft(1, ends_on=None, terms=(yearly_reward(),))
    register(ledger, [signed(paper)], signed_on=SIGNED_ON, by="张会计", now=NOW)

    assert dossier(ledger, A001, TODAY).standing == "没有写到哪一天为止"


def test_an_agreement_of_offices_has_a_dossier_too(ledger: Ledger) -> None:
    """There is no family in it."""
    (number,) = registered(ledger, 1)
    found = dossier(ledger, number, TODAY)

    assert SIDES["family"] not in {fact.part for fact in found.facts}
    assert len(part(found, "条款")) > 10
