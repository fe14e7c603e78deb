"""A token of a phrase: where in a text its words stand, and where they end.

A token is a row of :class:`Piece`, signs that stand together; a piece is a choice of words. Words are looked up,
not searched for by an automaton: a pack holds thousands of phrases, of which a text calls up a dozen, and to
prepare an automaton for each costs more than to judge the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

_SIGNS = "[0-9〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟半几数若干x×_]"
_SIGN = re.compile(_SIGNS)
NUMBER = re.compile(rf"{_SIGNS}+(?:[.,、至-][0-9]+)*")
"""A number in digits or in Chinese, or the blank that waits for one."""
BREAKS = "，："
"""What parts a statement; full stops and semicolons have parted the statements."""

Span = tuple[int, int]

_GUARDED = {
    "方": (tuple("甲乙丙双男女各一三两对"), ()),
    "要": (tuple("需主重只必简不摘提纲"), tuple("求点件素义害闻领")),
    "应": (tuple("相适响反供效感对"), tuple("急兑用届付得发享")),
    "需": (tuple("所急"), tuple("求要")),
    "交": (tuple("提成移社外转递代送上补"), tuple("通流给接替办由乙回")),
    "收": (tuple("回征验签接没吸代"), tuple("入到集据养益听看视悉件")),
    "缴": (tuple("上收补"), ("费年",)),
    "生": (tuple("计新医出民先学卫养优"), tuple("活命物产日病效成长殖")),
    "扣": (tuple("折环"), tuple("分")),
    "做": ((), tuple("好到出法")),
    "报": (tuple("申填汇回公海日举登"), tuple("销酬纸道名考备")),
    "不": (tuple("得要"), tuple("影得准许予能论少低高仅断允应可含同停扣取罚收减降")),
    "未": ((), tuple("来成婚")),
    "停": ((), tuple("车留")),
    "建": ((), tuple("议立设")),
    "送": ((), tuple("达")),
    "作": (tuple("工合操动当看协运写"), tuple("人废业假")),
    "生育": (("计划",), ("登记", "服务", "政策", "津贴", "保险", "假", "支持", "关怀")),
}  # fmt: skip
"""Words of a sign or two, and what must not stand before and after them: 方可 is not 乙方可."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a choice: what stands between its numbers (``生育#胎``), and what must not stand around it."""

    between: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]

    def ends(self, text: str, at: int) -> Iterator[int]:
        """Yield where the word ends if it begins at a place; a number takes as many signs as it can first."""
        if text.startswith(self.between[0], at) and not text.endswith(self.not_after, 0, at):
            for end in self._rest(text, at + len(self.between[0]), 1):
                if not text.startswith(self.not_before, end):
                    yield end

    def _rest(self, text: str, at: int, number: int) -> Iterator[int]:
        if number == len(self.between):
            yield at
            return
        found = NUMBER.match(text, at)
        for end in range(found.end() if found else at, at, -1):
            if NUMBER.fullmatch(text, at, end) and text.startswith(self.between[number], end):
                yield from self._rest(text, end + len(self.between[number]), number + 1)


class Piece:
    """A choice of words, the first that fits preferred.

    Args:
        choices: Words; ``#`` in one is a number, an empty one lets the piece be absent.
        alone: No other signs belong to the token, so that short words are guarded.
    """

    __slots__ = ("_alone", "_begun", "_by_sign", "_looked_up", "_otherwise", "_plain", "_ranks", "choices", "optional")

    def __init__(self, choices: tuple[str, ...], *, alone: bool) -> None:
        self.choices, self._alone = choices, alone
        self.optional = "" in choices
        # Made when a text first asks: most of the pieces of a pack are never asked for by one command.
        self._ranks: dict[str, int] | None = None
        self._begun: frozenset[str] = frozenset()
        self._by_sign: dict[str, tuple[Word, ...]] = {}
        self._otherwise: tuple[Word, ...] = ()
        self._plain = self._looked_up = False

    def words(self) -> tuple[Word, ...]:
        """Return the words, the preferred first."""
        guards = ((choice, _guards(choice) if self._alone else ((), ())) for choice in self.choices)
        return tuple(Word(tuple(choice.split("#")), *around) for choice, around in guards)

    def places(self, text: str, first: int, last: int, present: AbstractSet[str] | None) -> set[int]:
        """Return where a word of the piece may begin, from ``first`` to ``last``, an absent one left out."""
        ranks = self._indexed() if self._ranks is None else self._ranks
        words = ranks if present is None or not self._looked_up else ranks.keys() & present
        found = {at for word in (*words, *self._begun) for at in _places(word, text, first, last)}
        if "" in self._begun:
            found.update(number.start() for number in _SIGN.finditer(text, first, last + 1))
        return found

    def spans(self, text: str, first: int, last: int, present: AbstractSet[str] | None) -> list[Span]:
        """Return where the piece stands if it begins from ``first`` to ``last``, in order of places and preference."""
        ranks = self._indexed() if self._ranks is None else self._ranks
        if self._begun:
            places = sorted(self.places(text, first, last, present))
            return [(at, end) for at in places for end in self.ends(text, at)]
        found = []
        for word in ranks:
            if present is not None and self._looked_up and word not in present:
                continue
            at = text.find(word, first)
            while 0 <= at <= last:
                found.append((at, ranks[word], at + len(word)))
                at = text.find(word, at + 1)
        if len(found) > 1:
            found.sort()
        if self._plain:
            return [(at, end) for at, _, end in found]
        return [(at, end) for at, rank, end in found if _is_free(self.choices[rank], text, at, end)]

    def ends(self, text: str, at: int) -> list[int]:
        """Return where the piece ends if it begins at a place, in order of preference."""
        if self._ranks is None:
            self._indexed()
        words = self._by_sign.get(text[at : at + 1], self._otherwise)
        if self._plain:
            return [at + len(word.between[0]) for word in words if text.startswith(word.between[0], at)]
        return [end for word in words for end in word.ends(text, at)]

    def _indexed(self) -> dict[str, int]:
        """Return the words without a number by preference."""
        words = [(word.between[0][:1], word) for word in self.words()]
        for sign in {sign for sign, _ in words if sign}:
            self._by_sign[sign] = tuple(word for begins, word in words if begins in {sign, ""})
        self._otherwise = tuple(word for begins, word in words if not begins)
        self._begun = frozenset(word.between[0] for _, word in words if len(word.between) > 1)
        self._plain = not self._begun and not any(word.not_after or word.not_before for _, word in words)
        # A piece that may be absent or a bare number is no word list of the lexicon: its words were not looked up.
        self._looked_up = all(choice.strip("#") for choice in self.choices)
        self._ranks = {word: rank for rank, word in enumerate(self.choices) if word and "#" not in word}
        return self._ranks


def _places(word: str, text: str, first: int, last: int) -> Iterator[int]:
    at = text.find(word, first) if word else -1
    while 0 <= at <= last:
        yield at
        at = text.find(word, at + 1)


def _guards(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    not_after, not_before = _GUARDED.get(word, ((), ()))
    return _GUARDED["方"][0] if word.startswith("方") else not_after, not_before


def _is_free(word: str, text: str, at: int, end: int) -> bool:
    not_after, not_before = _guards(word)
    return not text.endswith(not_after, 0, at) and not text.startswith(not_before, end)


@cache
def piece(choices: tuple[str, ...], *, alone: bool) -> Piece:
    """Return the piece of these choices; phrases share their word lists, so each is made once."""
    return Piece(choices, alone=alone)


@dataclass(frozen=True, slots=True)
class Token:
    """Pieces that stand together; ``anchored`` at the start of a part."""

    pieces: tuple[Piece, ...]
    anchored: bool

    def spans(self, text: str, first: int, last: int, present: AbstractSet[str] | None) -> list[Span]:
        """Return where the token stands if it begins from ``first`` to ``last``, leftmost first.

        Args:
            text: The text.
            first: The first place.
            last: The last place.
            present: The words that are known to stand in the text, if they have been looked up.
        """
        if self.pieces[0].optional:
            found, following = [(at, at) for at in self._places(text, first, last, present)], self.pieces
        else:
            found, following = self.pieces[0].spans(text, first, last, present), self.pieces[1:]
        if not found:
            return found
        if self.anchored:
            found = [span for span in found if span[0] == 0 or text[span[0] - 1] in BREAKS]
        for part in following:
            found = [(at, end) for at, middle in found for end in part.ends(text, middle)]
        return found

    def _places(self, text: str, first: int, last: int, present: AbstractSet[str] | None) -> list[int]:
        """Return where the first word that is there may begin."""
        found: set[int] = set()
        for part in self.pieces:
            found |= part.places(text, first, last, present)
            if not part.optional:
                return sorted(found)
        return list(range(first, min(last, len(text)) + 1))
