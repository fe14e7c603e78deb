"""A programme in words says what it knows and what it does not."""

from __future__ import annotations

import pytest

from contracts.rewards.programme_packs import Programme
from contracts.rewards.programme_words import description
from contracts.rewards.programmes import load_programmes

PROGRAMMES = load_programmes()


def told(name: str, place: str) -> str:
    """Return a programme's description, one line each."""
    item = next(item for item in PROGRAMMES if (item.id, item.place) == (name, place))
    return "\n".join(f"{key}：{value}" for key, value in description(item))


def test_an_employers_successor_and_both_halves_are_named() -> None:
    """W-13: who pays when the firm is gone."""
    text = told("only_child_reward", "370000")

    assert "女方所在单位50份，单位不在了由乡镇财政承担" in text
    assert "申请当月起" in text


def test_a_history_programme_says_that_it_takes_no_new_promise_and_stays_payable() -> None:
    """W-06."""
    assert "2015年12月31日后不再作新的承诺，已经承诺的照付" in told("two_daughters_reward", "420116")
    assert "区级财政600元；镇级财政400元" in told("two_daughters_reward", "420116")


def test_ages_that_differ_are_both_said() -> None:
    """Beijing: 55 and 60."""
    assert "女方年满55周岁、男方年满60周岁" in told("only_child_retirement", "110000")


@pytest.mark.parametrize("item", PROGRAMMES, ids=lambda item: f"{item.id}-{item.place}")
def test_every_programme_can_be_told_with_its_source_or_doubt(item: Programme) -> None:
    """Nothing is listed without saying where it is from."""
    keys = [key for key, _ in description(item)]

    assert {"依据", "出处", "未核实"} & set(keys)
