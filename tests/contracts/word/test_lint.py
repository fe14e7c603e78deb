"""What a Word template may say, and where it says something else."""

from __future__ import annotations

import pytest

from contracts.word.lint import brace_faults, field_faults, lines_of, names_in, place_of, syntax_faults, words_of
from contracts.word.template import environment

PARAGRAPH = '<w:p a="{x}"><w:r><w:t>{}</w:t></w:r></w:p>'


def source(*texts: str) -> str:
    """Return patched XML with one paragraph for each text."""
    return "".join(PARAGRAPH.replace("{}", text) for text in texts)


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("word/document.xml", "正文"),
        ("word/header12.xml", "页眉"),
        ("word/footer1.xml", "页脚"),
        ("word/x.xml", "word/x.xml"),
    ],
)
def test_a_part_is_called_what_a_clerk_calls_it(part: str, place: str) -> None:
    """Nobody knows word/header12.xml."""
    assert place_of(part) == place


def test_each_paragraph_is_a_line_so_that_a_line_number_is_a_place() -> None:
    """Jinja counts lines; Word has none."""
    assert [words_of(line) for line in lines_of(source("甲", "乙 &lt; 丙"))] == ["", "甲", "乙 < 丙"]


@pytest.mark.parametrize("text", ["{{ a }", "{ { a }}", "｛｛a｝｝", "a }", "{"])
def test_a_brace_outside_a_tag_is_a_fault(text: str) -> None:
    """It would be printed."""
    assert [problem.where for problem in brace_faults("word/document.xml", source("好", text))] == [f"正文“{text}”"]


def test_whole_tags_and_braces_in_attributes_are_no_fault() -> None:
    """Word itself writes braces into attributes."""
    assert not list(brace_faults("word/document.xml", source("{{ a }}{% if a %}{# 说明 #}{% endif %}")))


@pytest.mark.parametrize("code", ["PAGE", "PAGEREF paper_end", "page \\* MERGEFORMAT"])
def test_fields_that_count_are_welcome(code: str) -> None:
    """Page numbers are fields."""
    assert not list(field_faults("word/footer1.xml", f"<w:instrText> {code} </w:instrText>"))


@pytest.mark.parametrize("code", ["INCLUDEPICTURE", "DDEAUTO", "=1+1"])
def test_fields_that_fetch_or_reckon_are_faults(code: str) -> None:
    """A contract shows nothing that it does not hold."""
    assert len(list(field_faults("word/document.xml", f'<w:fldSimple w:instr=" {code} x">'))) == 1


def test_a_fault_quotes_the_tag_and_every_fault_is_told() -> None:
    """Two paragraphs, two problems."""
    problems = list(syntax_faults("word/document.xml", source("{{ a|b }}", "{{ a }}", "{{ a() }}"), environment()))

    assert [problem.where for problem in problems] == ["正文“{{ a|b }}”", "正文“{{ a() }}”"]


def test_of_a_line_that_was_several_paragraphs_the_very_tag_is_quoted() -> None:
    """Docxtpl takes the paragraphs of {%p … %} away; a comment belongs beside the one that is wrong."""
    words = "{% if a %}{{ b }}{{ _c }}{% endif %}{% for d in e() %}{{ d }}{% endfor %}{{ b }}{{ _c }}"
    problems = list(syntax_faults("word/document.xml", source(words), environment()))

    assert [problem.where for problem in problems] == [
        "正文“{{ _c }}”第1处", "正文“{{ _c }}”第2处", "正文“{% for d in e() %}”",
    ]  # fmt: skip


def test_names_are_dotted_paths_and_rows_have_brackets() -> None:
    """They can be compared with what a kind offers."""
    inner = "{% for u in t.e %}{{ u }}{% endfor %}"
    text = f"{{% for t in a.b %}}{{{{ t.c }}}}{{% if not loop.last %}}{{{{ d }}}}{{% endif %}}{inner}{{% endfor %}}"

    assert names_in(text, environment()) == {"a.b", "a.b[].c", "d", "a.b[].e", "a.b[].e[]"}
