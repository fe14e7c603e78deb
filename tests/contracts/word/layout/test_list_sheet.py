"""A list that several hands sign."""

from __future__ import annotations

import io
from dataclasses import replace

import docx

from contracts.papers.render import render
from contracts.word import blank
from contracts.word.reading import printed
from tests.contracts.word.papers import draft, lawful, shipped, xml


def test_lines_to_sign_and_the_seal_stand_in_one_unbroken_row() -> None:
    """A seal never stands alone on a page; the table head is repeated; the annex comes behind."""
    body = xml(blank(shipped("payment_list")))
    signed = body[body.index("closing") :]
    row = body[body.rindex("<w:tr>", 0, body.index("closing")) :]

    assert "（盖章）" in signed
    assert "<w:cantSplit/>" in row[: row.index("closing")]
    assert "<w:tblHeader/>" in body
    assert signed.index("（盖章）") < signed.index("tables.held.shown")


def test_a_list_that_leaves_nobody_out_has_no_annex() -> None:
    """An empty page behind the list would be printed, sealed and filed for nothing."""
    kind, paper = shipped("payment_list"), draft("payment_list")
    whole = replace(paper, tables=tuple(replace(t, rows=()) if t.code == "held" else t for t in paper.tables))
    text = printed(render(whole, lawful(whole), template=blank(kind), kind=kind, copy_label=kind.copies[0]).content)

    assert "周桂兰、沈大河" in text
    assert "附件" not in text.splitlines()
    assert "（无）" not in text


def test_the_banks_copy_does_not_say_who_was_left_out() -> None:
    """What it carries is said once, in the print set: PIPL article 6, the least that the purpose needs."""
    kind, paper = shipped("payment_list"), draft("payment_list")

    def words(label: str) -> str:
        return printed(render(paper, lawful(paper), template=blank(kind), kind=kind, copy_label=label).content)

    assert [copy.annexes for copy in kind.print_set] == [None, None, ()]
    title = "暂未列入（原因只写代码，由编制单位说明）"
    assert [title in words(label).splitlines() for label in kind.copies] == [True, True, False]
    assert all("周桂兰、沈大河" in words(label) and label in words(label) for label in kind.copies)


def test_nobody_signs_a_page_without_a_line_of_the_list() -> None:
    """The last row stays with the lines to sign; the others break as they come."""
    paper = draft("payment_list")
    first, *others = paper.tables
    rows = tuple(first.rows[0] for _ in range(3))
    paper = replace(paper, tables=(replace(first, rows=rows), *others))
    kind = shipped("payment_list")
    content = render(paper, lawful(paper), template=blank(kind), kind=kind).content
    (listed, *_) = (item for item in docx.Document(io.BytesIO(content)).tables if len(item.rows) == 1 + len(rows))
    held = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next is True for row in listed.rows[1:]]

    assert held == [False, False, True]
