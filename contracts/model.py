"""The frozen value types everyone shares.

Money is ``int`` fen, days are ``date``, a day of which only year or month is known is a
:class:`PartialDate`. Collections are tuples. Nothing here reads, writes or decides.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.plain import canonical, from_data

Verdict = Literal["lawful", "void", "obsolete", "needs_review"]
"""What the law says of a clause on a day: ``obsolete`` had a legal basis on other days."""

Family = Literal["contract", "agreement", "certificate", "notice", "application", "record"]

PartyType = Literal[
    "county", "county_health", "township", "subdistrict", "department",
    "village_committee", "community", "fp_association",
    "group_head", "village_officer", "resident_cadre", "township_officer",
    "employer", "landlord", "property_company", "agency", "unit", "couple", "person", "migrant",
]  # fmt: skip

Side = Literal["office", "family", "unit"]
"""Who stands behind a promise: an office (villages included), a family, a unit in the area."""

Payee = Literal["", "wife", "husband"]
PersonRole = Literal["wife", "husband", "person", "spouse", "head", "child"]
Gender = Literal["female", "male"]

_SIDES: dict[str, Side] = {
    "couple": "family", "person": "family", "migrant": "family",
    "employer": "unit", "landlord": "unit", "property_company": "unit", "agency": "unit", "unit": "unit",
}  # fmt: skip


def side_of(party_type: PartyType) -> Side:
    """Return the side a party stands on; every body that governs or serves is an ``office``."""
    return _SIDES.get(party_type, "office")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in what was given: where, what, what to do. Never holds a whole ID number."""

    where: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}：{self.message}，{self.hint}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A day, a month or a year, as precise as the paper was."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Return ``2016``, ``2016-05`` or ``2016-05-03``."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read what :meth:`__str__` wrote.

        Raises:
            ValueError: Not of that form, or no such day.
        """
        numbers = [int(part) for part in text.split("-")]
        date(*[*numbers, 1, 1][:3])
        return cls(**dict(zip(("year", "month", "day"), numbers, strict=False)))

    @property
    def words(self) -> str:
        """As it is printed: ``2015年8月8日``, ``2015年8月`` or ``2015年``."""
        parts = ((self.year, "年"), (self.month, "月"), (self.day, "日"))
        return "".join(f"{number}{unit}" for number, unit in parts if number is not None)

    @property
    def whole(self) -> date | None:
        """The day, or ``None`` where the paper did not say it."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named on a paper. ``id_number`` is 18 places and checked, or unknown."""

    role: PersonRole
    name: str
    id_number: str | None = None
    gender: Gender | None = None
    birth: PartialDate | None = None
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of a paper. ``name`` is what is printed: an office, a unit, or the persons joined by 、.

    ``credit_code`` has 18 places and is checked, or is unknown; ``liaison`` is who answers for a unit day by day.
    """

    role: str
    type: PartyType
    name: str
    persons: tuple[Person, ...] = ()
    representative: str = ""
    post: str = ""
    address: str = ""
    phone: str = ""
    division_code: str = ""
    group: str = ""
    credit_code: str = ""
    liaison: str = ""
    liaison_phone: str = ""

    @property
    def side(self) -> Side:
        """Who stands behind this party's promises."""
        return side_of(self.type)

    @property
    def signers(self) -> tuple[Person, ...]:
        """The adults who sign; children are on record but never sign."""
        return tuple(person for person in self.persons if person.role != "child")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a rule or a duty is from: ``version`` is the day that text took effect."""

    law: str
    version: date
    article: str
    quote: str = ""

    def __str__(self) -> str:
        """Return ``《人口与计划生育法》（2021-08-20 版）第31条``; a text without articles cites itself."""
        article = f"第{self.article}条" if self.article[:1].isdigit() else self.article
        return f"《{self.law}》（{self.version} 版）{article}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """One level's share of a sum."""

    name: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One dated part of a promise, to one of the couple or (``payee`` empty) both; ``payers`` add up to the sum."""

    label: str
    due_on: date
    amount_fen: int
    payers: tuple[Payer, ...] = ()
    payee: Payee = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """When a term falls due, in exactly one of these forms.

    - ``every`` with ``last_day`` (``MM-DD`` for a year; ``DD`` or ``last``, in the last month, for shorter
      periods): again and again while the contract runs;
    - ``on``: one day; or ``within_days`` after signing, in working days if ``working_days``;
    - ``settlement``: the last day of February after the year in which the paper ends (row A-12);
    - ``event``: words for something that may never happen; no day can be computed.
    """

    every: Literal["year", "half_year", "quarter", "month"] | None = None
    last_day: str = ""
    on: date | None = None
    within_days: int | None = None
    working_days: bool = False
    settlement: bool = False
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One printed clause, the unit that the review judges and the ledger counts.

    ``ordinal`` is the article number as printed (第八条 is 8). ``owed_by`` and ``owed_to`` are roles;
    a clause with ``owed_by`` empty states a right or a rule and owes nothing. ``voluntary`` marks what a
    family offers of its own accord: no consequence may hang on it. ``brief`` names it in lists. A ``lasting`` duty
    outlives the contract, whoever ends it: what is kept of a family stays guarded and open to it.
    """

    code: str
    ordinal: int
    section: str
    text: str
    brief: str = ""
    owed_by: str = ""
    owed_to: str = ""
    due: DueRule | None = None
    amount_fen: int | None = None
    instalments: tuple[Instalment, ...] = ()
    programme: str = ""
    voluntary: bool = False
    lasting: bool = False
    basis: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a printed table. ``width_mm`` is exact; ``align`` is left, center or right."""

    key: str
    label: str
    width_mm: int
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A printed table; each row has one text per column."""

    code: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A piece of text to be judged: page-independent place, words, and who is bound by it.

    ``cells`` are the cells of a table row: a cell states no duty by itself, so it is judged only where it
    holds words that a rule minds.
    """

    where: str
    text: str
    party_bound: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything that stands on one paper, before it is ink. Equal drafts give equal bytes.

    ``place`` is the division code of where it is signed (6, 9 or 12 digits). ``values`` are the words of
    the kind's fields, as printed, in the order of the manifest. ``annexes`` name the tables that stand behind the
    signatures. ``beside`` are the texts of a bilingual paper: the Chinese as printed, and what stands beside it.
    """

    kind: str
    kind_version: int
    family: Family
    locale: str
    number: str
    title: str
    batch: str
    row: int
    place: str
    signing_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    parties: tuple[Party, ...] = ()
    recital: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    tables: tuple[Table, ...] = ()
    annexes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    copies: tuple[str, ...] = ()
    basis: tuple[Citation, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    def party(self, role: str) -> Party:
        """Return the party in a role.

        Raises:
            KeyError: The paper has no such role.
        """
        for party in self.parties:
            if party.role == role:
                return party
        raise KeyError(role)

    def table(self, code: str) -> Table:
        """Return the table of that code.

        Raises:
            KeyError: The paper has no such table.
        """
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(code)

    def canonical(self) -> bytes:
        """Return the draft as JSON in one fixed form: sorted keys, no spaces, UTF-8."""
        return canonical(self)

    @property
    def sha256(self) -> str:
        """Return the hash of :meth:`canonical`, 64 hex digits."""
        return hashlib.sha256(self.canonical()).hexdigest()

    @classmethod
    def from_json(cls, content: bytes) -> Draft:
        """Read back what :meth:`canonical` wrote: ``Draft.from_json(d.canonical()) == d``."""
        return from_data(cls, json.loads(content))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule says of one clause.

    ``words`` are the words that triggered it; ``doubt`` says what could not be verified about the rule
    and is empty where the text was read.
    """

    rule: str
    verdict: Verdict
    where: str
    text: str
    message: str
    hint: str
    cite: tuple[Citation, ...] = ()
    words: tuple[str, ...] = ()
    window: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A person's decision on a finding that the rules left open, with the reason; kept for good."""

    rule: str
    where: str
    because: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of exactly one draft, for one day and place. Lawful clauses leave no finding."""

    draft_sha256: str
    as_of: date
    place: str
    packs: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Findings that no decision can lift: void or obsolete."""
        return tuple(finding for finding in self.findings if finding.verdict in {"void", "obsolete"})

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """Findings that wait for a person."""
        decided = {(item.rule, item.where) for item in self.accepted}
        return tuple(
            finding
            for finding in self.findings
            if finding.verdict == "needs_review" and (finding.rule, finding.where) not in decided
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A finished paper: a pure function of draft, template and mark."""

    name: str
    draft_sha256: str
    template_sha256: str
    content: bytes
    sha256: str
