"""``shouyue contract`` and ``shouyue breach`` at the counter."""

from __future__ import annotations

import json

from tests.clerks_office import ELDERS, Clerk

JULY = ("--on", "2026-07-01")


def test_a_family_leaves_by_word_of_mouth_and_comes_back(clerk: Clerk) -> None:
    """Tried, recorded, listed, withdrawn; the sum that stays due is said."""
    oral = ("contract", "terminate", ELDERS, *JULY, "--oral", "--note", "本人到村委会说的，王主任听到")
    before = clerk.state()
    assert "仍应兑现" in clerk.run(*oral, "--dry-run").stderr
    assert clerk.state() == before

    assert "解除" in clerk.done(*oral)
    (row,) = json.loads(clerk.done("contract", "list", ELDERS, "--json"))
    assert (row["what"], row["asked_by"], row["form"]) == ("解除", "乙方", "口头")
    assert json.loads(clerk.done("contract", "list", "--as-of", "2026-06-30", "--json")) == []
    assert clerk.run("contract", "amend", ELDERS, "--to", ELDERS, *JULY).exit_code == 5

    clerk.done("contract", "retract", str(row["change"]), "--because", "记错了户")
    assert json.loads(clerk.done("contract", "list", "--json")) == []


def test_an_office_cannot_end_a_contract_alone(clerk: Clerk) -> None:
    """There is no such choice."""
    assert clerk.run("contract", "terminate", ELDERS, *JULY, "--asked-by", "office").exit_code == 2


def test_who_takes_over_is_asked_from_then_on(clerk: Clerk) -> None:
    """The list of what is due names the successor."""
    payer = next(row["owed_by"] for row in json.loads(clerk.done("due", "--by", "2026-12-31", "--json")))
    successor = ("--to", "青河街道办事处", "--on", "2026-11-01", "--because", "青政发〔2026〕5号")
    clerk.done("contract", "succeed", payer, *successor)

    assert "青河街道办事处" in clerk.done("due", "--by", "2026-12-31")
    assert "青河街道办事处" not in clerk.done("due", "--by", "2026-12-31", "--as-of", "2026-10-31")


def test_a_wrong_successor_is_withdrawn_by_its_number(clerk: Clerk) -> None:
    """The number stands in the answer and in the list; tried first, nothing is written."""
    village = "上坪村村民委员会"
    wrong = ("--to", "石桥村村民委会", "--on", "2026-10-01", "--because", "县政发〔2026〕5号")
    assert "contract retract 1 --succession" in clerk.run("contract", "succeed", village, *wrong).stderr
    (row,) = json.loads(clerk.done("query", "successions", "--json"))
    before = clerk.state()
    assert clerk.run("contract", "succeed", village, *wrong).exit_code == 5
    undo = ("contract", "retract", str(row["succession"]), "--succession", "--because", "名称写错")
    assert "可以撤回" in clerk.run(*undo, "--dry-run").stderr
    assert clerk.state() == before

    clerk.done(*undo)
    clerk.done("contract", "succeed", village, "--to", "石桥村村民委员会", *wrong[2:])

    (row,) = json.loads(clerk.done("query", "successions", "--json"))
    assert row["successor"] == "石桥村村民委员会"
    assert "村民委会" not in clerk.done("due", "--by", "2026-12-31")
    clerk.done("ledger", "verify")


def test_no_note_marks_a_household_as_a_target(clerk: Clerk) -> None:
    """Whatever command a note is given to; nothing is written."""
    before = clerk.state()
    for words in (
        ("contract", "terminate", ELDERS, *JULY), ("record", "fulfilment", ELDERS, "--on", "2026-07-01", "--obligation",
                                                   clerk.obligation(ELDERS, "copy_delivered")),
    ):  # fmt: skip
        refused = clerk.run(*words, "--note", "该户是重点对象")
        assert (refused.exit_code, "不得给人或家庭贴“重点对象”的标记" in refused.stderr) == (5, True)
    assert clerk.state() == before
