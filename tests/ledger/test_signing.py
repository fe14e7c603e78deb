"""What people signed is held against the law of the day they signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.errors import LawError
from contracts.papers.batch import read_batch
from ledger.signing import signed_papers
from tests.clerks_office import BATCH, Clerk, office_at, own_kind
from tests.contracts.commands.test_draft import CLAUSE, OPEN


def test_papers_carry_the_review_of_the_day_of_signing(clerk: Clerk) -> None:
    """Not of the day on which they were drafted."""
    batch = read_batch(clerk.folder / BATCH)
    papers = signed_papers(batch, batch.papers, signed_on=date(2026, 3, 9))

    assert {paper.review.as_of for paper in papers} == {date(2026, 3, 9)}
    assert [paper.review.draft_sha256 for paper in papers] == [paper.draft.sha256 for paper in papers]
    assert {paper.template_sha256 for paper in papers} == {batch.template_sha256}


def test_only_the_papers_that_came_back_signed_are_taken(clerk: Clerk) -> None:
    """A family may say no."""
    batch = read_batch(clerk.folder / BATCH)

    assert [item.draft.row for item in signed_papers(batch, batch.only((2, 4)), signed_on=batch.signing_on)] == [2, 4]


def test_a_decision_made_when_drafting_still_holds(tmp_path: Path) -> None:
    """It is not asked for a second time."""
    clerk = office_at(tmp_path / "青河镇")
    own_kind(clerk, "service_contract", instead=(CLAUSE, OPEN))
    clerk.draft("--accept", "CN-OPEN-001", "--because", "司法所已看过")
    batch = read_batch(clerk.folder / BATCH)
    (paper, *_) = signed_papers(batch, batch.papers, signed_on=batch.signing_on)

    assert [item.because for item in paper.review.accepted] == ["司法所已看过"]


def test_a_question_that_nobody_decided_stops_the_batch(tmp_path: Path) -> None:
    """The cure named is one that this step has."""
    clerk = office_at(tmp_path / "青河镇")
    own_kind(clerk, "service_contract", instead=(CLAUSE, OPEN))
    clerk.draft("--for-discussion")
    batch = read_batch(clerk.folder / f"{BATCH}_草稿")

    with pytest.raises(LawError, match=r"没有登记任何一份.*shouyue review"):
        signed_papers(batch, batch.papers, signed_on=batch.signing_on)
