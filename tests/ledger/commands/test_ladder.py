"""The ladder of offices from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.clerks_office import office_at

CODE = "429999101201"


def test_a_standing_is_for_an_office_and_says_the_next_rung(tmp_path: Path) -> None:
    """A person's name is no village."""
    clerk = office_at(tmp_path / "青河镇")
    leap = clerk.run("assess", "standing", "上坪村", "--to", "重点管理", "--because", "逾期")
    person = clerk.run("assess", "standing", "周桂兰", "--to", "黄牌警告", "--because", "逾期")

    assert (leap.exit_code, "上坪村村民委员会：现在是“正常”" in leap.stderr, CODE in leap.stderr) == (5, True, False)
    assert (person.exit_code, "本单位没有" in person.stderr) == (2, True)
    assert "黄牌警告" in clerk.done("assess", "standing", "上坪村", "--to", "黄牌警告", "--because", "逾期")
    assert clerk.done("assess", "standings", "上坪村") == (
        "第 1 号  2026-11-22  上坪村村民委员会  黄牌警告：逾期\n"
    )


def test_a_village_warned_by_mistake_stands_where_it_stood(tmp_path: Path) -> None:
    """The list keeps the warning and says why it counts no more; the next step is the one from there."""
    clerk = office_at(tmp_path / "青河镇")
    clerk.done("assess", "standing", "上坪村", "--to", "黄牌警告", "--because", "逾期")
    before = clerk.state()
    trial = clerk.run("assess", "withdraw-standing", "1", "--because", "记错了村", "--dry-run")

    assert (trial.exit_code, clerk.state() == before) == (0, True)
    assert clerk.done("assess", "withdraw-standing", "1", "--because", "记错了村") == (
        "上坪村村民委员会：“黄牌警告”已撤销，现在是“正常”。\n"
    )
    assert clerk.done("assess", "standings") == (
        "第 1 号  2026-11-22  上坪村村民委员会  黄牌警告：逾期；已撤销：记错了村\n"
    )
    again = clerk.run("assess", "withdraw-standing", "1", "--because", "记错了村")
    assert (again.exit_code, "已经撤销" in again.stderr) == (5, True)
    clerk.done("assess", "standing", "上坪村", "--to", "黄牌警告", "--because", "真的逾期")
