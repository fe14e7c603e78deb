"""Kind folders: sound ones load, and every fault of an unsound one is named at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts.errors import KindError
from contracts.kinds import (
    PUBLIC_COLUMNS,
    filled,
    find_kind,
    load_kind,
    load_kinds,
    placeholders,
    shipped_folder,
)

MANIFEST = """
id = "pledge"
version = 1
title = "双向承诺书"
family = "contract"
subject = "household"
documents = { zh_CN = "zh_CN.docx" }
number = "{{ place }}-{{ batch }}-{{ row }}"
keep = "30年"
copies = ["甲方存"]
[roles.party_a]
label = "甲方"
types = ["village_committee"]
from = "village"
[fields.site]
label = "地点"
[[sections]]
code = "a"
heading = "承诺"
[[sections.terms]]
code = "serve"
brief = "咨询"
owed_by = "party_a"
text = "甲方在{{ site }}提供咨询。"
[example]
site = "村部"
"""


def kind_folder(tmp_path: Path, manifest: str) -> Path:
    """Return a kind folder with that manifest."""
    folder = tmp_path / "pledge"
    folder.mkdir()
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    return folder


def faults_of(tmp_path: Path, manifest: str) -> str:
    """Return what loading says of a faulty manifest."""
    with pytest.raises(KindError) as caught:
        load_kind(kind_folder(tmp_path, manifest))
    return caught.value.summary + " ".join(map(str, caught.value.problems))


def test_a_sound_kind_loads(tmp_path: Path) -> None:
    """The smallest contract that promises something."""
    kind = load_kind(kind_folder(tmp_path, MANIFEST))
    assert [term.code for term in kind.terms()] == ["serve"]


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in shipped_folder().glob("*/manifest.toml")))
def test_every_shipped_kind_is_sound(folder: str) -> None:
    """What we ship holds no fault of its own."""
    assert load_kind(shipped_folder() / folder).id == folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ site }}", "{{ sight }}", "占位符 sight"),
        ('keep = "30年"', 'keep = "30年"\nperiod_year = 3', "不认识的项 period_year"),
        ('from = "village"', 'from = "village"\nlable = "甲方"', "roles.party_a 里不认识的项 lable"),
        ('heading = "承诺"', 'heading = "承诺"\nannexe = "附件一"', "sections.a 里不认识的项 annexe"),
        ('brief = "咨询"', 'brief = "咨询"\nvoluntarily = true', "voluntarily"),
        ("{{ site }}", "{{ site|upper }}", "没有过滤器 upper"),
        ("{{ site }}", "｛｛ site ｝｝", "占位符写法不对"),
        ("{{ site }}", "{{ site", "占位符写法不对"),
        ('owed_by = "party_a"', 'owed_by = "party_z"', "没有角色 party_z"),
        ('owed_by = "party_a"\n', "", "甲方没有任何责任"),
        ('family = "contract"', 'family = "poem"', "poem"),
        ('brief = "咨询"\n', "", "没有简称"),
        ('id = "pledge"', 'id = "vow"', "与文件夹名"),
        ('title = "双向承诺书"\n', "", "title"),
        ("version = 1", "version = ", "TOML"),
    ],
)
def test_a_faulty_manifest_says_what_is_wrong(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Each fault is named in words that lead to the line."""
    assert said in faults_of(tmp_path, MANIFEST.replace(old, new))


def test_points_that_do_not_add_up_are_refused(tmp_path: Path) -> None:
    """A score sheet of 99 points is nobody's intention (row A-01)."""
    table = """
[tables.goals]
caption = "目标"
points = "points"
total = 100
columns = [{ key = "goal", label = "指标", width_mm = 50 }, { key = "points", label = "分值", width_mm = 20 }]
rows = [["兑现率", "60"], ["准确率", "39"]]
"""
    assert "分值合计 99，应为 100" in faults_of(tmp_path, MANIFEST + table)


def test_a_notice_cannot_name_a_column_outside_the_whitelist(tmp_path: Path) -> None:
    """No ID number, account or phone reaches a board (charter 4)."""
    table = """
[tables.posting]
caption = "名单"
source = "posting"
columns = [{ key = "name", label = "姓名", width_mm = 50 }, { key = "id_number", label = "身份证号", width_mm = 50 }]
"""
    said = faults_of(tmp_path, MANIFEST.replace('"contract"', '"notice"') + table)
    assert "公示不得有栏目 id_number" in said
    assert "id_number" not in PUBLIC_COLUMNS


def test_an_offices_own_kind_stands_before_the_shipped_one(tmp_path: Path) -> None:
    """An office may keep its own wording of a kind."""
    own = tmp_path / "service_contract"
    shutil.copytree(shipped_folder() / "service_contract", own)
    text = (own / "manifest.toml").read_text(encoding="utf-8")
    (own / "manifest.toml").write_text(text.replace('"计划生育服务合同"', '"青河镇服务合同"', 1), encoding="utf-8")

    assert load_kinds(shipped_folder(), tmp_path)["service_contract"].title == "青河镇服务合同"


def test_a_misspelt_kind_is_answered_with_its_neighbour() -> None:
    """The clerk sees what was meant."""
    with pytest.raises(KindError) as caught:
        find_kind(load_kinds(shipped_folder()), "service_contrct")
    assert "service_contract" in str(caught.value.problems[0])


def test_placeholders_are_read_with_their_filters() -> None:
    """Name and filter, nothing else: a manifest holds no expressions."""
    assert placeholders("{{ a }}与{{ b.c | yuan }}") == (("a", ""), ("b.c", "yuan"))
    assert filled("{{ a }}与{{ b.c | yuan }}", lambda name, how: f"<{name}{how}>") == "<a>与<b.cyuan>"
