"""Vetoes from the command line: only an office's own misconduct, listed with its case, taken back with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.clerks_office import Clerk, office_at
from tests.ledger.commands.test_assess import AGREEMENT, SHANGPING, draft_agreements, scored, signed


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """Return an office that signed agreements with two villages on 5 January 2026."""
    found = office_at(tmp_path / "青河镇")
    draft_agreements(found)
    found.done("register", found.folder / f"{AGREEMENT}_2026Z", "--signed-on", "2026-01-05")
    return found


def test_only_an_offices_own_misconduct_is_a_veto(clerk: Clerk) -> None:
    """A-08: a family's birth is none of it, and the refusal names the article."""
    refusal = clerk.run("assess", "veto", SHANGPING, "--cause", "计划外生育", "--evidence", "核查记录")
    assert (refusal.exit_code, "第4条" in refusal.stderr, "拖欠奖励" in refusal.stderr) == (4, True, True)

    scored(clerk)
    signed(clerk, 1)
    clerk.done("assess", "veto", SHANGPING, "--cause", "拖欠奖励", "--evidence", "核查记录第3号", "--on", "2026-03-20")
    clerk.done("assess", "close", "--unscored", "--period", "2026Q1")
    (rank,) = json.loads(clerk.done("assess", "rank", "--period", "2026Q1", "--json"))
    assert (rank["score"], rank["awardable"], rank["vetoes"]) == ("100", False, "拖欠奖励")


def test_a_veto_on_the_wrong_village_is_taken_back_and_both_can_be_read(clerk: Clerk) -> None:
    """A-11: evidence and case number are listed; after the withdrawal the village may be awarded again."""
    scored(clerk)
    signed(clerk, 1)
    case = "青纪〔2026〕8号"
    clerk.done("assess", "veto", SHANGPING, "--cause", "泄露个人信息", "--evidence", "核查记录第3号", "--case", case,
               "--on", "2026-03-20")  # fmt: skip
    clerk.done("assess", "close", "--unscored", "--period", "2026Q1")
    trial = clerk.run("assess", "withdraw-veto", "1", "--because", "记错了村", "--dry-run")
    (before,) = json.loads(clerk.done("assess", "rank", "--period", "2026Q1", "--json"))
    clerk.done("assess", "withdraw-veto", "1", "--because", "记错了村")
    (after,) = json.loads(clerk.done("assess", "rank", "--period", "2026Q1", "--json"))
    again = clerk.run("assess", "withdraw-veto", "1", "--because", "记错了村")
    (listed,) = json.loads(clerk.done("assess", "vetoes", "--json"))

    assert (trial.exit_code, before["awardable"], after["awardable"], after["vetoes"]) == (0, False, True, None)
    assert (again.exit_code, "第 1 号否决事项：已经撤销" in again.stderr) == (5, True)
    assert (listed["cause"], listed["case_number"], listed["withdrawn"]) == ("泄露个人信息", case, "记错了村")
    assert "核查记录第3号（青纪〔2026〕8号）；已撤销：记错了村" in clerk.done("assess", "vetoes")
