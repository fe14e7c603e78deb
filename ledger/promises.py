"""The obligations of both sides that stand in a signed paper; fixed at signing, computed once."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from contracts.dates import due_days
from contracts.identity import gender_of
from contracts.model import Draft, Instalment, Party, Payee, Payer, Person, Side, Term
from contracts.once import once

FAMILY_PAYER = "家庭"
"""Stands for a family's name where sums are grouped by payer."""


class Promise(NamedTuple):
    """One obligation before it has a number.

    ``term`` is the place of its term in the draft, from 0. ``due_on`` is ``None`` for what is owed whenever
    its occasion comes. ``payee`` is the role of the one of the creditor's persons it is for, empty for all of them.
    ``payers`` add up to ``amount_fen``; there is at least one where there is an amount.
    """

    term: int
    owed_by: str
    owed_to: str | None
    side: Side
    due_on: date | None
    amount_fen: int | None
    label: str
    programme: str
    voluntary: bool
    payers: tuple[Payer, ...] = ()
    payee: str = ""


def unpromised(draft: Draft, found: Sequence[Promise]) -> tuple[Term, ...]:
    """Return the terms that one side owes and that gave none of the :func:`promises` found in a paper.

    Of a service every day of which lies before the signing nothing is left to do.
    """
    given = {promise.term for promise in found}
    return tuple(term for place, term in enumerate(draft.terms) if term.owed_by and place not in given)


def promises(draft: Draft, *, signed_on: date) -> tuple[Promise, ...]:
    """Return what each side owes by the terms of a paper, in the order of the terms, then of the days.

    A term with instalments gives one promise each; a term with a due rule one for each day it falls due; a
    term whose occasion cannot be dated, or that has no due rule, one standing promise. A term that nobody
    owes gives none.

    Raises:
        ValueError: A term names a role the paper does not have, shares that do not add up, or a rule without
            days; in Chinese, with the article.
    """
    parties = {party.role: party for party in draft.parties}
    found: list[Promise] = []
    for position, term in enumerate(draft.terms):
        if term.owed_by:
            try:
                found += _of_term(position, term, parties, draft=draft, signed_on=signed_on)
            except ValueError as error:
                raise ValueError(f"第{term.ordinal}条：{error}") from error
    return tuple(found)


class PromiseReader:
    """Reads what papers signed on one day promise; papers with the very same clauses are read once.

    Clauses are known by identity, as they come from one batch folder. What else a promise is made of is compared:
    the days of the paper, who sits where and pays, and which of a family could be paid.
    """

    def __init__(self, signed_on: date) -> None:
        self.signed_on = signed_on
        self._of_clauses = once(self._with_clauses)

    def of(self, draft: Draft) -> tuple[Promise, ...]:
        """Return the :func:`promises` of a paper.

        Raises:
            ValueError: As :func:`promises`.
        """
        known = self._of_clauses(draft.terms)
        seats = tuple((party.role, party.side, _payer_name(party), _payable(party)) for party in draft.parties)
        like = (draft.starts_on, draft.ends_on, seats)
        if like not in known:
            known[like] = promises(draft, signed_on=self.signed_on)
        return known[like]

    @staticmethod
    def _with_clauses(_terms: tuple[Term, ...]) -> dict[object, tuple[Promise, ...]]:
        return {}


def _of_term(
    position: int, term: Term, parties: dict[str, Party], *, draft: Draft, signed_on: date
) -> Iterator[Promise]:
    debtor, creditor = _debtor(term, parties), _creditor(term, parties)
    for due_on, amount, label, payers, payee in _parts(term, draft=draft, signed_on=signed_on):
        if payers and sum(payer.amount_fen for payer in payers) != amount:
            raise ValueError(f"{label}各级分担相加不等于应付金额")
        sharers = payers or ((Payer(name=_payer_name(debtor), amount_fen=amount),) if amount is not None else ())
        yield Promise(
            term=position, owed_by=term.owed_by, owed_to=creditor, side=debtor.side, due_on=due_on,
            amount_fen=amount, label=label, programme=term.programme, voluntary=term.voluntary, payers=sharers,
            payee=_seat(payee, parties[creditor]) if payee and creditor else "",
        )  # fmt: skip


Part = tuple[date | None, int | None, str, tuple[Payer, ...], Payee]


def _parts(term: Term, *, draft: Draft, signed_on: date) -> tuple[Part, ...]:
    """Return day, sum, label, payers and payee of each part of a term."""
    if term.instalments:
        return tuple(_instalment(item) for item in term.instalments)
    days: tuple[date, ...] = ()
    if term.due:
        days = _days_of(term.due, signed_on=signed_on, starts_on=draft.starts_on, ends_on=draft.ends_on)
    if days:  # what was to be done before anybody signed cannot be owed; money can
        kept = days if term.amount_fen is not None else [day for day in days if day >= signed_on]
        return tuple((day, term.amount_fen, term.brief, (), "") for day in kept)
    return ((None, term.amount_fen, term.brief or (term.due.event if term.due else ""), (), ""),)


_days_of = functools.lru_cache(maxsize=1024)(due_days)
"""Nearly all papers of a batch fall due on the same days: a clause's are counted once for all of them."""


def _instalment(item: Instalment) -> Part:
    payers: dict[str, int] = {}
    for payer in item.payers:
        payers[payer.name] = payers.get(payer.name, 0) + payer.amount_fen
    shares = tuple(Payer(name=name, amount_fen=amount) for name, amount in payers.items())
    return item.due_on, item.amount_fen, item.label, shares, item.payee


def _seat(payee: Payee, creditor: Party) -> str:
    """Return the role in which wife or husband stands in a family, also where a paper says 本人 and 配偶."""
    gender = "female" if payee == "wife" else "male"
    named = [person for person in creditor.signers if person.role == payee]
    seats = named or [person for person in creditor.signers if _gender(person) == gender]
    return seats[0].role if len(seats) == 1 else ""


def _payable(party: Party) -> tuple[tuple[str, str | None], ...]:
    return tuple((person.role, _gender(person)) for person in party.signers)


def _gender(person: Person) -> str | None:
    return person.gender or (gender_of(person.id_number) if person.id_number else None)


def _debtor(term: Term, parties: dict[str, Party]) -> Party:
    if term.owed_by not in parties:
        raise ValueError(f"义务方 {term.owed_by} 不是本合同的当事人")
    return parties[term.owed_by]


def _creditor(term: Term, parties: dict[str, Party]) -> str | None:
    """Return the role something is owed to; of two parties the other one, of three nobody is guessed."""
    if term.owed_to:
        if term.owed_to not in parties:
            raise ValueError(f"权利方 {term.owed_to} 不是本合同的当事人")
        return term.owed_to
    others = [role for role in parties if role != term.owed_by]
    return others[0] if len(others) == 1 else None


def _payer_name(party: Party) -> str:
    return FAMILY_PAYER if party.side == "family" else party.name
