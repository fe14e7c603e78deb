"""A score sheet on paper holds what the ledger holds and no person's data."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import LedgerError
from contracts.kinds import load_kinds, shipped_folder
from contracts.word.reading import printed
from ledger.assessing.assessment import score
from ledger.assessing.periods import parse_period
from ledger.publishing.press import Press
from ledger.publishing.score_paper import score_paper
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.ledger.score_builders import NOW, lines, registered


def press(ledger: Ledger, folder: Path) -> Press:
    """Return a press into a folder."""
    return Press(ledger=ledger, kinds=load_kinds(shipped_folder()), folder=folder / "评分表", by="李敏", now=NOW)


def test_a_sheet_is_printed_with_its_points_and_places_to_sign(ledger: Ledger, tmp_path: Path) -> None:
    """§2.7."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        sheet = score(tx, number, parse_period("2026Q1"), lines(0, 2_50)).sheet
    made = press(ledger, tmp_path)
    (paper,) = made.issue(score_paper(made, OFFICE, sheet))
    text = printed((tmp_path / "评分表" / paper.name).read_bytes())

    for words in (number, "2026年第1季度", "得分97.5分", "考核人（签字）", "定量：履约台账（上坪村1组）", "五个工作日"):
        assert words in text


def test_a_sheet_nobody_wrote_is_not_printed(ledger: Ledger, tmp_path: Path) -> None:
    """No number is taken."""
    made = press(ledger, tmp_path)
    with pytest.raises(LedgerError):
        made.issue(score_paper(made, OFFICE, 7))
