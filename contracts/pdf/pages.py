"""Pages of PDF: counted, bound with bookmarks and labels, padded for two sides, laid two on a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from contracts.errors import DocumentError
from contracts.model import Problem

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

_FOLDED = 4
CHINESE = "zh-CN"
"""The language that a PDF is marked with where no other is said; LibreOffice would say English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """How papers lie on sheets.

    ``two_up`` lays two pages side by side, ``booklet`` in the order in which a folded sheet is read; with
    ``duplex`` every paper begins on a sheet of its own.
    """

    layout: Literal["single", "two_up", "booklet"] = "single"
    duplex: bool = False


def page_count(content: bytes) -> int:
    """Return the number of pages of a PDF.

    Raises:
        DocumentError: Not a whole PDF, or one without pages.
    """
    pages = len(opened(content, "PDF 文件").pages)
    if pages < 1:
        raise broken("PDF 文件")
    return pages


def bound(papers: Iterable[tuple[str, bytes]]) -> bytes:
    """Return several PDFs as one, with a bookmark of each paper's number at its first page.

    Raises:
        DocumentError: One of them is not a whole PDF.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    for number, content in papers:
        writer.append(opened(content, number), outline_item=number, import_outline=False)
    return _written(writer)


def collated(
    stacks: Iterable[tuple[bytes, Sequence[tuple[str, str]]]],
    *,
    marks: str,
    sheets: Sheets | None = None,
    language: str = CHINESE,
) -> bytes:
    """Return the PDFs of several print files as one.

    Every contract has a bookmark with its number, and below it one for each copy; every page has a label
    with the number and its own page number. The file is called by the title of the papers.

    Args:
        stacks: For each print file its PDF, and ``(number, copy label)`` of each paper in it, in order.
        marks: Name of the destination where a paper begins; the paper's place in its file follows.
        sheets: How the pages lie; one to a page, each side for itself, if not said.
        language: What the papers are written in, as a tag.

    Raises:
        DocumentError: One is not a whole PDF, or a paper is not to be found in it.
    """
    from pypdf import PdfWriter

    binder = _Binder(PdfWriter(), sheets or Sheets())
    title = ""
    for content, papers in stacks:
        reader = opened(content, papers[0][0])
        binder.writer.pdf_header = reader.pdf_header  # what LibreOffice wrote asks for it, the writer would say 1.3
        title = title or (reader.metadata and reader.metadata.title) or ""
        for (number, label), pages in zip(papers, _papers(reader, papers, marks), strict=True):
            binder.add(number, label, pages)
    _entitle(binder.writer, title, language)
    return binder.closed()


def labelled(content: bytes, papers: Sequence[tuple[str, str]], *, marks: str, language: str = CHINESE) -> bytes:
    """Return one PDF with bookmarks and labels, everything else as it is: what makes it PDF/A stays in it.

    Raises:
        DocumentError: Not a whole PDF, or a paper is not to be found in it.
    """
    from pypdf import PdfWriter

    reader = opened(content, papers[0][0])
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    writer.root_object.pop("/Outlines", None)  # LibreOffice lists the headings of all papers there
    writer.generate_file_identifiers()
    binder = _Binder(writer, Sheets())
    at = 0
    for (number, label), pages in zip(papers, _papers(reader, papers, marks), strict=True):
        binder.mark(number, label, at, len(pages))
        at += len(pages)
    _mark_language(writer, language)
    return _written(writer)


def _entitle(writer: PdfWriter, title: str, language: str) -> None:
    """Give a PDF the name that a reader shows instead of the file's, and its language."""
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject

    _mark_language(writer, language)
    if title:
        writer.add_metadata({"/Title": title})
        shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})  # noqa: FBT003 - a value in a PDF
        writer.root_object[NameObject("/ViewerPreferences")] = shown


def _mark_language(writer: PdfWriter, language: str) -> None:
    """Say what language a PDF is in: whoever has it read aloud hears Chinese."""
    from pypdf.generic import NameObject, TextStringObject

    writer.root_object[NameObject("/Lang")] = TextStringObject(language)


class _Binder:
    """A PDF that grows paper by paper."""

    def __init__(self, writer: PdfWriter, sheets: Sheets) -> None:
        self.writer = writer
        self.sheets = sheets
        self.parent: tuple[str, Any] | None = None

    def add(self, number: str, label: str, pages: Sequence[PageObject]) -> None:
        """Put one paper behind the others."""
        start = len(self.writer.pages)
        if self.sheets.layout == "single":
            for page in pages:
                self.writer.add_page(page)
            sides = len(pages)
        else:
            spreads = _folded(pages) if self.sheets.layout == "booklet" else _paired(pages)
            sides = sum(1 for spread in spreads if self._spread(spread, pages[0]))
        if self.sheets.duplex and sides % 2:
            last = self.writer.pages[-1].mediabox
            self.writer.add_blank_page(float(last.width), float(last.height))
        self.mark(number, label, start, len(self.writer.pages) - start)

    def _spread(self, spread: tuple[PageObject | None, PageObject | None], like: PageObject) -> bool:
        """Lay two pages on one side of a sheet of twice the size; upright ones side by side."""
        from pypdf import Transformation

        width, height = float(like.mediabox.width), float(like.mediabox.height)
        upright = width <= height
        places = ((0.0, 0.0), (width, 0.0)) if upright else ((0.0, height), (0.0, 0.0))
        side = self.writer.add_blank_page(*((2 * width, height) if upright else (width, 2 * height)))
        for page, (right, up) in zip(spread, places, strict=True):
            if page is not None:
                side.merge_transformed_page(page, Transformation().translate(right, up))
        return True

    def mark(self, number: str, label: str, start: int, count: int) -> None:
        """Give a paper its bookmark and its pages their labels."""
        from pypdf.constants import PageLabelStyle

        if self.parent is None or self.parent[0] != number:
            self.parent = (number, self.writer.add_outline_item(title=number, page_number=start))
        if label:
            self.writer.add_outline_item(title=label, page_number=start, parent=self.parent[1])
        prefix = f"{number} {label} ".replace("  ", " ")
        self.writer.set_page_label(start, start + count - 1, style=PageLabelStyle.DECIMAL, prefix=prefix, start=1)

    def closed(self) -> bytes:
        """Return the finished PDF; equal objects, above all fonts, are kept once."""
        self.writer.compress_identical_objects()
        return _written(self.writer)


def _papers(reader: PdfReader, papers: Sequence[object], marks: str) -> Iterator[list[PageObject]]:
    """Yield the pages of each paper of a print file."""
    known = {name.lstrip("/"): item for name, item in reader.named_destinations.items()}
    found = [known.get(f"{marks}{place}") for place in range(1, len(papers) + 1)]
    starts = [reader.get_destination_page_number(item) if item is not None else None for item in found]
    edges = [start for start in starts if start is not None]
    if len(edges) != len(papers) or edges[:1] != [0] or any(left >= right for left, right in pairwise(edges)):
        raise broken("打印文件")
    for start, end in pairwise([*edges, len(reader.pages)]):
        yield [reader.pages[place] for place in range(start, end)]


def _paired(pages: Sequence[PageObject]) -> Iterator[tuple[PageObject, PageObject | None]]:
    for at in range(0, len(pages), 2):
        yield pages[at], pages[at + 1] if at + 1 < len(pages) else None


def _folded(pages: Sequence[PageObject]) -> Iterator[tuple[PageObject | None, PageObject | None]]:
    """Yield the sides of a booklet: last and first, second and last but one, and so on."""
    count = -(-len(pages) // _FOLDED) * _FOLDED
    whole: list[PageObject | None] = [*pages, *([None] * (count - len(pages)))]
    for at in range(count // 2):
        outer, inner = whole[count - 1 - at], whole[at]
        yield (outer, inner) if at % 2 == 0 else (inner, outer)


def refuse_other(content: bytes, holding: Iterable[str], name: str) -> None:
    """Refuse a PDF in which a text is not to be found.

    Raises:
        DocumentError: One of the texts is missing.
    """
    wanted = tuple(holding)
    if wanted:
        text = "".join(page.extract_text() for page in opened(content, name).pages)
        if any(item not in text for item in wanted):
            raise broken(name)


def opened(content: bytes, name: str) -> PdfReader:
    """Return a PDF ready to read.

    Raises:
        DocumentError: Not a whole PDF, or one that asks for a password.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        len(reader.pages)
    except (PyPdfError, ValueError, KeyError) as error:
        raise broken(name) from error
    return reader


def _written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def broken(name: str) -> DocumentError:
    """Return the error for a conversion that left no whole PDF."""
    cure = "检查磁盘空间后重试，或在 WPS、Word 里另存为 PDF"
    problem = Problem(where=name, message="转换后没有得到完整的 PDF", hint=cure)
    return DocumentError("没有生成 PDF。", [problem])
