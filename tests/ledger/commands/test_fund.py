"""``shouyue fund``: a pot is recorded, named for what is owed, drawn on and traced."""

from __future__ import annotations

import json

from tests.clerks_office import ELDERS, Clerk

NAME = "县财政奖励扶助资金"
RECORD = ("fund", "record", NAME, "--payer", "县级财政", "--purpose", "兑现奖励扶助", "--from", "2026-01-01",
          "--basis", "县财〔2026〕3号")  # fmt: skip


def test_a_fund_is_recorded_named_for_old_promises_paid_from_and_taken_back(clerk: Clerk) -> None:
    """Its trace says how much was promised and paid out of it; what nobody named is unknown."""
    assert NAME in clerk.done(*RECORD)
    assert clerk.run(*RECORD).exit_code == 5
    clerk.done(*RECORD[:2], "村级工作经费", *RECORD[3:], "--payees", "office")
    assert {row["fund"]: row["payees"] for row in json.loads(clerk.done("fund", "list", "--json"))} == {
        NAME: "家庭", "村级工作经费": "办事单位",
    }  # fmt: skip

    clerk.done("fund", "earmark", NAME, "--contract", ELDERS, "--because", "县财〔2026〕9号")
    first = clerk.obligation(ELDERS, "reward")
    paid = ("--amount", "100", "--voucher", "V-1", "--on", "2026-10-01")
    clerk.done("record", "payment", ELDERS, "--obligation", first, *paid, "--fund", NAME)

    traced = json.loads(clerk.done("query", "funding_trace", "--json"))
    assert [(row["promised_fen"], row["paid_fen"]) for row in traced if row["fund"] == NAME] == [(1_440_00, 100_00)]
    assert any(row["fund"] is None and row["payer"] == "县级财政" for row in traced)
    assert "不详" in clerk.done("fund", "release", NAME, "--because", "县财〔2026〕12号")
    assert clerk.run("ledger", "verify").exit_code == 0


def test_a_trial_run_and_a_wrong_name_change_nothing(clerk: Clerk) -> None:
    """Exit 5 says what to do."""
    before = clerk.state()

    assert clerk.run(*RECORD, "--dry-run").exit_code == 0
    refused = clerk.run("fund", "earmark", "没有", "--because", "县财〔2026〕9号")

    assert (refused.exit_code, clerk.state()) == (5, before)
    assert "fund record" in refused.stderr


def test_a_payer_nobody_knows_is_asked_about(clerk: Clerk) -> None:
    """One letter off and nothing would ever be paid from it; a new one is confirmed."""
    words = ("fund", "record", "另一笔", "--payer", "县级财证", *RECORD[5:])
    refused = clerk.run(*words)

    assert refused.exit_code == 2
    assert "是不是“县级财政”" in refused.stderr
    assert "--new-payer" in refused.stderr
    assert "县级财证出" in clerk.done(*words, "--new-payer")


def test_a_fund_for_a_programme_that_does_not_exist_is_refused(clerk: Clerk) -> None:
    """What is recorded stays: a slip in the code would make a pot nothing is ever paid from."""
    before = clerk.state()
    refused = clerk.run(*RECORD, "--programme", "reward_suport")

    assert (refused.exit_code, clerk.state()) == (3, before)
    assert "reward_suport：没有这个项目" in refused.stderr
