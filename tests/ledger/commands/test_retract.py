"""``shouyue retract``: a fact recorded in error counts no more and stays in sight."""

from __future__ import annotations

import pytest

from tests.clerks_office import CHILD_2014, Clerk


@pytest.fixture
def paid(clerk: Clerk) -> Clerk:
    """An office that has recorded one payment."""
    clerk.done("record", "payment", CHILD_2014, "--amount", "100", "--voucher", "V-1", "--on", "2026-11-20")
    return clerk


def test_a_fact_withdrawn_is_owed_again_and_still_on_record(paid: Clerk) -> None:
    """Nothing is deleted."""
    assert paid.done("retract", "1", "--because", "凭证号抄错") == "已冲销第 1 笔（记为第 2 笔）。\n"
    assert paid.rows("select what, retracts, note from entries order by id") == [
        {"what": "payment", "retracts": None, "note": ""},
        {"what": "retraction", "retracts": 1, "note": "凭证号抄错"},
    ]
    assert "100元" in paid.done("due")


def test_a_trial_run_changes_no_byte(paid: Clerk) -> None:
    """It says that it would work."""
    before = paid.state()
    result = paid.run("retract", "1", "--because", "抄错", "--dry-run")

    assert (result.exit_code, result.stdout) == (0, "")
    assert paid.state() == before


@pytest.mark.parametrize(
    ("entry", "because", "said"),
    [("9", "抄错", "没有这条记录"), ("1", "  ", "撤回原因"), ("1", "电话19900000001", "不得记录")],
)
def test_what_cannot_be_withdrawn_is_refused_with_a_cure(paid: Clerk, entry: str, because: str, said: str) -> None:
    """Exit 5, nothing written."""
    before = paid.state()
    result = paid.run("retract", entry, "--because", because)

    assert result.exit_code == 5
    assert said in result.stderr
    assert paid.state() == before


def test_a_withdrawal_is_not_withdrawn(paid: Clerk) -> None:
    """The fact is recorded anew instead; twice is refused too."""
    paid.done("retract", "1", "--because", "抄错")

    assert paid.run("retract", "1", "--because", "抄错").exit_code == 5
    assert "重新录入" in paid.run("retract", "2", "--because", "抄错").stderr
