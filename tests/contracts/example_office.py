"""The invented office that the tests of several rooms share, and rows a roster of it may hold."""

from __future__ import annotations

from pathlib import Path

from contracts.model import PartialDate, Person, Problem
from contracts.records import Known, Record, RosterReading
from contracts.settings import Office, Village

OFFICE = Office(
    name="青河镇人民政府",
    short="青",
    type="township",
    division_code="429999101",
    representative="周建国",
    post="镇长",
    address="青河镇青河大道1号",
    phone="0710-5550100",
    county_name="示范县卫生健康局",
    county_short="示卫",
    county_phone="0710-5550102",
    complaint_phone="0710-5550101",
    operator="李敏",
    villages=(
        Village(
            name="上坪村村民委员会",
            short="上坪村",
            division_code="429999101201",
            representative="沈大山",
            post="主任",
            secretary="沈秀英",
            phone="0710-5550111",
        ),
        Village(name="石桥村村民委员会", short="石桥村", division_code="429999101202", representative="陶正明"),
    ),
    values=(
        ("", "service_site", "青河镇便民服务中心"),
        ("", "posting_days", "7个工作日"),
        ("village_responsibility_agreement", "work_funds", "6000元"),
    ),
)

WIFE = Person(role="wife", name="王梅珍", id_number="429999198912154824", gender="female", phones=("13900000001",))
HUSBAND = Person(role="husband", name="陶立志", id_number="429999198706103911", gender="male")
CHILD = Person(role="child", name="陶新", birth=PartialDate(year=2014, month=6, day=25))


def record(row: int = 3, persons: tuple[Person, ...] = (WIFE, HUSBAND, CHILD), **values: Known) -> Record:
    """Return a row of a household roster."""
    given: dict[str, Known] = {
        "group": "青河镇石桥村1组",
        "certificate_number": "鄂示201503178",
        "issued_on": "2015-08-08",
    }
    return Record(sheet="花名册", row=row, persons=persons, values=tuple((given | values).items()))


def reading(*records: Record, problems: tuple[Problem, ...] = ()) -> RosterReading:
    """Return what a roster of these rows reads as."""
    return RosterReading(
        file=Path("花名册.xlsx"), file_sha256="0" * 64, layout="couples", records=records, problems=problems
    )
