"""Covering a heading with words."""

from __future__ import annotations

from contracts.reading.layouts import plain_heading
from contracts.reading.lexicon import cover, words_aside, words_of
from contracts.reading.meanings import meaning_of


def test_a_text_is_covered_by_the_longest_words() -> None:
    """Nothing is left over where it need not be."""
    assert [word.text for word in cover("会员证号")] == ["会员证", "号"]
    assert [(word.text, word.kind) for word in cover("滚动身份证")] == [("滚动", "?"), ("身份证", "id")]
    assert cover("") == ()


def test_a_unit_and_a_time_are_no_words() -> None:
    """The unit is kept as such, with what it is for; a year and a month are nobody's."""
    words = words_of(plain_heading("2023年度补助金额（元/月）"))
    assert [word.kind for word in words] == ["yuan", "month", "grant", "sum"]
    assert [word.kind for word in words_of("金额/元")] == ["yuan", "sum"]
    assert [word.kind for word in words_of("单元")] == ["unread"]
    assert [word.text for word in words_of("6月份奖励金")] == ["奖励", "金"]


def test_a_bracket_that_explains_codes_says_nobody() -> None:
    """性别(1男2女) is nobody's but the one named before, and was not read."""
    assert words_aside("性别(1男2女)") == ()
    assert meaning_of("R2性别(1男2女)").slot == ""


def test_brackets_of_known_words_stand_aside() -> None:
    """Those with other letters are nothing to us."""
    assert [[word.kind for word in words] for words in words_aside("姓名(女方)(与户口本相同)")] == [["wife"]]
