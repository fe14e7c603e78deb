"""A village is not called free of unpaid rewards while its families wait for theirs (G-02, A-08)."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.assessing.four_no import untrue
from ledger.assessing.vetoes import veto
from ledger.store import Ledger
from tests.clerks_office import Clerk
from tests.ledger.score_builders import NOW, registered

GRADE = ("assess", "grade", "上坪村", "--scheme", "four_no", "--grade", "四无村", "--year", "2026",
         "--level", "village", "--checker", "周平", "--evidence", "自查报告")  # fmt: skip


def pay_all(clerk: Clerk) -> None:
    """Pay whatever the village's families are owed by today."""
    rows = clerk.rows(
        "select c.number, o.id, o.amount_fen from obligations o join contracts c on c.id = o.contract_id"
        " where o.village = '上坪村' and o.amount_fen is not null and o.due_on < '2026-11-22'"
    )
    for row in rows:
        clerk.done("record", "payment", row["number"], "--obligation", str(row["id"]), "--amount",
                   f"{row['amount_fen'] / 100:.2f}", "--voucher", f"记{row['id']}", "--on", "2026-11-20")  # fmt: skip


def test_the_grade_waits_until_the_rewards_are_paid(clerk: Clerk) -> None:
    """How many and how much is said; sent back is always possible; once paid the village climbs."""
    refused = clerk.run(*GRADE)
    clerk.done(*GRADE, "--decision", "returned")
    pay_all(clerk)

    assert (refused.exit_code, "还拖欠奖励" in refused.stderr, "shouyue due" in refused.stderr) == (5, True, True)
    assert "通过" in clerk.done(*GRADE)


def test_another_grade_says_nothing_of_rewards(clerk: Clerk) -> None:
    """示范村 has conditions of its own."""
    words = [{"four_no": "model_village", "四无村": "示范村"}.get(word, word) for word in GRADE]

    assert "通过" in clerk.done(*words)


@pytest.mark.parametrize("title", ["无拖欠奖励村", "四无村（无拖欠奖励、无强制、无泄密、无假报）"])
def test_a_title_that_is_not_true_is_not_printed(clerk: Clerk, title: str) -> None:
    """The certificate says it on the wall; no number is taken."""
    refused = clerk.run("publish", "honour_certificate", "上坪村", "--title", title)
    clerk.done("publish", "honour_certificate", "上坪村", "--title", "无泄密村")

    assert (refused.exit_code, "上坪村村民委员会：到 2026-11-22 还拖欠奖励" in refused.stderr) == (5, True)
    assert [row["number"] for row in clerk.rows("select number from certificate_numbers")] == ["429999101-荣-2026-0001"]


def test_a_veto_of_the_year_stands_against_its_own_word(ledger: Ledger) -> None:
    """Coercion found in March 2026 denies 无强制 of 2026, not of 2027, and not 无泄密."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        veto(tx, number, cause="强制服务", found_on=date(2026, 3, 20), evidence="核查记录第3号")
    (village,) = ledger.rows("select division_code as code from contracts where number = ?", [number])

    def denied(said: str, year: int) -> int:
        of = {"where": "某村", "village": village["code"], "year": year, "as_of": date(2026, 11, 22)}
        return len(list(untrue(ledger, said, **of)))

    assert (denied("无强制村", 2026), denied("无强制村", 2027), denied("无泄密村", 2026)) == (1, 0, 0)
