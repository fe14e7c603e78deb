"""A sum is a tree that adds up on every level, down to the standard and the payer."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.model import PartialDate
from contracts.rewards.facts import Facts
from contracts.rewards.programmes import Entitlement, Programme, entitlement, load_programmes
from contracts.rewards.reckoning import Node, reckoning

FACTS = Facts(
    certificate_number="鄂A001", certificate_issued_on=PartialDate(year=2004, month=5),
    child_birth=PartialDate(year=2004, month=3), wife_birth=PartialDate(year=1960, month=1),
    husband_birth=PartialDate(year=1961, month=7), wife_employer="无", husband_employer="某厂",
    husband_employer_until=date(2011, 3, 31), applied_on=date(2004, 6, 1), event_on=date(2008, 1, 1),
    promised_on=date(2008, 1, 1),
)  # fmt: skip
PROGRAMMES = [item for item in load_programmes() if item.form == "money"]


def tree(item: Programme) -> tuple[Entitlement, Node] | None:
    """Return entitlement and tree for thirty years, or nothing where the pack knows no sum."""
    import dataclasses

    classes = [name for amount in item.amounts for name in amount.payment_class]
    facts = dataclasses.replace(FACTS, confirmed=(item.id,), payment_class=classes[0] if classes else None)
    place = f"{item.place[:2] if item.place.strip('0') else '42'}{item.place[2:]}101201"
    found = entitlement(item, facts, starts_on=date(2003, 1, 1), ends_on=date(2032, 12, 31), place=place)
    return (found, reckoning(item, found)) if isinstance(found, Entitlement) else None


def uneven(node: Node) -> list[str]:
    """Return every node whose own sum is not that of its parts; payers and months are two ways to one sum."""
    sums = [part.amount_fen for part in node.parts if part.amount_fen is not None]
    two_ways = [part.text for part in node.parts][:1] == ["怎样算出"]
    wrong = sums and (any(item != node.amount_fen for item in sums) if two_ways else sum(sums) != node.amount_fen)
    return ([node.text] if wrong else []) + [text for part in node.parts for text in uneven(part)]


@pytest.mark.parametrize("item", PROGRAMMES, ids=lambda item: f"{item.id}-{item.place}")
def test_every_level_of_every_programmes_tree_adds_up(item: Programme) -> None:
    """Instalments, months, payers: nobody has to take a total on trust."""
    made = tree(item)

    if made is not None:
        assert uneven(made[1]) == []
        assert made[1].amount_fen == made[0].amount_fen


def test_a_tree_names_standard_source_and_payers() -> None:
    """Half a year of W-02 in Wuhan, 2005: the standard, its day, three payers."""
    wuhan = next(item for item in PROGRAMMES if (item.id, item.place) == ("reward_support", "420100"))
    facts = Facts(adults=("wife",), wife_birth=PartialDate(year=1940, month=1), confirmed=("reward_support",))
    found = entitlement(wuhan, facts, starts_on=date(2005, 1, 1), ends_on=date(2005, 12, 31), place="420117101201")
    assert isinstance(found, Entitlement)
    text = "\n".join(reckoning(wuhan, found).lines())

    for words in (
        "2005年度（女方），2005年12月31日前兑现：600元", "12个月，每人每年600元，每月为其十二分之一：600元",
        "标准2004年7月1日起，2004年半年300元", "中央财政：300元", "市级财政：150元", "区级财政：150元",
    ):  # fmt: skip
        assert words in text


def test_a_tree_is_plain_data_for_programs() -> None:
    """Sums in fen, ``None`` where a line has none."""
    node = Node(text="甲", amount_fen=1, parts=(Node(text="乙"),))

    assert node.as_data() == {
        "text": "甲", "amount_fen": 1, "parts": [{"text": "乙", "amount_fen": None, "parts": []}],
    }  # fmt: skip
