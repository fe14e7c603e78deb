"""Applications go from desk to desk by the rules of §2.9; a family leaves when it likes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.errors import InputError, LedgerError
from ledger.bookkeeping.applications import (
    DEADLINES,
    LEVELS,
    Application,
    Said,
    application,
    applications,
    due_on,
    move,
    read_deadlines,
    rules,
    steps,
    submit,
)
from ledger.store import Ledger
from ledger.verify import verify
from tests.contracts.example_office import OFFICE
from tests.ledger.conftest import NOW, family

DAY = date(2026, 1, 5)


def submitted(ledger: Ledger, row: int = 1, **changes: object) -> str:
    """Submit the application of an invented couple."""
    given = {"programme": "reward_support", "year": 2026, "division_code": "429999101201", "village": "上坪村",
             "how": "oral", "note": "本人到村里口述", "received_by": "田小芳", "submitted_on": DAY}  # fmt: skip
    with ledger.write(by="李敏", now=NOW) as tx:
        return submit(tx, OFFICE, family(row), **{**given, **changes})  # type: ignore[arg-type]


def moved(ledger: Ledger, number: str, step: str, on: date = DAY, **said: object) -> Application:
    """Take one step."""
    with ledger.write(by="李敏", now=NOW) as tx:
        return move(tx, number, step, Said(**said), on=on)  # type: ignore[arg-type]


def test_four_levels_pass_it_each_by_another_hand(ledger: Ledger) -> None:
    """A-17: village, township, county, confirmation; then passed and archived, and the ledger verifies."""
    number = submitted(ledger)
    moved(ledger, number, "accept")
    for place, level in enumerate(LEVELS):
        assert application(ledger, number).level == level
        moved(ledger, number, "pass", checker=f"审核人{place}", qualifies=True, pay_grade="每人每年960元",
              seen_by="田小芳", seen_on=DAY)  # fmt: skip
    item = moved(ledger, number, "archive")

    assert (number, item.state, item.level) == (f"{OFFICE.short}申报〔2026〕1号", 9, "")
    assert [row["state"] for row in steps(ledger, item.id)] == [0, 1, 1, 1, 1, 2, 9]
    assert verify(ledger) == ()


def test_the_same_person_does_not_pass_it_twice(ledger: Ledger) -> None:
    """Two levels are two people."""
    number = submitted(ledger)
    moved(ledger, number, "accept")
    moved(ledger, number, "pass", checker="周主任")
    with pytest.raises(LedgerError, match="另一级"):
        moved(ledger, number, "pass", checker="周 主任")


def test_what_is_missing_is_told_once_and_completely(ledger: Ledger) -> None:
    """一次性告知: the list may not be empty, and a level tells only once."""
    number = submitted(ledger)
    with pytest.raises(InputError, match="没有登记"):
        moved(ledger, number, "return")
    assert moved(ledger, number, "return", missing=("户口簿", "结婚证")).state_words == "待补正"
    moved(ledger, number, "accept")
    with pytest.raises(LedgerError, match="一次性告知过"):
        moved(ledger, number, "return", missing=("照片",))


@pytest.mark.parametrize("state", ["submitted", "accepted", "returned", "waiting"])
def test_a_family_withdraws_at_any_time_without_a_reason(ledger: Ledger, state: str) -> None:
    """And may apply again."""
    number = submitted(ledger)
    if state == "accepted":
        moved(ledger, number, "accept")
    if state == "returned":
        moved(ledger, number, "return", missing=("户口簿",))
    if state == "waiting":
        moved(ledger, number, "wait", because="未满60周岁")

    assert moved(ledger, number, "withdraw").state == 4
    with pytest.raises(LedgerError):
        moved(ledger, number, "accept")
    assert submitted(ledger) != number


def test_a_refusal_names_its_article(ledger: Ledger) -> None:
    """No article, no refusal."""
    number = submitted(ledger)
    moved(ledger, number, "accept")
    with pytest.raises(InputError) as caught:
        moved(ledger, number, "refuse", because="未满60周岁", checker="周主任")
    assert "依据的条款" in caught.value.problems[0].message
    refused = moved(ledger, number, "refuse", because="未满60周岁", checker="周主任", article="本省办法第6条")
    assert refused.state == 5


def test_nothing_about_bodies_is_kept(ledger: Ledger) -> None:
    """Charter 3: a reason may not tell an illness; who qualifies was seen by somebody."""
    number = submitted(ledger)
    with pytest.raises(InputError):
        moved(ledger, number, "wait", because="等待结扎手术证明")
    with pytest.raises(InputError):
        moved(ledger, number, "wait", because="等待", qualifies=True)


def test_a_spoken_application_has_its_note_and_nobody_applies_twice(ledger: Ledger) -> None:
    """D-14."""
    with pytest.raises(InputError):
        submitted(ledger, note=" ")
    submitted(ledger)
    with pytest.raises(LedgerError, match="已有申报"):
        submitted(ledger)
    submitted(ledger, year=2025)

    assert len(applications(ledger)) == 2


def test_days_are_the_offices_own_or_unknown(ledger: Ledger, tmp_path: Path) -> None:
    """Without the office's file no day is known; a wrong one is refused."""
    number = submitted(ledger)
    item = application(ledger, number)
    assert due_on(item, read_deadlines(tmp_path)) is None
    (tmp_path / DEADLINES).write_text('[reward_support]\nvillage = "01-15"\n', encoding="utf-8")
    assert due_on(item, read_deadlines(tmp_path)) == date(2026, 1, 15)
    (tmp_path / DEADLINES).write_text('[reward_support]\nvillage = "13-45"\n', encoding="utf-8")
    with pytest.raises(InputError):
        read_deadlines(tmp_path)


def test_every_move_leads_to_a_known_state() -> None:
    """The file is whole: its states are those of §2.9."""
    states = set(map(int, rules()["states"]))
    assert states == {0, 1, 2, 3, 4, 5, 6, 9}
    assert all({*rule["from"], rule["to"]} <= states for rule in rules()["moves"].values())
