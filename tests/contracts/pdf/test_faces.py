"""A face that is not there is named with what takes its place, before anything is printed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from contracts.pdf.faces import Substitute, missing_faces, recipe

needs_fontconfig = pytest.mark.skipif(shutil.which("fc-match") is None, reason="fontconfig is not installed")


@needs_fontconfig
def test_a_face_nobody_has_is_named_with_its_substitute() -> None:
    """The clerk reads both names."""
    (found,) = missing_faces(["没有这种字体"])

    assert found.face == "没有这种字体"
    assert found.instead
    assert "没有这种字体" in str(found)
    assert found.instead in str(found)


@needs_fontconfig
def test_a_face_that_is_there_is_not_named() -> None:
    """Whatever this machine has."""
    (other,) = missing_faces(["没有这种字体"])
    assert missing_faces([other.instead]) == ()


def test_on_windows_the_font_folder_is_looked_into(tmp_path: Path) -> None:
    """Names of files there do not depend on the language; faces we know no file of are not judged."""
    (tmp_path / "SIMFANG.TTF").write_bytes(b"")

    found = missing_faces(["仿宋_GB2312", "楷体_GB2312", "某种字体"], font_folder=tmp_path)
    assert found == (Substitute(face="楷体_GB2312", instead=""),)


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig reads the recipe on Linux")
def test_the_recipe_is_a_file_and_the_systems_own_wish_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """An office that set FONTCONFIG_FILE keeps it."""
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    with recipe() as path:
        assert "仿宋_GB2312" in Path(path).read_text(encoding="utf-8")
    monkeypatch.setitem(os.environ, "FONTCONFIG_FILE", "own.conf")
    with recipe() as path:
        assert path == ""
