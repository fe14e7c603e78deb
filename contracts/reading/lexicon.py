"""The words that a heading is made of, from ``rosters/vocabulary.toml``, each with the kind of word it is."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from contracts.reading.layouts import vocabulary
from contracts.reading.wording import bare, bracketed, codes_in

_TIME = re.compile(
    r"(?:19|20)\d{2}年?度?|\d{1,2}[-至~]\d{1,2}月份?|\d{1,2}月份?|第?[\d一二三四]季度|\d+[-至~]?\d*周?岁(?:以上|以下)?|1[58]位数?"
)
_YUAN = re.compile(r"(?:单位|币种|金额)?(?:人民币)?(?:万元|元|万)(?:(?:[/每·]|人|户|孩|名)*(月|年)?度?)?")
_IN_YUAN = re.compile(r"[/,、]?(?:单位)?(?:人民币)?(?:万元|(?<!单)元)$")
_OF_TIME = {"月": "month", "年": "year"}


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a heading: its letters and what kind of word they are, ``?`` where no word covers them."""

    text: str
    kind: str


@functools.lru_cache(maxsize=4096)
def cover(text: str) -> tuple[Word, ...]:
    """Return the words that cover a text: as few letters left over as can be, then as few and as long words."""
    kinds = vocabulary().kinds
    longest = vocabulary().longest
    best: list[tuple[int, int, int, tuple[Word, ...]]] = [(0, 0, 0, ())]
    for start in range(len(text) - 1, -1, -1):
        left, count, squares, rest = best[-1]
        if rest and rest[0].kind == "?":
            found = (left + 1, count, squares, (Word(text[start] + rest[0].text, "?"), *rest[1:]))
        else:
            found = (left + 1, count + 1, squares, (Word(text[start], "?"), *rest))
        for end in range(start + 1, min(len(text), start + longest) + 1):
            kind = kinds.get(text[start:end])
            if kind:
                left, count, squares, rest = best[len(text) - end]
                length = end - start
                found = min(
                    (left, count + 1, squares - length * length, (Word(text[start:end], kind), *rest)),
                    found,  # of equals the one that begins with the longer word
                    key=lambda option: option[:3],
                )
        best.append(found)
    return best[-1][3]


def words_of(plain: str) -> tuple[Word, ...]:
    """Return the words of a heading without its brackets; a unit of money is a word ``yuan`` before them."""
    text = _TIME.sub("", bare(plain)) or bare(plain)
    shorter = _IN_YUAN.sub("", text) or text
    units = [Word("元", "yuan")] if shorter != text else []
    for match in map(_YUAN.fullmatch, bracketed(plain)):
        units += [Word(match[0], "yuan")] if match else []
        units += [Word(match[1], _OF_TIME[match[1]])] if match and match[1] else []
    return (*units, *cover(shorter))


def words_aside(plain: str) -> tuple[tuple[Word, ...], ...]:
    """Return the words of each bracket of a heading that known words cover; one that explains codes says nobody."""
    inside = (cover(text) for text in bracketed(plain) if not codes_in(f"({text})"))
    return tuple(words for words in inside if words and all(word.kind != "?" for word in words))
