"""Manifests: a sound one loads, and what nothing reads is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from contracts.kinds import FieldType, Kind, PartySource, load_kind, shipped_folder
from contracts.model import PartyType
from tests.contracts.kind_folders import MANIFEST, kind_folder


def test_a_sound_kind_loads(tmp_path: Path) -> None:
    """The smallest contract that promises something."""
    kind = load_kind(kind_folder(tmp_path, MANIFEST))
    assert [term.code for term in kind.terms()] == ["serve"]


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in shipped_folder().glob("*/manifest.toml")))
def test_every_shipped_kind_is_sound(folder: str) -> None:
    """What we ship holds no fault of its own."""
    assert load_kind(shipped_folder() / folder).id == folder


def test_an_example_may_bring_rows_of_a_source_and_a_kind_its_own_layout(tmp_path: Path) -> None:
    """So that a table filled from the ledger can be proved without a ledger."""
    rows = 'site = "村部"\nroster = [{ serial = "1", name = "王某" }]'
    words = MANIFEST.replace('keep = "30年"', 'keep = "30年"\nlayout = "contract"').replace('site = "村部"', rows)
    columns = '{ key = "serial", label = "序号", width_mm = 20 }, { key = "name", label = "姓名", width_mm = 50 }'
    table = f'[tables.list]\ncaption = "名单"\nafter = "a"\nsource = "roster"\ncolumns = [{columns}]\n[example]'

    kind = load_kind(kind_folder(tmp_path, words.replace("[example]", table)))

    assert kind.example_rows == (("roster", ({"serial": "1", "name": "王某"},)),)
    assert kind.example == (("site", "村部"),)
    assert kind.layout == "contract"


def test_the_guide_explains_every_key_type_and_place() -> None:
    """Whoever adds a kind reads ``templates/README.md`` and nothing else."""
    guide = (shipped_folder() / "README.md").read_text(encoding="utf-8")
    derived = {
        "issued_from",
        "issued_to",
        "folder",
        "template",
        "stub",
        "sha256",
        "print_set",
        "example_rows",
        "locale",
        "beside",
    }
    keys = {item.name for item in fields(Kind)} - derived | {"issued", "stubs", "documents"}
    words = keys | {*get_args(PartyType), *get_args(PartySource), *get_args(FieldType)}

    assert [word for word in sorted(words) if word not in guide] == []
