"""A template is understood once and then only filled; docxtpl's own way gives the same parts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from contracts.errors import InputError, KindError
from contracts.papers.render import context
from contracts.word import blank
from contracts.word.archive import packed, read_parts
from contracts.word.markup import cell, paragraph, row, row_flow, table
from contracts.word.reading import printed, texts
from contracts.word.template import Template
from tests.contracts.word.inventions import ALL_DEVICES, FIRST_DEVICES, Invention, devices, inventions
from tests.contracts.word.papers import KINDS, MEAN_NAME, by_docxtpl_alone, canonical, draft, shipped, word_file

VALUES = {"name": MEAN_NAME, "empty": "", "rows": [{"a": "甲", "b": "1\t2"}, {"a": "乙\n丙", "b": "<"}], "nothing": []}


def filled(body: str, values: object = None, **edges: str) -> str:
    """Return what a template with this body prints."""
    return printed(Template(word_file(body, **edges)).render(values or VALUES))  # type: ignore[arg-type]


def loop_table(*inner: str) -> str:
    """Return a table of two columns with a head and a loop over rows."""
    columns = [2000, 3000]
    head = row([cell(2000, paragraph("TableHead", "甲")), cell(3000, paragraph("TableHead", "乙"))], header=True)
    line = row([cell(2000, *inner), cell(3000, paragraph("TableText", "{{ row.b }}"))])
    return table(columns, head, row_flow("for row in rows", columns), line, row_flow("endfor", columns))


def lines(content: bytes) -> list[str]:
    """Return what a paper prints, whatever the order of its parts."""
    return sorted(printed(content).split("\n"))


@pytest.mark.parametrize("name", KINDS)
def test_docxtpl_alone_makes_the_same_parts_of_every_shipped_kind(name: str) -> None:
    """The quick way is proved against docxtpl in an environment of its own, part by part in canonical XML."""
    template = Template(blank(shipped(name)))
    values = context(draft(name), shipped(name), mark="草稿", copy_label="甲方存")

    assert not template.needs_tree
    assert canonical(template.render(values)) == canonical(by_docxtpl_alone(template.content, values))


def test_docxtpl_alone_makes_the_same_parts_of_any_template_and_any_words() -> None:
    """Every device of docxtpl and every way to tear a tag comes up, and all parts are equal."""
    seen: Counter[str] = Counter()

    def agree(invention: Invention) -> None:
        template = Template(invention.torn)
        ours = template.render(invention.values)
        seen.update({*devices(invention.torn), "tree" if template.needs_tree else "steps"})

        assert canonical(ours) == canonical(by_docxtpl_alone(template.content, invention.values))
        assert lines(ours) == lines(Template(invention.whole).render(invention.values))

    few = settings(max_examples=2)
    for place in FIRST_DEVICES:
        few(given(inventions(place))(agree))()
    assert seen.keys() >= ALL_DEVICES | {"tree", "steps"}


def test_a_table_whose_cells_come_and_go_takes_docxtpls_own_way() -> None:
    """Only a parsed tree can mend its grid."""
    words = ("{%tc for row in rows %}", "{{ row.a }}", "{%tc endfor %}")
    line = row(cell(2000, paragraph("TableText", word)) for word in words)
    template = Template(word_file(table([2000], line)))

    assert template.needs_tree
    assert [item.text for item in texts(template.render(VALUES))] == ["甲；乙\n丙"]


def test_equal_values_give_equal_bytes() -> None:
    """A paper can be made again and compared."""
    content = word_file(paragraph("Body", "{{ name }}"))

    assert Template(content).render(VALUES) == Template(content).render(dict(reversed(VALUES.items())))


def test_names_with_markup_braces_and_quotes_are_printed_as_they_are() -> None:
    """Docxtpl alone would cut the paragraph at the ampersand."""
    assert MEAN_NAME in filled(paragraph("Body", "{{ name }}"))


@pytest.mark.parametrize(
    "attack", ["张三</w:t></w:r></w:p><w:p><w:r><w:t>租金免收", "]]>", "<!--", "{{ 7 * 7 }}", "{% for x in y %}"]
)
def test_a_value_cannot_write_a_clause(attack: str) -> None:
    """Cell text stays text."""
    assert attack in filled(paragraph("Body", "{{ name }}"), {"name": attack})


def test_a_missing_value_prints_nothing_at_all() -> None:
    """A blank where a sum should be is worse than no paper; the name is said."""
    with pytest.raises(KindError) as caught:
        filled(paragraph("Body", "{{ party_b.phone }}"), {"party_b": {}})

    assert "phone" in str(caught.value.problems[0])


def test_a_control_character_is_refused_by_place() -> None:
    """The cell is named, not the library."""
    with pytest.raises(InputError) as caught:
        filled(paragraph("Body", "{{ name }}"), {"name": "张\x07三"})

    assert caught.value.problems[0].where == "name"


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("｛｛ name ｝｝", "全角"),
        ("{{ name }", "没有写完整"),
        ("{ { name } }", "没有写完整"),
        ("{{ 面积（亩） }}", "写错"),
        ("{% fro row in rows %}{% endfor %}", "不认识"),
        ("{% for row in rows %}", "endfor"),
        ("{{ name|upper }}", "过滤器"),
        ("{{ name() }}", "调用"),
        ("{{ 1 + 1 }}", "算术"),
        ("{% set a = name %}", "赋值"),
        ("{% include 'x' %}", "包含"),
        ("{{ name.__class__ }}", "下划线"),
        ("{{ [1][0:1] }}", "不能用"),
    ],
)
def test_a_misspelt_or_daring_tag_is_refused_and_quoted(tag: str, told: str) -> None:
    """Place, tag, reason and cure, before anything is filled."""
    with pytest.raises(KindError) as caught:
        Template(word_file(paragraph("Body", f"甲方：{tag}")))
    problem = caught.value.problems[0]

    assert told in problem.message
    assert problem.where.startswith("正文“")
    assert tag.split(maxsplit=1)[0] in problem.where


def test_every_fault_of_a_template_is_told_at_once() -> None:
    """Body, header and a field that fetches: three problems, one reading."""
    body = paragraph("Body", "{{ name() }}") + paragraph("Body", "{{ 1 * 2 }}")
    with pytest.raises(KindError) as caught:
        Template(word_file(body, header=paragraph("Header", "｛｛编号｝｝")))

    assert len(caught.value.problems) == 3


def test_tags_in_document_properties_are_refused() -> None:
    """Docxtpl would run them from there."""
    parts = read_parts(word_file(paragraph("Body", "{{ name }}")))
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace("公示".encode(), b"{{ name }}")

    with pytest.raises(KindError) as caught:
        Template(packed(parts))
    assert caught.value.problems[0].where == "文档属性"


def test_a_field_that_reads_other_files_is_refused() -> None:
    """INCLUDETEXT has no place in a contract."""
    code = '<w:p><w:r><w:instrText> INCLUDETEXT "c:/a.txt" </w:instrText></w:r></w:p>'
    with pytest.raises(KindError) as caught:
        Template(word_file(code))

    assert "INCLUDETEXT" in caught.value.problems[0].message


@pytest.mark.parametrize("tag", ["{% for row in none %}{% endfor %}", "{% for row in count %}{% endfor %}"])
def test_a_loop_over_what_is_no_list_is_refused(tag: str) -> None:
    """A sentence, not a traceback."""
    with pytest.raises(KindError):
        filled(paragraph("Body", tag), {"count": 3})


def test_objects_are_not_looked_into() -> None:
    """Only dicts, lists, texts and whole numbers reach a template."""
    with pytest.raises(KindError):
        filled(paragraph("Body", "{{ name.title }}"), {"name": "张三"})


@pytest.mark.parametrize("state", ["empty", "name"])
def test_a_condition_across_a_tables_edge_is_refused_with_the_right_spelling(state: str) -> None:
    """Whether it holds today or not: some paper would not open in Word."""
    inside = row([cell(2000, paragraph("TableText", f"{{% if {state} %}}甲"))])
    with pytest.raises(KindError) as caught:
        Template(word_file(table([2000], inside) + paragraph("Body", "乙{% endif %}")))

    assert f"正文“{{% if {state} %}}”" in caught.value.problems[0].where
    assert "{%p" in caught.value.problems[0].hint


def test_a_part_with_a_remark_in_its_markup_is_looked_at_paper_by_paper() -> None:
    """It has no proof beforehand, but no paper of it breaks."""
    template = Template(word_file(paragraph("Body", "{% if name %}甲{% endif %}") + "<!-- 旧 -->"))

    assert printed(template.render(VALUES)).count("甲") == 1
    assert template.pressed(VALUES).pieces == frozenset()


def test_the_names_a_template_asks_for_are_known_before_it_is_filled() -> None:
    """A missing column is told before the first paper."""
    template = Template(
        word_file(loop_table(paragraph("TableText", "{{ row.a }}")) + paragraph("Body", "{{ rows[0].c }}"))
    )

    assert template.names == {"rows", "rows[].a", "rows[].b", "rows[].c"}
