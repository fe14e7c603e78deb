"""The small language in which a rule says what it looks for.

A phrase is a row of pieces, written as people would say them::

    <须> <上环>            both words, in this order, within one sentence
    收取~<押金>            the second soon after the first (8 signs at most), within one comma
    不予{落户|上户口}      signs written together stand together; {…|…} are alternatives
    未<上环>的 <扣发>      <…> is a list of synonyms kept under ``[words]`` in a pack
    每人 # 元              # is a number, in digits or in Chinese
    ^乙方                  ^ is the start of a part between two commas

There is nothing else: no repetition, no condition, no code. Where several places would do, the first is taken,
of several words that fit there the one that the choice names first, and of several distances the shortest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from contracts.judging.token import BREAKS, Span, Token, piece

_PIECE = re.compile(r"<([^<>]+)>|\{([^{}]*)\}|(#)|(\^)|([^<>{}#^]+)")
_NEAR = 8
"""So many signs at most lie between two tokens that are near each other."""


class PhraseError(ValueError):
    """A phrase cannot be read; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase made ready.

    ``near`` says of each token but the first whether it follows soon on the one before. ``atoms`` are word lists of
    which each must have a member in the text.
    """

    source: str
    tokens: tuple[Token, ...]
    near: tuple[bool, ...]
    atoms: frozenset[tuple[str, ...]]

    def stands_in(self, text: str, present: AbstractSet[str] | None = None) -> bool:
        """Return whether the phrase stands somewhere in a text, see :meth:`spans`."""
        return bool(self._spans(text, 0, 0, len(text), present))

    def spans(self, text: str, present: AbstractSet[str] | None = None) -> list[tuple[Span, ...]]:
        """Return every place where the phrase stands, as the spans of its tokens, leftmost first.

        Args:
            text: The text.
            present: The words of its lists that are known to stand in the text, if they have been looked up.
        """
        found: list[tuple[Span, ...]] = []
        if len(self.tokens) == 1:  # all its places are known at once
            after = 0
            for start, end in self.tokens[0].spans(text, 0, len(text), present):
                if start >= after:
                    found.append(((start, end),))
                    after = max(end, start + 1)
            return found
        spans = self._spans(text, 0, 0, len(text), present)
        while spans:
            found.append(spans)
            spans = self._spans(text, 0, max(spans[-1][1], spans[0][0] + 1), len(text), present)
        return found

    def _spans(
        self, text: str, number: int, first: int, last: int, present: AbstractSet[str] | None
    ) -> tuple[Span, ...]:
        """Return the spans of the tokens from one on, which begins from ``first`` to ``last``, or nothing."""
        final = number + 1 == len(self.tokens)
        for span in self.tokens[number].spans(text, first, last, present):
            if final:
                return (span,)
            reach = _reach(text, span[1]) if self.near[number] else len(text)
            rest = self._spans(text, number + 1, span[1], reach, present)
            if rest:
                return (span, *rest)
        return ()


def _reach(text: str, start: int) -> int:
    """Return the last place soon after another: within eight signs and before the next comma."""
    last = min(start + _NEAR, len(text))
    for sign in BREAKS:
        at = text.find(sign, start, last)
        last = at if at >= 0 else last
    return last


def compiled(source: str, words: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Return a phrase made ready.

    Args:
        source: A phrase, see the module.
        words: The synonym lists that ``<…>`` may name.

    Raises:
        PhraseError: Unknown list, empty phrase, or a sign that has no meaning here.
    """
    tokens: list[Token] = []
    near: list[bool] = []
    atoms: set[tuple[str, ...]] = set()
    for far in source.split():
        for place, token in enumerate(far.split("~")):
            tokens.append(_token(token, words, atoms))
            near.append(place > 0)
    if not tokens:
        raise PhraseError("句式是空的")
    return Phrase(source=source, tokens=tuple(tokens), near=tuple(near[1:]), atoms=frozenset(atoms))


def _token(token: str, words: Mapping[str, tuple[str, ...]], atoms: set[tuple[str, ...]]) -> Token:
    pieces = []
    position = 0
    anchored = False
    while position < len(token):
        found = _PIECE.match(token, position)
        if found is None:
            raise PhraseError(f"句式“{token}”里有不认识的符号 {token[position]}")
        position = found.end()
        name, either, number, anchor, literal = found.groups()
        if anchor:
            anchored = True
        else:
            choices = (number,) if number else _choices(name, either, literal, words)
            hints = _hints(choices)
            if all(hints):
                atoms.add(hints)
            pieces.append(piece(choices, alone=literal is None or literal == token))
    if not pieces:
        raise PhraseError("句式里有空的词")
    return Token(tuple(pieces), anchored)


@cache
def _hints(choices: tuple[str, ...]) -> tuple[str, ...]:
    """Return of each choice the signs that stand together; phrases share their word lists."""
    if "#" not in "".join(choices):
        return choices
    return tuple(max(choice.split("#"), key=len) for choice in choices)


def _choices(
    name: str | None, either: str | None, literal: str | None, words: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    if name is not None:
        if name not in words:
            raise PhraseError(f"没有名为“{name}”的词表")
        return words[name]
    if either is not None:
        return tuple(sorted(either.split("|"), key=len, reverse=True))
    return (literal or "",)
