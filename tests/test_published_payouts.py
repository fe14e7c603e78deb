"""The figures that were published with a number of people (domain §1.6), person by person, the way a clerk goes.

A roster of so many people; what each is entitled to by the programmes; their contracts of that year entered as old
ones; a payment run that one prepares and another approves; the bank's file and the bank's answer; the named questions.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import cli
from contracts.sheets import read_sheets
from tests.clerks_office import NOW, Clerk, id_number, office_at
from tests.contracts.example_office import OFFICE
from tests.contracts.old_papers import HEADINGS

CAIDIAN, HUANGPI, XINZHOU = "420114", "420116", "420117"
BOTH_YEARS = "甲方按规定的标准向乙方兑现奖励扶助金。"
ONCE = "甲方给予乙方双女户奖励1000元。"


@dataclass(frozen=True, kw_only=True)
class Payout:
    """What was published: how many people, and who of them is paid; the rest waits."""

    district: str
    people: int
    paid: int
    programme: str
    clause: str
    signed_on: str
    year: int
    facts: tuple[str, ...]

    @cached_property
    def women(self) -> tuple[tuple[str, str], ...]:
        """Names and ID numbers, all different, all born from 1940 to 1943."""
        return tuple(
            (f"王{chr(0x4E00 + place // 90)}{chr(0x5000 + place % 90)}",
             id_number(f"{40 + place % 4}{place // 4 % 12 + 1:02}{place // 48 % 28 + 1:02}", place // 1344 * 2 + 2))
            for place in range(self.people)
        )  # fmt: skip


CONFIRMED = ("--confirmed", "reward_support")
PROMISED = ("--promised-on", "2005-03-01")
SUPPORT, DAUGHTERS = "reward_support", "two_daughters_reward"


@pytest.mark.parametrize(
    ("payout", "each_fen", "promised", "waiting"),
    [
        pytest.param(
            Payout(district=CAIDIAN, people=3_626, paid=3_626, programme=SUPPORT, clause=BOTH_YEARS,
                   signed_on="2004-07-01", year=2004, facts=CONFIRMED),
            300_00, {"青河镇人民政府": 1_087_800_00}, {"青河镇人民政府": 0},
            id="2004, half a year; who shares it is not on record",
        ),
        pytest.param(
            Payout(district=CAIDIAN, people=3_375, paid=3_375, programme=SUPPORT, clause=BOTH_YEARS,
                   signed_on="2005-01-05", year=2005, facts=CONFIRMED),
            600_00, {"中央财政": 1_012_500_00, "市级财政": 506_250_00, "区级财政": 506_250_00},
            {"中央财政": 0, "市级财政": 0, "区级财政": 0}, id="2005, a whole year, 50/25/25",
        ),
        pytest.param(
            Payout(district=HUANGPI, people=377, paid=377 - 280, programme=DAUGHTERS, clause=ONCE,
                   signed_on="2005-03-01", year=2005, facts=PROMISED),
            1_000_00, {"区级财政": 377 * 600_00, "镇级财政": 377 * 400_00},
            {"区级财政": 280 * 600_00, "镇级财政": 280 * 400_00}, id="Huangpi, 377 x (600 + 400), 280 wait",
        ),
        pytest.param(
            Payout(district=XINZHOU, people=1_100, paid=1_100, programme=DAUGHTERS, clause=ONCE,
                   signed_on="2005-03-01", year=2005, facts=PROMISED),
            1_000_00, {"区级财政": 660_000_00, "镇级财政": 440_000_00}, {"区级财政": 0, "镇级财政": 0},
            id="Xinzhou, 1,100 x 1,000 at 60/40",
        ),
    ],
)  # fmt: skip
def test_so_many_people_are_promised_and_paid_what_was_published(
    tmp_path: Path, payout: Payout, each_fen: int, promised: dict[str, int], waiting: dict[str, int]
) -> None:
    """To the fen, per level; nobody is counted by multiplying."""
    clerk = _office(tmp_path / "青河镇", payout.district)
    entitled = _entitled(clerk, payout)
    assert [row["amount_fen"] for row in entitled] == [each_fen] * payout.people
    _enter(clerk, payout, entitled)
    assert _balance(clerk, "promised_fen") == promised
    assert _balance(clerk, "outstanding_fen") == promised

    _pay(clerk, payout)
    paid = {payer: fen - waiting[payer] for payer, fen in promised.items()}
    assert (_balance(clerk, "paid_fen"), _balance(clerk, "outstanding_fen")) == (paid, waiting)
    (rate,) = json.loads(clerk.done("query", "payout_rate_by_programme", "--json"))
    assert (rate["programme"], rate["year"], rate["households"]) == (payout.programme, str(payout.year), payout.people)
    assert (rate["due_fen"], rate["paid_fen"]) == (payout.people * each_fen, payout.paid * each_fen)
    unpaid = json.loads(clerk.done("query", "due_unpaid_by_village", "--json"))
    assert sum(row["households"] for row in unpaid) == payout.people - payout.paid
    clerk.done("ledger", "verify")


def _office(folder: Path, district: str) -> Clerk:
    villages = tuple(replace(item, division_code=district + item.division_code[6:]) for item in OFFICE.villages)
    return office_at(folder, office=replace(OFFICE, division_code=f"{district}101", villages=villages))


def _entitled(clerk: Clerk, payout: Payout) -> list[dict[str, Any]]:
    """Return what the programmes give each of the roster's people."""
    roster = clerk.folder / "对象.csv"
    with roster.open("w", encoding="utf-8", newline="") as file:
        rows = [("上坪村1组", *woman) for woman in payout.women]
        csv.writer(file).writerows([("组别", "女方姓名", "女方身份证号"), *rows])
    year = ("--from", f"{payout.year}-01-01", "--to", f"{payout.year}-12-31")
    found = clerk.done("reward", "entitle", roster, "--programme", payout.programme, *payout.facts, *year, "--json")
    return list(json.loads(found))


def _enter(clerk: Clerk, payout: Payout, entitled: list[dict[str, Any]]) -> None:
    """Enter everybody's contract of that year, with the sum and the day that were reckoned."""
    sheet = clerk.folder / "旧合同.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS)
        writer.writeheader()
        for number, ((name, own), due) in enumerate(zip(payout.women, entitled, strict=True), 1):
            writer.writerow({
                "合同编号": f"计合（{payout.year}）{number}号", "签订日期": payout.signed_on, "甲方": "青河镇人民政府",
                "村组": "上坪村1组", "乙方姓名": name, "乙方身份证号": own, "条号": "1", "条款原文": payout.clause,
                "承担方": "甲方", "金额": f"{due['amount_fen'] / 100:.2f}", "日期": due["due_on"],
                "履行情况": "未兑现",
            })  # fmt: skip
    clerk.done("register", "--history", sheet)


def _pay(clerk: Clerk, payout: Payout) -> None:
    """One prepares, another approves, the bank pays some and says of the others that it could not."""
    assert _run(clerk, payout.year, payout.women, paid=payout.paid) == payout.people


def _run(clerk: Clerk, year: int, people: Sequence[tuple[str, str]], *, paid: int, now: datetime = NOW) -> int:
    """Pay what is due by the end of a year; the bank pays the first so many. Returns how many lines it was sent."""
    run = f"{year}年度"
    clerk.done("pay", "prepare", run, "--by", f"{year}-12-31", now=now)
    clerk.done("--operator", "李主任", "pay", "approve", run, now=now)
    accounts, bank, answer = (clerk.folder / name for name in ("账号.csv", f"代发{year}.xlsx", "回盘.csv"))
    lines = [f"{own},62220200000{place:08},{name}" for place, (name, own) in enumerate(people)]
    accounts.write_text("\n".join(["身份证号,账号,户名", *lines]), encoding="utf-8")
    clerk.done("pay", "export", run, "--accounts", accounts, "-o", bank, now=now)
    (page,) = read_sheets(bank)
    sent = [values for number, values in page.rows() if number > 1]
    said = [f"{values[5]},{values[3]},{'成功,' if place < paid else '失败,账户已销户'}"
            for place, values in enumerate(sent)]  # fmt: skip
    answer.write_text("\n".join(["明细号,金额,结果,原因", *said]), encoding="utf-8")
    clerk.done("pay", "reconcile", run, answer, "--voucher", f"记-{year}", now=now)
    return len(sent)


def _balance(clerk: Clerk, sums: str) -> dict[str, int]:
    found = json.loads(clerk.done("query", "balance_by_side", "--json"))
    return {row["payer"]: row[sums] for row in found}


CHILDREN = (("王一", "李一", "2022-01-05", 300_00), ("王二", "李二", "2023-12-05", 7_200_00),
            ("王三", "李三", "2024-12-05", 10_800_00))  # fmt: skip
"""Mother, father, a child born before 2025, and what is paid for it in all: months due x 300 (domain §5.1)."""


def test_child_care_of_the_month_table_is_signed_and_paid_year_by_year(tmp_path: Path) -> None:
    """2022-01 gives 300, 2023-12 gives 7,200, 2024-12 gives 10,800: in the contract, in the runs, in the balance."""
    clerk = office_at(tmp_path / "青河镇")
    roster = clerk.folder / "育儿.csv"
    people = [(mother, id_number("901215", 2 * place + 2)) for place, (mother, *_) in enumerate(CHILDREN)]
    fathers = [(father, id_number("880610", 2 * place + 1)) for place, (_, father, *_) in enumerate(CHILDREN)]
    rows = [("上坪村1组", *people[place], *fathers[place], "长期", "王小", born, "育儿补贴", "周平")
            for place, (*_, born, _) in enumerate(CHILDREN)]  # fmt: skip
    heads = ("组别", "女方姓名", "女方身份证号", "男方姓名", "男方身份证号", "合同期限", "子女姓名", "子女出生日期",
             "确认的扶助项目", "证明查看人")  # fmt: skip
    with roster.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    signing = "2025-01-01"
    clerk.done("draft", "service_contract", roster, "--batch", "育", "--signing", signing, "-o", clerk.folder)
    clerk.done("register", clerk.folder / "service_contract_育", "--signed-on", signing)

    sent = [_run(clerk, year, [*people, *fathers], paid=3, now=datetime(year, 12, 31, 9, tzinfo=cli.SHANGHAI))
            for year in (2026, 2027)]  # fmt: skip
    by_family = clerk.rows(
        "select sum(o.amount_fen) as promised, sum(s.outstanding_fen) as owed from obligations o"
        " join obligation_status s on s.obligation_id = o.id where o.programme = 'child_care_allowance'"
        " group by o.contract_id order by o.contract_id"
    )

    assert [row["promised"] for row in by_family] == [fen for *_, fen in CHILDREN]
    assert sent == [5, 3], "what was due in 2025 and 2026; what the bank did not pay, and 2027"
    assert [row["owed"] for row in by_family] == [0, 0, 0]
    afterwards = datetime(2028, 1, 1, tzinfo=cli.SHANGHAI)
    rates = json.loads(clerk.done("query", "payout_rate_by_programme", "--json", now=afterwards))
    assert {row["year"]: row["paid_fen"] for row in rates} == {
        "2025": 7_500_00, "2026": 7_200_00, "2027": 3_600_00,
    }  # fmt: skip
    assert sum(row["paid_fen"] for row in rates) == 18_300_00
