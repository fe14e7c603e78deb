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


def test_no_more_answers_are_held_than_was_said() -> None:
    """Then all are forgotten and the work is done again."""
    asked: list[str] = []
    answer = once(asked.append, most=2)
    words = ["甲", "乙", "丙"]
    for word in (*words, words[0]):
        answer(word)

    assert asked == [*words, words[0]]
