"""New to a programme, in it before, or nobody knows: a young ledger is no proof that a family is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.model import Draft, Instalment, Party, Person
from contracts.rewards.programme_packs import Start
from ledger.publishing.newcomers import standings
from ledger.register import register
from ledger.store import Ledger
from tests.clerks_office import id_number
from tests.ledger.conftest import NOW, SIGNED_ON, TERMS, TOWNSHIP, VILLAGE, draft, family, signed

TITLE = "奖励扶助"
AT_SIXTY = Start(rule="age_month", age=60)
AT_FORTY_NINE = Start(rule="wife_age_month", age=49)
AT_BIRTH = Start(rule="birth_month")


def standing(ledger: Ledger, *papers: Draft, start: Start | None = AT_SIXTY, of: int = 0) -> str:
    """Register papers and say how one of their families stands to 奖励扶助 in 2026; by default that of the last."""
    register(ledger, [signed(item) for item in papers], signed_on=SIGNED_ON, by="李敏", now=NOW)
    asked = of or len(papers)
    with ledger.write(by="李敏", now=NOW) as tx:
        found = standings(tx, {asked}, programme="reward_support", title=TITLE, year=2026, start=start)
    return found[asked]


def couple(wife_born: str, husband_born: str, *children: Person) -> Draft:
    """Return a contract of a couple; ``YYMMDD``."""
    wife = Person(role="wife", name="王小一", id_number=id_number(wife_born, 2), gender="female")
    husband = Person(role="husband", name="李明", id_number=id_number(husband_born, 3), gender="male")
    names = f"{wife.name}、{husband.name}"
    return draft(parties=(VILLAGE, replace(family(1), name=names, persons=(wife, husband, *children)), TOWNSHIP))


def promised(row: int, number: str, programme: str, due: date, *, of: Party) -> Draft:
    """Return a contract of that family in which one sum is promised."""
    reward = next(item for item in TERMS if item.code == "reward")
    sums = (Instalment(label=f"{due.year}年度", due_on=due, amount_fen=100_00),)
    term = replace(reward, programme=programme, instalments=sums)
    return draft(row, number=number, batch=number, parties=(VILLAGE, of, TOWNSHIP), terms=(term,))


def test_a_family_whose_ledger_begins_this_year_may_have_been_in_for_years(ledger: Ledger) -> None:
    """She is seventy; nothing says that she is new, and nothing that she is not."""
    assert standing(ledger, couple("560101", "550101")) == "unknown"


@pytest.mark.parametrize(
    ("wife", "husband", "expected"),
    [("660301", "661231", "new"), ("660301", "601231", "unknown"), ("670101", "660101", "unknown")],
)
def test_who_came_of_age_in_the_year_could_not_have_been_in_before(
    ledger: Ledger, wife: str, husband: str, expected: str
) -> None:
    """Only where it holds for both who are paid."""
    assert standing(ledger, couple(wife, husband)) == expected


def test_support_from_the_wifes_age_asks_for_hers_alone(ledger: Ledger) -> None:
    """He was old enough before."""
    assert standing(ledger, couple("770301", "700301"), start=AT_FORTY_NINE) == "new"


@pytest.mark.parametrize(("born", "expected"), [("2026-02-01", "new"), ("2024-02-01", "unknown")])
def test_what_is_paid_for_a_child_is_new_with_the_child(ledger: Ledger, born: str, expected: str) -> None:
    """A child of two may have been paid for last year."""
    child = Person(role="child", name="李小花", gender="female", birth=born)

    assert standing(ledger, couple("900101", "900101", child), start=AT_BIRTH) == expected


def test_without_a_rule_age_says_nothing(ledger: Ledger) -> None:
    """A programme that no pack knows."""
    assert standing(ledger, couple("660301", "661231"), start=None) == "unknown"


def test_an_earlier_promise_of_the_programme_is_remembered(ledger: Ledger) -> None:
    """By the ID number, under another contract."""
    old = promised(7, "旧1号", "reward_support", date(2025, 9, 30), of=family(1))

    assert standing(ledger, old, draft(1)) == "earlier"


def test_a_ledger_that_kept_the_familys_promises_before_knows_what_was_not_among_them(ledger: Ledger) -> None:
    """Last year it had 独生子女父母奖励费 and nothing else."""
    old = promised(7, "旧1号", "only_child_reward", date(2025, 10, 31), of=family(1))

    assert standing(ledger, old, draft(1)) == "new"


@pytest.mark.parametrize(("on", "expected"), [("2026-03-02", "new"), ("2019-03-02", "earlier"), ("", "unknown")])
def test_the_countys_confirmation_tells_when_it_began(ledger: Ledger, on: str, expected: str) -> None:
    """By the programme's title or its code."""
    facts = (("confirmed_programme", TITLE), *((("confirmed_on", on),) if on else ()))

    assert standing(ledger, draft(1, facts=facts)) == expected


def test_a_confirmation_of_another_programme_tells_nothing(ledger: Ledger) -> None:
    """The one asked for may be older."""
    facts = (("confirmed_programme", "hardship_aid"), ("confirmed_on", "2026-03-02"))

    assert standing(ledger, draft(1, facts=facts)) == "unknown"
