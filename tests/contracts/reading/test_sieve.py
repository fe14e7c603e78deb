"""Rows that are no records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.model import Person
from contracts.reading.plans import plan_for
from contracts.reading.roster import read_roster
from contracts.reading.sieve import Sieve, joined
from contracts.records import Record, RosterReading
from contracts.sheets import Merge, Value
from contracts.sheets.notes import SheetNotes
from tests.contracts.dirty_rosters import write_rows
from tests.contracts.reading.test_headings import found, sheet
from tests.contracts.reading.test_roster import GOOD, HIS, roster

HEADINGS = ("序号", "姓名", "身份证号", "", "金额")


def why(*cells: Value, row: int = 5, hidden: frozenset[int] = frozenset()) -> str | None:
    """Return why a row is skipped."""
    made = replace(sheet(HEADINGS), notes=SheetNotes(hidden_rows=hidden))
    return Sieve(made, plan_for(found(HEADINGS), None)).why_skipped(row, cells)


@pytest.mark.parametrize(
    "cells",
    [
        ("合计", "", "", "", 960.0),
        ("", "小计", "", "", "960"),
        (12.0, "合计", "", "", 1.0),
        ("上坪村小计", "3户", "", "", ""),
        ("合 计：", "", "", "", ""),
        ("过次页", "", "", "", 960.0),
        ("承前页", "", "", "", 960.0),
        ("村计", "10人", "", "", ""),
        ("共33户", "", "", "", 960.0),
        ("合计人数/金额", "38", "", "", 960.0),
        ("总计金额(大写)", "人民币壹仟元整", "", "", ""),
        ("（人民币大写）", "壹仟元整", "", "", ""),
    ],
)
def test_totals_are_skipped(cells: tuple[Value, ...]) -> None:
    """Wherever the word stands in front."""
    assert why(*cells) == "合计行"


@pytest.mark.parametrize(
    "cells",
    [
        ("负责人：", "", "填表人:", "", ""),
        ("填报日期：2026年", "", "", "", ""),
        ("注：本表一式两份", "", "", "", ""),
        ("第1页 共2页", "", "", "", ""),
        ("以下空白", "", "", "", ""),
        ("单位负责人(签字)：", "", "", "", "日期："),
        ("村支书：", "", "村计生专干：", "", "填报时间：2015.1.8"),
        ("", "登记人:", "", "审核人:", ""),
    ],
)
def test_signatures_and_notes_are_skipped(cells: tuple[Value, ...]) -> None:
    """The foot of a paper is nobody."""
    assert why(*cells) == "签名、日期或说明行"


def test_a_line_that_sums_up_in_words_is_no_person() -> None:
    """Only counts stand beside it; 村共 as part of a longer word, or a name beside it, is somebody."""
    assert why("本年度共补办", "", "45本", "", "") == "合计行"
    assert why("", "全村共发放", "128人", "", "") == "合计行"
    assert why("本年度共补办", "张三", "45本", "", "") is None


def test_a_row_with_nothing_in_the_columns_that_are_read_is_passed_over_aloud(tmp_path: Path) -> None:
    """A stamp at the foot is nobody, and nobody wonders where the row went."""
    reading = roster(tmp_path, ("姓名", "身份证号", "备注", "意见"), ("李四", HIS, "", ""), ("", "", "镇政府", "同意"))

    assert len(reading.records) == 1
    assert [(item.row, item.why) for item in reading.skipped if item.row > 1] == [(3, "要读的各栏里没有内容")]


def test_headings_again_blank_numbered_and_single_lines_are_skipped() -> None:
    """Page two repeats the head."""
    assert why(*HEADINGS) == "重复的表头"
    assert why(7.0, "", "", "", "") == "空行（只有序号）"
    assert why("", "", "", "上坪村", "") == "标题或说明行"
    assert why("", " ", "\u3000", "", "") == ""


def test_hidden_rows_are_skipped_aloud() -> None:
    """A filter left on hides people; the report says so."""
    assert "隐藏" in (why(1.0, "张三", "x", "", 1.0, row=5, hidden=frozenset({5})) or "")


def test_people_with_telling_names_are_people() -> None:
    """何计, 单位 as a surname, a lone name: only whole words count."""
    assert why(1.0, "张三", "x", "", 1.0) is None
    assert why("", "何计", "", "", "") is None
    assert why("备案:", "张三", HIS, "", "") is None
    assert why("备案:", "", f"号码:{HIS}", "", "") is None
    assert why(3.0, "单合计", "x", "", 2.0) is not None or why(3.0, "单合", "x", "", 2.0) is None


def test_rows_without_a_merged_number_stay_apart() -> None:
    """Only one number for both rows makes them one."""
    plan = plan_for(found(HEADINGS), None)
    records = [
        Record(sheet="花名册", row=row, persons=(Person(role="person", name=name),))
        for row, name in ((2, "甲乙"), (3, "丙丁"))
    ]

    assert joined(records, sheet(HEADINGS), plan) == records
    (one,) = joined(records, sheet(HEADINGS, merges=(Merge(top=2, left=1, bottom=3, right=1),)), plan)
    assert [person.name for person in one.persons] == ["甲乙", "丙丁"]


def test_a_column_that_is_not_read_is_still_named_where_it_speaks_of_bodies(tmp_path: Path) -> None:
    """So is a free text that was read until the word turned up in row 600; an address may hold any letters."""
    rows = [("姓名", "身份证号", "备注", "证号", "现居住地")]
    rows += [("张三", HIS, "", f"鄂{number}", "上环路1号") for number in range(600)]
    rows += [("李四", GOOD, "2016年放节育器", "已结扎", "药具站旁")]

    reading = roster(tmp_path, *rows)

    assert reading.dropped == ("备注", "证号")
    assert reading.records[0].value("certificate_number") is None
    assert reading.records[0].value("residence_place") == "上环路1号"
    assert all("values.certificate_number" not in record.provenance for record in reading.records)


def test_a_household_number_is_told_from_the_number_of_a_row_by_its_cells(tmp_path: Path) -> None:
    """户号 heads both; and of an old and a new certificate the new one is the family's."""
    headings = ("户号", "姓名", "身份证号", "旧证号", "新证号")
    rows = [("42999910120101000" + str(place), "李四", HIS, f"鄂旧{place}", f"鄂新{place}") for place in range(6)]
    coded = roster(tmp_path, headings, *rows).records[0]
    counted = roster(tmp_path, headings, *((place, *row[1:]) for place, row in enumerate(rows, 1))).records[0]

    assert coded.value("household_code") == "429999101201010000"
    assert coded.value("certificate_number") == "鄂新0"
    assert counted.value("household_code") is None


def test_two_rows_under_one_household_number_are_one_couple(tmp_path: Path) -> None:
    """Two neighbours under one merged number of a building are not, nor are two rows that nobody says are a couple."""
    headings = ("户编码", "夫妻关系", "姓名", "身份证号", "现居住地")
    rows = [("429999101201010001", "夫", "李四", HIS, "上坪村1组"), ("", "妻", "张三", "420117198503020028", "")]
    alone = [("429999101201010002", "妻", "王五", "", "上坪村2组"), ("", "妻", "赵六", "", "")]
    reading = roster(tmp_path, headings, *rows, *alone, merges=["A2:A3", "E2:E3", "A4:A5", "E4:E5"])

    assert [[person.role for person in record.persons] for record in reading.records] == [
        ["husband", "wife"], ["wife"], ["wife"],
    ]  # fmt: skip
    assert {record.value("household_code") for record in reading.records} == {
        "429999101201010001", "429999101201010002",
    }  # fmt: skip


@pytest.mark.parametrize("merges", [["A2:A3", "F2:F3"], []], ids=["merged", "left blank"])
def test_a_column_says_who_of_the_couple_each_row_is(tmp_path: Path, merges: list[str]) -> None:
    """持证人 with 父 and 母 under it; 领取人 with the same words would only say who signed."""
    reading = roster(
        tmp_path,
        ("序号", "持证人", "姓名", "身份证号", "手机", "子女姓名", "领取人"),
        (1, "父", "李四", HIS, "13800138000", "李小红", "母"),
        ("", "母", "张三", "420117198503020028", "", "", "母"),
        (2, "母", "王五", "", "", "王明", "母"),
        merges=merges,
    )

    assert [[(person.role, person.name) for person in record.persons] for record in reading.records] == [
        [("husband", "李四"), ("child", "李小红"), ("wife", "张三")],
        [("wife", "王五"), ("child", "王明")],
    ]
    assert [problem.where for problem in reading.problems] == ["花名册!D4"]


def test_a_title_on_page_two_is_no_record(tmp_path: Path) -> None:
    """The same words as above the headings, with another page number."""
    reading = roster(
        tmp_path,
        ("石桥村名册(1)", ""),
        ("姓名", "身份证号"),
        ("李四", HIS),
        ("石桥村名册（2）", "第2页"),
        ("姓名", "身份证号"),
    )

    assert [record.row for record in reading.records] == [3]
    assert [(item.row, item.why) for item in reading.skipped] == [(4, "标题或说明行"), (5, "重复的表头")]
    assert reading.problems == ()


@pytest.mark.parametrize(
    "second",
    [("男方姓名", "男方身份证号", "女方姓名", "女方身份证号"), ("户主姓名", "子女姓名", "联系电话", "家庭住址")],
    ids=["another order", "another table"],
)
def test_nothing_is_read_below_other_headings(tmp_path: Path, second: tuple[str, ...]) -> None:
    """A second table under the first would be read into the wrong columns; it is reported once."""
    first = ("女方姓名", "女方身份证号", "男方姓名", "男方身份证号")
    reading = roster(tmp_path, first, ("张三", "420117198503020028", "李四", HIS), second, ("王五", HIS, "赵六", ""))

    assert [record.row for record in reading.records] == [2]
    assert [problem.where for problem in reading.problems] == ["花名册!A3"]
    assert "换了一种表头" in reading.problems[0].message


HEAD = ("序号", "姓名", "性别", "身份证号", "住址")
HER = "420117198503020028"


@pytest.mark.parametrize(
    ("rows", "roles"),
    [
        ([(1, "李四", "男", HIS, "一组"), ("", "张三", "女", HER, "一组")], [["husband", "wife"]]),
        ([(1, "李四", "男", HIS, "一组"), ("", "张三", "女", HER, "二组")], [["person"], ["person"]]),
        ([(1, "李四", "男", HIS, "一组"), ("", "张三", "女", "11010519491231002X", "")], [["person"], ["person"]]),
        ([(1, "李四", "男", HIS, "一组"), ("", "张三", "女", HER, ""), ("", "李五", "男", "", "")], [["person"]] * 3),
    ],
    ids=["a couple", "another house", "mother and son", "a household"],
)
def test_two_rows_with_one_number_are_a_couple_where_that_is_certain(
    rows: list[tuple[object, ...]], roles: list[list[str]], tmp_path: Path
) -> None:
    """The sexes are written, the second row says nothing new, one generation, and never three to a number."""
    reading = roster(tmp_path, HEAD, *rows)

    assert [[person.role for person in record.persons] for record in reading.records] == roles


def test_a_group_in_a_line_of_its_own_is_the_group_of_the_rows_below(tmp_path: Path) -> None:
    """With its cell, up to the next one; what the row itself says comes first."""
    reading = roster(
        tmp_path, ("序号", "姓名", "组别", "金额"), ("二组", "", "", ""), (1, "张三", "", 10), (2, "李四", "九组", 10),
        ("老屋组（2户）", "", "", ""), (3, "王五", "", 10),
    )  # fmt: skip

    assert [record.value("group") for record in reading.records] == ["二组", "九组", "老屋组"]
    assert reading.records[2].provenance["values.group"] == "A5"
    assert [item.row for item in reading.skipped] == [2, 5]


def test_rows_of_formulas_that_were_never_calculated_are_no_blank_rows(tmp_path: Path) -> None:
    """Between others, behind a serial number, and below the last value, where the parser has ended."""
    head = ("序号", "姓名", "身份证号")
    rows = [head, (1, "张三", HIS), ("", "=X1", "=Y1"), (3, "=X2", "=Y2"), (4, "李四", GOOD), ("=Z3", "=X3", "=Y3")]
    read = read_roster(write_rows(tmp_path / "册.xlsx", rows))

    assert len(read.records) == 5
    assert {(item.where, item.message) for item in read.problems} == {
        (f"花名册!{cell}", "公式还没有计算") for cell in ("B3", "C3", "B4", "C4", "B6", "C6")
    }


def test_a_row_of_cells_in_error_is_no_blank_row(tmp_path: Path) -> None:
    """A look-up that failed for the whole row is somebody all the same."""
    import openpyxl

    path = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号"), ("张三", HIS), ("x", "x"), ("李四", GOOD)])
    book = openpyxl.load_workbook(path)
    for name in ("A3", "B3"):
        cell = book.worksheets[0][name]
        cell.value, cell.data_type = "#N/A", "e"
    book.save(path)

    assert {item.where for item in read_roster(path).problems} == {"花名册!A3", "花名册!B3"}


def test_a_sheet_of_formulas_only_is_not_passed_over(tmp_path: Path) -> None:
    """Beside a good sheet it is a problem of its own; it is not an empty sheet."""
    import openpyxl

    path = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号"), ("张三", HIS)])
    book = openpyxl.load_workbook(path)
    book.create_sheet("二村")["B2"] = "=X1"
    book.save(path)

    assert [item.where for item in read_roster(path).problems] == ["二村!B2"]


def remarks(tmp_path: Path, *said: str) -> RosterReading:
    """Read a list with these remarks, one to a row, some of them in the column of the certificate."""
    rows = [("张三", HIS, text, f"鄂{at}{text}") for at, text in enumerate(said)]
    return roster(tmp_path, ("姓名", "身份证号", "备注", "证号"), *rows)


def test_remarks_about_violations_in_many_rows_make_it_a_list_of_violators(tmp_path: Path) -> None:
    """Half of a short list, a fifth of a long one; what is denied is no violation (seen by an examiner)."""
    for said in (["超生一孩", "", "罚款已交", ""], ["2011年缴社会抚养费", "政策外"], [*["超生"] * 5, *[""] * 20]):
        with pytest.raises(RosterError) as caught:
            remarks(tmp_path, *said)
        assert "违法生育或征收类名单（备注里多处这样写）" in caught.value.problems[0].message
        assert "张三" not in str(caught.value.problems)

    denied = remarks(tmp_path, "无违法生育", "未被处罚", "没有任何超生", "不得收取社会抚养费", "非计划外生育")
    assert denied.skipped == ()


def test_a_stray_remark_about_a_violation_is_one_cell_that_is_not_read(tmp_path: Path) -> None:
    """Its row is named; the others keep their values."""
    reading = remarks(tmp_path, "", "罚款未交", "", "", "超生", "")

    certificates = [record.value("certificate_number") for record in reading.records]
    assert certificates == ["鄂0", None, "鄂2", "鄂3", None, "鄂5"]
    assert [(item.row, "没有读入" in item.why) for item in reading.skipped] == [(3, True), (6, True)]
    assert "罚款" not in str([record.as_json() for record in reading.records])
    assert reading.records[1].provenance.keys() == {"persons.0.name", "persons.0.id_number"}


def test_a_total_in_a_row_that_ends_early_is_a_total(tmp_path: Path) -> None:
    """A plain file need not write the empty cells behind 合计,4户 (a program's export found it)."""
    (tmp_path / "册.csv").write_text(f"姓名,身份证号,金额\n张三,{HIS},960\n合计,1户\n", encoding="utf-8")

    reading = read_roster(tmp_path / "册.csv")

    assert (len(reading.records), reading.problems) == (1, ())
    assert [item.why for item in reading.skipped] == ["合计行"]
