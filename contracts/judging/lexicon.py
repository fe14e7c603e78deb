"""All words of all phrases in one index, which finds in one walk through a text the words that stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import add

from contracts.judging.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a text: the words of the lists, and a bit for each list that has one there."""

    words: frozenset[str]
    lists: int


class Lexicon:
    """All words of all phrases, indexed by their first two signs.

    Args:
        phrases: The phrases whose words are to be found.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._short: dict[str, tuple[str, int]] = {}
        self._long: dict[str, list[tuple[str, int]]] = {}
        # What many phrases need gets a low bit: their numbers are short, and a comparison is quick.
        atoms = Counter(atom for phrase in phrases for atom in phrase.atoms).most_common()
        self._bits = {atom: 1 << place for place, (atom, _) in enumerate(atoms)}
        by_word: dict[str, int] = {}
        for atom, bit in self._bits.items():
            for word in atom:
                by_word[word] = by_word.get(word, 0) | bit
        for word, lists in by_word.items():
            if len(word) <= 2:  # noqa: PLR2004
                self._short[word] = (word, lists)
            else:
                self._long.setdefault(word[:2], []).append((word, lists))

    def needs(self, phrase: Phrase) -> int:
        """Return the bits of the word lists that a reading must hold before the phrase can match."""
        return sum(self._bits[atom] for atom in phrase.atoms)

    def read(self, text: str) -> Reading:
        """Return which words of all lists stand in a text."""
        words, lists = [], 0
        pairs = set(map(add, text, text[1:]))
        for signs in self._short.keys() & pairs.union(text):
            word, bits = self._short[signs]
            words.append(word)
            lists |= bits
        for signs in self._long.keys() & pairs:
            for word, bits in self._long[signs]:
                if word in text:
                    words.append(word)
                    lists |= bits
        return Reading(frozenset(words), lists)


def rarest(phrase: Phrase) -> tuple[str, ...]:
    """Return the words of which the text is least likely to hold one; none if any text may match."""
    return min(phrase.atoms, key=_likelihood, default=())


@cache
def _likelihood(atom: tuple[str, ...]) -> float:
    """Estimate how likely a text holds one of these words: a longer word is rarer."""
    return sum(8.0 ** -len(word) for word in atom)
