"""A table that would print wrong is told with its place and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.kind_folders import MANIFEST, faults_of

GOALS = """
[tables.goals]
caption = "目标"
after = "a"
points = "points"
total = 100
columns = [{ key = "goal", label = "指标", width_mm = 50 }, { key = "points", label = "分值", width_mm = 20 }]
rows = [["兑现率", "60"], ["准确率", "40"]]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("width_mm = 20", "width_mm = 107", "各栏合计 157 毫米，contract 版式的纸只能印 156 毫米"),
        ('points = "points"', 'points = "point"', "tables.goals.points：没有栏目 point，可用：goal、points"),
        ('points = "points"', 'points = "goal"', "分值“兑现率”不是整数"),
        ("total = 100\n", "", "points 和 total 只写了一样"),
        ('rows = [["兑现率", "60"], ["准确率", "40"]]', "", "没有行"),
        ('after = "a"', 'after = "a"\nsource = "roster"', "既写了行，又写了 source"),
        ('rows = [["兑现率", "60"], ["准确率", "40"]]', 'source = "ranking"', "没有数据来源 ranking"),
        ('after = "a"', 'after = "a"\nannex = "附件一"', "既写了 after，又写了 annex"),
        ('after = "a"', 'after = "b"', "没有章节 b"),
        ('after = "a"', 'after = "a"\noptional = true', "写了 optional，却是附件，或者行写在文种里"),
        ('key = "points"', 'key = "goal"', "tables.goals goal：栏目重复"),
    ],
)
def test_a_table_that_would_print_wrong_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Before anybody prints it."""
    assert old in GOALS
    assert said in faults_of(tmp_path, MANIFEST.replace("[example]", GOALS.replace(old, new) + "[example]"))


def test_a_landscape_list_may_be_wider(tmp_path: Path) -> None:
    """It lies across the sheet: 261 millimetres."""
    wide = GOALS.replace("width_mm = 20", "width_mm = 212")
    words = MANIFEST.replace("[example]", wide + "[example]")
    words = words.replace("version = 1", 'version = 1\nlayout = "list_sheet"')

    assert "各栏合计 262 毫米，list_sheet 版式的纸只能印 261 毫米" in faults_of(tmp_path, words)
