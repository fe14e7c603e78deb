"""Every sum has payers who add up to it, also when an employer is no more."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from contracts.model import Payer
from contracts.rewards.claims import Case
from contracts.rewards.facts import Facts
from contracts.rewards.payers import old_payers, payers_of
from contracts.rewards.programme_packs import Adult, Programme, Share, Sharing
from contracts.rewards.programmes import load_programmes

PROGRAMMES = load_programmes()
MARCH_2026 = 2026 * 12 + 2


def programme(place: str) -> Programme:
    """Return a place's reward for parents of an only child."""
    return next(item for item in PROGRAMMES if (item.id, item.place) == ("only_child_reward", place))


def case(item: Programme, facts: Facts, village: str = "429999101201") -> Case:
    """Return a case of the year 2026."""
    return Case(item, facts, date(2026, 1, 1), date(2026, 12, 31), village)


@pytest.mark.parametrize(
    ("place", "wife", "husband", "payers"),
    [
        ("370000", "某纺织厂", "某机械厂", {"某纺织厂": 60_00, "某机械厂": 60_00}),
        ("370000", "某纺织厂", "某纺织厂", {"某纺织厂": 120_00}),
        ("370000", "某纺织厂", "无", {"某纺织厂": 60_00, "乡镇财政": 60_00}),
        ("370000", "", "", {"乡镇财政": 120_00}),
        ("330000", "某纺织厂", "", {"某纺织厂": 120_00}),
        ("330000", "", "某机械厂", {"某机械厂": 120_00}),
        ("330000", "无", "无", {"县级财政": 120_00}),
    ],
)
def test_the_share_of_an_employer_that_is_no_more_passes_to_its_successor(
    place: str, wife: str, husband: str, payers: dict[str, int]
) -> None:
    """W-13: the township, or in Zhejiang the other side's employer first; the sum stays whole."""
    facts = Facts(wife_employer=wife, husband_employer=husband)
    found = payers_of(case(programme(place), facts), MARCH_2026, 120_00)
    assert {payer.name: payer.amount_fen for payer in found} == payers


def test_an_unknown_employer_is_asked_for() -> None:
    """A share without a payer would be a debt of nobody."""
    unknown = case(programme("370000"), Facts(husband_employer="某机械厂"))
    payers_of(unknown, MARCH_2026, 120_00)
    (problem,) = unknown.problems
    assert "女方工作单位没有填写" in problem.message


def test_four_levels_share_a_sum_to_the_fen() -> None:
    """四个一点: a quarter each of 31.53 yuan; the odd fen is not lost."""
    levels = tuple(Share(name=name, weight=1) for name in ("村", "乡镇", "区", "市"))
    item = dataclasses.replace(programme("429999"), sharing=(Sharing(from_on=date(2010, 1, 1), shares=levels),))
    found = payers_of(case(item, Facts()), MARCH_2026, 31_53)
    assert [payer.amount_fen for payer in found] == [789, 788, 788, 788]


def test_shares_of_a_district_come_before_those_of_its_city() -> None:
    """W-01: in Xinzhou the towns bear half; for the rest of Wuhan the parts are not on record."""
    wuhan = programme("420100")
    district, city = (
        payers_of(case(wuhan, Facts(), village), MARCH_2026, 60_00) for village in ("420117101201", "420102101201")
    )
    assert district == (
        Payer(name="乡镇财政", amount_fen=30_00),
        Payer(name="区级及以上财政", amount_fen=30_00),
    )
    assert city == ()


def test_shares_that_began_later_do_not_hold_yet() -> None:
    """Who paid in 2009 is not on record."""
    assert payers_of(case(programme("429999"), Facts()), 2009 * 12, 10_00) == ()


@pytest.mark.parametrize(
    ("name", "place", "fen", "parts"),
    [
        ("two_daughters_reward", "420117", 1_000_00, {"区级财政": 600_00, "镇级财政": 400_00}),
        ("two_daughters_reward", "420117", 33, {"区级财政": 20, "镇级财政": 13}),
        ("two_daughters_reward", "420116", 1_000_00, {"区级财政": 600_00, "镇级财政": 400_00}),
        ("two_daughters_reward", "420116", 1_500_00, {}),
        ("only_child_reward", "420100", 60_00, {}),
        ("only_child_reward", "370000", 120_00, {}),
    ],
)
def test_an_old_sum_is_shared_only_where_the_shares_of_its_day_are_known(
    name: str, place: str, fen: int, parts: dict[str, int]
) -> None:
    """W-06: weights share any sum, fixed sums only their own; unknown shares and unknown employers share nothing."""
    item = next(item for item in PROGRAMMES if (item.id, item.place) == (name, place))
    found = old_payers(item, fen, promised_on=date(2018, 9, 1), place=f"{place}101201")

    assert {payer.name: payer.amount_fen for payer in found} == parts


@pytest.mark.parametrize(
    ("who", "husband", "payer"),
    [("wife", "某机械厂", "某纺织厂"), ("husband", "某机械厂", "某机械厂"), ("husband", "无", "乡镇财政")],
)
def test_a_retired_workers_reward_is_paid_by_their_own_employer(who: Adult, husband: str, payer: str) -> None:
    """W-13: each of a couple by the firm they retired from, the township where it is no more."""
    retired = next(item for item in PROGRAMMES if item.id == "retired_worker_reward")
    facts = Facts(wife_employer="某纺织厂", husband_employer=husband)
    assert payers_of(case(retired, facts), MARCH_2026, 3_000_00, who) == (Payer(name=payer, amount_fen=3_000_00),)


def test_a_yearly_reward_of_old_is_shared_as_in_the_year_it_fell_due() -> None:
    """W-02: Wuhan's 50/25/25 is on record for 2005 alone; the year before and after, who pays is not known."""
    item = next(item for item in PROGRAMMES if (item.id, item.place) == ("reward_support", "420100"))

    def parts(promised: int, due: int) -> list[int]:
        found = old_payers(
            item, 600_00, promised_on=date(promised, 9, 1), place="420102101201", due_on=date(due, 12, 31)
        )
        return [payer.amount_fen for payer in found]

    assert parts(2004, 2005) == [300_00, 150_00, 150_00]
    assert parts(2004, 2004) == parts(2005, 2008) == []
