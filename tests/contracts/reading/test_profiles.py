"""The same data in the form that another office demands."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contracts.errors import RosterError
from contracts.model import PartialDate, Person
from contracts.reading.profile_files import load_profiles
from contracts.reading.profiles import ExportColumn, Profile, person_for, rows_of, write_export
from contracts.reading.roster import read_roster
from contracts.records import Record

HERS, HIS = "42011719850302010X", "420117198503020036"
CHILD = Person(role="child", name="李小明", birth=PartialDate(year=2015, month=6))
WIFE = Person(role="person", name="张三", id_number="420117198503020028", phones=("13800000001", "0713-8812345"))
HUSBAND = Person(role="spouse", name="李四", id_number=HIS)
RECORD = Record(
    sheet="册", row=3, persons=(WIFE, HUSBAND, CHILD),
    values=(("group", "=1组"), ("amount_fen", 96050), ("paid", None), ("issued_on", "2016-05-03")),
)  # fmt: skip


def profile(*fields: str, **changes: Any) -> Profile:
    """Return a profile with these columns, each called by its field."""
    columns = tuple(ExportColumn(heading=field, field=field) for field in fields)
    return Profile(**{"name": "x", "title": "某单位", "columns": columns} | changes)


def cells(record: Record, *fields: str, **changes: Any) -> list[Any]:
    """Return one row."""
    return rows_of(profile(*fields, **changes), [record])[0]


@pytest.mark.parametrize(
    ("form", "shown"),
    [("plain", HERS), ("lower_x", HERS.lower()), ("spaced", "420117 19850302 010X"), ("quoted", f"'{HERS}"),
     ("dashed", "420117-19850302-010X"), ("masked", "420117********010X")],
)  # fmt: skip
def test_a_number_is_written_as_the_receiver_wants_it(form: str, shown: str) -> None:
    """The data stays; only its dress changes."""
    record = replace(RECORD, persons=(replace(WIFE, id_number=HERS),))
    assert cells(record, "person.id_number", id_format=form) == [shown]


@pytest.mark.parametrize(
    ("form", "day", "month"),
    [("iso", "2016-05-03", "2015-06"), ("compact", "20160503", "201506"), ("dotted", "2016.05.03", "2015.06"),
     ("slashed", "2016/5/3", "2015/6"), ("chinese", "2016年5月3日", "2015年6月"), ("month", "2016-05", "2015-06")],
)  # fmt: skip
def test_a_day_is_never_more_precise_than_it_is_known(form: str, day: str, month: str) -> None:
    """A month stays a month in every form; a year a year."""
    assert cells(RECORD, "values.issued_on", "child.birth_date", date_format=form) == [day, month]
    only_year = replace(RECORD, persons=(replace(CHILD, birth=PartialDate(year=2015)),))
    assert cells(only_year, "child.birth_date", date_format=form)[0].strip("年") == "2015"


def test_sums_answers_and_what_is_not_known() -> None:
    """Fen become yuan exactly; unknown stays blank and is not no."""
    fields = ("serial", "values.amount_fen", "values.paid", "values.nothing", "person.phones", "child2.name")

    assert cells(RECORD, *fields) == [1, 960.5, None, None, "13800000001、0713-8812345", None]
    assert cells(RECORD, "values.amount_fen", money="yuan_text") == ["960.50"]
    assert cells(RECORD, "values.amount_fen", money="wan") == [0.09605]
    assert cells(replace(RECORD, values=(("paid", False),)), "values.paid", no="未领") == ["未领"]


def test_a_wife_is_found_behind_applicant_and_spouse_only_where_it_is_certain() -> None:
    """The sex in the numbers tells; the head of a household is nobody's husband by that alone."""
    assert person_for(RECORD, "wife") == WIFE
    assert person_for(RECORD, "husband") == HUSBAND
    assert person_for(RECORD, "head") is None
    assert person_for(replace(RECORD, persons=(WIFE,)), "wife") is None
    assert person_for(replace(RECORD, persons=(replace(WIFE, id_number=None), HUSBAND)), "wife") is None
    assert person_for(replace(RECORD, persons=(replace(HUSBAND, role="head"),)), "person").name == "李四"  # type: ignore[union-attr]
    paid_out = replace(RECORD, persons=(replace(HUSBAND, role="head"), WIFE))  # she only receives the money
    assert (person_for(paid_out, "person"), person_for(paid_out, "wife")) == (paid_out.persons[0], None)


def test_what_the_receiver_requires_and_nobody_knows_is_named(tmp_path: Path) -> None:
    """All gaps at once, and no file."""
    column = ExportColumn(heading="村", field="values.village", required=True)
    wanted = Profile(name="x", title="某单位", columns=(column,))

    with pytest.raises(RosterError) as caught:
        write_export(tmp_path / "a.xlsx", wanted, [RECORD, RECORD])
    assert [problem.where for problem in caught.value.problems] == ["册 第3行"] * 2
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_has_merged_headings_texts_and_no_formula(tmp_path: Path) -> None:
    """IDs and telephones as text, sums as numbers."""
    couples = load_profiles().usable["couples_county"]
    assert write_export(tmp_path / "a.xlsx", couples, [RECORD]) == 1
    page: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]

    assert page["A1"].value == "计划生育服务对象名册"
    assert {str(area) for area in page.merged_cells.ranges} == {"A1:K1", "C2:E2", "F2:H2", "J2:K2"}
    row = {page.cell(row=3, column=cell.column).value: cell for cell in page[4]}
    assert (row["村（组）"].value, row["村（组）"].data_type) == ("=1组", "s")
    assert [page.cell(row=4, column=place).value for place in (3, 4, 7)] == ["张三", "420117198503020028", HIS]
    assert page["D4"].number_format == "@"


def test_a_csv_keeps_long_numbers_from_being_rounded(tmp_path: Path) -> None:
    """A tab before them makes a spreadsheet program take them for text; no cell is a live formula."""
    wanted = profile("person.id_number", "values.group", "values.amount_fen")
    write_export(tmp_path / "a.csv", wanted, [RECORD])

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["\t420117198503020028", "'=1组", "960.50"]


def test_a_whole_sum_has_no_decimals(tmp_path: Path) -> None:
    """960 yuan are 960 in a workbook and in plain text; one 万 is 1."""
    whole = replace(RECORD, values=(("amount_fen", 96000),))
    write_export(tmp_path / "a.csv", profile("values.amount_fen"), [whole])

    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").split() == ["values.amount_fen", "960"]
    assert repr(cells(whole, "values.amount_fen")) == "[960]"
    million = replace(RECORD, values=(("amount_fen", 1_000_000),))
    assert repr(cells(million, "values.amount_fen", money="wan")) == "[1]"


@pytest.mark.parametrize("name", sorted(load_profiles().usable))
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_we_export_we_can_read(name: str, suffix: str, tmp_path: Path) -> None:
    """No name, number or sum is lost on the way to another office and back; a masked number is a fault."""
    values = (("amount_fen", 96000), ("certificate_number", "鄂1"), ("group", "1组"))
    shipped = load_profiles().usable[name]
    write_export(tmp_path / f"a{suffix}", shipped, [replace(RECORD, values=values)])

    if shipped.id_format == "masked":
        assert len(read_roster(tmp_path / f"a{suffix}").problems) >= 1
        return
    reading = read_roster(tmp_path / f"a{suffix}")
    assert reading.problems == ()
    (record,) = reading.records
    wanted = {person.id_number for person in RECORD.persons}
    assert {person.id_number for person in record.persons} <= wanted
    assert "420117198503020028" in {person.id_number for person in record.persons}
    assert record.value("amount_fen") in {None, 96000}
