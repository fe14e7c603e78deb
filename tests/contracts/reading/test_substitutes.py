"""What stands for a value that a sheet has no column of its own for."""

from __future__ import annotations

import pytest

from contracts.reading.layouts import layout_named
from contracts.reading.plans import plan_for
from tests.contracts.reading.test_headings import found


def test_what_the_sheet_has_itself_needs_no_substitute() -> None:
    """Both are drawn up; only where the first is missing the other takes its place."""
    assert read("姓名 光荣证号 发证日期 补发日期") == {"certificate_number": "光荣证号", "issued_on": "发证日期"}
    assert read("姓名 光荣证号 补发日期") == {"certificate_number": "光荣证号", "issued_on": "补发日期"}


@pytest.mark.parametrize(
    ("title", "headings", "wanted"),
    [
        (
            "某乡三孩生育登记花名册",
            "姓名 登记证号 登记日期",
            {"certificate_number": "登记证号", "issued_on": "登记日期"},
        ),
        ("某乡生育登记台账", "登记编号 登记时间 姓名", {"certificate_number": "登记编号", "issued_on": "登记时间"}),
        ("某乡流动人口登记册", "姓名 婚育证明号 登记日期", {"certificate_number": "婚育证明号"}),
        ("某乡生育登记台账", "服务证编号 登记编号 姓名", {"certificate_number": "服务证编号"}),
        ("光荣证登记簿", "姓名 光荣证号 发放日期", {"certificate_number": "光荣证号", "issued_on": "发放日期"}),
        (
            "奖励费发放表",
            "姓名 光荣证号 发放日期 发放金额",
            {"certificate_number": "光荣证号", "amount_fen": "发放金额"},
        ),
        ("光荣证登记簿", "姓名 光荣证号 备注 发放日期", {"certificate_number": "光荣证号"}),
        ("某村外出人员名册", "姓名 外出务工地址", {"residence_place": "外出务工地址"}),
        ("某村外出人员名册", "姓名 外出务工地址 现住址", {"residence_place": "现住址"}),
        ("某村名册", "姓名 户口所在村屯", {"registered_place": "户口所在村屯"}),
    ],
)
def test_a_heading_that_says_little_is_read_by_the_list_it_stands_in(
    title: str, headings: str, wanted: dict[str, str]
) -> None:
    """登记日期 of a registration is its day; 发放日期 of a payment is none of a paper's."""
    assert read(headings, title) == wanted


def test_the_address_of_a_unit_is_not_taken_for_a_home() -> None:
    """Our own forms name it; an agreement prints it beside the unit."""
    layout = layout_named("organisations")

    plan = plan_for(found(["单位名称", "统一社会信用代码", "单位地址"]), layout)

    assert [item.key for item in plan.fields] == ["organisation", "credit_code", "address"]


def test_a_couple_s_second_village_is_not_read() -> None:
    """As its second 户籍地 is not the family's."""
    assert read("妻子姓名 妻子户口所在村屯 丈夫姓名 丈夫户口所在村屯") == {"registered_place": "妻子户口所在村屯"}


def read(headings: str, title: str = "某村名册") -> dict[str, str]:
    """Return by key the headings that values are read from."""
    plan = plan_for(found([title], headings.split()), None)
    assert not plan.doubled
    words = {heading.column: heading.text for heading in plan.block.headings}
    return {item.key: words[item.column] for item in plan.fields if item.slot == "values"}
