"""contracts/review.py: a draft, a clause or a file of clauses before the law."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import InputError
from contracts.review import explain, judge, judge_rows

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("clause", "bound", "verdict"),
    [
        ("甲方向乙方收取押金五百元。", "family", "void"),
        ("甲方退还乙方以前年度交纳的押金。", "office", "lawful"),
        ("严禁向乙方收取押金。", "office", "lawful"),
        ("乙方必须上环。", "family", "void"),
        ("甲方免费提供取环服务。", "office", "lawful"),
    ],
)
def test_direction_and_modality_decide_and_not_the_word(clause: str, bound: str, verdict: str) -> None:
    """收取押金 is void, 退还押金 a duty, 严禁收取押金 a protection."""
    assert judge(clause, party_bound=bound, as_of=TODAY).verdict == verdict


def test_what_no_rule_knows_is_left_to_a_person() -> None:
    """The judge never guesses."""
    assert judge("甲方种植苹果树。", party_bound="office", as_of=TODAY).verdict == "needs_review"


def test_an_explanation_ends_in_because_with_article_version_and_words() -> None:
    """Issue 3, item 5: rule, article, version and the words that triggered it."""
    text = explain(judge("乙方缴纳信誉金2000元。", party_bound="family", as_of=TODAY))

    assert "因为" in text
    assert "《民法典》（2021-01-01 版）第153、157条" in text
    assert "信誉金" in text


def test_rows_keep_their_order_and_their_own_day_wins() -> None:
    """A column signed_on is stronger than the option."""
    rows = [
        {"id": "2", "clause_zh": "社会抚养费征收到位率达到90%。", "party_bound": "village", "signed_on": "2010-05-01"},
        {"id": "1", "clause_zh": "社会抚养费征收到位率达到90%。", "party_bound": "village", "signed_on": ""},
    ]

    judged = list(judge_rows(rows, signing=TODAY))

    assert [(row["id"], row["verdict"]) for row in judged] == [("2", "lawful"), ("1", "obsolete")]


def test_a_file_without_a_column_is_refused_with_its_cure() -> None:
    """The missing heading is named, and what the first row must hold."""
    with pytest.raises(InputError) as caught:
        list(judge_rows([{"id": "1"}], signing=TODAY))

    assert "clause_zh、party_bound" in str(caught.value.problems[0])
