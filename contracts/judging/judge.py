"""One clause before the rules: which of them speak, and what follows.

The order of judgement, statement by statement:

1. a void rule strikes: the statement is void, whatever else it says;
2. an obsolete rule speaks and the day is outside its window: obsolete; inside, the statement is recognised;
3. a rule leaves it open: needs_review;
4. every proposition is recognised by a lawful rule and no alarming word is left over: lawful;
5. otherwise nobody knows: needs_review. The judge never guesses.

A clause is as bad as its worst statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from contracts.judging.candidate import Candidate, Candidates
from contracts.judging.checks import Hit, alarm_hits, clause_hits, duty_hits
from contracts.judging.clause import Actor, Proposition, Reader, Statement
from contracts.judging.rules import NATION, Rule, RuleBook
from contracts.model import Citation, Finding, Verdict

_CheckFunction = Callable[[Candidate, Statement], Iterator[Hit]]

ORDER: tuple[Verdict, ...] = ("void", "obsolete", "needs_review", "lawful")
"""Worst first."""

_REMEMBERED = 4096

_SIDES: dict[str, Actor] = {
    "family": "family", "youth": "family", "guarantor": "family", "couple": "family", "person": "family",
    "third-party": "family", "employer": "unit", "landlord": "unit", "unit": "unit", "both": "both",
    "office": "office", "village": "office", "department": "office", "group-head": "office",
}  # fmt: skip

_PARTY_B: dict[str, Actor] = {
    "village": "office", "department": "office", "group-head": "office",
    "employer": "unit", "landlord": "unit", "unit": "unit",
}  # fmt: skip


def side_bound(party_bound: str) -> Actor:
    """Return the side behind a word of the column ``party_bound``; unknown words say nothing."""
    return _SIDES.get(party_bound.strip(), "")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule says of a statement: the words that made it speak, and its verdict on the day."""

    rule: Rule
    verdict: Verdict
    words: tuple[str, ...]
    severed: bool = False


class Judge:
    """A rule book made ready for judging.

    Args:
        book: The rules for one place.
        as_of: The signing day.
        family: The family of paper, or nothing.
    """

    def __init__(self, book: RuleBook, as_of: date, family: str = "") -> None:
        self.book, self.as_of = book, as_of
        applicable = {number: rule for number, rule in enumerate(book.rules) if rule.applies(as_of, family)}
        rules = list(applicable.values())
        self._reader = Reader(book.actors)
        self.possible = lru_cache(maxsize=16)(partial(_candidates(book).of, among=applicable.keys()))
        self._forbids = [rule for rule in rules if rule.check.type == "forbids"]
        self._unknown = [rule for rule in rules if rule.check.type == "unrecognised"]
        self.row_rules = [rule for rule in rules if rule.check.type == "row_number"]
        # A batch says the same clauses hundreds of times; what was read once need not be read again.
        self.rulings = lru_cache(maxsize=_REMEMBERED)(self._rulings)
        self.alarmed = lru_cache(maxsize=_REMEMBERED)(self._alarmed)

    def _rulings(self, text: str, party_bound: str, party_b: Actor = "") -> tuple[Ruling, ...]:
        """Return what the rules say of a clause, worst first; at least one ruling.

        Args:
            text: The clause.
            party_bound: Who is bound by it, as in the column of that name.
            party_b: The side that 乙方 stands on, where the paper says so.
        """
        found: dict[str, Ruling] = {}
        second = party_b or _PARTY_B.get(party_bound.strip(), "family")
        for statement in self._reader.statements(text, side_bound(party_bound), second):
            for ruling in self._statement(statement):
                found.setdefault(ruling.rule.id, ruling)
        rulings = sorted(found.values(), key=lambda ruling: ORDER.index(ruling.verdict))
        return tuple(rulings) or tuple(Ruling(rule, "needs_review", ()) for rule in self._unknown[:1])

    def speaks(self, rule: Rule, text: str) -> bool:
        """Say whether one rule, alone, finds what it looks for in a text."""
        for statement in self._reader.statements(text):
            hits = [*self._hits("clause", statement, clause_hits), *self._rest_hits(statement)]
            hits += [hit for part in statement.propositions for hit in self._duty_hits(statement, part)]
            if any(hit.rule is rule and not hit.shielded for hit in hits):
                return True
        return False

    def _alarmed(self, text: str) -> bool:
        """Say whether a text holds any word that a striking or alarming rule looks for as a whole phrase."""
        return any(
            next(self._hits("alarm", statement, alarm_hits), None)
            or next(self._hits("clause", statement, clause_hits), None)
            for statement in self._reader.statements(text)
        )

    def _hits(self, kind: str, statement: Statement, check: _CheckFunction) -> Iterator[Hit]:
        for candidate in self.possible(statement.text).get(kind, ()):
            yield from check(candidate, statement)

    def _rest_hits(self, statement: Statement) -> list[Hit]:
        return [hit for hit in self._hits("rest", statement, clause_hits) if not hit.shielded]

    def _statement(self, statement: Statement) -> Iterator[Ruling]:
        hits = list(self._hits("clause", statement, clause_hits))
        if not any(hit.rule.verdict in {"void", "obsolete"} and not hit.shielded for hit in hits):
            hits += self._rest_hits(statement)
        duties = [hit for part in statement.propositions for hit in self._duty_hits(statement, part)]
        open_hits = _unsettled([hit for hit in hits if not hit.shielded], duties)
        promised = any(hit.rule.promise for hit in duties)
        worst = [
            Ruling(hit.rule, self._verdict(hit.rule), hit.words(statement.text), severed=promised) for hit in open_hits
        ]
        bad = [ruling for ruling in worst if ruling.verdict != "lawful"]
        yield from bad
        if not bad:
            yield from worst or self._recognised(statement, hits, duties)

    def _duty_hits(self, statement: Statement, proposition: Proposition) -> Iterator[Hit]:
        def check(candidate: Candidate, statement: Statement) -> Iterator[Hit]:
            return duty_hits(candidate, statement, proposition)

        return self._hits("duty", statement, check)

    def _verdict(self, rule: Rule) -> Verdict:
        if rule.verdict in {"obsolete", "lawful"}:
            return "lawful" if self.as_of in rule.basis else "obsolete"
        return rule.verdict

    def _recognised(self, statement: Statement, hits: list[Hit], duties: list[Hit]) -> Iterator[Ruling]:
        found = self._hits("alarm", statement, alarm_hits)
        alarms = [hit for hit in found if not _is_read(hit, hits, duties, statement)]
        if alarms:
            yield Ruling(alarms[0].rule, "needs_review", alarms[0].words(statement.text))
            return
        for proposition in statement.propositions:
            yield self._proposition(statement, proposition, hits, duties)

    def _proposition(
        self, statement: Statement, proposition: Proposition, hits: list[Hit], duties: list[Hit]
    ) -> Ruling:
        inside = [hit for hit in duties if proposition.start <= hit.spans[0][0] < proposition.end]
        verdicts = [Ruling(hit.rule, self._verdict(hit.rule), hit.words(statement.text)) for hit in inside]
        lawful = [ruling for ruling in verdicts if ruling.verdict == "lawful"]
        if lawful:
            return max(lawful, key=_closeness)
        for hit in hits:
            if hit.shielded and self._forbids and any(proposition.start <= s < proposition.end for s, _ in hit.spans):
                return Ruling(self._forbids[0], self._verdict(self._forbids[0]), hit.words(statement.text))
        if verdicts:
            return verdicts[0]
        words = (statement.text[proposition.start : proposition.end].strip("，："),)
        return Ruling(self._unknown[0], "needs_review", words)

    def finding(self, ruling: Ruling, where: str, text: str) -> Finding:
        """Return the ruling as a finding, with the citations and doubts of the day."""
        rule = ruling.rule
        cite = self._cite(ruling)
        hint = rule.hint
        if ruling.severed and ruling.verdict in {"void", "obsolete"}:
            cite = (*cite, *(item for item in self.book.severed if item not in cite))
            hint += "所附的条件不算数，已经承诺的奖励照付（民法典第156条：部分无效不影响其他部分）。"
        return Finding(
            rule=rule.id, verdict=ruling.verdict, where=where, text=text, message=rule.message, hint=hint,
            cite=cite, words=ruling.words, window=str(rule.basis), doubt=self._doubt(rule, cite),
        )  # fmt: skip

    def _cite(self, ruling: Ruling) -> tuple[Citation, ...]:
        if ruling.verdict != "void":
            return ruling.rule.cite
        valid = tuple(item for item in ruling.rule.cite if item.version <= self.as_of)
        earlier = tuple(item for item in self.book.earlier if item.version <= self.as_of)
        return valid or earlier[-1:] or ruling.rule.cite

    def _doubt(self, rule: Rule, cite: tuple[Citation, ...]) -> str:
        laws = {item.law for item in cite}
        doubts = [item.reason for item in self.book.doubts if item.law in laws and item.since <= self.as_of]
        return "；".join(filter(None, [rule.doubt, *doubts]))


def _closeness(ruling: Ruling) -> tuple[bool, int]:
    """Rank what recognised a proposition: the place's own rule first, then the one that read most of it."""
    return ruling.rule.jurisdiction != NATION, sum(map(len, ruling.words))


def _unsettled(hits: list[Hit], duties: list[Hit]) -> list[Hit]:
    settled = {name for hit in (*hits, *duties) for name in hit.rule.settles}
    return [hit for hit in hits if hit.rule.id not in settled]


def _is_read(alarm: Hit, hits: list[Hit], duties: list[Hit], statement: Statement) -> bool:
    if alarm.shielded:
        return True
    read = [span for hit in duties for span in hit.spans]
    read += [span for hit in hits if hit.shielded for span in hit.spans]
    read += [shield.word for shield in statement.shields]
    read += [_proposition_of(hit, statement) for hit in duties if alarm.rule.id in hit.rule.check.calms]
    return all(any(first <= start and end <= last for first, last in read) for start, end in alarm.spans)


def _proposition_of(hit: Hit, statement: Statement) -> tuple[int, int]:
    start = hit.spans[0][0]
    inside = (part for part in statement.propositions if part.start <= start < part.end)
    return next(((part.start, part.end) for part in inside), (start, start))


@lru_cache(maxsize=8)
def _candidates(book: RuleBook) -> Candidates:
    """Return the index of a book's phrases; every judge of the book asks the same one for its own rules."""
    return Candidates(book.rules)


@lru_cache(maxsize=64)
def judge_for(book: RuleBook, as_of: date, family: str = "") -> Judge:
    """Return the judge for a book, a day and a family of paper; made once."""
    return Judge(book, as_of, family)
