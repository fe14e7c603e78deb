"""Days as clerks write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.model import PartialDate
from contracts.partial_dates import parse_partial_date

DAYS = st.dates(dt.date(1920, 1, 1), dt.date(2099, 12, 31))


def han(number: int) -> str:
    """Return a number up to 31 as spoken: 二十一."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return digits[number] if not tens else digits[tens] * (tens > 1) + "十" + digits[ones] * (ones > 0)


def han_year(year: int, zero: str) -> str:
    """Return the digits of a year in Chinese with one of the many signs for nought."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year)).replace("〇", zero)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1985.3.2", "1985-03-02"),
        ("1985/3/2", "1985-03-02"),
        ("(1985·3·2)", "1985-03-02"),
        ("1985.3月份", "1985-03"),
        ("1985-3-2 12:30", "1985-03-02"),
        ("1985-03", "1985-03"),
        ("19850302", "1985-03-02"),
        ("1985 3 2", "1985-03-02"),
        ("1985 3", "1985-03"),
        ("1985—03—02", "1985-03-02"),
        ("1985、3、2.", "1985-03-02"),
        ("公历1985.3.2", "1985-03-02"),
        ("31108", "1985-03-02"),
        (31108.0, "1985-03-02"),
        (19850302.0, "1985-03-02"),
        ("198503", "1985-03"),
        ("二OO八年", "2008"),
        ("二00七年", "2007"),
        ("二〇〇八年六月", "2008-06"),
        ("二○一四年二月十五日", "2014-02-15"),
        ("二零零零年十月三十一日", "2000-10-31"),
        ("二〇〇八年元月一日", "2008-01-01"),
        ("2008年6月", "2008-06"),
        ("2008年6月15日", "2008-06-15"),
        ("２００８．６．１５", "2008-06-15"),
        ("2016.10", "2016-10"),
        ("2005-05-01 00:00:00", "2005-05-01"),
        ("1998.5.3生", "1998-05-03"),
        ("'1998.5.3", "1998-05-03"),
        (1998, "1998"),
        (dt.date(1998, 5, 3), "1998-05-03"),
        (dt.datetime(1998, 5, 3, tzinfo=dt.UTC), "1998-05-03"),
    ],
)
def test_a_day_is_as_precise_as_it_was_written(written: object, day: str) -> None:
    """Year, month or day: nothing is added."""
    assert str(parse_partial_date(written)) == day


@pytest.mark.parametrize("written", ["", " ", "无", "/", "-", "不详"])
def test_a_cell_that_says_nothing_is_not_known(written: str) -> None:
    """Not known is not a fault."""
    assert parse_partial_date(written) is None


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2008-02-30", "没有 2008-02-30"),
        ("1985.13.1", "没有"),
        ("1985.0.0", "没有"),
        ("2026-02-29", "没有"),
        ("一九九八年二月三十日", "没有"),
        ("农历三月初二", "农历"),
        ("1998年腊月", "农历"),
        ("正月初一", "农历"),
        ("85年3月", "只有两位"),
        ("八五年三月", "只有两位"),
        ("5/3/1985", "看不懂"),
        ("元月", "没有写年份"),
        ("三月", "没有写年份"),
        ("3月19日", "没有写年份"),
        (2016.5, "成了小数"),
        (123.0, "不是日期"),
        (True, "不是日期"),
        ("99999", "不是日期"),
        ("2985.1.1", "年份不对"),
        ("2008年6月15日至2009年", "看不懂"),
    ],
)
def test_an_impossible_lunar_or_doubtful_day_is_refused(written: object, reason: str) -> None:
    """Nothing is guessed; the cure shows a form that can be read."""
    with pytest.raises(ValueError, match=reason) as caught:
        parse_partial_date(written)

    assert "，请" in str(caught.value)


def test_a_year_of_two_digits_needs_the_birthday_of_an_id_number() -> None:
    """85 is 1985 only for somebody known to be born in 1985."""
    born = dt.date(1985, 3, 2)

    assert parse_partial_date("85年3月", near=born) == PartialDate(year=1985, month=3)
    assert parse_partial_date("八五年三月", near=born) == PartialDate(year=1985, month=3)
    with pytest.raises(ValueError, match="只有两位"):
        parse_partial_date("86年3月", near=born)


@given(DAYS, st.sampled_from("〇○O零0"))
def test_every_way_of_writing_a_day_gives_that_day(day: dt.date, zero: str) -> None:
    """Round trip over all forms that clerks use."""
    forms = (
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{han_year(day.year, zero)}年{han(day.month)}月{han(day.day)}日",
        float((day - dt.date(1899, 12, 30)).days),
        day,
    )

    assert {parse_partial_date(form) for form in forms} == {PartialDate(year=day.year, month=day.month, day=day.day)}


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_reason(text: str) -> None:
    """No cell ends the program."""
    try:
        day = parse_partial_date(text)
    except ValueError as error:
        assert "，请" in str(error)  # noqa: PT017
    else:
        assert day is None or day.year in range(1900, 2100)
