"""Whom a sum is for: the one who is named, or the family."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from contracts.model import Instalment, Payee
from ledger.payees import GENDERS, NAMES, PAYEE, PAYEE_ROLE, PERSONS
from ledger.register import register
from ledger.store import Ledger
from tests.ledger.conftest import NOW, SIGNED_ON, draft, family, signed, yearly_reward

WIFE, HUSBAND = (person.name for person in family(1).persons)


def asked(ledger: Ledger, *payees: Payee, facts: tuple[tuple[str, str], ...] = ()) -> list[tuple[object, ...]]:
    """Enter a contract that owes 960 yuan to each payee; return names, genders and how many are paid, per contract."""
    own = tuple(Instalment(label="2026年度", due_on=date(2026, 6, 30), amount_fen=960_00, payee=who) for who in payees)
    paper = draft(1, terms=(replace(yearly_reward(), instalments=own),), facts=facts)
    register(ledger, [signed(paper)], signed_on=SIGNED_ON, by="李敏", now=NOW)
    found = ledger.rows(
        f"select {NAMES} as names, {GENDERS} as genders, {PERSONS} as persons"
        " from contracts c join obligations o on o.contract_id = c.id join parties p on p.id = o.owed_to"
        " where o.owed_to is not null and p.side = 'family' group by c.id",
        {"programme": "reward_support", "year": 2026},
    )
    return [(row["names"], json.loads(row["genders"]), len(json.loads(row["persons"]))) for row in found]


@pytest.mark.parametrize(
    ("payees", "facts", "expected"),
    [
        (("wife",), (), (WIFE, ["female"], 1)),
        (("wife", "husband"), (), (f"{WIFE}、{HUSBAND}", ["female", "male"], 2)),
        (("",), (), (f"{WIFE}、{HUSBAND}", ["female", "male"], 2)),
        (("",), (("confirmed_for", "男方"),), (HUSBAND, ["male"], 1)),
    ],
)
def test_a_list_names_those_who_are_paid_and_nobody_else(
    ledger: Ledger, payees: tuple[Payee, ...], facts: tuple[tuple[str, str], ...], expected: tuple[object, ...]
) -> None:
    """Person-year: the person. Couple-month: both. Promised before payees were kept: whom the contract says."""
    assert asked(ledger, *payees, facts=facts) == [expected]


def test_a_sum_is_shown_under_the_name_it_is_for(ledger: Ledger) -> None:
    """One name where it is one person's, the family's where it is the household's."""
    asked(ledger, "husband", "")
    found = ledger.rows(
        f"select {PAYEE} as name, {PAYEE_ROLE} as role"
        " from obligations o join parties p on p.id = o.owed_to order by o.id"
    )

    assert [(row["name"], row["role"]) for row in found] == [(HUSBAND, "husband"), (f"{WIFE}、{HUSBAND}", "")]
