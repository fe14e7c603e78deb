"""A batch is a folder: ``batch.json``, one Word file for each paper, one print file.

The folder appears whole or not at all: everything is written and synced in a hidden sister folder
(:mod:`contracts.papers.tray`) which is then renamed. A killed command leaves at most that sister; the same command
again goes on in it, another one clears it away.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from contracts.errors import DocumentError, InputError
from contracts.files import problem_of, write_aside
from contracts.model import Acceptance, Draft, Problem, Review
from contracts.papers import index
from contracts.papers.index import Index, Line, Paper
from contracts.papers.sequence import OnDemand
from contracts.papers.tray import Tray
from contracts.plain import as_data

_TEMPLATE = ".template.docx"
_FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch on the disk. ``template`` is the Word file it was printed from; papers are read one at a time.

    ``roster_sha256`` is the hash of the list it was drafted from, 64 hex digits; empty where nobody kept it.
    """

    folder: Path
    kind: str
    label: str
    signing_on: date
    for_discussion: bool
    template: bytes
    roster_sha256: str = ""
    papers: Sequence[Paper] = ()

    @property
    def template_sha256(self) -> str:
        """Return the hash of the Word file the papers were printed from."""
        return hashlib.sha256(self.template).hexdigest()

    @property
    def drafts(self) -> Sequence[Draft]:
        """Return what the papers say, in order, each read when it is asked for."""
        return drafts_of(self.papers)

    def only(self, rows: Sequence[int]) -> Sequence[Paper]:
        """Return the papers of those batch rows, all of them when none are named.

        Raises:
            InputError: A row is not in the batch.
        """
        if not rows:
            return self.papers
        places = {paper.draft.row: place for place, paper in enumerate(self.papers)}
        missing = sorted(set(rows) - places.keys())
        if missing:
            problem = Problem(
                where=str(self.folder), message=f"没有第 {'、'.join(map(str, missing))} 行", hint="核对 --only 的行号"
            )
            raise InputError("批次里没有这些行。", [problem])
        chosen = [places[row] for row in sorted(set(rows))]
        return OnDemand(len(chosen), lambda number: self.papers[chosen[number]])


def drafts_of(papers: Sequence[Paper]) -> Sequence[Draft]:
    """Return the drafts of papers, in order, each read when it is asked for."""
    return OnDemand(len(papers), lambda number: papers[number].draft)


@contextmanager
def being_bound(tray: Tray, batch: Batch, job: str) -> Iterator[Index]:
    """Open the index of a batch that is being printed into a tray; every paper is added to it in order.

    Args:
        tray: Where the papers lie.
        batch: Without its papers.
        job: What is being printed; see :func:`job_of`.
    """
    with tray.growing(index.NAME) as file:
        lines = Index(file, _head(batch, job))
        yield lines
        lines.close()


def closed(tray: Tray, batch: Batch, lines: Index) -> Batch:
    """Put the template to the papers, give the folder its name, and return the batch with its papers."""
    tray.put(_TEMPLATE, batch.template)
    tray.close()
    return replace(batch, papers=index.papers_at(batch.folder / index.NAME, lines.places))


def job_of(reviews: Iterable[Review], *, template: bytes, for_discussion: bool) -> str:
    """Return the hash of what a batch shall be: every review and the draft it is of, the Word file, the mark."""
    digest = hashlib.sha256(hashlib.sha256(template).digest())
    digest.update(f"{_FORM} {for_discussion}\n".encode())
    for review in reviews:
        digest.update(json.dumps(as_data(review), ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()


def read_batch(folder: Path) -> Batch:
    """Read a batch folder and prove that its papers are the ones that were drafted.

    Raises:
        InputError: It is no batch folder, or was written by a newer program.
        DocumentError: Papers are missing or were changed since; all of them are named.
    """
    path = folder / index.NAME
    try:
        head = index.read_head(path)
        template = (folder / _TEMPLATE).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{folder} 不是 shouyue draft 写出的批次文件夹。") from error
    if head.get("form") != _FORM:
        raise InputError(f"{folder} 由更新的版本写出，请先升级程序。")
    try:
        batch = Batch(
            folder=folder,
            kind=head["kind"],
            label=head["batch"],
            signing_on=date.fromisoformat(head["signing_on"]),
            for_discussion=head["for_discussion"],
            template=template,
            roster_sha256=head.get("roster_sha256", ""),
        )
        whole = batch.template_sha256 == head["template_sha256"]
    except (KeyError, TypeError, ValueError) as error:
        raise index.damaged(path) from error
    places = array("Q")
    problems: list[Problem] = []
    for place, line in index.scanned(path):
        places.append(place)
        problems += _changes(folder, line, path, whole=whole)
    if problems:
        raise DocumentError(f"批次 {batch.label} 有 {len(problems)} 份文件与起草时不同，未作任何登记。", problems)
    return replace(batch, papers=index.papers_at(path, places))


def keep_decisions(batch: Batch, reviews: Sequence[Review]) -> Batch:
    """Keep what a person decided, with the papers it was decided of; ``batch.json`` is replaced whole.

    Args:
        batch: As :func:`read_batch` returned it.
        reviews: One for each paper, in order. Only their decisions are kept: the review of the day on which
            the papers were printed stays beside them, and so does every earlier decision.

    Raises:
        InputError: A review belongs to another paper.
    """
    changed = len(reviews) != len(batch.papers)
    for paper, item in zip(batch.papers, reviews, strict=False):
        if item.draft_sha256 != paper.draft.sha256:
            raise InputError(f"这些审查不是批次 {batch.label} 的，没有保存任何决定。")
        changed = changed or _together(paper.review, item) != paper.review.accepted
    if not changed:
        return batch
    path = batch.folder / index.NAME
    decided = (
        replace(paper, review=replace(paper.review, accepted=_together(paper.review, item)))
        for paper, item in zip(batch.papers, reviews, strict=True)
    )
    job = index.read_head(path).get("job", "")
    with write_aside(path) as file:
        lines = index.write_index(file, _head(batch, job), decided)
    return replace(batch, papers=index.papers_at(path, lines.places))


def _together(earlier: Review, later: Review) -> tuple[Acceptance, ...]:
    return tuple(dict.fromkeys((*earlier.accepted, *later.accepted)))


def _changes(folder: Path, line: Line, path: Path, *, whole: bool) -> Iterator[Problem]:
    """Yield what was changed of one paper since it was drafted, given its line in the index."""
    try:
        name, digest, reviewed = line.rest["file"], line.rest["sha256"], line.rest["review"]["draft_sha256"]
        if not whole or not line.is_of(reviewed):
            number = json.loads(line.draft)["number"]
            yield Problem(where=number, message="批次记录被改动过", hint="重新起草本批")
            return
    except (KeyError, TypeError, ValueError) as error:
        raise index.damaged(path) from error
    try:
        content = (folder / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield Problem(where=name, message="文件不见了", hint="重新起草本批，或用 --only 只登记其余的行")
        return
    except OSError as error:
        yield problem_of(error, name)
        return
    if hashlib.sha256(content).hexdigest() != digest:
        yield Problem(where=name, message="起草后被改动过，没有经过审查", hint="改名册或文种后重新起草")


def refuse_other(existing: Batch) -> NoReturn:
    """Refuse to put a batch where another one stands.

    Raises:
        InputError: Always.
    """
    problem = Problem(
        where=str(existing.folder),
        message=f"已有内容不同的批次 {existing.label}",
        hint="换一个 --batch 批次号，或先移走旧批次",
    )
    raise InputError("没有覆盖已有的批次，未生成任何文件。", [problem])


def _head(batch: Batch, job: str) -> dict[str, Any]:
    return {
        "batch": batch.label,
        "for_discussion": batch.for_discussion,
        "form": _FORM,
        "job": job,
        "kind": batch.kind,
        "roster_sha256": batch.roster_sha256,
        "signing_on": batch.signing_on.isoformat(),
        "template_sha256": batch.template_sha256,
    }
