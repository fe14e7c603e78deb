"""Word templates that nobody has written yet: every device docxtpl knows, and every way in which Word tears a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count, pairwise
from typing import Any

from hypothesis import strategies as st

from contracts.word.archive import read_parts
from contracts.word.markup import cell, paragraph, row, row_flow, run, table
from tests.contracts.word.papers import word_file

_WIDE = [2000, 3000]
_SIGNED = 'w:author="某甲" w:date="2026-01-01T00:00:00Z"'
_WORDS = st.text(st.sampled_from("甲乙 &<>\"'\n\t某·ａ𠮷"), max_size=8)
_LINES = (
    "甲方：{{ name }}。",
    "乙方{{ rows[0].a }}与{% if empty %}有{% else %}无{% endif %}约",
    "{% for row in rows %}{{ row.a }}、{% endfor %}等",
    "{% if name %}第{{ rows[1].b }}条{% endif %}",
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Invention:
    """A template as Word may have saved it, the same one untorn, and what is to be filled in."""

    torn: bytes
    whole: bytes
    values: dict[str, Any]

    def __repr__(self) -> str:
        """Return what tells one from another in a report."""
        body = read_parts(self.torn)["word/document.xml"].decode().partition("<w:body>")[2]
        words = re.sub(r"<(?!/?w:(?:tbl|tr|tc|ins|del|proofErr|hyperlink)\b)[^>]*>", "", body)
        return f"{self.values} {words}"


def _row_loop(*rows: str) -> str:
    head = row([cell(2000, paragraph("TableHead", "甲")), cell(3000, paragraph("TableHead", "乙"))], header=True)
    return table(_WIDE, head, row_flow("for row in rows", _WIDE), *rows, row_flow("endfor", _WIDE))


def _pair(left: str, right: str) -> str:
    return row([cell(2000, left), cell(3000, paragraph("TableText", right))])


_TABLES = (
    _row_loop(_pair(paragraph("TableText", "{{ loop.index }}{{ row.a }}"), "{{ row.b }}")),
    _row_loop(
        _pair(paragraph("TableText", "{{ row.a }}"), "小计"),
        row_flow("for item in row.items", _WIDE),
        _pair(paragraph("TableText", "{{ item }}"), "{{ row.b }}"),
        row_flow("endfor", _WIDE),
    ),
    _row_loop(
        row_flow("if row.a", _WIDE), _pair(paragraph("TableText", "有"), "{{ row.b }}"), row_flow("else", _WIDE),
        _pair(paragraph("TableText", "无"), "{{ row.b }}"), row_flow("endif", _WIDE),
    ),
    _row_loop(_pair(_row_loop(_pair(paragraph("TableText", "{{ row.a }}"), "内")), "{{ row.b }}")),
    table(_WIDE, row([cell(5000, paragraph("TableText", "{{ name }}"), span=2)]),
          row([cell(2000, paragraph("TableText", "{{ rows[0].a }}"), merge="restart"), cell(3000, "<w:p/>")]),
          row([cell(2000, "<w:p/>", merge="continue"), cell(3000, paragraph("TableText", "{{ rows[1].b }}"))])),
    table([2000], row(cell(2000, paragraph("TableText", words))
                      for words in ("{%tc for row in rows %}", "{{ row.b }}", "{%tc endfor %}"))),
    table([2000], row(cell(2000, paragraph("TableText", words))
                      for words in ("{%tc for row in rows %}", "{% hm %}{{ name }}", "{%tc endfor %}")),
          row([cell(2000, "<w:p/>")])),
    table([1000, 1000], row([cell(1000, paragraph("TableText", "{% colspan count %}{{ name }}"))])),
    table([1000], row_flow("for row in rows", [1000]),
          row([cell(1000, paragraph("TableText", "{% vm %}{{ row.a }}"))]), row_flow("endfor", [1000])),
    table([1000, 1000], row([cell(1000, paragraph("TableText", "{% cellbg count %}{{ name }}")),
                             cell(1000, "<w:p/>")])),
)  # fmt: skip
_FLOWS = ("for row in rows", "for row in nothing", "if name", "if empty")


def _flowed(flow: str, block: str, other: str) -> str:
    middle = paragraph("Tag", "{%p else %}") + other if flow.startswith("if") and other else ""
    start, end = paragraph("Tag", f"{{%p {flow} %}}"), paragraph("Tag", f"{{%p end{flow.split(maxsplit=1)[0]} %}}")
    return start + block + middle + end


def torn(words: str, cuts: Sequence[int], marks: Sequence[str], names: Iterator[int]) -> str:
    """Return a paragraph whose words are torn at some places, each piece in a run with a mark of Word at it."""
    edges = [0, *sorted({cut % len(words) for cut in cuts} - {0}), len(words)]
    pieces = [words[left:right] for left, right in pairwise(edges)]
    runs = [_marked(piece, mark, next(names)) for piece, mark in zip(pieces, marks, strict=False)]
    return f"<w:p>{''.join(runs)}{''.join(map(run, pieces[len(runs) :]))}</w:p>"


def _marked(piece: str, mark: str, number: int) -> str:
    struck = f'<w:r><w:delText xml:space="preserve">旧{piece}</w:delText></w:r>'
    return {
        "proof": f'<w:proofErr w:type="spellStart"/>{run(piece)}<w:proofErr w:type="spellEnd"/>',
        "bookmark": f'<w:bookmarkStart w:id="{number}" w:name="b{number}"/>{run(piece)}{_end(number)}',
        "inserted": f'<w:ins w:id="{number}" {_SIGNED}>{run(piece)}</w:ins>',
        "struck": f'<w:del w:id="{number}" {_SIGNED}>{struck}</w:del>{run(piece)}',
        "link": f'<w:hyperlink w:anchor="b">{run(piece)}</w:hyperlink>',
        "moved": f'<w:moveTo w:id="{number}" {_SIGNED}>{run(piece)}</w:moveTo>',
        "smart tag": f'<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/>{run(piece)}</w:smartTag>',
        "custom": f'<w:customXml w:uri="u" w:element="e"><w:customXmlPr/>{run(piece)}</w:customXml>',
        "control": f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(piece)}</w:sdtContent></w:sdt>",
        "field": f'<w:fldSimple w:instr=" REF b ">{run(piece)}</w:fldSimple>',
        "remark": f'<w:commentRangeStart w:id="{number}"/>{run(piece)}<w:commentRangeEnd w:id="{number}"/>',
        "permission": f'<w:permStart w:id="{number}" w:edGrp="everyone"/>{run(piece)}<w:permEnd w:id="{number}"/>',
        "saved": _saved(piece, number),
        "page": f"<w:r><w:lastRenderedPageBreak/></w:r>{run(piece)}",
    }.get(mark, run(piece))


def _end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def _saved(piece: str, number: int) -> str:
    """Return a piece as two savings left it: each letter's run has another number, the first of them two texts."""
    texts = "".join(f'<w:t xml:space="preserve">{escape(letter)}</w:t>' for letter in (piece[:1], piece[1:2]) if letter)
    words = f'<w:t xml:space="preserve">{escape(piece[2:])}</w:t>'
    rest = f'<w:r w:rsidRPr="{number:08X}"><w:rPr><w:noProof/></w:rPr>{words}</w:r>'
    return f'<w:r w:rsidR="{number:08X}">{texts}</w:r>' + (rest if piece[2:] else "")


_MARKS = ("proof", "bookmark", "inserted", "struck", "link", "page", "", "moved", "smart tag", "custom", "control",
          "field", "remark", "permission", "saved")  # fmt: skip
_EDGES = ("header", "footer", "footnote")
FIRST_DEVICES = range(len(_TABLES))
"""Places of the devices that a template can be asked to hold."""


@st.composite
def inventions(draw: st.DrawFn, first: int) -> Invention:
    """Return a template of some blocks with header, footer or footnote, and values with breaks and markup.

    What a device needs stands in the template for certain, so that all devices come up whatever is drawn beside it.

    Args:
        draw: Hypothesis's.
        first: One of :data:`FIRST_DEVICES`; the template holds that table, and lines torn in one certain way.
    """
    names = count(100)
    blocks = [(_TABLES[first], _TABLES[first]), *_certain(first, names)]
    blocks += [draw(st.one_of(st.sampled_from(_TABLES).map(lambda item: (item, item)),
                              _torn_lines(names, st.sampled_from(_MARKS))))]  # fmt: skip
    for at in range(len(blocks)):
        for flow in draw(st.lists(st.sampled_from(_FLOWS), max_size=2)):
            other = draw(st.sampled_from(["", paragraph("Body", "否则{{ name }}")]))
            blocks[at] = _flowed(flow, blocks[at][0], other), _flowed(flow, blocks[at][1], other)
    edge = draw(_torn_lines(names, st.sampled_from(_MARKS)))
    edges = draw(st.sets(st.sampled_from(_EDGES))) | {_EDGES[first % len(_EDGES)]}
    name, words = draw(_WORDS), draw(_WORDS)
    rows = [{"a": words, "b": name, "items": ["一", words]}, {"a": "乙", "b": words, "items": []},
            {"a": name, "b": "丙", "items": [name]}][: draw(st.integers(2, 3))]  # fmt: skip
    files = [
        word_file("".join(body[which] for body in blocks), **dict.fromkeys(edges, edge[which])) for which in (0, 1)
    ]
    values = {"name": name, "empty": "", "rows": rows, "nothing": [], "count": 2}
    return Invention(torn=files[0], whole=files[1], values=values)


def _certain(first: int, names: Iterator[int]) -> Iterator[tuple[str, str]]:
    """Yield lines torn inside their first tag and between its braces, one of them under paragraph tags."""

    def line(place: int, words: str, *cuts: int) -> tuple[str, str]:
        marks = [_MARKS[place % len(_MARKS)]] * 4
        return torn(words, [words.index("{") + cut for cut in cuts], marks, names), f"<w:p>{run(words)}</w:p>"

    for place in (first, first + len(FIRST_DEVICES)):
        yield line(place, _LINES[place % len(_LINES)], 4, 6)
    braces, untorn = (
        _flowed("for row in rows", _flowed("if name", words, paragraph("Body", "否则{{ name }}")), "")
        for words in line(first, _LINES[0], 1)
    )
    yield braces, untorn


def _torn_lines(names: Iterator[int], marks: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    cuts = st.lists(st.integers(1, 40), min_size=3, max_size=7)
    return st.tuples(st.sampled_from(_LINES), cuts, st.lists(marks, min_size=4, max_size=7)).map(
        lambda item: (torn(*item, names), f"<w:p>{run(item[0])}</w:p>")
    )


_INSIDE = r"\{[{%](?:(?![}%]\}).)*"
_DEVICES = {
    "rows in rows": r"\{%tr for(?:(?!endfor).)*\{%tr for",
    "a table in a table": r"<w:tbl>(?:(?!</w:tbl>).)*<w:tbl>",
    "rows under a condition": r"\{%tr if",
    "cells": r"\{%tc for",
    "paragraphs in paragraphs": r"\{%p for(?:(?!endfor).)*\{%p (?:for|if)",
    "paragraphs under a condition": r"\{%p if(?:(?!endif).)*\{%p else",
    "a condition in a line": r"\{% if",
    "a cell over two columns": "<w:gridSpan",
    "a cell over two rows": "<w:vMerge",
    "colspan": r"\{% colspan",
    "cellbg": r"\{% cellbg",
    "vm": r"\{% vm",
    "hm": r"\{% hm",
    "a run split in a tag": _INSIDE + "</w:t>",
    "a spelling mark in a tag": _INSIDE + "<w:proofErr",
    "a bookmark in a tag": _INSIDE + "<w:bookmark",
    "a revision in a tag": _INSIDE + "<w:ins .*?</w:ins>",
    "a revision that begins in a tag": _INSIDE + r"<w:ins (?:(?!</w:ins>).)*[}%]\}",
    "a revision that ends in a tag": _INSIDE + "(?<!<w:ins )</w:ins>",
    "words struck in a tag": _INSIDE + "<w:del ",
    "a link in a tag": _INSIDE + "<w:hyperlink",
    "a smart tag in a tag": _INSIDE + "<w:smartTag",
    "a content control in a tag": _INSIDE + "<w:sdt>",
    "data of others in a tag": _INSIDE + "<w:customXml ",
    "a field in a tag": _INSIDE + "<w:fldSimple",
    "a remark in a tag": _INSIDE + "<w:commentRange",
    "a permission in a tag": _INSIDE + "<w:perm",
    "two savings between braces": r"\{</w:t><w:t[^>]*>[{%]",
    "braces torn from each other": r"\{</w:t>",
}


def devices(content: bytes) -> set[str]:
    """Return which devices a template holds, looked for in its markup, not in how it was made."""
    parts = read_parts(content)
    body = parts["word/document.xml"].decode()
    words = re.sub(r"<(?!w:(?:tbl|gridSpan|vMerge)\b|/w:tbl)[^>]*>", "", body)
    found = {name for name, form in _DEVICES.items() if re.search(form, body if "<" in form else words, re.DOTALL)}
    return found | {part for part in ("header1", "footer1", "footnotes") if b"}" in parts.get(f"word/{part}.xml", b"")}


ALL_DEVICES = frozenset(_DEVICES) | {"header1", "footer1", "footnotes"}
