"""Settings shown and checked."""

from __future__ import annotations

import json
from pathlib import Path

from contracts.settings import Office, Village, office_toml
from tests.conftest import Run

OFFICE = Office(
    name="青河镇人民政府",
    short="青",
    type="township",
    division_code="429999101",
    villages=(Village(name="上坪村村民委员会", short="上坪村", division_code="429999101201"),),
    values=(("", "service_site", "青河镇卫生院"), ("service_contract", "service_site", "上坪村卫生室")),
)


def test_every_key_is_shown_with_what_it_is_for(run: Run, tmp_path: Path) -> None:
    """As a listing, so that it can go into a workbook."""
    (tmp_path / "office.toml").write_text(office_toml(OFFICE), encoding="utf-8")

    rows = json.loads(run("config", "show", "--json").stdout)

    assert {"key": "office.short", "value": "青", "meaning": "发文代字，如“青”"} in rows
    assert [row["value"] for row in rows if row["key"].startswith("values")] == ["青河镇卫生院", "上坪村卫生室"]
    assert [row["key"] for row in rows if row["value"] == "上坪村"] == ["villages[1].short"]


def test_a_check_names_what_is_still_empty(run: Run, tmp_path: Path) -> None:
    """It is no fault yet; the paper that needs it will ask."""
    (tmp_path / "office.toml").write_text(office_toml(OFFICE), encoding="utf-8")

    result = run("config", "check")

    assert result.exit_code == 0
    assert result.stdout.endswith("office.toml：青河镇人民政府，1 个村（社区），没有问题。\n")
    assert "office.toml office.phone：还没有填写" in result.stderr


def test_a_faulty_file_is_refused_with_every_fault(run: Run, tmp_path: Path) -> None:
    """Exit 3."""
    (tmp_path / "office.toml").write_text("[office]\nname = 3\n", encoding="utf-8")

    result = run("config", "check")

    assert result.exit_code == 3
    assert "错误：office.toml 有 4 处问题。改正后请重新运行。" in result.stderr


def test_another_folder_can_be_named(run: Run, tmp_path: Path) -> None:
    """One machine may serve two offices."""
    (tmp_path / "某处").mkdir()
    (tmp_path / "某处" / "office.toml").write_text(office_toml(OFFICE), encoding="utf-8")

    assert run("config", "check").exit_code == 3
    assert run("--office", "某处", "config", "check").exit_code == 0
