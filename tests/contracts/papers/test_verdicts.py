"""What the law says of a batch: every clause reviewed, decisions kept, nothing unlawful let through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import LawError
from contracts.model import Clause, Draft, Finding, Review
from contracts.papers.verdicts import Decision, refuse_unlawful, reviewed
from tests.contracts.word.papers import SIGNED, draft

FINE = "乙方逾期不参加的，罚款二百元。"
OPEN = "各方在老槐树下合影留念并分食土特产。"


def paper(row: int = 1, *, more: str = "", **changes: object) -> Draft:
    """Return the example contract under a number of its own, with more words in its last clause."""
    whole = draft("service_contract", number=f"示例-{row:03}", row=row, batch="示例")
    *terms, last = whole.terms
    return replace(whole, terms=(*terms, replace(last, text=last.text + more)), **changes)


def finding(verdict: str = "void", **changes: object) -> Finding:
    """Return what a rule said."""
    whole = Finding(rule="R-1", verdict="void", where="第8条", text=FINE, message="不得罚款", hint="删去")
    return replace(whole, verdict=verdict, **changes)


def judged(*findings: Finding, **changes: object) -> Review:
    """Return a review with these findings."""
    return Review(draft_sha256="0" * 64, as_of=SIGNED, place="429999101201", packs=(), findings=findings, **changes)


def test_each_draft_gets_its_own_review_in_order() -> None:
    """The review of one draft is of no use to another."""
    drafts = [paper(1), paper(2, more=FINE)]
    first, second = reviewed(drafts, as_of=SIGNED)

    assert [first.draft_sha256, second.draft_sha256] == [item.sha256 for item in drafts]
    assert first.refused == ()
    assert [item.rule for item in second.refused] == ["CN-FINE-001"]


def test_words_fixed_in_the_word_file_stand_in_every_review() -> None:
    """They are on every paper."""
    fixed = (Clause(where="第9段", text=FINE), Clause(where="表1第1行", text="姓名；押金500元；"))
    for review in reviewed([paper(1), paper(2)], as_of=SIGNED, fixed=fixed):
        assert "Word 版式 第9段" in [item.where for item in review.refused]


def test_labels_blanks_and_rules_of_dots_are_no_clauses() -> None:
    """A signature line says nothing about anybody."""
    fixed = tuple(
        Clause(where=where, text=text)
        for where, text in (("第1段", "（盖章）"), ("第2段", "………………"), ("第3段", "—"), ("表1第1行", "姓名；；电话"))
    )
    (review,) = reviewed([paper()], as_of=SIGNED, fixed=fixed)

    assert [item for item in review.findings if item.where.startswith("Word")] == []


def test_the_day_decides_which_law_speaks() -> None:
    """The review is of the day it was asked for."""
    assert reviewed([paper()], as_of=date(2026, 3, 6))[0].as_of == date(2026, 3, 6)


def test_a_decision_is_kept_beside_what_it_decides_and_nothing_else() -> None:
    """A person decides what is open; no person lifts what is void."""
    decision = Decision(rules=("R-1", "R-2"), because="司法所已看过", by="李敏", on=SIGNED)
    void, asked, other = finding(), finding("needs_review", rule="R-2"), finding("needs_review", rule="R-3")
    decided = decision.applied(judged(void, asked, other))

    assert [(item.rule, item.because, item.by) for item in decided.accepted] == [("R-2", "司法所已看过", "李敏")]
    assert decided.refused == (void,)
    assert decided.undecided == (other,)


def test_decisions_are_made_while_reviewing() -> None:
    """One rule, every paper it speaks on."""
    open_rules = {item.rule for item in reviewed([paper(more=OPEN)], as_of=SIGNED)[0].undecided}
    decision = Decision(rules=tuple(open_rules), because="司法所已看过", by="李敏", on=SIGNED)

    assert open_rules
    assert all(not item.undecided for item in reviewed([paper(1, more=OPEN)], as_of=SIGNED, decision=decision))


def test_one_unlawful_clause_refuses_the_whole_batch_and_is_named_once() -> None:
    """Even where it has another number on another paper; the others are not printed either."""
    with pytest.raises(LawError) as caught:
        refuse_unlawful([judged(), judged(finding()), judged(finding(where="第7条"))], for_discussion=True)

    assert [item.where for item in caught.value.findings] == ["第8条"]
    assert "有 1 处条款不合法，未生成任何文件" in caught.value.summary


def test_different_words_are_different_findings() -> None:
    """Nothing is hidden behind a clause of the same rule."""
    with pytest.raises(LawError) as caught:
        refuse_unlawful([judged(finding(), finding(text="罚款五百元。"))], for_discussion=False)

    assert len(caught.value.findings) == 2


def test_an_open_question_stops_a_paper_to_be_signed_but_not_one_to_be_talked_over() -> None:
    """That is what a draft for discussion is for."""
    asked = [judged(finding("needs_review"))]
    refuse_unlawful(asked, for_discussion=True)
    with pytest.raises(LawError, match="没有登记任何一份。由负责人决定"):
        refuse_unlawful(asked, for_discussion=False, undone="没有登记任何一份", cure="由负责人决定")
