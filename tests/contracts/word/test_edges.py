"""A tag that would take more away than itself is refused with its place; docxtpl takes it in silence."""

from __future__ import annotations

import pytest

from contracts.errors import KindError
from contracts.word.markup import cell, paragraph, row, row_flow, run, table
from contracts.word.template import Template
from tests.contracts.word.papers import word_file

_WIDE = [2000, 3000]


def pair(left: str, right: str = "乙") -> str:
    """Return a row of two cells."""
    return row([cell(2000, paragraph("Body", left)), cell(3000, paragraph("Body", right))])


_LOOP = table(_WIDE, row_flow("for row in rows", _WIDE), pair("{{ row.a }}"), row_flow("endfor", _WIDE))
REACHING = {
    "rows outside": (
        _LOOP + paragraph("Body", "{%tr for row in rows %}") + paragraph("Body", "{%tr endfor %}") + _LOOP,
        "{%tr for row in rows %}", "没有写在表格里",
    ),
    "cells outside": (
        paragraph("Body", "{%tc for row in rows %}") + paragraph("Body", "{%tc endfor %}"),
        "{%tc endfor %}", "没有写在表格里",
    ),
    "words beside": (
        paragraph("Body", "第三条 {%p if name %}") + paragraph("Body", "甲") + paragraph("Body", "{%p endif %}"),
        "{%p if name %}", "还有“第三条”",
    ),
    "words in the row": (
        table(_WIDE, pair("{%tr for row in rows %}", "合计"), pair("{{ row.a }}"), row_flow("endfor", _WIDE)),
        "{%tr for row in rows %}", "还有“合计”",
    ),
    "rows that end outside": (
        table(_WIDE, row_flow("for row in rows", _WIDE), pair("{{ row.a }}")) + paragraph("Body", "{%p endfor %}"),
        "{% for row in rows %}", "跨过了段落或表格的边",
    ),
    "paragraphs that end in a cell": (
        paragraph("Body", "{%p for row in rows %}") + table(_WIDE, pair("{{ row.a }}", "{%p endfor %}")),
        "{% for row in rows %}", "跨过了段落或表格的边",
    ),
    "a condition from cell to cell": (
        table(_WIDE, pair("{% if name %}甲", "乙{% endif %}")), "{% if name %}", "跨过了段落或表格的边",
    ),
    "a condition in full": (
        table(_WIDE, pair('{% if not name and rows[0].a == "甲" %}', "乙{% endif %}")),
        '{% if not name and rows[0].a == "甲" %}', "跨过了段落或表格的边",
    ),
    "a name from cell to cell": (table(_WIDE, pair("{{ na", "me }}")), "{{ na", "跨过了段落或表格的边"),
    "a name around a table": (
        paragraph("Body", "{{ na") + table(_WIDE, pair("甲")) + paragraph("Body", "me }}"),
        "{{ na", "跨过了段落或表格的边",
    ),
    "a tag that draws a table to itself": (
        table(_WIDE, pair("甲")) + paragraph("Body", "{%- if name %}乙{% endif %}"), "正文", "跨过了段落或表格的边",
    ),
    "a loop around half of what is read from the right": (
        f"<w:p>{run('{% for row in rows %}')}<w:dir w:val='rtl'>{run('{{ row.a }}{% endfor %}')}</w:dir></w:p>",
        "{% for row in rows %}", "跨过了段落或表格的边",
    ),
    "two conditions that fit only while both are met": (
        f"<w:p>{run('{% if name %}')}<w:dir>{run('甲{% endif %}{% if empty %}乙')}</w:dir>{run('丙{% endif %}')}</w:p>",
        "{% if name %}", "跨过了段落或表格的边",
    ),
    "a picture beside": (
        f"<w:p>{run('{%p if name %}')}<w:r><w:drawing/></w:r></w:p>" + paragraph("Body", "{%p endif %}"),
        "{%p if name %}", "还有“图片”",
    ),
    "a page break beside": (
        paragraph("Body", "{%p if name %}") + f"<w:p>{run('{%p endif %}')}<w:r><w:br w:type='page'/></w:r></w:p>",
        "{%p endif %}", "还有“分页符”",
    ),
    "the set-up of the pages before": (
        f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('{%p if name %}')}</w:p>" + paragraph("Body", "{%p endif %}"),
        "{%p if name %}", "还有“分节符”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REACHING)
@pytest.mark.parametrize("needs_tree", [False, True])
def test_a_tag_that_reaches_over_an_edge_is_refused_with_its_place(name: str, needs_tree: bool) -> None:
    """Also where docxtpl itself will fill the file: its parser would drop what follows."""
    body, said, told = REACHING[name]
    cells = table([2000], row(cell(2000, paragraph("Body", f"{{%tc {tag} %}}")) for tag in ("if name", "endif")))

    with pytest.raises(KindError) as caught:
        Template(word_file(paragraph("Body", "甲") + body + (cells if needs_tree else "")))

    assert any(said in item.where and told in item.message and item.hint for item in caught.value.problems)


def test_a_tag_that_was_never_closed_is_told_once() -> None:
    """Not also as one that reaches too far."""
    with pytest.raises(KindError) as caught:
        Template(word_file(paragraph("Body", "{{ name") + table(_WIDE, pair("甲"))))

    assert [item.message for item in caught.value.problems] == ["占位标记没有写完整"]


def test_a_name_over_two_lines_of_one_cell_is_no_fault() -> None:
    """Somebody pressed Enter inside a tag; docxtpl joins the lines, and nothing else is lost."""
    assert Template(word_file(paragraph("Body", "{{ na") + paragraph("Body", "me }}"))).names == {"name"}
