"""Kinds are found by name; the office's own stand before the shipped ones."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from contracts.errors import KindError
from contracts.kinds import (
    find_kind,
    folder_to_start_from,
    kind_at_hand,
    load_kind,
    load_kinds,
    shipped_folder,
)
from contracts.word.archive import read_parts


def test_an_offices_own_kind_stands_before_the_shipped_one(tmp_path: Path) -> None:
    """An office may keep its own wording of a kind."""
    own = tmp_path / "service_contract"
    shutil.copytree(shipped_folder() / "service_contract", own)
    text = (own / "manifest.toml").read_text(encoding="utf-8")
    (own / "manifest.toml").write_text(text.replace('"计划生育服务合同"', '"青河镇服务合同"', 1), encoding="utf-8")

    assert load_kinds(shipped_folder(), tmp_path)["service_contract"].title == "青河镇服务合同"


def test_a_new_kind_starts_from_an_old_one_under_its_own_name(tmp_path: Path) -> None:
    """Words and looks are the old ones, in every language."""
    old = load_kinds(shipped_folder())["honour_certificate"]
    folder = tmp_path / "village_honour"
    folder.mkdir()
    for name, content in folder_to_start_from(old, folder.name).items():
        (folder / name).write_bytes(content)
    new = load_kind(folder)

    assert (new.id, new.title, new.template) == ("village_honour", old.title, old.template)
    assert {path.name for path in folder.iterdir()} == {path.name for path in old.folder.iterdir()}


def test_a_new_kind_begins_at_its_first_version_and_says_where_it_is_from() -> None:
    """The old one's number and remarks are of its own changes."""
    old = load_kinds(shipped_folder())["mutual_pledge"]
    first, *lines = folder_to_start_from(old, "elder_care_pledge")["manifest.toml"].decode().splitlines()

    assert old.version > 1
    assert first == "# 从 mutual_pledge 抄来。"
    assert lines[:2] == ['id = "elder_care_pledge"', "version = 1"]


@pytest.mark.parametrize("name", ["助老承诺书", "Elder", "2026_pledge", "a b", "", "a__b"])
def test_a_name_that_is_no_id_is_refused(name: str) -> None:
    """Folder, ledger and manifest share one spelling."""
    with pytest.raises(KindError):
        folder_to_start_from(load_kinds(shipped_folder())["mutual_pledge"], name)


def test_a_misspelt_kind_is_answered_with_its_neighbour() -> None:
    """The clerk sees what was meant."""
    with pytest.raises(KindError) as caught:
        find_kind(load_kinds(shipped_folder()), "service_contrct")
    assert "service_contract" in str(caught.value.problems[0])


def test_a_yearly_paper_is_found_by_its_title_with_and_without_the_year() -> None:
    """The title as printed has the year before it (domain §2.6); other titles have none."""
    kinds = load_kinds(shipped_folder())

    for title in ("2026年人口和计划生育服务目标管理责任书", "人口和计划生育服务目标管理责任书"):
        assert find_kind(kinds, title).id == "village_responsibility_agreement"
    with pytest.raises(KindError):
        find_kind(kinds, "2026年计划生育服务合同")


def test_one_kind_is_found_without_reading_the_others(tmp_path: Path) -> None:
    """By id, the office's own first, or by its title; a fault in another kind keeps nobody from the counter."""
    own = tmp_path / "service_contract"
    shutil.copytree(shipped_folder() / "service_contract", own)
    (tmp_path / "faulty").mkdir()
    (tmp_path / "faulty" / "manifest.toml").write_text("?", encoding="utf-8")
    title = find_kind(load_kinds(shipped_folder()), "tip_line_notice").title

    assert kind_at_hand("service_contract", shipped_folder(), tmp_path).folder == own
    assert kind_at_hand("tip_line_notice", shipped_folder(), tmp_path).title == title
    assert kind_at_hand(title, shipped_folder()).id == "tip_line_notice"
    for wrong in ("service_contrct", "../service_contract"):
        with pytest.raises(KindError):
            kind_at_hand(wrong, shipped_folder())


def test_a_kind_that_somebody_still_writes_hinders_no_other(tmp_path: Path) -> None:
    """Asked for, it says its faults; the shipped one it was to stand in for is not printed in its place."""
    for name in ("service_contract", "half_written"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.toml").write_text('id = "half', encoding="utf-8")

    kinds = load_kinds(shipped_folder(), tmp_path)

    assert find_kind(kinds, "policy_notice").id == "policy_notice"
    assert "half_written" not in kinds
    for name in ("service_contract", "half_written"):
        with pytest.raises(KindError, match=name):
            find_kind(kinds, name)


def test_what_the_readme_says_a_word_file_may_name_is_what_ours_name() -> None:
    """Whoever draws the paper by hand finds every placeholder that a contract with annexes needs."""
    words = (shipped_folder() / "README.md").read_text(encoding="utf-8")
    table = words.partition("Word 文件里可用的名称")[2].partition("\n## ")[0]
    told = {re.sub(r"\.(章|表|栏目)", ".X", name) for name in re.findall(r"\{\{ ([^ ]+) \}\}", table)}
    files = [shipped_folder() / kind / "zh_CN.docx" for kind in ("service_contract", "reward_support_notice")]
    parts = [item for path in files for item in read_parts(path.read_bytes()).items()]
    ours = " ".join(data.decode() for name, data in parts if name.endswith(".xml"))

    for name in sorted(told - {"values.X"}):
        assert re.search(name.replace(".X", r"\.[a-z_]+").replace("term.", "[a-z]+."), ours), name
