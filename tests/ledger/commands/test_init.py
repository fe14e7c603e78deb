"""A new office folder: settings to fill in, an empty ledger, nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from contracts.settings import load_office
from ledger.commands.init import village_from
from ledger.store import open_ledger
from tests.conftest import Run

QINGHE = ("青河镇", "--name", "青河镇人民政府", "--code", "429999101", "--village", "上坪村=429999101201")


def test_a_new_office_has_settings_and_an_empty_ledger(run: Run, tmp_path: Path) -> None:
    """Every other command can start from here."""
    result = run("--operator", "某经办", "init", *QINGHE)

    office = load_office(tmp_path / "青河镇")
    assert result.exit_code == 0, result.stderr
    assert (office.name, office.short, office.type, office.operator) == ("青河镇人民政府", "青", "township", "某经办")
    assert [village.name for village in office.villages] == ["上坪村村民委员会"]
    with open_ledger(tmp_path / "青河镇" / "ledger.db", read_only=True) as ledger:
        assert ledger.head() is not None


def test_a_trial_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    """Not even the folder."""
    assert run("init", *QINGHE, "--dry-run").exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_settings_already_there_are_left_alone(run: Run, tmp_path: Path) -> None:
    """The clerk has filled them in."""
    run("init", *QINGHE)
    before = (tmp_path / "青河镇" / "office.toml").read_bytes()

    result = run("init", *QINGHE[:3], "--code", "429999102")

    assert result.exit_code == 3
    assert "已经存在" in result.stderr
    assert (tmp_path / "青河镇" / "office.toml").read_bytes() == before


def test_settings_without_a_ledger_get_one(run: Run, tmp_path: Path) -> None:
    """Copied from the old computer, or written by hand: what says there is no ledger sends the clerk here."""
    run("init", *QINGHE)
    (tmp_path / "青河镇" / "ledger.db").unlink()
    before = (tmp_path / "青河镇" / "office.toml").read_bytes()
    trial = run("init", "青河镇", "--dry-run")
    result = run("init", "青河镇")

    assert (trial.exit_code, result.exit_code) == (0, 0), result.stderr
    assert "将在 青河镇 建立 ledger.db" in trial.stderr
    assert "一字未动" in result.output
    assert (tmp_path / "青河镇" / "office.toml").read_bytes() == before
    with open_ledger(tmp_path / "青河镇" / "ledger.db", read_only=True) as ledger:
        assert ledger.head() is not None


def test_settings_that_say_something_else_are_told(run: Run, tmp_path: Path) -> None:
    """Another office's folder; a village that is not in it."""
    run("init", *QINGHE)
    (tmp_path / "青河镇" / "ledger.db").unlink()
    result = run("init", "青河镇", "--name", "红河镇人民政府", "--village", "下坪村=429999101209")

    assert result.exit_code == 3
    assert "写的是“青河镇人民政府”，与 --name 红河镇人民政府 不同" in result.stderr
    assert "没有下坪村村民委员会" in result.stderr
    assert not (tmp_path / "青河镇" / "ledger.db").exists()


@pytest.mark.parametrize("trace", ["证件", "备份.db"])
def test_where_there_was_a_ledger_no_other_is_begun(run: Run, tmp_path: Path, trace: str) -> None:
    """It would count its numbers from the beginning again."""
    run("init", *QINGHE)
    (tmp_path / "青河镇" / "ledger.db").rename(tmp_path / "青河镇" / trace)
    result = run("init", "青河镇")

    assert (result.exit_code, f"却有{trace}：这里用过台账" in result.stderr) == (3, True)


def test_a_new_office_must_be_named(run: Run, tmp_path: Path) -> None:
    """Wrong usage: both options are named at once."""
    result = run("init", "青河镇")

    assert (result.exit_code, "新单位要写 --name、--code" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_run_killed_after_the_ledger_was_made_is_taken_up(run: Run, tmp_path: Path) -> None:
    """The ledger that is there stays the ledger."""
    run("init", *QINGHE)
    before = (tmp_path / "青河镇" / "ledger.db").read_bytes()
    (tmp_path / "青河镇" / "office.toml").unlink()

    result = run("init", *QINGHE)

    assert (result.exit_code, (tmp_path / "青河镇" / "ledger.db").read_bytes()) == (0, before)


def test_a_wrong_code_is_refused_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    """Exit 3, every fault at once."""
    result = run("init", "--name", "青河镇人民政府", "--code", "42", "--village", "上坪村=1")

    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "name", "short"),
    [
        ("上坪村=429999101201", "上坪村村民委员会", "上坪村"),
        ("上坪村村民委员会=429999101201", "上坪村村民委员会", "上坪村"),
        ("河东社区=429999101001", "河东社区居民委员会", "河东社区"),
        ("河东社区居民委员会=429999101001", "河东社区居民委员会", "河东社区"),
    ],
)
def test_a_committees_full_name_is_made_from_the_short_one(words: str, name: str, short: str) -> None:
    """Rosters write the short name, papers the long one."""
    village = village_from(words)

    assert (village.name, village.short) == (name, short)


def test_a_village_without_its_code_is_wrong_usage() -> None:
    """The form is shown."""
    with pytest.raises(click.UsageError, match="村名=代码"):
        village_from("上坪村")
