"""Drafts in the office's folder that nobody has signed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from ledger.unsigned import lying_drafts
from tests.clerks_office import BATCH, SIGNED, office_at


def test_drafts_are_counted_until_they_are_registered(tmp_path: Path) -> None:
    """Four drafted, two signed: two wait, each in its village."""
    clerk = office_at(tmp_path / "青河镇")
    assert clerk.draft().exit_code == 0

    assert [item[2] for item in json.loads(lying_drafts(clerk.folder).json)] == [1, 2, 3, 4]
    clerk.done("register", clerk.folder / BATCH, "--signed-on", SIGNED, "--only", "1,4")

    found = json.loads(clerk.done("query", "unsigned_drafts", "--json"))
    assert [(row["village"], row["drafts"], row["rows"]) for row in found] == [("上坪村", 2, "2、3")]


def test_a_batch_is_found_wherever_the_clerk_put_it(tmp_path: Path) -> None:
    """Drafted into a folder of one's own choice, then copied aside: found, and nobody counted twice."""
    clerk = office_at(tmp_path / "青河镇")
    assert clerk.draft("-o", clerk.folder / "输出" / "三月").exit_code == 0
    shutil.copytree(clerk.folder / "输出", clerk.folder / "输出的备份")
    shutil.copytree(clerk.folder / "输出", clerk.folder / ".没有印完")

    assert [item[2] for item in json.loads(lying_drafts(clerk.folder).json)] == [1, 2, 3, 4]


def test_a_batch_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A damaged index stops nothing, and the clerk learns that its drafts are not in the answer."""
    clerk = office_at(tmp_path / "青河镇")
    (clerk.folder / "坏的").mkdir()
    (clerk.folder / "坏的" / "batch.json").write_text("{", encoding="utf-8")

    answer = clerk.run("query", "unsigned_drafts", "--json")

    assert json.loads(answer.stdout) == []
    assert "坏的/batch.json：读不出，里面的草稿没有计入" in answer.stderr
