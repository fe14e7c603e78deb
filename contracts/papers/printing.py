"""From a roll of drafts to a batch folder: reviewed, rendered, and bound into one print file."""

from __future__ import annotations

import functools
import multiprocessing
import multiprocessing.process
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from contracts.errors import LawError, ShouyueError, UnfinishedError
from contracts.files import read_word_file, write_whole
from contracts.judging.review import judge, review
from contracts.judging.sentences import is_clause
from contracts.kinds import Kind
from contracts.model import Acceptance, Clause, Document, Draft, Finding, Review
from contracts.papers.batch import Batch, Paper, closed, job_of, read_batch, refuse_other
from contracts.papers.render import file_name
from contracts.papers.tray import Tray

DRAFT_MARK = "草稿"
VOID_MARK = "作废"
MANY = 5000
"""From so many papers on a second process is worth its start."""
Pair = tuple[Draft, Review]
Copy = tuple[Draft, Review, str]
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
    duplex: bool = False,
    for_discussion: bool = False,
    progress: Progress = silently,
    processes: int = 0,
) -> Batch:
    """Render the drafts of one kind and write their batch folder, whole or not at all.

    Papers are written one by one into a hidden folder; the same call again after a kill goes on there. A
    batch that stands already is proved and left as it is. With ``one_file`` the folder also holds every copy
    of every paper in print order as one Word file, in volumes where one would be too thick.

    Args:
        drafts: In row order, at least one.
        reviews: The review of each draft.
        kind: Their kind.
        folder: Where the batch shall stand.
        one_file: Make the print file too.
        duplex: In the print file, begin every copy on a sheet of its own.
        for_discussion: The papers carry the draft mark.
        progress: Shows how far the work is.
        processes: 1 or 2; by default two for :data:`MANY` papers, where the system can.

    Raises:
        LawError: A review does not allow its draft to be printed.
        InputError: A different batch stands in that folder already.
        UnfinishedError: The disk is full; the same call again goes on.
    """
    template = read_word_file(kind.template_path(drafts[0].locale))
    press = Press(kind=kind, template=template, mark=DRAFT_MARK if for_discussion else "")
    pairs = list(zip(drafts, reviews, strict=True))
    job = job_of(pairs, template=template, for_discussion=for_discussion)
    volumes = _volumes(pairs, folder.name, duplex=duplex) if one_file else []
    existing = _standing(folder, press, pairs)
    if existing:
        for name, copies in volumes:
            if not (folder / name).exists():
                write_whole(folder / name, _bound(copies, press, duplex=duplex))
        return existing
    tray = Tray(folder, job)
    try:
        papers = _papers(tray, job, pairs, press, progress, processes)
        rest = iter(progress("合订", drafts, len(drafts)) if volumes else ())
        for name, copies in volumes:
            if not tray.holds(name):
                tray.put(name, _bound(_watched(copies, rest), press, duplex=duplex))
        _exhaust(rest)
    except UnfinishedError:
        raise
    except ShouyueError:
        tray.clear()
        raise
    first = drafts[0]
    batch = Batch(
        folder=folder,
        kind=first.kind,
        label=first.batch,
        signing_on=first.signing_on,
        for_discussion=for_discussion,
        template=template,
        papers=papers,
    )
    return closed(tray, batch, job)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What is the same for every paper of a batch.

    A stub of the print set is printed from the kind's own Word file for it.
    """

    kind: Kind
    template: bytes
    mark: str

    def paper(self, draft: Draft, item: Review, copy_label: str = "") -> Document:
        """Return one finished paper, squeezed the quickest way there is."""
        from contracts.papers.render import render
        from contracts.word.squeeze import quickest

        return render(
            draft, item, template=self._template(draft, copy_label), kind=self.kind, mark=self.mark,
            copy_label=copy_label, squeeze=quickest(),
        )  # fmt: skip

    def _template(self, draft: Draft, copy_label: str) -> bytes:
        piece = self.kind.copy_labelled(copy_label)
        path = self.kind.stub_path(draft.locale) if piece and piece.stub else None
        return _stub(path) if path else self.template


@functools.lru_cache(maxsize=4)
def _stub(path: Path) -> bytes:
    return read_word_file(path)


def _standing(folder: Path, press: Press, pairs: Sequence[Pair]) -> Batch | None:
    """Return the batch in that folder if it says the same, ``None`` where there is none."""
    if not folder.exists():
        return None
    batch = read_batch(folder)
    same = [(paper.draft, replace(paper.review, accepted=())) for paper in batch.papers]
    asked = [(draft, replace(item, accepted=())) for draft, item in pairs]
    if same != asked or batch.template != press.template or batch.for_discussion != (press.mark == DRAFT_MARK):
        refuse_other(batch)
    return batch


def _papers(
    tray: Tray, job: str, pairs: Sequence[Pair], press: Press, progress: Progress, processes: int
) -> tuple[Paper, ...]:
    """Print every paper that is not finished yet; return all of them in order."""
    shared = (processes or (2 if len(pairs) >= MANY else 1)) > 1 and _can_share()
    helper = _helper(tray, job, pairs, press) if shared else None
    try:
        drafts = progress("打印", [draft for draft, _ in pairs], len(pairs))
        for number, (_, (draft, item)) in enumerate(zip(drafts, pairs, strict=True)):
            if helper is None or number % 2 == 0:
                _print_one(tray, press, draft, item)
        if helper is not None:
            helper.join()
            tray.look_again()
    finally:
        if helper is not None:
            helper.terminate()
            helper.join()
    return tuple(
        Paper(draft=draft, review=item, file=file_name(draft), sha256=_print_one(tray, press, draft, item))
        for draft, item in pairs
    )


def _print_one(tray: Tray, press: Press, draft: Draft, item: Review) -> str:
    """Print one paper if it is not finished, and return its hash."""
    name = file_name(draft)
    return tray.holds(name) or tray.put(name, press.paper(draft, item).content)


def _can_share() -> bool:
    """Only where a second process inherits the drafts; sending them to it costs more than it saves."""
    return (
        "fork" in multiprocessing.get_all_start_methods()
        and threading.active_count() == 1
        and (os.cpu_count() or 1) > 1
        and sys.platform != "darwin"
    )


def _helper(tray: Tray, job: str, pairs: Sequence[Pair], press: Press) -> multiprocessing.process.BaseProcess:
    """Start a second process that prints every other paper; what it leaves undone, this one does."""
    parent = os.getpid()

    def work() -> None:
        own = Tray(tray.folder, job, share=1)
        with suppress(ShouyueError, OSError, KeyboardInterrupt):
            for draft, item in pairs[1::2]:
                if os.getppid() != parent:  # killed: nobody waits for these papers
                    return
                _print_one(own, press, draft, item)

    context: Any = multiprocessing.get_context("fork")
    helper: multiprocessing.process.BaseProcess = context.Process(target=work, daemon=True)
    helper.start()
    return helper


def rendered(
    draft: Draft, item: Review, *, kind: Kind, template: bytes, mark: str = "", copy_label: str = ""
) -> Document:
    """Return one finished paper (see :func:`contracts.papers.render.render`)."""
    from contracts.papers.render import render

    return render(draft, item, template=template, kind=kind, mark=mark, copy_label=copy_label)


def print_file(
    pairs: Iterable[Pair], *, kind: Kind, template: bytes, mark: str = "", duplex: bool = False
) -> bytes:
    """Return one Word file: each paper in order, each of its copies with its own label."""
    return _bound(copies_of(pairs), Press(kind=kind, template=template, mark=mark), duplex=duplex)


def copies_of(pairs: Iterable[Pair]) -> Iterator[Copy]:
    """Yield every copy of every paper in the order in which they are handed out."""
    for draft, item in pairs:
        for label in draft.copies:
            yield draft, item, label


def _bound(copies: Iterable[Copy], press: Press, *, duplex: bool) -> bytes:
    from contracts.word import join

    return join((press.paper(draft, item, label).content for draft, item, label in copies), duplex=duplex)


def _volumes(pairs: Sequence[Pair], name: str, *, duplex: bool) -> list[tuple[str, Sequence[Copy]]]:
    """Return name and copies of each print file: one, unless Word could not open it."""
    from contracts.word.stack import MOST

    copies = list(copies_of(pairs))
    side = "_双面" if duplex else ""
    if len(copies) <= MOST:
        return [(f"打印_{name}{side}.docx", copies)]
    starts = range(0, len(copies), MOST)
    return [(f"打印_{name}{side}_第{n}册.docx", copies[at : at + MOST]) for n, at in enumerate(starts, 1)]


def _watched(copies: Iterable[Copy], drafts: Iterator[Draft]) -> Iterator[Copy]:
    """Yield the copies and let the progress bar move with every new paper."""
    last: Draft | None = None
    for copy in copies:
        if copy[0] is not last:
            next(drafts, None)
            last = copy[0]
        yield copy


def _exhaust(rest: Iterator[Draft]) -> None:
    for _ in rest:
        pass


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
