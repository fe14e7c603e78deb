"""contracts/judging/phrase.py: the small language of the rules."""

from __future__ import annotations

import pytest

from contracts.judging.phrase import PhraseError, compiled

WORDS = {"押金": ("信誉金", "押金"), "收": ("收取", "收")}


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("<收> <押金>", "甲方收取乙方的信誉金", True),
        ("<收> <押金>", "押金由甲方收取", False),
        ("收取~押金", "收取一笔押金", True),
        ("收取~押金", "收取，押金", False),
        ("每人 # 元", "每人交五百元", True),
        ("{不予|暂不}落户", "暂不落户", True),
        ("{方可|才能}怀孕", "乙方可怀孕", False),
        ("^押金", "收取，押金", True),
        ("^押金", "收取押金", False),
    ],
)
def test_a_phrase_finds_its_words_in_order(phrase: str, text: str, *, found: bool) -> None:
    """Blank, ~, alternatives, numbers and the start of a part."""
    assert any(compiled(phrase, WORDS).spans(text)) is found


def test_every_token_tells_where_it_stands() -> None:
    """The words that triggered a rule are quoted from these places."""
    spans = next(iter(compiled("<收> <押金>", WORDS).spans("须收取信誉金")))

    assert ["须收取信誉金"[start:end] for start, end in spans] == ["收取", "信誉金"]


@pytest.mark.parametrize("phrase", ["", "<没有的词表>", "{没有关上", "甲~~乙"])
def test_a_broken_phrase_is_refused_with_its_reason(phrase: str) -> None:
    """A pack with such a phrase is not used at all."""
    with pytest.raises(PhraseError):
        compiled(phrase, WORDS)
