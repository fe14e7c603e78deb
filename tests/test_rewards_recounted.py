"""What ``reward entitle`` says of a household, beside a second reckoning written from domain §1.6 and §5 alone.

Nothing here but the program's own command is the program's: months, years, sums and shares are counted again, plainly,
at the edges: the month of the birthday, of the certificate, of the application, of a death, of a change of standard.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from tests.clerks_office import Clerk, office_at

Month = tuple[int, int]
REWARD, SUPPORT, GRADED = "only_child_reward", "special_support", "special_support_graded"
LONG = ("2000-01-01", "2040-12-31")
ELSEWHERE = "130102"
"""A place for which only the nation's programmes are on record."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A household at a place, and what the second reckoning makes of it: fen by year of falling due, fen by payer."""

    programme: str
    place: str
    told: tuple[str, ...]
    period: tuple[str, str] = LONG
    years: dict[int, int] = field(default_factory=dict)
    payers: dict[str, int] = field(default_factory=dict)


def by_year(months: Iterable[Month], fen_a_month: Fraction | int) -> dict[int, int]:
    """Add up months by calendar year, and split the whole sum over the years by largest remainder (domain §5.3)."""
    counted: dict[int, int] = {}
    for year, _ in months:
        counted[year] = counted.get(year, 0) + 1
    exact: dict[int, Fraction] = {year: count * Fraction(fen_a_month) for year, count in counted.items()}
    found = {year: int(fen) for year, fen in exact.items()}
    left = int(sum(exact.values(), Fraction(1, 2))) - sum(found.values())
    for year in sorted(exact, key=lambda year: -(exact[year] % 1))[:left]:
        found[year] += 1
    return found


def months(first: Month, last: Month) -> list[Month]:
    """Return the months from the first to the last, both counted."""
    span = range(first[0] * 12 + first[1], last[0] * 12 + last[1] + 1)
    return [((number - 1) // 12, (number - 1) % 12 + 1) for number in span]


def day(month: Month, number: int = 15) -> str:
    """Write a day of a month."""
    return f"{month[0]}-{month[1]:02}-{number:02}"


def written(value: tuple[int, int, int]) -> str:
    """Write a day."""
    return f"{value[0]}-{value[1]:02}-{value[2]:02}"


def halves(total: int) -> tuple[int, int]:
    """Split at 50/50 by largest remainder: of an odd sum the first named has the fen over."""
    return (total + 1) // 2, total // 2


PROVINCES: dict[str, tuple[Fraction | int, int, Month]] = {
    # place: fen a month, until what age, from when the standard is on record
    "110000": (10_00, 18, (2003, 9)), "410000": (2 * 20_00, 18, (2020, 6)), "500117": (2 * 2_50, 14, (2003, 1)),
    "440000": (10_00, 14, (2021, 12)), "610000": (10_00, 16, (2014, 1)), "370000": (10_00, 18, (2016, 1)),
    "330000": (Fraction(100_00, 12), 14, (2021, 11)),
}  # fmt: skip
EMPLOYED = ("--wife-employer", "甲厂", "--husband-employer", "乙厂")
CLASSES = {"330000": ("--class", "职工"), "440000": ("--class", "职工")}
TWO_SIDES = frozenset({"330000", "370000", "440000", "610000"})


def only_child_rewards() -> Iterator[Case]:
    """W-01, §5.2: from the month of the certificate (in Shandong of the application) to the month of the birthday."""
    births = ((2007, 12, 31), (2008, 2, 29), (2010, 1, 1), (2010, 6, 30), (2011, 12, 1), (2015, 12, 31))
    starts = ((2010, 8, 31), (2022, 2, 1), (2023, 12, 31))
    for (place, (fen, age, known)), birth, start in product(PROVINCES.items(), births, starts):
        if start < birth:
            continue  # no certificate before the child
        applies = place == "370000"
        issued = start if start[0] <= 2015 and not applies else (2015, 12, 31)  # none was issued later
        first = max(known, start[:2] if applies else issued[:2])
        paid = months(first, (birth[0] + age, birth[1]))
        told = ("--certificate-number", "示1", "--issued-on", written(issued), "--child-birth", written(birth),
                *(("--applied-on", written(start)) if applies else ()),
                *(EMPLOYED if place in TWO_SIDES else ()), *CLASSES.get(place, ()))  # fmt: skip
        years = by_year(paid, fen)
        parts = _half_years(paid, int(fen)) if place == "610000" else years.values()
        sides = {"甲厂": sum(halves(part)[0] for part in parts), "乙厂": sum(halves(part)[1] for part in parts)}
        since = f"{known[0]}-{known[1]:02}-01"  # of earlier months it is asked what the standard was
        yield Case(programme=REWARD, place=place, told=told, period=(since, LONG[1]), years=years,
                   payers=sides if place in TWO_SIDES and years else {})  # fmt: skip


def _half_years(paid: list[Month], fen: int) -> list[int]:
    counted: dict[tuple[int, bool], int] = {}
    for year, month in paid:
        counted[year, month > 6] = counted.get((year, month > 6), 0) + 1
    return [count * fen for count in counted.values()]


def employers() -> Iterator[Case]:
    """W-13, §5.2: who has no employer, and whose employer is gone: the other side, the township, the county."""
    held = ("--certificate-number", "示1", "--issued-on", "2010-08-01", "--child-birth", "2010-06-15")
    year = ("2022-01-01", "2022-12-31")
    sums = {"330000": 100_00, "370000": 120_00, "440000": 120_00, "610000": 120_00}
    successor = {"330000": "县级财政", "370000": "乡镇财政", "440000": "乡镇财政", "610000": "乡镇财政"}
    for place, (wife, husband) in product(sums, product(("甲厂", "无"), ("乙厂", "无"))):
        one, other = halves(sums[place])
        gone = successor[place]
        if place == "330000":  # the other side pays all
            names = (wife if wife != "无" else husband, husband if husband != "无" else wife)
        else:
            names = (wife, husband)
        payers: dict[str, int] = {}
        for name, part in zip(names, (one, other), strict=True):
            payers[name if name != "无" else gone] = payers.get(name if name != "无" else gone, 0) + part
        told = (*held, *CLASSES.get(place, ()), "--wife-employer", wife, "--husband-employer", husband)
        applied = ("--applied-on", "2016-03-01") if place == "370000" else ()
        yield Case(programme=REWARD, place=place, told=(*told, *applied), period=year, years={2022: sums[place]},
                   payers=payers)  # fmt: skip
    for until in ("2021-12-31", "2022-11-30"):  # gone before the money falls due: whoever is there then pays it
        told = (*held, "--class", "职工", *EMPLOYED, "--husband-employer-until", until)
        yield Case(programme=REWARD, place="440000", told=told, period=year, years={2022: 120_00},
                   payers={"甲厂": 60_00, "乡镇财政": 60_00})  # fmt: skip


def special_supports() -> Iterator[Case]:
    """W-14, §5.1: by class and date, from the month the woman is 49; higher standards of some places."""
    since = {"甲类": ((2008, 1, 80), (2012, 1, 110), (2014, 1, None), (2016, 1, 270), (2018, 1, 350), (2022, 7, 460)),
             "乙类": ((2008, 1, 100), (2012, 1, 135), (2014, 1, None), (2016, 1, 340), (2018, 1, 450), (2022, 7, 590))}
    town = {("甲类", "城镇"): 270, ("甲类", "农村"): 150, ("乙类", "城镇"): 340, ("乙类", "农村"): 170}

    def yuan(kind: str, living: str, month: Month) -> int:
        found = [fen for year, number, fen in since[kind] if (year, number) <= month][-1]
        return found if found is not None else town[kind, living]

    ages = ((1959, 3, 31), (1963, 1, 1), (1968, 12, 31), (1973, 6, 15), (1932, 12, 31), (1933, 1, 1))
    spans = (("2008-01-01", "2013-12-31"), ("2014-01-01", "2017-12-31"), ("2018-01-01", "2026-12-31"))
    for kind, living, birth, span in product(("甲类", "乙类"), ("城镇", "农村"), ages, spans):
        first = max((birth[0] + 49, birth[1]), (int(span[0][:4]), 1))
        paid = [] if birth[0] < 1933 else months(first, (int(span[1][:4]), 12))
        years: dict[int, int] = {}
        for month in paid:
            years[month[0]] = years.get(month[0], 0) + 100 * yuan(kind, living, month)
        told = ("--confirmed", SUPPORT, "--class", kind + living,
                "--wife-birth", written(birth))  # fmt: skip
        yield Case(programme=SUPPORT, place=ELSEWHERE, told=told, period=span, years=years)
    higher = {
        "510000": (("2022-07-01", "2023-06-30"), 790, 1_000), "500000": (("2022-01-01", "2022-12-31"), 800, 1_000),
        "370000": (("2017-01-01", "2018-03-31"), 400, 500), "410000": (("2022-07-01", "2022-12-31"), 2 * 460, 2 * 590),
        "120000": (("2012-01-01", "2013-12-31"), 220, 270), "340321": (("2022-01-01", "2022-06-30"), 350, 450),
    }  # fmt: skip
    for place, (span, *sums) in higher.items():
        for kind, monthly in zip(("甲类", "乙类"), sums, strict=True):
            first, last = ((int(end[:4]), int(end[5:7])) for end in span)
            told = ("--confirmed", SUPPORT, "--class", kind, "--wife-birth", "1960-01-01")
            years = by_year(months(first, last), monthly * 100)
            yield Case(programme=SUPPORT, place=place, told=told, period=span, years=years)


def graded_supports() -> Iterator[Case]:
    """W-14: by grade only, from the month of the county's confirmation."""
    before, after = {"一级": 400, "二级": 300, "三级": 200}, {"一级": 520, "二级": 390, "三级": 260}
    sichuan = {"一级": 720, "二级": 490, "三级": 260}
    for grade, confirmed in product(before, ((2021, 12, 31), (2022, 6, 1), (2022, 6, 30), (2022, 7, 1))):
        told = ("--confirmed", GRADED, "--class", grade, "--husband-birth", "1960-01-01", "--confirmed-on",
                written(confirmed))  # fmt: skip
        first, span = max(confirmed[:2], (2022, 1)), ("2022-01-01", "2022-12-31")
        old = months(first, (2022, 6)) if first <= (2022, 6) else []
        new = months(max(first, (2022, 7)), (2022, 12))
        fen = 100 * (len(old) * before[grade] + len(new) * after[grade])
        yield Case(programme=GRADED, place=ELSEWHERE, told=told, period=span, years={2022: fen})
        yield Case(programme=GRADED, place="510000", told=told, period=("2022-07-01", "2022-12-31"),
                   years={2022: 100 * len(new) * sichuan[grade]})  # fmt: skip


def reward_supports() -> Iterator[Case]:
    """W-02, §5.1: from the month of sixty, each of both; Wuhan began in July 2004; a death ends with its month."""
    births = ((1932, 12, 31), (1933, 1, 1), (1944, 7, 31), (1944, 12, 1), (1952, 2, 29))
    for birth, place in product(births, (ELSEWHERE, "420114")):
        paid = [] if birth[0] < 1933 else months(max((birth[0] + 60, birth[1]), (2004, 1)), (2013, 12))
        if place != ELSEWHERE:
            paid = [month for month in paid if month >= (2004, 7)]
        yearly = {year: 960 if year >= 2012 else 720 if year >= 2009 else 600 for year in range(2004, 2014)}
        years = {year: 100 * yearly[year] // 12 * sum(month[0] == year for month in paid) for year in yearly}
        told = ("--confirmed", "reward_support", "--wife-birth", written(birth))
        yield Case(programme="reward_support", place=place, told=told, period=("2004-01-01", "2013-12-31"),
                   years={year: fen for year, fen in years.items() if fen})  # fmt: skip
    both = ("--confirmed", "reward_support", "--wife-birth", "1950-01-01", "--husband-birth", "1950-01-01")
    days = ((2013, 1, 1), (2013, 1, 31), (2013, 12, 31))
    for code, on, who in product(("died", "moved_out", "urban", "family_changed"), days, ("", "@wife")):
        left = (*both, "--exit", f"{code}={written(on)}{who}")
        own = 80_00 * on[1]
        yield Case(programme="reward_support", place=ELSEWHERE, told=left, period=("2013-01-01", "2014-12-31"),
                   years={2013: own * 2} if not who else {2013: own + 960_00, 2014: 960_00})  # fmt: skip


def child_care() -> Iterator[Case]:
    """§5.1: months due x 300 for who was born before 2025; 36 months for who was born since."""
    for year, month in months((2021, 11), (2025, 6)):
        due = (year + 3 - 2025) * 12 + month
        paid = months(max((2025, 1), (year, month)), (year + 3, month))[:36] if due > 0 else []
        told = ("--confirmed", "child_care_allowance", "--child-birth", day((year, month), 28))
        assert not 0 < due <= 36 or len(paid) == due
        yield Case(programme="child_care_allowance", place="429999", told=told, years=by_year(paid, 300_00))


def once() -> Iterator[Case]:
    """W-04 to W-06, §5.2: sums paid once, in the year of their occasion or promise, and who shares them."""
    sixty, fixed = {"区级财政": 600_00, "镇级财政": 400_00}, {"市级财政": 2_500_00, "镇级财政": 2_500_00}
    daughters: tuple[tuple[str, str, int, dict[str, int]], ...] = (
        ("420117", "", 1_000, sixty), ("420116", "", 1_000, sixty), ("420200", "", 2_000, {}),
        ("420700", "", 2_000, {}), ("429004", "工业园区", 5_000, fixed),
    )
    promises = (("2006-07-01", True), ("2015-12-31", True), ("2016-01-01", False), ("2026-01-01", False))
    for (place, kind, yuan, shares), (promised, is_kept) in product(daughters, promises):
        told: tuple[str, ...] = ("--promised-on", promised, *(("--class", kind) if kind else ()))
        yield Case(programme="two_daughters_reward", place=place, told=told,
                   period=(promised, f"{promised[:4]}-12-31"), payers=shares if is_kept else {},
                   years={int(promised[:4]): yuan * 100} if is_kept else {})  # fmt: skip
    for programme, place, kind, yuan, payer in (
        ("only_daughter_once", "420114", "", 1_000, ""),
        ("girls_university_reward", "420222", "", 1_000, "县级基金"),
        ("girls_pension", "420222", "独女户", 1_000, ""), ("unit_pledge", "420222", "", 500, "驻村单位"),
        ("schooling_grant", "520400", "高中", 2_000, ""), ("schooling_grant", "520400", "大专", 2_500, ""),
        ("schooling_grant", "520400", "本科", 3_000, ""),
    ):  # fmt: skip
        for on in ("2012-01-01", "2012-12-31"):
            told = ("--confirmed", programme, "--event-on", on, *(("--class", kind) if kind else ()))
            yield Case(programme=programme, place=place, told=told, period=("2012-01-01", "2012-12-31"),
                       years={2012: yuan * 100}, payers={payer: yuan * 100} if payer else {})  # fmt: skip
    held = ("--certificate-number", "示1", "--issued-on", "1989-06-01", "--child-birth", "1988-03-04")
    for wife, husband in (((1960, 1), (1955, 1)), ((1960, 12), (1956, 2)), ((1970, 5), (1970, 5))):
        told = (*held, "--wife-birth", day(wife), "--husband-birth", day(husband))
        years: dict[int, int] = {}
        for year in (wife[0] + 55, husband[0] + 60):
            years[year] = years.get(year, 0) + 1_000_00
        yield Case(programme="only_child_retirement", place="110000", told=told, years=years)


OWN_PACK = """
place = "420116"
place_name = "湖北省武汉市黄陂区"

[[programmes]]
id = "only_child_reward"
title = "独生子女父母保健费（期满一次发给）"
unit = "couple_month"
claim = "certificate"
start = { rule = "certificate_month" }
end = { rule = "child_age", age = 14, birthday_month = true }
paid = "lump_sum"
source = ["街道文件"]
amounts = [{ from = 2002-09-01, fen = 3_33, source = "虚构" }]
sharing = [{ from = 2002-09-01, shares = [
    { name = "村", weight = 1 }, { name = "市", weight = 1 },
    { name = "区", weight = 1 }, { name = "街道", weight = 1 },
] }]
exits = [{ code = "family_changed", title = "家庭情况变化", ends = "year" }, { code = "died", title = "死亡" }]
"""
"""What Huangpi's pack leaves open (W-01): the sum a month is invented; a lump sum at 14, and 四个一点."""


def lump_sums() -> Iterator[Case]:
    """W-01: all months in one sum in the year the child turns 14, a quarter each; cut short by what ends it."""
    births, certificates = ((2008, 2, 29), (2010, 1, 1), (2011, 12, 31)), ((2012, 1, 31), (2015, 12, 31))
    ends = (("", (9999, 12)), ("died=2020-03-31@child", (2020, 3)), ("family_changed=2020-03-31", (2020, 12)))
    for birth, issued, (ended, stop) in product(births, certificates, ends):
        last = min(stop, (birth[0] + 14, birth[1]))
        fen = 3_33 * len(months(issued[:2], last))
        told = ("--certificate-number", "示1", "--issued-on", written(issued), "--child-birth", written(birth))
        yield Case(
            programme=REWARD, place="420116101", told=(*told, *(("--exit", ended) if ended else ())),
            period=(f"{issued[0]}-{issued[1]:02}-01", LONG[1]), years={last[0]: fen},
            payers={name: fen // 4 + (place < fen % 4) for place, name in enumerate(("村", "市", "区", "街道"))},
        )  # fmt: skip


CASES = {
    "only child's parents, W-01": only_child_rewards, "employers, W-13": employers, "special support": special_supports,
    "by grade": graded_supports, "reward support, W-02": reward_supports, "child care": child_care, "once": once,
    "lump sums, W-01": lump_sums,
}  # fmt: skip


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """Return somebody who asks; nothing is written."""
    clerk = office_at(tmp_path_factory.mktemp("office") / "青河镇")
    (clerk.folder / "programmes").mkdir()
    (clerk.folder / "programmes" / "黄陂.toml").write_text(OWN_PACK, encoding="utf-8")
    return clerk


@pytest.mark.parametrize("family", CASES)
def test_every_sum_is_what_a_second_reckoning_makes_of_it(clerk: Clerk, family: str) -> None:
    """By year of falling due and by payer, to the fen; every difference is named."""
    cases = tuple(CASES[family]())
    wrong = [problem for case in cases for problem in _differences(clerk, case)]

    assert not wrong, f"{len(wrong)} of {len(cases)}:\n" + "\n".join(wrong[:20])


def test_there_are_at_least_300_of_them() -> None:
    """And no family of cases is empty."""
    counted = [len(tuple(cases())) for cases in CASES.values()]

    assert min(counted) > 0
    assert sum(counted) >= 300


def _differences(clerk: Clerk, case: Case) -> Iterator[str]:
    order = ("reward", "entitle", "--place", case.place, "--programme", case.programme, *case.told,
             "--from", case.period[0], "--to", case.period[1], "--json")  # fmt: skip
    asked = clerk.run(*order)
    if asked.exit_code != 0:
        yield f"{' '.join(order)}: {asked.stderr.splitlines()[0]}"
        return
    years: dict[int, int] = {}
    payers: dict[str, int] = {}
    for row in json.loads(asked.stdout):
        year = int(re.sub(r"\D.*", "", row["label"]))
        years[year] = years.get(year, 0) + row["amount_fen"]
        shares = dict(_shares(row["payers"] or ""))
        assert not shares or sum(shares.values()) == row["amount_fen"], "the parts add up"
        for name, fen in shares.items():
            payers[name] = payers.get(name, 0) + fen
    if years != case.years:
        yield f"{' '.join(order)}\n    program {years}\n    second  {case.years}"
    trees = json.loads(clerk.done(*order[:-1], "--tree"))
    if sum(tree["amount_fen"] for tree in trees) != sum(years.values()) or not all(map(_adds_up, trees)):
        yield f"{' '.join(order)}\n    the tree does not add up"
    if case.payers and payers != case.payers:
        yield f"{' '.join(order)}\n    program {payers}\n    second  {case.payers}"


def _adds_up(node: dict[str, Any]) -> bool:
    """Say whether the same sum stands on every level: instalments, and of each its months and its payers."""
    sums = [part["amount_fen"] for part in node["parts"] if part["amount_fen"] is not None]
    whole = not sums or sum(sums) == node["amount_fen"] or set(sums) == {node["amount_fen"]}
    return whole and all(map(_adds_up, node["parts"]))


def _shares(text: str) -> Iterator[tuple[str, int]]:
    for part in filter(None, text.split("；")):
        found = re.fullmatch(r"(\D+?)([\d,.]+)元", part)
        assert found, part
        yield found[1], round(float(found[2].replace(",", "")) * 100)
