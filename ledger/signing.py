"""Between paper and ledger: a batch that people signed, reviewed once more by the law of that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from contracts.papers.batch import Batch
from contracts.papers.index import Paper
from contracts.papers.verdicts import each_review, refuse_unlawful
from ledger.batch_rows import SignedPaper

_CURE = "由负责人用 shouyue review 批次文件夹 --accept 规则 --because 理由 作出决定，再登记。"


def signed_papers(batch: Batch, papers: Sequence[Paper], *, signed_on: date) -> tuple[SignedPaper, ...]:
    """Return the papers of a batch as signed on that day, each reviewed by the law of that day.

    Raises:
        LawError: A clause is not lawful on the day of signing, or still waits for a decision.
    """
    from contracts.word import fixed_texts

    template_sha256 = batch.template_sha256
    papers = tuple(papers)  # each is made from its line whenever it is asked for: once is enough
    drafts = (paper.draft for paper in papers)
    fresh = each_review(drafts, as_of=signed_on, fixed=fixed_texts(batch.template))
    signed = tuple(
        SignedPaper(
            draft=paper.draft,
            review=replace(item, accepted=paper.review.accepted),
            document_sha256=paper.sha256,
            template_sha256=template_sha256,
            template=batch.template,
            roster_sha256=batch.roster_sha256,
        )
        for paper, item in zip(papers, fresh, strict=True)
    )
    reviews = [paper.review for paper in signed]
    refuse_unlawful(reviews, for_discussion=False, undone="没有登记任何一份", cure=_CURE)
    return signed
