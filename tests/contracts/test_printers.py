"""Printers of an office and how far they are off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.errors import SettingsError
from contracts.printers import Printer, printer_faults, printer_lines, printer_named, unknown_printer
from contracts.settings import office_toml, parse_office
from tests.contracts.example_office import OFFICE

TWO = (Printer(name="证件打印机", right=3, down=-12), Printer(name="大厅"))


def test_office_toml_gives_back_printers_and_honours() -> None:
    """What is written is what is read."""
    office = replace(OFFICE, printers=TWO, honours=("无拖欠奖励村",))

    assert parse_office(office_toml(office)) == office
    assert list(printer_lines(())) == []


def test_the_first_printer_is_taken_where_none_is_named() -> None:
    """And a true one where the office lists none."""
    assert printer_named(TWO, "") == TWO[0]
    assert printer_named(TWO, "大厅") == TWO[1]
    assert printer_named((), "") == Printer(name="")
    assert printer_named(TWO, "无") is None
    assert "证件打印机、大厅" in unknown_printer(TWO, "无").hint


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({}, "[printers]"),
        (["x"], "第1台"),
        ([{"name": ""}], "name"),
        ([{"name": 'a"b'}], "name"),
        ([{"name": "a"}, {"name": "a"}], "第2台 name"),
        ([{"name": "a", "right": 301}], "right"),
        ([{"name": "a", "down": 0.5}], "down"),
        ([{"name": "a", "left": 1}], "left"),
    ],
)
def test_a_fault_is_named_with_its_place(data: object, where: str) -> None:
    """Each with what to write instead."""
    (found,) = printer_faults(data)

    assert where in found[0]
    assert found[2]


def test_faults_of_printers_and_honours_stop_the_office() -> None:
    """All at once."""
    text = f'{office_toml(OFFICE)}\n[[printers]]\nname = "a"\nright = 999\n[honours]\ntitles = "x"\n'
    with pytest.raises(SettingsError) as caught:
        parse_office(text)

    assert [problem.where.split()[-1] for problem in caught.value.problems] == ["right", "titles"]


def test_an_offset_is_told_by_the_way_it_goes() -> None:
    """左 and 上, not 右 and 下 with a minus before them."""
    assert Printer(name="甲", right=15, down=-8).offset_words == "向右 1.5 毫米，向上 0.8 毫米"
    assert Printer(name="乙", right=-3).offset_words == "向左 0.3 毫米，向下 0.0 毫米"
