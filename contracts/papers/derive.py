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
from contracts.rewards.claims import Facts
from contracts.rewards.programmes import Entitlement, Programme, entitlement, programmes_for

Printable = str | int | date
"""A value before it is worded: text, a sum in fen or a count, or a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedTerm:
    """One repetition of a ``for_each`` clause: its cells, and what falls due when."""

    cells: Mapping[str, Printable]
    instalments: tuple[Instalment, ...] = ()
    amount_fen: int | None = None
    programme: str = ""


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
    gives a problem and no sum: unknown is never counted as no.
    """
    found = [
        entitlement(programme, facts, starts_on=starts_on, ends_on=ends_on, place=place)
        for programme in programmes_for(place, starts_on, programmes)
    ]
    entitled = [item for item in found if isinstance(item, Entitlement) and item.instalments]
    problems = tuple(problem for item in found if isinstance(item, tuple) for problem in item)
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
            "standard": item.standard,
            "starts_on": item.starts_on,
            "ends_on": item.ends_on,
            "amount": total,
        },
        instalments=item.instalments,
        amount_fen=total,
        programme=item.programme,
    )


def _reward_row(item: Entitlement, instalment: Instalment) -> dict[str, str]:
    return {
        "title": item.title,
        "label": instalment.label,
        "amount": yuan(instalment.amount_fen),
        "due_on": day(instalment.due_on),
        "payers": "；".join(f"{payer.name}{yuan(payer.amount_fen)}" for payer in instalment.payers),
    }
