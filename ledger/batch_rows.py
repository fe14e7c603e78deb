"""The rows of a batch of signed papers: what many of them say in the same words is made ready once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from contracts.model import Draft, Party, Review, Term
from contracts.once import once
from contracts.plain import canonical_text
from ledger.alike import Alike, Saying, saying
from ledger.funds import fund_of, funds
from ledger.journal import canonical
from ledger.names import title_of
from ledger.promises import Promise
from ledger.store import Transaction
from ledger.transaction import Listed

Values = tuple[Any, ...]

_PARTIES = ("id", "sha256", "type", "side", "name", "division_code", "group_name", "address", "phone",
            "representative", "post")  # fmt: skip
_PERSONS = ("id", "party_id", "role", "name", "id_number", "gender", "birth", "phones")
_CONTRACTS = ("id", "number", "kind", "kind_version", "title", "family", "place", "division_code", "village",
              "signed_on", "starts_on", "ends_on", "batch", "row", "draft_json", "draft_sha256", "review_json",
              "template_sha256", "document_sha256")  # fmt: skip
_SEATS = ("id", "contract_id", "role", "party_id")
_TERMS = ("id", "contract_id", "code", "ordinal", "section", "text", "owed_by", "owed_to", "amount_fen", "programme",
          "voluntary")  # fmt: skip
_OBLIGATIONS = ("id", "contract_id", "term_id", "owed_by", "owed_to", "side", "due_on", "amount_fen", "label",
                "programme", "voluntary", "village")  # fmt: skip
_PAYERS = ("id", "obligation_id", "payer", "amount_fen")
_PAYEES = ("id", "obligation_id", "role")
_FUNDS = ("id", "obligation_id", "payer", "fund", "amount_fen", "because")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPaper:
    """A paper that people have signed: what was drafted, its review for that day, and the hashes of ink.

    ``roster_sha256`` is the hash of the list it was drafted from; empty where nobody kept it. ``content`` are the
    draft's canonical bytes, made with the paper: where it was reviewed just now they are at hand.
    """

    draft: Draft
    review: Review
    document_sha256: str
    template_sha256: str
    template: bytes
    roster_sha256: str = ""
    content: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "content", self.draft.canonical())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPaper:
    """A paper made ready outside the transaction.

    ``sha256`` is the hash of the draft's canonical bytes; ``village`` are division code and short name, as
    ``village_of`` returns them; ``past`` are the terms of which nothing is left to do.
    """

    paper: SignedPaper
    signed_on: date
    sha256: str
    promises: tuple[Promise, ...]
    village: tuple[str, str]
    past: tuple[Term, ...] = ()


class _Seats(NamedTuple):
    """The term of a promise, from 0, and the roles of both sides: each paper puts its own numbers there."""

    term: int
    owed_by: str
    owed_to: str | None


class BatchRows:
    """Makes the rows of each paper of a batch in turn; a party not yet in the ledger comes with its first paper.

    Args:
        tx: The transaction in which they will be written; ids are taken from it.
        papers: All papers of the batch. They are held, so that a tuple they share is known by its identity.
    """

    def __init__(self, tx: Transaction, papers: Sequence[ReadyPaper]) -> None:
        self._tx = tx
        self._parties = _Parties(tx, papers)
        self._funds = funds(tx)
        self._terms = once(_term_sayings)
        self._seats = once(_seats)
        self._duties = once(_no_duties)
        self._shares = once(_shares)
        self._payees = once(_payees)

    def of(self, entry: ReadyPaper, contract_id: int) -> dict[str, Listed | Alike]:
        """Return the rows of one paper by table, parents before children."""
        tx, draft = self._tx, entry.paper.draft
        parties, persons, seats = self._seated(draft.parties)
        term_ids = tx.ids("terms", len(draft.terms))
        obligation_ids = tx.ids("obligations", len(entry.promises))
        shares, payees = self._shares(entry.promises), self._payees(entry.promises)
        return {
            "parties": Listed(_PARTIES, parties),
            "persons": Listed(_PERSONS, _numbered(tx, "persons", persons)),
            "contracts": Listed(_CONTRACTS, [self._contract(entry, contract_id)]),
            "contract_parties": Listed(_SEATS, [
                (seat_id, contract_id, role, party_id)
                for seat_id, (role, party_id) in zip(tx.ids("contract_parties", len(seats)), seats.items(), strict=True)
            ]),
            "terms": Alike(_TERMS, [(term_id, contract_id) for term_id in term_ids], self._terms(draft.terms)),
            "obligations": Alike(_OBLIGATIONS, [
                (obligation_id, contract_id, term_ids[term], seats[owed_by], seats[owed_to] if owed_to else None)
                for obligation_id, (term, owed_by, owed_to) in zip(
                    obligation_ids, self._seats(entry.promises), strict=True)
            ], self._obligations(entry)),
            "obligation_payers": self._parts("obligation_payers", _PAYERS, obligation_ids, shares),
            "obligation_payees": self._parts("obligation_payees", _PAYEES, obligation_ids, payees),
            "obligation_funds": Listed(_FUNDS, self._fund_rows(entry, obligation_ids)),
        }  # fmt: skip

    def _obligations(self, entry: ReadyPaper) -> list[Saying]:
        """Return the columns from ``side`` on; papers of one village say them alike."""
        known, village = self._duties(entry.promises), entry.village[1]
        if village not in known:
            known[village] = _obligation_sayings(entry.promises, village)
        return known[village]

    def _parts(
        self, table: str, columns: tuple[str, ...], obligation_ids: Sequence[int], parts: Sequence[tuple[int, Saying]]
    ) -> Alike:
        """Return rows that say something of one promise each, given its place."""
        row_ids = self._tx.ids(table, len(parts))
        numbers = [(row_id, obligation_ids[place]) for row_id, (place, _) in zip(row_ids, parts, strict=True)]
        return Alike(columns, numbers, [said for _, said in parts])

    def _seated(self, parties: Iterable[Party]) -> tuple[list[Values], list[Values], dict[str, int]]:
        """Return the rows of parties and, without ids, of persons that are new, and the id of who sits in each role."""
        fresh: list[Values] = []
        persons: list[Values] = []
        seats: dict[str, int] = {}
        for party in parties:
            party_id = self._parties.id(party)
            if party_id is None:
                party_id = self._parties.enter(self._tx, party)
                fresh.append(_party_values(party, party_id, self._parties.sha256(party)))
                persons += _person_values(party, party_id)
            seats[party.role] = party_id
        return fresh, persons, seats

    def _contract(self, entry: ReadyPaper, contract_id: int) -> Values:
        draft, paper = entry.paper.draft, entry.paper
        code, village = entry.village
        return (
            contract_id, draft.number, draft.kind, draft.kind_version, title_of(draft), draft.family, draft.place,
            code, village, entry.signed_on.isoformat(), _day(draft.starts_on), _day(draft.ends_on), draft.batch,
            draft.row, paper.content.decode(), entry.sha256, canonical_text(paper.review), paper.template_sha256,
            paper.document_sha256,
        )  # fmt: skip

    def _fund_rows(self, entry: ReadyPaper, obligation_ids: Sequence[int]) -> Sequence[Values]:
        """Return out of which fund each share comes, as far as one was named for it before the signing."""
        if not self._funds:
            return ()
        sides = {party.role: party.side for party in entry.paper.draft.parties}
        return _numbered(self._tx, "obligation_funds", [
            (obligation_id, payer.name, fund, payer.amount_fen, "")
            for obligation_id, promise in zip(obligation_ids, entry.promises, strict=True)
            for payer in promise.payers
            if payer.amount_fen > 0
            and (
                fund := fund_of(
                    self._funds, payer.name, promise.programme,
                    payees=sides[promise.owed_to] if promise.owed_to else None, signed_on=entry.signed_on,
                )
            )
        ])  # fmt: skip


def _numbered(tx: Transaction, table: str, rows: Sequence[Values]) -> list[Values]:
    return [(row_id, *row) for row_id, row in zip(tx.ids(table, len(rows)), rows, strict=True)]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _party_values(party: Party, party_id: int, sha256: str) -> Values:
    return (
        party_id, sha256, party.type, party.side, party.name, party.division_code, party.group, party.address,
        party.phone, party.representative, party.post,
    )  # fmt: skip


def _person_values(party: Party, party_id: int) -> list[Values]:
    return [
        (party_id, person.role, person.name, person.id_number, person.gender,
         str(person.birth) if person.birth else None, canonical_text(person.phones))
        for person in party.persons
    ]  # fmt: skip


def _term_sayings(terms: Sequence[Term]) -> list[Saying]:
    """Return the columns from ``code`` on."""
    return [
        saying((term.code, term.ordinal, term.section, term.text, term.owed_by, term.owed_to, term.amount_fen,
                term.programme, int(term.voluntary)))
        for term in terms
    ]  # fmt: skip


def _seats(promises: Sequence[Promise]) -> list[_Seats]:
    return [_Seats(promise.term, promise.owed_by, promise.owed_to) for promise in promises]


def _no_duties(_promises: Sequence[Promise]) -> dict[str, list[Saying]]:
    return {}


def _obligation_sayings(promises: Sequence[Promise], village: str) -> list[Saying]:
    return [
        saying((promise.side, _day(promise.due_on), promise.amount_fen, promise.label, promise.programme,
                int(promise.voluntary), village))
        for promise in promises
    ]  # fmt: skip


def _shares(promises: Sequence[Promise]) -> list[tuple[int, Saying]]:
    """Return the place of the promise, and payer and sum, of each share."""
    return [
        (place, saying((payer.name, payer.amount_fen)))
        for place, promise in enumerate(promises)
        for payer in promise.payers
    ]


def _payees(promises: Sequence[Promise]) -> list[tuple[int, Saying]]:
    """Return the place of each promise that is for one of a couple, and whose it is."""
    return [(place, saying((promise.payee,))) for place, promise in enumerate(promises) if promise.payee]


class _Parties:
    """The distinct parties of a batch, whatever their roles, and their ids once they have one."""

    def __init__(self, tx: Transaction, entries: Sequence[ReadyPaper]) -> None:
        self._entries = entries  # held, so that a party is known by its identity
        distinct: dict[Party, str] = {}
        self._sha256: dict[int, str] = {}
        for party in (party for entry in entries for party in entry.paper.draft.parties):
            if id(party) not in self._sha256:
                if party not in distinct:
                    distinct[party] = _party_sha256(party)
                self._sha256[id(party)] = distinct[party]
        found = tx.rows(
            "select id, sha256 from parties where sha256 in (select value from json_each(?))",
            [canonical(list(distinct.values()))],
        )
        self._ids = {row["sha256"]: row["id"] for row in found}

    def sha256(self, party: Party) -> str:
        """Return the hash of what one of these parties is."""
        return self._sha256[id(party)]

    def id(self, party: Party) -> int | None:
        """Return the id of a party that is in the ledger."""
        return self._ids.get(self.sha256(party))

    def enter(self, tx: Transaction, party: Party) -> int:
        """Take an id for a party that is not there yet."""
        (party_id,) = tx.ids("parties", 1)
        self._ids[self.sha256(party)] = party_id
        return party_id


def _party_sha256(party: Party) -> str:
    """Hash what a party is, whatever role it has on a paper."""
    return hashlib.sha256(canonical_text(party, without="role").encode()).hexdigest()
