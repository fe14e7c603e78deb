"""contracts/papers/omissions.py: what a Word file lacks is said as it is written there."""

from __future__ import annotations

import pytest

from contracts.papers.omissions import omissions, unknown_names
from tests.contracts.word.papers import draft, shipped

KIND = shipped("service_contract")
DRAFT = draft("service_contract")
_LISTED = ("", ".terms", ".terms[]", ".terms[].text")
KNOWN = {"title", "party_a.name", "values.service_site", "values.channel", "tables.empty.rows"}
KNOWN |= {f"sections.services{end}" for end in _LISTED}



@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("service_site", "栏目写作 {{ values.service_site }}"),
        ("values.服务地点", "栏目写作 {{ values.service_site }}"),
        ("Party_a.name", "是不是 party_a.name？"),
        ("sections.services.terms[].txt", "是不是把 text 写成了 txt？"),
        ("sections.servises.terms", "是不是 sections.services.terms？"),
        ("什么都不是", "templates/README.md"),
    ],
)
def test_a_name_that_is_not_there_is_answered_with_the_one_that_was_meant(name: str, told: str) -> None:
    """A label for its code, a capital letter, a letter left out."""
    (problem,) = unknown_names([name], KNOWN, KIND)

    assert problem.message == f"没有名为 {name} 的内容"
    assert told in problem.hint


def test_what_is_there_and_a_column_of_a_list_without_rows_are_no_fault() -> None:
    """The example has no row of it to tell."""
    assert unknown_names({"title", "tables.empty.rows[].what"}, KNOWN, KIND) == ()


def test_everything_left_out_is_told_with_the_tags_that_print_it() -> None:
    """As the guide writes them, for somebody who types them into Word."""
    told = {item.message: item.hint for item in omissions(DRAFT, frozenset(), KIND)}

    assert told["没有印出标题"].startswith("加上 {{ title }}，")
    clauses = "三段：{%p for term in sections.services.terms %}、{{ term.text }}、{%p endfor %}"
    assert clauses in told["没有印出章节“服务内容”（services）的条款"]
    assert "三行：{%tr for row in tables.services.rows %}、{{ row.what }}" in told["没有印出表 服务清单 的“服务内容”栏"]
    assert "{%p for line in recital %}、{{ line }}" in told["没有印出前言"]
    assert told["没有印出丙方（奖励发放单位）的名称"].startswith("加上 {{ party_c.name }}，")
    assert all("--word 新样.docx" in hint for hint in told.values())


def test_a_column_of_a_table_that_is_there_goes_into_its_row() -> None:
    """Not into a second table."""
    told = {item.message: item.hint for item in omissions(DRAFT, {"tables.services.rows"}, KIND)}

    row = "加上 {{ row.what }}，写在 {%tr for row in tables.services.rows %} 的下一行里"
    assert told["没有印出表 服务清单 的“服务内容”栏"].startswith(row)
