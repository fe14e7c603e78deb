"""The household's statement as a paper: one page in large print, every figure a figure of the ledger."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from contracts.dates import day
from contracts.kinds import Kind
from contracts.model import Party
from contracts.numerals import yuan
from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.past.history import KIND as HISTORY
from contracts.settings import Office
from ledger.bookkeeping.book_duties import Loan, loans
from ledger.endings import label_of
from ledger.heirs import heirs
from ledger.publishing.documents import family_of, named_only, village_phone
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.publishing.statements import Line, Statement, others_of
from ledger.query import sql_of
from ledger.signed import signed_draft
from ledger.standings import Ending, newest
from ledger.store import Row, Transaction

_LONGEST = 34
_ENDED = "已终止："
_ROOM = 15
"""Printed lines of promises that leave the rest of the statement its place on one page."""
_NAMED = 2
"""So many other contracts of a family are named; the rest are counted."""
_NARROW_LETTERS = 28
"""Digits of 14 points that fit the first column; a Chinese letter is as wide as two."""


def pages(press: Press, office: Office, found: Sequence[Statement]) -> Reissue:
    """Return how the statements of households are printed, each under a number of its own.

    What was printed for the same day and says the same keeps its number; a sheet that is gone comes as a copy.
    """
    kind = press.kind("household_statement")

    def gather(tx: Transaction) -> tuple[Wanted, ...]:
        lent = {as_of: loans(tx, as_of) for as_of in {item.as_of for item in found}}
        return tuple(
            Wanted(
                kind=kind, sheet=_sheet(tx, press, kind, office, item, lent[item.as_of]), series=f"{office.short}对账",
                contract=item.contract,
            )
            for item in found
        )  # fmt: skip

    return Reissue(press, gather)


def _sheet(
    tx: Transaction, press: Press, kind: Kind, office: Office, item: Statement, lent: Sequence[Loan]
) -> Sheet:
    draft, _ = signed_draft(tx, item.contract)
    asked = {"as_of": item.as_of.isoformat(), "contract": item.contract}
    changes = tx.rows(sql_of("contract_changes"), asked)
    leaving = leaving_words(item.contract, *newest(tx, item.contract, item.as_of))
    elsewhere = others_of(tx, item.contract, item.as_of)
    owed = item.owed_fen + sum(other.owed_fen for other in elsewhere)
    others = others_words([other.contract for other in elsewhere], owed)
    borrowed = loan_words([loan for loan in lent if loan.contract == item.contract])
    room = _ROOM - 2 * (bool(others) + bool(borrowed))
    return Sheet(
        place=office.division_code,
        signing_on=press.today,
        parties=tuple(_seated(role.name, role.source, office, family_of(draft), kind) for role in kind.roles),
        values={
            "contract_number": item.contract,
            "as_of": day(item.as_of),
            "owed_total": yuan(item.owed_fen),
            "overdue_total": yuan(item.overdue_fen),
            **_said(
                standing=standing_words(item.promises), who_owes=who_owes(item.promises) + others + borrowed,
                life=life_words(changes, item.contract), leaving=leaving,
            ),
            "village_phone": village_phone(draft, office, heirs(tx, item.as_of)),
            "county_office": office.county_office,
            "complaint_phone": office.complaint_phone,
            "county_phone": office.county_phone,
            **office.values_for(kind.id),
        },
        sources={
            "promises": Source(rows=promise_rows(item.promises, item.as_of, room=room)),
            "undertakings": Source(rows=tuple(undertaking_rows(item.undertakings, item.as_of))),
        },
        where=item.contract,
    )


def _said(**values: str) -> dict[str, str]:
    """Return what there is to say; the kind has words of its own for what there is not."""
    return {key: value for key, value in values.items() if value}


def _seated(role: str, source: str, office: Office, family: Party, kind: Kind) -> Party:
    if source == "township":
        return township_party(office, next(item for item in kind.roles if item.name == role))
    return named_only(family, role)


def promise_rows(lines: Iterable[Line], as_of: date, *, room: int = _ROOM) -> tuple[dict[str, str], ...]:
    """Return what offices promised: reward by reward, this year's sum alone, other years that came out alike together.

    A reward of several rows is named once, above them. Years are alike that were paid in full, that ended lawfully,
    that were paid in part, that are wholly in arrears, or that are still to come; where that takes more printed lines
    than ``room``, those that are settled, due, or still to come, this year's among them. A duty that comes again and
    again is one row: how often it fell due by the day, how often it was done.
    """
    found = list(lines)
    sums = [line for line in found if line.promised_fen is not None]
    duties = _by_term(line for line in found if line.promised_fen is None and line.due_on)
    others = [_sum_row([line]) for line in sums if line.kind == HISTORY] + [_duty_row(term, as_of) for term in duties]
    clauses = list(_by_term(line for line in sums if line.kind != HISTORY))
    rewards = [row for clause in clauses for row in _reward_rows(clause, _came_out, as_of.year)]
    if sum(map(_printed_lines, (*rewards, *others))) > room:
        rewards = [row for clause in clauses for row in _reward_rows(clause, _stands, None)]
    return (*rewards, *others)


def standing_words(lines: Iterable[Line]) -> str:
    """Return what may be asked of the offices at any time, with how often it was done."""
    asked = (line for line in lines if line.promised_fen is None and not line.due_on and not _has_ended(line))
    terms = _by_term(asked)
    done = ((clause_words(term[0]), sum(line.times_done for line in term)) for term in terms)
    return "、".join(f"{words}（已做{times}次）" if times else words for words, times in done)


def undertaking_rows(lines: Iterable[Line], as_of: date) -> Iterator[dict[str, str]]:
    """Yield what the family offered of its own accord, once for each clause, without any reproach."""
    for term in _by_term(line for line in lines if not _has_ended(line)):
        days = [line.due_on for line in term if line.due_on]
        done = sum(line.times_done for line in term)
        yield {
            "promise": clause_words(term[0]),
            "due_on": _duty_days(days, as_of) if days else "有变化时",
            "done": f"已做{done}次" if done else "还没有做" if days else "没有记录",
        }


def who_owes(lines: Iterable[Line]) -> str:
    """Return which offices pay and which do the services; after a succession the one that took over (U-11, W-13)."""
    names: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for line in lines:
        if line.owed_fen or (line.promised_fen is None and not _has_ended(line)):
            names[line.promised_fen is not None][line.owed_by] = None
    said = [f"{what}由{'、'.join(names[money])}{does}"
            for money, what, does in ((True, "钱", "付给您"), (False, "服务", "提供")) if names[money]]  # fmt: skip
    return f"{'，'.join(said)}。" if said else ""


def others_words(contracts: Sequence[str], owed_fen: int) -> str:
    """Return that a family has other contracts too, and what all of them together still owe it; nothing if it has none.

    ``owed_fen`` is the sum of this contract and of the ``contracts``: a family asks what it gets, not by which paper.
    """
    if not contracts:
        return ""
    named = "、".join(contracts[:_NAMED]) + (f"等{len(contracts)}份" if len(contracts) > _NAMED else "")
    return f"其他合同编号：{named}。各份合同合计欠您：{yuan(owed_fen)}。"


def loan_words(lent: Sequence[Loan]) -> str:
    """Return what a family has borrowed without interest and given back, all loans of a contract together."""
    if not lent:
        return ""
    lent_fen, returned, left = (sum(getattr(loan, key) for loan in lent)
                                for key in ("lent_fen", "returned_fen", "open_fen"))  # fmt: skip
    coming = min((loan.next_on for loan in lent if loan.next_on), default=None)
    when = f"，下一期日期：{day(coming)}" if coming else ""
    return (f"您借用的周转金（无息）金额：{yuan(lent_fen)}，已还金额：{yuan(returned)}，"
            f"还没有还的金额：{yuan(left)}{when}，没有按期还的不影响您享有的奖励。")  # fmt: skip


def life_words(changes: Iterable[Row], contract: str) -> str:
    """Return what became of a contract, oldest first: replaced, renewed, terminated; or which one it follows."""
    return "".join(_LIFE[row["what"], row["contract"] == contract].format(
        day=day(date.fromisoformat(row["happened_on"])), old=row["contract"], new=row["successor"],
        who="您提出" if row["asked_by"] == "family" else "双方商定") for row in changes)  # fmt: skip


_LIFE = {
    ("amended", True): "变更日期：{day}；新合同编号：{new}。",
    ("superseded", True): "代替日期：{day}；新合同编号：{new}。",
    ("renewed", True): "续签的新合同编号：{new}。",
    ("terminated", True): "合同解除日期：{day}（{who}）；答应您的钱照给。",
    ("amended", False): "原合同编号：{old}（{day}变更），没有兑现的照给。",
    ("superseded", False): "原合同编号：{old}（{day}代替），没有兑现的照给。",
    ("renewed", False): "原合同编号：{old}（到期续签），没有兑现的照给。",
}
"""(what happened, was it this contract that was changed) → how the family is told, in words the review knows."""


def leaving_words(contract: str, newer: str, ended: Ending | None) -> str:
    """Return what a family is told of leaving where it is not this contract that it may leave; else nothing.

    ``newer`` is the last of the papers that follow it, or the contract itself; ``ended`` is how that one ended.
    """
    if contract == newer:
        return _LEFT[ended] if ended else ""
    if ended:
        return f"新合同{newer}{_ENDED_TOO[ended]}，不用再退出；法定奖励不受影响。"
    return f"您可以随时退出新合同{newer}；退出不影响法定奖励。"


_LEFT: Mapping[str, str] = {
    "terminated": "合同已经解除，不用再退出；法定奖励不受影响。",
    "expired": "合同已经到期，不用再退出；法定奖励不受影响。",
}
_ENDED_TOO: Mapping[str, str] = {"terminated": "也已经解除", "expired": "也已经到期"}
"""How the last contract ended → how the family is told; what another took the place of is never the last."""


def programme_words(line: Line) -> str:
    """Return what a sum is for: the words of its clause up to the first colon."""
    return line.text.partition("：")[0] if line.programme else short_words(line.text)


def clause_words(line: Line) -> str:
    """Return a duty in a few words: its short name, or the beginning of its clause."""
    return line.label or short_words(line.text)


def _has_ended(line: Line) -> bool:
    """Say whether a promise has ended: nobody is reminded of it, nobody is told to ask for it."""
    return line.state.startswith(_ENDED.removesuffix("："))


def short_words(text: str) -> str:
    """Return a clause as a line of a table: its first sentence, cut at the margin."""
    first = text.partition("。")[0]
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"


def _reward_rows(
    clause: Sequence[Line], alike: Callable[[Line], str], alone: int | None
) -> Iterator[dict[str, str]]:
    """Yield the rows of one reward, under its name where there are several; in the order of their first days.

    Sums that are ``alike`` share a row; one without a day, or of the year ``alone``, has its own. A year in which the
    two of a couple fared differently is told of each by name, so that a span of years is always of both.
    """
    fared: dict[str, set[str]] = {}
    for line in clause:
        fared.setdefault(line.label, set()).add(alike(line))
    groups: dict[tuple[str, str, int], list[Line]] = {}
    for line in clause:
        own_row = line.due_on is None or line.due_on.year == alone
        who = line.payee if len(fared[line.label]) > 1 else ""
        groups.setdefault((alike(line), who, line.obligation if own_row else 0), []).append(line)
    if len(groups) == 1:
        yield _sum_row(clause)
        return
    yield {"promise": programme_words(clause[0]), "due_on": "", "promised": "", "paid": "", "owed": ""}
    yield from (_sum_row(years, years_words(years, clause)) for years in groups.values())


def _printed_lines(row: Mapping[str, str]) -> int:
    """Return how many lines a row takes on the page, by the width of its first cell."""
    return math.ceil(sum(1 if letter.isascii() else 2 for letter in row["promise"]) / _NARROW_LETTERS)


def _stands(line: Line) -> str:
    """Return what the years of one row share where there is room for little."""
    return "settled" if not line.owed_fen else "due" if line.overdue_days else "to_come"


def _came_out(line: Line) -> str:
    """Return what the years of one row share."""
    if not line.owed_fen:
        return "ended" if line.ended_fen else "paid"
    if line.paid_fen or line.ended_fen:
        return "part"
    return "late" if line.overdue_days else "to_come"


def years_words(years: Sequence[Line], clause: Sequence[Line]) -> str:
    """Return the labels of some years of a clause: those that follow one another as a span, the others one by one.

    2018 to 2020 and 2024 of seven years are ``2018至2020、2024年``.
    """
    wanted = {line.label for line in years}
    kept = groupby(dict.fromkeys(line.label for line in clause), key=wanted.__contains__)
    runs = [list(run) for is_kept, run in kept if is_kept]
    spans = [run[0] if len(run) == 1 else _span_words(run[0], run[-1]) for run in runs]
    words = "、".join([*(span.removesuffix("年度") for span in spans[:-1]), spans[-1]])
    return f"{words.removesuffix('年度')}年" if len(wanted) > 1 and words.endswith("年度") else words


def _span_words(first: str, last: str) -> str:
    """Return a span of labels; the word that both end with is said once.

    >>> _span_words("2027年度", "2029年度"), _span_words("上半年", "2029年度")
    ('2027至2029年度', '上半年至2029年度')
    """
    return f"{first.removesuffix('年度')}至{last}" if last.endswith("年度") else f"{first}至{last}"


def _sum_row(years: Sequence[Line], words: str = "") -> dict[str, str]:
    """Return the row of some years of one clause, under the clause's own name if no ``words`` are given."""
    first = years[0]
    if not words:
        label = years_words(years, years)
        words = label if first.kind == HISTORY else f"{programme_words(first)} {label}".strip()
    payees = {line.payee for line in years}
    words += f"（{first.payee}）" if len(payees) == 1 and first.payee else ""
    return {
        "promise": f"{words}{_ended_words(years)}",
        "due_on": _due_words(years),
        "promised": yuan(sum(line.promised_fen or 0 for line in years)),
        "paid": yuan(sum(line.paid_fen or 0 for line in years)),
        "owed": yuan(sum(line.owed_fen or 0 for line in years)),
    }


def _ended_words(years: Sequence[Line]) -> str:
    """Return what ended of some years, and which contract gives it where another took it over; nothing: empty."""
    ended = sum(line.ended_fen or 0 for line in years)
    if not ended:
        return ""
    givers = {_GIVEN_BY.get(line.ended_because, "") for line in years if line.ended_fen}
    giver = givers.pop() if len(givers) == 1 else ""
    return f"（{yuan(ended)}由{giver}给）" if giver else f"（依法终止{yuan(ended)}{_why_ended(years)}）"


_GIVEN_BY = {"carried_over": "新合同", "promised_twice": "另一份合同"}
"""Reason for which a sum ended here → which paper it stands in now."""


def _why_ended(years: Sequence[Line]) -> str:
    """Return the causes that are on record, so that the family can object to them; empty where none is."""
    causes = dict.fromkeys(label_of(line.ended_because) for line in years if line.ended_fen and line.ended_because)
    return f"：{'、'.join(causes)}" if causes else ""


def _due_words(years: Sequence[Line]) -> str:
    """Return the last day of a row; of several years still owed the first, or the day of every year.

    The last one would tell a family that next year's money may come in three years.
    """
    days = sorted({line.due_on for line in years if line.due_on})
    if len(days) <= 1 or not any(line.owed_fen for line in years):
        return day(days[-1]) if days else "随时"
    return ("" if years[0].overdue_days else _rhythm(days)) or f"{day(days[0])}起"


_QUARTERS = frozenset({(3, 31), (6, 30), (9, 30), (12, 31)})


def _rhythm(days: Sequence[date]) -> str:
    """Return what several days have in common, every year or quarter; empty where nothing.

    The next day alone would stand beside what was done of the earlier ones.
    """
    places = {(due_on.month, due_on.day) for due_on in days}
    if len(days) > 1 and len(places) == 1:
        return f"每年{days[0].month}月{days[0].day}日"
    return "每季度末" if len(days) > 1 and places <= _QUARTERS else ""


def _duty_days(days: Sequence[date], as_of: date) -> str:
    """Return when a duty is due: its rhythm, else the next day, else the last."""
    return _rhythm(days) or day(next((due_on for due_on in days if due_on >= as_of), days[-1]))


def _duty_row(term: Sequence[Line], as_of: date) -> dict[str, str]:
    living = [line for line in term if not _has_ended(line)]
    days = [line.due_on for line in living or term if line.due_on]
    fallen = [line for line in term if line.due_on and line.due_on <= as_of]
    open_now = [line for line in fallen if not line.times_done and not _has_ended(line)]
    ended = sum(_has_ended(line) for line in fallen)
    return {
        "promise": f"{clause_words(term[0])}（依法终止{ended}次）" if ended else clause_words(term[0]),
        "due_on": _duty_days(days, as_of),
        "promised": f"{len(fallen)}次",
        "paid": f"{sum(line.times_done for line in term)}次",
        "owed": f"{len(open_now)}次",
    }


def _by_term(lines: Iterable[Line]) -> Iterator[list[Line]]:
    ordered = sorted(lines, key=lambda line: (line.ordinal, line.due_on or date.max))
    for _, term in groupby(ordered, key=lambda line: line.ordinal):
        yield list(term)
