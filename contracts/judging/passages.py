"""What stands on a paper, as pieces to be judged: those that the papers of a batch share are made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from contracts.model import Clause, Draft, Party, Table, Term, side_of
from contracts.once import once

_MOST = 48  # a batch has some dozens of sets of clauses; a list of a whole county may be long


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """Clauses that stand together on a paper, and all their words. Compared by identity."""

    clauses: tuple[Clause, ...]
    words: str


def passages(draft: Draft) -> tuple[Passage, ...]:
    """Return every piece of text that the review judges, in printed order.

    Papers whose recitals, clauses, tables or closing words are the same object get the same passage.
    """
    bound = tuple((party.role, party.type) for party in draft.parties)
    of_terms = _terms(draft.terms)
    if bound not in of_terms:
        of_terms[bound] = _passage(_of_terms(draft.terms, draft.parties))
    return (_recital(draft.recital), of_terms[bound], _tables(draft.tables), _closing(draft.closing))


def _passage(clauses: Iterator[Clause]) -> Passage:
    held = tuple(clauses)
    return Passage(clauses=held, words="\n".join(clause.text for clause in held))


def _of_recital(texts: Sequence[str]) -> Iterator[Clause]:
    for number, text in enumerate(texts, 1):
        yield Clause(where=f"前言第{number}段", text=text, party_bound="both")


def _of_terms(terms: Sequence[Term], parties: Sequence[Party]) -> Iterator[Clause]:
    types = {party.role: party.type for party in parties}
    for term in terms:
        bound = types.get(term.owed_by)
        yield Clause(where=f"第{term.ordinal}条", text=term.text, party_bound=side_of(bound) if bound else "")


def _of_tables(tables: Sequence[Table]) -> Iterator[Clause]:
    for table in tables:
        labels = tuple(column.label for column in table.columns)
        yield Clause(where=f"{table.caption}表头", text="；".join(labels), cells=labels)
        for number, row in enumerate(table.rows, 1):
            cells = tuple(cell for cell in row if cell)
            if cells:  # an empty row, to be filled by hand, says nothing
                yield Clause(where=f"{table.caption}第{number}行", text="；".join(cells), cells=cells)


def _of_closing(texts: Sequence[str]) -> Iterator[Clause]:
    for number, text in enumerate(texts, 1):
        yield Clause(where=f"结尾第{number}段", text=text, party_bound="office")


def _nothing_yet(_terms: Sequence[Term]) -> dict[object, Passage]:
    return {}


_recital: Callable[[tuple[str, ...]], Passage] = once(lambda texts: _passage(_of_recital(texts)), _MOST)
_terms: Callable[[tuple[Term, ...]], dict[object, Passage]] = once(_nothing_yet, _MOST)
_tables: Callable[[tuple[Table, ...]], Passage] = once(lambda tables: _passage(_of_tables(tables)), _MOST)
_closing: Callable[[tuple[str, ...]], Passage] = once(lambda texts: _passage(_of_closing(texts)), _MOST)
