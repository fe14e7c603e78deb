"""Every figure of domain §5.1 and §5.2, and those of §1.6 with a sum: what the shipped programmes make of it.

Each line is a household and a time; the sum is reckoned by hand beside it. A figure that a source does not give is
among them too: it is asked for, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from contracts.dates import month_end
from contracts.model import PartialDate
from contracts.rewards.facts import Facts
from contracts.rewards.programme_spans import programme_spans
from contracts.rewards.programmes import Entitlement, entitlement, load_programmes

PROGRAMMES = load_programmes()
NATION, BEIJING, TIANJIN, SHANGHAI, ZHEJIANG, ANHUI = "000000", "110000", "120000", "310000", "330000", "340321"
SHANDONG, HENAN, HUBEI, GUANGDONG, CHONGQING, SICHUAN, HUANGGUOSHU, SHAANXI = (
    "370000", "410000", "420000", "440000", "500000", "510000", "520400", "610000",
)  # fmt: skip
BORN = PartialDate(year=1940, month=1)
HECHUAN = "500117"
CHILD = PartialDate(year=2010, month=6, day=15)
HELD = {"certificate_number": "鄂示1", "certificate_issued_on": PartialDate(year=2010, month=8), "child_birth": CHILD}
SUPPORT, GRADED, REWARD = "special_support", "special_support_graded", "only_child_reward"


def reckoned(programme: str, place: str, first: str, last: str, told: Mapping[str, Any]) -> int | str:
    """Return what falls due in a time (one month where it has no end), in fen; or what is missing to know it."""
    facts = Facts(**{"wife_birth": BORN, "adults": ("wife",), "confirmed": (programme,), **told})
    starts_on = date.fromisoformat(first)
    ends_on = date.fromisoformat(last) if last else month_end(starts_on.year, starts_on.month)
    own = [item for item in PROGRAMMES if item.id == programme]
    total = 0
    for item, since, until in programme_spans(place, starts_on, ends_on, own, history=True):
        found = entitlement(item, facts, starts_on=since, ends_on=until, place=place)
        if not isinstance(found, Entitlement):
            return "；".join(problem.message for problem in found)
        total += found.amount_fen
    return total


@pytest.mark.parametrize(
    ("programme", "place", "first", "last", "told", "fen"),
    [
        # §5.1: 50 a month from 2004 (a half-year is 300), 60 before 2012, 80 from 2012-01-01
        ("reward_support", NATION, "2004-07-01", "2004-12-31", {}, 300_00),
        ("reward_support", NATION, "2011-12-01", "2011-12-31", {}, 60_00),
        ("reward_support", NATION, "2012-01-01", "2012-12-31", {}, 960_00),
        ("reward_support", NATION, "2011-07-01", "2012-06-30", {}, 6 * 60_00 + 6 * 80_00),
        # W-04, W-05: one-off sums of Wuhan's districts and Yangxin, for which there is a figure
        ("only_daughter_once", "420114", "2006-05-01", "", {"event_on": date(2006, 5, 9)}, 1_000_00),
        ("girls_university_reward", "420222", "2006-09-01", "", {"event_on": date(2006, 9, 1)}, 1_000_00),
        ("only_daughter_once", "420222", "2006-05-01", "", {"promised_on": date(2006, 5, 9)}, 2_000_00),
        ("girls_pension", "420222", "2006-05-01", "",
         {"event_on": date(2006, 5, 9), "payment_class": "独女户"}, 1_000_00),
        ("unit_pledge", "420222", "2006-05-01", "", {"event_on": date(2006, 5, 9)}, 500_00),
        # W-06: history, what was promised then
        *(("two_daughters_reward", place, "2007-05-01", "",
           {"promised_on": date(2007, 5, 9), "payment_class": kind}, fen)
          for place, kind, fen in (
            ("420117", None, 1_000_00), ("420116", None, 1_000_00), ("420200", None, 2_000_00),
            ("429004", "一般", 2_000_00), ("429004", "工业园区", 5_000_00), ("420700", None, 2_000_00),
        )),
        # §5.1: special support a month, child disabled (甲类) and dead (乙类), by date and for 2014 by town and country
        *((SUPPORT, NATION, f"{day}-01", "", {"payment_class": kind}, fen) for day, kind, fen in (
            ("2008-06", "甲类", 80_00), ("2008-06", "乙类", 100_00), ("2012-06", "甲类", 110_00),
            ("2012-06", "乙类", 135_00), ("2014-06", "甲类城镇", 270_00), ("2014-06", "乙类城镇", 340_00),
            ("2014-06", "甲类农村", 150_00), ("2014-06", "乙类农村", 170_00), ("2016-06", "甲类农村", 270_00),
            ("2016-06", "乙类农村", 340_00), ("2022-06", "甲类", 350_00), ("2022-06", "乙类", 450_00),
            ("2022-07", "甲类", 460_00), ("2022-07", "乙类", 590_00),
        )),
        *((GRADED, NATION, f"{day}-01", "", {"payment_class": kind, "confirmed_on": date(2018, 1, 1)}, fen)
          for day, kind, fen in (
            ("2022-06", "一级", 400_00), ("2022-06", "二级", 300_00), ("2022-06", "三级", 200_00),
            ("2022-07", "一级", 520_00), ("2022-07", "二级", 390_00), ("2022-07", "三级", 260_00),
        )),
        # §5.1: child-rearing allowance, months due × 300
        *(("child_care_allowance", NATION, "2025-01-01", "2028-12-31", {"child_birth": PartialDate.parse(born)}, fen)
          for born, fen in (("2022-01", 300_00), ("2023-12", 7_200_00), ("2024-12", 10_800_00))),
        # §5.1: higher provincial standards; the Anhui county pays by the year
        (SUPPORT, TIANJIN, "2012-06-01", "2012-06-30", {"payment_class": "甲类"}, 220_00),
        (SUPPORT, TIANJIN, "2012-06-01", "2012-06-30", {"payment_class": "乙类"}, 270_00),
        (SUPPORT, SICHUAN, "2022-07-01", "2022-07-31", {"payment_class": "甲类"}, 790_00),
        (SUPPORT, SICHUAN, "2022-07-01", "2022-07-31", {"payment_class": "乙类"}, 1_000_00),
        *((GRADED, SICHUAN, "2022-07-01", "2022-07-31", {"payment_class": kind, "confirmed_on": date(2022, 1, 1)}, fen)
          for kind, fen in (("一级", 720_00), ("二级", 490_00), ("三级", 260_00))),
        (SUPPORT, CHONGQING, "2022-03-01", "2022-03-31", {"payment_class": "甲类"}, 800_00),
        (SUPPORT, CHONGQING, "2022-03-01", "2022-03-31", {"payment_class": "乙类"}, 1_000_00),
        (SUPPORT, SHANDONG, "2017-03-01", "2017-03-31", {"payment_class": "甲类"}, 400_00),
        (SUPPORT, SHANDONG, "2017-03-01", "2017-03-31", {"payment_class": "乙类"}, 500_00),
        (SUPPORT, HENAN, "2022-07-01", "2022-07-31", {"payment_class": "甲类"}, 2 * 460_00),
        (SUPPORT, HENAN, "2022-07-01", "2022-07-31", {"payment_class": "乙类"}, 2 * 590_00),
        (SUPPORT, ANHUI, "2022-01-01", "2022-06-30", {"payment_class": "甲类"}, 4_200_00 // 2),
        (SUPPORT, ANHUI, "2022-01-01", "2022-06-30", {"payment_class": "乙类"}, 5_400_00 // 2),
        *(("schooling_grant", HUANGGUOSHU, "2022-09-01", "2022-09-30",
           {"payment_class": kind, "event_on": date(2022, 9, 1)}, fen)
          for kind, fen in (("高中", 2_000_00), ("大专", 2_500_00), ("本科", 3_000_00))),
        # §5.2: Beijing 10 a month until 18, 1,000 each at 55 and 60, 5,000 each
        (REWARD, BEIJING, "2026-01-01", "2026-12-31", HELD, 120_00),
        (REWARD, BEIJING, "2028-01-01", "2028-12-31", HELD, 6 * 10_00),
        ("only_child_retirement", BEIJING, "2015-01-01", "2015-01-31",
         {**HELD, "wife_birth": PartialDate.parse("1960-01")}, 1_000_00),
        ("only_child_hardship", BEIJING, "2020-01-01", "2020-01-31",
         {"adults": ("wife", "husband"), "husband_birth": BORN, "event_on": date(2020, 1, 5)}, 2 * 5_000_00),
        # Henan 20 a month for each parent; Shandong and Guangdong 10; Zhejiang 100 a year; Hechuan 2.50 per parent
        (REWARD, HENAN, "2026-01-01", "2026-12-31",
         {**HELD, "adults": ("wife", "husband"), "husband_birth": BORN}, 2 * 12 * 20_00),
        (REWARD, SHANDONG, "2026-01-01", "2026-12-31",
         {**HELD, "applied_on": date(2016, 3, 1), "wife_employer": "甲厂", "husband_employer": "无"}, 120_00),
        (REWARD, GUANGDONG, "2023-01-01", "2023-12-31",
         {**HELD, "payment_class": "职工", "wife_employer": "甲厂", "husband_employer": "乙厂"}, 120_00),
        (REWARD, ZHEJIANG, "2023-01-01", "2023-12-31",
         {**HELD, "payment_class": "职工", "wife_employer": "甲厂", "husband_employer": "无"}, 100_00),
        (REWARD, HECHUAN, "2023-01-01", "2023-12-31",
         {**HELD, "adults": ("wife", "husband"), "husband_birth": BORN}, 2 * 12 * 2_50),
        # Shaanxi: 30 a half-year for each side
        (REWARD, SHAANXI, "2014-01-01", "2014-06-30", {**HELD, "wife_employer": "甲厂", "husband_employer": "乙厂"},
         2 * 30_00),
    ],
)  # fmt: skip
def test_a_published_figure_comes_out(
    programme: str, place: str, first: str, last: str, told: dict[str, Any], fen: int
) -> None:
    """By place, class and month, to the fen."""
    assert reckoned(programme, place, first, last, told) == fen


@pytest.mark.parametrize(
    ("programme", "place", "told"),
    [
        ("girls_university_reward", "420117", {"event_on": date(2024, 3, 1)}),
        (REWARD, SHANGHAI, HELD),
        (REWARD, HUBEI, HELD),
        ("only_child_retirement", SHANDONG, {"event_on": date(2024, 3, 1)}),
        ("relief_fund", SHANDONG, {"event_on": date(2024, 3, 1)}),
        ("pension_subsidy", NATION, {"event_on": date(2024, 3, 1)}),
        ("retired_worker_reward", NATION, {"event_on": date(2024, 3, 1)}),
        ("grassroots_allowance", NATION, {"event_on": date(2024, 3, 1)}),
        ("commendation", NATION, {"event_on": date(2024, 3, 1)}),
    ],
)
def test_a_figure_that_no_source_gives_is_asked_for(programme: str, place: str, told: dict[str, Any]) -> None:
    """W-03, W-11, W-12, W-13, W-17, W-19, and the provinces whose sum was not read: unknown is unknown."""
    assert "标准没有收录" in str(reckoned(programme, place, "2024-01-01", "2024-12-31", told))


@pytest.mark.parametrize(
    ("place", "born", "last_month"),
    [
        (BEIJING, 18, "2028-06"), (HENAN, 18, "2028-06"), (SHAANXI, 16, "2026-06"), (ZHEJIANG, 14, "2024-06"),
        (HECHUAN, 14, "2024-06"),
    ],
)  # fmt: skip
def test_a_reward_ends_with_the_birthday_of_the_province(place: str, born: int, last_month: str) -> None:
    """Until 14, 16 or 18, the month of the birthday included (§5.2)."""
    told = {**HELD, "payment_class": "职工", "wife_employer": "甲厂", "husband_employer": "乙厂"}
    year, month = map(int, last_month.split("-"))

    assert year == 2010 + born
    assert reckoned(REWARD, place, f"{last_month}-01", f"{last_month}-30", told)
    assert reckoned(REWARD, place, f"{year}-{month + 1:02}-01", f"{year}-{month + 1:02}-31", told) == 0


@pytest.mark.parametrize("place", ["420117", "420116", "420200", "429004", "420700"])
def test_an_old_programme_takes_no_new_promise(place: str) -> None:
    """W-06: history; what was promised in time is paid, a promise of today is none."""
    told = {"promised_on": date(2026, 5, 9), "payment_class": "一般"}

    assert reckoned("two_daughters_reward", place, "2026-05-01", "", told) == 0
