"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.files import write_whole


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
