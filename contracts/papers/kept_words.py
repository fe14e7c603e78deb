"""Are the words of a kind still those of a paper that was made from it under the same version?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contracts.kinds import Kind, KindTable, KindTerm, holds, placeholders
from contracts.model import Draft, Table, Term

_HOLE = re.compile(r"\{\{[^{}]*\}\}")
_YEAR = "{{ year }}年"


def changed_words(kind: Kind, draft: Draft) -> tuple[tuple[str, str], ...]:
    """Return ``(where, text)`` of each text of a kind that the paper says otherwise, or did not have.

    Values are no words: a placeholder stands for whatever was printed in its place. A clause is compared with who
    owes it and when it falls due. Of what the paper has and the kind has no longer, ``text`` is empty, for it may
    name people. A kind whose clauses come from a register has none of its own to compare.

    Args:
        kind: In the language of the paper.
        draft: What was printed from the kind under the same id and version.
    """
    return () if kind.register_only else tuple(_changed(kind, draft))


def _changed(kind: Kind, draft: Draft) -> Iterator[tuple[str, str]]:
    title = kind.title_of(dict(draft.facts))
    if not _says((_YEAR if kind.yearly else "") + title, draft.title):
        yield "title", title
    yield from _lines("recital", kind.recital, draft.recital)
    yield from _terms(kind, draft)
    kept = {table.code: table for table in draft.tables}
    for table in kind.tables:
        yield from _table(table, kept.pop(table.code, None), dict(draft.facts))
    yield from ((f"tables.{code}", "") for code in kept)
    yield from _lines("closing", kind.closing, draft.closing)


def _says(text: str, printed: str) -> bool:
    """Return whether a text of a manifest, its placeholders filled, can read like that."""
    if not placeholders(text):
        return text == printed
    words = ".*".join(map(re.escape, _HOLE.split(text)))
    return re.fullmatch(words, printed, re.DOTALL) is not None


def _lines(what: str, texts: Sequence[str], printed: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(texts, 1):
        if number > len(printed) or not _says(text, printed[number - 1]):
            yield f"{what} 第{number}段", text
    if len(printed) > len(texts):
        yield f"{what} 第{len(texts) + 1}段", ""


def _terms(kind: Kind, draft: Draft) -> Iterator[tuple[str, str]]:
    chosen = dict(draft.facts)
    kept: dict[str, list[Term]] = {}
    for term in draft.terms:
        kept.setdefault(term.code, []).append(term)
    for wanted in (term for term in kind.terms() if holds(term.only, chosen)):
        printed = kept.pop(wanted.code, [])
        if (not printed and not wanted.for_each) or not all(_agrees(wanted, term) for term in printed):
            yield f"terms.{wanted.code}", wanted.text
    yield from ((f"terms.{code}", "") for code in kept)


def _agrees(wanted: KindTerm, term: Term) -> bool:
    duty = (wanted.section, wanted.owed_by, wanted.owed_to, wanted.voluntary)
    due = (term.due is None and bool(term.instalments)) or term.due == wanted.due
    return due and duty == (term.section, term.owed_by, term.owed_to, term.voluntary) and _says(wanted.text, term.text)


def _table(table: KindTable, printed: Table | None, chosen: dict[str, str]) -> Iterator[tuple[str, str]]:
    where = f"tables.{table.code}"
    if printed is None or table.caption != printed.caption:
        yield where, table.caption
        return
    heads = [(column.key, column.label) for column in table.columns]
    if heads != [(column.key, column.label) for column in printed.columns]:
        yield where, "、".join(label for _, label in heads)
    rows = [] if table.source else table.rows_of(chosen)
    for number, row in enumerate(rows, 1):
        said = printed.rows[number - 1] if number <= len(printed.rows) else ()
        if len(said) != len(row) or not all(map(_says, row, said)):
            yield f"{where} 第{number}行", "、".join(row)
