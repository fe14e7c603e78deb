"""contracts/judging/clause.py: a clause taken apart."""

from __future__ import annotations

import pytest

from contracts.judging.clause import Actor, Reader, normalised

READER = Reader({"office": ("甲方", "村委会"), "family": ("乙方", "家庭"), "unit": ("单位",), "both": ("双方",)})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("繳納 押金５，０００元", "缴纳押金5000元"),
        ("交纳押\u200b金\u3000壹万元,不退", "交纳押金壹万元，不退"),
        ("放置IUD", "放置iud"),
        ("甲方；乙方:", "甲方；乙方："),
    ],
)
def test_every_spelling_is_read_as_one(written: str, read: str) -> None:
    """Full width, traditional signs, hidden blanks and capital letters are no way around a rule."""
    assert normalised(written) == read


def test_a_sentence_with_two_actors_states_two_things() -> None:
    """One may be lawful and the other void."""
    (statement,) = READER.statements("甲方每年发放奖励，乙方按时孕检")

    assert [(statement.text[p.start : p.end], p.actor) for p in statement.propositions] == [
        ("甲方每年发放奖励，", "office"),
        ("乙方按时孕检", "family"),
    ]


def test_a_condition_belongs_to_what_follows() -> None:
    """乙方满六十岁的 is only when; 甲方 is who."""
    (statement,) = READER.statements("乙方年满六十周岁的，甲方主动告知")

    assert [p.actor for p in statement.propositions] == ["office"]


@pytest.mark.parametrize(
    ("text", "shielded"),
    [
        ("甲方不得收取押金", ["收取押金"]),
        ("甲方不得以未检查为由，扣发奖励", ["以未检查为由，扣发奖励"]),
        ("乙方不得外出", []),
        ("乙方不得收取押金", ["收取押金"]),
        ("乙方有权拒绝交纳押金", ["交纳押金"]),
        ("村委会不得为其办理落户", []),
    ],
)
def test_what_an_office_must_not_do_is_shielded(text: str, shielded: list[str]) -> None:
    """Forbidding a family, or withholding a benefit, protects nobody."""
    (statement,) = READER.statements(text)

    assert [statement.text[slice(*shield.scope)] for shield in statement.shields] == shielded


def test_whom_the_word_by_names_is_who_acts() -> None:
    """独生子女家庭的扶助金由甲方打到账户: 甲方 acts, the family only receives."""
    (statement,) = READER.statements("家庭的扶助金由甲方打到账户")

    assert statement.propositions[0].actor == "office"


def test_a_fault_of_the_office_that_is_made_good_is_shielded() -> None:
    """甲方少发的，予以补足 names the fault in order to mend it; a family's fault is not mended by the office."""
    (statement,) = READER.statements("甲方少发的，予以补足")
    (other,) = READER.statements("乙方少交的，予以补足")

    assert [(statement.text[slice(*s.scope)], s.remedied) for s in statement.shields] == [("甲方少发的", True)]
    assert other.shields == ()


@pytest.mark.parametrize("side", ["family", "unit", "office"])
def test_party_b_is_whom_the_paper_says(side: Actor) -> None:
    """乙方 of an agreement with an employer is no family."""
    (statement,) = READER.statements("乙方张贴告知书", "office", side)

    assert statement.propositions[0].actor == side


def test_a_list_after_a_prohibition_stays_forbidden() -> None:
    """甲方不得有下列行为：收取押金；罚款."""
    first, second = READER.statements("甲方不得有下列行为：收取押金；罚款")

    assert first.shields
    assert second.text.startswith("甲方不得有下列行为：")
