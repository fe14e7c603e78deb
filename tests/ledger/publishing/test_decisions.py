"""A decision on words that no rule recognises stays with the paper for which it was made."""

from __future__ import annotations

from datetime import date

from contracts.papers.verdicts import Decision
from ledger.publishing.decisions import decision_in, noted
from tests.ledger.conftest import draft

DECISION = Decision(rules=("CN-OPEN-001", "CN-OPEN-002"), because="章程 第三条", by="李敏", on=date(2026, 11, 22))


def test_a_decision_is_read_back_as_it_was_noted() -> None:
    """Once, however often it is noted."""
    paper = noted(noted(draft(1), DECISION), DECISION)

    assert decision_in(paper) == DECISION
    assert len(paper.facts) == len(draft(1).facts) + 4


def test_a_paper_of_which_nothing_was_decided_holds_no_decision() -> None:
    """Its words are judged by the rules alone."""
    assert decision_in(draft(1)) is None
