"""Notices for the board."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.word import texts
from tests.contracts.word.papers import KINDS, draft, printed, shipped
from tests.typesetting import with_faces


def test_a_notice_says_why_who_until_when_and_whom_to_call_in_that_order() -> None:
    """Basis, list, period and telephones, then who posts it, seal and day."""
    paper = draft("reward_support_notice")
    said = [item.text for item in texts(printed("reward_support_notice").content) if not item.where.startswith("页")]

    assert said[0] == paper.title
    assert said[1 : 1 + len(paper.recital)] == list(paper.recital)
    assert said[-3 - len(paper.closing) : -2][-len(paper.closing) :] == list(paper.closing)
    assert said[-2].endswith("（盖章）")
    assert said[-1] == "2026年3月5日"


@with_faces
def test_a_village_of_twelve_households_is_posted_on_one_sheet(tmp_path: Path) -> None:
    """Two sheets side by side are read as two notices, and the second holds the telephones."""
    paper = draft("reward_support_notice")
    (table,) = paper.tables
    rows = tuple((str(number), *table.rows[0][1:]) for number in range(1, 13))
    file = tmp_path / "notice.docx"
    file.write_bytes(printed("reward_support_notice", replace(paper, tables=(replace(table, rows=rows),))).content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=180)
    said = subprocess.run(["pdfinfo", tmp_path / "notice.pdf"], check=True, capture_output=True, text=True).stdout

    assert re.search(r"^Pages:\s+1$", said, re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in KINDS if shipped(name).family == "notice"])
def test_the_number_of_days_does_not_end_a_paragraph(name: str) -> None:
    """With two days before it the sentence is a line long, and its last letter would stand alone on the next."""
    assert [line for line in shipped(name).closing if line.endswith("{{ posting_days }}。")] == []
