"""A whole year of assessment through the commands, recounted from what was written and paid (A-01 to A-17).

The recount knows the table of misses, the payments and the agreement's words; it never asks the ledger.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.assessment_year import (
    CLASSES,
    MONTHS,
    OWED,
    PERIODS,
    TARGETS,
    UNSCORED,
    VETO,
    VILLAGES,
    Year,
    agreements_of,
    at,
    computed,
    ends_on,
    lived,
    misses,
    sheet,
    signed,
    starts_on,
)

RULES = {1: (3, 30), 2: (2, 20), 3: (1, 15), 4: (1, 10), 5: (Fraction("2.5"), 10), 6: (1, 15)}
"""What each full unit missed takes off, and the weight, of the six lines of the agreement."""

LENGTHS = {"month": 7, "quarter": 6, "year": 4}
SETTLED = at(date(2027, 2, 20))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Return the office after its year; tests that write take a copy."""
    return lived(tmp_path_factory.mktemp("year") / "青河镇")


@pytest.fixture
def own_year(year: Year, tmp_path: Path) -> Year:
    """Return a copy of the office that may be written to."""
    folder = tmp_path / "青河镇"
    shutil.copytree(year.clerk.folder, folder)
    return replace(year, clerk=replace(year.clerk, folder=folder))


def recounted(village: str, period: str) -> dict[int, Fraction]:
    """Return what each line of a sheet takes off."""
    missed = {line: Fraction(text) for line, text in misses()[village, period].items()}
    missed |= {line: unpaid(village, line, period) for line in computed(village, period)}
    return {line: min(Fraction(weight), int(missed[line]) * Fraction(off)) for line, (off, weight) in RULES.items()}


def unpaid(village: str, line: int, period: str) -> Fraction:
    """Return by how many points the share of households paid in full by the period's end is below the target."""
    due = [owed for owed in OWED if (owed.village, owed.line) == (village, line)]
    due = [owed for owed in due if starts_on(period) <= owed.due_on <= ends_on(period)]
    short = {
        owed.contract for owed in due if sum(yuan for day, yuan in owed.paid if day <= ends_on(period)) < owed.yuan
    }
    households = {owed.contract for owed in due}
    rate = (len(households) - len(short)) * 10_000 // len(households)
    target = 100 if line == 1 else int(TARGETS[village][0])
    return max(Fraction(0), target - Fraction(rate, 100))


def score(village: str, period: str) -> Fraction:
    """Return the points of a village in a period."""
    return 100 - sum(recounted(village, period).values())


def ranks(period: str) -> list[tuple[int, str, Fraction]]:
    """Return rank, village and points, best first, those with equal points in the order of their agreements."""
    points = {village: score(village, period) for village in VILLAGES if (village, period) != UNSCORED}
    best = sorted(points, key=lambda village: -points[village])
    return [
        (1 + sum(other > points[village] for other in points.values()), village, points[village]) for village in best
    ]


def ranking(year: Year, period: str, now: datetime = SETTLED) -> list[dict[str, Any]]:
    """Ask for the ranking of a period."""
    found: list[dict[str, Any]] = json.loads(year.clerk.done("assess", "rank", "--period", period, "--json", now=now))
    return found


def test_every_line_of_every_sheet_takes_off_what_the_agreement_says(year: Year) -> None:
    """Full units only, never more than the weight, payout rates from the ledger: 151 sheets, 906 lines."""
    wrong = []
    for (village, period), number in year.sheets.items():
        lines = json.loads(year.clerk.done("assess", "show", str(number), "--json", now=SETTLED))
        told = {line["ordinal"]: Fraction(line["deduction"]) for line in lines}
        left = sum(Fraction(line["score"]) for line in lines)
        if (told, left) != (recounted(village, period), score(village, period)):
            wrong.append((village, period, told, recounted(village, period)))

    assert wrong == []
    assert len(year.sheets) == len(PERIODS) * len(VILLAGES) - 1


def test_every_class_of_a_quarters_and_the_years_sheets_adds_up(year: Year) -> None:
    """I-22: points, deduction and score of 绩效, 管理, 服务, 激励 and of what has no class."""
    for (village, period), number in year.sheets.items():
        if period in MONTHS:
            continue
        rows = json.loads(year.clerk.done("assess", "show", str(number), "--classes", "--json", now=SETTLED))
        off, sums = recounted(village, period), dict[str, tuple[Fraction, Fraction]]()
        for line, (_, weight) in RULES.items():
            name = CLASSES[line - 1] or "其他"
            points, taken = sums.get(name, (Fraction(0), Fraction(0)))
            sums[name] = points + weight, taken + off[line]
        told = {row["class"]: (Fraction(row["points"]), Fraction(row["deduction"])) for row in rows}
        assert told == sums, (village, period)
        assert [Fraction(row["score"]) for row in rows] == [points - off for points, off in told.values()]


def test_every_period_is_ranked_with_its_ties(year: Year) -> None:
    """Months, quarters, half-years and the year; whoever was not scored has no rank."""
    told = {period: [(row["rank"], row["party"].removesuffix("村民委员会"), Fraction(row["score"]))
                     for row in ranking(year, period)] for period in PERIODS}  # fmt: skip

    assert told == {period: ranks(period) for period in PERIODS}
    places = {period: [rank for rank, _, _ in rows] for period, rows in told.items()}
    assert places["2026-03"] == [1] * 8
    assert places["2026Q2"] == [1, 1, 3, 4, 5, 6, 7, 8]
    assert places["2026-04"] == [1, 2, 3, 4, 4, 6, 7, 8], "two in the middle share a place"
    assert len(places[UNSCORED[1]]) == len(VILLAGES) - 1


def test_the_change_is_against_the_period_before_of_the_same_kind(year: Year) -> None:
    """A month against the month before, a quarter against a quarter; none where there was no score."""
    for kind in (MONTHS, ("2026Q1", "2026Q2", "2026Q3", "2026Q4"), ("2026H1", "2026H2"), ("2026",)):
        for before, period in zip(("", *kind), kind, strict=False):
            for row in ranking(year, period):
                village = row["party"].removesuffix("村民委员会")
                known = before and (village, before) != UNSCORED
                change = score(village, period) - score(village, before) if known else None
                told = None if row["change"] is None else Fraction(row["change"])
                assert told == change, (village, period)


def test_a_veto_stands_in_the_periods_that_hold_its_day(year: Year) -> None:
    """May, the second quarter, the first half-year, the year; the points stay as they are (A-08)."""
    held = {period for period in PERIODS for row in ranking(year, period) if not row["awardable"]}
    parties = {row["party"] for period in held for row in ranking(year, period) if row["vetoes"]}

    assert held == {"2026-05", "2026Q2", "2026H1", "2026"}
    assert parties == {f"{VETO[1]}村民委员会"}


def test_circulars_come_from_closed_periods_and_say_the_same(own_year: Year) -> None:
    """A-02: month, quarter, half-year and year; of a period to come there is none, and no number is taken."""
    clerk = own_year.clerk
    for period in ("2026-03", "2026Q2", "2026H1", "2026"):
        clerk.done("publish", "assessment_circular", "--period", period, "-o", clerk.folder / period, now=SETTLED)
        paper = clerk.papers(period)[0]
        table = next(
            found for found in docx.Document(str(paper)).tables if "名次" in [cell.text for cell in found.rows[0].cells]
        )
        head = [cell.text for cell in table.rows[0].cells]
        rows = [dict(zip(head, (cell.text for cell in row.cells), strict=True)) for row in table.rows[1:]]
        told = [(int(row["名次"]), Fraction(row["得分"])) for row in rows]
        assert told == [(rank, points) for rank, _, points in ranks(period)], head
    open_one = clerk.run("publish", "assessment_circular", "--period", "2027-01", now=SETTLED)

    assert (open_one.exit_code, "没有关闭" in open_one.stderr) == (5, True)
    assert all(name not in clerk.text("2026") for name in ("李敏", "周平", "韩立")), "offices, not who wrote the sheet"


def test_an_objection_is_scored_again_and_moves_the_ranking(own_year: Year) -> None:
    """大坪新村 was last of the year; with less missed it is first, and the old sheet can still be read."""
    clerk, village = own_year.clerk, "大坪新村"
    number, before = own_year.sheets[village, "2026"], score(village, "2026")
    assert [row[1] for row in ranks("2026")].index(village) == 7
    clerk.done("assess", "object", str(number), "--by", f"{village}村民委员会", "--because", "漏看四次会议记录",
               "--on", "2027-01-10", now=at(date(2027, 1, 10)))  # fmt: skip
    path = sheet(clerk, village, own_year.agreements[village], dict.fromkeys(range(1, 7), "0") | {6: "1.9"})
    clerk.done("assess", "rescore", "1", "--sheet", path, "--because", "补看会议记录", "--on", "2027-01-12",
               now=at(date(2027, 1, 12)))  # fmt: skip
    waiting = clerk.run("assess", "rank", "--period", "2026", now=at(date(2027, 1, 12)))
    signed(clerk, len(own_year.sheets) + 1, date(2027, 1, 13))
    (first, *_) = ranking(own_year, "2026")
    old = json.loads(clerk.done("assess", "show", str(number), "--json", now=SETTLED))

    assert (waiting.exit_code, "没有双方签字" in waiting.stderr) == (5, True)
    assert (first["party"], first["score"]) == (f"{village}村民委员会", "99")
    assert sum(Fraction(line["score"]) for line in old) == before


def test_no_person_is_scored_vetoed_graded_or_put_on_the_ladder(own_year: Year) -> None:
    """By name, by the family's own contract, as a class of indicators: refused, and nothing is written."""
    clerk, family = own_year.clerk, OWED[0].contract
    path = sheet(clerk, "上坪村", own_year.agreements["上坪村"], dict.fromkeys(range(1, 7), "0"))
    graded = ("--scheme", "classes", "--grade", "整治", "--year", "2026", "--level", "village", "--checker", "李敏")
    before = (clerk.folder / "ledger.db").read_bytes()
    tries = [
        clerk.run(*words, now=SETTLED)
        for words in (
            ("assess", "score", "周桂兰", path, "--period", "2027-01"),
            ("assess", "score", family, path, "--period", "2027-01"),
            ("assess", "veto", family, "--cause", "拖欠奖励", "--evidence", "核查记录", "--on", "2026-05-12"),
            ("assess", "grade", "周桂兰", *graded, "--evidence", "检查记录"),
            ("assess", "standing", "周桂兰", "--to", "黄牌警告", "--because", "逾期"),
        )
    ]
    veto = ("assess", "veto", own_year.agreements["上坪村"], "--evidence", "核查记录", "--cause")
    unlawful = [
        clerk.run(*veto, cause, now=SETTLED)
        for cause in ("计划外生育", "社会抚养费征收不到位")
    ]

    assert [result.exit_code for result in tries] == [5, 5, 5, 2, 2], [result.stderr for result in tries]
    assert [(one.exit_code, "第4条" in one.stderr and "第18条" in one.stderr) for one in unlawful] == [(4, True)] * 2
    assert (clerk.folder / "ledger.db").read_bytes() == before


def test_a_veto_taken_back_gives_the_village_its_place_among_the_best(own_year: Year) -> None:
    """A-08, A-11: listed with its evidence; points and ranks were never touched by it."""
    clerk = own_year.clerk
    (listed,) = json.loads(clerk.done("assess", "vetoes", "--json", now=SETTLED))
    before = ranking(own_year, "2026")
    clerk.done("assess", "withdraw-veto", "1", "--because", "记错了村", now=SETTLED)
    after = ranking(own_year, "2026")

    told = (listed["party"], listed["found_on"], listed["evidence"])
    assert told == (f"{VETO[1]}村民委员会", VETO[3], "核查记录第3号")
    assert [row["awardable"] for row in before].count(False) == 1
    assert after == [{**row, "awardable": True, "vetoes": None} for row in before]


def overdue(year: Year, as_of: date) -> set[tuple[str, str, str, str, int]]:
    """Ask which sheets and settlements were late on a day: what, village, first day, last day allowed, days late."""
    rows = json.loads(year.clerk.done("query", "overdue_assessments", "--set", f"as_of={as_of}", "--json", now=SETTLED))
    return {(row["what"], row["village"], row["starts_on"], row["due_on"], row["overdue_days"]) for row in rows}


def recounted_overdue(as_of: date) -> set[tuple[str, str, str, str, int]]:
    """Return the same from the story: every sheet was written and signed two days after its period's end."""
    late = set()
    for period in PERIODS:
        for village in VILLAGES:
            last = ends_on(period)
            if last < as_of and ((village, period) == UNSCORED or as_of < last + timedelta(days=2)):
                late.add(("unscored", village, starts_on(period).isoformat(), last.isoformat(), (as_of - last).days))
    if as_of.year > 2026:
        days = max(0, (as_of - date(2027, 2, 28)).days)
        late |= {("unsettled", village, "2026-01-01", "2027-02-28", days) for village in VILLAGES}
    return late


def test_what_was_overdue_on_any_day_can_still_be_asked(year: Year) -> None:
    """A-12: sheets from the day after a period, settlements from 1 January, overdue ones after February too."""
    days = [date(2026, 1, 31) + timedelta(days=step) for step in range(0, 400, 7)]
    days += [ends_on(period) + timedelta(days=step) for period in PERIODS for step in (0, 1, 2)]
    days += [date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 28)]

    wrong = [day for day in days if overdue(year, day) != recounted_overdue(day)]
    assert wrong == []


def test_the_year_is_settled_by_the_end_of_february_and_then_rests(own_year: Year) -> None:
    """Reminded of from 1 January; what was settled is reminded of no more, the others are (A-12)."""
    clerk, settled = own_year.clerk, own_year.agreements["上坪村"]
    reminded = clerk.run("assess", "list", now=at(date(2027, 1, 3))).stderr
    assert reminded.count("最迟 2027-02-28 公布并兑现，还有 56 天") == len(VILLAGES), reminded
    obligation = clerk.obligation(settled, "settlement")
    clerk.done("record", "fulfilment", settled, "--obligation", obligation, "--on", "2027-02-20", now=SETTLED)
    later = clerk.run("assess", "list", now=at(date(2027, 3, 2))).stderr

    assert later.count("已逾期 2 天") == len(VILLAGES) - 1, later
    assert settled not in later


def test_targets_of_the_year_before_wait_for_somebody_who_confirms_them(own_year: Year) -> None:
    """A-14: who took over 2026's table is asked; the village with another target is not."""
    clerk = own_year.clerk
    numbers = agreements_of(clerk, 2027, {**TARGETS, "石桥村": ("100", "97", "91")})
    april = at(date(2027, 4, 2))
    nothing = dict.fromkeys(range(1, 7), "0")
    same, other = (
        clerk.run("assess", "score", numbers[name], sheet(clerk, name, numbers[name], nothing), "--period", "2027Q1",
                  now=april)
        for name in ("上坪村", "石桥村")
    )  # fmt: skip
    said = ("--set", "decided_by=镇长办公会", "--set", "reason=上年没有全部做到")
    clerk.done("books", "record", "target_confirmations", "--contract", numbers["上坪村"], *said, now=april)
    path = sheet(clerk, "上坪村", numbers["上坪村"], nothing)

    assert (same.exit_code, "target_confirmations" in same.stderr) == (5, True), same.stderr
    assert "得分 100" in other.stdout, other.stderr
    assert "得分 100" in clerk.done("assess", "score", numbers["上坪村"], path, "--period", "2027Q1", now=april)


def test_a_title_climbs_four_rungs_and_skips_none(own_year: Year) -> None:
    """A-17: village, township, county, city, each by another hand; a rung left out or taken twice is refused."""
    clerk = own_year.clerk

    def step(level: str, checker: str, *more: str) -> tuple[int, str]:
        title = ("--scheme", "model_village", "--grade", "示范村", "--year", "2026", "--on", "2027-02-10")
        hand = ("--level", level, "--checker", checker, "--evidence", f"{checker}检查记录")
        done = clerk.run("assess", "grade", "大坪村", *title, *hand, *more, now=SETTLED)
        return done.exit_code, done.stderr

    assert step("township", "李敏")[0] == 5, "nobody applied"
    assert step("village", "周主任")[0] == 0
    assert step("county", "郑科长")[0] == 5, "the township was left out"
    assert step("township", "李敏")[0] == 0
    assert step("township", "李敏")[0] == 5, "taken before"
    assert step("county", "郑科长")[0] == 0
    assert step("city", "钱科长", "--certificate", "市示2026-018", "--issued-by", "示范市卫生健康委员会")[0] == 0
    (counted,) = json.loads(clerk.done("assess", "grades", "--count", "--json", now=SETTLED))
    assert (counted["applied"], counted["granted"]) == (1, 1), counted
