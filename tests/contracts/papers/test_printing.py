"""From a roll to a batch folder: every clause reviewed, decisions kept, nothing unlawful, nothing by halves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import KindError, LawError
from contracts.model import Clause, Draft, Finding, Review
from contracts.papers.batch import read_batch
from contracts.papers.printing import Decision, print_batch, print_file, refuse_unlawful, rendered, reviewed
from contracts.word.archive import packed, read_parts
from contracts.word.reading import printed
from tests.contracts.word.papers import SIGNED, draft, lawful, shipped

KIND = shipped("service_contract")
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


def test_a_batch_folder_reads_back_as_it_was_printed(tmp_path: Path) -> None:
    """Papers, reviews and template."""
    drafts = (paper(1), paper(2))
    written = print_batch(drafts, [lawful(item) for item in drafts], kind=KIND, folder=tmp_path / "批次")

    assert read_batch(tmp_path / "批次") == written
    assert [item.draft for item in written.papers] == list(drafts)
    assert not list(tmp_path.glob("*/打印_*"))


def test_a_batch_keeps_which_list_it_was_drafted_from(tmp_path: Path) -> None:
    """The same words from a file saved again are the same batch; it keeps the hash it was printed with."""
    drafts = (paper(1),)
    for digest in ("a" * 64, "b" * 64):
        reviews = [lawful(item) for item in drafts]
        print_batch(drafts, reviews, kind=KIND, folder=tmp_path / "批次", roster_sha256=digest)

    assert read_batch(tmp_path / "批次").roster_sha256 == "a" * 64


def test_a_refused_review_prints_nothing_at_all(tmp_path: Path) -> None:
    """Not even the lawful papers beside it."""
    drafts = (paper(1), paper(2, more=FINE))
    with pytest.raises(LawError):
        print_batch(drafts, reviewed(drafts, as_of=SIGNED), kind=KIND, folder=tmp_path / "批次")

    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_paper_knows_is_told_with_the_word_file_and_nothing_is_left(tmp_path: Path) -> None:
    """On single papers and in the print file alike."""
    parts = read_parts(_template())
    asked = b"{{ values.nmae }}"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"{{ title }}", b"{{ title }}" + asked, 1)
    kind = replace(KIND, folder=tmp_path / "kind")
    (tmp_path / "kind").mkdir()
    kind.template_path("zh_CN").write_bytes(packed(parts))
    drafts = (paper(1), paper(2))
    with pytest.raises(KindError) as single:
        print_batch(drafts, [lawful(item) for item in drafts], kind=kind, folder=tmp_path / "批次")
    with pytest.raises(KindError) as stacked:
        print_file([(drafts[0], lawful(drafts[0]))], kind=kind, template=packed(parts))

    for caught in (single, stacked):
        assert [item.where for item in caught.value.problems] == [str(kind.template_path("zh_CN"))]
        assert "values.nmae" in caught.value.problems[0].message
    assert [path.name for path in tmp_path.iterdir()] == ["kind"]


def test_the_print_file_holds_every_copy_of_every_paper_in_order() -> None:
    """As they are handed out: three copies of the first, then three of the second."""
    drafts = (paper(1), paper(2))
    content = print_file([(item, lawful(item)) for item in drafts], kind=KIND, template=_template())
    text = printed(content)

    assert text.index("示例-001") < text.index("示例-002")
    assert [text.count(label) >= 2 for label in KIND.copies] == [True] * 3


def test_a_paper_for_discussion_says_so_and_a_paper_to_be_signed_does_not() -> None:
    """The mark is on the paper, not only in the name."""
    item = paper()
    marked = rendered(item, lawful(item), kind=KIND, template=_template(), mark="草稿")
    clean = rendered(item, lawful(item), kind=KIND, template=_template())

    assert "草稿" in printed(marked.content)
    assert "草稿" not in printed(clean.content)


def _template() -> bytes:
    return KIND.template_path("zh_CN").read_bytes()
