"""The columns of a roster that only one kind asks for: its own fields, choices and the rows it gathers."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from contracts.kinds import FieldType, Kind, Subject, fault
from contracts.model import Problem
from contracts.papers.groups import roster_keys
from contracts.reading.layouts import ColumnRule, Layout, layout_named, layouts, plain_heading
from contracts.reading.meanings import meaning_of

INTAKE: Final[Mapping[Subject, str]] = {
    "household": "couples", "village": "villages", "organisation": "organisations", "person": "staff",
}  # fmt: skip
"""Which of our own forms a kind is drafted from, by what one paper is about, unless its manifest names one."""

_TYPES: dict[FieldType, str] = {
    "text": "text", "date": "date", "int": "count", "money": "money", "percent": "percent", "phone": "phone",
}  # fmt: skip


def added_columns(kind: Kind, layout: Layout) -> Layout:
    """Return what a roster of this kind may hold beside the columns of its layout, each known by its own label.

    What the layout reads already is not repeated, and a label that means an ID number adds no column: a number is
    read as somebody's or not at all.
    """
    read = {rule.field for rule in layout.columns}
    told = {name: (label, cells) for name, label, cells in _told(kind) if f"values.{name}" not in read}
    found = {name: (label, cells) for name, (label, cells) in told.items() if not _is_id_number(label)}
    return Layout(
        name=kind.id,
        title=kind.title,
        columns=tuple(ColumnRule(heading=label, field=f"values.{name}") for name, (label, _) in found.items()),
        required=(),
        types=tuple((name, cells) for name, (_, cells) in found.items()),
        beside=layout.name,
    )


def with_what_is_asked(layout: Layout, added: Layout, kind: Kind, given: Collection[str]) -> Layout:
    """Return the layout of a blank roster: with the added columns that nothing else fills in.

    A target in per cent is a column of those kinds only that print it.

    Args:
        layout: What every roster of the kind has.
        added: What the kind may have beside it.
        kind: The kind, whose fields with a default are not asked for.
        given: Names of the values that the office has filled in.
    """
    filled = {*given, *(item.name for item in kind.fields if item.default or not item.required)}
    asked = tuple(rule for rule in added.columns if rule.field.removeprefix("values.") not in filled)
    printed = {f"values.{item.name}" for item in kind.fields}
    targets = {f"values.{name}" for name, cells in layout.types if cells == "percent"} - printed
    kept = tuple(rule for rule in layout.columns if rule.field not in targets)
    form = replace(layout, columns=kept, title=f"{kind.title}名册")
    return form.widened(Layout(name="", title="", columns=asked, required=(), types=added.types))


def form_of(kind: Kind, own: Sequence[Layout]) -> Layout | None:
    """Return the layout of the roster that a kind is drafted from; ``None`` where it comes from the ledger."""
    return layout_named(kind.roster or INTAKE.get(kind.subject, ""), own)


def roster_faults(kind: Kind, own: Sequence[Layout] = ()) -> Iterator[Problem]:
    """Yield what a kind says of its roster that is not so: a roster nobody knows, a column that it has not."""
    if kind.subject == "ledger":
        for name, given in (("roster", kind.roster), ("joined_by", kind.joined_by)):
            if given:
                yield fault(kind, name, "由台账出的文种不从名册起草", "删去这一项")
        return
    form = form_of(kind, own)
    if form is None:
        known = sorted({layout.name for layout in (*own, *layouts()) if not layout.refused})
        near = difflib.get_close_matches(kind.roster, known, n=3, cutoff=0.6)
        hint = f"是不是 {'、'.join(near)}？" if near else f"可用：{'、'.join(known)}"
        yield fault(kind, "roster", f"没有名册 {kind.roster}", hint)
        return
    if kind.joined_by:
        rules = (*form.columns, *added_columns(kind, form).columns)
        keys = [rule.field.removeprefix("values.") for rule in rules if rule.field.startswith("values.")]
        if kind.joined_by not in keys:
            hint = f"可用：{'、'.join(dict.fromkeys(keys))}"
            yield fault(kind, "joined_by", f"名册 {form.name} 没有栏目 {kind.joined_by}", hint)


def _told(kind: Kind) -> Iterator[tuple[str, str, str]]:
    """Yield name, label and type of the cells of everything the kind can take from a roster."""
    yield from ((item.name, item.label, _TYPES[item.type]) for item in kind.fields)
    roles = {role.name for role in kind.roles}
    yield from ((item.name, item.label, "text") for item in kind.choices if item.name not in roles)
    labels = {column.key: column.label for table in kind.tables for column in table.columns}
    for key in roster_keys(kind):
        cells = "money" if key.endswith("_fen") else "date" if key.endswith("_on") else "text"
        yield key, labels.get(key, key), cells


def _is_id_number(label: str) -> bool:
    return meaning_of(plain_heading(label)).key in {"id_number", "number"}
