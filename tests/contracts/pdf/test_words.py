"""What a PDF says: words without blanks, codes as modules; a code drawn by our own hand is read back."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from contracts.errors import DocumentError
from contracts.pdf.words import pages_of, plain
from contracts.qr import code_rows, code_text

CODE = code_text("429999101-荣-2026-0001", "ab" * 32)


def drawing(rows: tuple[bytes, ...], *, module: float = 1.685, digits: int = 2, end: str = "f*") -> str:
    """Return the boxes of a code as a path of PDF, rounded as a converter rounds."""
    boxes = []
    for y, row in enumerate(rows):
        for x in (x for x, black in enumerate(row) if black):
            left, low = round(300 + x * module, digits), round(500 - (y + 1) * module, digits)
            right, high = round(300 + (x + 1) * module, digits), round(500 - y * module, digits)
            boxes.append(f"{left} {low} m {right} {low} l {right} {high} l {left} {high} l h")
    return "\n".join([*boxes, end])


def pdf(content: str, *, locked: str = "") -> bytes:
    """Return a PDF of one page with that drawing."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = StreamObject()
    stream.set_data(content.encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    if locked:
        writer.encrypt(locked)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize("digits", [1, 2, 3])
def test_a_code_is_read_from_its_drawing(digits: int) -> None:
    """However the converter rounds its corners."""
    (page,) = pages_of(pdf("0 0 595 842 re W* n\n" + drawing(code_rows(CODE), digits=digits)))

    assert (page.words, page.codes) == ("", (code_rows(CODE),))


@pytest.mark.parametrize("content", ["", "1 0 0 1 0 0 cm 10 10 20 20 re f", drawing(code_rows(CODE), end="S")])
def test_what_is_no_code_is_none(content: str) -> None:
    """A blank page, a single box, an outline that is not filled."""
    assert [page.codes for page in pages_of(pdf(content))] == [()]


@pytest.mark.parametrize("content", [b"%PDF-1.7", pdf("", locked="x")])
def test_a_pdf_that_cannot_be_read_says_so(content: bytes) -> None:
    """Torn off, or under a password."""
    with pytest.raises(DocumentError) as caught:
        pages_of(content)

    assert "打不开" in caught.value.problems[0].message


def test_words_are_compared_without_blanks_and_kinds_of_hyphen() -> None:
    """A converter puts blanks between scripts."""
    assert plain("2026 年\n429999101‑荣") == "2026年429999101-荣"
