"""Which rules could speak of a statement: those of which the words stand there, found without trying the phrases."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from contracts.judging.lexicon import Lexicon, Reading, rarest
from contracts.judging.phrase import Phrase
from contracts.judging.rules import Rule

Needy = tuple[int, Phrase]
"""A phrase behind the word lists that it needs, see :meth:`contracts.judging.lexicon.Lexicon.needs`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that could speak of a statement.

    ``says`` are those of its phrases whose words all stand there, as its ``reading`` tells; :meth:`standing` picks
    those of ``unless`` and ``dangers``.
    """

    rule: Rule
    says: list[Phrase]
    unless: tuple[Needy, ...]
    dangers: tuple[Needy, ...]
    reading: Reading

    def standing(self, phrases: tuple[Needy, ...]) -> list[Phrase]:
        """Return those phrases whose words all stand in the statement."""
        lists = self.reading.lists
        return [phrase for needs, phrase in phrases if needs & lists == needs]

    def is_harmless(self, text: str) -> bool:
        """Say whether the statement, or a part of it, holds what makes the rule's words harmless."""
        return any(phrase.stands_in(text, self.reading.words) for phrase in self.standing(self.unless))


class Candidates:
    """The phrases of some rules by their rarest words, so that a text calls up the few that could match.

    Args:
        rules: The rules, in the order of the packs.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        checks = [rule.check for rule in rules]
        self._lexicon = Lexicon(phrase for check in checks for phrase in (*check.says, *check.unless, *check.dangers))
        self._rules = [(rule, self._needy(rule.check.unless), self._needy(rule.check.dangers)) for rule in rules]
        self._by_word: dict[str, list[tuple[int, int, int, Phrase]]] = {}
        said = ((number, phrase) for number, check in enumerate(checks) for phrase in check.says)
        for place, (number, phrase) in enumerate(said):
            entry = (place, number, self._lexicon.needs(phrase), phrase)
            for word in set(rarest(phrase)) or {""}:
                self._by_word.setdefault(word, []).append(entry)

    def _needy(self, phrases: tuple[Phrase, ...]) -> tuple[Needy, ...]:
        return tuple((self._lexicon.needs(phrase), phrase) for phrase in phrases)

    def of(self, text: str, among: AbstractSet[int]) -> dict[str, list[Candidate]]:
        """Return, by kind of check and in the order of the packs, the rules that could speak of a text.

        Args:
            text: The text.
            among: The places of the rules that are asked: one index serves every day and family of paper.
        """
        reading = self._lexicon.read(text)
        lists = reading.lists
        said = {
            place: (number, phrase)
            for word in ("", *reading.words)
            for place, number, needs, phrase in self._by_word.get(word, ())
            if number in among and needs & lists == needs
        }
        by_rule: dict[int, list[Phrase]] = {}
        for place in sorted(said):
            number, phrase = said[place]
            by_rule.setdefault(number, []).append(phrase)
        found: dict[str, list[Candidate]] = {}
        for number, says in by_rule.items():
            rule, unless, dangers = self._rules[number]
            found.setdefault(rule.check.type, []).append(Candidate(rule, says, unless, dangers, reading))
        return found
