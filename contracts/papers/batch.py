"""A batch is a folder: ``batch.json``, one Word file for each paper, one print file.

The folder appears whole or not at all: everything is written and synced in a hidden sister folder
(:mod:`contracts.papers.tray`) which is then renamed. A killed command leaves at most that sister; the same command
again goes on in it, another one clears it away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from contracts.errors import DocumentError, InputError
from contracts.files import write_whole
from contracts.model import Acceptance, Document, Draft, Problem, Review
from contracts.papers.tray import Tray
from contracts.plain import as_data, from_data

_INDEX = "batch.json"
_TEMPLATE = ".template.docx"
_FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of a batch: what it says, what the law says of it, and its file with hash."""

    draft: Draft
    review: Review
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch as read from disk. ``template`` is the Word file it was printed from."""

    folder: Path
    kind: str
    label: str
    signing_on: date
    for_discussion: bool
    template: bytes
    papers: tuple[Paper, ...]

    @property
    def template_sha256(self) -> str:
        """Return the hash of the Word file the papers were printed from."""
        return hashlib.sha256(self.template).hexdigest()

    def only(self, rows: Sequence[int]) -> tuple[Paper, ...]:
        """Return the papers of those batch rows, all of them when none are named.

        Raises:
            InputError: A row is not in the batch.
        """
        if not rows:
            return self.papers
        known = {paper.draft.row: paper for paper in self.papers}
        missing = sorted(set(rows) - known.keys())
        if missing:
            problem = Problem(
                where=str(self.folder), message=f"没有第 {'、'.join(map(str, missing))} 行", hint="核对 --only 的行号"
            )
            raise InputError("批次里没有这些行。", [problem])
        return tuple(known[row] for row in sorted(set(rows)))


def write_batch(
    folder: Path,
    papers: Sequence[tuple[Draft, Review, Document]],
    *,
    template: bytes,
    prints: Iterable[tuple[str, bytes]] = (),
    for_discussion: bool = False,
) -> Batch:
    """Write a batch folder, whole or not at all.

    Args:
        folder: Where it shall stand; its parent is made if needed.
        papers: In row order, at least one.
        template: The Word file they were printed from; kept so that register can check it.
        prints: Further files (name, content), such as the print file.
        for_discussion: The papers carry the draft mark and can never be registered.

    Raises:
        InputError: Another batch already stands there. The same batch again is left as it is.
    """
    first = papers[0][0]
    batch = Batch(
        folder=folder,
        kind=first.kind,
        label=first.batch,
        signing_on=first.signing_on,
        for_discussion=for_discussion,
        template=template,
        papers=tuple(
            Paper(draft=draft, review=review, file=document.name, sha256=document.sha256)
            for draft, review, document in papers
        ),
    )
    if folder.exists():
        return _same_or_refused(batch)
    job = job_of([(draft, review) for draft, review, _ in papers], template=template, for_discussion=for_discussion)
    tray = Tray(folder, job)
    for _, _, document in papers:
        if tray.holds(document.name) != document.sha256:
            tray.put(document.name, document.content)
    for name, content in prints:
        tray.put(name, content)
    return closed(tray, batch, job)


def closed(tray: Tray, batch: Batch, job: str) -> Batch:
    """Put index and template to the papers and give the folder its name."""
    tray.close(iter([(_TEMPLATE, iter([batch.template])), (_INDEX, _index(batch, job))]))
    return batch


def job_of(papers: Iterable[tuple[Draft, Review]], *, template: bytes, for_discussion: bool) -> str:
    """Return the hash of what a batch shall be: every draft with its review, the Word file, the mark."""
    digest = hashlib.sha256(hashlib.sha256(template).digest())
    digest.update(f"{_FORM} {for_discussion}\n".encode())
    for draft, review in papers:
        digest.update(f"{draft.kind} {draft.batch} {review.draft_sha256} ".encode())
        digest.update(json.dumps(as_data(review), ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()


def read_batch(folder: Path) -> Batch:
    """Read a batch folder and prove that its papers are the ones that were drafted.

    Raises:
        InputError: It is no batch folder, or was written by a newer program.
        DocumentError: Papers are missing or were changed since; all of them are named.
    """
    try:
        data = json.loads((folder / _INDEX).read_bytes())
        template = (folder / _TEMPLATE).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{folder} 不是 shouyue draft 写出的批次文件夹。") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{folder / _INDEX} 已损坏，请重新起草本批。") from error
    if data.get("form") != _FORM:
        raise InputError(f"{folder} 由更新的版本写出，请先升级程序。")
    batch = Batch(
        folder=folder,
        kind=data["kind"],
        label=data["batch"],
        signing_on=date.fromisoformat(data["signing_on"]),
        for_discussion=data["for_discussion"],
        template=template,
        papers=tuple(from_data(Paper, item) for item in data["papers"]),
    )
    problems = [
        problem
        for paper in batch.papers
        if (problem := _changed(folder, paper, batch, data["template_sha256"])) is not None
    ]
    if problems:
        raise DocumentError(f"批次 {batch.label} 有 {len(problems)} 份文件与起草时不同，未作任何登记。", problems)
    return batch


def keep_decisions(batch: Batch, reviews: Sequence[Review]) -> Batch:
    """Keep what a person decided, with the papers it was decided of; ``batch.json`` is replaced whole.

    Args:
        batch: As :func:`read_batch` returned it.
        reviews: One for each paper, in order. Only their decisions are kept: the review of the day on which
            the papers were printed stays beside them, and so does every earlier decision.

    Raises:
        InputError: A review belongs to another paper.
    """
    if [item.draft_sha256 for item in reviews] != [paper.draft.sha256 for paper in batch.papers]:
        raise InputError(f"这些审查不是批次 {batch.label} 的，没有保存任何决定。")
    papers = tuple(
        replace(paper, review=replace(paper.review, accepted=_together(paper.review, item)))
        for paper, item in zip(batch.papers, reviews, strict=True)
    )
    decided = replace(batch, papers=papers)
    if decided != batch:
        job = json.loads((batch.folder / _INDEX).read_bytes()).get("job", "")
        write_whole(batch.folder / _INDEX, b"".join(_index(decided, job)))
    return decided


def _together(earlier: Review, later: Review) -> tuple[Acceptance, ...]:
    return tuple(dict.fromkeys((*earlier.accepted, *later.accepted)))


def _changed(folder: Path, paper: Paper, batch: Batch, template_sha256: str) -> Problem | None:
    file = folder / paper.file
    if paper.review.draft_sha256 != paper.draft.sha256 or batch.template_sha256 != template_sha256:
        return Problem(where=paper.draft.number, message="批次记录被改动过", hint="重新起草本批")
    if not file.exists():
        return Problem(where=paper.file, message="文件不见了", hint="重新起草本批，或用 --only 只登记其余的行")
    try:
        content = file.read_bytes()
    except PermissionError:
        hint = "关闭那个窗口后重新运行"
        return Problem(where=paper.file, message="不能读取，可能正在 Word 或 WPS 中打开", hint=hint)
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        return Problem(where=paper.file, message="起草后被改动过，没有经过审查", hint="改名册或文种后重新起草")
    return None


def _same_or_refused(batch: Batch) -> Batch:
    existing = read_batch(batch.folder)
    if _said(existing) == _said(batch):
        return existing
    return refuse_other(existing)


def _said(batch: Batch) -> Batch:
    """Return a batch without the hashes of its files: what they say decides, not how they were squeezed."""
    return replace(batch, papers=tuple(replace(paper, sha256="") for paper in batch.papers))


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


def _index(batch: Batch, job: str) -> Iterator[bytes]:
    """Yield ``batch.json`` paper by paper."""
    data = {
        "batch": batch.label,
        "for_discussion": batch.for_discussion,
        "form": _FORM,
        "job": job,
        "kind": batch.kind,
        "signing_on": batch.signing_on.isoformat(),
        "template_sha256": batch.template_sha256,
    }
    yield json.dumps(data, ensure_ascii=False, indent=1).encode()[:-2] + b',\n "papers": ['
    for number, paper in enumerate(batch.papers):
        yield (b",\n" if number else b"\n") + json.dumps(as_data(paper), ensure_ascii=False, sort_keys=True).encode()
    yield b"\n]}"
