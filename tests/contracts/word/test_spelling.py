"""Parts that others spell otherwise are read as Word spells them; marks are found whole or in pieces."""

from __future__ import annotations

import pytest
from lxml import etree

from contracts.word.spelling import SPELT, Spelling, head_of

WORD = SPELT[b"w"].decode()
USUAL = f'<w:document xmlns:w="{WORD}"><w:body>%s<w:sectPr/></w:body></w:document>'


def part(body: str, *, declared: str = "") -> bytes:
    """Return a Word text of this body."""
    return (USUAL % body).replace("<w:document ", f"<w:document {declared}").encode()


def meant(data: bytes) -> list[object]:
    """Return what a part says without its remarks, whatever its names are called."""

    def said(item: etree._Element) -> list[object]:
        return [item.tag, sorted(item.items()), item.text, item.tail, *map(said, item)]

    return said(etree.fromstring(data, etree.XMLParser(remove_comments=True)))


def test_a_part_as_word_writes_it_stays_byte_for_byte() -> None:
    """Nothing is parsed for it."""
    data = part('<w:p><w:pPr><w:pStyle w:val="Clause"/></w:pPr></w:p>')

    assert Spelling([b"Clause"]).part(data).data is data


@pytest.mark.parametrize(
    "data",
    [
        part("<w:p><!-- <w:bookmarkStart/> --></w:p>"),
        part("<w:p><w:pPr><w:pStyle w:val='Clause'/></w:pPr></w:p>"),
        part('<w:p><w:pPr><w:pStyle  w:val="Clause"/></w:pPr></w:p>'),
        part(f'<v:p xmlns:v="{WORD}"/>'),
        part('<w:p xmlns:w="urn:other"/>'),
        part(f'<p xmlns="{WORD}"/>'),
        part("<w:p/>").replace(b"w:", b"ns0:").replace(b"xmlns:w", b"xmlns:ns0"),
        part("<w:p/>", declared=f'xmlns:too="{WORD}" '),
        part('<w:p\n><w:bookmarkStart w:id="1"\tw:name="a"/></w:p>'),
    ],
    ids=["remark", "quotes", "blanks", "second name", "other meaning", "no name", "all else", "two names", "lines"],
)
def test_another_spelling_is_written_as_words_own(data: bytes) -> None:
    """It means the same, in our names, without remarks."""
    found = Spelling([b"Clause"]).part(data)

    assert meant(found.data) == meant(data)
    assert found.head.endswith(b">")
    assert b"xmlns:w=" in found.head
    assert b"<!--" not in found.data


def test_a_part_gets_the_head_that_it_shall_have() -> None:
    """A print file has one head; what others declare there goes where it is needed."""
    head = head_of(part("<w:p/>", declared='xmlns:a="urn:a" '))
    found = Spelling().part(part('<w:p b:x="1"/>', declared='xmlns:b="urn:b" '), head)

    assert found.data.endswith(b"</w:document>")
    assert head_of(found.data).split(b"?>")[-1].strip() == head
    assert b'xmlns:b="urn:b"' in found.data


def test_marks_are_the_same_whole_and_in_pieces() -> None:
    """Where the paper was joined from makes no difference."""
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Clause"/><w:numPr/></w:pPr><w:bookmarkStart w:id="1" w:name="a"/>'
        f'<w:hyperlink xmlns:r="{SPELT[b"r"].decode()}" r:id="rId1" w:anchor="a"/></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr></w:p>'
    )
    data = part(body)
    cuts = [data.index(sign) for sign in (b"<w:p>", b"<w:numPr", b"<w:hyperlink", b"<w:sectPr")]
    pieces = [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    torn = [data[: cuts[1] + 4], data[cuts[1] + 4 :]]
    spelling = Spelling([b"Clause"])
    whole = spelling.part(data)

    assert whole.marks.keys() == {b"pStyle", b"numPr", b"bookmarkStart", b"hyperlink", b"r:id", b"xmlns", b"sectPr"}
    assert [data[at:].startswith(b'<w:pStyle w:val="Clause"') for at in whole.marks[b"pStyle"]] == [True]
    for cut in (pieces, pieces, torn):
        found = spelling.part(cut)
        assert found.data == data
        assert {name: sorted(places) for name, places in found.marks.items()} == dict(whole.marks)
