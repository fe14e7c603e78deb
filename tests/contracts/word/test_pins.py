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
    "{%p for term in sections.rights.terms %}",
    "{{ term.txt }}",
    "{%p endfor %}",
    "{%p for term in sections.services.terms %}",
    "{{ term.txt }}",
    "{%p endfor %}",
    "甲方{{ party_a|upper }}",
    "手写的条款。",
    "{%p endfor %}",
    "一 {{ Party_A.电话 }}",
    "二 {{ Party_A.电话 }}",
    "写{{ a|default(“无”) }}",
)


def paper() -> bytes:
    """Return a Word file with those paragraphs."""
    document = docx.Document()
    for text in TEXTS:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def remarked(where: str, message: str) -> list[str]:
    """Return the paragraphs beside which a fault is remarked."""
    remarks = pinned(paper(), [Problem(where=where, message=message, hint="改")])
    texts = {clause.anchor: clause.text for clause in reversed(read_clauses(paper()))}
    assert {remark.lines for remark in remarks} == {(f"【错】{where}：{message}", "改法：改")}
    return [texts[remark.anchor] for remark in remarks]


@pytest.mark.parametrize(
    ("where", "message", "texts"),
    [
        ("正文“{{ party_a|upper }}”", "模板里不能用过滤器", ["甲方{{ party_a|upper }}"]),
        ("Word 模板", "没有名为 sections.services.terms[].txt 的内容", ["{{ term.txt }}"]),
        ("Word 模板", "没有名为 Party_A.电话 的内容", ["一 {{ Party_A.电话 }}", "二 {{ Party_A.电话 }}"]),
        ("Word 版式 第6段", "“手写的条款。”是条款", ["手写的条款。"]),
        ("正文“写{{”", "编号“a|default(“无”)”直接写了", ["写{{ a|default(“无”) }}"]),
        ("Word 版式 第12段", "电话“没有这样写”直接写在了 Word 文件里", ["二 {{ Party_A.电话 }}"]),
        ("Word 版式 表1第1行", "“（盖章）\n手写的条款。；年　月　日”是条款", ["手写的条款。"]),
        ("service_contract/manifest.toml terms.copies", "条款代码重复", ["标题"]),
        ('正文“{{ a|default("无") }}”', "模板里不能用过滤器", ["写{{ a|default(“无”) }}"]),
    ],
)
def test_a_fault_is_remarked_wherever_it_stands(where: str, message: str, texts: list[str]) -> None:
    """Quoted words, a named value at each place; what is in no paragraph is said at the top."""
    assert remarked(where, message) == texts


def test_of_several_equal_tags_the_one_is_meant_that_is_counted() -> None:
    """The second endfor ends nothing; the first is in order."""
    (remark,) = pinned(paper(), [Problem(where="正文“{% endfor %}”第2处", message="多了", hint="改")])

    first = [clause.anchor for clause in read_clauses(paper()) if clause.text == "{{ term.txt }}"][1]
    assert remark.anchor == first + 1


def test_a_fault_of_the_header_is_remarked_at_the_top_with_its_place() -> None:
    """Word has no comments in headers and footers."""
    document = docx.Document()
    document.add_paragraph("标题")
    document.sections[0].header.paragraphs[0].add_run("{{ party_a.fax }}")
    target = io.BytesIO()
    document.save(target)

    problem = Problem(where="Word 模板", message="没有名为 party_a.fax 的内容", hint="改")
    (remark,) = pinned(target.getvalue(), [problem])

    assert (remark.anchor, remark.lines[0]) == (0, "【错】Word 模板：没有名为 party_a.fax 的内容（在页眉）")
