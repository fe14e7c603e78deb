"""Who has a claim under a reward programme, and for which months.

A fact that is missing and matters is a problem. A fact known only by its year is enough where every month of
that year leads to the same sum; only a child's birth is always needed with its month, because the end of the
payments is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import itemgetter
from typing import TypeVar

from contracts.dates import day
from contracts.model import PartialDate, Problem
from contracts.rewards.facts import ADULTS, NAMES, Claimant, Exit, Facts
from contracts.rewards.months import earliest, last_of, latest, month_of, month_words, whole_months
from contracts.rewards.programme_packs import Adult, Amount, ExitRule, Programme, Sharing, covers, prefix

Dated = TypeVar("Dated", Amount, Sharing)

_PAPERS = {
    "certificate": "请按光荣证、户口簿核对后补填",
    "confirmation": "请按县级资格确认文件、户口簿核对后补填",
    "promise": "请按当年的承诺凭据、户口簿核对后补填",
    "any": "请按户口簿核对后补填",
}
"""Where a missing fact is found, by what gives the claim."""
_NO_CLAIM = {
    "certificate": "没有光荣证记录，不计入；补录证件后可以再算",
    "confirmation": "没有县级资格确认记录，不计入；确认后填名册“确认的扶助项目”一栏，可以再算",
    "promise": "没有当年承诺的记录，不计入；找到承诺凭据后可以再算",
    "any": "",
}


_EVERYWHERE = {
    "died": ExitRule(code="died", title="死亡"),
    "wrongly_confirmed": ExitRule(code="wrongly_confirmed", title="确认有误"),
}
"""What ends every claim also where a pack is silent: nobody is paid after death (U-03), nothing on an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning:
    """What one claimant earns in one month, and by which standard."""

    month: int
    who: Claimant
    fen: int
    standard: Amount


@dataclass(slots=True)
class Case:
    """One reckoning on its way: what goes in, and what has been found out so far."""

    programme: Programme
    facts: Facts
    starts_on: date
    ends_on: date
    place: str
    problems: list[Problem] = field(default_factory=list)
    because: list[str] = field(default_factory=list)
    standards: dict[Amount, None] = field(default_factory=dict)
    earned: list[Earning] = field(default_factory=list)

    @property
    def window(self) -> range:
        """The months that belong to the contract."""
        return whole_months(self.starts_on, self.ends_on)

    def missing(self, message: str, hint: str = "") -> None:
        """Note a fact without which there is no sum; unsaid, the hint names the paper that the claim rests on."""
        hint = hint or _PAPERS[self.programme.claim]
        title = self.programme.title
        self.problems.append(Problem(where=title, message=f"{message}，算不出{title}", hint=hint))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The months for which one claimant is paid, whatever the contract; open if ``last`` is ``None``."""

    who: Claimant
    first: int
    last: int | None

    def months(self, stop: int) -> range:
        """Return the months paid for, those from ``stop`` on left out of an open span."""
        return range(self.first, max(self.first, stop if self.last is None else self.last + 1))


def no_claim(case: Case) -> str:
    """Return in one sentence why there is nothing to reckon, or nothing."""
    programme, facts = case.programme, case.facts
    reasons = (
        (not covers(programme.place, case.place), f"本项目只适用于{programme.place_name}"),
        (programme.form != "money", "本项目不是金钱给付，不计金额"),
        (not _has_claim(case), _NO_CLAIM[programme.claim]),
        (_promised_late(case), f"本项目自{programme.promise_until}后不再作新的承诺"),
        (_born_late(programme, facts), f"子女在{programme.child_born_until}后出生，不在本项目范围"),
    )
    return next((words for applies, words in reasons if applies), "")


def spans(case: Case) -> tuple[Span, ...]:
    """Return the months of every claimant; what is missing is noted in the case."""
    found = tuple(_span(case, who) for who in _claimants(case))
    return tuple(item for item in found if item is not None)


def holding(case: Case, entries: Sequence[Dated], month: int) -> list[Dated]:
    """Return the entries that hold at a month's end in the household's place, the nearest place first.

    What begins within a month counts for all of it.
    """
    last = last_of(month)
    here = [
        item
        for item in entries
        if item.from_on <= last <= (item.to_on or date.max) and (not item.place or covers(item.place, case.place))
    ]
    return sorted(here, key=lambda item: -len(prefix(item.place)) if item.place else 0)


def _has_claim(case: Case) -> bool:
    facts = case.facts
    claims = {
        "certificate": facts.certificate_number is not None or facts.certificate_issued_on is not None,
        "confirmation": case.programme.id in facts.confirmed,
        "promise": facts.promised_on is not None,
        "any": True,
    }
    return claims[case.programme.claim]


def _promised_late(case: Case) -> bool:
    """Whether a programme that only pays old promises is asked for a new one."""
    until = case.programme.promise_until
    return until is not None and (case.facts.promised_on or case.starts_on) > until


def _born_late(programme: Programme, facts: Facts) -> bool:
    until, birth = programme.child_born_until, facts.child_birth
    return until is not None and birth is not None and earliest(birth) > month_of(until)


def _claimants(case: Case) -> tuple[Claimant, ...]:
    if not case.programme.unit.startswith(("person", "parent")):
        return ("household",)
    facts = case.facts
    if facts.adults is not None:
        return facts.adults
    if case.programme.unit.startswith("parent") and not _hangs_on_births(case.programme):
        return ADULTS if facts.parents is None else facts.parents
    known = tuple(adult for adult in ADULTS if facts.birth_of(adult) is not None)
    if not known:
        case.missing("夫妻双方的出生年月都没有填写")
    case.because += [f"{NAMES[adult]}的出生年月没有记录，没有计入" for adult in ADULTS if known and adult not in known]
    return known


def _hangs_on_births(programme: Programme) -> bool:
    return programme.born_from is not None or programme.start.rule in {"age_month", "wife_age_month"}


def _span(case: Case, who: Claimant) -> Span | None:
    """Return the months for which a claimant is paid, or ``None`` if there are none or a fact is missing."""
    if who != "household" and _born_early(case, who):
        return None
    first = _first(case, who)
    last = _last(case, who, first)
    if first is None or case.problems:
        return None
    return Span(who=who, first=first, last=last)


def _born_early(case: Case, who: Adult) -> bool:
    born_from, birth = case.programme.born_from, case.facts.birth_of(who)
    early = born_from is not None and birth is not None and latest(birth) < month_of(born_from)
    if early:
        case.because.append(f"{NAMES[who]}在{born_from}以前出生，不在本项目范围")
    return early


def _first(case: Case, who: Claimant) -> int | None:
    facts = case.facts
    rules: dict[str, Callable[[], int | None]] = {
        "certificate_month": partial(_certificate_month, case),
        "certificate_year": partial(_certificate_year, case),
        "application_month": partial(_dated, case, facts.applied_on, "申请日期"),
        "age_month": partial(_age_month, case, "wife" if who == "household" else who),
        "wife_age_month": partial(_wife_age_month, case),
        "birth_month": partial(_child_month, case),
        "event": partial(_dated, case, facts.event_on, "发放事由发生的日期"),
        "confirmation_month": partial(_dated, case, facts.confirmed_on or facts.event_on, "县级确认日期"),
        "promise": partial(_dated, case, facts.promised_on, "当年承诺的日期"),
        "programme": partial(_dated, case, case.programme.first_day, "项目开始日期"),
    }
    found, begins = rules[case.programme.start.rule](), case.programme.first_day
    if found is None or begins is None or found >= month_of(begins):
        return found
    if case.programme.end.rule != "once":
        return month_of(begins)
    _tell_too_early(case, begins)
    return None


def _tell_too_early(case: Case, begins: date) -> None:
    """Say that a sum paid once was earned before there was a standard: by another promise, or by none."""
    if case.programme.start.rule == "promise":
        case.missing(f"承诺在有标准（{day(begins)}）以前", "请按当年的承诺凭据核对日期和金额")
    else:
        case.because.append(f"在本项目开始（{day(begins)}）以前，不在本项目范围")


def _dated(case: Case, value: date | None, name: str) -> int | None:
    if value is None:
        case.missing(f"{name}没有填写")
        return None
    case.because.append(f"起算：{name}为{day(value)}，自当月起")
    return month_of(value)


def _certificate(case: Case) -> PartialDate | None:
    issued, until = case.facts.certificate_issued_on, case.programme.certificate_until
    if issued is None:
        case.missing("光荣证发证日期没有填写")
    elif until is not None and earliest(issued) > month_of(until):
        case.missing(f"光荣证发证日期 {issued} 晚于 {until}，不能作为依据", "请与光荣证核对")
    else:
        return issued
    return None


def _certificate_month(case: Case) -> int | None:
    issued = _certificate(case)
    if issued is None:
        return None
    if issued.month is None and latest(issued) > case.window.start:
        case.missing(f"光荣证发证日期只有年份（{issued}），缺少月份")
        return None
    exact = issued.month is not None
    case.because.append(
        f"起算：光荣证{month_words(earliest(issued))}签发，自当月起"
        if exact
        else f"起算：光荣证{issued.year}年签发，早于合同期，缺少月份不影响本合同金额"
    )
    return latest(issued)


def _certificate_year(case: Case) -> int | None:
    issued = _certificate(case)
    if issued is None:
        return None
    case.because.append(f"起算：光荣证{issued.year}年签发，自当年1月起")
    return issued.year * 12


def _age_month(case: Case, who: Adult) -> int | None:
    age, birth = case.programme.start.age_of(who) or 0, case.facts.birth_of(who)
    if birth is None:
        case.missing(f"{NAMES[who]}出生年月没有填写")
        return None
    soonest, last = earliest(birth) + 12 * age, latest(birth) + 12 * age
    if soonest < last and soonest < case.window.stop and last > case.window.start:
        case.missing(f"{NAMES[who]}出生日期只有年份（{birth}），缺少月份")
        return None
    reached = month_words(soonest) if soonest == last else f"{soonest // 12}年"
    case.because.append(f"起算：{NAMES[who]}于{reached}年满{age}周岁，自当月起")
    return last


def _wife_age_month(case: Case) -> int | None:
    """Return from when the wife's age opens the claim, not before what is paid for has happened."""
    aged, happened = _age_month(case, "wife"), case.facts.event_on
    if aged is None or happened is None or month_of(happened) <= aged:
        return aged
    return _dated(case, happened, "发放事由发生的日期")


def _child_month(case: Case) -> int | None:
    birth = case.facts.child_birth
    if birth is None:
        case.missing("子女出生日期没有填写")
    elif birth.month is None:
        case.missing(f"子女出生日期只有年份（{birth}），缺少月份")
    else:
        return earliest(birth)
    return None


def _last(case: Case, who: Claimant, first: int | None) -> int | None:
    """Return the last month paid for: by the rule, the programme's own end, the longest run, the exits."""
    programme, end = case.programme, case.programme.end
    bounds: list[int | None] = [_after_exits(case, who)]
    if end.rule == "child_age":
        bounds.append(_age_end(case))
    if end.rule == "life":
        case.because.append(f"截止：{NAMES[who]}终身享受")
    if programme.in_force_to is not None:
        bounds.append(month_of(programme.in_force_to))
    if first is not None:
        lengths = (1 if end.rule == "once" else end.months, programme.max_months)
        bounds += [first + length - 1 for length in lengths if length is not None]
    return min((bound for bound in bounds if bound is not None), default=None)


def _age_end(case: Case) -> int | None:
    end, born = case.programme.end, _child_month(case)
    if born is None:
        return None
    birthday = born + 12 * (end.age or 0)
    counted = "当月计入" if end.birthday_month else "当月不计"
    case.because.append(f"截止：子女{month_words(birthday)}年满{end.age}周岁，{counted}")
    return birthday if end.birthday_month else birthday - 1


def _after_exits(case: Case, who: Claimant) -> int | None:
    """Return the last month before an exit ends the payments; one parent's exit leaves the other's claim."""
    left = [(item, *found) for item in case.facts.exits if (found := _ending(case, item))]
    own = [found for found in left if _concerns(case, found[0], who)]
    gone = [[found for found in left if found[0].who == adult] for adult in case.facts.parents or ADULTS]
    if who == "household" and all(gone):  # nobody is left to be paid
        own.append(max((min(one, key=itemgetter(2)) for one in gone), key=itemgetter(2)))
    case.because += [
        f"退出：{NAMES[item.who]}{day(item.on)}{title}，发至{month_words(ends)}" for item, title, ends in own
    ]
    return min((ends for *_, ends in own), default=None)


def _concerns(case: Case, item: Exit, who: Claimant) -> bool:
    """Whether an exit ends what a claimant is paid: a child's only what is paid until the child is of an age."""
    return item.who in {who, "household"} or (item.who == "child" and case.programme.end.rule == "child_age")


def _ending(case: Case, item: Exit) -> tuple[str, int] | None:
    """Return what an exit is called and the last month paid for, by the programme's rule; without one, a problem."""
    own = {rule.code: rule for rule in case.programme.exits}
    rule = exit_rule(case.programme, item.code)
    if rule is None:
        case.missing(f"退出原因 {item.code} 不是本项目规定的原因", f"可用的原因：{'、'.join(own) or '无'}")
        return None
    if item.code not in own:
        case.because.append(f"本项目没有写明“{rule.title}”后发到哪个月，按当月计，请核对当地规定")
    return rule.title, last_paid(rule, item.on)


def exit_rule(programme: Programme, code: str) -> ExitRule | None:
    """Return how a cause ends the payments of a programme; ``None`` where it is none of the programme's."""
    rules: dict[str, ExitRule] = {**_EVERYWHERE, **{rule.code: rule for rule in programme.exits}}
    return rules.get(code)


def last_paid(rule: ExitRule, on: date) -> int:
    """Return the last month paid for after a cause on a day: its own, or the last of its year."""
    return month_of(on) if rule.ends == "month" else on.year * 12 + 11
