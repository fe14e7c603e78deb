"""A generated county has more than families' contracts: there is something to answer to every question."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.generator import generate
from ledger.query import ask, questions
from ledger.store import Ledger, open_ledger
from tests.ledger.conftest import NOW

TODAY = date(2026, 11, 22)
NOTHING = {"successions", "unsigned_drafts", "expiring_contracts"}
"""What a generated county has none of: everybody is still in office, everything is signed, nothing ends soon."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger of 300 families with three agreements, opened once."""
    path = tmp_path_factory.mktemp("county") / "county.db"
    for _ in generate(path, contracts=300, unpaid=9, now=NOW):
        pass
    return open_ledger(path, read_only=True)


@pytest.mark.parametrize("name", sorted({item.name for item in questions()} - NOTHING))
def test_every_question_has_an_answer(county: Ledger, name: str) -> None:
    """A question that nobody gave anything to answer is answered fast, and nothing is learnt from it."""
    (wanted,) = (item.parameters for item in questions() if item.name == name)
    words = {
        "as_of": TODAY, "by": TODAY, "programme": "reward_support", "text": "示范1村", "old_fen": 960_00,
        "new_fen": 720_00, "shares": '[["县",60],["镇",40]]', "end_age": 14,
    }  # fmt: skip

    assert ask(county, name, {key: value for key, value in words.items() if key in wanted})


def test_part_of_the_rewards_comes_from_a_named_fund(county: Ledger) -> None:
    """Promises of later years are traced to their pot; of those before nobody knows."""
    traced = {row["fund"]: row["payer"] for row in ask(county, "funding_trace", {"as_of": TODAY})}

    assert traced["县级奖励扶助专项"] == "县"
    assert None in traced


def test_the_open_agreements_lack_a_signature_and_their_settlement(county: Ledger) -> None:
    """Three agreements are fewer than twenty: all of them are open."""
    late = [row["what"] for row in ask(county, "overdue_assessments", {"as_of": TODAY})]

    assert sorted(late) == ["unsettled"] * 3 + ["unsigned"] * 3
