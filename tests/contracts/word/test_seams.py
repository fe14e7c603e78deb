"""A tag that Word has torn prints what the whole one prints, and the page set-up stays in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.word.markup import run
from contracts.word.reading import printed
from contracts.word.template import Template
from tests.contracts.word.papers import word_file, xml

_BY = 'w:author="某甲" w:date="2026-01-01T00:00:00Z"'
_NEW, _NEW_END = f'<w:ins w:id="1" {_BY}>', "</w:ins>"
_MOVED, _MOVED_END = f'<w:moveTo w:id="1" {_BY}>', "</w:moveTo>"
VALUES = {"name": "某乙", "empty": "", "rows": [{"a": "一"}, {"a": "二"}]}


SIGNS = {
    "tab": "<w:tab/>", "line break": "<w:br/>", "soft hyphen": "<w:softHyphen/>", "hyphen": "<w:noBreakHyphen/>",
    "symbol": '<w:sym w:font="Wingdings" w:char="F0FE"/>', "note": '<w:footnoteReference w:id="1"/>', "saving": "",
}  # fmt: skip
"""What somebody may have typed into a tag without seeing it."""


def struck(words: str) -> str:
    """Return words that somebody struck out while changes were tracked."""
    return f'<w:del w:id="2" {_BY}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def control(words: str) -> str:
    """Return a content control with a list to choose from and words that are bound to data."""
    about = '<w:dropDownList><w:listItem w:value="1"/></w:dropDownList><w:dataBinding w:xpath="/a"/>'
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>"


def mark(kind: str) -> str:
    """Return the beginning, the middle or the end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


TORN = {
    "spelling": run("前{{ na") + '<w:proofErr w:type="spellStart"/>' + run("me") + run(" }}后末"),
    "inserted inside": run("前{{ na") + _NEW + run("me") + _NEW_END + run(" }}后末"),
    "inserted from within": run("前{{ na") + _NEW + run("me }}后") + _NEW_END + run("末"),
    "inserted until within": _NEW + run("前{{ na") + _NEW_END + run("me }}后末"),
    "moved from within": run("前{{ na") + _MOVED + run("me }}后") + _MOVED_END + run("末"),
    "brace inserted": run("前{") + _NEW + run("{ name }}后末") + _NEW_END,
    "last brace inserted": _NEW + run("前{{ name }") + _NEW_END + run("}后末"),
    "struck inside": run("前{{ na") + struck("旧") + run("me }}后末"),
    "struck between braces": run("前{") + struck("旧") + run("{ name }}后末"),
    "whole tag struck": run("前") + struck("{{ gone }}") + run("{{ name }}后末"),
    "half a tag struck": run("前") + struck("{{ go") + run("{{ name }}后末"),
    "replaced": run("前{{ ") + struck("gone") + _NEW + run("name") + _NEW_END + run(" }}后末"),
    "link from within": run("前{{ na") + '<w:hyperlink w:anchor="b">' + run("me }}后") + "</w:hyperlink>" + run("末"),
    "condition half inserted": run("前{% if name %}") + _NEW + run("{{ name }}{% endif %}后") + _NEW_END + run("末"),
    "half a condition in a smart tag": (
        run("前{% if name %}") + '<w:smartTag w:uri="u" w:element="date"><w:smartTagPr/>' + run("{{ name }}后{% end")
        + "</w:smartTag>" + run("if %}末")
    ),
    "condition half in a link": (
        run("前{% if name %}") + '<w:hyperlink w:anchor="b">' + run("{{ name }}后{% endif %}") + "</w:hyperlink>"
        + run("末")
    ),
    "condition half in a field": (
        run("前{% if name %}") + mark("begin") + "<w:r><w:instrText> REF b </w:instrText></w:r>" + mark("separate")
        + run("{{ name }}后{% endif %}") + mark("end") + run("末")
    ),
    "condition half in a field of one piece": (
        run("前{% if name %}") + '<w:fldSimple w:instr=" REF b ">' + run("{{ name }}后{% endif %}") + "</w:fldSimple>"
        + run("末")
    ),
    "condition half in a control": run("前{% if name %}") + control(run("{{ name }}后{% endif %}")) + run("末"),
    "two conditions in and out of a control": (
        run("前{% if empty %}乙") + control(run("丙{% endif %}{% if name %}{{ name }}")) + run("{% endif %}后末")
    ),
    "a tag torn by a control": run("前{{ na") + control(run("me }}后")) + run("末"),
    **{
        f"{name} inside": run("前{{ na").removesuffix("</w:r>") + sign + run("me }}后末").removeprefix("<w:r>")
        for name, sign in SIGNS.items()
    },
    "two tags torn": run("前{{ na") + _NEW + run("me }}后{% if ro") + _NEW_END + run("ws %}末{% endif %}"),
}


@pytest.mark.parametrize("name", TORN)
@pytest.mark.parametrize("edge", [False, True])
def test_a_torn_tag_prints_what_the_whole_one_prints(name: str, edge: bool) -> None:
    """In the text and in a header; docxtpl alone would lose the page set-up or every later word."""
    line = f"<w:p>{TORN[name]}</w:p>"
    content = word_file("<w:p/>", header=line) if edge else word_file(line)
    filled = Template(content).render(VALUES)

    assert printed(filled).strip() == "前某乙后末"
    assert "<w:pgSz" in xml(filled)


def test_a_torn_template_is_mended_from_the_cache_too(tmp_path: Path) -> None:
    """The second process prints the same bytes as the first."""
    content = word_file(f"<w:p>{TORN['link from within']}{TORN['whole tag struck']}</w:p>")

    first, second = (Template(content, cache=tmp_path).render(VALUES) for _ in range(2))
    assert first == second


def test_a_text_box_that_word_keeps_in_two_ways_is_filled_in_both() -> None:
    """The newer way and the one for older readers hold the same torn tags."""
    inside = f"<w:p>{run('前{{ na')}{run('me }}后末')}</w:p>"
    new = f'<wps:txbx xmlns:wps="urn:wps"><w:txbxContent>{inside}</w:txbxContent></wps:txbx>'
    old = f"<w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict>"
    ways = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f'<w:p><w:r><mc:AlternateContent xmlns:mc="{space}">{ways}</mc:AlternateContent></w:r></w:p>'

    assert xml(Template(word_file(box)).render(VALUES)).count("某乙") == 2


def block(*lines: str) -> str:
    """Return a content control around paragraphs."""
    return control("".join(f"<w:p>{run(line)}</w:p>" for line in lines))


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{run('{%p for row in rows %}')}</w:p>{block('{{ row.a }}', '{%p endfor %}')}",
        f"{block('{%p for row in rows %}', '{{ row.a }}')}<w:p>{run('{%p endfor %}')}</w:p>",
        f"{block('{%p for row in rows %}')}<w:p>{run('{{ row.a }}')}</w:p>{block('{%p endfor %}')}",
    ],
)
def test_a_control_around_half_a_pair_of_paragraph_tags_prints_what_is_in_it(body: str) -> None:
    """Word puts one around whatever was marked when somebody chose 内容控件."""
    assert printed(Template(word_file(body)).render(VALUES)).split() == ["一", "二"]


def test_a_paper_holds_no_control_and_no_list_to_choose_from() -> None:
    """Bound to data, Word would show other words than were reviewed."""
    filled = xml(Template(word_file(f"<w:p>{control(run('{{ name }}'))}</w:p>")).render(VALUES))

    assert ("某乙" in filled, "sdt" in filled, "dataBinding" in filled) == (True, False, False)


def test_a_link_and_a_page_number_without_a_condition_stay() -> None:
    """Only what would be torn is taken away."""
    number = mark("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + mark("separate") + run("1") + mark("end")
    line = f"<w:p>{run('{% if name %}甲{% endif %}')}<w:hyperlink w:anchor='b'>{run('乙')}</w:hyperlink>{number}</w:p>"
    filled = xml(Template(word_file(line)).render(VALUES))

    assert ("w:hyperlink" in filled, filled.count("fldChar "), "PAGE" in filled) == (True, 3, True)
