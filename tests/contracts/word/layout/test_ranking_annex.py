"""The ranking table behind a responsibility agreement: offices by points, in a form that nobody has filled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.kinds import PrintCopy
from contracts.papers.proofs import example
from contracts.word.layout.ranking_annex import RANK
from contracts.word.reading import printed as read
from tests.contracts.word.papers import printed, shipped
from tests.test_every_kind import paper_of, signing_day

RANKED = {"county_township": "乡镇（街道）", "department": "部门", "village_responsibility": "村（社区）"}


@pytest.mark.parametrize("name", RANKED)
def test_offices_that_are_ranked_have_the_form_behind_the_score_sheet(name: str) -> None:
    """§2.7, A-05, A-08: rank, office, points, change, why it is no candidate; ties are explained in a clause."""
    body, _, form = read(printed(f"{name}_agreement").content).partition("考核得分排名表")

    assert "附件一\n考核评分表" in body
    assert body.endswith("附件二\n")
    assert "得分相同的名次并列" in body
    columns = ("名次", RANKED[name], "得分", "较上期", "不评先的事由", "备注")
    for words in (*columns, "考核单位：", "考核期：", "考核单位（盖章）："):
        assert words in form, words


@pytest.mark.parametrize("name", ["duty_sheet", "group_head_agreement", "unit_responsibility_agreement"])
def test_nobody_but_an_office_is_ranked(name: str) -> None:
    """Charter 3: no person; a unit that sits here is no office of ours."""
    assert not [table for table in shipped(name).tables if table.columns[0].key == RANK]


def test_the_print_set_says_which_copy_carries_it() -> None:
    """An office that wants the form on its own copy alone says so in the manifest."""
    kind = shipped("village_responsibility_agreement")
    bare = replace(kind, print_set=(kind.print_set[0], PrintCopy(label=kind.copies[1], annexes=())))
    draft = example(bare, signing_on=signing_day(bare))

    with_form, without = (read(paper_of(draft, bare, label)) for label in bare.copies)
    assert "考核得分排名表" in with_form
    assert "考核得分排名表" not in without
    assert "考核评分表" in without
