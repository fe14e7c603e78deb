"""A default and an example are held to the type of their field."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.kinds import load_kind
from tests.contracts.kind_folders import MANIFEST, faults_of, kind_folder


def field(kind_of: str, default: str) -> str:
    """Return the manifest with one more field."""
    return MANIFEST.replace(
        "[fields.site]", f'[fields.more]\nlabel = "另项"\ntype = "{kind_of}"\ndefault = "{default}"\n[fields.site]'
    )


@pytest.mark.parametrize(
    ("kind_of", "good", "bad"),
    [
        ("date", "2026-03-05", "明天"),
        ("money", "6,000元", "若干"),
        ("int", "12", "十几个"),
        ("percent", "98.5", "九成"),
        ("phone", "0710-5550101", "见公告栏"),
    ],
)
def test_a_default_fits_its_field(tmp_path: Path, kind_of: str, good: str, bad: str) -> None:
    """It would be printed, or break the printing, on every paper."""
    said = faults_of(tmp_path, field(kind_of, bad))

    assert f"fields.more.default：“{bad}”不合栏目的类型 {kind_of}" in said
    (tmp_path / "pledge" / "manifest.toml").write_text(field(kind_of, good), encoding="utf-8")
    assert load_kind(tmp_path / "pledge").fields[0].default == good


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('sight = "村部"', "example.sight：不是本文种的栏目"),
        ('[[example.rooster]]\na = "1"', "example.rooster：没有表和条款用它"),
        ('[[example.roster]]\ngoals = "1"', "example.roster goals：不是名册的栏目"),
    ],
)
def test_an_example_of_nothing_is_told(tmp_path: Path, more: str, said: str) -> None:
    """A misspelt name would leave the example without it."""
    table = (
        '[tables.list]\ncaption = "名单"\nafter = "a"\nsource = "roster"\n'
        'columns = [{ key = "goal", label = "指标", width_mm = 50 }]\n[example]'
    )

    assert said in faults_of(tmp_path, MANIFEST.replace("[example]", table) + more)


def test_an_example_that_fits_is_no_fault(tmp_path: Path) -> None:
    """The manifest of the tests has none."""
    assert load_kind(kind_folder(tmp_path, MANIFEST)).example == (("site", "村部"),)
