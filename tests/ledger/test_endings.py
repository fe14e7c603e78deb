"""Which promise may end for which reason."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.rewards.programme_packs import EXITS
from ledger.endings import ENDINGS, label_of, objection, reason_now
from tests.conftest import Run

LATER, DAY = date(2026, 12, 31), date(2026, 6, 1)


@pytest.mark.parametrize("reason", sorted(ENDINGS))
def test_every_reason_may_end_some_familys_duty(reason: str) -> None:
    """No reason is on the list in vain; families are let go easily."""
    assert objection(reason, side="family", due_on=LATER, amount_fen=None, ended_on=DAY) is None


@pytest.mark.parametrize("reason", ["law_changed_family_burden", "terminated_by_family", "contract_expired"])
def test_a_promised_reward_does_not_end_with_the_law_or_the_contract(reason: str) -> None:
    """Promises to families from before a change stay due; leaving costs nobody a reward."""
    against = objection(reason, side="office", due_on=LATER, amount_fen=960_00, ended_on=DAY)

    assert against is not None
    assert "支付" in against[1] or "兑现" in against[1]


def test_what_fell_due_before_a_death_stays_owed_to_the_heirs() -> None:
    """Only what would fall due later ends; a confirmation that was wrong from the start ends all."""
    assert objection("died", side="office", due_on=DAY, amount_fen=960_00, ended_on=DAY)
    assert objection("died", side="office", due_on=LATER, amount_fen=960_00, ended_on=DAY) is None
    assert objection("wrongly_confirmed", side="office", due_on=DAY, amount_fen=960_00, ended_on=DAY) is None


def test_an_unknown_reason_is_answered_with_the_list() -> None:
    """The list is closed and shown."""
    against = objection("forgotten", side="family", due_on=None, amount_fen=None, ended_on=DAY)

    assert against is not None
    assert all(code in against[1] for code in ENDINGS)


def test_an_exit_has_one_name_in_programmes_entries_and_help(run: Run) -> None:
    """What ``reward entitle`` calls it is what ``record ending`` takes; both say it in words."""
    for command in (("reward", "entitle"), ("record", "ending")):
        told = "".join(run(*command, "--help").output.split())
        assert all(f"{code}{words}" in told for code, words in EXITS.items())
    assert set(EXITS) <= set(ENDINGS)


@pytest.mark.parametrize(
    ("code", "now", "words"),
    [
        ("gained_child", "family_changed", "家庭情况变化，不再符合条件"),
        ("recovered", "no_longer_qualifies", "不再符合扶助条件"),
        ("died", "died", "本人死亡"),
        ("另有原因", "另有原因", "另有原因"),
    ],
)
def test_an_older_entry_is_read_by_the_name_of_today(code: str, now: str, words: str) -> None:
    """Entries are never rewritten; their old codes keep their meaning."""
    assert (reason_now(code), label_of(code)) == (now, words)
