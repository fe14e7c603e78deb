"""Every named question is timed; on a bigger ledger the same answer is as long."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ledger.bench import timings
from ledger.generator import generate
from ledger.query import questions
from tests.ledger.conftest import NOW

TODAY = date(2026, 11, 22)


def test_every_question_is_timed_and_the_answer_does_not_grow_with_the_ledger(tmp_path: Path) -> None:
    """What is due is as long on nearly twice the ledger; how long it took is not a matter for a test."""
    answers = []
    for size in (100, 190):
        path = tmp_path / f"{size}.db"
        for _ in generate(path, contracts=size, unpaid=5, now=NOW):
            pass
        found = list(timings(path, TODAY, rounds=1))
        assert {item.question for item in found} == {question.name for question in questions()}
        assert {item.contracts for item in found} == {size + 2}, "with an agreement and an old contract"
        answers.append({(item.question, item.asked): item.rows for item in found if item.question == "due"})
    assert answers[0][("due", "")] == answers[1][("due", "")] >= 15
