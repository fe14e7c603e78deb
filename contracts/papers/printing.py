"""From a roll of drafts to a batch folder: reviewed, rendered, and bound into one print file."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.errors import ShouyueError, UnfinishedError
from contracts.files import alone, write_whole
from contracts.kinds import Kind, spoken
from contracts.model import Document, Draft, Review
from contracts.papers.batch import Batch, being_bound, closed, job_of, read_batch, refuse_other
from contracts.papers.filename import file_name
from contracts.papers.index import Index, Paper, line_of
from contracts.papers.progress import Progress, silently
from contracts.papers.sequence import OnDemand
from contracts.papers.tray import Tray
from contracts.papers.wordfile import named, sound_word_file
from contracts.partner import Partner, Trial

if TYPE_CHECKING:
    from contracts.word.squeeze import Squeeze
    from contracts.word.stack import Parts

DRAFT_MARK = "草稿"
VOID_MARK = "作废"
Pair = tuple[Draft, Review]
Copy = tuple[Draft, Review, str]


def print_batch(
    drafts: Sequence[Draft],
    reviews: Sequence[Review],
    *,
    kind: Kind,
    folder: Path,
    one_file: bool = False,
    duplex: bool = False,
    for_discussion: bool = False,
    roster_sha256: str = "",
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
        roster_sha256: The list they were drafted from.
        progress: Shows how far the work is.
        processes: 1 or 2; by default two where that is measured to help.

    Raises:
        LawError: A review does not allow its draft to be printed.
        InputError: A different batch stands in that folder already.
        UnfinishedError: The disk is full, or another program is at this batch; the same call again goes on.
    """
    first = drafts[0]
    template = sound_word_file(kind.template_path(first.locale))
    press = Press(kind=kind, template=template, mark=DRAFT_MARK if for_discussion else "")
    batch = Batch(
        folder=folder,
        kind=first.kind,
        label=first.batch,
        signing_on=first.signing_on,
        for_discussion=for_discussion,
        template=template,
        roster_sha256=roster_sha256,
    )
    pairs = OnDemand(len(drafts), lambda place: (drafts[place], reviews[place]))
    volumes = _volumes(Copies(pairs), folder.name, duplex=duplex) if one_file else []
    with alone(folder):
        if folder.exists():
            existing = _standing(batch, drafts, reviews)
            for name, copies in volumes:
                if not (folder / name).exists():
                    write_whole(folder / name, _bound(copies, press, duplex=duplex))
            return existing
        job = job_of(reviews, template=template, for_discussion=for_discussion)
        tray = Tray(folder, job)
        try:
            with being_bound(tray, batch, job) as index:
                _print_all(tray, _Work(tray, drafts, reviews, press), index, progress, processes)
            rest = iter(progress("合订", range(len(drafts)), len(drafts)) if volumes else ())
            for name, copies in volumes:
                if not tray.holds(name):
                    tray.put(name, _bound(_watched(copies, rest), press, duplex=duplex))
            deque(rest, maxlen=0)
        except UnfinishedError:
            raise
        except ShouyueError:
            tray.clear()
            raise
        return closed(tray, batch, index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What is the same for every paper of a batch.

    A stub of the print set is printed from the kind's own Word file for it.
    """

    kind: Kind
    template: bytes
    mark: str

    def paper(self, draft: Draft, item: Review, copy_label: str = "", squeeze: Squeeze | None = None) -> Document:
        """Return one finished paper, squeezed the quickest way there is unless another is asked for."""
        from contracts.papers.render import render
        from contracts.word.squeeze import quickest

        path, template = self._template(draft, copy_label)
        with named(path):
            return render(
                draft, item, template=template, kind=self.kind, mark=self.mark, copy_label=copy_label,
                squeeze=squeeze or quickest(),
            )  # fmt: skip

    def loose(self, draft: Draft, item: Review, copy_label: str) -> Parts:
        """Return the parts of one finished paper, for a print file."""
        from contracts.papers.render import loose

        path, template = self._template(draft, copy_label)
        with named(path):
            return loose(draft, item, template=template, kind=self.kind, mark=self.mark, copy_label=copy_label)

    def _template(self, draft: Draft, copy_label: str) -> tuple[Path, bytes]:
        kind = spoken(self.kind, draft.locale)
        piece = kind.copy_labelled(copy_label)
        path = kind.stub_path(draft.locale) if piece and piece.stub else None
        return (path, _stub(path)) if path else (kind.template_path(draft.locale), self.template)


@functools.lru_cache(maxsize=4)
def _stub(path: Path) -> bytes:
    return sound_word_file(path)


def _standing(batch: Batch, drafts: Sequence[Draft], reviews: Sequence[Review]) -> Batch:
    """Return the batch in that folder.

    Raises:
        InputError: It says something else.
    """
    found = read_batch(batch.folder)
    same = replace(found, papers=(), roster_sha256=batch.roster_sha256) == batch and len(found.papers) == len(drafts)
    if not same or any(
        (paper.draft, replace(paper.review, accepted=())) != (draft, replace(item, accepted=()))
        for paper, draft, item in zip(found.papers, drafts, reviews, strict=True)
    ):
        refuse_other(found)
    return found


class _Work:
    """What is printed, paper by paper."""

    def __init__(self, tray: Tray, drafts: Sequence[Draft], reviews: Sequence[Review], press: Press) -> None:
        self.tray = tray
        self.drafts = drafts
        self.reviews = reviews
        self.press = press

    def __call__(self, place: int) -> tuple[str, bytes]:
        """Print one paper unless that was done before; return its file's name and its line in the index."""
        draft, item = self.drafts[place], self.reviews[place]
        name = file_name(draft)
        digest = self.tray.holds(name) or self.tray.lay(name, self.press.paper(draft, item).content)
        return name, line_of(draft, item, name, digest)


def _print_all(tray: Tray, work: _Work, index: Index, progress: Progress, processes: int) -> None:
    """Print every paper that is not finished yet, in order; a second process takes every other one where it helps."""
    count = len(work.reviews)
    trial = Trial()
    partner: Partner | None = None
    results: Iterator[tuple[str, bytes]] = iter(())
    try:
        for place in progress("打印", range(count), count):
            if partner is None and (processes > 1 or (not processes and trial.favours_two(count - place))):
                partner = Partner(work, range(place + 1, count, 2))
                results = partner.results()
                shared = place + 1
            done = next(results, None) if partner and (place - shared) % 2 == 0 else None
            name, line = done or work(place)
            tray.count(name)
            index.add(line)
    finally:
        if partner:
            partner.end()


def rendered(
    draft: Draft, item: Review, *, kind: Kind, template: bytes, mark: str = "", copy_label: str = ""
) -> Document:
    """Return one finished paper (see :func:`contracts.papers.render.render`)."""
    from contracts.papers.render import render

    return render(draft, item, template=template, kind=kind, mark=mark, copy_label=copy_label)


def print_file(pairs: Iterable[Pair], *, kind: Kind, template: bytes, mark: str = "", duplex: bool = False) -> bytes:
    """Return one Word file: each paper in order, each of its copies with its own label."""
    return _bound(copies_of(pairs), Press(kind=kind, template=template, mark=mark), duplex=duplex)


def copies_of(pairs: Iterable[Pair]) -> Iterator[Copy]:
    """Yield every copy of every paper in the order in which they are handed out."""
    for draft, item in pairs:
        for label in draft.copies:
            yield draft, item, label


class Copies:
    """Every copy of every paper of one kind in print order, each taken when it is wanted.

    Args:
        pairs: Each draft with its review, in order, at least one; all have as many copies as the first.
    """

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        self.each = max(1, len(pairs[0][0].copies))

    def __len__(self) -> int:
        return len(self.pairs) * self.each

    def between(self, start: int, end: int) -> Iterator[Copy]:
        """Yield the copies from one place up to another."""
        end = min(end, len(self))
        for at in range(start // self.each, -(-end // self.each)):
            draft, item = self.pairs[at]
            for number, label in enumerate(draft.copies or ("",), at * self.each):
                if start <= number < end:
                    yield draft, item, label


def copies_in(papers: Sequence[Paper]) -> Copies:
    """Return the copies of the papers of a batch; each paper is read when one of its copies is wanted."""

    def pair(place: int) -> Pair:
        paper = papers[place]
        return paper.draft, paper.review

    return Copies(OnDemand(len(papers), pair))


def _bound(copies: Iterable[Copy], press: Press, *, duplex: bool) -> bytes:
    from contracts.word import join

    return join((press.loose(draft, item, label) for draft, item, label in copies), duplex=duplex)


def _volumes(copies: Copies, name: str, *, duplex: bool) -> list[tuple[str, Iterator[Copy]]]:
    """Return name and copies of each print file: one, unless Word could not open it."""
    from contracts.word.stack import MOST

    count = len(copies)
    side = "_双面" if duplex else ""
    if count <= MOST:
        return [(f"打印_{name}{side}.docx", copies.between(0, count))]
    return [
        (f"打印_{name}{side}_第{number}册.docx", copies.between(start, min(start + MOST, count)))
        for number, start in enumerate(range(0, count, MOST), 1)
    ]


def _watched(copies: Iterable[Copy], papers: Iterator[object]) -> Iterator[Copy]:
    """Yield the copies and let the progress bar move with every new paper."""
    last: Draft | None = None
    for copy in copies:
        if copy[0] is not last:
            next(papers, None)
            last = copy[0]
        yield copy
