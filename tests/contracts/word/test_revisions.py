"""Tracked changes and comments of a template leave no mark in any paper made from it."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.word.archive import read_parts
from contracts.word.markup import cell, row, run, table
from contracts.word.reading import printed
from contracts.word.remarks import Remark, mark
from contracts.word.revisions import left_by_colleagues
from contracts.word.template import Template
from tests.contracts.word.papers import word_file, xml

_BY = 'w:id="9" w:author="某甲" w:date="2026-01-01T00:00:00Z"'
_END_STRUCK = f"<w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>"
VALUES = {"name": "某乙"}


def struck(words: str) -> str:
    """Return words that somebody struck out while changes were tracked."""
    return f'<w:del {_BY}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def put_in(words: str) -> str:
    """Return words that somebody put in while changes were tracked."""
    return f"<w:ins {_BY}>{run(words)}</w:ins>"


def line(*runs: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def one_row(words: str, how: str = "") -> str:
    """Return a table row of one cell, perhaps with a mark that it came or went."""
    made = row([cell(3000, line(run(words)))])
    mark_of = f"<w:trPr><w:{how} {_BY}/></w:trPr>" if how else ""
    return made.replace("<w:tr>", f"<w:tr>{mark_of}", 1)


REVISED = {
    "words": (line(run("前{{ name }}"), put_in("后"), struck("旧"), run("末")), "前某乙后末"),
    "put in and struck again": (line(run("前"), f"<w:ins {_BY}>{struck('旧')}</w:ins>", run("{{ name }}")), "前某乙"),
    "moved": (
        line(
            f'<w:moveFromRangeStart w:name="m" {_BY}/>', f"<w:moveFrom {_BY}>{run('旧')}</w:moveFrom>",
            '<w:moveFromRangeEnd w:id="9"/>', run("{{ name }}"), f"<w:moveTo {_BY}>{run('新')}</w:moveTo>",
        ),
        "某乙新",
    ),
    "another face": (
        line(f"<w:r><w:rPr><w:b/><w:rPrChange {_BY}><w:rPr/></w:rPrChange></w:rPr><w:t>{{{{ name }}}}</w:t></w:r>"),
        "某乙",
    ),
    "the end of a paragraph": (line(run("前"), properties=_END_STRUCK) + line(run("{{ name }}")), "前某乙"),
    "two whole paragraphs": (
        line(struck("旧{{ gone }}"), properties=_END_STRUCK) * 2 + line(run("{{ name }}")), "某乙",
    ),
    "a loop around nothing": (
        line(struck("{%p for row in rows %}"), properties=_END_STRUCK) + line(run("{{ name }}"))
        + line(struck("{%p endfor %}")), "某乙",
    ),
    "a row": (table([3000], one_row("旧{{ gone }}", "del"), one_row("{{ name }}", "ins")), "某乙"),
    "a table": (table([3000], one_row("旧", "del")) + line(run("{{ name }}")), "某乙"),
}  # fmt: skip


@pytest.mark.parametrize("name", REVISED)
@pytest.mark.parametrize("edge", [False, True])
def test_a_paper_is_printed_with_every_change_accepted(name: str, edge: bool) -> None:
    """A signed paper shows no struck word, and nobody can reject a change in it later."""
    body, told = REVISED[name]
    content = word_file("<w:p/>", header=body) if edge else word_file(body)
    filled = Template(content).render(VALUES)

    assert printed(filled).replace("\n", "").strip() == told
    part = read_parts(filled)["word/header1.xml"].decode() if edge else xml(filled)
    assert not [word for word in ("<w:ins ", "<w:del", "<w:move", "Change ", "旧") if word in part]
    assert left_by_colleagues(content) == ("修订",)
    assert left_by_colleagues(filled) == ()


def test_a_struck_cell_goes_with_its_words() -> None:
    """The row keeps the others."""
    gone = cell(3000, line(run("旧"))).replace("<w:tcPr>", f"<w:tcPr><w:cellDel {_BY}/>")
    filled = Template(word_file(table([3000, 3000], row([gone, cell(3000, line(run("{{ name }}")))])))).render(VALUES)

    assert printed(filled).strip() == "某乙"


def test_the_end_that_holds_the_page_set_up_stays() -> None:
    """Or the pages before it would lie across."""
    size = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    struck_end = f"<w:pPr><w:rPr><w:del {_BY}/></w:rPr>{size}</w:pPr>"
    filled = Template(word_file(line(run("{{ name }}"), properties=struck_end) + line(run("后")))).render(VALUES)

    assert 'w:orient="landscape"' in xml(filled)
    assert printed(filled).split() == ["某乙", "后"]


def test_comments_stay_out_of_the_papers() -> None:
    """Also those of kinds check --mark, when somebody mends the marked file and saves it as the template."""
    remark = Remark(anchor=0, lines=("【错】正文“{{ nme }}”",))
    content = mark(word_file(line(run("{{ name }}"))), [remark], on=date(2026, 11, 1))
    filled = Template(content).render(VALUES)

    assert left_by_colleagues(content) == ("批注",)
    assert left_by_colleagues(filled) == ()
    assert "comment" not in xml(filled)
    assert printed(filled).strip() == "某乙"


def test_a_tidy_template_is_left_byte_for_byte_as_it_is() -> None:
    """Nothing is written anew without need."""
    content = word_file(line(run("前{{ name }}")))

    assert Template(content).content == content
    assert left_by_colleagues(content) == ()
