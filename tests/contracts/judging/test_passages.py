"""What stands on a paper is put before the review whole, and what papers share is made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.judging.passages import passages
from contracts.model import Draft, Party, Table, Term

OFFICE = Party(role="party_a", type="township", name="示范镇人民政府")
DRAFT = Draft(
    kind="k", kind_version=1, family="notice", locale="zh_CN", number="1", title="t", batch="", row=0,
    place="429999", signing_on=date(2026, 1, 1), recital=("前言",), closing=("结尾",), parties=(OFFICE,),
    terms=(Term(code="a", ordinal=3, section="s", text="条款", owed_by="party_a"),),
    tables=(Table(code="x", caption="表", columns=(), rows=(("甲", "", "乙"), ("", ""))),),
)  # fmt: skip


def test_every_printed_text_is_put_before_the_review() -> None:
    """Recital, clauses, table rows and closing are all judged; nothing printed escapes."""
    found = [clause for passage in passages(DRAFT) for clause in passage.clauses]

    assert [(clause.where, clause.text, clause.party_bound) for clause in found] == [
        ("前言第1段", "前言", "both"),
        ("第3条", "条款", "office"),
        ("表表头", "", ""),
        ("表第1行", "甲；乙", ""),
        ("结尾第1段", "结尾", "office"),
    ]
    assert [passage.words for passage in passages(DRAFT)] == ["前言", "条款", "\n甲；乙", "结尾"]


def test_papers_of_the_same_clauses_have_the_same_passages() -> None:
    """Another family is another paper, but not another clause; another office may be bound otherwise."""
    other = replace(DRAFT, number="2", row=1)
    unit = replace(DRAFT, parties=(replace(OFFICE, type="employer"),))

    assert all(one is two for one, two in zip(passages(DRAFT), passages(other), strict=True))
    assert passages(unit)[1].clauses[0].party_bound == "unit"
    assert passages(unit)[0] is passages(DRAFT)[0]
