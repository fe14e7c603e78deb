"""contracts/word/pins.py: a remark stands at the paragraph that it is about."""

from __future__ import annotations

import io

import docx
import pytest

from contracts.model import Problem
from contracts.word.foreign import read_clauses
from contracts.word.pins import pinned

TEXTS = (
    "标题",
    "{% for term in sections.services.terms %}",
    "{{ term.txt }}",
    "{% endfor %}",
    "甲方{{ party_a|upper }}",
    "手写的条款。",
)


def paper() -> bytes:
    """Return a Word file with those paragraphs."""
    document = docx.Document()
    for text in TEXTS:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("where", "message", "text"),
    [
        ("正文“{{ party_a|upper }}”", "模板里不能用过滤器", "甲方{{ party_a|upper }}"),
        ("Word 模板", "没有名为 sections.services.terms[].txt 的内容", "{{ term.txt }}"),
        ("Word 版式 第6段", "“手写的条款。”是条款", "手写的条款。"),
        ("service_contract/manifest.toml terms.copies", "条款代码重复", "标题"),
    ],
)
def test_a_fault_is_remarked_where_it_stands(where: str, message: str, text: str) -> None:
    """Quoted words, a named value; what is in no paragraph is said at the top."""
    (remark,) = pinned(paper(), [Problem(where=where, message=message, hint="改")])

    assert text in {clause.text for clause in read_clauses(paper()) if clause.anchor == remark.anchor}
    assert remark.lines == (f"【错】{where}：{message}", "改法：改")
