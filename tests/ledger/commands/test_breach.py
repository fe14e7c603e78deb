"""``shouyue breach``: lateness first, then each step of a recorded breach."""

from __future__ import annotations

import json

import pytest

from contracts.text_width import display_width
from tests.clerks_office import ELDERS, Clerk

STEPS = (
    (("cured", "--how", "已补公布"), "已改正"),
    (("excused", "--ground", "force_majeure", "--how", "洪水停电"), "已免责"),
    (("disputed", "--how", "书面异议"), "有异议"),
    (("appealed", "--how", "申请复议"), "已申诉"),
)


@pytest.fixture
def breach(clerk: Clerk) -> str:
    """Return the number of a breach of the office."""
    clerk.done("record", "breach", ELDERS, "--party", "party_a", "--term", "2", "--found-on", "2026-07-10",
               "--found-how", "家庭来电反映")  # fmt: skip
    (row,) = clerk.rows("select id from entries where what = 'breach'")
    return str(row["id"])


def test_lateness_is_listed_first_without_any_entry(clerk: Clerk, breach: str) -> None:
    """The days speak; the recorded breach comes after."""
    rows = json.loads(clerk.done("breach", "list", "--as-of", "2026-11-22", "--json"))

    assert rows[0]["stage"] == "拖欠"
    assert [str(row["entry"]) for row in rows if row["entry"]] == [breach]


def test_the_screen_says_what_is_late_and_what_was_found(clerk: Clerk, breach: str) -> None:
    """By its name, not by the number of a clause alone; 80 columns; the contract and the entry to work on are there."""
    shown = clerk.done("breach", "list").splitlines()

    assert shown[0] == "办事单位"
    assert any(line.startswith("  拖欠，第5条 ") and "奖励" in line for line in shown)
    assert any(line.startswith("  已发现，第2条 告知当年政策，") for line in shown)
    assert any(f"{ELDERS}，笔号 {breach}" in line for line in shown)
    assert max(map(display_width, shown)) <= 80
    rows = json.loads(clerk.done("breach", "list", "--json"))
    named = {(row["owed_by"], row["ordinal"], row["what"], row["village"], row["entry"]) for row in rows}
    assert len(named) == len(rows)


@pytest.mark.parametrize(("words", "stage"), STEPS)
def test_a_step_is_tried_then_recorded(clerk: Clerk, breach: str, words: tuple[str, ...], stage: str) -> None:
    """Each by its own word."""
    step, *options = words
    before = clerk.state()
    assert stage in clerk.run("breach", step, breach, "--on", "2026-08-01", *options, "--dry-run").stderr
    assert clerk.state() == before
    assert stage in clerk.done("breach", step, breach, "--on", "2026-08-01", *options)


def test_notice_time_remedy_and_a_step_taken_back(clerk: Clerk, breach: str) -> None:
    """The day until which it may be made good is said and kept."""
    said = clerk.done("breach", "notice", breach, "--on", "2026-07-15", "--how", "书面送达")
    assert "2026-08-05" in said
    early = clerk.run("breach", "remedied", breach, "--on", "2026-08-01", "--kind", "perform", "--how", "补公布")
    assert (early.exit_code, "还没有过" in early.stderr) == (5, True)
    late = ("breach", "remedied", breach, "--on", "2026-08-07", "--kind", "perform", "--how", "补公布")
    assert "已补救" in clerk.done(*late)
    (step,) = clerk.rows("select id from breach_steps where step = 'remedied'")
    assert "撤回" in clerk.done("breach", "retract", str(step["id"]), "--because", "记错")


def test_the_list_says_when_the_time_to_make_good_is_over(clerk: Clerk, breach: str) -> None:
    """On its last day it still runs; it has gone over National Day and two working weekends."""
    clerk.done("breach", "notice", breach, "--on", "2026-09-18", "--how", "书面送达")
    last, after = (clerk.done("breach", "list", "--as-of", day).replace("\n      ", "") for day in
                   ("2026-10-15", "2026-10-16"))  # fmt: skip

    assert "改正期限到 2026-10-15" in last
    assert "改正期限 2026-10-15 已过" in after
