"""The papers that are measured are real ones, and docxtpl makes the same of them."""

from __future__ import annotations

import pytest

from contracts.word import specimen
from contracts.word.archive import read_parts
from contracts.word.reading import headers, texts
from contracts.word.template import Template
from tests.contracts.word.papers import canonical

PAPERS = [(specimen.contract(), specimen.contract_values(7)), (specimen.notice(), specimen.notice_values(12))]


@pytest.mark.parametrize(("content", "values"), PAPERS, ids=["contract", "notice"])
def test_docxtpl_alone_makes_the_same_parts(content: bytes, values: dict[str, object]) -> None:
    """Its own environment, its own escaping: nothing of ours is in it. It writes the list of types in another order."""
    ours = canonical(Template(content).render(values))
    theirs = canonical(specimen.by_docxtpl(content, values))

    assert {name for name in ours if ours[name] != theirs[name]} <= {"[Content_Types].xml"}


def test_the_contract_is_what_the_bench_says_it_is() -> None:
    """Thirty fields, eight rows, its number in the header, about forty kilobytes of text."""
    template = Template(specimen.contract())
    content = template.render(specimen.contract_values(7))

    assert len([name for name in template.names if "." not in name]) >= 30
    assert len([item for item in texts(content) if item.where.startswith("表1第")]) == 1 + 8
    assert headers(content) == ("编号：示例-2026-000007",)
    assert len(read_parts(content)["word/document.xml"]) > 40_000
