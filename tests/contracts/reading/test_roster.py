"""From any office's file to records and problems."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import RosterError
from contracts.model import PartialDate, Person, Problem
from contracts.reading.roster import Record, RosterReading, read_roster
from tests.contracts.dirty_rosters import PAPERS, Dirty, Paper, make, write_rows

GOOD = "11010519491231002X"
HIS = "420117198503020036"
COUPLE = ("女方姓名", "身份证号", "联系电话", "男方姓名", "身份证号", "联系电话")


def roster(tmp_path: Path, *rows: Any, **options: Any) -> RosterReading:
    """Read a sheet of these rows."""
    return read_roster(write_rows(tmp_path / "册.xlsx", rows, **options))


def csv_roster(tmp_path: Path, text: str) -> RosterReading:
    """Read a CSV of this text."""
    path = tmp_path / "2026春.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def plain(reading: RosterReading) -> Any:
    """Return what ``roster check --json`` prints, read back."""
    return json.loads("".join(reading.json_lines()))


def compared(sheet: Dirty, reading: RosterReading) -> Counter[str]:
    """Count cells that are right, wrong with a problem, and silently wrong; and faults reported."""
    told = {problem.where.rpartition("!")[2] for problem in reading.problems}
    count = Counter(missing=len(sheet.truth) - len(reading.records))
    by_row = sorted(reading.records, key=lambda record: record.row)
    for truth, record in zip(sheet.truth, by_row, strict=False):
        assert truth.row == record.row
        for path, wanted, found in pairs(truth.persons, truth.values, record):
            kind = "right" if wanted == found else "told" if record.provenance.get(path) in told else "silent"
            count[kind] += 1
    planted = set().union(*(truth.bad for truth in sheet.truth))
    count["unreported"] = len(planted - told)
    count["false alarm"] = len(told - planted)
    return count


def pairs(persons: list[dict[str, Any]], values: dict[str, Any], record: Record) -> list[tuple[str, Any, Any]]:
    """Return path, wanted and found for every cell of a row."""
    data = record.as_json()
    found = {person["role"]: (number, person) for number, person in enumerate(data["persons"])}
    result = []
    for wanted in persons:
        number, person = found.get(wanted["role"], (0, {}))
        for key, value in wanted.items():
            got = record.persons[number].gender if key == "gender" else person.get(key)
            result.append((f"persons.{number}.{key}", value, got))
    return result + [(f"values.{key}", value, data["values"].get(key)) for key, value in values.items()]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_cell_of_any_paper_is_silently_wrong(paper: Paper, seed: int, tmp_path: Path) -> None:
    """Every record found, every value right, every planted fault at its cell, no false alarm."""
    sheet = make(paper, 40, seed)

    reading = read_roster(sheet.write(tmp_path / "册.xlsx"))

    count = compared(sheet, reading)
    assert count.pop("right") > 0
    assert not +count
    assert len(reading.skipped) == sheet.skipped


def test_a_csv_gives_what_the_workbook_gives(tmp_path: Path) -> None:
    """GB18030 without a mark, and the sheet is called after the file."""
    path = tmp_path / "兑现表.csv"
    text = (
        f"序号,村组,户主姓名,身份证号,金额,是否发放\n1,上坪村1组,张  三,{HIS},壹佰贰拾元整,√\n2,,李四,4.29999E+17,无,\n"
    )
    path.write_bytes(text.encode("gb18030"))

    reading = read_roster(path)

    assert reading.layout == "reward_payout"
    assert reading.file_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert reading.records[0] == Record(
        sheet="兑现表",
        row=2,
        persons=(Person(role="head", name="张三", id_number=HIS),),
        values=(("group", "上坪村1组"), ("amount_fen", 12000), ("paid", True)),
        cells=(
            ("persons.0.id_number", "D"),
            ("persons.0.name", "C"),
            ("values.group", "B"),
            ("values.amount_fen", "E"),
            ("values.paid", "F"),
        ),
    )
    assert reading.records[1].value("paid") is None
    assert [problem.where for problem in reading.problems] == ["兑现表!D3"]


def test_a_row_without_a_name_is_reported_and_the_others_are_kept(tmp_path: Path) -> None:
    """Every bad row is named with its cell; good rows are not lost with it."""
    reading = csv_roster(tmp_path, f"姓名,身份证号,现居住地\n某甲,{GOOD},青河镇一村\n,{HIS},青河镇二村\n")

    assert [person.name for record in reading.records for person in record.persons] == ["某甲", ""]
    assert reading.problems == (Problem(where="2026春!A3", message="没有姓名", hint="请在这一格填写姓名"),)
    assert reading.records[1].bad == ("persons.0.name",)


def test_an_id_number_in_a_number_cell_is_never_converted(tmp_path: Path) -> None:
    """Its last digits are gone already, even where it looks whole."""
    reading = roster(tmp_path, ("姓名", "身份证号"), ("张三", 420117198503020036), ("李四", 420117850302002))

    assert [record.persons[0].id_number for record in reading.records] == [None, None]
    assert [problem.where for problem in reading.problems] == ["花名册!B2", "花名册!B3"]
    assert all("数字格式" in problem.message for problem in reading.problems)


def test_no_message_holds_a_whole_id_number(tmp_path: Path) -> None:
    """Messages end up in chats and screenshots."""
    reading = roster(tmp_path, ("姓名", "身份证号"), ("张三", HIS[:-1] + "5"), (f"李四{HIS}", GOOD))

    text = json.dumps(plain(reading)["problems"], ensure_ascii=False)
    assert "420117********0035" in text
    assert HIS[:-1] not in text


def test_a_column_about_bodies_is_dropped_by_heading_and_by_content(tmp_path: Path) -> None:
    """Named in the report, its cells nowhere."""
    reading = roster(
        tmp_path,
        ("姓名", "身份证号", "孕检时间", "", "摘要"),
        ("张三", HIS, "2016.5", "上环", "已结扎"),
        ("李四", GOOD, "", "", ""),
    )

    assert reading.dropped == ("孕检时间", "第 4 列（无表头）", "摘要")
    assert "上环" not in str(plain(reading)["records"])


def test_a_list_of_violators_is_known_by_sheet_title_and_file_too(tmp_path: Path) -> None:
    """The headings may look harmless."""
    rows = [("姓名", "身份证号"), ("张三", HIS)]
    with pytest.raises(RosterError, match="不能读入"):
        roster(tmp_path, *rows, sheet_name="违法生育户")
    with pytest.raises(RosterError, match="不能读入"):
        roster(tmp_path, ("2015年计划外生育名单", ""), *rows)
    with pytest.raises(RosterError, match="不能读入"):
        read_roster(write_rows(tmp_path / "社会抚养费征收名册.xlsx", rows))


def test_a_sheet_of_explanations_is_no_fault(tmp_path: Path) -> None:
    """It is named among what was skipped; the roster beside it is good."""
    import openpyxl

    path = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号"), ("张三", HIS)])
    book = openpyxl.load_workbook(path)
    book.create_sheet("填表说明").append(["请如实填写", "谢谢"])
    book.save(path)

    reading = read_roster(path)

    assert reading.problems == ()
    assert [item.sheet for item in reading.skipped] == ["填表说明"]


def test_a_list_of_violators_is_refused_whole(tmp_path: Path) -> None:
    """The fee is abolished; nothing of such a list is read."""
    with pytest.raises(RosterError) as caught:
        roster(
            tmp_path,
            ("男方姓名", "女方姓名", "孩次", "出生时间", "征收金额", "违法生育原因"),
            ("张三", "李四", 2, "", 1, ""),
        )

    assert "2021-08-20" in caught.value.problems[0].hint
    assert "张三" not in str(caught.value.problems)


def test_a_table_of_sums_is_no_roster(tmp_path: Path) -> None:
    """Nobody is named in it."""
    with pytest.raises(RosterError) as caught:
        roster(tmp_path, ("单位", "扶助人数", "扶助资金"), ("青河镇", 12, 1.2))

    assert "汇总表" in caught.value.problems[0].message


def test_a_group_name_is_filled_down_inside_its_merge_only(tmp_path: Path) -> None:
    """Below the merge the group is not known, and the cell named is the one it was read from."""
    rows = ("一组", "张三", HIS), ("", "李四", GOOD), ("", "王五", HIS)
    reading = roster(tmp_path, ("村组", "姓名", "身份证号"), *rows, merges=["A2:A3"])

    assert [record.value("group") for record in reading.records] == ["一组", "一组", None]
    assert reading.records[1].provenance["values.group"] == "A2"
    assert reading.repeated() == (("花名册!C2", "花名册!C4"),)


def test_a_couple_on_two_rows_under_one_number_is_one_record(tmp_path: Path) -> None:
    """The merged number says that both rows are one; the written sex says who is who."""
    reading = roster(
        tmp_path,
        ("序号", "姓名", "性别", "身份证号", "现居住地"),
        (1, "李四", "男", HIS, "上坪村"),
        ("", "张三", "女", "420117198503020028", ""),
        (2, "王五", "男", HIS, "石桥村"),
        merges=["A2:A3"],
    )

    assert [[person.role for person in record.persons] for record in reading.records] == [
        ["husband", "wife"],
        ["person"],
    ]
    assert reading.records[0].provenance["persons.1.id_number"] == "D3"
    assert reading.records[0].value("residence_place") == "上坪村"


def test_children_of_one_cell_are_persons_of_the_row(tmp_path: Path) -> None:
    """Each with the day and the cell."""
    reading = roster(tmp_path, ("母亲姓名", "子女情况"), ("张三", "长女张小红1998.5；次子张明2003.6.1"))

    assert reading.records[0].persons[1:] == (
        Person(role="child", name="张小红", gender="female", birth=PartialDate(year=1998, month=5)),
        Person(role="child", name="张明", gender="male", birth=PartialDate(year=2003, month=6, day=1)),
    )
    assert reading.records[0].provenance["persons.2.birth_date"] == "B2"


def test_several_sheets_are_read_and_others_are_named(tmp_path: Path) -> None:
    """A sheet of explanations is skipped aloud, a hidden one too."""
    import openpyxl

    path = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号"), ("张三", HIS)], sheet_name="上坪村")
    book = openpyxl.load_workbook(path)
    for name, cells in (("石桥村", ("李四", GOOD)), ("填表说明", ("请如实填写", "谢谢"))):
        sheet = book.create_sheet(name)
        if name == "石桥村":
            sheet.append(("姓名", "身份证号"))
        sheet.append(cells)
    book.create_sheet("旧表").sheet_state = "hidden"
    book.save(path)

    reading = read_roster(path)

    assert [(record.sheet, record.row) for record in reading.records] == [("上坪村", 2), ("石桥村", 2)]
    assert {skipped.sheet for skipped in reading.skipped} == {"填表说明", "旧表"}


def test_a_column_in_ten_thousands_is_read_so(tmp_path: Path) -> None:
    """The unit may stand in the heading or in the line above the table."""
    above = roster(tmp_path, ("发放表", "", "单位:万元"), ("姓名", "身份证号", "金额"), ("张三", HIS, 0.096))
    inside = roster(tmp_path, ("姓名", "身份证号", "金额（万元）"), ("张三", HIS, "0.096"))

    assert above.records[0].value("amount_fen") == inside.records[0].value("amount_fen") == 96000


def test_our_own_forms_read_back(tmp_path: Path) -> None:
    """Villages are rows without persons; rates come out as they are printed."""
    reading = roster(
        tmp_path,
        ("村名", "行政区划代码", "党组织书记", "村委会主任", "联系电话", "户数", "统计准确率", "群众满意率"),
        ("上坪村", 429999101201, "张三", "李四", 13800138000, 620, 1, "≥95%"),
        ("石桥村", "4299991012", "张三", "", "", "", "", ""),
    )

    assert reading.layout == "villages"
    assert dict(reading.records[0].values) == {
        "village": "上坪村",
        "division_code": "429999101201",
        "secretary": "张三",
        "director": "李四",
        "phone": "13800138000",
        "households": 620,
        "statistics_accuracy": "100%",
        "satisfaction": "≥95%",
    }
    assert [problem.where for problem in reading.problems] == ["花名册!B3"]


def test_a_layout_may_be_named_and_a_wrong_name_lists_the_right_ones(tmp_path: Path) -> None:
    """Columns known by number only are read when, and only when, somebody says so."""
    row = [""] * 44
    row[1:4] = ["张三", HIS, "男"]
    row[42] = "药具"
    path = write_rows(tmp_path / "导出.xlsx", [["x"] * 44, row])

    reading = read_roster(path, "population_import")

    assert reading.records[0].persons == (Person(role="person", name="张三", id_number=HIS, gender="male"),)
    assert "药具" not in str(plain(reading)["records"])
    with pytest.raises(RosterError, match="没有名为"):
        read_roster(path, "nonsense")
    with pytest.raises(RosterError):
        read_roster(path, "couples")


def test_an_uncalculated_formula_and_a_cell_in_error_are_said_as_such(tmp_path: Path) -> None:
    """Neither is an empty cell."""
    import openpyxl

    path = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号", "金额"), ("张三", HIS, "=1+1"), ("李四", GOOD, "")])
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0]["C3"]
    cell.value, cell.data_type = "#N/A", "e"
    book.save(path)

    problems = read_roster(path).problems

    assert [(problem.where, problem.message) for problem in problems] == [
        ("花名册!C2", "公式还没有计算"),
        ("花名册!C3", "单元格出错（#N/A）"),
    ]


def test_the_json_has_the_shape_that_others_read(tmp_path: Path) -> None:
    """Layout, records, problems with sheet and cell, dropped, skipped."""
    data = plain(roster(tmp_path, COUPLE, ("张三", "1", "", "李四", HIS, "13800138000")))

    assert list(data) == ["layout", "records", "problems", "dropped", "skipped"]
    assert data["records"][0]["persons"][1] == {
        "role": "husband",
        "name": "李四",
        "id_number": HIS,
        "phones": ["13800138000"],
        "birth_date": None,
    }
    assert data["records"][0]["provenance"]["persons.1.id_number"] == "E2"
    assert data["problems"][0] | {"message": "", "hint": ""} == {
        "sheet": "花名册",
        "cell": "B2",
        "message": "",
        "hint": "",
    }


def test_a_table_of_counts_beside_the_rosters_is_passed_over_aloud(tmp_path: Path) -> None:
    """汇总表 holds nobody; alone it is refused, as there is nobody to read."""
    import openpyxl

    counts = [("序号", "村名", "人数", "金额"), (1, "石桥村", 20, 19200)]
    path = write_rows(tmp_path / "册.xlsx", [("序号", "姓名", "身份证号"), (1, "李四", HIS)])
    book = openpyxl.load_workbook(path)
    table = book.create_sheet("汇总表")
    for row in counts:
        table.append(row)
    book.save(path)

    reading = read_roster(path)

    assert [record.sheet for record in reading.records] == ["花名册"]
    assert reading.problems == ()
    assert [(item.sheet, "汇总数" in item.why) for item in reading.skipped] == [("汇总表", True)]
    with pytest.raises(RosterError, match="看不懂"):
        read_roster(write_rows(tmp_path / "数.xlsx", counts))


def test_packed_or_not_a_roster_gives_the_same_records(tmp_path: Path) -> None:
    """A batch holds them packed; nothing else differs."""
    path = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号"), ("张三", HIS), ("李四", "")])

    plain, packed = read_roster(path), read_roster(path, packed=True)

    assert packed.records == plain.records
    assert packed.problems == plain.problems
