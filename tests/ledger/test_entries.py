"""Facts about promises, of either side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.errors import LedgerError
from ledger.entries import Entry, record_breach, record_ending, record_fulfilment, record_payment, retract
from ledger.obligations import balance, due
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, draft

SERVICE, REWARD, LAST_REWARD, FILING, CHECKED, PAPERS = 1, 5, 6, 7, 8, 9
FIRST = "青计服〔2026〕A001号"
DAY = date(2026, 7, 2)


def do(ledger: Ledger, function: Callable[..., Entry], *arguments: Any, **named: Any) -> Entry:
    """Record one fact as one command."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return function(tx, *arguments, **named)


def refusal(ledger: Ledger, function: Callable[..., Entry], *arguments: Any, **named: Any) -> str:
    """Return why a fact is not recorded; nothing is kept of it."""
    before = ledger.head()
    with pytest.raises(LedgerError) as caught:
        do(ledger, function, *arguments, **named)
    assert ledger.head() == before
    return str(caught.value.problems[0])


def pay(ledger: Ledger, amount_fen: int, **named: Any) -> Entry:
    """Pay a part of the first reward."""
    return do(ledger, record_payment, REWARD, happened_on=DAY, amount_fen=amount_fen, voucher="2026-0031", **named)


def outstanding(ledger: Ledger) -> dict[str, int]:
    """Return what each payer still owes of everything."""
    return {row.payer: row.outstanding_fen for row in balance(ledger, date(2026, 11, 22))}


def test_a_part_payment_is_shared_among_those_who_owe(signed_ledger: Ledger) -> None:
    """50/25/25, to the cent; the rest stays due."""
    pay(signed_ledger, 100_01)

    rows = signed_ledger.rows("select payer, amount_fen from entry_payers order by id")
    assert [(row["payer"], row["amount_fen"]) for row in rows] == [("国家", 50_01), ("市", 25_00), ("县", 25_00)]
    (first, *_) = [row for row in due(signed_ledger, by=DAY, as_of=DAY) if row.obligation == REWARD]
    assert first.outstanding_fen == 859_99


def test_a_payment_may_name_whose_money_it_is(signed_ledger: Ledger) -> None:
    """Then only that payer's debt shrinks, and never below nothing."""
    pay(signed_ledger, 240_00, payer="市")

    assert outstanding(signed_ledger)["市"] == 240_00
    assert "不在 0.01 元至尚欠 0元之间" in self_named(signed_ledger, 1, "市")
    assert "承担单位是：国家、市、县" in self_named(signed_ledger, 1, "省")


def self_named(ledger: Ledger, amount_fen: int, payer: str) -> str:
    """Return why a payer's payment is refused."""
    return refusal(ledger, record_payment, REWARD, happened_on=DAY, amount_fen=amount_fen, voucher="V", payer=payer)


@pytest.mark.parametrize(
    ("obligation", "named", "words"),
    [
        (REWARD, {"amount_fen": 960_01}, "尚欠 960元"),
        (REWARD, {"amount_fen": 0}, "0.01"),
        (REWARD, {"amount_fen": -5}, "0.01"),
        (REWARD, {"voucher": " "}, "没有凭证号"),
        (SERVICE, {}, "没有金额"),
        (99, {}, "没有这项义务"),
        (REWARD, {"happened_on": date(2026, 11, 23)}, "日期"),
        (REWARD, {"happened_on": date(2026, 1, 14)}, "日期"),
        (REWARD, {"note": "该户未参加孕检"}, "孕检"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(
    signed_ledger: Ledger, obligation: int, named: dict[str, Any], words: str
) -> None:
    """Too much, nothing, no voucher, no sum promised, a day to come, a body in the note."""
    content = {"happened_on": DAY, "amount_fen": 1_00, "voucher": "V1", **named}

    assert words in refusal(signed_ledger, record_payment, obligation, **content)


def test_a_dated_duty_is_done_once_and_a_standing_one_as_often_as_it_comes(signed_ledger: Ledger) -> None:
    """Filing help may be asked for many times."""
    for obligation in (SERVICE, FILING, FILING):
        do(signed_ledger, record_fulfilment, obligation, happened_on=DAY)

    assert "已经履行" in refusal(signed_ledger, record_fulfilment, SERVICE, happened_on=DAY)
    assert "凭证号" in refusal(signed_ledger, record_fulfilment, REWARD, happened_on=DAY)


def test_either_side_can_be_in_breach(signed_ledger: Ledger) -> None:
    """Of its own terms; by code or by article number."""
    named = {"found_on": DAY, "found_how": "镇里抽查"}
    do(signed_ledger, record_breach, FIRST, party="party_a", term="service", obligation=SERVICE, **named)
    do(signed_ledger, record_breach, FIRST, party="party_b", term="第6条", **named)

    rows = signed_ledger.rows("select side, term_id from entries where what = 'breach' order by id")
    assert [(row["side"], row["term_id"]) for row in rows] == [("office", 1), ("family", 6)]


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"party": "party_b", "term": "service"}, "不是这一方的义务"),
        ({"party": "party_b", "term": "yearly_check"}, "自愿"),
        ({"party": "party_z"}, "没有 party_z"),
        ({"term": "第88条"}, "没有条款"),
        ({"found_how": " "}, "怎样发现"),
        ({"obligation": REWARD}, "不属于"),
        ({"found_on": date(2027, 1, 1)}, "日期"),
    ],
)
def test_a_breach_that_cannot_be_is_refused(signed_ledger: Ledger, named: dict[str, Any], words: str) -> None:
    """The other side's term, a free offer of the family, an unknown party or term, no evidence."""
    content = {"party": "party_a", "term": "service", "found_on": DAY, "found_how": "抽查", **named}

    assert words in refusal(signed_ledger, record_breach, FIRST, **content)
    assert "没有这份合同" in refusal(signed_ledger, record_breach, "无", **content)


def test_the_same_breach_is_recorded_once(signed_ledger: Ledger) -> None:
    """Word for word on one day it is a second click; another finding of that day is another."""
    content = {"party": "party_a", "term": "service", "found_on": DAY, "found_how": "抽查"}
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        entry = record_breach(tx, FIRST, **content)
        record_breach(tx, FIRST, **{**content, "found_how": "家庭来电"})

    assert f"已经记过（第 {entry.id} 笔）" in refusal(signed_ledger, record_breach, FIRST, **content)


def test_what_would_fall_due_after_a_death_ends_and_what_was_due_stays(signed_ledger: Ledger) -> None:
    """The first half-year's reward belongs to the heirs."""
    do(signed_ledger, record_ending, LAST_REWARD, reason="died", happened_on=date(2026, 8, 1))

    assert outstanding(signed_ledger)["青河镇人民政府"] == 480_00  # the other family's
    words = refusal(signed_ledger, record_ending, REWARD, reason="died", happened_on=date(2026, 8, 1))
    assert "继承人" in words


def test_a_part_of_a_sum_may_end(signed_ledger: Ledger) -> None:
    """Half the half-year, shared among the payers like a payment."""
    entry = do(
        signed_ledger, record_ending, LAST_REWARD, reason="moved_out", happened_on=date(2026, 9, 30), amount_fen=240_00
    )

    assert entry.amount_fen == 240_00
    assert outstanding(signed_ledger)["青河镇人民政府"] == 720_00


def test_a_change_of_law_releases_families_and_no_office(signed_ledger: Ledger) -> None:
    """Charter: either side's burden has its own fate."""
    do(signed_ledger, record_ending, PAPERS, reason="law_changed_family_burden", happened_on=DAY)

    words = refusal(signed_ledger, record_ending, SERVICE, reason="law_changed_family_burden", happened_on=DAY)
    assert "第31、32条" in words
    assert "已经履行或终止" in refusal(signed_ledger, record_ending, PAPERS, reason="died", happened_on=DAY)


def test_nothing_is_left_to_end_of_what_was_paid(signed_ledger: Ledger) -> None:
    """An ending never takes back a payment."""
    pay(signed_ledger, 960_00)

    words = refusal(signed_ledger, record_ending, REWARD, reason="wrongly_confirmed", happened_on=DAY)
    assert "尚欠 0元" in words


def test_a_retracted_fact_counts_no_more_and_stays_in_sight(signed_ledger: Ledger) -> None:
    """The sum is due again and can be paid again; both lines stand."""
    wrong = pay(signed_ledger, 960_00)
    do(signed_ledger, retract, wrong.id, because="记错了户")
    pay(signed_ledger, 960_00)

    assert outstanding(signed_ledger)["国家"] == 480_00  # the other family's
    assert len(signed_ledger.rows("select * from entries")) == 3
    assert verify(signed_ledger) == ()


def test_a_fact_is_retracted_once_and_a_retraction_never(signed_ledger: Ledger) -> None:
    """What was withdrawn wrongly is recorded again."""
    wrong = pay(signed_ledger, 960_00)
    back = do(signed_ledger, retract, wrong.id, because="记错了户")

    assert "已经撤回过" in refusal(signed_ledger, retract, wrong.id, because="再来")
    assert "不能再撤回" in refusal(signed_ledger, retract, back.id, because="再来")
    assert "没有这条记录" in refusal(signed_ledger, retract, 99, because="再来")
    right = pay(signed_ledger, 1_00)
    assert "撤回原因" in refusal(signed_ledger, retract, right.id, because=" ")


def test_every_fault_of_a_breach_is_told_at_once(signed_ledger: Ledger) -> None:
    """A party and a term the paper does not have, a day to come, a number nobody may keep."""
    with pytest.raises(LedgerError) as caught, signed_ledger.write(by="李敏", now=NOW) as tx:
        record_breach(tx, draft(1).number, party="party_z", term="99", found_on=date(2027, 1, 1),
                      found_how="来电 13900000001")  # fmt: skip

    said = " ".join(problem.message for problem in caught.value.problems)
    assert len(caught.value.problems) == 4
    assert [words in said for words in ("party_z", "“99”", "2027-01-01", "不得记录")] == [True] * 4
