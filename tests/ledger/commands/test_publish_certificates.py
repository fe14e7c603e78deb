"""``shouyue publish``, its certificates: printed with their stub, nothing new for families that had none."""

from __future__ import annotations

import pytest

from tests.clerks_office import ALONE, CHILD_2014, ELDERS, Clerk

LOST = ("publish", "only_child_certificate", CHILD_2014, "--because", "遗失")


def test_the_old_number_is_cancelled_and_the_new_one_printed_with_its_stub(clerk: Clerk) -> None:
    """Two papers in one: the certificate and what stays in the file."""
    result = clerk.run(*LOST)
    text = clerk.text("证件")

    assert "旧证号已作废" in result.stderr
    assert all(words in text for words in ("429999101-补-2026-0001", "鄂示201503178", "存根"))
    assert clerk.rows("select number, state from certificate_register order by number_id") == [
        {"number": "鄂示201503178", "state": "replaced"}, {"number": "429999101-补-2026-0001", "state": "printed"},
    ]  # fmt: skip
    assert clerk.run("ledger", "verify").output == ""


def test_no_new_certificate_is_given_to_a_family_that_had_none(clerk: Clerk) -> None:
    """Exit 5; nothing written."""
    before = clerk.state()
    result = clerk.run("publish", "only_child_certificate", ALONE, "--because", "想要一张")

    assert result.exit_code == 5
    assert "没有证号" in result.stderr
    assert {name: content for name, content in clerk.state().items() if not name.endswith("lock")} == before


def test_a_replacement_needs_its_reason(clerk: Clerk) -> None:
    """In the holder's words."""
    assert clerk.run("publish", "only_child_certificate", ELDERS, "--because", " ").exit_code == 5
    assert clerk.papers("证件") == []


@pytest.mark.parametrize(
    "words",
    [
        LOST,
        ("publish", "honour_certificate", "上坪村", "--title", "无泄密村"),
        ("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024"),
    ],
)
def test_a_trial_run_leaves_ledger_and_folder_as_they_were(clerk: Clerk, words: tuple[str, ...]) -> None:
    """To the byte."""
    before = clerk.state()

    assert clerk.run(*words, "--dry-run").exit_code == 0
    assert clerk.state() == before
