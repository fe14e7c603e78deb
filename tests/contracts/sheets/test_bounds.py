"""How large a file may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.sheets.bounds import MOST_CELLS_IN_ALL, MOST_COLUMNS, MOST_ROWS, check_cells, check_extent, check_size


def test_sizes_are_checked_first(tmp_path: Path) -> None:
    """No file, a folder, an empty file: each with its cure."""
    (tmp_path / "空.xlsx").write_bytes(b"")
    for path, words in ((tmp_path / "无.xlsx", "没有这个文件"), (tmp_path, "文件夹"), (tmp_path / "空.xlsx", "0 字节")):
        with pytest.raises(RosterError) as caught:
            check_size(path)
        assert words in caught.value.problems[0].message


def test_the_limits_are_limits(tmp_path: Path) -> None:
    """One more is refused."""
    check_extent(tmp_path, MOST_ROWS, 20)
    for rows, columns in ((MOST_ROWS + 1, 1), (1, MOST_COLUMNS + 1), (MOST_ROWS, MOST_COLUMNS)):
        with pytest.raises(RosterError):
            check_extent(tmp_path, rows, columns)
    check_cells(tmp_path, MOST_CELLS_IN_ALL)
    with pytest.raises(RosterError):
        check_cells(tmp_path, MOST_CELLS_IN_ALL + 1)
