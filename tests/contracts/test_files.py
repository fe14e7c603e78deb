"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import DocumentError
from contracts.files import read_word_file, write_whole


def test_an_older_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """The folder holds the new content and no half-written sister."""
    target = tmp_path / "清单.csv"
    target.write_bytes(b"old")

    write_whole(target, b"new")

    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    """Here the target is a folder, so the last step fails."""
    target = tmp_path / "清单.csv"
    target.mkdir()

    with pytest.raises(OSError, match=r"清单\.csv"):
        write_whole(target, b"new")

    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_word_holds_open_is_named_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to read it; exit 3, nothing written."""

    def held(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(DocumentError) as caught:
        read_word_file(tmp_path / "zh_CN.docx")

    assert caught.value.exit_code == 3
    assert "zh_CN.docx" in caught.value.problems[0].where
    assert "关闭" in caught.value.problems[0].hint


def test_a_word_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A sentence, not a traceback."""
    with pytest.raises(DocumentError) as caught:
        read_word_file(tmp_path / "zh_CN.docx")

    assert "没有这个文件" in caught.value.problems[0].message
