"""A kind, parties and values become a draft: every word that will stand on one paper.

Words come from the manifest, values from the roster and the office, sums and days from the dated packs.
Nothing is guessed: a value that is missing is a problem with its name and where to write it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from contracts.dates import day
from contracts.errors import InputError, LawError
from contracts.kinds import ROLE_NAMES, TRADITIONAL, Field, Kind, KindSection, KindTable, KindTerm, filled, holds
from contracts.model import Citation, Draft, Finding, Party, Problem, Table, Term
from contracts.papers.derive import Printable, RepeatedTerm, Source
from contracts.papers.values import field_value
from contracts.papers.wording import ORGANS, citations, english_citations, english_worded, in_language, worded
from contracts.traditional import traditional


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one paper is made from, beside its kind.

    ``sources`` are keyed as in the manifest; ``chosen`` are options by choice, the first where none is given.
    ``year`` is the year that the paper is about; 0 for that of the signing day.
    """

    number: str = ""
    batch: str = ""
    row: int = 0
    place: str
    signing_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    year: int = 0
    parties: tuple[Party, ...] = ()
    values: Mapping[str, Printable] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[tuple[str, str], ...] = ()
    where: str = ""


RECKONING = "reckoning "
"""Begins the fact that says how the sum of a clause came about; the clause's number follows. It is not printed."""


def check_issuable(kind: Kind, signing_on: date) -> None:
    """Refuse a kind outside the days on which it may be issued; ``copy`` still prints what was signed.

    Raises:
        LawError: Names the article and the lawful way.
    """
    early = kind.issued_from is not None and signing_on < kind.issued_from
    late = kind.issued_to is not None and signing_on > kind.issued_to
    if not early and not late and not kind.register_only:
        return
    first = kind.issued_from.isoformat() if kind.issued_from else "…"
    last = kind.issued_to.isoformat() if kind.issued_to else "…"
    finding = Finding(
        rule="KIND-WINDOW",
        verdict="obsolete",
        where=kind.title,
        text=kind.title,
        message=f"{day(signing_on)}不能签发，本文种的签发期为 {first} 至 {last}",
        hint="新签的改用现行文种（见 shouyue kinds list）；已签的旧件可用 shouyue copy 打印副本，承诺过的奖励照常兑现",
        cite=kind.basis,
        window=f"{first}..{last}",
    )
    raise LawError(f"“{kind.title}”不能签发，未生成任何文件。", [finding])


def compose(kind: Kind, sheet: Sheet) -> Draft:
    """Return the draft of one paper, in the language of the kind.

    Raises:
        InputError: Values are missing; all of them are named.
    """
    writer = _Writer(kind, sheet)
    number = sheet.number or writer.words(kind.number)
    draft = Draft(
        kind=kind.id,
        kind_version=kind.version,
        family=kind.family,
        locale=kind.locale,
        number=number,
        title=f"{writer.given['year']}年{writer.given['title']}" if kind.yearly else str(writer.given["title"]),
        batch=sheet.batch,
        row=sheet.row,
        place=sheet.place,
        signing_on=sheet.signing_on,
        starts_on=sheet.starts_on,
        ends_on=sheet.ends_on,
        parties=sheet.parties,
        recital=tuple(writer.words(text) for text in kind.recital),
        terms=tuple(writer.terms()),
        tables=tuple(writer.table(table) for table in kind.tables),
        annexes=tuple(table.code for table in kind.tables if table.annex),
        values=tuple((item.name, writer.field_words(item)) for item in kind.fields),
        facts=(*sheet.facts, *writer.chosen.items(), *writer.reckonings),
        closing=tuple(writer.words(text) for text in kind.closing),
        copies=kind.copies_of(writer.chosen),
        basis=writer.basis,
        beside=tuple(writer.beside()),
    )
    if writer.problems:
        raise InputError(f"“{kind.title}”缺少 {len(writer.problems)} 项内容。", writer.problems)
    return draft


class _Writer:
    """Words one paper, and remembers what was missing."""

    def __init__(self, kind: Kind, sheet: Sheet) -> None:
        self.kind = kind
        self.sheet = sheet
        self.chosen = kind.first_options() | dict(sheet.chosen)
        self.fields = {item.name: item for item in kind.fields}
        self.basis = tuple(item for item in kind.basis if item.version <= sheet.signing_on)
        self.problems: list[Problem] = []
        self.given = _given(kind, sheet, self.basis) | _labels(kind, self.chosen)
        self.given["title"] = kind.title_of(self.chosen)
        self.others = dict(kind.beside)
        self.pairs: dict[str, str] = {}
        self.reckonings: list[tuple[str, str]] = []

    def words(self, text: str, row: Mapping[str, Printable] | None = None) -> str:
        """Return a manifest text with its placeholders filled, and remember what stands beside it."""
        words = filled(text, lambda name, how: self._value(name, how, row or {}))
        if text in self.others:
            self.pairs[words] = filled(self.others[text], lambda name, how: self._english(name, how, row or {}))
        return words

    def beside(self) -> Iterator[tuple[str, str]]:
        """Yield the texts of a bilingual paper as printed: the Chinese, and what stands beside it."""
        fixed = ((text, other) for text, other in self.others.items() if "{{" not in text)
        yield from (dict(fixed) | self.pairs).items()

    def field_words(self, item: Field) -> str:
        """Return a field as printed; empty where it is not required and not known."""
        value = self._known(item)
        if value == "":
            if item.required:
                self._missing(item)
            return ""
        return self._worded(in_language(value, item.name, self.kind.locale), "", item.type)

    def terms(self) -> Iterator[Term]:
        """Yield the clauses, numbered through the paper."""
        ordinal = 0
        for section in self.kind.sections:
            for term, repeated in self._repeated(section):
                ordinal += 1
                if repeated and repeated.reckoning:
                    self.reckonings.append((f"{RECKONING}{ordinal}", "；".join(repeated.reckoning)))
                yield self._term(ordinal, term, repeated)

    def table(self, table: KindTable) -> Table:
        """Return a table with its rows filled."""
        keys = [column.key for column in table.columns]
        if table.source:
            source = self.sheet.sources.get(table.source, Source())
            rows = tuple(
                tuple(in_language(row.get(key, ""), key, self.kind.locale) for key in keys) for row in source.rows
            )
        else:
            rows = tuple(tuple(self.words(cell) for cell in row) for row in table.rows_of(self.chosen))
        return Table(code=table.code, caption=table.caption, columns=table.columns, rows=rows)

    def _repeated(self, section: KindSection) -> Iterator[tuple[KindTerm, RepeatedTerm | None]]:
        for term in section.terms:
            if not holds(term.only, self.chosen):
                continue
            if not term.for_each:
                yield term, None
                continue
            for repeated in self.sheet.sources.get(term.for_each, Source()).terms:
                yield term, repeated

    def _term(self, ordinal: int, term: KindTerm, repeated: RepeatedTerm | None) -> Term:
        cells: Mapping[str, Printable] = repeated.cells if repeated else {}
        amount = self.sheet.values.get(term.amount) if term.amount else None
        if repeated:
            amount = repeated.amount_fen
        return Term(
            code=term.code,
            ordinal=ordinal,
            section=term.section,
            brief=term.brief,
            text=self.words(term.text, {f"row.{key}": value for key, value in cells.items()}),
            owed_by=term.owed_by,
            owed_to=term.owed_to,
            due=None if repeated and repeated.instalments else term.due,
            amount_fen=amount if isinstance(amount, int) else None,
            instalments=repeated.instalments if repeated else (),
            programme=repeated.programme if repeated else "",
            voluntary=term.voluntary,
            lasting=term.lasting,
            basis=term.basis,
        )

    def _value(self, name: str, how: str, row: Mapping[str, Printable]) -> str:
        if name in row:
            if row[name] == "":
                self._missing(Field(name=name.removeprefix("row."), label=self._column(name.removeprefix("row."))))
                return ""
            return self._worded(in_language(row[name], name.removeprefix("row."), self.kind.locale), how, "int")
        if name in self.fields:
            item = self.fields[name]
            value = self._known(item)
            if value == "":
                self._missing(item)
                return ""
            return self._worded(in_language(value, name, self.kind.locale), how, item.type)
        if name in self.given:
            return self._worded(self.given[name], how, "text")
        self._missing(Field(name=name, label=name))
        return ""

    def _known(self, item: Field) -> Printable:
        """Return the value of a field: as given, else its default, read as its type wants it."""
        given = self.sheet.values.get(item.name)
        if given is not None or not item.default:
            return "" if given is None else given
        return field_value(item, item.default, item.label)

    def _worded(self, value: Printable, how: str, field_type: str) -> str:
        words = worded(value, how, field_type)
        return traditional(words) if how == "yuan_upper" and self.kind.locale == TRADITIONAL else words

    def _english(self, name: str, how: str, row: Mapping[str, Printable]) -> str:
        """Return a value as English words it; what is missing was named with the Chinese."""
        if name == "basis":
            return english_citations(self.basis, self.others)
        if name in row:
            return english_worded(row[name], how, "int")
        if name in self.fields:
            item = self.fields[name]
            return english_worded(self._known(item), how, item.type)
        return english_worded(self.given.get(name, ""), how, "text")

    def _column(self, key: str) -> str:
        labels = (column.label for table in self.kind.tables for column in table.columns if column.key == key)
        return next(labels, key)

    def _missing(self, item: Field) -> None:
        where = f"用 --set {item.label}=… 写" if self.kind.family == "notice" else f"在名册里写“{item.label}”一栏"
        problem = Problem(
            where=self.sheet.where or self.kind.title,
            message=f"没有“{item.label}”",
            hint=f"{where}，或在 office.toml 的 [values.{self.kind.id}] 里填写 {item.name}",
        )
        if problem not in self.problems:
            self.problems.append(problem)


def _given(kind: Kind, sheet: Sheet, basis: Sequence[Citation]) -> dict[str, Printable]:
    given: dict[str, Printable] = {
        "number": sheet.number,
        "year": str(sheet.year or sheet.signing_on.year),
        "signing": sheet.signing_on,
        "basis": traditional(citations(basis)) if kind.locale == TRADITIONAL else citations(basis),
        "place": sheet.place,
        "batch": sheet.batch,
        "row": f"{sheet.row:03d}",
    }
    if sheet.starts_on and sheet.ends_on:
        given |= {"starts_on": sheet.starts_on, "ends_on": sheet.ends_on}
    for party in sheet.parties:
        if party.type in ORGANS:
            given["organ"] = ORGANS[party.type]
        for name in sorted(ROLE_NAMES):
            given[f"{party.role}.{name}"] = getattr(party, name)
    return given


def _labels(kind: Kind, chosen: Mapping[str, str]) -> dict[str, Printable]:
    return {choice.name: dict(choice.options)[chosen[choice.name]] for choice in kind.choices}
