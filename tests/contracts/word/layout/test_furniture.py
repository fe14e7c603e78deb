"""Blocks that more than one family uses."""

from __future__ import annotations

import re

import pytest

from contracts.word.layout.furniture import END, captioned, footer, header, held_paragraphs, rows_table, seal_lines
from contracts.word.reading import printed, texts
from contracts.word.template import Template
from tests.contracts.word.papers import shipped, word_file, xml

EDGE = {"number": "A001", "number_label": "编号", "copy_label": "甲方存"}


@pytest.mark.parametrize("mark", ["草稿", "副本", "作废"])
def test_a_mark_lies_behind_the_text_of_every_page(mark: str) -> None:
    """It stands in the header, so every page has it."""
    content = Template(word_file("<w:p/>", header=header(156))).render({**EDGE, "mark": mark})

    assert mark in printed(content).splitlines()


def test_without_a_mark_nothing_of_it_is_left() -> None:
    """The signed paper carries no empty frame."""
    content = Template(word_file("<w:p/>", header=header(156))).render({**EDGE, "mark": ""})

    assert b"PowerPlusWaterMarkObject" not in content
    assert texts(content)[0].text == "甲方存\t编号：A001"


def test_the_footer_counts_by_a_bookmark_not_by_the_file() -> None:
    """SECTIONPAGES prints nothing in LibreOffice, NUMPAGES counts the whole stack."""
    assert f"PAGEREF {END}" in footer()
    assert "NUMPAGES" not in footer()
    assert "SECTIONPAGES" not in footer()


@pytest.mark.parametrize("count", [0, 1, 12])
def test_a_list_of_any_length_makes_a_whole_table(count: int) -> None:
    """An empty list says （无）; it is not a head with nothing under it."""
    item = next(table for table in shipped("reward_support_notice").tables if table.code == "posting")
    row = {column.key: f"壹佰零壹万贰仟伍佰元整{column.key}" for column in item.columns}
    content = Template(word_file(rows_table(item))).render({"tables": {"posting": {"rows": [row] * count}}})

    lines = [clause.text for clause in texts(content)]
    assert len(lines) == 1 + max(count, 1)
    assert ("（无）" in lines) == (count == 0)


@pytest.mark.parametrize("count", [0, 1])
def test_an_optional_table_without_rows_is_left_out_with_its_caption(count: int) -> None:
    """Nothing of it stands on the paper."""
    (item,) = shipped("special_support_notice").tables
    table = {
        "shown": "1" * count,
        "caption": "书面同意公布的",
        "rows": [{column.key: "王某" for column in item.columns}] * count,
    }
    content = Template(word_file(captioned(item))).render({"tables": {"posting": table}})

    assert [clause.text for clause in texts(content)] == ["书面同意公布的", "序号；姓氏；村", "王某；王某；王某"][
        : 3 * count
    ]


@pytest.mark.parametrize(("closing", "held"), [(["甲"], [True]), (["甲", "乙", "丙"], [False, True, True])])
def test_the_only_paragraph_stays_with_the_seal_and_of_several_all_but_the_first(
    closing: list[str], held: list[bool]
) -> None:
    """GB/T 9704, 7.3.5: no page with the signature alone, and none left half empty for it either."""
    body = xml(Template(word_file(held_paragraphs("closing", "Body"))).render({"closing": closing}))

    assert [bool(tag) for tag in re.findall(r'<w:pStyle w:val="Body"/>(<w:keepNext/>)?', body)] == held


def test_the_last_words_stay_with_the_seal() -> None:
    """No page with the seal alone."""
    content = Template(word_file(held_paragraphs("closing", "Body") + "".join(seal_lines("party_a", 156)))).render(
        {"closing": ["甲", "乙"], "party_a": {"name": "上坪村"}, "signing_date": "2026年3月5日"}
    )

    assert [item.text for item in texts(content)] == ["甲", "乙", "上坪村（盖章）", "2026年3月5日"]


def test_a_short_table_stays_whole_and_lets_what_follows_go() -> None:
    """All rows but the last hold on to the next; else heading and clause behind it would take the table along."""
    item = next(table for table in shipped("unit_responsibility_agreement").tables if table.code == "indicators")
    row = {column.key: "一" for column in item.columns}
    content = Template(word_file(rows_table(item))).render({"tables": {"indicators": {"rows": [row] * 3}}})
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml(content))

    assert ["<w:keepNext/>" in line for line in rows] == [False, True, True, False]


def test_two_paragraphs_part_a_table_from_a_heading() -> None:
    """With one or none LibreOffice 7.4 leaves the heading alone at the foot of the page."""
    drawn = captioned(shipped("reward_support_notice").tables[0])

    assert re.findall(r'<w:pStyle w:val="(\w+)"/>', drawn.rpartition("</w:tbl>")[2]) == ["AfterTable", "End"]
