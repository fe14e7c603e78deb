"""What turns the cells of a column into values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from contracts.reading.columns import Column, columns_of
from contracts.reading.layouts import layout_named
from contracts.reading.plans import plan_for
from tests.contracts.reading.test_contents import NAMES, plan
from tests.contracts.reading.test_headings import found


def columns(*headings: str) -> dict[str, Column]:
    """Return the columns of a sheet with these headings by what they hold."""
    return {column.item.key: column for column in columns_of(plan_for(found(headings), None))}


def test_id_numbers_are_read_first() -> None:
    """They settle the century of a birthday, and the sex."""
    assert next(iter(columns("姓名", "出生日期", "身份证号"))) == "id_number"


def test_codes_mean_what_the_heading_says() -> None:
    """1已发2未发9不详: 9 is not known, and another code is a fault."""
    paid = columns("姓名", "发放标志\n（1已发 2未发 9不详）")["paid"].parse

    assert [paid(cell) for cell in ("1", 1.0, "2", 2, "9", "", "已发")] == [True, True, False, False, None, None, True]
    with pytest.raises(ValueError, match="看不出"):
        paid("3")


def test_a_true_cell_is_not_the_number_one() -> None:
    """What was remembered of one kind of cell says nothing of another."""
    amount = columns("姓名", "金额")["amount_fen"].parse

    assert amount(1.0) == 100
    with pytest.raises(ValueError, match="金额"):
        amount(True)


@pytest.mark.parametrize("cell", ["某病二级", "三级残", "手术二级", "二级" * 20])
def test_a_class_with_a_reason_is_neither_read_nor_repeated(cell: str) -> None:
    """Where money hangs on a grade, the grade alone comes into a roster or the ledger."""
    headings = ("女方姓名", "女方身份证号", "男方姓名", "男方身份证号", "确认的等级")
    plan = plan_for(found(headings), layout_named("couples"))
    grade = next(column.parse for column in columns_of(plan) if column.item.key == "confirmed_class")

    assert [grade(good) for good in ("二级", "甲类城镇", "本科")] == ["二级", "甲类城镇", "本科"]
    with pytest.raises(ValueError, match="没有读入") as caught:
        grade(cell)
    assert cell not in str(caught.value)


def test_a_monthly_quotient_is_not_known() -> None:
    """120.5 / 12 is what a spreadsheet worked out, and no sum; a part of a fen that was typed is a fault."""
    monthly = columns("姓名", "月标准", "全年应领金额")["monthly_fen"].parse

    assert (monthly(10.0), monthly(8.33), monthly(120.5 / 12)) == (1000, 833, None)
    with pytest.raises(ValueError, match="一分"):
        monthly("8.333")


@pytest.mark.parametrize("cell", [dt.date(2020, 1, 1), 2.0**60])
def test_what_the_spreadsheet_spoilt_is_refused(cell: dt.date | float) -> None:
    """A group name that became a day, a number that lost its last digits."""
    with pytest.raises(ValueError, match="表格软件"):
        columns("姓名", "组别")["group"].parse(cell)


def test_fifteen_digits_that_may_be_the_beginning_of_eighteen_are_asked_about() -> None:
    """429999200610053 is 1920-06-10 in the old form, or cut off from somebody born in 2006 (a generator found it)."""
    number = columns("姓名", "身份证号")["id_number"].parse

    assert number("429999650610053")[6:14] == "19650610"
    for cut in ("429999200610053", "'429999 200610 053"):
        with pytest.raises(ValueError, match="1920 年生，也可能是 18 位的少了几位，请与身份证或户口簿核对后写全 18 位"):
            number(cut)
    with pytest.raises(ValueError, match="1905 年生"):
        number("429999050610053")  # who would be 120 years old


def test_two_numbers_in_one_cell_are_asked_about_as_one_is() -> None:
    """Neither an old number of 1920 nor a day that is still to come passes in company."""
    plan = plan_for(found(("姓名", "身份证号")), None)
    item = replace(plan.fields[0], slot="wife", key="two_numbers", type="two_numbers")
    both = columns_of(replace(plan, fields=(item,)), as_of=dt.date(2026, 11, 27))[0].parse

    assert both("420117850302003、420117850302002") == ("420117198503020028", "420117198503020036")
    with pytest.raises(ValueError, match="1920 年生"):
        both("429999200610053、429999200610044")
    with pytest.raises(ValueError, match="还没有到"):
        both("429999209902010019、420117198503020028")


def test_a_code_of_the_office_is_kept_as_written() -> None:
    """Its letters and hyphens too; what is no code is a fault of its cell."""
    cells = ["1-01", "1-02", "2-01", "2-02", "3-01", "3-02"]
    made = columns_of(plan(("户号", "户主姓名"), cells, NAMES))
    code = next(column.parse for column in made if column.item.key == "household_code")

    assert [code(cell) for cell in ("1-01", " A03", "１-０２")] == ["1-01", "A03", "1-02"]
    assert code("429999101201010000") == "429999101201010000"
    for cell in ("村东头", "42999910120101000O", dt.date(2026, 1, 1)):
        with pytest.raises(ValueError, match=r"编码|日期"):
            code(cell)
