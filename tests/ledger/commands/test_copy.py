"""``shouyue copy``: the family has its own copy, as often as it asks."""

from __future__ import annotations

from pathlib import Path

from tests.clerks_office import ELDERS, Clerk


def test_a_copy_is_marked_and_says_what_was_signed(clerk: Clerk) -> None:
    """One file, named on stdout."""
    said = clerk.done("copy", ELDERS)
    (paper,) = clerk.papers("副本")

    assert said == f"{paper}\n"
    assert paper.name == f"副本1_2026-11-22_{ELDERS}_周桂兰沈大河.docx"
    assert "副本" in clerk.text("副本")
    assert "农村部分计划生育家庭奖励扶助" in clerk.text("副本")


def test_the_other_spouse_gets_one_on_the_same_day(clerk: Clerk) -> None:
    """It is the second copy and says so."""
    clerk.done("copy", ELDERS)
    clerk.done("copy", ELDERS)

    assert [path.name[:3] for path in clerk.papers("副本")] == ["副本1", "副本2"]
    assert "第2份" in clerk.text("副本")
    assert clerk.run("ledger", "verify").output == ""


def test_a_trial_run_changes_no_byte(clerk: Clerk) -> None:
    """No folder either."""
    before = clerk.state()

    assert clerk.run("copy", ELDERS, "--dry-run").exit_code == 0
    assert clerk.state() == before
    assert not (clerk.folder / "副本").exists()


def test_a_copy_can_go_where_the_clerk_says(clerk: Clerk, tmp_path: Path) -> None:
    """To a stick, for instance."""
    clerk.done("copy", ELDERS, "-o", tmp_path / "U盘")

    assert len(list((tmp_path / "U盘").glob("*.docx"))) == 1


def test_an_unknown_contract_is_answered_with_how_to_find_it(clerk: Clerk) -> None:
    """Exit 5; the command named works as it is written."""
    result = clerk.run("copy", "没有")

    assert result.exit_code == 5
    assert "shouyue query find --set text=" in result.stderr
    assert clerk.run("query", "find", "--set", "text=赵兰").exit_code == 0


def test_what_was_refused_leaves_no_folder(clerk: Clerk) -> None:
    """Nothing of it is to be seen; a folder in which papers lie stays as it was."""
    assert clerk.run("copy", "没有").exit_code == 5
    assert not (clerk.folder / "副本").exists()

    clerk.done("copy", ELDERS)
    before = sorted((clerk.folder / "副本").iterdir())
    assert clerk.run("copy", "没有").exit_code == 5
    assert sorted((clerk.folder / "副本").iterdir()) == before
