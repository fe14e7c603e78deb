"""Pages are counted, found again by contract, padded, and laid on sheets."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from contracts.errors import DocumentError
from contracts.pdf import Sheets, bound, collated, page_count
from contracts.pdf.pages import labelled, refuse_other

TWO = [("A001", "甲方存"), ("A001", "乙方存"), ("A002", "甲方存")]


def pdf(*counts: int, marks: str = "m", size: tuple[int, int] = (595, 842)) -> bytes:
    """Return a PDF of papers with so many pages; a destination stands where each begins. Pages differ in height."""
    writer = pypdf.PdfWriter()
    found = DictionaryObject()
    at = 0
    for place, count in enumerate(counts, 1):
        for number in range(count):
            writer.add_blank_page(size[0], size[1])
            writer.pages[-1].rotation = 0
            writer.pages[-1][NameObject("/N")] = NumberObject(number + 1)
        target = ArrayObject([writer.pages[at].indirect_reference, NameObject("/Fit")])
        found[NameObject(f"/{marks}{place}")] = target
        at += count
    writer.root_object[NameObject("/Dests")] = found
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def opened(content: bytes) -> Any:
    """Return a PDF to look into."""
    return pypdf.PdfReader(io.BytesIO(content))


def bookmarks(reader: Any, items: Any = None) -> list[tuple[str, int]]:
    """Return every bookmark with its page, those below others too."""
    found: list[tuple[str, int]] = []
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            found += bookmarks(reader, item)
        else:
            found.append((item.title, reader.get_destination_page_number(item)))
    return found


def test_pages_are_counted_and_half_a_pdf_has_none() -> None:
    """An empty file is not a paper."""
    assert page_count(pdf(3)) == 3
    for damaged in (b"", b"%PDF-1.4", pdf()):
        with pytest.raises(DocumentError):
            page_count(damaged)


def test_bound_papers_have_a_bookmark_each() -> None:
    """A clerk finds contract 180 of 240."""
    reader = opened(bound([("A001", pdf(2)), ("A002", pdf(1))]))

    assert len(reader.pages) == 3
    assert bookmarks(reader) == [("A001", 0), ("A002", 2)]


@pytest.mark.parametrize("whole", [True, False], ids=["collated", "labelled"])
def test_every_copy_has_a_bookmark_and_every_page_its_number_and_page(whole: bool) -> None:
    """By contract number; the copies stand below it."""
    content = pdf(2, 1, 3)
    made = collated([(content, TWO)], marks="m") if whole else labelled(content, TWO, marks="m")
    reader = opened(made)

    assert bookmarks(reader) == [("A001", 0), ("甲方存", 0), ("乙方存", 2), ("A002", 3), ("甲方存", 3)]
    assert list(reader.page_labels) == [
        "A001 甲方存 1", "A001 甲方存 2", "A001 乙方存 1", "A002 甲方存 1", "A002 甲方存 2", "A002 甲方存 3",
    ]  # fmt: skip


@pytest.mark.parametrize("whole", [True, False], ids=["collated", "labelled"])
def test_the_papers_language_and_title_are_said(whole: bool) -> None:
    """LibreOffice says English, and what is bound anew would say nothing; a screen reader goes by it."""
    writer = pypdf.PdfWriter(clone_from=opened(pdf(2, 1, 3)))
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-US")
    writer.add_metadata({"/Title": "计划生育服务合同"})
    content = io.BytesIO()
    writer.write(content)
    papers = (content.getvalue(), TWO)

    def made(**language: str) -> Any:
        return opened(collated([papers], marks="m", **language) if whole else labelled(*papers, marks="m", **language))

    assert made().root_object["/Lang"] == "zh-CN"
    assert made(language="zh-Hant").root_object["/Lang"] == "zh-Hant"
    assert made().metadata.title == "计划生育服务合同"
    assert not whole or made().root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_several_files_become_one() -> None:
    """Two hundred papers are converted at a time; the contract on the edge keeps one bookmark."""
    reader = opened(collated([(pdf(1, 1), TWO[:2]), (pdf(2), TWO[1:2])], marks="m"))

    assert len(reader.pages) == 4
    assert [title for title, _ in bookmarks(reader)] == ["A001", "甲方存", "乙方存", "乙方存"]


def test_the_bound_file_asks_for_the_readers_that_its_pages_ask_for() -> None:
    """A file that says 1.3 and holds what came with 1.6 is printed with gaps by old printers."""
    content = pdf(1).replace(b"%PDF-1.3", b"%PDF-1.6")

    assert opened(collated([(content, TWO[:1])], marks="m")).pdf_header == "%PDF-1.6"


@pytest.mark.parametrize("counts", [(1, 1), (3, 1, 1, 1)])
def test_a_paper_that_is_not_in_the_pdf_is_noticed(counts: tuple[int, ...]) -> None:
    """A contract too few is not printed in silence."""
    content = pdf(*counts)
    with pytest.raises(DocumentError):
        collated([(content, [*TWO, *TWO])], marks="m")
    with pytest.raises(DocumentError):
        collated([(content, TWO)], marks="other")


def test_on_two_sides_every_paper_begins_on_a_sheet_of_its_own() -> None:
    """An odd number of pages gets an empty one."""
    reader = opened(collated([(pdf(3, 2, 1), TWO)], marks="m", sheets=Sheets(duplex=True)))

    assert len(reader.pages) == 4 + 2 + 2
    assert [place for title, place in bookmarks(reader) if title in {"甲方存", "乙方存"}] == [0, 4, 6]


@pytest.mark.parametrize(
    ("layout", "pages", "sides"), [("two_up", 5, 3), ("two_up", 2, 1), ("booklet", 5, 4), ("booklet", 8, 4)]
)
def test_two_pages_lie_on_one_a3(layout: Any, pages: int, sides: int) -> None:
    """Side by side where the page is upright, one above the other where it lies."""
    upright = opened(collated([(pdf(pages), TWO[:1])], marks="m", sheets=Sheets(layout=layout)))
    lying = opened(collated([(pdf(pages, size=(842, 595)), TWO[:1])], marks="m", sheets=Sheets(layout=layout)))

    assert len(upright.pages) == len(lying.pages) == sides
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in upright.pages} == {(1190.0, 842.0)}
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in lying.pages} == {(842.0, 1190.0)}


def test_a_booklet_is_read_in_order_when_it_is_folded() -> None:
    """Eight pages: last and first, second and seventh, sixth and third, fourth and fifth."""
    from contracts.pdf.pages import _folded

    numbers: Any = list(range(1, 9))
    assert list(_folded(numbers)) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert list(_folded(numbers[:5])) == [(None, 1), (2, None), (None, 3), (4, 5)]


def test_a_pdf_without_the_words_asked_for_is_refused() -> None:
    """The number that went in must come out."""
    with pytest.raises(DocumentError):
        refuse_other(pdf(1), ["A001"], "a.pdf")
    refuse_other(pdf(1), [], "a.pdf")
