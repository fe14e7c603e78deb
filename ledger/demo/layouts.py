"""The habits of the four villages: which columns their clerks keep, and how a family becomes a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contracts.sheets import Merge
from ledger.demo.mess import Cell, Pen
from ledger.demo.township import Adult, Family

Row = tuple[Cell, ...]
FOLLOWED = "见旧卡"
"""Stands in the columns about bodies: they are not read, so nothing is invented for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a village's clerk is used to.

    ``head`` are the rows above the families, the last one the headings. ``columns`` says in which column
    (from 1) a field stands; ``plants`` are the faults to plant, as (field, kind).
    """

    head: tuple[Row, ...]
    row: Callable[[Pen, int, Family], Row]
    columns: dict[str, int]
    plants: tuple[tuple[str, str], ...]
    head_merges: tuple[Merge, ...] = ()
    suffix: str = ".xlsx"
    by_group: bool = False
    foot: tuple[Row, ...] = ()
    repeat_head_after: int = 0

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.head[-1])


def _name(pen: Pen, adult: Adult | None) -> Cell:
    return pen.name(adult.name) if adult else ""


def _id(pen: Pen, adult: Adult | None) -> Cell:
    return pen.id_number(adult.id_number) if adult else ""


def _phone(pen: Pen, adult: Adult | None) -> Cell:
    return pen.phone(adult.phone) if adult else ""


def _certificate_row(pen: Pen, _number: int, family: Family) -> Row:
    return (
        f"青河镇{family.village.short}{family.group}组",
        _name(pen, family.wife),
        _id(pen, family.wife),
        _phone(pen, family.wife),
        _name(pen, family.husband),
        _id(pen, family.husband),
        pen.name(family.child_name),
        pen.gender(family.child_gender),
        pen.day(family.child_birth),
        family.certificate_number,
        pen.day(family.issued_on),
        "",
    )


def _couple_row(pen: Pen, number: int, family: Family) -> Row:
    return (
        number,
        _name(pen, family.wife),
        _id(pen, family.wife),
        _phone(pen, family.wife),
        "已婚",
        family.address,
        family.address,
        _name(pen, family.husband),
        _id(pen, family.husband),
        _phone(pen, family.husband),
        "已婚",
        pen.name(family.child_name),
        pen.gender(family.child_gender),
        pen.day(family.child_birth),
        family.certificate_number,
        pen.day(family.issued_on),
    )


def _text_row(pen: Pen, number: int, family: Family) -> Row:
    return (
        number,
        f"{family.village.short}{family.group}组",
        _name(pen, family.husband),
        _id(pen, family.husband),
        _name(pen, family.wife),
        _id(pen, family.wife),
        family.address,
        _phone(pen, family.wife),
        pen.name(family.child_name),
        pen.gender(family.child_gender),
        pen.day(family.child_birth),
        family.certificate_number,
        pen.day(family.issued_on),
        FOLLOWED,
    )


def _reporting_row(pen: Pen, number: int, family: Family) -> Row:
    return (
        f"{family.group}组",
        f"{family.village.division_code}{family.group:02d}{number:04d}",
        _name(pen, family.wife),
        _id(pen, family.wife),
        "汉",
        family.address,
        _phone(pen, family.wife),
        _name(pen, family.husband),
        _id(pen, family.husband),
        pen.name(family.child_name),
        pen.gender(family.child_gender),
        pen.day(family.child_birth),
        family.certificate_number,
        pen.day(family.issued_on),
        FOLLOWED,
        FOLLOWED,
    )


_CERTIFICATES = Layout(
    head=(
        ("独生子女父母光荣证发放花名册", *[""] * 11),
        ("村组", "母亲姓名", "身份证号", "联系电话", "父亲姓名", "身份证号", "子女姓名", "子女性别",
         "出生日期", "证号", "发证日期", "备注"),
    ),
    head_merges=(Merge(top=1, left=1, bottom=1, right=12),),
    row=_certificate_row,
    columns={"wife": 2, "wife_id": 3, "phone": 4, "husband": 5, "husband_id": 6, "child_birth": 9, "issued_on": 11},
    plants=(("wife_id", "check"), ("husband_id", "number"), ("issued_on", "30 February"), ("wife", "no name"),
            ("husband_id", "check")),
    by_group=True,
    foot=(("合计", "{count}户"),),
)  # fmt: skip
_COUPLES = Layout(
    head=(
        ("青河镇2026年{village}服务对象花名册", *[""] * 15),
        ("填报单位:{village}村民委员会", *[""] * 13, "单位:人", ""),
        ("编号", "女方姓名", "身份证号", "联系电话", "婚姻状况", "户籍地址", "现居住地", "男方姓名", "身份证号",
         "联系电话", "婚姻状况", "子女姓名", "子女性别", "出生日期", "光荣证号", "发证日期"),
    ),
    head_merges=(Merge(top=1, left=1, bottom=1, right=16),),
    row=_couple_row,
    columns={"wife": 2, "wife_id": 3, "phone": 4, "husband": 8, "husband_id": 9, "child_birth": 14, "issued_on": 16},
    plants=(("husband_id", "number"), ("child_birth", "month 13"), ("wife_id", "letter O"), ("wife_id", "check")),
    foot=(("合计", "{count}对"), ("负责人:", "", "", "填表人:", "", "", "填报日期:")),
    repeat_head_after=30,
)  # fmt: skip
_TEXT = Layout(
    head=(
        ("序号", "村组", "男方姓名", "男方身份证号", "女方姓名", "女方身份证号", "家庭住址", "联系电话", "子女姓名",
         "子女性别", "子女出生日期", "独生子女证号", "办证日期", "避孕措施"),
    ),
    row=_text_row,
    columns={"wife": 5, "wife_id": 6, "phone": 8, "husband": 3, "husband_id": 4, "child_birth": 11, "issued_on": 13},
    plants=(("wife_id", "scientific"), ("child_birth", "30 February"), ("husband_id", "check"),
            ("husband", "somebody")),
    suffix=".csv",
)  # fmt: skip
_REPORT = Layout(
    head=(
        ("2026年2月份人口动态信息报告单(一)", *[""] * 15),
        ("青河镇{village}", *[""] * 14, "单位:人"),
        ("本人情况", *[""] * 6, "配偶情况", "", "子女情况", "", "", "光荣证情况", "", "避孕情况", ""),
        ("组别", "户编码", "姓名", "公民身份证号", "民族", "现居住地", "电话", "姓名", "公民身份证号", "姓名",
         "性别", "出生年月", "光荣证号", "发证日期", "避孕措施", "落实日期"),
    ),
    head_merges=(
        Merge(top=1, left=1, bottom=1, right=16),
        Merge(top=3, left=1, bottom=3, right=7),
        Merge(top=3, left=8, bottom=3, right=9),
        Merge(top=3, left=10, bottom=3, right=12),
        Merge(top=3, left=13, bottom=3, right=14),
        Merge(top=3, left=15, bottom=3, right=16),
    ),
    row=_reporting_row,
    columns={"wife": 3, "wife_id": 4, "phone": 7, "husband": 8, "husband_id": 9, "child_birth": 12, "issued_on": 14},
    plants=(("wife_id", "number"), ("child_birth", "lunar"), ("husband_id", "check"), ("phone", "12 digits"),
            ("issued_on", "month 13")),
    foot=(("负责人:", "", "填表人:", "", "填报日期:"),),
)  # fmt: skip

LAYOUTS = (_CERTIFICATES, _COUPLES, _TEXT, _REPORT)
"""One for each village, in the order of ``township.toml``."""
