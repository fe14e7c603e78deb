"""From a roll of drafts to a batch folder: reviewed, rendered, and bound into one print file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from contracts.batch import Batch, write_batch
from contracts.errors import LawError
from contracts.kinds import Kind
from contracts.model import Acceptance, Clause, Document, Draft, Finding, Review
from contracts.review import judge, review
from contracts.sentences import is_clause

DRAFT_MARK = "草稿"
Progress = Callable[[str, Iterable[Draft], int], Iterable[Draft]]
"""Wraps an iterable of drafts to show how far the work is: label, drafts, how many."""


def silently(_label: str, drafts: Iterable[Draft], _count: int) -> Iterable[Draft]:
    """Show no progress."""
    return drafts


def reviewed(
    drafts: Sequence[Draft],
    *,
    as_of: date,
    fixed: Sequence[Clause] = (),
    decision: Decision | None = None,
    progress: Progress = silently,
) -> tuple[Review, ...]:
    """Return the review of each draft, in order.

    ``fixed`` are the words typed straight into the kind's Word file: they are judged like any clause, and
    what is found in them stands in every review. A ``decision`` is kept with each finding it decides.
    """
    reviews = []
    standing: dict[str, tuple[Finding, ...]] = {}
    for draft in progress("审查", drafts, len(drafts)):
        if draft.place not in standing:
            standing[draft.place] = tuple(_fixed_findings(fixed, as_of=as_of, place=draft.place))
        item = review(draft, as_of=as_of, place=draft.place)
        item = replace(item, findings=item.findings + standing[draft.place])
        reviews.append(decision.applied(item) if decision else item)
    return tuple(reviews)


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


def print_batch(
    drafts: Sequence[Draft],
    reviews: Sequence[Review],
    *,
    kind: Kind,
    folder: Path,
    one_file: bool = False,
    for_discussion: bool = False,
    progress: Progress = silently,
) -> Batch:
    """Render the drafts of one kind and write their batch folder, whole or not at all.

    With ``one_file`` the folder also holds every copy of every paper in print order as one Word file.

    Raises:
        LawError: A review does not allow its draft to be printed.
        InputError: A different batch stands in that folder already.
    """
    template = kind.template_path(drafts[0].locale).read_bytes()
    mark = DRAFT_MARK if for_discussion else ""
    pairs = zip(progress("打印", drafts, len(drafts)), reviews, strict=True)
    papers = [(draft, item, rendered(draft, item, kind=kind, template=template, mark=mark)) for draft, item in pairs]
    prints = []
    if one_file:
        pairs = zip(progress("合订", drafts, len(drafts)), reviews, strict=True)
        prints.append((f"打印_{folder.name}.docx", print_file(pairs, kind=kind, template=template, mark=mark)))
    return write_batch(folder, papers, template=template, prints=prints, for_discussion=for_discussion)


def rendered(
    draft: Draft, item: Review, *, kind: Kind, template: bytes, mark: str = "", copy_label: str = ""
) -> Document:
    """Return one finished paper (see :func:`contracts.render.render`)."""
    from contracts.render import render

    return render(draft, item, template=template, kind=kind, mark=mark, copy_label=copy_label)


def print_file(pairs: Iterable[tuple[Draft, Review]], *, kind: Kind, template: bytes, mark: str = "") -> bytes:
    """Return one Word file: each paper in order, each of its copies with its own label."""
    from contracts.word import join

    return join(
        rendered(draft, item, kind=kind, template=template, mark=mark, copy_label=label).content
        for draft, item in pairs
        for label in draft.copies
    )


def _fixed_findings(fixed: Sequence[Clause], *, as_of: date, place: str) -> Iterator[Finding]:
    """Yield what the law says of words fixed in a Word file; labels and blanks are no clauses."""
    for clause in fixed:
        for text in clause.text.split("；") if clause.where.startswith("表") else [clause.text]:
            if not any(letter.isalnum() for letter in text):
                continue
            finding = judge(text, party_bound=clause.party_bound, as_of=as_of, place=place)
            if finding.verdict in {"void", "obsolete"} or (finding.verdict == "needs_review" and is_clause(text)):
                yield replace(finding, where=f"Word 版式 {clause.where}", text=text)


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is said of the same words once: a clause has another number on a paper without rewards."""
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        key = (finding.rule, finding.text or finding.where)
        if key not in seen:
            seen.add(key)
            yield finding
