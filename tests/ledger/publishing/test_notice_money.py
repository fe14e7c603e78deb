"""Money on the board: by programme, never by household; what is unpaid, why, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import InputError, LedgerError
from ledger.entries import record_payment
from ledger.paying.bankfile import reconcile
from ledger.publishing.notice_money import payout, quarter_of, village_disclosure
from ledger.register import register
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.ledger.conftest import NOW, SIGNED_ON, TERMS, TOWNSHIP, draft, family, signed
from tests.ledger.conftest import VILLAGE as COMMITTEE
from tests.ledger.paying.test_payruns import SHA, answer, sent

VILLAGE = OFFICE.villages[0]
TITLES = {"reward_support": "奖励扶助"}
AS_OF = date(2026, 11, 22)
SOON = {"": date(2026, 12, 20)}


def pay(ledger: Ledger, obligation: int = 2, amount_fen: int = 960_00) -> None:
    """Pay the first half-year of the first household."""
    with ledger.write(by="李敏", now=NOW) as tx:
        found = tx.rows("select id from obligations where programme = 'reward_support' order by id")
        record_payment(
            tx, found[obligation - 2]["id"], happened_on=date(2026, 7, 3), amount_fen=amount_fen, voucher="凭1"
        )


def test_a_quarter_has_its_first_and_last_day_and_its_name() -> None:
    """Disclosure is due once in each."""
    assert quarter_of(date(2026, 11, 22)) == (date(2026, 10, 1), date(2026, 12, 31), "2026年第四季度")


def test_the_village_discloses_households_sums_and_months_by_programme(signed_ledger: Ledger) -> None:
    """Of its own quarter."""
    pay(signed_ledger)
    with signed_ledger.write(by="李敏", now=NOW) as tx:
        summer = village_disclosure(VILLAGE, TITLES, date(2026, 8, 1))(tx)
        autumn = village_disclosure(VILLAGE, TITLES, AS_OF)(tx)

    assert summer.sources["money"] == ({"programme": "奖励扶助", "households": "1", "amount": "960元", "month": "7月"},)
    assert autumn.sources["money"] == ()


def test_what_is_unpaid_is_said_with_a_reason_and_a_new_day(signed_ledger: Ledger) -> None:
    """Figures of the ledger: two households due, one paid (U-01)."""
    pay(signed_ledger)
    with signed_ledger.write(by="李敏", now=NOW) as tx:
        notice = payout(TITLES, 2026, AS_OF, village=None, new_dates={"": date(2026, 12, 20)})(tx)

    assert notice.sources["payout"] == (
        {"programme": "奖励扶助", "households": "2", "amount": "1,920元", "paid_households": "1",
         "paid_amount": "960元", "unpaid_households": "1", "unpaid_amount": "960元"},
    )  # fmt: skip
    assert notice.sources["unpaid"] == (
        {"programme": "奖励扶助", "reason": "还没有办理发放", "new_date": "2026年12月20日"},
    )


def test_each_village_is_told_its_own_reason(ledger: Ledger) -> None:
    """An account that the bank knew not in one, and a sum that is at the bank in the other; the township has both."""
    elsewhere = replace(COMMITTEE, name="青河镇石桥村村民委员会", division_code="429999101202")
    second = draft(2, place="429999101202", parties=(elsewhere, family(2), TOWNSHIP))
    register(ledger, [signed(draft(1)), signed(second)], signed_on=SIGNED_ON, by="李敏", now=NOW)
    run = sent(ledger)
    with ledger.write(by="李敏", now=NOW) as tx:
        reconcile(tx, run.name, [answer(run, 1, is_paid=False, reason="户名不符")], file_sha256=SHA)
        posted = [
            payout(TITLES, 2026, AS_OF, village=village, new_dates=SOON)(tx) for village in (*OFFICE.villages[:2], None)
        ]

    assert [(notice.values["place"], notice.sources["unpaid"][0]["reason"]) for notice in posted] == [
        ("上坪村", "收款账户正在核对"), ("石桥村", "正在办理发放"), ("全镇", "收款账户正在核对、正在办理发放"),
    ]  # fmt: skip


def test_households_paid_off_and_households_still_owed_add_up(signed_ledger: Ledger) -> None:
    """One that has received a part is still owed: it is not in both columns."""
    pay(signed_ledger, amount_fen=48_000)
    with signed_ledger.write(by="李敏", now=NOW) as tx:
        notice = payout(TITLES, 2026, AS_OF, village=None, new_dates={"": date(2026, 12, 20)})(tx)

    (row,) = notice.sources["payout"]
    assert (row["households"], row["paid_households"], row["unpaid_households"]) == ("2", "0", "2")
    assert (row["paid_amount"], row["unpaid_amount"]) == ("480元", "1,440元")


def test_a_day_of_the_timetable_is_written_as_villagers_read_it(signed_ledger: Ledger) -> None:
    """A spreadsheet gives 2026-12-10; words such as 每月5日 stay as they are."""
    rows = [{"service": "优生咨询", "served_on": words, "site": "村部"} for words in ("2026-12-10", "每月5日")]
    with signed_ledger.write(by="李敏", now=NOW) as tx:
        notice = village_disclosure(VILLAGE, TITLES, AS_OF, tuple(rows))(tx)

    assert [row["served_on"] for row in notice.sources["timetable"]] == ["2026年12月10日", "每月5日"]


@pytest.mark.parametrize(
    ("new_dates", "reasons"),
    [({}, {}), ({"": AS_OF}, {}), ({"": date(2026, 12, 20)}, {"reward_support": "本人死亡"})],
)
def test_an_office_says_until_when_and_blames_no_family(
    signed_ledger: Ledger, new_dates: dict[str, date], reasons: dict[str, str]
) -> None:
    """Without a day ahead, or with a reason about a household, nothing is posted."""
    with signed_ledger.write(by="李敏", now=NOW) as tx, pytest.raises(InputError):
        payout(TITLES, 2026, AS_OF, village=None, new_dates=new_dates, reasons=reasons)(tx)


def test_a_year_in_which_nothing_fell_due_is_not_posted(signed_ledger: Ledger) -> None:
    """There is nothing to say."""
    with signed_ledger.write(by="李敏", now=NOW) as tx, pytest.raises(LedgerError):
        payout(TITLES, 2020, AS_OF, village=None, new_dates={})(tx)


def test_special_support_is_not_counted_for_a_village(ledger: Ledger) -> None:
    """One household in a village is a name; the whole township is told."""
    terms = tuple(item if item.code != "reward" else replace(item, programme="special_support") for item in TERMS)
    register(ledger, [signed(draft(1, terms=terms))], signed_on=SIGNED_ON, by="李敏", now=NOW)
    with ledger.write(by="李敏", now=NOW) as tx:
        with pytest.raises(LedgerError):
            payout({}, 2026, AS_OF, village=VILLAGE, new_dates={"": date(2026, 12, 20)})(tx)
        assert payout({}, 2026, AS_OF, village=None, new_dates={"": date(2026, 12, 20)})(tx).sources["payout"]
