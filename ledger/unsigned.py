"""Drafts that lie in the office's folder: what ``unsigned_drafts`` compares with the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from contracts.model import Draft
from contracts.plain import from_data
from ledger.journal import canonical
from ledger.register import village_of

_INDEX = "batch.json"


def drafts_json(folder: Path) -> str:
    """Return every draft below an office's folder as a JSON list of kind, batch, row, village and signing day.

    Drafts for discussion are never signed and are left out; so is a folder whose index cannot be read.
    """
    return canonical([item for index in sorted(folder.glob(f"*/{_INDEX}")) for item in _drafts(index)])


def _drafts(index: Path) -> Iterator[list[str | int]]:
    try:
        data = json.loads(index.read_bytes())
        drafts = [] if data["for_discussion"] else [from_data(Draft, item["draft"]) for item in data["papers"]]
    except (KeyError, OSError, TypeError, ValueError):
        return
    for draft in drafts:
        yield [draft.kind, draft.batch, draft.row, village_of(draft)[1], draft.signing_on.isoformat()]
