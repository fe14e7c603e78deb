"""From a roll to a batch folder: nothing unlawful, nothing by halves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contracts.errors import KindError, LawError
from contracts.model import Draft
from contracts.papers.batch import read_batch
from contracts.papers.printing import print_batch, print_file, rendered
from contracts.papers.verdicts import reviewed
from contracts.word.archive import packed, read_parts
from contracts.word.reading import printed
from tests.contracts.word.papers import SIGNED, draft, lawful, shipped

KIND = shipped("service_contract")
FINE = "乙方逾期不参加的，罚款二百元。"


def paper(row: int = 1, *, more: str = "", **changes: object) -> Draft:
    """Return the example contract under a number of its own, with more words in its last clause."""
    whole = draft("service_contract", number=f"示例-{row:03}", row=row, batch="示例")
    *terms, last = whole.terms
    return replace(whole, terms=(*terms, replace(last, text=last.text + more)), **changes)


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
