"""The ranking on paper is that of a closed period, ties and changes as the ledger counts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import LedgerError
from contracts.word.reading import printed
from ledger.assessing.assessment import close, score, sign
from ledger.assessing.periods import parse_period
from ledger.assessing.vetoes import veto
from ledger.publishing.ranking_paper import ranking_paper
from ledger.publishing.score_paper import score_paper
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.ledger.publishing.test_score_paper import press
from tests.ledger.score_builders import NOW, SIGNED_ON, lines, registered


def test_only_a_closed_period_is_ranked_on_paper(ledger: Ledger, tmp_path: Path) -> None:
    """A-02, A-08: 2026Q2 falls by 1.5; a veto is named; an open period gives no paper and takes no number."""
    numbers = registered(ledger, 2)
    made = press(ledger, tmp_path)
    with ledger.write(by="李敏", now=NOW) as tx:
        for period, deductions in (("2026Q1", (1_00, 2_00)), ("2026Q2", (2_50, 2_50))):
            for place, number in enumerate(numbers):
                sheet = score(tx, number, parse_period(period), lines(place, deductions[place])).sheet
                sign(tx, sheet, names={"assessor": "李敏", "assessed": "周主任"}, signed_on=SIGNED_ON.replace(month=7))
        close(tx, parse_period("2026Q1"))
    with pytest.raises(LedgerError):
        made.issue(ranking_paper(made, OFFICE, parse_period("2026Q2")))
    with ledger.write(by="李敏", now=NOW) as tx:
        close(tx, parse_period("2026Q2"))
    with ledger.write(by="李敏", now=NOW) as tx:
        veto(tx, numbers[1], cause="拖欠奖励", found_on=SIGNED_ON.replace(month=5), evidence="核查记录第3号")
    (paper,) = made.issue(ranking_paper(made, OFFICE, parse_period("2026Q2")))
    text = printed((made.folder / paper.name).read_bytes())
    again = ranking_paper(made, OFFICE, parse_period("2026Q2"))
    assert (made.issue(again), [item.number for item in again.kept]) == ((), [paper.number])
    (second,) = made.issue(score_paper(made, OFFICE, 3))

    assert paper.number == f"{OFFICE.short}排名〔2026〕1号"
    for words in ("2026年第2季度", "97.5", "-1.5", "-0.5", "不评先：拖欠奖励"):
        assert words in text
    assert "较上期-1.5分" in printed((made.folder / second.name).read_bytes())
