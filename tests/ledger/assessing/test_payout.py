"""Payout rates come from what was paid; an assessor cannot write another figure."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import InputError
from contracts.model import Draft
from ledger.assessing.payout import Payout, computed, payout, programmes_of
from ledger.assessing.periods import parse_period
from ledger.assessing.scoresheets import blank_rows, indicators, read_sheet
from ledger.entries import record_payment
from ledger.signed import signed_draft
from ledger.store import Ledger
from tests.ledger.conftest import NOW
from tests.ledger.score_builders import registered

HALF = parse_period("2026H1")
VILLAGE = "429999101201"


def test_the_rate_is_paid_households_of_entitled_ones_up_to_the_periods_end(signed_ledger: Ledger) -> None:
    """I-21: who was paid in part, or too late, is not paid."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 6, 30), amount_fen=960_00, voucher="V1")
        record_payment(tx, 14, happened_on=date(2026, 6, 30), amount_fen=959_00, voucher="V2")
        record_payment(tx, 14, happened_on=date(2026, 7, 1), amount_fen=1_00, voucher="V3")

    assert payout(signed_ledger, ("reward_support",), VILLAGE, HALF) == Payout(entitled=2, paid=1)
    assert payout(signed_ledger, ("reward_support",), VILLAGE, parse_period("2026")) == Payout(entitled=2, paid=0)
    assert payout(signed_ledger, ("special_support",), VILLAGE, HALF) == Payout(entitled=0, paid=0)
    assert payout(signed_ledger, ("reward_support",), "429999101202", HALF).entitled == 0


def test_wuhans_rate_of_2004_comes_out() -> None:
    """224,548 of 415,686 households: 54 %."""
    assert Payout(entitled=415_686, paid=224_548).rate == 54_01


@pytest.mark.parametrize(
    ("indicator", "programmes"),
    [
        ("独生子女父母奖励费兑现率", ("only_child_reward",)),
        ("奖励扶助、特别扶助资金到位率", ("reward_support", "special_support")),
        ("“两扶一免”落实到位率", ("reward_support", "special_support")),
        ("保健费落实率", ("only_child_reward",)),
        ("流入家庭服务覆盖率", ()),
        ("奖励扶助政策宣传次数", ()),
    ],
)
def test_an_indicator_says_whose_payout_it_measures(indicator: str, programmes: tuple[str, ...]) -> None:
    """I-08 and I-11 by their names."""
    assert programmes_of(indicator) == programmes


def test_the_sheet_shows_the_ledgers_figures_and_refuses_others(signed_ledger: Ledger, tmp_path: Path) -> None:
    """The assessor leaves the cell blank; where nothing fell due the ledger does not know, and he writes."""
    contract, _ = registered(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 6, 30), amount_fen=960_00, voucher="V1")
    draft, _ = signed_draft(signed_ledger, contract)
    known = computed(signed_ledger, contract, indicators(draft), HALF)

    line = read_sheet(filled(tmp_path, draft, ""), draft, known)[1]

    assert set(known) == {2}, "no only-child reward fell due"
    assert line.actual == "应兑现2户，已兑现1户，50.00%"
    assert (line.shortfall, line.deduction) == (50_00, 20_00)
    assert "履约台账，截至2026-06-30" in line.evidence
    with pytest.raises(InputError) as caught:
        read_sheet(filled(tmp_path, draft, "0"), draft, known)
    assert "已兑现1户" in str(caught.value.problems[0])


def filled(folder: Path, draft: Draft, shortfall: str) -> Path:
    """Write a sheet with full points, its second line with another shortfall."""
    path = folder / "评分表.csv"
    *head, labels = blank_rows(draft)[:3]
    rows = [row[:5] for row in blank_rows(draft)[3:]]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([
            *head,
            labels,
            *([*row, "定量", "", shortfall if row[0] == "2" else "0", "", "发放凭证", ""] for row in rows),
        ])
    return path
