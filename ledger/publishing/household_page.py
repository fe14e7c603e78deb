"""The household's statement as a paper: one page in large print, every figure a figure of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from ledger.publishing.documents import family_of, named_only, village_phone
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.publishing.statements import Line, Statement
from ledger.signed import signed_draft
from ledger.store import Transaction

_LONGEST = 34


def pages(press: Press, office: Office, found: Sequence[Statement]) -> Reissue:
    """Return how the statements of households are printed, each under a number of its own.

    What was printed for the same day and says the same keeps its number; a sheet that is gone comes as a copy.
    """
    kind = press.kind("household_statement")

    def gather(tx: Transaction) -> tuple[Wanted, ...]:
        return tuple(
            Wanted(
                kind=kind, sheet=_sheet(tx, press, kind, office, item), series=f"{office.short}对账",
                contract=item.contract,
            )
            for item in found
        )  # fmt: skip

    return Reissue(press, gather)


def _sheet(tx: Transaction, press: Press, kind: Kind, office: Office, item: Statement) -> Sheet:
    draft, _ = signed_draft(tx, item.contract)
    return Sheet(
        place=office.division_code,
        signing_on=press.today,
        parties=tuple(_seated(role.name, role.source, office, family_of(draft), kind) for role in kind.roles),
        values={
            "contract_number": item.contract,
            "as_of": day(item.as_of),
            "owed_total": yuan(item.owed_fen),
            "overdue_total": yuan(item.overdue_fen),
            **({"standing": standing} if (standing := standing_words(item.promises)) else {}),
            "village_phone": village_phone(draft, office),
            "county_office": office.county_office,
            "complaint_phone": office.complaint_phone,
            "county_phone": office.county_phone,
            **office.values_for(kind.id),
        },
        sources={
            "promises": Source(rows=tuple(promise_rows(item.promises, item.as_of))),
            "undertakings": Source(rows=tuple(undertaking_rows(item.undertakings, item.as_of))),
        },
        where=item.contract,
    )


def _seated(role: str, source: str, office: Office, family: Party, kind: Kind) -> Party:
    if source == "township":
        return township_party(office, next(item for item in kind.roles if item.name == role))
    return named_only(family, role)


def promise_rows(lines: Iterable[Line], as_of: date) -> Iterator[dict[str, str]]:
    """Yield what offices promised: earlier years, each sum of this year, later years together, each duty once.

    Earlier years of one clause that came out alike (settled, or wholly unpaid) are one row; a year paid in part stands
    alone. A duty that comes again and again is one row: how often it fell due by the day, how often it was done.
    """
    found = list(lines)
    sums = [line for line in found if line.promised_fen is not None]
    earlier = sorted((line for line in sums if _is_earlier(line, as_of)), key=lambda line: line.ordinal)
    yield from (_sum_row(list(years)) for _, years in groupby(earlier, key=_came_out))
    yield from (_sum_row([line]) for line in sums if not _is_earlier(line, as_of) and not _is_later(line, as_of))
    later = sorted((line for line in sums if _is_later(line, as_of)), key=lambda line: line.ordinal)
    yield from (_sum_row(list(years)) for _, years in groupby(later, key=lambda line: line.ordinal))
    duties = _by_term(line for line in found if line.promised_fen is None and line.due_on)
    yield from (_duty_row(term, as_of) for term in duties)


def standing_words(lines: Iterable[Line]) -> str:
    """Return what may be asked of the offices at any time, with how often it was done."""
    terms = _by_term(line for line in lines if line.promised_fen is None and not line.due_on)
    done = ((clause_words(term[0]), sum(line.times_done for line in term)) for term in terms)
    return "、".join(f"{words}（已做{times}次）" if times else words for words, times in done)


def undertaking_rows(lines: Iterable[Line], as_of: date) -> Iterator[dict[str, str]]:
    """Yield what the family offered of its own accord, once for each clause, without any reproach."""
    for term in _by_term(line for line in lines if not _has_lapsed(line)):
        dated = [line for line in term if line.due_on]
        done = sum(line.times_done for line in term)
        next_day = next((line.due_on for line in dated if line.due_on and line.due_on >= as_of), None)
        last_day = dated[-1].due_on if dated else None
        shown = next_day or last_day
        yield {
            "promise": clause_words(term[0]),
            "due_on": day(shown) if shown else "有变化时",
            "done": f"已做{done}次" if done else "还没有做",
        }


def programme_words(line: Line) -> str:
    """Return what a sum is for: the words of its clause up to the first colon."""
    return line.text.partition("：")[0] if line.programme else short_words(line.text)


def clause_words(line: Line) -> str:
    """Return a duty in a few words: its short name, or the beginning of its clause."""
    return line.label or short_words(line.text)


def _has_lapsed(line: Line) -> bool:
    """Say whether a family's burden of an old contract has ended: nobody is reminded of it."""
    return line.kind == HISTORY and line.state.startswith("已终止")


def short_words(text: str) -> str:
    """Return a clause as a line of a table: its first sentence, cut at the margin."""
    first = text.partition("。")[0]
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"


def _is_later(line: Line, as_of: date) -> bool:
    return line.due_on is not None and line.due_on.year > as_of.year


def _is_earlier(line: Line, as_of: date) -> bool:
    """Say whether a sum is of a year before the day's; what an old contract holds is told line by line."""
    return line.due_on is not None and line.due_on.year < as_of.year and line.kind != HISTORY


def _came_out(line: Line) -> tuple[int, int, int]:
    """Return what the lines of one row share: the clause, and what became of the whole sum; else a line is alone."""
    whole = [line.promised_fen == part for part in (line.paid_fen, line.ended_fen, line.owed_fen)]
    return (line.ordinal, whole.index(True), 0) if True in whole else (line.ordinal, len(whole), line.obligation)


def _span_words(first: str, last: str) -> str:
    """Return a span of labels; the word that both end with is said once.

    >>> _span_words("2027年度", "2029年度"), _span_words("上半年", "2029年度")
    ('2027至2029年度', '上半年至2029年度')
    """
    return f"{first.removesuffix('年度')}至{last}" if last.endswith("年度") else f"{first}至{last}"


def _sum_row(years: Sequence[Line]) -> dict[str, str]:
    first, last = years[0], years[-1]
    label = first.label if first is last else _span_words(first.label, last.label)
    words = label if first.kind == HISTORY else f"{programme_words(first)} {label}".strip()
    ended = sum(line.ended_fen or 0 for line in years)
    return {
        "promise": f"{words}（依法终止{yuan(ended)}）" if ended else words,
        "due_on": _due_words(first, last),
        "promised": yuan(sum(line.promised_fen or 0 for line in years)),
        "paid": yuan(sum(line.paid_fen or 0 for line in years)),
        "owed": yuan(sum(line.owed_fen or 0 for line in years)),
    }


def _due_words(first: Line, last: Line) -> str:
    """Return the last day of a row; of years that are all in arrears the first, from which the office is late."""
    if first is not last and first.due_on and first.overdue_days:
        return f"{day(first.due_on)}起"
    return day(last.due_on) if last.due_on else "随时"


def _duty_row(term: Sequence[Line], as_of: date) -> dict[str, str]:
    days = [line.due_on for line in term if line.due_on]
    fallen = [line for line in term if line.due_on and line.due_on <= as_of]
    open_now = [line for line in fallen if not line.times_done and "终止" not in line.state]
    return {
        "promise": clause_words(term[0]),
        "due_on": day(next((due_on for due_on in days if due_on > as_of), days[-1])),
        "promised": f"{len(fallen)}次",
        "paid": f"{sum(line.times_done for line in term)}次",
        "owed": f"{len(open_now)}次",
    }


def _by_term(lines: Iterable[Line]) -> Iterator[list[Line]]:
    ordered = sorted(lines, key=lambda line: (line.ordinal, line.due_on or date.max))
    for _, term in groupby(ordered, key=lambda line: line.ordinal):
        yield list(term)
