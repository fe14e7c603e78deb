"""A paper becomes a section of a print file: its set-up, its marks, its pages."""

from __future__ import annotations

import re

import pytest

from contracts.word.section import (
    Section,
    counted_to_its_end,
    counts_pages,
    edited,
    fields,
    first_page,
    first_setup,
    marks,
    pointing,
    restarted,
    section_of,
)
from contracts.word.spelling import SPELT, Part, Spelling

REVISED = "<w:sectPr><w:cols/><w:sectPrChange><w:sectPr><w:cols/></w:sectPr></w:sectPrChange></w:sectPr>"
DASHED = (
    '<w:sectPr><w:headerReference/><w:type w:val="continuous"/><w:pgNumType w:fmt="numberInDash" w:start="7"/>'
    "<w:docGrid/></w:sectPr>"
)
SETUP = '<w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr>'
HEAD = "<w:document " + " ".join(f'xmlns:{name.decode()}="{meaning.decode()}"' for name, meaning in SPELT.items()) + ">"


def part(body: str) -> Part:
    """Return a text with this body."""
    return Spelling().part(f"{HEAD}<w:body>{body}</w:body></w:document>".encode())


def ended(words: str) -> str:
    """Return a paper that says this and whose set-up stands in its last paragraph."""
    return Section(words=words.encode(), setup=b"<w:sectPr/>").ended().decode()


def renamed(body: str, count: int = 2) -> str:
    """Return a body whose marks are those of the second paper."""
    whole = part(body)
    content = edited(whole.data, marks(whole, count))
    return content.decode().removeprefix(f"{HEAD}<w:body>").removesuffix("</w:body></w:document>")


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("<w:p><w:r/></w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr><w:r/></w:p>"),
        ('<w:p w:x="1"><w:pPr><w:jc/></w:pPr></w:p>', '<w:p w:x="1"><w:pPr><w:jc/><w:sectPr/></w:pPr></w:p>'),
        ("<w:p><w:pPr/><w:r/></w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr><w:r/></w:p>"),
        ("<w:p/>", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"),
        ('<w:p w:x="1"/>', '<w:p w:x="1"><w:pPr><w:sectPr/></w:pPr></w:p>'),
        ("<w:tbl></w:tbl>", "<w:tbl></w:tbl><w:p><w:pPr><w:sectPr/></w:pPr></w:p>"),
        (
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:jc/></w:pPr></w:pPrChange></w:pPr></w:p>",
            "<w:p><w:pPr><w:sectPr/><w:pPrChange><w:pPr><w:jc/></w:pPr></w:pPrChange></w:pPr></w:p>",
        ),
        (
            "<w:p><w:r><w:p><w:pPr/></w:p><w:p/></w:r></w:p>",
            "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:p><w:pPr/></w:p><w:p/></w:r></w:p>",
        ),
    ],
    ids=["plain", "properties", "empty properties", "empty", "named", "table", "revised", "box"],
)
def test_the_set_up_stands_in_the_last_paragraph(words: str, end: str) -> None:
    """Of the text, not of a box in it; only behind a table there is none to stand in."""
    assert ended(f"<w:p>甲</w:p>{words}") == f"<w:p>甲</w:p>{end}"


@pytest.mark.parametrize(
    "setup",
    [SETUP, "<w:sectPr/>", '<w:sectPr w:x="1"></w:sectPr>',
     "<w:sectPr><w:cols/><w:sectPrChange><w:sectPr><w:cols/></w:sectPr></w:sectPrChange></w:sectPr>"],
)  # fmt: skip
def test_a_body_ends_with_its_set_up(setup: str) -> None:
    """Also where a revision keeps the one that it replaced."""
    found = section_of(f"<w:p/>{setup}".encode())

    assert found == Section(words=b"<w:p/>", setup=setup.encode())


def test_a_body_without_set_up_is_no_section() -> None:
    """Word would put it on the sheet of the next paper."""
    assert section_of(b"<w:p/>") is None


def test_bookmarks_drawings_and_what_points_to_them_are_the_papers_own() -> None:
    """Names get the paper's place, ids a room of their own."""
    body = (
        '<w:p><w:bookmarkStart w:id="7" w:name="a"/><w:bookmarkStart w:name="b" w:id="3"/><w:bookmarkEnd w:id="7"/>'
        '<w:hyperlink w:anchor="a" w:tooltip="a"/><w:bookmarkEnd w:id="3"/><w:bookmarkEnd w:id="9"/>'
        '<wp:docPr id="1" name="x"/><w:instrText> PAGEREF a \\h </w:instrText><w:fldSimple w:instr="REF b"/>'
        "<w:t>REF a</w:t></w:p>"
    )

    assert renamed(body) == (
        '<w:p><w:bookmarkStart w:id="20000" w:name="a_2"/><w:bookmarkStart w:name="b_2" w:id="20001"/>'
        '<w:bookmarkEnd w:id="20000"/><w:hyperlink w:anchor="a_2" w:tooltip="a"/><w:bookmarkEnd w:id="20001"/>'
        '<w:bookmarkEnd w:id="9"/><wp:docPr id="20000" name="x"/><w:instrText> PAGEREF a_2 \\h </w:instrText>'
        '<w:fldSimple w:instr="REF b_2"/><w:t>REF a</w:t></w:p>'
    )


def test_the_number_of_pages_is_the_papers_own() -> None:
    """Word's own count is of the whole file: 第 1 页 共 900 页."""
    whole = part("<w:p><w:instrText> NumPages \\* MERGEFORMAT</w:instrText><w:fldSimple w:instr='NUMPAGES'/></w:p>")
    content = edited(whole.data, fields(whole, 3)).decode()

    assert counts_pages(whole)
    assert not counts_pages(part("<w:p><w:t>NUMPAGES</w:t></w:p>"))
    assert "> PAGEREF last_page_3 \\* MERGEFORMAT<" in content
    assert '"PAGEREF last_page_3"' in content
    marked = counted_to_its_end(Section(words=b"<w:p></w:p>", setup=b"<w:sectPr/>"), 3).words.decode()
    assert re.fullmatch(
        r'<w:p><w:bookmarkStart w:id="39998" w:name="last_page_3"/><w:bookmarkEnd [^>]*/></w:p>', marked
    )
    after = counted_to_its_end(Section(words=b"<w:tbl></w:tbl>", setup=b"<w:sectPr/>"), 3).words.decode()
    assert after == f"<w:tbl></w:tbl>{marked}"


def test_where_all_pages_are_counted_an_annex_does_not_begin_at_one_again() -> None:
    """Page 3 of 3, not page 1 of 1."""
    setup = '<w:sectPr><w:pgNumType w:fmt="decimal" w:start="1"/></w:sectPr>'
    words = f"<w:p><w:pPr>{setup}</w:pPr></w:p><w:p></w:p>"
    found = counted_to_its_end(Section(words=words.encode(), setup=setup.encode()), 1)
    alone = counted_to_its_end(Section(words=b"<w:p></w:p>", setup=setup.encode()), 1)

    assert found.words.startswith(f"<w:p><w:pPr>{setup}</w:pPr></w:p><w:p><w:bookmarkStart".encode())
    assert found.setup == b'<w:sectPr><w:pgNumType w:fmt="decimal"/></w:sectPr>'
    assert alone.setup == setup.encode()


@pytest.mark.parametrize(
    ("body", "begun"),
    [
        ("<w:p><w:r/></w:p>", "<w:p>*<w:r/></w:p>"),
        ("<w:p/>", "<w:p>*</w:p>"),
        ("<w:tbl><w:p><w:pPr/></w:p></w:tbl><w:p/>", "<w:tbl><w:p><w:pPr/>*</w:p></w:tbl><w:p/>"),
        (
            "<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr><w:r/></w:p>",
            "<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>*<w:r/></w:p>",
        ),
        (
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:jc/></w:pPr></w:pPrChange></w:pPr></w:p>",
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:jc/></w:pPr></w:pPrChange></w:pPr>*</w:p>",
        ),
        ("<w:tbl/>", "<w:tbl/>"),
    ],
)
def test_a_paper_is_marked_in_its_first_paragraph(body: str, begun: str) -> None:
    """Before it LibreOffice marks the page before."""
    mark = '<w:bookmarkStart w:id="19999" w:name="sheet1"/><w:bookmarkEnd w:id="19999"/>'

    assert edited(body.encode(), first_page(body.encode(), 0, 1)).decode() == begun.replace("*", mark)


def test_what_points_to_another_part_points_to_the_copy() -> None:
    """Wherever it stands; what is not renamed stays."""
    whole = part('<w:p><w:hyperlink r:id="a"/><x r:embed="b" r:link="c"/></w:p>')

    content = edited(whole.data, pointing(whole, {b"a": b"A1", b"c": b"C1"}))
    assert b'<w:hyperlink r:id="A1"/><x r:embed="b" r:link="C1"/>' in content


@pytest.mark.parametrize(
    ("setup", "begun"),
    [
        (SETUP, '<w:sectPr>!<w:type w:val="oddPage"/><w:pgSz w:w="1" w:h="2"/><w:pgNumType w:start="1"/></w:sectPr>'),
        ("<w:sectPr/>", '<w:sectPr>!<w:type w:val="oddPage"/><w:pgNumType w:start="1"/></w:sectPr>'),
        (
            DASHED,
            DASHED.replace("<w:headerReference/>", "!<w:headerReference/>")
            .replace("continuous", "oddPage")
            .replace('w:fmt="numberInDash" w:start="7"', 'w:start="1" w:fmt="numberInDash"'),
        ),
        (
            REVISED,
            REVISED.replace("<w:cols/>", '!<w:type w:val="oddPage"/><w:pgNumType w:start="1"/><w:cols/>', 1),
        ),
    ],
)
def test_pages_begin_at_one_on_a_sheet_of_their_own(setup: str, begun: str) -> None:
    """In the order of the schema; how page numbers look stays as it was."""
    found = restarted(Section(words=b"<w:p/>", setup=setup.encode()), b"oddPage", b"!", several=False)

    assert found == Section(words=b"<w:p/>", setup=begun.encode())


def test_of_a_paper_with_several_set_ups_only_the_first_begins_anew() -> None:
    """An annex laid across goes on counting."""
    words = f"<w:p><w:pPr>{SETUP}</w:pPr></w:p><w:p/>".encode()
    whole = Section(words=words, setup=b"<w:sectPr/>")
    found = restarted(whole, b"nextPage", b"", several=True)

    assert first_setup(whole) == SETUP.encode()
    assert found.setup == b"<w:sectPr/>"
    assert found.words.count(b'<w:pgNumType w:start="1"/></w:sectPr></w:pPr></w:p><w:p/>') == 1
