"""A small sheet beside a command: rows as text, every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import InputError
from ledger.commands.side_tables import table_rows

_COUNTS = {"township": ("乡镇",), "added": ("新增人数", "新增")}


def sheet(folder: Path, text: str) -> Path:
    """Write a sheet as a clerk saves it."""
    path = folder / "人数.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_each_row_is_read_by_its_headings(tmp_path: Path) -> None:
    """Either heading will do."""
    rows = table_rows(sheet(tmp_path, "乡镇,新增\n白沙镇,5\n"), _COUNTS, counts=("added",))

    assert rows == ({"township": "白沙镇", "added": "5"},)


def test_every_count_that_is_none_is_named_with_its_place(tmp_path: Path) -> None:
    """Not the first alone, and by its column: the cell may hold a name or a number that is not to be repeated."""
    with pytest.raises(InputError) as caught:
        table_rows(sheet(tmp_path, "乡镇,新增人数\n白沙镇,五\n黑石镇,-1\n"), _COUNTS, counts=("added",))

    assert [problem.message for problem in caught.value.problems] == ["“新增人数”不是整数"] * 2
