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
VALUES = {"name": "某乙", "rows": [{"a": "一"}, {"a": "二"}]}


def struck(words: str) -> str:
    """Return words that somebody struck out while changes were tracked."""
    return f'<w:del w:id="2" {_BY}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


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
