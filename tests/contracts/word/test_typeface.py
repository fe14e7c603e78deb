"""The typefaces a Word file asks for."""

from __future__ import annotations

from contracts.word import blank
from contracts.word.typeface import faces_of
from tests.contracts.word.papers import shipped


def test_the_house_style_names_the_four_official_faces() -> None:
    """What GB/T 9704 prints with; the most used comes first."""
    found = faces_of(blank(shipped("service_contract")))

    assert set(found) == {"仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"}
    assert found[0] == "仿宋_GB2312"
