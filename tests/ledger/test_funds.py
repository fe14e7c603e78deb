"""Pots of money: named before the signing or later with a reason, drawn on within their purpose, never made up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import LedgerError
from contracts.model import Instalment, Payer
from ledger.entries import record_ending, record_payment, retract
from ledger.funds import Fund, Part, by_payer, drawn, earmark, fund_of, funds, outstanding, record_fund, release
from ledger.obligations import balance
from ledger.query import ask
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from ledger.versions import succeed
from tests.ledger.conftest import NOW, SIGNED_ON, draft, signed, yearly_reward

DAY = date(2026, 11, 22)
REWARD = 5
"""The first half-year of contract A001: the state 480, city and county 240 yuan each."""

COUNTY = Fund(
    name="县财政奖励扶助资金", payer="县", programme="reward_support", purpose="兑现奖励扶助", payees="family",
    starts_on=SIGNED_ON, basis="县财〔2026〕3号",
)  # fmt: skip


def recorded(ledger: Ledger, *wanted: Fund) -> None:
    """Enter funds."""
    with ledger.write(by="张会计", now=NOW) as tx:
        for fund in wanted:
            record_fund(tx, fund)


def parts(ledger: Ledger, obligation: int = REWARD) -> list[tuple[str, str, int]]:
    """Return what is outstanding of a promise, by payer and fund."""
    with ledger.write(by="张会计", now=NOW, dry_run=True) as tx:
        return [(part.payer, part.fund, part.amount_fen) for part in outstanding(tx, obligation)]


def test_a_promise_signed_after_its_fund_is_paid_from_it_and_an_older_one_is_unknown(ledger: Ledger) -> None:
    """Nothing is invented for a contract signed before."""
    register(ledger, [signed(draft(1))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    recorded(ledger, COUNTY)
    register(ledger, [signed(draft(2))], signed_on=SIGNED_ON, by="张会计", now=NOW)

    assert parts(ledger) == [("国家", "", 480_00), ("市", "", 240_00), ("县", "", 240_00)]
    assert parts(ledger, 14)[2:] == [("县", "", 0), ("县", COUNTY.name, 240_00)]
    found = ask(ledger, "funding_trace", {"as_of": DAY})
    assert [(row["fund"], row["payees"], row["promised_fen"]) for row in found if row["payer"] == "县"] == [
        (COUNTY.name, "family", 240_00), (None, None, 240_00),
    ]  # fmt: skip
    assert verify(ledger) == ()


def test_who_bears_a_share_now_stands_beside_who_promised_it(ledger: Ledger) -> None:
    """W-13: the share of a payer that is gone is traced to its heir from that day on; sums stay where they were."""
    recorded(ledger, COUNTY)
    register(ledger, [signed(draft(1))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    with ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, "县", successor="示范区", on=date(2026, 7, 1), because="撤县设区")

    def traced(day: date) -> list[tuple[str, str, int]]:
        found = ask(ledger, "funding_trace", {"as_of": day, "fund": COUNTY.name})
        return [(row["payer"], row["borne_by"], row["promised_fen"]) for row in found]

    assert traced(date(2026, 6, 30)) == [("县", "县", 240_00)]
    assert traced(DAY) == [("县", "示范区", 240_00)]


def test_a_fund_is_named_later_for_what_is_outstanding_only(signed_ledger: Ledger) -> None:
    """What was paid from nobody knows where stays so; the rest can be taken back too, with a reason."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, REWARD, happened_on=date(2026, 7, 1), amount_fen=100_00, voucher="V1", payer="县")
    recorded(signed_ledger, COUNTY)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        assert earmark(tx, COUNTY.name, because="县财〔2026〕9号", contract=draft(1).number) == 140_00
        record_payment(tx, REWARD, happened_on=date(2026, 7, 2), amount_fen=40_00, voucher="V2", fund=COUNTY.name)

    county = [row for row in balance(signed_ledger, DAY) if row.payer == "县"]
    assert [(row.fund, row.promised_fen, row.paid_fen, row.outstanding_fen) for row in county] == [
        (None, 340_00, 100_00, 240_00), (COUNTY.name, 140_00, 40_00, 100_00),
    ]  # fmt: skip
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        assert release(tx, COUNTY.name, because="资金收回") == 100_00
        retract(tx, 2, because="凭证号写错")
    assert parts(signed_ledger)[2:] == [("县", "", 100_00), ("县", COUNTY.name, 40_00)]
    assert verify(signed_ledger) == ()


def test_a_fund_named_later_leaves_the_answers_of_past_days_alone(signed_ledger: Ledger) -> None:
    """It counts from the day it was named; a payment dated back was from nobody knows where until then."""
    past = date(2026, 11, 1)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, REWARD, happened_on=date(2026, 7, 1), amount_fen=100_00, voucher="V1", payer="县")
    before = {day: balance(signed_ledger, day) for day in (SIGNED_ON, past)}
    recorded(signed_ledger, COUNTY)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        earmark(tx, COUNTY.name, because="县财〔2026〕9号", contract=draft(1).number)
    assert {day: balance(signed_ledger, day) for day in (SIGNED_ON, past)} == before

    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, REWARD, happened_on=date(2026, 7, 2), amount_fen=40_00, voucher="V2", fund=COUNTY.name)
    county = {day: [row for row in balance(signed_ledger, day) if row.payer == "县"] for day in (past, DAY)}
    assert [(row.fund, row.paid_fen) for row in county[past]] == [(None, 140_00)]
    assert [(row.fund, row.paid_fen) for row in county[DAY]] == [(None, 100_00), (COUNTY.name, 40_00)]
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        release(tx, COUNTY.name, because="资金收回")
        retract(tx, 2, because="凭证号写错")
    assert balance(signed_ledger, past) == before[past]
    assert verify(signed_ledger) == ()


def test_an_ending_and_a_payment_without_a_fund_are_drawn_on_each_part(signed_ledger: Ledger) -> None:
    """In proportion to what is in it; the law of conservation holds for each fund."""
    recorded(signed_ledger, COUNTY)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        earmark(tx, COUNTY.name, because="县财〔2026〕9号")
        record_payment(tx, REWARD, happened_on=date(2026, 5, 2), amount_fen=480_00, voucher="V1")
        record_ending(tx, REWARD, reason="died", happened_on=date(2026, 6, 1))

    (fund,) = [row for row in balance(signed_ledger, DAY) if row.fund]
    assert (fund.promised_fen, fund.paid_fen, fund.ended_fen, fund.outstanding_fen) == (
        480_00, 120_00, 120_00, 240_00,
    )  # fmt: skip
    assert verify(signed_ledger) == ()


def test_four_levels_pay_from_four_pots_and_the_trace_shows_each(ledger: Ledger) -> None:
    """I-20: 0.53 + 1.25 + 1.38 + 6.84 = 10.00 a head, and 四个一点 (W-01) is the same table with four equal parts."""
    shares = {"中央": 53, "省": 1_25, "市": 1_38, "县": 6_84}
    recorded(ledger, *(replace(COUNTY, name=f"{payer}级事业费", payer=payer) for payer in shares))
    instalments = (
        Instalment(label="人均", due_on=date(2026, 3, 1), amount_fen=10_00,
                   payers=tuple(Payer(name=payer, amount_fen=fen) for payer, fen in shares.items())),
        Instalment(label="四个一点", due_on=date(2026, 4, 1), amount_fen=10_00,
                   payers=tuple(Payer(name=payer, amount_fen=2_50) for payer in shares)),
    )  # fmt: skip
    paper = signed(draft(1, terms=(replace(yearly_reward(), instalments=instalments),)))
    register(ledger, [paper], signed_on=SIGNED_ON, by="张会计", now=NOW)
    with ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 1, happened_on=date(2026, 3, 1), amount_fen=10_00, voucher="V1")

    found = {row["fund"]: row for row in ask(ledger, "funding_trace", {"as_of": DAY})}
    assert {name: row["paid_fen"] for name, row in found.items()} == {
        f"{payer}级事业费": fen for payer, fen in shares.items()
    }
    assert {row["outstanding_fen"] for row in found.values()} == {2_50}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "县财政奖励扶助资金"}, "已经登记过"),
        ({"name": "另一笔"}, "同一天起"),
        ({"name": " "}, "没有写名称"),
        ({"name": "新", "purpose": ""}, "没有写用途"),
        ({"name": "新", "purpose": "结扎奖励"}, "不得记录"),
    ],
)
def test_a_fund_that_is_none_is_refused(ledger: Ledger, change: dict[str, str], words: str) -> None:
    """With what is wrong."""
    recorded(ledger, COUNTY)

    with pytest.raises(LedgerError) as refused:
        recorded(ledger, replace(COUNTY, **change))

    assert funds(ledger) == (COUNTY,)
    assert any(words in problem.message for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (lambda tx: earmark(tx, "没有", because="x"), "没有这项资金"),
        (lambda tx: earmark(tx, COUNTY.name, because=" "), "依据"),
        (lambda tx: release(tx, COUNTY.name, because="孕情"), "不得记录"),
        (lambda tx: release(tx, COUNTY.name, because="x"), "没有记在它名下"),
        (lambda tx: earmark(tx, "给单位的", because="x"), "没有它可以承担"),
        (lambda tx: record_payment(tx, REWARD, happened_on=DAY, amount_fen=1, voucher="V", fund=COUNTY.name), "不由"),
    ],
)
def test_what_a_fund_cannot_do_is_refused(signed_ledger: Ledger, move: Callable[..., object], words: str) -> None:
    """Also a fund of another class of payees: A-15, money for families was a bonus for leaders."""
    recorded(signed_ledger, COUNTY, replace(COUNTY, name="给单位的", payees="office"))

    with pytest.raises(LedgerError, match=words), signed_ledger.write(by="张会计", now=NOW) as tx:
        move(tx)


@pytest.mark.parametrize(
    "row",
    [
        "insert into obligation_funds values (90, 5, '县', '给单位的', 1, '', 1)",
        "insert into obligation_funds values (90, 5, '市', '县财政奖励扶助资金', 1, '', 1)",
        "insert into obligation_funds values (90, 5, '县', '县财政奖励扶助资金', 24001, '', 1)",
        "insert into obligation_funds values (90, 5, '县', '县财政奖励扶助资金', -1, 'x', 1)",
        "insert into entry_funds values (90, 1, '县', '县财政奖励扶助资金', 1, 1)",
        "update funds set payees = 'office'",
        "delete from funds",
    ],
)
def test_the_database_itself_keeps_a_fund_to_its_purpose(signed_ledger: Ledger, row: str) -> None:
    """Whatever program writes."""
    recorded(signed_ledger, COUNTY, replace(COUNTY, name="给单位的", payees="office"))
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, REWARD, happened_on=DAY, amount_fen=1_00, voucher="V1")

    conn = sqlite3.connect(signed_ledger.path)
    with pytest.raises(sqlite3.IntegrityError, match="fund"):
        conn.execute(row)
    conn.close()


def test_a_fund_of_the_programme_goes_before_one_for_all_and_the_latest_holds() -> None:
    """And never one that began later than the signing."""
    older, newer = COUNTY, replace(COUNTY, name="2027年资金", starts_on=date(2027, 1, 1))
    wide = replace(COUNTY, name="统筹", programme="", starts_on=date(2026, 6, 1))
    known = (older, newer, wide)

    def found(day: date, programme: str = "reward_support") -> str:
        return fund_of(known, "县", programme, payees="family", signed_on=day)

    assert [found(day) for day in (date(2026, 1, 14), SIGNED_ON, DAY, date(2027, 1, 1))] == [
        "", older.name, older.name, newer.name,
    ]  # fmt: skip
    assert found(DAY, "other") == wide.name
    assert fund_of(known, "县", "other", payees=None, signed_on=DAY) == ""


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6), st.data())
def test_parts_add_up_and_none_gives_more_than_it_holds(amounts: list[int], data: st.DataObject) -> None:
    """For any debts and any sum within them; the odd fen goes to the largest remainder."""
    held = [Part(payer="县", fund=str(place), amount_fen=amount) for place, amount in enumerate(amounts)]
    if sum(amounts):
        amount = data.draw(st.integers(1, sum(amounts)))
        found = drawn(held, amount)

        assert by_payer(found) == (Payer(name="县", amount_fen=amount),)
        assert all(0 < part.amount_fen <= amounts[int(part.fund)] for part in found)
