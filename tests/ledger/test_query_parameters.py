"""Parameters as clerks type them, and what is wrong with those that are none."""

from __future__ import annotations

import pytest

from contracts.errors import LedgerError
from ledger.query import questions
from ledger.query_parameters import EXAMPLES, parameter


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("as_of", "2026年3月5日", "2026-03-05"),
        ("year", "2026", 2026),
        ("new_fen", "1200元", 1200_00),
        ("old_fen", "96000", 960_00),
        ("shares", "县级财政：60、乡镇财政:40", '[["县级财政",60],["乡镇财政",40]]'),
        ("village", "上坪村", "上坪村"),
    ],
)
def test_a_parameter_is_read_by_what_it_means(key: str, text: str, value: str | int) -> None:
    """A sum with its unit is not taken for fen, nor fen for yuan."""
    assert parameter(key, text) == value


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("as_of", "2026-02-30", "2026-02-30"),
        ("by", "昨天", "昨天"),
        ("year", "去年", "不是整数"),
        ("new_fen", "很多", "很多"),
        ("shares", "县级财政", "整数的份数"),
        ("shares", "县=60,镇=40", "用冒号隔开"),
        ("shares", ":60", "没有写名称"),
        ("shares", "县:0", "合计 0，应为 100"),
        ("shares", "县:60,镇:30", "合计 90，应为 100"),
        ("shares", "县:60,县:40", "两次"),
    ],
)
def test_a_parameter_that_is_none_is_named(key: str, text: str, words: str) -> None:
    """Where, and what is wrong; never an answer to something else."""
    with pytest.raises(LedgerError) as caught:
        parameter(key, text)

    assert words in caught.value.summary
    (problem,) = caught.value.problems
    assert problem.where == f"{key}={text}"
    assert problem.hint.startswith(f"写作 --set {key}=")
    assert parameter(key, problem.hint.partition("=")[2]) not in {"", None}, "the example can be read"


def test_whatever_a_question_cannot_do_without_has_an_example_that_can_be_read() -> None:
    """And means something in the notes; days are today, drafts are counted in the office's folder."""
    for question in questions():
        for key in set(question.necessary) - {"as_of", "by", "drafts"}:
            assert question.meaning(key)
            assert parameter(key, EXAMPLES[key]) not in {"", None}
