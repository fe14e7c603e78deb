"""Papers that carry a ledger number: a killed command leaves neither an orphan nor a missing paper.

The order is what keeps the promise: intent with the hash of the bytes → temporary file, synced → its name,
without overwriting, folder synced → issued. Whatever point a command was killed at, :func:`recover`
finishes it: a paper is a pure function of its draft and template, so it can always be written again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contracts.errors import LedgerError, ShouyueError, UnfinishedError
from contracts.files import reason_of
from contracts.model import Draft, Problem
from ledger.files import TEMPORARY, put_in_place, sha256_of, write_aside
from ledger.register import keep_templates
from ledger.store import Ledger, Row, Transaction

QUARANTINE = "隔离"
"""Folder, beside the papers, for files that nobody registered or somebody changed."""

_SUFFIXES = (".docx", ".pdf", ".html")
_LOCK = f"{TEMPORARY}lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper about to be issued. ``name`` is its file name, without folder; ``contract`` its contract's number."""

    kind: str
    name: str
    draft: Draft
    template_sha256: str
    template: bytes
    content: bytes
    number: str | None = None
    contract: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper the ledger knows. ``state`` is ``intent`` until its file is safely there, then ``issued``."""

    id: int
    kind: str
    name: str
    number: str | None
    draft: Draft
    template_sha256: str
    content_sha256: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What :func:`recover` did, by file name."""

    confirmed: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    quarantined: tuple[str, ...] = ()


def issue(
    ledger: Ledger,
    folder: Path,
    prepare: Callable[[Transaction], Sequence[NewPaper]],
    *,
    by: str,
    now: datetime,
) -> tuple[Paper, ...]:
    """Issue papers into a folder: all are registered, or none; each file is whole when it has its name.

    Args:
        ledger: Open for writing.
        folder: Where the files go; must exist.
        prepare: Called inside the first transaction: takes numbers, makes the ledger's own rows, renders,
            and returns the papers. If it raises, nothing happened and no number is lost.
        by: Who answers for it.
        now: The instant of issuing.

    Raises:
        LedgerError: A file of that name is there already, or another program is issuing into the folder.
        UnfinishedError: The disk failed after the papers were registered; run :func:`recover`.
    """
    with _held(folder):
        with ledger.write(by=by, now=now) as tx:
            fresh = tuple(prepare(tx))
            _refuse_taken(folder, fresh)
            keep_templates(tx, {paper.template_sha256: paper.template for paper in fresh})
            ids = [_intend(tx, paper, folder_name(ledger, folder)) for paper in fresh]
        try:
            for paper in fresh:
                put_in_place(write_aside(folder, paper.name, paper.content), folder / paper.name)
        except OSError as error:
            hint = "腾出磁盘空间、检查权限后运行恢复，不会重号"
            problem = Problem(where=folder.name, message=f"写不进去（{reason_of(error)}）", hint=hint)
            raise UnfinishedError("已登记，但文件没有全部写成", [problem]) from error
        with ledger.write(by=by, now=now) as tx:
            _confirm(tx, ids)
    return tuple(paper for paper in papers(ledger, folder) if paper.id in set(ids))


def papers(ledger: Ledger, folder: Path) -> tuple[Paper, ...]:
    """Return all papers of a folder, in the order they were registered."""
    found = ledger.rows(
        "select id, kind, name, number, draft_json, template_sha256, content_sha256, state"
        " from paper_status where folder = ? order by id",
        [folder_name(ledger, folder)],
    )
    return tuple(_paper(row) for row in found)


def issued_between(ledger: Ledger, first: str, last: str) -> Iterator[tuple[str, str, Paper]]:
    """Yield ``(folder, day, paper)`` of every paper registered from one day to another, in order.

    ``folder`` is written from the ledger's own place, with slashes.
    """
    found = ledger.each(
        "select p.id, p.kind, p.name, p.number, p.draft_json, p.template_sha256, p.content_sha256, p.state, p.folder,"
        " substr(e.at, 1, 10) as day from paper_status p join events e on e.seq = p.event_seq"
        " where day between ? and ? order by p.id",
        [first, last],
    )
    for row in found:
        yield row.pop("folder"), row.pop("day"), _paper(row)


def papers_of_draft(ledger: Ledger, draft_sha256: str) -> tuple[tuple[str, Paper], ...]:
    """Return ``(folder, paper)`` of every paper made of a draft, in the order they were registered."""
    found = ledger.rows(
        "select id, kind, name, number, draft_json, template_sha256, content_sha256, state, folder"
        " from paper_status where draft_sha256 = ? order by id",
        [draft_sha256],
    )
    return tuple((row.pop("folder"), _paper(row)) for row in found)


def content_of(
    ledger: Ledger, folder: str, paper: Paper, rebuild: Callable[[Paper, bytes], bytes]
) -> bytes | None:
    """Return the bytes of an issued paper: from the disk, or made again; ``None`` where neither is what was issued.

    Args:
        ledger: Any open ledger.
        folder: As the ledger writes it.
        paper: Which paper.
        rebuild: Gives the bytes of a paper again, from the paper and its template.
    """
    path = ledger.path.absolute().parent / folder / paper.name
    if path.is_file() and sha256_of(path) == paper.content_sha256:
        return path.read_bytes()
    (template,) = ledger.rows("select content from templates where sha256 = ?", [paper.template_sha256])
    try:
        made = rebuild(paper, template["content"])
    except ShouyueError:  # the office has taken its own kind away
        return None
    return made if hashlib.sha256(made).hexdigest() == paper.content_sha256 else None


def recover(
    ledger: Ledger, folder: Path, rerender: Callable[[Paper, bytes], bytes], *, by: str, now: datetime
) -> Recovered:
    """Finish what a killed command left: afterwards every registered paper is there and nothing else is.

    Unfinished temporary files go. A file of an unfinished paper with the registered hash is confirmed; one
    that is missing is written again. Files nobody registered, and half-written or changed ones of
    unfinished papers, are never deleted: they move to the folder :data:`QUARANTINE`. In a folder outside
    the office's own, what nobody registered belongs to somebody else and is left alone.

    Args:
        ledger: Open for writing.
        folder: The folder the papers were issued into.
        rerender: Gives the bytes of a paper again, from the paper and its Word template.
        by: Who answers for it.
        now: The instant of recovering.

    Raises:
        UnfinishedError: Some paper came out with other bytes than registered; the others are done.
    """
    with _held(folder):
        for left in folder.glob(f"{TEMPORARY}*.part"):
            left.unlink()
        pending = [paper for paper in papers(ledger, folder) if paper.state == "intent"]
        known = {paper.name for paper in papers(ledger, folder)}
        whole = {paper.name for paper in pending if _is_whole(folder, paper)}
        strays = [name for name in _names(folder) if name not in known] if _is_ours(ledger, folder) else []
        strays += [item.name for item in pending if item.name not in whole and (folder / item.name).exists()]
        if strays:
            _put_aside(ledger, folder, strays, by=by, now=now)
        missing = [paper for paper in pending if paper.name not in whole]
        problems = [problem for paper in missing if (problem := _rewrite(ledger, folder, paper, rerender))]
        done = [paper for paper in pending if _is_whole(folder, paper)]
        if done:
            with ledger.write(by=by, now=now) as tx:
                _confirm(tx, [paper.id for paper in done])
        if problems:
            raise UnfinishedError("有文件未能恢复", problems)
    return Recovered(
        confirmed=tuple(paper.name for paper in done if paper.name in whole),
        rewritten=tuple(paper.name for paper in missing),
        quarantined=tuple(strays),
    )


def is_settled(ledger: Ledger, folder: Path) -> bool:
    """Say whether every paper of a folder was confirmed; if not, :func:`recover` has work."""
    return all(paper.state == "issued" for paper in papers(ledger, folder))


def _intend(tx: Transaction, paper: NewPaper, place: str) -> int:
    (paper_id,) = tx.ids("papers", 1)
    contract_id = None
    if paper.contract:
        found = tx.rows("select id from contracts where number = ?", [paper.contract])
        contract_id = found[0]["id"] if found else None
    content = paper.draft.canonical()
    row: Row = {
        "id": paper_id, "kind": paper.kind, "folder": place, "name": paper.name, "number": paper.number,
        "contract_id": contract_id, "draft_json": content.decode(),
        "draft_sha256": hashlib.sha256(content).hexdigest(), "template_sha256": paper.template_sha256,
        "content_sha256": hashlib.sha256(paper.content).hexdigest(),
    }  # fmt: skip
    tx.record("paper_intended", paper.number or paper.name, {"name": paper.name}, {"papers": [row]})
    return paper_id


def _confirm(tx: Transaction, ids: Sequence[int]) -> None:
    wanted = ", ".join("?" * len(ids))
    found = tx.rows(f"select id, name, content_sha256 from papers where id in ({wanted}) order by id", ids)
    rows = [
        {"paper_id": row["id"], "state": "issued", "name": row["name"], "content_sha256": row["content_sha256"]}
        for row in found
    ]
    if rows:
        tx.record("papers_issued", rows[0]["name"], {"papers": len(rows)}, {"paper_states": rows})


def _rewrite(
    ledger: Ledger, folder: Path, paper: Paper, rerender: Callable[[Paper, bytes], bytes]
) -> Problem | None:
    (template,) = ledger.rows("select content from templates where sha256 = ?", [paper.template_sha256])
    content = rerender(paper, template["content"])
    if hashlib.sha256(content).hexdigest() != paper.content_sha256:
        hint = "用当时的程序版本重新运行恢复；登记和号码不变"
        return Problem(where=paper.name, message="重新生成的内容与登记的校验值不符", hint=hint)
    put_in_place(write_aside(folder, paper.name, content), folder / paper.name)
    return None


def _put_aside(ledger: Ledger, folder: Path, names: Sequence[str], *, by: str, now: datetime) -> None:
    """Note strays in the journal, then move them; a kill in between only notes them twice."""
    hashes = {name: sha256_of(folder / name) for name in names}
    with ledger.write(by=by, now=now) as tx:
        rows = [
            {"paper_id": None, "state": "quarantined", "name": name, "content_sha256": value}
            for name, value in hashes.items()
        ]
        tx.record("papers_quarantined", names[0], {"papers": len(rows)}, {"paper_states": rows})
    aside = folder / QUARANTINE
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in names:
        target = aside / name
        for number in range(1, 1000):
            if not target.exists():
                break
            target = aside / f"{Path(name).stem}-{number}{Path(name).suffix}"
        put_in_place(folder / name, target)


def _refuse_taken(folder: Path, fresh: Sequence[NewPaper]) -> None:
    taken = [paper.name for paper in fresh if (folder / paper.name).exists()]
    if taken:
        problems = [Problem(where=name, message="同名文件已存在", hint="换一个文件夹，或先移走它") for name in taken]
        raise LedgerError("文件夹里已有同名文件，没有出件，号码未占用", problems)


def _names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.is_file() and item.suffix in _SUFFIXES)


def _is_whole(folder: Path, paper: Paper) -> bool:
    target = folder / paper.name
    return target.is_file() and sha256_of(target) == paper.content_sha256


def folder_name(ledger: Ledger, folder: Path) -> str:
    """Return how the ledger writes a folder: from its own place, so that both can be moved together."""
    home = ledger.path.absolute().parent
    try:
        return Path(os.path.relpath(folder.absolute(), home)).as_posix()
    except ValueError:  # another drive
        return folder.absolute().as_posix()


def _is_ours(ledger: Ledger, folder: Path) -> bool:
    """Say whether a folder lies within the office's own, where every paper comes from the ledger."""
    home = ledger.path.absolute().parent
    return home in folder.absolute().parents


def _paper(row: Row) -> Paper:
    draft = Draft.from_json(row["draft_json"].encode())
    return Paper(draft=draft, **{key: value for key, value in row.items() if key != "draft_json"})


def leave_no_empty(folder: Path) -> None:
    """Remove a folder in which nothing was issued; where anything lies in it, it stays."""
    lock = folder / _LOCK
    if all(path == lock for path in folder.iterdir()):
        lock.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # another program has issued into it just now
            folder.rmdir()


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Let one program at a time issue into a folder; a killed one lets go by itself."""
    try:
        import fcntl
    except ImportError:  # Windows: the ledger's own lock still keeps numbers apart
        yield
        return
    handle = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            problem = Problem(where=folder.name, message="另一个程序正在出件", hint="稍后重新运行")
            raise LedgerError("这个文件夹正被另一个程序使用", [problem]) from None
        yield
    finally:
        os.close(handle)
