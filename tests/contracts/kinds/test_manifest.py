"""Manifests: a sound one loads, and what nothing reads is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.kinds import load_kind, shipped_folder
from tests.contracts.kind_folders import MANIFEST, kind_folder


def test_a_sound_kind_loads(tmp_path: Path) -> None:
    """The smallest contract that promises something."""
    kind = load_kind(kind_folder(tmp_path, MANIFEST))
    assert [term.code for term in kind.terms()] == ["serve"]


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in shipped_folder().glob("*/manifest.toml")))
def test_every_shipped_kind_is_sound(folder: str) -> None:
    """What we ship holds no fault of its own."""
    assert load_kind(shipped_folder() / folder).id == folder
