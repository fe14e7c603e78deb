"""The small language in which a rule says what it looks for.

A phrase is a row of pieces, written as people would say them::

    <须> <上环>            both words, in this order, within one sentence
    收取~<押金>            the second soon after the first (8 signs at most), within one comma
    不予{落户|上户口}      signs written together stand together; {…|…} are alternatives
    未<上环>的 <扣发>      <…> is a list of synonyms kept under ``[words]`` in a pack
    每人 # 元              # is a number, in digits or in Chinese
    ^乙方                  ^ is the start of a part between two commas

There is nothing else: no repetition, no condition, no code. :class:`Lexicon` finds in one walk through
a text which words of all phrases are there, so that only the few phrases that could match are tried.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import add

NUMBER = r"(?:[0-9〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟半几数若干x×_]+(?:[.,、至-][0-9]+)*)"
_PIECE = re.compile(r"<([^<>]+)>|\{([^{}]*)\}|(#)|(\^)|([^<>{}#^]+)")
_BREAKS = "，：;；。"
_NEAR = rf"[^{_BREAKS}]{{0,8}}?"
_FAR = r".*?"

Span = tuple[int, int]

_GUARDED = {
    "方": (r"(?<![甲乙丙双男女各一三两对])", ""),
    "要": (r"(?<![需主重只必简不摘提纲])", r"(?![求点件素义害闻领])"),
    "应": (r"(?<![相适响反供效感对])", r"(?![急兑用届付得发享])"),
    "需": (r"(?<![所急])", r"(?![求要])"),
    "交": (r"(?<![提成移社外转递代送上补])", r"(?![通流给接替办由乙回])"),
    "收": (r"(?<![回征验签接没吸代])", r"(?![入到集据养益听看视悉件])"),
    "缴": (r"(?<![上收补])", r"(?!费年)"),
    "生": (r"(?<![计新医出民先学卫养优])", r"(?![活命物产日病效成长殖])"),
    "扣": (r"(?<![折环])", r"(?![分])"),
    "做": ("", r"(?![好到出法])"),
    "报": (r"(?<![申填汇回公海日举登])", r"(?![销酬纸道名考备])"),
    "不": (r"(?<![得要])", r"(?![影得准许予能论少低高仅断允应可含同停扣取罚收减降])"),
    "未": ("", r"(?![来成婚])"),
    "停": ("", r"(?![车留])"),
    "建": ("", r"(?![议立设])"),
    "送": ("", r"(?![达])"),
    "作": (r"(?<![工合操动当看协运写])", r"(?![人废业假])"),
    "生育": (r"(?<!计划)", r"(?!登记|服务|政策|津贴|保险|假|支持|关怀)"),
}
"""Signs that as a word of their own must not be part of these common words (方可 is not 乙方可)."""


class PhraseError(ValueError):
    """A phrase cannot be read; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase made ready. ``atoms`` are word lists of which each must have a member in the text."""

    source: str
    expression: str
    atoms: frozenset[tuple[str, ...]]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a text first asks for it: most texts ask for a few of thousands."""
        return _ready(self.expression)

    def spans(self, text: str) -> Iterable[tuple[Span, ...]]:
        """Yield every place where the phrase stands, as the spans of its tokens, leftmost first."""
        for found in self.pattern.finditer(text):
            yield found.regs[1:]


def compiled(source: str, words: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Return the phrase of this source.

    Args:
        source: A phrase, see the module.
        words: The synonym lists that ``<…>`` may name.

    Raises:
        PhraseError: Unknown list, empty phrase, or a sign that has no meaning here.
    """
    pieces: list[str] = []
    atoms: set[tuple[str, ...]] = set()
    for far in source.split():
        near = [_token(token, words, atoms) for token in far.split("~")]
        pieces.append(_NEAR.join(near))
    if not pieces:
        raise PhraseError("句式是空的")
    return Phrase(source=source, expression=_FAR.join(pieces), atoms=frozenset(atoms))


def _token(token: str, words: Mapping[str, tuple[str, ...]], atoms: set[tuple[str, ...]]) -> str:
    out = ""
    position = 0
    start = ""
    while position < len(token):
        piece = _PIECE.match(token, position)
        if piece is None:
            raise PhraseError(f"句式“{token}”里有不认识的符号 {token[position]}")
        position = piece.end()
        name, either, number, anchor, literal = piece.groups()
        if anchor:
            start = rf"(?:^|(?<=[{_BREAKS}]))"
        elif number:
            out += NUMBER
        else:
            choices = _choices(name, either, literal, words)
            hints = tuple(max(choice.split("#"), key=len) for choice in choices)
            if all(hints):
                atoms.add(hints)
            alone = literal is None or literal == token
            out += "(?:" + "|".join(_pattern(choice, alone=alone) for choice in choices) + ")"
    if not out:
        raise PhraseError("句式里有空的词")
    return f"{start}({out})"


def _pattern(choice: str, *, alone: bool) -> str:
    pattern = NUMBER.join(re.escape(piece) for piece in choice.split("#"))
    before, after = _GUARDED.get(choice, ("", "")) if alone else ("", "")
    if alone and choice.startswith("方"):
        before = _GUARDED["方"][0]
    return before + pattern + after


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


def _likelihood(atom: tuple[str, ...]) -> float:
    """Estimate how likely a text holds one of these words: a longer word is rarer."""
    return sum(8.0 ** -len(word) for word in atom)


@functools.cache
def _ready(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


class Lexicon:
    """All words of all phrases, indexed by their first two signs.

    Args:
        phrases: The phrases whose words are to be found.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._short: dict[str, tuple[int, ...]] = {}
        self._long: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        self._numbers: dict[tuple[str, ...], int] = {}
        members: dict[str, list[int]] = {}
        for phrase in phrases:
            for atom in phrase.atoms:
                if atom not in self._numbers:
                    self._numbers[atom] = len(self._numbers)
                    for word in atom:
                        members.setdefault(word, []).append(self._numbers[atom])
        for word, numbers in members.items():
            if len(word) <= 2:  # noqa: PLR2004
                self._short[word] = tuple(numbers)
            else:
                self._long.setdefault(word[:2], []).append((word, tuple(numbers)))

    def needs(self, phrase: Phrase) -> frozenset[int]:
        """Return what :meth:`present` must hold before the phrase can match."""
        return frozenset(self._numbers[atom] for atom in phrase.atoms)

    def rarest(self, phrase: Phrase) -> int:
        """Return the number of the word list least likely to be met, or -1 if any text may match."""
        return self._numbers[min(phrase.atoms, key=_likelihood)] if phrase.atoms else -1

    def present(self, text: str) -> set[int]:
        """Return the numbers of all word lists of which a member stands in the text, and -1."""
        found = {-1}
        short, long = self._short, self._long
        pairs = set(map(add, text, text[1:]))
        for signs in short.keys() & pairs.union(text):
            found.update(short[signs])
        for signs in long.keys() & pairs:
            for word, numbers in long[signs]:
                if word in text:
                    found.update(numbers)
        return found
