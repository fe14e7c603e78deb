"""contracts/judging/token.py: where words stand."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.judging.books import all_rules
from contracts.judging.lexicon import Lexicon
from contracts.judging.phrase import Phrase, compiled
from contracts.judging.token import BREAKS, NUMBER, Token, Word, piece

PHRASES = tuple(
    {
        phrase.source: phrase
        for rule in all_rules()
        for phrase in (*rule.check.says, *rule.check.unless, *rule.check.dangers)
    }.values()
)
LEXICON = Lexicon(PHRASES)
FILLING = ("的", "，", "：", "5千元", "三百", "方", "计划", "得", "金", "应当", "甲方", "收", "不", "十", "1、2")


def _spans(text: str, *choices: str, alone: bool = True) -> list[str]:
    token = Token((piece(choices, alone=alone),), anchored=False)
    return [text[start:end] for start, end in token.spans(text, 0, len(text), None)]


def test_words_are_found_from_left_to_right_and_the_preferred_first() -> None:
    """Where two words begin at one place, the one that the choice names first comes first."""
    assert _spans("收取押金", "押金", "收取", "收取押金") == ["收取", "收取押金", "押金"]


def test_a_short_word_is_no_part_of_a_common_one() -> None:
    """方可 is not 乙方可, 应 is not 适应; beside other signs of the token nothing is guarded."""
    assert _spans("乙方可", "方可") == []
    assert _spans("适应，应签", "应") == ["应"]
    assert _spans("适应", "应", alone=False) == ["应"]


def test_a_number_gives_back_what_the_word_after_it_needs() -> None:
    """万 may belong to the number or to 万元."""
    assert _spans("罚5万元", "#万元", "#元") == ["5万元", "5万元", "万元"]


def test_a_word_may_end_where_its_number_may() -> None:
    """Longest first."""
    assert list(Word(("第", ""), (), ()).ends("第12条", 0)) == [3, 2]


def test_only_the_words_that_were_looked_up_are_tried() -> None:
    """The lexicon has walked through the text already."""
    token = Token((piece(("押金", "信誉金"), alone=True),), anchored=False)

    assert list(token.spans("押金和信誉金", 0, 6, {"押金"})) == [(0, 2)]


@cache
def _automaton(phrase: Phrase) -> re.Pattern[str]:
    """The same phrase as an expression of the standard library, which is slow to prepare and sure to be right."""
    out = ""
    for number, token in enumerate(phrase.tokens):
        if number:
            out += rf"[^{BREAKS}]{{0,8}}?" if phrase.near[number - 1] else r".*?"
        start = rf"(?:^|(?<=[{BREAKS}]))" if token.anchored else ""
        out += f"{start}({''.join(_expression(part.words()) for part in token.pieces)})"
    return re.compile(out)


def _expression(words: tuple[Word, ...]) -> str:
    return "(?:" + "|".join(_word(word) for word in words) + ")"


def _word(word: Word) -> str:
    before = "".join(f"(?<!{re.escape(signs)})" for signs in word.not_after)
    after = "".join(f"(?!{re.escape(signs)})" for signs in word.not_before)
    return before + f"(?:{NUMBER.pattern})".join(map(re.escape, word.between)) + after


@st.composite
def _phrases_and_texts(draw: st.DrawFn) -> tuple[Phrase, str]:
    phrase = draw(st.sampled_from(PHRASES))
    words = [word for token in phrase.tokens for part in token.pieces for word in part.choices if word]
    signs = st.sampled_from([*words, *FILLING]).map(lambda word: word.replace("#", "3万"))
    return phrase, "".join(draw(st.lists(signs, max_size=9)))


@settings(max_examples=400)
@given(_phrases_and_texts())
def test_every_shipped_phrase_stands_where_an_automaton_finds_it(given_: tuple[Phrase, str]) -> None:
    """Place, order of preference and shortest distance are those of the standard library's expressions."""
    phrase, text = given_

    wanted = [found.regs[1:] for found in _automaton(phrase).finditer(text)]
    assert phrase.spans(text) == wanted
    assert phrase.spans(text, LEXICON.read(text).words) == wanted


def test_words_beside_a_bare_number_or_an_absent_one_are_found_though_nobody_looked_them_up() -> None:
    """They are no word list that a text must hold, so the lexicon may not know them."""
    either, maybe = compiled("{#|绩效}", {}), compiled("^{如果|}怀孕", {})

    assert either.spans("扣绩效", Lexicon([either]).read("扣绩效").words) == [((1, 3),)]
    assert maybe.spans("如果怀孕", Lexicon([maybe]).read("如果怀孕").words) == [((0, 4),)]


def test_a_phrase_that_fits_twice_is_found_twice() -> None:
    """The search goes on where the last find ended."""
    assert compiled("收~金", {}).spans("收押金收现金") == [((0, 1), (2, 3)), ((3, 4), (5, 6))]
