"""What a kind of paper is: its roles, fields, clauses and tables, as data.

A manifest holds no expressions. In a text, ``{{ name }}`` or ``{{ name|filter }}`` takes a field, a
role's attribute, ``due`` or a row's column; what data cannot say is a named function in
:mod:`contracts.papers.derive`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from contracts.errors import KindError
from contracts.model import Citation, Column, DueRule, Family, PartyType, Problem

FieldType = Literal["text", "date", "int", "money", "percent", "phone"]
Subject = Literal["household", "village", "organisation", "person", "ledger"]
"""What one paper of the kind is about: a household, a village, a unit or a single person of a roster, or
rows of the ledger."""
PartySource = Literal["village", "township", "county", "association", "roster", "ledger"]
"""Where the program finds who sits there: in ``office.toml``, in the row of the roster, in the ledger."""

LOCALES = ("zh_CN", "zh_Hant", "zh_CN_en")
"""The languages in which a kind may be printed, its own first."""
FILTERS = frozenset({"day", "yuan", "yuan_upper", "chinese_day"})
ROW_SOURCES = frozenset(
    {"rewards", "roster", "posting", "promises", "undertakings", "score_lines", "handover_register", "handover_open"}
    | {"entering", "leaving", "counts", "money", "timetable", "payout", "ranking", "cancelled", "policies", "items"}
    | {"rules", "unpaid", "payments", "old_indicators", "handover_empty", "register_lines"}
    | {"pay_lines", "pay_holds", "payment_parts", "application_children", "application_opinions", "archive_index"}
    | {"unknown", "score_classes"}
)
GIVEN_NAMES = frozenset({"number", "title", "year", "signing", "starts_on", "ends_on", "basis"})
ROLE_NAMES = frozenset(
    {"name", "representative", "post", "address", "phone", "group", "division_code", "credit_code", "liaison"}
    | {"liaison_phone"}
)

Condition = tuple[tuple[str, tuple[str, ...]], ...]
"""For each choice named, the options of which one must be chosen; empty always holds."""

_PLACEHOLDER = re.compile(r"\{\{\s*([a-z_][a-z0-9_.]*)\s*(?:\|\s*([a-z_]+)\s*)?\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value that a paper needs. ``default`` stands where neither roster nor office gives one.

    ``most`` is the largest whole number it takes, 0 for no limit.
    """

    name: str
    label: str
    type: FieldType = "text"
    required: bool = True
    default: str = ""
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A place at the table: who may sit there and where the program finds them.

    Where there are several ``sources`` the office chooses, e.g. ``party_a = "township"`` under
    ``[values.<kind>]`` of ``office.toml``; the first stands where it says nothing. ``only`` says for which options
    of which choices somebody sits there at all.
    """

    name: str
    label: str
    types: tuple[PartyType, ...]
    sources: tuple[PartySource, ...]
    only: Condition = ()

    @property
    def source(self) -> PartySource:
        """Where the program looks unless the office chose another place."""
        return self.sources[0]

    @property
    def of_the_office(self) -> bool:
        """Whether ``office.toml`` says who sits there."""
        return not {"roster", "ledger"} & set(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a closed list, chosen by the roster or by ``office.toml``; the first where neither says.

    ``options`` are pairs of code and label. A choice named like a role of the roster chooses its type.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in order."""
        return tuple(code for code, _ in self.options)

    def code_of(self, words: str) -> str | None:
        """Return the option that a cell means by code or label, ``None`` where it is none of them."""
        return next((code for code, label in self.options if words.strip() in {code, label}), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCopy:
    """One piece of a print set: whose it is, the annexes it carries (``None`` is all), or a stub.

    ``only`` says for which options of which choices there is such a piece.
    """

    label: str
    annexes: tuple[str, ...] | None = None
    stub: bool = False
    only: Condition = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTerm:
    """A clause before its values are known. ``for_each`` repeats it for every row of that source.

    ``brief`` is what lists call it; a clause that somebody owes needs one. ``only`` says for which options
    of which choices the clause stands on the paper. A ``lasting`` duty outlives the contract.
    """

    code: str
    section: str
    text: str
    brief: str = ""
    owed_by: str = ""
    owed_to: str = ""
    due: DueRule | None = None
    amount: str = ""
    for_each: str = ""
    voluntary: bool = False
    lasting: bool = False
    only: Condition = ()
    basis: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSection:
    """A headed run of clauses."""

    code: str
    heading: str
    terms: tuple[KindTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTable:
    """A table. Rows stand in the manifest, or ``source`` names where they come from.

    ``rows_for`` are further rows for one option of a choice: ``(choice, option, rows)``.

    ``after`` is the section it follows; an ``annex`` (附件一) stands behind the signatures. ``points``
    names the column whose numbers must add up to ``total``. An ``optional`` table without rows is left out; any
    other says （无）.
    """

    code: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    rows_for: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...] = ()
    source: str = ""
    after: str = ""
    annex: str = ""
    points: str = ""
    total: int = 0
    optional: bool = False

    def rows_of(self, chosen: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
        """Return the rows of the manifest for these options, the common ones first."""
        more = (rows for choice, option, rows in self.rows_for if chosen.get(choice) == option)
        return self.rows + tuple(row for rows in more for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of paper, checked.

    ``copies`` are the labels of the print set where nobody chose.
    ``template`` maps a locale to its Word file, ``stub`` to the Word file of its stub, on which the
    ``stub_fields`` stand. ``layout`` names a house
    style other than that of the family. ``periods`` are the years of a contract by choice and option,
    ``period_years`` where none is named; ``titles`` are what it is called under another option. ``roster`` is the
    intake layout it is drafted from; rows that agree in ``joined_by`` make one paper together; ``yearly`` papers have
    their year before the title. ``example_rows`` are rows of a source for the example. ``locale`` is the language of
    its words; ``beside`` are pairs of a text and what a bilingual paper prints beside it.
    """

    id: str
    version: int
    title: str
    family: Family
    subject: Subject
    number: str
    number_label: str
    keep: str
    issued_from: date | None
    issued_to: date | None
    period_years: int
    periods: tuple[tuple[str, str, int], ...] = ()
    titles: tuple[tuple[str, str, str], ...] = ()
    copies: tuple[str, ...]
    print_set: tuple[PrintCopy, ...]
    roster: str = ""
    joined_by: str = ""
    yearly: bool = False
    roles: tuple[Role, ...]
    choices: tuple[Choice, ...] = ()
    fields: tuple[Field, ...]
    recital: tuple[str, ...]
    sections: tuple[KindSection, ...]
    tables: tuple[KindTable, ...]
    basis: tuple[Citation, ...]
    closing: tuple[str, ...]
    example: tuple[tuple[str, str], ...]
    example_rows: tuple[tuple[str, tuple[Mapping[str, str], ...]], ...]
    layout: str
    folder: Path
    template: tuple[tuple[str, str], ...]
    stub: tuple[tuple[str, str], ...] = ()
    stub_fields: tuple[str, ...] = ()
    sha256: str
    locale: str = "zh_CN"
    beside: tuple[tuple[str, str], ...] = ()

    def template_path(self, locale: str) -> Path:
        """Return the Word file of a locale.

        Raises:
            KindError: The kind has no such locale.
        """
        for name, file in self.template:
            if name == locale:
                return self.folder / file
        raise KindError(f"文种 {self.id} 没有 {locale} 版式；现有：{'、'.join(name for name, _ in self.template)}。")

    def stub_path(self, locale: str) -> Path | None:
        """Return the Word file of the stub in a locale, ``None`` where the kind has none."""
        return next((self.folder / file for name, file in self.stub if name == locale), None)

    def copy_labelled(self, label: str) -> PrintCopy | None:
        """Return the piece of the print set with that label, ``None`` where there is none."""
        return next((copy for copy in self.print_set if copy.label == label), None)

    def copies_of(self, chosen: Mapping[str, str]) -> tuple[str, ...]:
        """Return the labels of the print set of a paper with these options."""
        return tuple(copy.label for copy in self.print_set if holds(copy.only, chosen))

    def seats(self, chosen: Mapping[str, str]) -> tuple[Role, ...]:
        """Return the roles in which somebody sits on a paper with these options."""
        return tuple(role for role in self.roles if holds(role.only, chosen))

    def years(self, chosen: Mapping[str, str]) -> int:
        """Return for how many years a paper with these options runs; 0 is the calendar year of signing."""
        found = (years for choice, option, years in self.periods if chosen.get(choice) == option)
        return next(found, self.period_years)

    def title_of(self, chosen: Mapping[str, str]) -> str:
        """Return what a paper with these options is called, without the year."""
        return next((title for choice, option, title in self.titles if chosen.get(choice) == option), self.title)

    def first_options(self) -> dict[str, str]:
        """Return the option of each choice that stands where nobody chose."""
        return {choice.name: choice.codes[0] for choice in self.choices}

    def terms(self) -> Iterator[KindTerm]:
        """Yield the clauses in printed order."""
        for section in self.sections:
            yield from section.terms

    @property
    def register_only(self) -> bool:
        """Whether papers of this kind are only registered and copied: it is closed, and holds no clause of its own."""
        return self.issued_to is not None and not any(section.terms for section in self.sections)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield ``(where, text)`` for every text that may hold placeholders."""
        for number, text in enumerate(self.recital, 1):
            yield f"recital {number}", text
        for term in self.terms():
            yield f"terms.{term.code}", term.text
        for table in self.tables:
            every = (*table.rows, *(row for _, _, rows in table.rows_for for row in rows))
            for number, row in enumerate(every, 1):
                yield from ((f"tables.{table.code} 第{number}行", cell) for cell in row)
        for number, text in enumerate(self.closing, 1):
            yield f"closing {number}", text
        yield "number", self.number


def holds(only: Condition, chosen: Mapping[str, str]) -> bool:
    """Return whether what was chosen is among the options that a condition allows."""
    return all(chosen.get(choice) in options for choice, options in only)


def placeholders(text: str) -> tuple[tuple[str, str], ...]:
    """Return ``(name, filter)`` of each placeholder, in order; the filter is empty where none is asked."""
    return tuple((match[1], match[2] or "") for match in _PLACEHOLDER.finditer(text))


def filled(text: str, worded: Callable[[str, str], str]) -> str:
    """Put ``worded(name, filter)`` in place of each placeholder; the filter is empty where none is asked."""
    return _PLACEHOLDER.sub(lambda match: worded(match[1], match[2] or ""), text)


def fault(kind: Kind, where: str, message: str, hint: str) -> Problem:
    """Return a fault of a manifest with its place."""
    return Problem(where=f"{kind.id}/manifest.toml {where}", message=message, hint=hint)
