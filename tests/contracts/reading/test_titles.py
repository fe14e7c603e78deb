"""Whose list it is by its title."""

from __future__ import annotations

import pytest

from contracts.reading.titles import subject_of


@pytest.mark.parametrize(
    ("title", "whose"),
    [
        ("某镇育龄妇女花名册", "wife"),
        ("婴幼儿花名册", "child"),
        ("孤儿登记表", "child"),
        ("独生子女父母奖励费发放表", ""),
        ("独生子女保健费发放花名册", ""),
        ("独生子女家庭情况", ""),
        ("某村名册", ""),
    ],
)
def test_a_title_says_whose_list_it_is_only_where_it_names_them(title: str, whose: str) -> None:
    """A list of families, of parents and of payments for a child is not one of children."""
    assert subject_of(title) == whose
