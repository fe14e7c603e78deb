"""What the law says of a whole batch, what a person decided about it, and whether it may be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from contracts.errors import LawError
from contracts.judging.review import judge, review
from contracts.judging.sentences import is_clause
from contracts.model import Acceptance, Clause, Draft, Finding, Review
from contracts.packed import Packed
from contracts.papers.progress import Progress, silently


def reviewed(
    drafts: Sequence[Draft],
    *,
    as_of: date,
    fixed: Sequence[Clause] = (),
    decision: Decision | None = None,
    progress: Progress = silently,
) -> Sequence[Review]:
    """Return the review of each draft, in order; those of a large batch are held packed.

    ``fixed`` are the words typed straight into the kind's Word file: they are judged like any clause, and
    what is found in them stands in every review. A ``decision`` is kept with each finding it decides.
    """
    return Packed(each_review(progress("审查", drafts, len(drafts)), as_of=as_of, fixed=fixed, decision=decision))


def each_review(
    drafts: Iterable[Draft], *, as_of: date, fixed: Sequence[Clause] = (), decision: Decision | None = None
) -> Iterator[Review]:
    """Yield what :func:`reviewed` returns, each as soon as its draft comes."""
    standing: dict[str, tuple[Finding, ...]] = {}
    shared: dict[Any, Any] = {}  # nearly all reviews of a batch find the same
    for draft in drafts:
        if draft.place not in standing:
            standing[draft.place] = tuple(_fixed_findings(fixed, as_of=as_of, place=draft.place))
        item = review(draft, as_of=as_of, place=draft.place)
        item = replace(item, findings=item.findings + standing[draft.place])
        item = decision.applied(item) if decision else item
        findings, accepted = (shared.setdefault(found, found) for found in (item.findings, item.accepted))
        yield replace(item, findings=findings, accepted=accepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person decides what the rules left open, for all findings of these rules, and says why."""

    rules: tuple[str, ...]
    because: str
    by: str
    on: date

    def applied(self, item: Review) -> Review:
        """Return the review with the decision kept beside each finding that it decides."""
        decided = tuple(
            Acceptance(rule=finding.rule, where=finding.where, because=self.because, by=self.by, on=self.on)
            for finding in item.undecided
            if finding.rule in self.rules
        )
        return replace(item, accepted=item.accepted + decided)


ON_A_DRAFT = "请改写，或由负责人决定后用 --accept 规则 --because 理由，或用 --for-discussion 打印讨论稿。"


def refuse_unlawful(
    reviews: Sequence[Review], *, for_discussion: bool, undone: str = "未生成任何文件", cure: str = ON_A_DRAFT
) -> None:
    """Refuse the whole batch if any draft has a void or obsolete clause, or one that nobody decided.

    ``undone`` says what was not done, ``cure`` what can be done about a clause that waits for a decision.

    Raises:
        LawError: Each different finding is named once. A draft for discussion may hold open questions,
            never an unlawful clause.
    """
    refused = tuple(_distinct(finding for item in reviews for finding in item.refused))
    if refused:
        raise LawError(f"有 {len(refused)} 处条款不合法，{undone}。", refused)
    undecided = tuple(_distinct(finding for item in reviews for finding in item.undecided))
    if undecided and not for_discussion:
        raise LawError(f"有 {len(undecided)} 处条款规则不能判断，{undone}。{cure}", undecided)


def _fixed_findings(fixed: Sequence[Clause], *, as_of: date, place: str) -> Iterator[Finding]:
    """Yield what the law says of words fixed in a Word file; labels and blanks are no clauses."""
    for clause in sentences_of(fixed):
        finding = judge(clause.text, party_bound=clause.party_bound, as_of=as_of, place=place)
        if finding.verdict in {"void", "obsolete"} or (finding.verdict == "needs_review" and is_clause(clause.text)):
            yield replace(finding, where=f"Word 版式 {clause.where}", text=clause.text)


def sentences_of(fixed: Iterable[Clause]) -> Iterator[Clause]:
    """Yield the words fixed in a Word file piece by piece: the cells of a table's row are read one by one."""
    for clause in fixed:
        for text in clause.text.split("；") if clause.where.startswith("表") else [clause.text]:
            if any(letter.isalnum() for letter in text):
                yield replace(clause, text=text)


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is said of the same words once: a clause has another number on a paper without rewards."""
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        key = (finding.rule, finding.text or finding.where)
        if key not in seen:
            seen.add(key)
            yield finding
