"""What the cells of a column show where its heading leaves room."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contracts.reading.contents import contents_of
from contracts.reading.headings import Plan, find_block
from contracts.reading.plans import plan_for
from contracts.sheets import Sheet
from tests.contracts.dirty_rosters import id_number
from tests.contracts.reading.test_roster import GOOD, roster

RNG = random.Random(7)  # noqa: S311 - invented people
HERS = [id_number(RNG, "female", dt.date(1970 + year, 3, 4)) for year in range(6)]
HIS = [id_number(RNG, "male", dt.date(1968 + year, 5, 6)) for year in range(6)]
NAMES = ("王梅", "李兰", "张秀", "赵芳", "周玲", "吴霞")
MEN = ("王强", "李军", "张伟", "赵明", "周波", "吴刚")


def plan(headings: Sequence[str], *columns: Sequence[Any]) -> Plan:
    """Return the plan of a sheet of these columns."""
    rows = [tuple(headings), *zip(*columns, strict=True)]
    sheet = Sheet(name="册", rows=lambda: iter(list(enumerate(rows, 1))), merges_known=True)
    block = find_block(sheet)
    assert block is not None
    return plan_for(block, None, contents_of(sheet, block))


def fields(made: Plan) -> list[str]:
    """Return the fields of a plan."""
    return [f"{item.slot}.{item.key}" for item in made.fields]


def test_a_number_that_may_be_a_persons_or_a_certificates_is_told_by_its_cells() -> None:
    """The check digit is certain; a word in the number is too."""
    certificates = [f"鄂示2005{number}" for number in range(6)]

    assert fields(plan(("姓名", "证号", "证件号码"), NAMES, HERS, certificates)) == [
        "person.name", "person.id_number", "values.certificate_number",
    ]  # fmt: skip
    assert fields(plan(("姓名", "电话", "公民码"), NAMES, [""] * 6, HERS))[-1] == "person.id_number"


def test_id_numbers_never_become_the_number_of_a_paper() -> None:
    """Whose they are is asked where it is not certain."""
    made = plan(("女方姓名", "身份证号", "光荣证编号"), NAMES, HERS, HIS)

    assert fields(made) == ["wife.name", "wife.id_number"]
    assert [heading.text for heading in made.asked] == ["光荣证编号"]


def test_id_numbers_without_a_heading_are_asked_about() -> None:
    """An unnamed column of other things is passed over."""
    made = plan(("姓名", "性别", "", ""), NAMES, ["女"] * 6, HERS, ["农业"] * 6)

    assert [heading.column for heading in made.asked] == [3]
    assert made.unnamed == (4,)


def test_sums_in_capitals_are_no_names(tmp_path: Path) -> None:
    """A whole column of 壹仟贰佰元整 looked like names, and 金额 was not read."""
    rows = [("张三", GOOD, words) for words in ("壹仟贰佰元整", "玖佰陆拾元正", "人民币壹佰零伍圆叁角")]

    reading = roster(tmp_path, ("姓名", "身份证号", "金额"), *rows)

    assert reading.problems == ()
    assert [record.value("amount_fen") for record in reading.records] == [120000, 96000, 10530]


def test_a_column_of_ticks_under_the_name_of_a_grant_says_who_was_paid(tmp_path: Path) -> None:
    """领取奖励金 with 是 under it is no sum; every cell was a fault that nobody could mend."""
    reading = roster(tmp_path, ("姓名", "身份证号", "领取奖励金"), *(("张三", GOOD, tick) for tick in "是否√"))

    assert reading.problems == ()
    assert [record.value("paid") for record in reading.records] == [True, False, True]


def test_two_bare_names_are_a_couple_where_every_pair_of_numbers_says_so() -> None:
    """Five pairs of one generation, the same way round; else it is asked."""
    headings = ("姓名", "身份证号", "姓名", "身份证号", "住址")
    place = ["一组"] * 6
    children = [id_number(RNG, "male", dt.date(1999, 5, day)) for day in range(1, 7)]
    mixed = [HERS[0], *HIS[1:]]

    made = plan(headings, MEN, HIS, NAMES, HERS, place)
    assert fields(made)[:4] == ["husband.name", "husband.id_number", "wife.name", "wife.id_number"]
    assert plan(headings, NAMES, HERS, MEN, children, place).unclear
    assert plan(headings, NAMES, HERS, MEN, mixed, place).unclear
    assert plan(headings, NAMES[:4], HERS[:4], MEN[:4], HIS[:4], place[:4]).unclear


def test_a_bare_word_for_people_is_no_name_where_numbers_stand() -> None:
    """子女 may hold how many there are, or what is said of them."""
    told = ["长女张小红1998.5"] * 6

    assert fields(plan(("姓名", "身份证号", "子女"), NAMES, HERS, [1, 2, 1, 1, 2, 1])) == [
        "person.name",
        "person.id_number",
    ]
    assert fields(plan(("姓名", "身份证号", "子女"), NAMES, HERS, told))[-1] == "child.children"
    assert fields(plan(("姓名", "身份证号", "子女"), NAMES, HERS, MEN))[-1] == "child.name"


def test_an_empty_column_shows_nothing() -> None:
    """And keeps what its heading says."""
    assert fields(plan(("姓名", "证件号码"), NAMES, [""] * 6)) == ["person.name", "person.id_number"]


def test_the_end_of_an_id_number_is_found_beside_its_beginning() -> None:
    """Only where the check digits fit; a column of two kinds of numbers is none."""
    starts, ends = [number[:14] for number in HERS], [number[14:] for number in HERS]

    made = plan(("姓名", "身份证号(前14位)", "身份证号(后4位)", "电话"), NAMES, starts, ends, [""] * 6)
    assert [(item.key, item.column, item.also) for item in made.fields] == [
        ("name", 1, ()), ("id_number", 2, (3,)), ("phones", 4, ()),
    ]  # fmt: skip
    assert plan(("姓名", "身份证号(前14位)", "身份证号(后4位)"), NAMES, starts, ["1234"] * 6).unclear


def test_a_bare_total_is_a_sum_only_where_the_sheet_counts_money() -> None:
    """单位:元 above the headings says so."""
    rows = [("奖励费花名册", "", "单位:元"), ("姓名", "身份证号", "合计"), *zip(NAMES, HERS, "123456", strict=True)]
    for skipped, wanted in ((0, ["name", "id_number", "amount_fen"]), (1, ["name", "id_number"])):
        kept = list(enumerate(rows[skipped:], 1))
        sheet = Sheet(name="册", rows=lambda kept=kept: iter(kept), merges_known=True)
        block = find_block(sheet)
        assert block is not None
        assert [item.key for item in plan_for(block, None, contents_of(sheet, block)).fields] == wanted


def test_codes_of_a_paper_are_no_household_codes() -> None:
    """SD-01 numbers the rows, which is said; eighteen digits are a household's."""
    numbered = plan(("家庭编号", "姓名"), [f"SD-{number:02}" for number in range(1, 7)], NAMES)
    assert "values.household_code" not in fields(numbered)
    assert [heading.text for heading in numbered.counted] == ["家庭编号"]
    assert plan(("户号", "姓名"), [f"第{number}户" for number in range(1, 7)], NAMES, HERS).counted
    assert "values.household_code" in fields(plan(("家庭编号", "姓名"), ["429999101201010001"] * 6, NAMES))


def test_a_column_whose_cells_are_never_what_its_heading_says_is_asked_about() -> None:
    """Telephones under 出生日期, names under 金额: the rows have slipped, or the heading is wrong."""
    phones = [f"1380000000{number}" for number in range(6)]
    made = plan(("姓名", "身份证号", "出生日期", "金额"), NAMES, HERS, phones, MEN)

    assert fields(made) == ["person.name", "person.id_number"]
    assert [heading.text for heading in made.contrary] == ["出生日期", "金额"]


def test_a_column_of_days_without_a_year_is_told_once_and_not_cell_by_cell() -> None:
    """Its heading is asked about; sums that look like such days stay sums, a year and a month stay a date."""
    made = plan(("姓名", "身份证号", "签约时间"), NAMES, HERS, ["8.4", "12.10", "3月19日", "4/2", "1.31", "2013.5.6"])
    assert [heading.text for heading in made.yearless] == ["签约时间"]
    assert "values.contract_on" not in fields(made)

    assert "values.amount_fen" in fields(plan(("姓名", "身份证号", "金额"), NAMES, HERS, ["8.40"] * 6))
    assert "person.birth_date" in fields(plan(("姓名", "身份证号", "出生年月"), NAMES, HERS, ["85.3", "5.12"] * 3))


def test_sums_written_as_text_are_numbers_too() -> None:
    """As every cell of a .csv is; a heading that may be a tick or a sum is then a sum."""
    sums = ["960.00", "1,200.00", "￥960", "960元", "960", "5.00"]
    made = plan(("姓名", "身份证号", "独生子女补贴"), NAMES, HERS, sums)
    assert "values.amount_fen" in fields(made)


def test_a_column_named_after_somebody_that_holds_id_numbers_is_asked_about() -> None:
    """母亲 over ID numbers is no name; it may not stay unread in silence."""
    made = plan(("姓名", "母亲"), NAMES, HERS)
    assert [heading.text for heading in made.asked] == ["母亲"]


def test_a_household_number_is_a_code_unless_it_counts_the_households_of_this_list() -> None:
    """Shorter than the twelve digits of a village too, as written and never made longer; 1, 2, 3 numbers the rows."""
    codes = ["0012034", "0012035", "0012101", "0013001", "0013002", "0013003"]
    for written in (codes, [1001, 1002, 1003, 2001, 2002, 2003], ["0101", "0102", "0103", "0201", "0202", ""]):
        made = fields(plan(("户号", "户主姓名", "身份证号"), written, NAMES, HERS))
        assert made == ["values.household_code", "head.name", "head.id_number"]
    for written in ([1, 2, 3, 4, 5, 6], ["001", "002", "003", "001", "002", "003"], [1, 1, 1, 2, 2, 3], list("136789")):
        assert fields(plan(("户号", "户主姓名", "身份证号"), written, NAMES, HERS)) == ["head.name", "head.id_number"]


def test_household_numbers_with_letters_and_hyphens_are_read_as_written() -> None:
    """Of a group and a house, or a village's own; what is no code under 户号 is asked about, never left in silence."""
    for written in (
        ["1-01", "1-02", "1-03", "2-01", "2-02", "2-03"],
        ["1-01", "1-02", "1-03", "1-04", "1-05", "1-06"],
        ["1/01", "1/02", "2/01", "2/02", "3/01", "3/02"],
        ["A03", "A17", "B02", "B05", "C11", "C12"],
        ["SD-13", "SD-27", "SD-31", "SD-32", "SD-40", "SD-58"],
    ):
        made = plan(("户号", "户主姓名", "身份证号"), written, NAMES, HERS)
        assert fields(made) == ["values.household_code", "head.name", "head.id_number"]
        assert made.fields[0].type == "code"
    places = ["石桥村1组东头", "2组", "3组西", "村口2号", "桥边5号", "6组"]
    said = plan(("户号", "户主姓名", "身份证号"), places, NAMES, HERS)
    assert [heading.text for heading in said.contrary] == ["户号"]


def test_a_heading_repeated_over_an_empty_column_shows_nothing() -> None:
    """On page 2 the column of telephones holds nothing but its own heading."""
    made = plan(("姓名", "身份证号", "联系电话"), (*NAMES, "姓名"), (*HERS, "身份证号"), (*[""] * 6, "联系电话"))

    assert made.contrary == ()
    assert fields(made)[-1] == "person.phones"
