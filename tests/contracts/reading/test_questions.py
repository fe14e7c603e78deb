"""What is asked where headings leave something open."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import RosterError
from tests.contracts.reading.test_roster import GOOD, HIS, roster


def test_unknown_headings_are_named_and_near_ones_only_asked(tmp_path: Path) -> None:
    """身份证复印件 is not 身份证号, however near."""
    with pytest.raises(RosterError) as caught:
        roster(tmp_path, ("甲", "乙丙", "联系电化"), ("a", "b", "c"))
    assert "乙丙" in caught.value.problems[0].message
    assert "是不是" in caught.value.problems[0].hint

    reading = roster(tmp_path, ("姓名", "身份证号", "身份证号吗", "绰号"), ("张三", HIS, "x", "钓鱼"))
    assert [problem.where for problem in reading.problems] == ["花名册!C1"]
    assert "绰号" in reading.skipped[0].why


def test_headings_that_leave_whose_in_doubt_are_asked_all_at_once(tmp_path: Path) -> None:
    """Two bare names and no word who is who."""
    with pytest.raises(RosterError) as caught:
        roster(tmp_path, ("姓名", "身份证号", "姓名", "身份证号"), ("张三", HIS, "李四", GOOD))

    asked = [(problem.where, problem.hint.split("；")[0]) for problem in caught.value.problems]
    assert asked == [("花名册!C1", "请在表头写明，例如“女方姓名”"), ("花名册!D1", "请在表头写明，例如“女方身份证号”")]
