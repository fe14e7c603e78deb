"""A batch folder appears whole or not at all, and knows when a paper was changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import DocumentError, InputError
from contracts.kinds import load_kind, shipped_folder
from contracts.model import Acceptance, Document, Draft, Review
from contracts.papers.batch import Batch, being_bound, closed, job_of, keep_decisions, read_batch
from contracts.papers.index import line_of
from contracts.papers.proofs import example
from contracts.papers.tray import Tray

SIGNED = date(2026, 3, 5)
TEMPLATE = b"template"


def papers(count: int = 2) -> list[tuple[Draft, Review, Document]]:
    """Return so many papers; their content is not Word, for only the folder is under test."""
    first = example(load_kind(shipped_folder() / "service_contract"), signing_on=SIGNED)
    made = []
    for row in range(1, count + 1):
        draft = replace(first, row=row, number=f"{first.number}-{row}")
        review = Review(draft_sha256=draft.sha256, as_of=SIGNED, place=draft.place, packs=("CN",))
        content = f"paper {row}".encode()
        document = Document(
            name=f"{row:03d}.docx",
            draft_sha256=draft.sha256,
            template_sha256=hashlib.sha256(TEMPLATE).hexdigest(),
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        made.append((draft, review, document))
    return made


def write_batch(folder: Path, items: list[tuple[Draft, Review, Document]]) -> Batch:
    """Bind the papers into a batch folder."""
    first = items[0][0]
    batch = Batch(
        folder=folder, kind=first.kind, label=first.batch, signing_on=SIGNED, for_discussion=False, template=TEMPLATE,
        roster_sha256="a" * 64,
    )  # fmt: skip
    job = job_of([review for _, review, _ in items], template=TEMPLATE, for_discussion=False)
    tray = Tray(folder, job)
    with being_bound(tray, batch, job) as index:
        for draft, review, document in items:
            digest = tray.put(document.name, document.content)
            index.add(line_of(draft, review, document.name, digest))
    return closed(tray, batch, index)


def test_a_batch_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """Drafts, reviews and hashes survive the disk."""
    written = write_batch(tmp_path / "b", papers())
    assert read_batch(tmp_path / "b") == written
    assert [(paper.draft, paper.review) for paper in written.papers] == [item[:2] for item in papers()]
    assert written.drafts == tuple(item[0] for item in papers())


def test_nothing_but_the_whole_folder_is_left(tmp_path: Path) -> None:
    """No half-written sister remains beside it."""
    write_batch(tmp_path / "b", papers())
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_run_that_was_killed_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    """The hidden sister of a killed run is no obstacle."""
    part = tmp_path / ".b.part"
    part.mkdir()
    (part / "001.docx").write_bytes(b"half")

    write_batch(tmp_path / "b", papers())

    assert (tmp_path / "b" / "001.docx").read_bytes() == b"paper 1"
    assert not part.exists()


def test_a_paper_changed_after_drafting_is_named(tmp_path: Path) -> None:
    """Words typed in after the review have not been reviewed."""
    write_batch(tmp_path / "b", papers(3))
    (tmp_path / "b" / "002.docx").write_bytes(b"paper 2, and a fine of 200 yuan")
    (tmp_path / "b" / "003.docx").unlink()

    with pytest.raises(DocumentError) as caught:
        read_batch(tmp_path / "b")

    assert [problem.where for problem in caught.value.problems] == ["002.docx", "003.docx"]


def test_a_review_put_beside_another_draft_is_named(tmp_path: Path) -> None:
    """The index itself cannot be doctored."""
    write_batch(tmp_path / "b", papers(1))
    index = tmp_path / "b" / "batch.json"
    words = index.read_text(encoding="utf-8")
    title = json.loads(words)["papers"][0]["draft"]["title"]
    index.write_text(words.replace(f'"title":"{title}"', '"title":"计划生育管理合同"'), encoding="utf-8")

    with pytest.raises(DocumentError, match="不同"):
        read_batch(tmp_path / "b")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "不是 shouyue draft"),
        ("{", "已损坏"),
        ("[]", "已损坏"),
        ('{\n "form": 1,\n "papers": [\n]}', "已损坏"),
        ('{\n "form": 9,\n "papers": [\n]}', "升级"),
    ],
)
def test_a_folder_that_is_no_batch_is_refused(tmp_path: Path, content: str | None, said: str) -> None:
    """Each with what it is and what to do."""
    (tmp_path / ".template.docx").write_bytes(b"")
    if content is not None:
        (tmp_path / "batch.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_batch(tmp_path)


def test_rows_are_taken_by_their_numbers_and_strangers_are_named(tmp_path: Path) -> None:
    """``--only 2`` registers the second; ``--only 9`` is a slip of the pen."""
    batch = write_batch(tmp_path / "b", papers(3))
    assert [paper.draft.row for paper in batch.only([2])] == [2]
    assert len(batch.only([])) == 3
    with pytest.raises(InputError) as caught:
        batch.only([2, 9])
    assert "9" in str(caught.value.problems[0])


DECIDED = Acceptance(rule="CN-OPEN-001", where="第三条", because="已请示司法所", by="李某", on=date(2026, 3, 6))


def test_a_decision_is_kept_with_its_paper(tmp_path: Path) -> None:
    """It is there when the folder is read again; the papers themselves are not touched."""
    batch = write_batch(tmp_path / "b", papers(2))
    first, second = (paper.review for paper in batch.papers)

    kept = keep_decisions(batch, [replace(first, accepted=(DECIDED,)), second])

    assert read_batch(tmp_path / "b") == kept
    assert [paper.review.accepted for paper in kept.papers] == [(DECIDED,), ()]
    assert (tmp_path / "b" / "001.docx").read_bytes() == b"paper 1"


def test_an_earlier_decision_is_never_lost(tmp_path: Path) -> None:
    """A later review that knows nothing of it takes nothing away; the same decision is kept once."""
    batch = write_batch(tmp_path / "b", papers(1))
    review = batch.papers[0].review
    batch = keep_decisions(batch, [replace(review, accepted=(DECIDED,))])
    later = replace(DECIDED, where="第四条")

    batch = keep_decisions(batch, [replace(review, accepted=(later, DECIDED))])

    assert batch.papers[0].review.accepted == (DECIDED, later)


def test_the_review_of_the_printing_day_stays_beside_the_paper(tmp_path: Path) -> None:
    """A look at another day's law changes nothing but the decisions."""
    batch = write_batch(tmp_path / "b", papers(1))
    other = replace(batch.papers[0].review, as_of=date(2027, 1, 1))

    assert keep_decisions(batch, [other]) == batch


def test_decisions_of_another_batch_are_refused(tmp_path: Path) -> None:
    """Nothing is written."""
    batch = write_batch(tmp_path / "b", papers(2))
    reviews = [replace(paper.review, accepted=(DECIDED,)) for paper in batch.papers]

    with pytest.raises(InputError, match="没有保存"):
        keep_decisions(batch, reviews[::-1])
    assert read_batch(tmp_path / "b") == batch
