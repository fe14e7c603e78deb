"""Sums in capitals, 〇-years and article numbers come out as the papers demand."""

from __future__ import annotations

import random
import re
import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.numerals import (
    capital_amount,
    chinese_date,
    chinese_year,
    ordinal,
    parse_capital_amount,
    yuan,
)

FORMS = {
    960_00: "人民币玖佰陆拾元整",
    1_000_00: "人民币壹仟元整",
    1_409_50: "人民币壹仟肆佰零玖元伍角",
    6_007_14: "人民币陆仟零柒元壹角肆分",
    1_680_32: "人民币壹仟陆佰捌拾元叁角贰分",
    107_000_53: "人民币壹拾万柒仟元伍角叁分",
    16_409_02: "人民币壹万陆仟肆佰零玖元零贰分",
    325_04: "人民币叁佰贰拾伍元零肆分",
    10_800_00: "人民币壹万零捌佰元整",
    100_005_00: "人民币壹拾万零伍元整",
    50_625_00: "人民币伍万零陆佰贰拾伍元整",
    1_012_500_00: "人民币壹佰零壹万贰仟伍佰元整",
    10_000_000_00: "人民币壹仟万元整",
    5: "人民币伍分",
    10_00: "人民币壹拾元整",
}

OTHER_FORMS = {
    0: "人民币零元整",
    30: "人民币叁角",
    100_000_05: "人民币壹拾万元零伍分",
    100_001_000_00: "人民币壹亿零壹仟元整",
    100_000_005_00: "人民币壹亿零伍元整",
    1_020_000_000_00: "人民币壹拾亿零贰仟万元整",
    999_999_999_999_99: "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
}


@pytest.mark.parametrize(("fen", "words"), [*FORMS.items(), *OTHER_FORMS.items()])
def test_a_sum_in_capitals_has_the_form_the_rule_requires(fen: int, words: str) -> None:
    """The rows of the bank-form rule, and the house style where a whole group is empty."""
    assert capital_amount(fen) == words


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_negative_sums_and_sums_from_a_trillion_yuan_are_refused(fen: int) -> None:
    """A promise is never negative, and above 万亿 usage differs."""
    with pytest.raises(ValueError, match="金额"):
        capital_amount(fen)


def test_capitals_agree_with_an_outside_library_on_many_sums() -> None:
    """Ignoring 零 and 整, cn2an writes the same figures and units."""
    import cn2an

    drawn = random.Random(20261122)  # noqa: S311
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(5_000):
            fen = drawn.randrange(1, 10 ** drawn.randrange(1, 15))
            outside = cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb")
            assert _bare(capital_amount(fen)) == _bare(outside), fen


def _bare(words: str) -> str:
    return re.sub("人民币|零元|[零整]", "", words)


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_a_sum_in_capitals_reads_back_as_itself(fen: int) -> None:
    """Writing and reading are inverse over the whole range."""
    assert parse_capital_amount(capital_amount(fen)) == fen


@pytest.mark.parametrize(
    ("words", "fen"),
    [
        ("壹仟元整", 1_000_00),
        ("壹万元", 10_000_00),
        (" 人民币壹仟圆正 ", 1_000_00),
        ("壹仟肆佰零玖元伍角整", 1_409_50),
        ("壹仟陆佰捌拾元零叁角贰分", 1_680_32),
        ("壹拾万零柒仟元零伍角叁分", 107_000_53),
        ("零元零伍分", 5),
    ],
)
def test_every_lawful_way_of_writing_a_sum_is_read(words: str, fen: int) -> None:
    """圆, 正, a missing 整 and the 零 left open by the rule change nothing."""
    assert parse_capital_amount(words) == fen


@pytest.mark.parametrize(
    "words",
    [
        "", "元", "整", "壹万", "一千元", "1000元", "拾元整", "贰佰壹仟元", "壹仟零贰佰元", "壹角贰元",
        "伍分整", "壹壹元",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_chinese(words: str) -> None:
    """Nothing is guessed: not a missing unit, not figures in the wrong order."""
    with pytest.raises(ValueError, match=r"大写金额|不合规定"):
        parse_capital_amount(words)


@pytest.mark.parametrize(("words", "right"), [("壹万捌佰元", "壹万零捌佰元整"), ("壹亿壹仟元整", "壹亿零壹仟元整")])
def test_a_missing_zero_is_refused_and_the_right_form_is_named(words: str, right: str) -> None:
    """壹亿壹仟 means 1.1亿 in speech; the clerk decides, not the program."""
    with pytest.raises(ValueError, match=right):
        parse_capital_amount(words)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (960_00, "960元"), (1_409_50, "1,409.50元"), (5, "0.05元"), (1_087_800_00, "1,087,800元"),
        (-12_50, "-12.50元"),
    ],
)  # fmt: skip
def test_whole_yuan_carry_no_decimals_and_thousands_are_grouped(fen: int, words: str) -> None:
    """The form of tables and letters; money is integer fen throughout."""
    assert yuan(fen) == words


def test_years_are_written_figure_by_figure_with_the_round_zero() -> None:
    """〇 and never 零, also at the end."""
    assert [chinese_year(year) for year in (2026, 2000, 1999)] == ["二〇二六", "二〇〇〇", "一九九九"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "二〇二六年十一月二十一日"),
        (date(2020, 10, 30), "二〇二〇年十月三十日"),
        (date(2026, 3, 5), "二〇二六年三月五日"),
    ],
)
def test_days_are_written_in_words(day: date, words: str) -> None:
    """Months and days are counted, years are spelt."""
    assert chinese_date(day) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"), (8, "八"), (10, "十"), (11, "十一"), (20, "二十"), (42, "四十二"), (100, "一百"),
        (103, "一百零三"), (110, "一百一十"), (118, "一百一十八"), (999, "九百九十九"),
    ],
)  # fmt: skip
def test_article_numbers_are_written_as_lawyers_count(number: int, words: str) -> None:
    """第八条, 第一百零三条."""
    assert ordinal(number) == words


@given(st.integers(min_value=1, max_value=999))
def test_article_numbers_agree_with_an_outside_library(number: int) -> None:
    """cn2an counts the same, apart from 十 at the start."""
    import cn2an

    assert ordinal(number) == re.sub("^一十", "十", cn2an.an2cn(number, "low"))


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_article_numbers_end_at_999(number: int) -> None:
    """No paper of ours has more articles."""
    with pytest.raises(ValueError, match="编号"):
        ordinal(number)
