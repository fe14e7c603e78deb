"""What the demo leaves on the screen: what was made, where it is, what the office still owes, what to try next."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.dates import day
from contracts.listing import Listing, table_text
from contracts.model import Problem
from contracts.numerals import yuan
from ledger.demo.batches import Intake
from ledger.obligations import Due, due
from ledger.store import Ledger
from ledger.yearend.pack import usual_place

_SHOWN_FAULTS = 3
_PROGRAMMES = {"only_child_reward": "独生子女父母奖励费", "reward_support": "奖励扶助金"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Papers of one sort: how many, and in which folder or file under the demo's own."""

    what: str
    count: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What one debtor owes of one thing: to how many, what sum (in fen, ``None`` for a task), how late."""

    owed_by: str
    what: str
    owed_to: int
    fen: int | None
    overdue_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Everything the summary tells."""

    folder: Path
    as_of: date
    intakes: tuple[Intake, ...]
    made: tuple[Made, ...]
    obligations: int
    entries: int
    debts: tuple[Debt, ...]
    left_open: int


def debts(ledger: Ledger, as_of: date) -> tuple[Debt, ...]:
    """Return what offices owe that is overdue: sums first, then tasks, the longest overdue first in each."""
    groups: dict[tuple[str, str], list[Due]] = {}
    for item in due(ledger, by=as_of, as_of=as_of, owed_by="office"):
        if item.overdue_days:
            what = _PROGRAMMES.get(item.programme) or item.label
            groups.setdefault((item.owed_by, what), []).append(item)
    found = [_debt(owed_by, what, items) for (owed_by, what), items in groups.items()]
    return tuple(sorted(found, key=lambda debt: (debt.fen is None, -debt.overdue_days, debt.owed_by, debt.what)))


def _debt(owed_by: str, what: str, items: Sequence[Due]) -> Debt:
    sums = [item.outstanding_fen for item in items if item.outstanding_fen is not None]
    return Debt(
        owed_by=owed_by,
        what=what,
        owed_to=len({item.owed_to for item in items}),
        fen=sum(sums) if sums else None,
        overdue_days=max(item.overdue_days for item in items),
    )


def left_open(ledger: Ledger, as_of: date) -> int:
    """Return how many things families had offered of their own accord by that day and did not do."""
    return len(due(ledger, by=as_of, as_of=as_of, owed_by="family"))


def summary(outcome: Outcome) -> str:
    """Return the whole text, one line for each thing, ending with a newline."""
    families = sum(intake.families for intake in outcome.intakes)
    lines = [
        "青河镇（示范，人名和号码全是虚构的）",
        f"{len(outcome.intakes)} 个村，{families} 户，到{day(outcome.as_of)}为止。文件在 {outcome.folder}",
        "",
        *_rosters(outcome.intakes),
        "",
        "做成了：",
        table_text(_made(outcome)).rstrip("\n"),
        f"台账 ledger.db：双方的承诺 {outcome.obligations} 项，后来的事 {outcome.entries} 笔；核验没有异常。",
        "",
        *_owed(outcome),
        "",
        "接着可以试：",
        *_next(outcome.folder, outcome.as_of),
    ]
    return "\n".join(lines) + "\n"


def _rosters(intakes: Sequence[Intake]) -> list[str]:
    count = sum(len(intake.faults) for intake in intakes)
    dropped = "、".join(dict.fromkeys(heading for intake in intakes for heading in intake.dropped))
    lines = [f"名册：各村送来的样子读出 {count} 处错误，一处也没有替人改。例如："]
    lines += [f"  {file} {problem}" for file, problem in _examples(intakes)]
    lines.append("  村里照证件改正后另存为“_已改正”，再读没有错误，才起草。")
    if dropped:
        lines.append(f"  没有读取、不予保存的栏目：{dropped}。")
    return lines


def _examples(intakes: Sequence[Intake]) -> list[tuple[str, Problem]]:
    """Return a few faults with their files: from each village the first one of a kind not yet shown."""
    shown: dict[str, tuple[str, Problem]] = {}
    for intake in intakes:
        kinds = {_sort_of(problem): problem for problem in reversed(intake.faults)}
        fresh = [kind for kind in reversed(kinds) if kind not in shown]
        shown |= {kind: (intake.sent.name, kinds[kind]) for kind in fresh[:1]}
    return list(shown.values())[:_SHOWN_FAULTS]


def _sort_of(problem: Problem) -> str:
    return "".join(filter(str.isalpha, problem.message))[:6]


def _made(outcome: Outcome) -> Listing:
    columns = (("what", "什么"), ("count", "份数"), ("where", "在哪里"))
    return Listing(columns=columns, rows=tuple((item.what, item.count, item.where) for item in outcome.made))


def _owed(outcome: Outcome) -> list[str]:
    families = [debt for debt in outcome.debts if debt.fen is not None]
    total = sum(debt.fen or 0 for debt in families)
    columns = (("by", "欠方"), ("what", "事项"), ("to", "欠几家"), ("sum", "金额"), ("days", "最长逾期"))
    rows = tuple(
        (debt.owed_by, debt.what, debt.owed_to, "" if debt.fen is None else yuan(debt.fen), f"{debt.overdue_days}天")
        for debt in outcome.debts
    )
    return [
        f"办事单位还欠（已过期的）：钱 {yuan(total)}，事 {len(outcome.debts) - len(families)} 类。",
        table_text(Listing(columns=columns, rows=rows)).rstrip("\n") if rows else "没有。",
        f"家庭自愿的事有 {outcome.left_open} 项没有办：不算违约，不影响任何待遇。",
    ]


def _next(folder: Path, as_of: date) -> list[str]:
    office = shlex.quote(str(folder))
    return [
        f"  shouyue --office {office} due --by {as_of} --as-of {as_of} --owed-by office",
        f"  shouyue --office {office} query due_unpaid_by_village",
        f"  shouyue --office {office} ledger verify",
        f"  shouyue --office {office} verify {shlex.quote(str(usual_place(folder, as_of.year, as_of)))}",
    ]
