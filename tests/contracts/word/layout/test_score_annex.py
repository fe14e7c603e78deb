"""The score sheet behind a responsibility agreement: the agreement's own indicators, and boxes nobody has filled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.word.layout.score_annex import score_annex
from contracts.word.reading import printed as read
from tests.contracts.word.papers import printed, shipped

OFFICES = [
    f"{name}_agreement" for name in ("county_township", "department", "unit_responsibility", "village_responsibility")
]


@pytest.mark.parametrize("name", OFFICES)
def test_an_agreement_with_points_carries_its_sheet(name: str) -> None:
    """D-07, §2.7: what is scored, out of how much, by whom, checked by whom; the sum is the declared one."""
    _, _, sheet = read(printed(name).content).partition("考核评分表")

    wanted = ("被考核单位：", "考核期：", "扣分", "得分", "依据", "合计", "100", "考核人（签字）", "复核人（签字）")
    for words in wanted:
        assert words in sheet, words
    assert "责任人" not in sheet


def test_the_sheet_lists_what_the_agreement_lists() -> None:
    """An indicator stands once in the manifest and is read in both places."""
    text = read(printed("village_responsibility_agreement").content)

    assert text.count("流入家庭服务覆盖率") == 2


@pytest.mark.parametrize("name", ["group_head_agreement", "duty_sheet", "service_contract"])
def test_nobody_else_is_scored(name: str) -> None:
    """Charter 3: persons and families have no sheet."""
    assert score_annex(shipped(name), 156) == ""


def test_without_room_for_the_boxes_there_is_no_sheet() -> None:
    """An office's own table may take the whole width; a box too narrow to write in helps nobody."""
    kind = shipped("village_responsibility_agreement")
    table = kind.tables[0]
    wide = tuple(replace(item, key="remark") if item.key == "evidence" else item for item in table.columns)

    assert score_annex(replace(kind, tables=(replace(table, columns=wide),)), 156) == ""
