"""A template is understood once and then only filled; docxtpl's own way gives the same parts."""

from __future__ import annotations

import io

import pytest
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.errors import InputError, KindError
from contracts.papers.render import context
from contracts.word import blank
from contracts.word.archive import packed, read_parts
from contracts.word.markup import NAMESPACES, XML, cell, paragraph, row, row_flow, run, table
from contracts.word.reading import printed, texts
from contracts.word.template import Template
from tests.contracts.word.papers import KINDS, MEAN_NAME, canonical, draft, shipped, word_file

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


@pytest.mark.parametrize("name", KINDS)
def test_both_ways_of_filling_give_the_same_parts_for_every_shipped_kind(name: str) -> None:
    """The quick way is proved against docxtpl's own, part by part in canonical XML."""
    template = Template(blank(shipped(name)))
    values = context(draft(name), shipped(name), mark="草稿", copy_label="甲方存")

    assert not template.needs_tree
    assert canonical(template.render(values)) == canonical(template.render_by_tree(values))


def split(text: str) -> str:
    """Return a paragraph with every letter in a run of its own, as WPS leaves it."""
    return f"<w:p>{''.join(run(letter) for letter in text)}</w:p>"


BLOCKS = st.recursive(
    st.sampled_from(
        [
            paragraph("Body", "甲方：{{ name }}。"),
            split("乙方：{{ name }}"),
            paragraph("Body", run("{% if empty %}有{% else %}无{% endif %}")),
            loop_table(paragraph("TableText", "{{ row.a }}")),
            loop_table(paragraph("TableText", "{% for row in rows %}{{ row.a }}、{% endfor %}")),
            paragraph("Clause", "第一　“引号” & 〈书名〉"),
        ]
    ),
    lambda inner: st.tuples(
        st.sampled_from(["for row in rows", "for row in nothing", "if name", "if empty"]), inner
    ).map(
        lambda pair: (
            paragraph("Tag", f"{{%p {pair[0]} %}}") + pair[1] + paragraph("Tag", f"{{%p end{pair[0].split()[0]} %}}")
        )
    ),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, min_size=1, max_size=4), st.booleans())
def test_both_ways_agree_on_templates_nobody_thought_of(blocks: list[str], in_header: bool) -> None:
    """Nested loops, conditions, row loops, split runs, header and footer."""
    edge = paragraph("Header", "编号 {{ name }}") if in_header else ""
    template = Template(word_file("".join(blocks), header=edge, footer=edge))

    assert canonical(template.render(VALUES)) == canonical(template.render_by_tree(VALUES))


TABLES = st.sampled_from(
    [
        loop_table(paragraph("TableText", "{{ row.a }}")),
        table([2000, 3000], row([cell(5000, paragraph("TableText", "{{ name }}"), span=2)]),
              row([cell(2000, paragraph("TableText", "{{ rows[0].a }}"), merge="restart"), cell(3000, "<w:p/>")]),
              row([cell(2000, "<w:p/>", merge="continue"), cell(3000, paragraph("TableText", "{{ rows[1].b }}"))])),
        table([2000], row(cell(2000, paragraph("TableText", word))
                          for word in ("{%tc for row in rows %}", "{{ row.b }}", "{%tc endfor %}"))),
        table([1000, 1000], row([cell(1000, paragraph("TableText", "{% colspan count %}{{ name }}"))])),
        table([1000], row_flow("for row in rows", [1000]),
              row([cell(1000, paragraph("TableText", "{% vm %}{{ row.a }}"))]), row_flow("endfor", [1000])),
        table([1000, 1000], row([cell(1000, paragraph("TableText", "{% cellbg name %}{{ name }}")),
                                 cell(1000, "<w:p/>")])),
        loop_table(loop_table(paragraph("TableText", "{{ row.b }}")), paragraph("TableText", "{{ row.a }}")),
        paragraph("Body", run("甲\t{{ name }}", "Strong1"), run("{{ rows[0].b }}")),
    ]
)  # fmt: skip
WORDS = st.text(st.sampled_from("甲乙 &<>\"'\n\t某·ａ𠮷"), max_size=8)


def by_docxtpl_alone(content: bytes, values: dict[str, object]) -> bytes:
    """Return the paper as docxtpl makes it in its own environment, with its own escaping."""
    from jinja2 import Environment

    document = DocxTemplate(io.BytesIO(content))
    document.render(values, jinja_env=Environment(autoescape=True), autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(BLOCKS, TABLES), min_size=1, max_size=3), st.booleans(), WORDS, WORDS, st.integers(0, 3))
def test_docxtpl_alone_makes_the_same_parts_of_any_template_and_any_words(
    blocks: list[str], edges: bool, name: str, words: str, count: int
) -> None:
    """Nested loops, rows, cells that come and go, merged cells, split runs, footnotes; breaks and tabs in values."""
    edge = paragraph("Header", run("编号 {{ name }}", "Strong1")) if edges else ""
    content = with_footnote(word_file("".join(blocks), header=edge, footer=edge), "见 {{ name }}" if edges else "见")
    rows = [{"a": words, "b": name}, {"a": "乙", "b": words}, {"a": name, "b": "丙"}][: max(2, count)]
    values = {"name": name, "empty": "", "rows": rows, "nothing": [], "count": 2}

    ours, theirs = canonical(Template(content).render(values)), canonical(by_docxtpl_alone(content, values))
    assert {part for part in theirs if ours[part] != theirs[part]} <= {"[Content_Types].xml"}


def with_footnote(content: bytes, words: str) -> bytes:
    """Return the file with a footnote."""
    parts = read_parts(content)
    note = f'<w:footnote w:id="1">{paragraph("Note", run(words))}</w:footnote>'
    parts["word/footnotes.xml"] = f"{XML}<w:footnotes {NAMESPACES}>{note}</w:footnotes>".encode()
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    for name, end, line in (
        ("[Content_Types].xml", b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{word}"/>'),
        ("word/_rels/document.xml.rels", b"</Relationships>",
         f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/>'),
    ):  # fmt: skip
        parts[name] = parts[name].replace(end, line.encode() + end)
    return packed(parts)


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
