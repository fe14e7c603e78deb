"""``shouyue ledger``: the file is proved, copied and brought up to date; damage is said."""

from __future__ import annotations

from pathlib import Path

from ledger.store import open_ledger
from tests.clerks_office import ELDERS, Clerk


def test_a_sound_ledger_is_verified_in_silence(clerk: Clerk) -> None:
    """Nothing on stdout, nothing on stderr."""
    result = clerk.run("ledger", "verify")

    assert (result.exit_code, result.output) == (0, "")


def test_a_flipped_byte_is_found(clerk: Clerk) -> None:
    """Exit 5 and what to do."""
    path = clerk.folder / "ledger.db"
    content = path.read_bytes()
    place = content.index("周桂兰".encode())
    path.write_bytes(content[:place] + "周桂芳".encode() + content[place + 9 :])
    result = clerk.run("ledger", "verify")

    assert result.exit_code == 5
    assert "备份" in result.stderr


def test_an_issued_paper_that_somebody_changed_is_found(clerk: Clerk) -> None:
    """The hash of its bytes is in the ledger."""
    clerk.done("copy", ELDERS)
    (paper,) = clerk.papers("副本")
    paper.write_bytes(paper.read_bytes() + b" ")
    result = clerk.run("ledger", "verify")

    assert result.exit_code == 5
    assert paper.name in result.stderr


def test_a_paper_moved_away_does_not_condemn_the_ledger(clerk: Clerk) -> None:
    """Someone who put a paper elsewhere must not go back to an old backup."""
    clerk.done("copy", ELDERS)
    (paper,) = clerk.papers("副本")
    paper.unlink()
    result = clerk.run("ledger", "verify")

    assert result.exit_code == 5
    assert "台账本身没有问题" in result.stderr
    assert "备份" not in result.stderr


def test_a_backup_is_a_ledger_that_verifies(clerk: Clerk, tmp_path: Path) -> None:
    """Told with the number of journal events; nothing is overwritten."""
    target = tmp_path / "备份.db"
    said = clerk.done("ledger", "backup", target)

    assert said.startswith(f"{target}：已备份并核验，日志 ")
    with open_ledger(target, read_only=True) as copy:
        assert len(copy.rows("select id from contracts")) == 4
    before = target.read_bytes()
    assert clerk.run("ledger", "backup", target).exit_code == 2
    assert target.read_bytes() == before


def test_a_trial_backup_writes_no_file(clerk: Clerk, tmp_path: Path) -> None:
    """And leaves the ledger alone."""
    before = clerk.state()

    assert clerk.run("ledger", "backup", tmp_path / "备份.db", "--dry-run").exit_code == 0
    assert not (tmp_path / "备份.db").exists()
    assert clerk.state() == before


def test_a_trial_backup_of_a_ledger_that_is_not_there_is_no_success(clerk: Clerk, tmp_path: Path) -> None:
    """What the real run would refuse, the trial refuses."""
    (clerk.folder / "ledger.db").unlink()

    assert clerk.run("ledger", "backup", tmp_path / "备份.db", "--dry-run").exit_code == 5


def test_an_up_to_date_ledger_needs_no_migration(clerk: Clerk) -> None:
    """To the byte."""
    before = clerk.state()

    assert clerk.done("ledger", "migrate") == "台账已是最新。\n"
    assert clerk.run("ledger", "migrate", "--dry-run").exit_code == 0
    assert clerk.state() == before
