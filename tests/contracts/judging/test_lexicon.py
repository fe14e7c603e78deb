"""contracts/judging/lexicon.py: which words stand in a text."""

from __future__ import annotations

from contracts.judging.lexicon import Lexicon, rarest
from contracts.judging.phrase import compiled

WORDS = {"押金": ("信誉金", "押金"), "收": ("收取", "收")}


def test_the_lexicon_says_which_phrases_could_match() -> None:
    """One walk through the text instead of one for every phrase; never too few."""
    phrase = compiled("<收> <押金>", WORDS)
    lexicon = Lexicon([phrase])
    needs = lexicon.needs(phrase)

    assert needs & lexicon.read("收取押金").lists == needs
    assert needs & lexicon.read("收取奖金").lists != needs


def test_a_reading_names_the_words() -> None:
    """Words of one sign, of two and of more."""
    reading = Lexicon([compiled("<收> <押金>", WORDS)]).read("收信誉金")

    assert reading.words == {"收", "信誉金"}


def test_a_phrase_is_filed_under_its_rarest_words() -> None:
    """Long words are met less often; a phrase without words may stand anywhere."""
    assert rarest(compiled("<收> <押金>", WORDS)) == ("信誉金", "押金")
    assert rarest(compiled("#", WORDS)) == ()
