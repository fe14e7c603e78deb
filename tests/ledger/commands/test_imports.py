"""Lists in the ledger from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.clerks_office import Clerk, own_kind
from tests.conftest import Run

HEAD = "村组,母亲姓名,母亲身份证号,母亲电话\n"
ROW = "上坪村1组,张三,420117198503020028,13800000001\n"
OTHER = "上坪村1组,张珊,420117850302002,\n"


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Run:
    """Return the program in an office with a ledger and two lists, 2025.csv and 2026.csv."""
    done = run("--operator", "某", "init", "镇", "--name", "青河镇人民政府", "--code", "429999101")
    assert done.exit_code == 0
    (tmp_path / "2025.csv").write_text(HEAD + ROW, encoding="utf-8")
    (tmp_path / "2026.csv").write_text(HEAD + OTHER, encoding="utf-8")
    return lambda *arguments: run("--office", "镇", "--operator", "某经办", *arguments)


def test_a_trial_run_says_exactly_what_the_import_does(desk: Run) -> None:
    """Counts and likely doubles are the same; the ledger is not touched."""
    desk("roster", "import", "2025.csv")
    trial = desk("roster", "import", "2026.csv", "--dry-run")
    assert trial.stdout == ""
    assert "试运行：将记为第 2 次导入，1 行、1 人，1 对像同一人。台账未动。" in trial.stderr
    assert len(json.loads(desk("roster", "imports", "--json").stdout)) == 1

    done = desk("roster", "import", "2026.csv")

    assert done.stdout == "第 2 次导入：2026.csv，1 行、1 人\n"
    pair = "1-2  身份证号相同，姓名不同，一处写的是 15 位旧号\n"
    assert pair in trial.stderr
    assert pair in done.stderr
    assert "420117198503020028" not in done.output


def test_a_faulty_list_is_refused_unless_only_good_rows_are_wanted(desk: Run, tmp_path: Path) -> None:
    """Exit 3; with --good-only the faults are still named."""
    (tmp_path / "2026.csv").write_text(f"{HEAD}{ROW}上坪村2组,李四,1,\n", encoding="utf-8")

    assert desk("roster", "import", "2026.csv").exit_code == 3
    done = desk("roster", "import", "2026.csv", "--good-only")

    assert done.stdout == "第 1 次导入：2026.csv，1 行、1 人，另有 1 行有问题没有导入\n"
    assert "2026!C3：身份证号位数不对（有 1 位" in done.stderr


def test_the_columns_of_a_kind_of_the_offices_own_are_read_as_its_form_has_them(desk: Run, tmp_path: Path) -> None:
    """走访慰问金额 is that kind's value, not the sum of a payout, and its day is a day."""
    gift = '[fields.gift]\nlabel = "走访慰问金额"\ntype = "money"\n'
    first_on = '[fields.first_on]\nlabel = "首次走访日期"\ntype = "date"\n'
    instead = ("[fields.service_site]", f"{gift}{first_on}[fields.service_site]")
    own_kind(Clerk(folder=tmp_path / "镇"), "mutual_pledge", instead=instead)
    head = "女方姓名,女方身份证号,男方姓名,男方身份证号,走访慰问金额,首次走访日期\n"
    (tmp_path / "走访.csv").write_text(f"{head}张三,420117198503020028,,,200.5,2026年5月6日\n", encoding="utf-8")

    done = desk("roster", "import", "走访.csv")

    assert done.stderr == ""
    cells = {item["path"]: item["value"] for item in json.loads(desk("roster", "imports", "1", "--json").stdout)}
    assert {"values.gift": 20050, "values.first_on": "2026-05-06"}.items() <= cells.items()
    assert "values.amount_fen" not in cells


def test_every_value_can_be_traced_to_its_cell(desk: Run) -> None:
    """Numbers of persons are masked in every form."""
    desk("roster", "import", "2025.csv")

    cells = {item["path"]: item for item in json.loads(desk("roster", "imports", "1", "--json").stdout)}

    assert (cells["persons.0.name"]["cell"], cells["persons.0.name"]["value"]) == ("B2", "张三")
    assert cells["persons.0.id_number"]["value"] == "420117********0028"
    assert cells["persons.0.phones"]["value"] == "138000*0001"
    assert desk("roster", "imports", "9").exit_code == 5


def test_a_double_is_decided_once_and_remembered(desk: Run) -> None:
    """Side by side with the reason; a trial run keeps nothing."""
    desk("roster", "import", "2025.csv")
    desk("roster", "import", "2026.csv")
    shown = desk("roster", "duplicates").stdout
    assert shown.splitlines()[0] == "1-2  身份证号相同，姓名不同，一处写的是 15 位旧号"
    assert "（第 1 次 2025.csv 2025!C2）" in shown

    assert desk("roster", "decide", "1-2", "--same", "--because", "查了户口簿", "--dry-run").exit_code == 0
    assert desk("roster", "duplicates").stdout == shown
    assert desk("roster", "decide", "1-2", "--same", "--because", "查了户口簿").stdout == "已记下 1 对：同一人。\n"
    assert desk("roster", "duplicates").stdout == ""
    (pair,) = json.loads(desk("roster", "duplicates", "--all", "--json").stdout)
    assert (pair["verdict"], pair["because"]) == ("同一人", "查了户口簿")
    assert desk("roster", "decide", "1-2", "--because", "x").exit_code == 2
    assert desk("roster", "decide", "1-9", "--same", "--because", "x").exit_code == 5


def test_a_whole_import_is_undone_in_one_command(desk: Run) -> None:
    """A trial run first; then the same file may come again."""
    desk("roster", "import", "2025.csv")

    assert "可以撤销第 1 次导入" in desk("roster", "undo", "1", "--because", "错", "--dry-run").stderr
    done = desk("roster", "undo", "1", "--because", "导错了年份")
    assert done.stdout == "已撤销第 1 次导入：2025.csv，1 行、1 人。\n"
    assert desk("roster", "import", "2025.csv").exit_code == 0
    assert desk("roster", "undo", "1", "--because", "x").exit_code == 5
    assert desk("ledger", "verify").exit_code == 0
