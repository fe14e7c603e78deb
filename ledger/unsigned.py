"""Drafts that lie in the office's folder: what ``unsigned_drafts`` compares with the ledger."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import InputError
from contracts.model import Problem
from contracts.papers.index import NAME, draft_of, read_head, scanned
from ledger.journal import canonical
from ledger.register import village_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LyingDrafts:
    """Every draft below a folder, once: kind, batch, row, village and signing day; and the batches nobody can read."""

    json: str
    unread: tuple[Problem, ...]


def lying_drafts(folder: Path) -> LyingDrafts:
    """Return the drafts below an office's folder, however deep; a copy of a batch counts no draft twice.

    Drafts for discussion are never signed and are left out, and so is what is being printed. A batch whose index
    is damaged or forbidden is named, not passed over.
    """
    found: dict[tuple[str, str, int], list[str | int]] = {}
    unread: list[Problem] = []
    for index in _indexes(folder):
        try:
            found |= {(kind, batch, row): [kind, batch, row, *rest] for kind, batch, row, *rest in _drafts(index)}
        except (InputError, OSError):
            where = index.relative_to(folder).as_posix()
            unread.append(Problem(where=where, message="读不出，里面的草稿没有计入", hint="重新起草这一批"))
    return LyingDrafts(json=canonical(list(found.values())), unread=tuple(unread))


def _indexes(folder: Path) -> Iterator[Path]:
    """Yield the indexes below a folder in a fixed order, those of hidden folders left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if NAME in names:
            yield Path(place, NAME)


def _drafts(index: Path) -> Iterator[tuple[str, str, int, str, str]]:
    if read_head(index).get("for_discussion"):
        return
    for _, line in scanned(index):
        draft = draft_of(line, index)
        yield draft.kind, draft.batch, draft.row, village_of(draft)[1], draft.signing_on.isoformat()
