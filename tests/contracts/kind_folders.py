"""The smallest kind that promises something, for the tests that spoil it."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import KindError
from contracts.kinds import load_kind

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
