"""Proof that a kind works: its example drafts, passes the review and renders from its own Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from contracts.errors import InputError, KindError, LawError
from contracts.files import read_word_file
from contracts.kinds import Kind, Role
from contracts.model import Draft, PartyType, Problem
from contracts.papers.derive import Printable, Source
from contracts.papers.drafting import Sheet, compose
from contracts.papers.groups import roster_source
from contracts.papers.invented import PLACE, SOURCES, party
from contracts.papers.printing import refuse_unlawful, rendered, reviewed
from contracts.papers.roll import contract_period
from contracts.records import Record


def prove(kind: Kind, *, as_of: date) -> Draft:
    """Draft, review and render the kind's example under each option of its choices; return the first draft.

    Raises:
        KindError: The example cannot be drafted, or the Word file does not fit the manifest.
        LawError: The kind's own words are not lawful on that day.
    """
    signing_on = _signing_day(kind, as_of)
    try:
        drafts = [example(kind, signing_on=signing_on, chosen=chosen) for chosen in every_choice(kind)]
    except InputError as error:
        raise KindError(f"文种 {kind.id} 的 [example] 不完整。", error.problems) from error
    if not kind.template_path("zh_CN").exists():
        problem = Problem(where=kind.id, message="没有 zh_CN.docx", hint="把文种的 Word 文件以这个名字放进文种文件夹")
        raise KindError(f"文种 {kind.id} 没有 Word 文件。", [problem])
    from contracts.word import fixed_texts

    template = read_word_file(kind.template_path("zh_CN"))
    stub = _stub(kind)
    fixed = (*fixed_texts(template), *(fixed_texts(stub) if stub else ()))
    reviews = reviewed(drafts, as_of=signing_on, fixed=fixed)
    try:
        refuse_unlawful(reviews, for_discussion=False)
    except LawError as error:
        raise LawError(f"文种 {kind.id} 的条款没有通过审查。", error.findings) from error
    for draft, review in zip(drafts, reviews, strict=True):
        rendered(draft, review, kind=kind, template=template)
    for copy in kind.print_set:
        if copy.stub or copy.annexes is not None:
            source = stub if copy.stub and stub else template
            rendered(drafts[0], reviews[0], kind=kind, template=source, copy_label=copy.label)
    return drafts[0]


def example(kind: Kind, *, signing_on: date, long: bool = False, chosen: Mapping[str, str] | None = None) -> Draft:
    """Return a draft of the kind from its ``[example]`` and invented parties.

    With ``long`` names and addresses are as long as they get: a twelve-character name, a forty-character
    address. ``chosen`` are options by choice, the first where none is given.
    """
    options = kind.first_options() | dict(chosen or {})
    starts_on, ends_on = contract_period(kind, signing_on, options)
    sheet = Sheet(
        number="示例-0001" if kind.subject == "ledger" else "",
        batch="示例",
        row=1,
        place=PLACE,
        signing_on=signing_on,
        starts_on=starts_on,
        ends_on=ends_on,
        parties=tuple(party(role, _type(role, options), long=long) for role in kind.roles),
        values=dict(_values(kind)),
        sources=SOURCES | _shown(kind),
        chosen=options,
        where=f"{kind.id} [example]",
    )
    return compose(kind, sheet)


def _stub(kind: Kind) -> bytes | None:
    path = kind.stub_path("zh_CN")
    return read_word_file(path) if path else None


def every_choice(kind: Kind) -> Iterator[dict[str, str]]:
    """Yield options under which the kind is proved: the first ones, and each other option once."""
    first = kind.first_options()
    yield first
    for choice in kind.choices:
        yield from (first | {choice.name: code} for code in choice.codes[1:])


def _type(role: Role, chosen: Mapping[str, str]) -> PartyType | None:
    return next((item for item in role.types if item == chosen.get(role.name)), None)


def _shown(kind: Kind) -> dict[str, Source]:
    """Return the rows of the example by source; those of a roster are read like a roster's, a sum is in fen."""
    found = {source: Source(rows=rows) for source, rows in kind.example_rows}
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


def _values(kind: Kind) -> Iterator[tuple[str, Printable]]:
    types = {item.name: item.type for item in kind.fields}
    for name, text in kind.example:
        if types.get(name) == "money":
            yield name, int(text)
        else:
            yield name, date.fromisoformat(text) if types.get(name) == "date" else text
