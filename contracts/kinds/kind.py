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
from contracts.model import Citation, Column, DueRule, Family, PartyType

FieldType = Literal["text", "date", "int", "money", "percent", "phone"]
Subject = Literal["household", "village", "ledger"]
"""What one paper of the kind is about: a row of a household roster, a village, or rows of the ledger."""

FILTERS = frozenset({"day", "yuan", "yuan_upper", "chinese_day"})
ROW_SOURCES = frozenset(
    {"rewards", "posting", "promises", "undertakings", "score_lines", "handover_register", "handover_open"}
    | {"entering", "leaving", "counts", "money", "timetable", "payout", "ranking", "cancelled", "policies", "items"}
)
GIVEN_NAMES = frozenset({"number", "title", "year", "signing", "starts_on", "ends_on", "basis"})
ROLE_NAMES = frozenset({"name", "representative", "post", "address", "phone", "group"})

_PLACEHOLDER = re.compile(r"\{\{\s*([a-z_][a-z0-9_.]*)\s*(?:\|\s*([a-z_]+)\s*)?\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value that a paper needs. ``default`` stands where neither roster nor office gives one."""

    name: str
    label: str
    type: FieldType = "text"
    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A place at the table: who may sit there and where the program finds them."""

    name: str
    label: str
    types: tuple[PartyType, ...]
    source: Literal["village", "township", "roster", "ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTerm:
    """A clause before its values are known. ``for_each`` repeats it for every row of that source.

    ``brief`` is what lists call it; a clause that somebody owes needs one.
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

    ``after`` is the section it follows; an ``annex`` (附件一) stands behind the signatures. ``points``
    names the column whose numbers must add up to ``total``.
    """

    code: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    after: str = ""
    annex: str = ""
    points: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of paper, checked. ``template`` maps a locale to its Word file.

    ``layout`` names a house style other than that of the family. ``example_rows`` are rows of a source for the
    example.
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
    copies: tuple[str, ...]
    roles: tuple[Role, ...]
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
    sha256: str

    def template_path(self, locale: str) -> Path:
        """Return the Word file of a locale.

        Raises:
            KindError: The kind has no such locale.
        """
        for name, file in self.template:
            if name == locale:
                return self.folder / file
        raise KindError(f"文种 {self.id} 没有 {locale} 版式。")

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
            for number, row in enumerate(table.rows, 1):
                yield from ((f"tables.{table.code} 第{number}行", cell) for cell in row)
        for number, text in enumerate(self.closing, 1):
            yield f"closing {number}", text
        yield "number", self.number


def placeholders(text: str) -> tuple[tuple[str, str], ...]:
    """Return ``(name, filter)`` of each placeholder, in order; the filter is empty where none is asked."""
    return tuple((match[1], match[2] or "") for match in _PLACEHOLDER.finditer(text))


def filled(text: str, worded: Callable[[str, str], str]) -> str:
    """Put ``worded(name, filter)`` in place of each placeholder; the filter is empty where none is asked."""
    return _PLACEHOLDER.sub(lambda match: worded(match[1], match[2] or ""), text)
