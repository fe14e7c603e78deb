"""A Word file that somebody else wrote, before the law: every clause in it judged, everything else let be.

Only sentences that oblige, permit, forbid or promise are clauses; labels, blanks, names, days, table heads
and signature lines are passed. But words that a void or obsolete rule strikes are reported whatever their
form, and so is what only shows when neighbouring lines, cells or hidden words are read together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from contracts.judging.sentences import Leads, is_clause, is_open
from contracts.model import Finding, Verdict

if TYPE_CHECKING:
    from contracts.judging.rules import Rule
    from contracts.word.foreign import FoundClause

_ORDER: tuple[Verdict, ...] = ("void", "obsolete", "needs_review", "lawful")
_LONGEST = 2000
_OVERLAP = 200
_MOST_LINES = 6
_MOST_CELLS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A paragraph and what the law says of it; ``finding`` is ``None`` where it is no clause.

    ``anchor`` tells where in the body a comment can stand.
    """

    where: str
    text: str
    section: str = ""
    unseen: str = ""
    anchor: int = 0
    finding: Finding | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict, or ``None`` where the paragraph is no clause."""
        return self.finding.verdict if self.finding else None

    @property
    def refused(self) -> bool:
        """Whether no decision can lift what was found."""
        return self.verdict in {"void", "obsolete"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many clauses are what; ``passed`` are the paragraphs that are no clauses."""

    void: int = 0
    obsolete: int = 0
    needs_review: int = 0
    lawful: int = 0
    passed: int = 0

    @property
    def refused(self) -> int:
        """How many the law refuses."""
        return self.void + self.obsolete


def examine(
    content: bytes, *, as_of: date, place: str = "", rules: Sequence[Rule] | None = None
) -> tuple[Examined, ...]:
    """Return every paragraph of a Word file with its verdict, in reading order.

    Args:
        content: The bytes of a .docx file.
        as_of: The signing day; it decides which law applies.
        place: Division code of the place of signing, or nothing for the law of the whole country.
        rules: Rules to use instead of the bundled packs.

    Raises:
        DocumentError: The file cannot be read; with the cure.
    """
    from contracts.word.foreign import read_clauses

    return examined(read_clauses(content), as_of=as_of, place=place, rules=rules)


def examined(
    clauses: Sequence[FoundClause], *, as_of: date, place: str = "", rules: Sequence[Rule] | None = None
) -> tuple[Examined, ...]:
    """Return the paragraphs as :func:`examine` does, once they are read."""
    bench = _Bench(as_of, place, rules)
    leads = Leads()
    single = [_alone(bench, clause, leads.lead(clause)) for clause in clauses]
    for first, last in _runs(clauses):
        _join(bench, clauses, single, range(first, last), "")
    for cells in _rows(clauses):
        _join(bench, clauses, single, cells, "，")
    return tuple(single)


def summary(items: Sequence[Examined]) -> Summary:
    """Return the counts of :class:`Summary`."""
    verdicts = [item.verdict for item in items]
    counts = {verdict: verdicts.count(verdict) for verdict in _ORDER}
    return Summary(
        void=counts["void"], obsolete=counts["obsolete"], needs_review=counts["needs_review"],
        lawful=counts["lawful"], passed=verdicts.count(None),
    )  # fmt: skip


class _Bench:
    """Judges texts of one day and place, equal ones once."""

    def __init__(self, as_of: date, place: str, rules: Sequence[Rule] | None) -> None:
        self._as_of, self._place, self._rules = as_of, place, rules
        self._cached = lru_cache(maxsize=None)(self._judged)

    def finding(self, text: str, party_bound: str = "") -> Finding:
        return self._cached(text, party_bound)

    def _judged(self, text: str, party_bound: str) -> Finding:
        from contracts.judging.review import judge

        found = (
            judge(piece, party_bound=party_bound, as_of=self._as_of, place=self._place, rules=self._rules)
            for piece in _pieces(text)
        )
        return min(found, key=_gravity)


def _gravity(finding: Finding) -> int:
    return _ORDER.index(finding.verdict)


def _is_refused(finding: Finding | None) -> bool:
    return finding is not None and finding.verdict in {"void", "obsolete"}


def _alone(bench: _Bench, clause: FoundClause, lead: str) -> Examined:
    finding = bench.finding(lead + clause.text, clause.party_bound)
    if clause.whole and not _is_refused(finding):
        finding = min(finding, bench.finding(clause.whole, clause.party_bound), key=_gravity)
    concealed = clause.unseen and not clause.whole
    kept = _is_refused(finding) or (is_clause(clause.text) and not _is_beside(clause.unseen))
    return Examined(
        where=clause.where, text=clause.text, section=clause.section, unseen=clause.unseen, anchor=clause.anchor,
        finding=replace(finding, where=clause.where, text=clause.whole if concealed else clause.text) if kept else None,
    )  # fmt: skip


def _is_beside(unseen: str) -> bool:
    """Say whether words stand beside the text (names of controls, alternative texts, properties)."""
    return bool(unseen) and not unseen.endswith("文字")


def _runs(clauses: Sequence[FoundClause]) -> Iterator[tuple[int, int]]:
    """Yield stretches of lines that are one sentence, broken by whoever typed or scanned them."""
    first = 0
    while first < len(clauses):
        last = first + 1
        while (
            last < len(clauses)
            and last - first < _MOST_LINES
            and clauses[last].story == clauses[first].story
            and is_open(clauses[last - 1].text, following=clauses[last].text, begun=last - first > 1)
        ):
            last += 1
        if last - first > 1:
            yield first, last
        first = last


def _rows(clauses: Sequence[FoundClause]) -> Iterator[list[int]]:
    """Yield the cells of each short table row: what is a label in one says what the next one means."""
    rows: dict[tuple[str, str], list[int]] = {}
    for number, clause in enumerate(clauses):
        if clause.row:
            rows.setdefault((clause.story.partition("#")[0], clause.row), []).append(number)
    yield from (cells for cells in rows.values() if 1 < len(cells) <= _MOST_CELLS)


def _join(
    bench: _Bench, clauses: Sequence[FoundClause], single: list[Examined], numbers: Sequence[int], glue: str
) -> None:
    """Report at the first of several paragraphs what the law refuses only in all of them together."""
    if any(_is_refused(single[number].finding) for number in numbers):
        return
    text = glue.join(clauses[number].text for number in numbers)
    finding = bench.finding(text)
    if _is_refused(finding):
        first = single[numbers[0]]
        single[numbers[0]] = replace(first, finding=replace(finding, where=first.where, text=text))


def _pieces(text: str) -> Iterator[str]:
    """Yield a very long text in stretches that end with a sentence; a sentence without end overlaps itself."""
    if len(text) <= _LONGEST:
        yield text
        return
    for sentence in re.findall(r"[^。\n]+[。\n]?", text):
        step = _LONGEST - _OVERLAP
        yield from (sentence[start : start + _LONGEST] for start in range(0, max(1, len(sentence) - _OVERLAP), step))
