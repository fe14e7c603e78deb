"""Work done once for an object that many askers share."""

from __future__ import annotations

from contracts.once import once


def test_an_object_is_asked_about_once() -> None:
    """Equal ones that are not the same are asked about each."""
    asked: list[list[int]] = []
    answer = once(asked.append)
    first, second = [1, 2], [1, 2]
    for thing in (first, first, second):
        answer(thing)

    assert len(asked) == 2
    assert asked[0] is first
    assert asked[1] is second


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    """Then the work is done again."""
    asked: list[str] = []
    answer = once(asked.append, most=2)
    words = ["甲", "乙", "丙", "丁", "戊"]
    for word in (*words, words[0]):
        answer(word)

    assert asked == [*words, words[0]]


def test_what_everybody_asks_for_is_kept_however_many_others_pass_by() -> None:
    """The clauses of a batch are asked for with each paper, a family with its own only."""
    asked: list[str] = []
    answer = once(asked.append, most=2)
    families = [f"第{number}户" for number in range(50)]
    for family in families:
        answer("条款")
        answer(family)

    assert asked == ["条款", *families]
