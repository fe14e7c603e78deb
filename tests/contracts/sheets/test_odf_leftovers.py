"""What of an ``.ods`` does not come along."""

from __future__ import annotations

import pytest

from contracts.sheets.odf_leftovers import Leftovers


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ([("draw:frame", {}), ("draw:image", {}), ("draw:image", {})], ["图片"]),
        ([("draw:frame", {}), ("draw:object", {}), ("draw:image", {})], ["图表"]),
        ([("draw:frame", {}), ("draw:object", {}), ("draw:frame", {}), ("draw:image", {})], ["图表", "图片"]),
        ([("table:table", {"table:protected": "true", "table:print-ranges": "册.A1"})], ["工作表保护", "打印区域"]),
        ([("table:table", {"table:protected": "false", "table:print-ranges": ""})], []),
        ([("table:named-range", {"table:name": "_xlnm.Print_Titles"})], []),
        ([("table:named-range", {"table:name": "率"})], ["自定义名称"]),
        ([("text:p", {}), ("table:table-cell", {})], []),
    ],
)
def test_only_what_is_really_there_is_said_and_once(
    elements: list[tuple[str, dict[str, str]]], expected: list[str]
) -> None:
    """A line about what was never there makes a clerk look for it."""
    leftovers = Leftovers()
    for name, attributes in elements:
        leftovers.look(name, attributes)

    assert (list(leftovers), bool(leftovers)) == (expected, bool(expected))
