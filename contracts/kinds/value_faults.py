"""What is wrong with a value that stands in a manifest: a default or an example that its field cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.amounts import parse_fen
from contracts.kinds.kind import Field, Kind, fault, placeholders
from contracts.model import PartialDate, Problem

_NUMBERS = {
    "int": (re.compile(r"\d{1,9}"), "写整数，如 12"),
    "percent": (re.compile(r"\d{1,3}(?:\.\d{1,2})?%?"), "写百分数，如 98"),
    "phone": (re.compile(r"[\d０-９+()（）、，；/ -]*\d{3,}[^\n]*"), "写电话号码，如 0710-5550101"),
}
"""Type → its form, and what to write."""


def value_faults(kind: Kind) -> Iterator[Problem]:
    """Yield each default and each example that does not fit, and each example of something the kind has not."""
    fields = {item.name: item for item in kind.fields}
    for item in kind.fields:
        if item.default:
            yield from _value_fault(kind, item, item.default, f"fields.{item.name}.default")
    for name, text in kind.example:
        if name in fields:
            yield from _value_fault(kind, fields[name], text, f"example.{name}")
        else:
            yield fault(kind, f"example.{name}", "不是本文种的栏目", "在 [fields] 里登记，或改正拼写，或删去")
    yield from _row_faults(kind)


def _row_faults(kind: Kind) -> Iterator[Problem]:
    """Yield each example row of a source that nothing prints, and each of its columns that nothing asks for."""
    sources = {table.source for table in kind.tables} | {term.for_each for term in kind.terms()}
    for source, rows in kind.example_rows:
        if source not in sources:
            yield fault(kind, f"example.{source}", "没有表和条款用它", f'在表里写 source = "{source}"，或删去')
        elif source == "roster":
            unknown = {name for row in rows for name in row} - _roster_columns(kind)
            for name in sorted(unknown):
                yield fault(kind, f"example.roster {name}", "不是名册的栏目", "核对表的 columns 里的 key，改正拼写")


def _roster_columns(kind: Kind) -> set[str]:
    """Return the columns that tables and repeated clauses take from the rows of a roster."""
    keys = {column.key for table in kind.tables if table.source == "roster" for column in table.columns}
    texts = [term.text for term in kind.terms() if term.for_each == "roster"]
    names = {name for text in texts for name, _ in placeholders(text)}
    return keys | {name.removeprefix("row.") for name in names if name.startswith("row.")}


def _value_fault(kind: Kind, item: Field, text: str, where: str) -> Iterator[Problem]:
    if item.type == "date":
        told = None if _is_date(text) else "写成如 2026-03-05"
    elif item.type == "money":
        told = None if _is_sum(text) else "写成如 6,000元"
    else:
        form, cure = _NUMBERS.get(item.type, (None, ""))
        told = None if form is None or form.fullmatch(text) else cure
    if told:
        yield fault(kind, where, f"“{text}”不合栏目的类型 {item.type}", told)


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def _is_sum(text: str) -> bool:
    try:
        parse_fen(text)
    except ValueError:
        return False
    return True
