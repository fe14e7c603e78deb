"""Sums of money as clerks write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.amounts import parse_fen
from contracts.numerals import capital_amount


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("1,000元", 100000),
        ("壹仟元整", 100000),
        ("１０００", 100000),
        ("1千", 100000),
        ("0.1万元", 100000),
        ("￥960.00", 96000),
        ("960/年", 96000),
        ("960元/年", 96000),
        ("80×12", 96000),
        ("80元×12个月=960元", 96000),
        ("80元×12月", 96000),
        ("960.", 96000),
        ("960(元)", 96000),
        ("960元人民币", 96000),
        ("80*12", 96000),
        ("960元（大写：玖佰陆拾元整）", 96000),
        (960, 96000),
        (960.0, 96000),
        (0.1 + 0.2, 30),
        ("人民币壹拾万零柒仟元零伍角叁分", 10700053),
        ("人民币壹拾万柒仟元伍角叁分", 10700053),
        ("人民币壹佰零壹万贰仟伍佰元整", 101250000),
        ("壹仟圆整", 100000),
        ("伍分", 5),
        ("壹仟万元整", 1000000000),
        ("一千二百", 120000),
        ("0", 0),
        ("1万", 1000000),
        (" 120 元 ", 12000),
        ("玖佰陆拾元正", 96000),
        ("十五元", 1500),
    ],
)
def test_a_sum_is_read_in_every_clear_form(written: object, fen: int) -> None:
    """Commas, capitals, full width, thousands, products and yearly sums."""
    assert parse_fen(written) == fen


@pytest.mark.parametrize("written", ["", "-", "/", "无", "——", "暂无"])
def test_a_cell_that_names_no_sum_is_not_known(written: str) -> None:
    """A stroke is no nought."""
    assert parse_fen(written) is None


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("960（玖佰元整）", "不相等"),
        ("120约", "不是准数"),
        ("约120", "不是准数"),
        ("100-200", "看不懂"),
        ("100至200", "不是准数"),
        ("同上", "看不懂"),
        ("12,00", "看不懂"),
        ("1.005", "小于一分"),
        ("-5", "看不懂"),
        (-5, "超出范围"),
        (1e15, "超出范围"),
        ("一千二", "规定|规范"),
        ("三万五", "规定|规范"),
        ("拾元整", "规定|规范"),
        ("壹佰伍", "规定|规范"),
        ("10元/月", "每月"),
        ("80×12=900", "两边不相等"),
        (True, "不是金额"),
        ("壹贰叁", "规定|规范"),
        ("美元100", "看不懂"),
        ("十二角", "不是大写金额"),
    ],
)
def test_an_unclear_sum_is_refused(written: object, reason: str) -> None:
    """A sum that is only about right is no sum."""
    with pytest.raises(ValueError, match=reason) as caught:
        parse_fen(written)

    assert "，请" in str(caught.value)


def test_a_heading_in_ten_thousands_counts_bare_numbers_so_and_leaves_written_units_alone() -> None:
    """万元 in the heading is the unit of bare numbers only."""
    assert parse_fen("1.2", unit="万元") == 1200000
    assert parse_fen(1.2, unit="万元") == 1200000
    assert parse_fen("12000元", unit="万元") == 1200000


def test_a_sum_for_each_person_is_the_sum_where_a_row_is_one_person() -> None:
    """Elsewhere it leaves open how many there are."""
    assert parse_fen("350元/人", each="人") == 35000
    with pytest.raises(ValueError, match="每人"):
        parse_fen("350元/人")


def test_a_monthly_column_takes_monthly_sums() -> None:
    """The period of the column is the one that may be written."""
    assert parse_fen("10元/月", per="月") == 1000
    with pytest.raises(ValueError, match="每年"):
        parse_fen("10元/年", per="月")


@given(st.integers(1, 10**10 - 1))
def test_what_we_print_in_capitals_reads_back_as_the_same_sum(fen: int) -> None:
    """The reader undoes the writer, fen for fen."""
    assert parse_fen(capital_amount(fen)) == fen


@given(st.integers(0, 10**10))
def test_a_sum_with_commas_reads_back(fen: int) -> None:
    """Thousands and two decimals, as banks print them."""
    assert parse_fen(f"￥{fen // 100:,}.{fen % 100:02d}元") == fen


@given(st.text(max_size=20) | st.floats() | st.integers())
def test_any_cell_is_a_sum_or_a_reason(cell: object) -> None:
    """No cell ends the program, infinite numbers included."""
    try:
        fen = parse_fen(cell)
    except ValueError as error:
        assert "请" in str(error)  # noqa: PT017
    else:
        assert fen is None or fen >= 0
