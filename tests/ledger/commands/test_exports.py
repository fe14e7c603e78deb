"""Exports from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contracts.reading.roster import read_roster
from tests.conftest import Run

LIST = "村组,户主姓名,身份证号,金额,是否发放\n上坪村1组,张三,420117198503020028,960,√\n上坪村2组,李四,1,100,\n"


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Run:
    """Return the program in an office with a ledger and a list, 名册.csv, of which one row has a fault."""
    run("--operator", "某", "init", "镇", "--name", "青河镇人民政府", "--code", "429999101")
    (tmp_path / "名册.csv").write_text(LIST, encoding="utf-8")
    return lambda *arguments: run("--office", "镇", "--operator", "某经办", *arguments)


def test_profiles_are_listed(desk: Run) -> None:
    """With how they write numbers and days."""
    assert "finance_payout  财政发放名册（证号 plain，日期 iso）" in desk("roster", "profiles").stdout
    assert {item["name"] for item in json.loads(desk("roster", "profiles", "--json").stdout)} > {"village_check"}


def test_a_list_is_handed_on_in_another_form(desk: Run, tmp_path: Path) -> None:
    """With its faults nothing; the good rows if wanted; a trial run writes nothing."""
    order = ("roster", "export", "名册.csv", "--profile", "finance_payout", "-o", "财政.xlsx")
    refused = desk(*order)
    assert refused.exit_code == 3
    assert "名册!C3" in refused.stderr
    trial = desk(*order, "--good-only", "--dry-run")
    assert "试运行：将按“财政发放名册”写出 财政.xlsx，1 行。未写任何文件。" in trial.stderr
    assert not (tmp_path / "财政.xlsx").exists()

    done = desk(*order, "--good-only")

    assert done.stdout == "财政.xlsx：财政发放名册，1 行\n"
    (record,) = read_roster(tmp_path / "财政.xlsx").records
    assert (record.persons[0].id_number, record.value("amount_fen"), record.value("paid")) == (
        "420117198503020028", 96000, True,
    )  # fmt: skip


def test_lists_in_the_ledger_are_handed_on_too(desk: Run, tmp_path: Path) -> None:
    """Nothing there is said as such."""
    order = ("roster", "export", "--ledger", "--profile", "village_check", "-o", "核对.csv")
    assert desk(*order).exit_code == 3
    desk("roster", "import", "名册.csv", "--good-only")

    assert desk(*order).stdout == "核对.csv：村级核对名册，1 行\n"
    assert "420117********0028" in (tmp_path / "核对.csv").read_text(encoding="utf-8-sig")
    assert desk(*order, "--import", "7").exit_code == 3


def test_a_broken_profile_stops_only_the_export_that_asks_for_it(desk: Run, tmp_path: Path) -> None:
    """One line names file, place and cure; a good one beside it works, and says which columns stay empty."""
    own = tmp_path / "镇" / "rosters" / "profiles"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('title = "某县"\nid_format = "roman"\n', encoding="utf-8")
    order = ("roster", "export", "名册.csv", "--good-only", "-o", "a.csv", "--profile")

    good, broken = desk(*order, "village_check"), desk(*order, "mine")

    assert good.stdout == "a.csv：村级核对名册，1 行\n"
    assert "名册里没有这几栏的内容，整栏空着：配偶姓名" in good.stderr
    assert broken.exit_code == 3
    (line,) = [line for line in broken.stderr.splitlines() if "mine.toml" in line]
    assert line.startswith("rosters/profiles/mine.toml：导出格式写得不对（第 2 行 id_format 不能是“roman”")
    listed = desk("roster", "profiles")
    assert "village_check" in listed.stdout
    assert line in listed.stderr


def test_who_died_is_not_handed_on_as_living(desk: Run, tmp_path: Path) -> None:
    """Unless the receiver asks for the day of death; both are said (V6)."""
    report = "本人情况,,死亡情况,\n姓名,身份证号,姓名,死亡日期\n张三,420117198503020028,王五,2026-10-03\n"
    (tmp_path / "报告单.csv").write_text(report, encoding="utf-8")
    own = tmp_path / "镇" / "rosters" / "profiles"
    own.mkdir(parents=True)
    columns = '[{ heading = "姓名", field = "person.name" }, { heading = "死亡日期", field = "values.died_on" }]'
    (own / "deaths.toml").write_text(f'name = "deaths"\ntitle = "死亡"\ncolumns = {columns}', encoding="utf-8")

    living = desk("roster", "export", "报告单.csv", "--profile", "village_check", "-o", "核对.csv")
    all_of_them = desk("roster", "export", "报告单.csv", "--profile", "deaths", "-o", "死亡.csv")

    assert "1 行是死亡情况里的人，没有导出。" in living.stderr
    assert "王五" not in (tmp_path / "核对.csv").read_text(encoding="utf-8-sig")
    assert "王五,2026-10-03" in (tmp_path / "死亡.csv").read_text(encoding="utf-8-sig")
    assert all_of_them.stdout == "死亡.csv：死亡，2 行\n"


def test_wrong_usage_is_said_before_anything_is_read(desk: Run) -> None:
    """One source, a known form, a file of its own."""
    rest = ("--profile", "village_check", "-o")
    assert desk("roster", "export", *rest, "a.csv").exit_code == 2
    assert desk("roster", "export", "名册.csv", "--ledger", *rest, "a.csv").exit_code == 2
    assert desk("roster", "export", "名册.csv", *rest, "a.txt").exit_code == 2
    assert desk("roster", "export", "名册.csv", *rest, "名册.csv").exit_code == 2
    unknown = desk("roster", "export", "名册.csv", "--profile", "nothing", "-o", "a.csv")
    assert unknown.exit_code == 3
    assert "finance_payout" in unknown.stderr
