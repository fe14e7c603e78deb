"""A programme in words says what it knows and what it does not."""

from __future__ import annotations

import re

import pytest

from contracts.rewards.programme_packs import Programme
from contracts.rewards.programme_words import description
from contracts.rewards.programmes import load_programmes
from contracts.translation import CHINESE, english

PROGRAMMES = load_programmes()


def told(name: str, place: str) -> str:
    """Return a programme's description, one line each."""
    item = next(item for item in PROGRAMMES if (item.id, item.place) == (name, place))
    return "\n".join(f"{key}：{value}" for key, value in description(item))


def test_an_employers_successor_and_both_halves_are_named() -> None:
    """W-13: who pays when the firm is gone."""
    text = told("only_child_reward", "370000")

    assert "女方所在单位承担其中50份，单位不在了由乡镇财政承担" in text
    assert "申请当月起" in text


def test_a_history_programme_says_that_it_takes_no_new_promise_and_stays_payable() -> None:
    """W-06."""
    assert "2015年12月31日后不再作新的承诺，已经承诺的照付" in told("two_daughters_reward", "420116")
    assert "区级财政承担其中600元\n" in told("two_daughters_reward", "420116")
    assert "镇级财政承担其中400元\n" in told("two_daughters_reward", "420116")


def test_a_programme_of_old_promises_says_how_one_is_entered() -> None:
    """No roster has a column for it: a new contract does not promise it again (W-09)."""
    assert "登记：没有名册栏目，新合同不再承诺" in told("measures_reward", "000000")
    assert "shouyue register --history" in told("measures_reward", "000000")


def test_ages_that_differ_are_both_said() -> None:
    """Beijing: 55 and 60."""
    assert "女方年满55周岁、男方年满60周岁" in told("only_child_retirement", "110000")


@pytest.mark.parametrize("item", PROGRAMMES, ids=lambda item: f"{item.id}-{item.place}")
def test_every_programme_can_be_told_with_its_source_or_doubt(item: Programme) -> None:
    """Nothing is listed without saying where it is from."""
    keys = [key for key, _ in description(item)]

    assert {"依据", "出处", "未核实"} & set(keys)


def names(item: Programme) -> list[str]:
    """Return what of a programme is a name in every language, the longest first: payers, classes, documents."""
    shares = [share for sharing in item.sharing for share in sharing.shares]
    found = [word for share in shares for word in (share.name, share.successor)]
    found += [word for amount in item.amounts for word in (*amount.payment_class, amount.source)]
    return sorted(filter(None, found), key=len, reverse=True)


@pytest.mark.parametrize("item", PROGRAMMES, ids=lambda item: f"{item.id}-{item.place}")
def test_every_programme_is_told_in_english(item: Programme) -> None:
    """Conditions, ends, notes, what is unknown or in doubt; the law's own names, payers and classes stay."""
    said = {text: english().told(text) for key, text in description(item) if key not in {"名称", "依据", "出处"}}
    data = "|".join([r"“[^”]*”|《[^》]*》", *map(re.escape, names(item))])

    assert [words for words in said.values() if CHINESE.search(re.sub(data, "", words))] == []
