"""The children written into one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.model import PartialDate
from contracts.reading.children import Child, parse_children


def told(written: str) -> list[tuple[int, str, str, str]]:
    """Return order, sex (``f``, ``m`` or nothing), name and birthday of each child of a cell."""
    return [
        (child.order, (child.gender or "")[:1], child.name, str(child.birth) if child.birth else "")
        for child in parse_children(written)
    ]


def test_children_in_one_cell_come_out_in_order() -> None:
    """Order, sex, name and day of each."""
    assert parse_children("长女张小红1998.5；次子张小明2003年5月6日") == (
        Child(order=1, gender="female", name="张小红", birth=PartialDate(year=1998, month=5)),
        Child(order=2, gender="male", name="张小明", birth=PartialDate(year=2003, month=5, day=6)),
    )


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("刘妍（女，2002-01-18）、刘萱(2006.5,女)", [(0, "f", "刘妍", "2002-01-18"), (0, "f", "刘萱", "2006-05")]),
        ("长子瞿泽宇(1994.01) 次子瞿旭(1999.08)", [(1, "m", "瞿泽宇", "1994-01"), (2, "m", "瞿旭", "1999-08")]),
        ("长女:周曼,1993.5.21生\n长子:周博,1999年生", [(1, "f", "周曼", "1993-05-21"), (1, "m", "周博", "1999")]),
        ("1.张红 女 1998.5 2.张明 男 2003.1", [(0, "f", "张红", "1998-05"), (0, "m", "张明", "2003-01")]),
        ("长女 张 小红 1998.5", [(1, "f", "张小红", "1998-05")]),
        ("独子吴梓轩2012.12", [(1, "m", "吴梓轩", "2012-12")]),
        ("长女张小红次子张小明", [(1, "f", "张小红", ""), (2, "m", "张小明", "")]),
        ("一孩张小红二○○八年五月", [(1, "", "张小红", "2008-05")]),
        ("阿依古丽·买买提(女 1998.5)", [(0, "f", "阿依古丽·买买提", "1998-05")]),
        ("女 1998.5", [(0, "f", "", "1998-05")]),
        ("侯馨月 女 2001年3月30日", [(0, "f", "侯馨月", "2001-03-30")]),
    ],
)  # fmt: skip
def test_each_clerk_writes_them_in_another_way(written: str, wanted: list[tuple[int, str, str, str]]) -> None:
    """In brackets, numbered, line by line, with the sex in front or behind."""
    assert told(written) == wanted


@pytest.mark.parametrize("written", ["无", "未育", "", "-", "未婚未育", "暂无"])
def test_no_child_is_no_fault(written: str) -> None:
    """Nobody is made up, nothing is complained about."""
    assert parse_children(written) == ()


@pytest.mark.parametrize(
    "written", ["两个孩子都在外地", "张红女1998.5", "出生于1998.5", "二孩", "张小红", "长女张小红1998.5见户口簿"]
)
def test_what_is_not_certain_is_asked(written: str) -> None:
    """Whether 女 is the sex or part of the name nobody can tell."""
    with pytest.raises(ValueError, match=r"看不懂的子女情况.*，请"):
        parse_children(written)


@given(st.text(alphabet="长次女子张红明 、；(),1998.5年月生\n", max_size=24))
def test_any_cell_is_children_or_a_reason(written: str) -> None:
    """No cell ends the program."""
    try:
        parse_children(written)
    except ValueError as error:
        assert "，请" in str(error)  # noqa: PT017
