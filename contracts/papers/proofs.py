"""The example of a kind: its ``[example]`` with invented parties, as it would be drafted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from contracts.errors import InputError, KindError
from contracts.kinds import Kind, Role
from contracts.model import Draft, PartyType, Term
from contracts.papers.derive import Printable, Source
from contracts.papers.drafting import Sheet, compose
from contracts.papers.groups import roster_source
from contracts.papers.invented import OLD_CLAUSE, PLACE, SOURCES, party, repeated, stretched
from contracts.papers.roll import contract_period
from contracts.papers.values import field_value
from contracts.records import Record


def examples_for(kind: Kind, *, as_of: date) -> tuple[Draft, ...]:
    """Return the kind's example under each option of its choices, as drafted on a day it could be issued.

    Raises:
        KindError: The example cannot be drafted; every value that is missing is named.
    """
    signing_on = _signing_day(kind, as_of)
    try:
        return tuple(example(kind, signing_on=signing_on, chosen=chosen) for chosen in every_choice(kind))
    except InputError as error:
        raise KindError(f"文种 {kind.id} 的 [example] 不完整。", error.problems) from error


def example(
    kind: Kind, *, signing_on: date, long: bool = False, rows: int = 0, chosen: Mapping[str, str] | None = None
) -> Draft:
    """Return a draft of the kind from its ``[example]`` and invented parties.

    Args:
        kind: Any kind.
        signing_on: Day on which it is drafted.
        long: Whether words and sums are as long as they get: a twelve-character name, a forty-character address,
            a million, a remark of two hundred characters.
        rows: How many rows each list of a source has; as many as the example, if not given.
        chosen: Options by choice; the first where none is given.
    """
    options = kind.first_options() | dict(chosen or {})
    starts_on, ends_on = contract_period(kind, signing_on, options)
    sheet = Sheet(
        number="示例-0001" if kind.subject == "ledger" or kind.register_only else "",
        batch="示例",
        row=1,
        place=PLACE,
        signing_on=signing_on,
        starts_on=starts_on,
        ends_on=ends_on,
        parties=tuple(party(role, _type(role, options), long=long) for role in kind.seats(options)),
        values=dict(_values(kind, long=long)),
        sources=_listed(SOURCES, long=long, rows=rows) | _shown(kind, long=long, rows=rows),
        chosen=options,
        where=f"{kind.id} [example]",
    )
    draft = compose(kind, sheet)
    return replace(draft, terms=(_old_clause(kind),)) if kind.register_only and kind.sections else draft


def _old_clause(kind: Kind) -> Term:
    """Return an invented clause for papers whose own come from a register: the example has a section to show."""
    return Term(
        code="clause_1", ordinal=1, section=kind.sections[0].code, owed_by="party_a", owed_to="party_b",
        text=OLD_CLAUSE,
    )  # fmt: skip


def every_choice(kind: Kind) -> Iterator[dict[str, str]]:
    """Yield options under which the kind is proved: the first ones, and each other option once."""
    first = kind.first_options()
    yield first
    for choice in kind.choices:
        yield from (first | {choice.name: code} for code in choice.codes[1:])


def _type(role: Role, chosen: Mapping[str, str]) -> PartyType | None:
    return next((item for item in role.types if item == chosen.get(role.name)), None)


def _listed(sources: Mapping[str, Source], *, long: bool, rows: int) -> dict[str, Source]:
    """Return the sources, their rows as long and as many as asked for; the first row has the long remark."""
    found = {}
    for name, source in sources.items():
        given = repeated(source.rows, rows) if rows and source.rows else source.rows
        wanted = tuple(stretched(row, remark=not place) for place, row in enumerate(given)) if long else given
        found[name] = replace(source, rows=wanted)
    return found


def _shown(kind: Kind, *, long: bool, rows: int) -> dict[str, Source]:
    """Return the rows of the example by source; those of a roster are read like a roster's, a sum is in fen."""
    found = {source: Source(rows=lines) for source, lines in kind.example_rows}
    if kind.subject == "ledger":
        found = _listed(found, long=long, rows=rows)
    if "roster" in found:
        found["roster"] = roster_source(
            kind, [_record(number, row) for number, row in enumerate(found["roster"].rows, 1)]
        )
    return found


def _record(number: int, row: Mapping[str, str]) -> Record:
    values = tuple((key, int(text) if key.endswith("_fen") else str(text)) for key, text in row.items())
    return Record(sheet="示例", row=number, persons=(), values=values)


def _signing_day(kind: Kind, as_of: date) -> date:
    return min(as_of, kind.issued_to) if kind.issued_to else as_of


def _values(kind: Kind, *, long: bool) -> Iterator[tuple[str, Printable]]:
    fields = {item.name: item for item in kind.fields}
    given = dict(kind.example)
    for name, text in (stretched(given) if long and kind.subject == "ledger" else given).items():
        item = fields.get(name)
        if item and item.type == "money" and text.isdecimal():
            yield name, int(text)
        else:
            yield name, field_value(item, text, f"{kind.id}/manifest.toml example.{name}") if item else text
