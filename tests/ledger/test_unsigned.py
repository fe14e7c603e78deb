"""Drafts in the office's folder that nobody has signed."""

from __future__ import annotations

import json
from pathlib import Path

from ledger.unsigned import drafts_json
from tests.clerks_office import BATCH, SIGNED, office_at


def test_drafts_are_counted_until_they_are_registered(tmp_path: Path) -> None:
    """Four drafted, two signed: two wait, each in its village; a broken index stops nothing."""
    clerk = office_at(tmp_path / "青河镇")
    assert clerk.draft().exit_code == 0
    (clerk.folder / "坏的").mkdir()
    (clerk.folder / "坏的" / "batch.json").write_text("{", encoding="utf-8")

    assert [item[2] for item in json.loads(drafts_json(clerk.folder))] == [1, 2, 3, 4]
    clerk.done("register", clerk.folder / BATCH, "--signed-on", SIGNED, "--only", "1,4")

    found = json.loads(clerk.done("query", "unsigned_drafts", "--json"))
    assert [(row["village"], row["drafts"], row["rows"]) for row in found] == [("上坪村", 2, "2、3")]
