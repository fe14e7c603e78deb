"""What is owed as of a day, and the balance that comes out even whatever happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.model import Instalment, Payer
from ledger.entries import record_ending, record_fulfilment, record_payment
from ledger.obligations import balance, due, duties
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, SIGNED_ON, TERMS, draft, signed, yearly_reward

TODAY = date(2026, 11, 22)
YEAR_END = date(2026, 12, 31)


def test_offices_come_first_and_within_a_side_the_soonest(signed_ledger: Ledger) -> None:
    """What families offer of their own accord stands last and is never late."""
    found = due(signed_ledger, by=YEAR_END, as_of=TODAY)

    assert [row.side for row in found] == ["office"] * 12 + ["family"] * 4
    assert [row.due_on for row in found[:12]] == sorted(row.due_on for row in found[:12])
    assert {row.overdue_days for row in found if row.voluntary} == {0}
    assert found[0].overdue_days == (TODAY - date(2026, 3, 31)).days


@pytest.mark.parametrize(
    ("named", "count"),
    [
        ({"by": date(2026, 6, 29)}, 6),
        ({"by": date(2026, 6, 30)}, 10),
        ({"owed_by": "office"}, 12),
        ({"owed_by": "unit"}, 0),
        ({"village": "上坪村"}, 16),
        ({"village": "429999101201"}, 16),
        ({"village": "石桥村"}, 0),
        ({"as_of": date(2026, 1, 14)}, 0),
    ],
)
def test_due_takes_a_day_a_side_and_a_village(signed_ledger: Ledger, named: dict[str, object], count: int) -> None:
    """The last day counts; before signing nothing was owed."""
    assert len(due(signed_ledger, **{"by": YEAR_END, "as_of": TODAY, **named})) == count  # type: ignore[arg-type]


def test_an_earlier_day_is_asked_like_today(signed_ledger: Ledger) -> None:
    """What did we owe on 30 June? Later facts do not count; the overdue day starts after the due day."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 7, 2), amount_fen=960_00, voucher="V1")
        record_fulfilment(tx, 1, happened_on=date(2026, 3, 30))

    june = {row.obligation: row for row in due(signed_ledger, by=YEAR_END, as_of=date(2026, 6, 30))}
    july = {row.obligation: row for row in due(signed_ledger, by=YEAR_END, as_of=date(2026, 7, 2))}

    assert (june[5].outstanding_fen, june[5].overdue_days) == (960_00, 0)
    assert 5 not in july
    assert july[14].overdue_days == 2
    assert 1 not in june
    assert sum(row.paid_fen for row in balance(signed_ledger, date(2026, 6, 30))) == 0
    assert sum(row.paid_fen for row in balance(signed_ledger, date(2026, 7, 2))) == 960_00


def test_duties_without_a_sum_balance_too(signed_ledger: Ledger) -> None:
    """Promised = fulfilled + ended + outstanding, counted."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_fulfilment(tx, 1, happened_on=date(2026, 3, 30))
        record_ending(tx, 9, reason="terminated_by_family", happened_on=date(2026, 3, 1))

    office, family = duties(signed_ledger, TODAY)

    assert (office.promised, office.fulfilled, office.ended, office.outstanding, office.overdue) == (8, 1, 0, 7, 5)
    assert (family.promised, family.fulfilled, family.ended, family.outstanding, family.overdue) == (4, 0, 1, 3, 1)


DUE = date(2026, 6, 30)


def promised(ledger: Ledger, persons: int, fen: int, shares: dict[str, int]) -> int:
    """Register what is owed to so many persons; ``shares`` are fen per person. Returns the obligation's id."""
    payers = tuple(Payer(name=name, amount_fen=persons * share) for name, share in shares.items())
    part = Instalment(label="2026年度", due_on=DUE, amount_fen=persons * fen, payers=payers)
    terms = tuple(with_part(part) if term.code == "reward" else term for term in TERMS)
    register(ledger, [signed(draft(1, terms=terms))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    (row,) = ledger.rows("select id from obligations where amount_fen is not null")
    return int(row["id"])


def with_part(part: Instalment) -> Any:
    """Return the reward term with one instalment."""
    return replace(yearly_reward(), instalments=(part,))


@pytest.mark.parametrize(
    ("persons", "fen", "shares", "yuan"),
    [
        (3_375, 600_00, {"国家": 300_00, "市": 150_00, "区": 150_00},
         {"国家": 1_012_500, "市": 506_250, "区": 506_250}),
        (377, 1_000_00, {"区": 600_00, "镇": 400_00}, {"区": 226_200, "镇": 150_800}),
        (1_100, 1_000_00, {"区": 600_00, "镇": 400_00}, {"区": 660_000, "镇": 440_000}),
        (1, 10_00, {"国家": 53, "市": 1_25, "区": 1_38, "镇": 6_84},
         {"国家": 0.53, "市": 1.25, "区": 1.38, "镇": 6.84}),
    ],
    ids=["2005", "Huangpi", "Xinzhou", "2005 budget per head"],
)  # fmt: skip
def test_each_level_owes_its_published_share_and_a_part_payment_adds_up(
    ledger: Ledger, persons: int, fen: int, shares: dict[str, int], yuan: dict[str, float]
) -> None:
    """Promised by each level; a third paid is shared to the fen; the rest is what is left of each share."""
    obligation = promised(ledger, persons, fen, shares)
    assert {row.payer: row.promised_fen for row in balance(ledger, TODAY)} == {
        payer: round(sum_ * 100) for payer, sum_ in yuan.items()
    }

    third = persons * fen // 3
    with ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, obligation, happened_on=DUE, amount_fen=third, voucher="V1")
        assert sum(row.paid_fen for row in balance(ledger, TODAY)) == third
        record_payment(tx, obligation, happened_on=DUE, amount_fen=persons * fen - third, voucher="V2")

    assert all(row.paid_fen == row.promised_fen for row in balance(ledger, TODAY))
    assert verify(ledger) == ()
