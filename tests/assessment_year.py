"""One year of assessment in an invented township of eight villages: what was written on which sheet.

The sheets are filled from a table of misses drawn by lot; who recounts takes the same table and never the ledger.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import cli
from contracts.settings import Village
from tests.clerks_office import ROWS, Clerk, id_number, office_at
from tests.contracts.example_office import OFFICE

AGREEMENT = "village_responsibility_agreement"
# some are spelled like another
VILLAGES = ("上坪村", "石桥村", "大坪村", "大坪新村", "新大坪村", "下坪村", "石桥新村", "桥头村")
TARGETS = {
    "上坪村": ("40", "98", "95"), "石桥村": ("100", "96", "90"), "大坪村": ("100", "97.5", "92"),
    "大坪新村": ("100", "90", "85"), "新大坪村": ("90", "99", "95"), "下坪村": ("95", "92.5", "88"),
    "石桥新村": ("98", "95", "91"), "桥头村": ("100", "98", "80"),
}  # fmt: skip
"""奖扶资金到位率, 服务覆盖率 and 群众满意率 of each village: targets are not cut with one knife (A-14)."""

MONTHS = tuple(f"2026-{month:02}" for month in range(1, 13))
PERIODS = (
    *MONTHS[:3], "2026Q1", *MONTHS[3:6], "2026Q2", "2026H1", *MONTHS[6:9], "2026Q3", *MONTHS[9:], "2026Q4", "2026H2",
    "2026",
)  # fmt: skip
"""In the order in which they can be closed."""

METHODS = ("定性", "定量", "经常", "抽样", "单项", "综合", "测评", "民意")
HEADINGS = ("序号", "方法", "完成情况", "差额", "扣分", "依据", "抽查地点", "类别")
CLASSES = ("绩效", "绩效", "管理", "服务", "", "激励")
"""The class of each line (I-22); one has none."""

VETO = ("2026-05", "石桥村", "拖欠奖励", "2026-05-12")
"""When it was entered, of whom, why, and the day it was found."""

UNSCORED = ("大坪新村", "2026-05")
"""Nobody went there that month."""

FULL = {(village, "2026-03") for village in VILLAGES} | {(village, "2026Q2") for village in ("上坪村", "大坪村")}
"""Nothing missed: everybody first in March, two first in the second quarter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a family is owed: the line of the sheet that asks for it, its day, and (day, yuan) of each payment."""

    village: str
    contract: str
    line: int
    due_on: date
    yuan: int
    paid: tuple[tuple[date, int], ...]


def _day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


OWED = tuple(
    Owed(village=village, contract=f"{code}-计服-2026A-{number}", line=line, due_on=_day(due), yuan=yuan,
         paid=tuple((_day(day), sum_) for day, sum_ in paid))
    for village, code, number, line, due, yuan, paid in (
        ("上坪村", "429999101201", "001", 2, "09-30", 800, [("09-20", 800)]),
        ("上坪村", "429999101201", "001", 2, "09-30", 800, [("09-20", 800)]),
        ("上坪村", "429999101201", "005", 2, "09-30", 800, [("09-25", 800)]),
        ("上坪村", "429999101201", "005", 2, "09-30", 800, [("09-28", 500), ("10-01", 300)]),
        ("上坪村", "429999101201", "006", 2, "09-30", 800, [("12-20", 800)]),
        ("上坪村", "429999101201", "006", 2, "09-30", 800, [("12-20", 800)]),
        ("上坪村", "429999101201", "002", 1, "10-31", 100, [("10-30", 60), ("11-05", 40)]),
        ("石桥村", "429999101202", "004", 2, "09-30", 800, [("09-30", 800)]),
        ("石桥村", "429999101202", "004", 2, "09-30", 800, []),
    )
)  # fmt: skip
MORE_ELDERS = tuple(
    ("2组", f"{wife}", id_number(born, 2), "", f"{husband}", id_number(born, 1), "", f"上坪村2组{number}号",
     f"鄂示1989000{number}", "1989-06-01", f"{husband}小", "女", "1988-03-04")
    for wife, husband, born, number in (("何秀", "高山", "630511", 21), ("胡芳", "林河", "630612", 22))
)  # fmt: skip

Miss = dict[int, str]
"""What was missed on each line, as written in 差额."""


def misses() -> dict[tuple[str, str], Miss]:
    """Return what was missed by village and period, drawn by lot; halves and quarters of a unit among them."""
    lot = random.Random(2026)  # noqa: S311 - invented misses
    found: dict[tuple[str, str], Miss] = {}
    for period in PERIODS:
        for village in VILLAGES:
            if (village, period) == UNSCORED:
                continue
            drawn = {line: lot.choice(("0", "0", "0", "1", "0.5", "2", "2.75", "6", "14.99")) for line in range(1, 7)}
            drawn |= {line: lot.choice(("0", "0", "1", "2", "5")) for line in (3, 5)}  # these are counted
            found[village, period] = dict.fromkeys(range(1, 7), "0") if (village, period) in FULL else drawn
    found["石桥村", "2026-04"] = found["大坪村", "2026-04"]  # two second or third places that are one
    return found


def ends_on(period: str) -> date:
    """Return the last day of a period."""
    year, rest = int(period[:4]), period[4:]
    months = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "": 12}
    month = months[rest] if rest in months else int(rest[1:])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def starts_on(period: str) -> date:
    """Return the first day of a period."""
    months = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "": 1}
    return date(2026, months.get(period[4:]) or int(period[5:]), 1)


def at(day: date) -> datetime:
    """Return an instant of that day at the office."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=cli.SHANGHAI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The office after its year; ``sheets`` are the numbers of the score sheets by village and period."""

    clerk: Clerk
    agreements: dict[str, str]
    sheets: dict[tuple[str, str], int]


def office_with_agreements(folder: Path) -> tuple[Clerk, dict[str, str]]:
    """Return an office that signed with each village on 5 January 2026, and the numbers by village."""
    villages = tuple(
        Village(name=f"{name}村民委员会", short=name, division_code=f"42999910120{place}")
        for place, name in enumerate(VILLAGES, 1)
    )
    clerk = office_at(folder, office=replace(OFFICE, villages=villages), rows=(*ROWS, *MORE_ELDERS))
    return clerk, agreements_of(clerk, 2026, TARGETS)


def agreements_of(clerk: Clerk, year: int, targets: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Have each village sign on 5 January; return the numbers of the agreements by village."""
    roster, batch, day = clerk.folder / "村.csv", f"{year}Z", date(year, 1, 5)
    with roster.open("w", encoding="utf-8-sig", newline="") as file:
        rows = ((name, f"42999910120{place}", *targets[name]) for place, name in enumerate(VILLAGES, 1))
        csv.writer(file).writerows([("村名", "行政区划代码", "奖扶资金到位率", "服务覆盖率", "群众满意率"), *rows])
    clerk.done("draft", AGREEMENT, roster, "--batch", batch, "--signing", str(day), "-o", clerk.folder, now=at(day))
    clerk.done("register", clerk.folder / f"{AGREEMENT}_{batch}", "--signed-on", str(day), now=at(day))
    return {name: f"42999910120{place}-责任-{batch}-{place:03}" for place, name in enumerate(VILLAGES, 1)}


def computed(village: str, period: str) -> set[int]:
    """Return the lines of a village's sheet that the ledger fills in: what fell due to families in the period."""
    return {
        owed.line for owed in OWED if owed.village == village and starts_on(period) <= owed.due_on <= ends_on(period)
    }


def sheet(clerk: Clerk, village: str, agreement: str, missed: Miss, *, blank: AbstractSet[int] = frozenset()) -> Path:
    """Write a filled-in sheet, 差额 blank on lines that the ledger fills in."""
    path = clerk.folder / "评分表.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        head = [("责任书", agreement), ("被考核单位", f"{village}村民委员会"), HEADINGS]
        lines = [
            (str(line), METHODS[(line + len(village)) % 8], "", "" if line in blank else missed[line], "", "记录",
             "上坪村1组", CLASSES[line - 1])
            for line in range(1, 7)
        ]  # fmt: skip
        csv.writer(file).writerows([*head, *lines])
    return path


def lived(folder: Path) -> Year:
    """Live through the year: every village scored and signed in every period but one, and each period closed."""
    clerk, agreements = office_with_agreements(folder)
    drawn, sheets = misses(), dict[tuple[str, str], int]()
    for period in PERIODS:
        day = ends_on(period) + timedelta(days=2)
        if period == "2026-03":
            families_sign(clerk)
        if period in MONTHS:
            families_are_paid(clerk, starts_on(period) + timedelta(days=2), day)
        for village, agreement in agreements.items():
            if (village, period) in drawn:
                path = sheet(clerk, village, agreement, drawn[village, period], blank=computed(village, period))
                clerk.done("assess", "score", agreement, path, "--period", period, now=at(day))
                sheets[village, period] = len(sheets) + 1
                signed(clerk, sheets[village, period], day)
        if period == VETO[0]:
            clerk.done("assess", "veto", agreements[VETO[1]], "--cause", VETO[2], "--evidence", "核查记录第3号",
                       "--on", VETO[3], now=at(day))  # fmt: skip
        more = ("--unscored",) if period == UNSCORED[1] else ()
        clerk.done("assess", "close", "--period", period, *more, now=at(day))
    return Year(clerk=clerk, agreements=agreements, sheets=sheets)


def signed(clerk: Clerk, number: int, day: date) -> None:
    """Have both sides sign a sheet."""
    hands = ("--assessor", "李敏", "--assessed", "周平", "--checker", "韩立", "--on", day.isoformat())
    clerk.done("assess", "sign", str(number), *hands, now=at(day))


def families_sign(clerk: Clerk) -> None:
    """Draft and register the families' contracts in March."""
    assert clerk.draft().exit_code == 0
    march = at(date(2026, 3, 6))
    clerk.done("register", clerk.folder / "service_contract_2026A", "--signed-on", "2026-03-05", now=march)


def families_are_paid(clerk: Clerk, since: date, until: date) -> None:
    """Enter the payments made since a day and before another: one comes after a period and before its sheet."""
    known = zip(OWED, obligations(clerk), strict=False)
    due = ((day, yuan, owed.contract, obligation) for owed, obligation in known for day, yuan in owed.paid)
    for day, yuan, contract, obligation in sorted(due):
        if since <= day < until:
            told = ("--obligation", obligation, "--amount", str(yuan), "--voucher", f"{obligation}-{day:%m%d}")
            clerk.done("record", "payment", contract, *told, "--on", day.isoformat(), now=at(day))


def obligations(clerk: Clerk) -> list[str]:
    """Return the numbers of what :data:`OWED` says, in its order; none before the families signed."""
    found = clerk.rows(
        "select o.id, o.due_on, c.number from obligations o join contracts c on c.id = o.contract_id"
        " where c.kind = 'service_contract' and o.amount_fen > 0 order by o.id"
    )
    numbers: dict[tuple[str, str], list[str]] = {}
    for row in found:
        numbers.setdefault((row["number"], row["due_on"]), []).append(str(row["id"]))
    return [numbers[owed.contract, owed.due_on.isoformat()].pop(0) for owed in OWED] if found else []
