"""Named derivations a manifest may ask for: a closed list of what words alone cannot say.

A source gives the clauses that repeat (``for_each``) and the rows of a table (``source``). ``rewards``
is computed here from a household's facts, ``roster`` in :mod:`contracts.papers.groups` from the rows of a
roster; ``posting``, ``promises`` and ``undertakings`` are rows of the ledger and come in ready.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.dates import day
from contracts.model import Instalment, Problem
from contracts.numerals import yuan
from contracts.rewards.claims import Case, no_claim
from contracts.rewards.facts import NAMES, Claimant, Facts
from contracts.rewards.programme_spans import programme_spans
from contracts.rewards.programmes import Entitlement, Programme, entitlement, whose

Printable = str | int | date
"""A value before it is worded: text, a sum in fen or a count, or a day."""

_ADULTS: tuple[Claimant, ...] = ("wife", "husband")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedTerm:
    """One repetition of a ``for_each`` clause: its cells, what falls due when, and how its sum was reckoned."""

    cells: Mapping[str, Printable]
    instalments: tuple[Instalment, ...] = ()
    amount_fen: int | None = None
    programme: str = ""
    reckoning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a derivation gave: clauses to repeat and rows to print, both in order."""

    terms: tuple[RepeatedTerm, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()


def rewards(
    facts: Facts, programmes: Sequence[Programme], *, starts_on: date, ends_on: date, place: str
) -> tuple[Source, tuple[Problem, ...]]:
    """Return what a household is entitled to while its contract runs, and what is missing to know it.

    A programme that the household has no claim to gives nothing; a programme whose facts are incomplete
    gives a problem and no sum: unknown is never counted as no. Where a programme of a nearer place begins or ends
    within the contract, each counts for its own months (domain §5).
    """
    found = [
        entitlement(programme, told, starts_on=first, ends_on=last, place=place)
        for programme, first, last in programme_spans(place, starts_on, ends_on, programmes, promised_on=starts_on)
        for told in facts.under(programme.id)
        if not no_claim(Case(programme, told, first, last, place))
    ]
    entitled = [item for item in found if isinstance(item, Entitlement) and item.instalments]
    problems = tuple(dict.fromkeys(problem for item in found if isinstance(item, tuple) for problem in item))
    source = Source(
        terms=tuple(_reward_term(item) for item in entitled),
        rows=tuple(_reward_row(item, instalment) for item in entitled for instalment in item.instalments),
    )
    return source, problems


def _reward_term(item: Entitlement) -> RepeatedTerm:
    total = sum(instalment.amount_fen for instalment in item.instalments)
    return RepeatedTerm(
        cells={
            "title": item.title,
            "standard": f"{item.standard}{_by_hand(item)}",
            "starts_on": item.starts_on,
            "ends_on": item.ends_on,
            "amount": total,
        },
        instalments=item.instalments,
        amount_fen=total,
        programme=item.programme,
        reckoning=item.because,
    )


def _by_hand(item: Entitlement) -> str:
    """Return what is needed to check the sum by hand: who is paid, who only from or until when, and part years."""
    spans = {
        NAMES[who]: (min(part.first for part in own), max(part.last for part in own))
        for who in _ADULTS
        if (own := [part for part in item.parts if part.who == who])
    }
    apart = {name: _apart(span, item) for name, span in spans.items()}
    told = ["、".join(f"{name}{words}一份" for name, words in apart.items())] if spans else []
    if len(spans) > 1 and not any(apart.values()):
        told = [f"{'、'.join(spans)}各一份"]
    if "每年" in item.standard:
        told.append("不足一年的按月计")
    return f"（{'，'.join(told)}）" if told else ""


def _apart(span: tuple[date, date], item: Entitlement) -> str:
    first, last = span
    since = f"自{day(first)}起" if first > item.starts_on else ""
    return since + (f"至{day(last)}止" if last < item.ends_on else "")


def _reward_row(item: Entitlement, instalment: Instalment) -> dict[str, str]:
    payers = "；".join(f"{payer.name}{yuan(payer.amount_fen)}" for payer in instalment.payers)
    return {
        "title": f"{item.title}（{whose(instalment)}）" if instalment.payee else item.title,
        "label": instalment.label,
        "amount": yuan(instalment.amount_fen),
        "due_on": day(instalment.due_on),
        "payers": payers or "各级分担比例不详",
    }
