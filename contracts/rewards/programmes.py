"""What a household is owed under a reward programme, with the rules and figures that produced it.

A month is counted when its last day lies within the contract, so that contracts that follow each other neither
double nor drop one. Nothing is guessed: a fact that is missing and matters is a problem; a programme to which
the household has no claim on record gives an entitlement without instalments that says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from contracts.dates import day, month_end
from contracts.model import Citation, Instalment, Problem
from contracts.numerals import yuan
from contracts.rewards.claims import Case, Earning, Span, holding, no_claim, spans
from contracts.rewards.facts import NAMES, Claimant, Exit, Facts
from contracts.rewards.months import common, first_of, last_of, month_words
from contracts.rewards.payers import payers_of
from contracts.rewards.programme_files import read_packs, shipped_programmes
from contracts.rewards.programme_packs import Amount, Programme, Share, Sharing, covers, prefix

__all__ = [
    "UNIT_WORDS", "Amount", "Claimant", "Entitlement", "Exit", "Facts", "Part", "Programme", "Share", "Sharing",
    "entitlement", "load_programmes", "named", "programmes_for", "whose",
]  # fmt: skip

UNIT_WORDS = {
    "couple_month": "每对夫妻每月", "couple_year": "每对夫妻每年", "parent_month": "父母每人每月",
    "person_month": "每人每月", "person_year": "每人每年", "household_year": "每户每年",
    "child_year": "每孩每年", "head_year": "按人口每人每年", "once": "一次性", "person_once": "每人一次性",
}  # fmt: skip
_SIZES = {"lump_sum": 12**6, "half_year": 6, "year": 12}
"""Months to one instalment."""
_YEAR_END, _HALF_YEAR_ENDS = ("12-31",), ("06-30", "12-31")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Months of one claimant paid by one standard within one instalment; all parts add up to the whole sum.

    ``first`` and ``last`` are days; ``label`` names the instalment the part belongs to.
    """

    label: str
    who: Claimant
    first: date
    last: date
    months: int
    standard: Amount
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """What falls due within a contract, and why.

    ``starts_on`` and ``ends_on`` are the first and last day paid for, the contract's own where nothing is.
    ``because`` tells the reckoning line by line; sums are in fen and each instalment's payers add up to it,
    and so do the ``parts`` (:func:`contracts.rewards.reckoning.reckoning` makes a tree of them).
    """

    programme: str
    title: str
    standard: str
    starts_on: date
    ends_on: date
    instalments: tuple[Instalment, ...]
    amount_fen: int
    because: tuple[str, ...]
    cite: tuple[Citation, ...]
    parts: tuple[Part, ...] = ()


def load_programmes(*folders: Path, near: str = "") -> tuple[Programme, ...]:
    """Return the programmes that come with the program, and those of an office's own folders.

    An office's programme replaces a shipped one of the same name and place. With a division code, shipped ones of
    other places are left out.

    Raises:
        PackError: Any pack is faulty; every fault of the first faulty folder is named.
    """
    found = {(item.id, item.place): item for item in read_packs(shipped_programmes(), near)}
    for folder in folders:
        found |= {(item.id, item.place): item for item in read_packs(folder)}
    return tuple(found.values())


def programmes_for(
    place: str, on: date, programmes: Sequence[Programme] | None = None, *, history: bool = False
) -> tuple[Programme, ...]:
    """Return the programmes of a place that take new promises on a day, one for each name.

    Where nation, province, city and county have the same programme, the nearest one counts.

    Args:
        place: A division code of six or more digits.
        on: Usually the signing day.
        programmes: Where to look; what comes with the program if not given.
        history: Also those that only pay what was promised before.
    """
    nearest: dict[str, Programme] = {}
    for item in load_programmes() if programmes is None else programmes:
        takes = item.takes_promises_on(on) or (history and item.promise_until is not None)
        known = nearest.get(item.id)
        nearer = known is None or len(prefix(item.place)) > len(prefix(known.place))
        if takes and nearer and covers(item.place, place):
            nearest[item.id] = item
    return tuple(nearest.values())


def entitlement(
    programme: Programme, facts: Facts, *, starts_on: date, ends_on: date, place: str
) -> Entitlement | tuple[Problem, ...]:
    """Return what a household is owed under a programme while a contract runs, or what is missing to know it.

    Returns an :class:`Entitlement`, without instalments where the household has no claim or nothing falls in
    the contract; or every missing or impossible fact as a problem, and then no sum at all.

    Args:
        programme: Usually one of :func:`programmes_for`.
        facts: What is known of the household; for a child's allowance, of one child.
        starts_on: First day of the contract.
        ends_on: Last day of the contract.
        place: Division code of the household.

    Source: ``domain.md`` §5.3; Population and Family Planning Law (2021-08-20), articles 31 and 32.
    """
    case = Case(programme, facts, starts_on, ends_on, place)
    refusal = no_claim(case)
    instalments: tuple[Instalment, ...] = ()
    if not refusal:
        found = spans(case)
        earned = {} if case.problems else _earned(case, found)
        instalments = () if case.problems else _instalments(case, earned)
    if case.problems:
        return tuple(dict.fromkeys(case.problems))
    return _result(case, instalments, refusal)


def _earned(case: Case, found: Sequence[Span]) -> dict[Claimant, dict[int, int]]:
    """Return what each claimant earns in each month, soonest first."""
    earned: dict[Claimant, dict[int, int]] = {}
    for span in found:
        own = earned.setdefault(span.who, {})
        for month in sorted(_counted(case, span)):
            own[month] = own.get(month, 0) + _fen(case, span.who, month)
    return earned


def _parts(case: Case) -> Iterator[Part]:
    """Yield what was earned run by run: same instalment, same claimant, same standard."""
    size = _SIZES[case.programme.paid]
    for (part, who, standard), group in groupby(
        sorted(case.earned, key=lambda item: (item.month // size, item.who)),
        key=lambda item: (item.month // size, item.who, item.standard),
    ):
        found = list(group)
        months = sorted({item.month for item in found})
        yield Part(
            label=_label(case.programme, part, months[-1]), who=who, first=first_of(months[0]),
            last=last_of(months[-1]), months=len(months), standard=standard,
            amount_fen=sum(item.fen for item in found),
        )  # fmt: skip


def _counted(case: Case, span: Span) -> range:
    """Return the months of a span that this contract pays: a lump sum in full when its last month comes."""
    months = span.months(case.window.stop)
    if case.programme.paid == "lump_sum":
        return months if span.last in case.window else range(0)
    if months.start < case.window.start and months and case.programme.end.rule == "once":
        case.because.append(
            f"{NAMES[span.who]}{month_words(months.start)}应得的一次性金额在这段时间以前，没有发放的仍应补发"
        )
    elif months.start < case.window.start and months:
        before = min(months.stop, case.window.start) - 1
        name, first = NAMES[span.who], month_words(months.start)
        case.because.append(
            f"{name}{first}至{month_words(before)}在合同期以前，不在本合同金额内，没有发放的仍应补发"
            if before > months.start
            else f"{name}{first}在合同期以前，不在本合同金额内，没有发放的仍应补发"
        )
    return common(months, case.window)


def _fen(case: Case, who: Claimant, month: int) -> int:
    """Return what one claimant earns in a month; a missing standard is a problem."""
    amount = _amount(case, month)
    if amount is None:
        return 0
    if amount.fen is None:
        case.missing(f"标准没有收录（{amount.unknown}）", "请向县级卫生健康部门核实后写入本县的项目资料")
        return 0
    case.standards.setdefault(amount)
    yearly = case.programme.unit.endswith("_year")
    fen = _twelfth(amount.fen, month % 12) if yearly else amount.fen
    case.earned.append(Earning(month=month, who=who, fen=fen, standard=amount))
    return fen


def _twelfth(fen: int, month: int) -> int:
    """Return one month's share of a year's sum, so that January up to any month is the exact share rounded down."""
    return fen * (month + 1) // 12 - fen * month // 12


def _amount(case: Case, month: int) -> Amount | None:
    here = holding(case, case.programme.amounts, month)
    wanted = case.facts.payment_class
    classes = "、".join(dict.fromkeys(name for item in here for name in item.payment_class))
    if wanted is None and classes:
        case.missing("发放类别没有填写", f"请按县级确认结果填写类别，不要填写原因；有：{classes}")
        return None
    found = [item for item in here if not item.payment_class or wanted in item.payment_class]
    if not found and classes:
        case.missing(f"“{wanted}”没有适用的标准", f"请按县级确认结果填写类别；有：{classes}")
        return None
    if not found:
        case.missing(f"{month // 12}年没有适用的标准", "请核对地区，或者补充本县的项目资料")
        return None
    return found[0]


def _instalments(case: Case, earned: Mapping[Claimant, dict[int, int]]) -> tuple[Instalment, ...]:
    """Return what falls due, soonest first; where each of a couple is owed a sum, each has an instalment."""
    found = (item for who, own in earned.items() for item in _own_instalments(case, who, own))
    return tuple(sorted(found, key=lambda item: item.due_on))


def _own_instalments(case: Case, who: Claimant, earned: Mapping[int, int]) -> Iterator[Instalment]:
    programme = case.programme
    size = _SIZES[programme.paid]
    for part, group in groupby(earned, key=lambda month: month // size):
        months = list(group)
        fen = sum(earned[month] for month in months)
        label, due_on = _label(programme, part, months[-1]), _due_on(case, months[-1])
        payers = payers_of(case, months[-1], fen, who)
        counted = "" if programme.end.rule == "once" else f"{len(months)}个月，"
        shares = "、".join(f"{payer.name}{yuan(payer.amount_fen)}" for payer in payers) or "承担比例没有收录"
        item = Instalment(label=label, due_on=due_on, amount_fen=fen, payers=payers,
                          payee="" if who == "household" else who)  # fmt: skip
        case.because.append(f"{named(item)}：{counted}{yuan(fen)}；{shares}；{day(due_on)}前兑现")
        yield item


def whose(item: Instalment) -> str:
    """Return 女方 or 男方 where an instalment is owed to one of a couple, else an empty text."""
    return NAMES[item.payee] if item.payee else ""


def named(item: Instalment) -> str:
    """Return the label of an instalment, and whose it is where it is owed to one of a couple."""
    return f"{item.label}（{whose(item)}）" if item.payee else item.label


def _label(programme: Programme, part: int, last: int) -> str:
    year = last // 12
    if programme.end.rule == "once" or programme.paid == "lump_sum":
        return f"{year}年一次性"
    return f"{year}年{'下' if part % 2 else '上'}半年" if programme.paid == "half_year" else f"{year}年度"


def _due_on(case: Case, last: int) -> date:
    """Return the last day for payment, of the next round where this year's was over before the contract."""
    programme, year = case.programme, last // 12 + case.programme.due_next_year
    due = programme.due or (_HALF_YEAR_ENDS if programme.paid == "half_year" else _YEAR_END)
    words = due[last % 12 // 6 if len(due) > 1 else 0]
    due_on = _day_in(year, words)
    return due_on if due_on >= case.starts_on else _day_in(year + 1, words)


def _day_in(year: int, words: str) -> date:
    month, _, number = words.partition("-")
    end = month_end(year, int(month))
    return end if number == "last" else end.replace(day=min(int(number), end.day))


def _result(case: Case, instalments: tuple[Instalment, ...], refusal: str) -> Entitlement:
    programme, months = case.programme, sorted({item.month for item in case.earned})
    total = sum(item.amount_fen for item in instalments)
    closing = refusal or (f"合计：{yuan(total)}" if instalments else "合同期内没有应发的月份")
    return Entitlement(
        programme=programme.id,
        title=programme.title,
        standard=_standard(case),
        starts_on=first_of(months[0]) if months else case.starts_on,
        ends_on=last_of(months[-1]) if months else case.ends_on,
        instalments=instalments,
        amount_fen=total,
        because=tuple(dict.fromkeys((*_opening(case), *case.because, closing, *_reserve(case)))),
        cite=programme.cite,
        parts=tuple(_parts(case)) if instalments else (),
    )


def _standard(case: Case) -> str:
    """Return the sum per unit in words, each change with its day."""
    words, sums = UNIT_WORDS[case.programme.unit], list(case.standards)
    first = [f"{words}{yuan(sums[0].fen or 0)}"] if sums else []
    later = [f"{day(item.from_on)}起{words}{yuan(item.fen or 0)}" for item in sums[1:]]
    return "，".join(first + later)


def _opening(case: Case) -> Iterator[str]:
    programme = case.programme
    yield f"项目：{programme.title}（{programme.place_name}）"
    for item in case.standards:
        floor = "，为最低标准，当地规定更高的从其规定" if item.floor else ""
        source = f"；出处：{item.source}" if item.source else ""
        yield f"标准：{UNIT_WORDS[programme.unit]}{yuan(item.fen or 0)}，{day(item.from_on)}起{floor}{source}"
    yield f"合同期：{day(case.starts_on)}至{day(case.ends_on)}，按月末在合同期内的月份计"


def _reserve(case: Case) -> Iterator[str]:
    """Say what stands behind the figures: the law, the source, and whatever could not be verified."""
    programme = case.programme
    for item in programme.cite:
        yield f"依据：{item}"
    for source in programme.source:
        yield f"出处：{source}"
    doubts = [programme.doubt, *(item.doubt for item in case.standards)]
    for doubt in filter(None, doubts):
        yield f"未核实：{doubt}"
    if case.standards and not programme.due:
        yield "兑现日未见规定，按年度（半年）最后一日"
