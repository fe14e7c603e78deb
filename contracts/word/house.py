"""The Word file of a kind in the house style: what ships, and what an office starts from.

The words stay in the manifest; the file drawn here holds the look: header and footer, the party table,
a heading and a loop for every section, tables, signatures, annexes. Sections stand one by one, so an
office can move or restyle each in Word.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from contracts.kinds import TRADITIONAL, Kind
from contracts.kinds.looks import look_of
from contracts.word.archive import packed
from contracts.word.languages import BESIDE, in_traditional, with_translation
from contracts.word.markup import NAMESPACES, XML, paragraph, twips
from contracts.word.page import Layout, Page
from contracts.word.style import fonts_part, numbering_part, settings_part, styles_part

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = {
    "document": "document.main", "styles": "styles", "numbering": "numbering", "fontTable": "fontTable",
    "settings": "settings", "header1": "header", "footer1": "footer",
}  # fmt: skip
_BARE_CORE = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_TAGS = {TRADITIONAL: "zh-Hant"}
_EVEN = {"header2": "header", "footer2": "footer"}


def blank(kind: Kind, *, stub: bool = False) -> bytes:
    """Return the Word file of a kind in its language, or of its stub, in the house style; equal kinds give equal bytes.

    Source: GB/T 9704-2012 for page, faces, sizes and numbering.
    """
    name = "stub" if stub else look_of(kind)
    module = importlib.import_module(f"contracts.word.layout.{name}")
    layout: Layout = module.layout(kind)
    parts = _parts(kind, layout)
    if kind.locale == TRADITIONAL:
        parts = in_traditional(parts)
    elif kind.beside:
        parts = with_translation(parts, dict(kind.beside))
    return packed(parts)


def _parts(kind: Kind, layout: Layout) -> Mapping[str, bytes]:
    def part(root: str, inner: str) -> bytes:
        return f"{XML}<w:{root} {NAMESPACES}>{inner}</w:{root}>".encode()

    even = bool(layout.even_footer)
    parts = {
        "[Content_Types].xml": content_types(even=even),
        **relationships(even=even),
        "docProps/core.xml": _properties(kind),
        "word/document.xml": part("document", f"<w:body>{layout.body}{section_of(layout.page, even=even)}</w:body>"),
        "word/header1.xml": part("hdr", layout.header),
        "word/footer1.xml": part("ftr", layout.footer),
        "word/styles.xml": styles_part(layout.styles + (BESIDE if kind.beside else ())),
        "word/numbering.xml": numbering_part(),
        "word/fontTable.xml": fonts_part(),
        "word/settings.xml": settings_part(even=even),
    }
    if even:
        parts["word/header2.xml"] = part("hdr", layout.even_header)
        parts["word/footer2.xml"] = part("ftr", layout.even_footer)
    return parts


def section_of(page: Page, *, even: bool = False) -> str:
    """Return the section that ends a file of ours: its page, header and footer, those of even pages too."""
    names = [name for name in _types(even=even) if name != "document"]
    header, footer = (f"rId{names.index(name) + 1}" for name in ("header1", "footer1"))
    second = "".join(
        f'<w:{part}Reference w:type="even" r:id="rId{names.index(name) + 1}"/>'
        for name, part in _EVEN.items()
        if name in names
    )
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/>{second}'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{twips(page.left)}" w:header="{twips(page.header)}" w:footer="{twips(page.footer)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:docGrid w:linePitch="312"/></w:sectPr>'
    )


def _types(*, even: bool) -> Mapping[str, str]:
    return _TYPES | _EVEN if even else _TYPES


def content_types(*, even: bool = False) -> bytes:
    """Return ``[Content_Types].xml`` of a file of ours."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in _types(even=even).items()
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    ).encode()


def relationships(*, even: bool = False) -> dict[str, bytes]:
    """Return the relationship parts of a file of ours."""
    return {
        "_rels/.rels": _relationships(
            (f"{_LINK}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relationships(
            *((f"{_LINK}/{name.rstrip('12')}", f"{name}.xml") for name in _types(even=even) if name != "document")
        ),
    }


def _relationships(*links: tuple[str, str]) -> bytes:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return (f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>').encode()


def _properties(kind: Kind) -> bytes:
    from html import escape

    language, title = _TAGS.get(kind.locale, "zh-CN"), escape(kind.title, quote=False)
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
    ).encode()


def bare_sheet(body: str, page: Page) -> bytes:
    """Return one sheet as a Word file: the body and nothing else, its header and footer empty."""
    parts = {
        "[Content_Types].xml": content_types(),
        **relationships(),
        "docProps/core.xml": f"{XML}{_BARE_CORE}".encode(),
        "word/document.xml": _bare_part("document", f"<w:body>{body}{section_of(page)}</w:body>"),
        "word/header1.xml": _bare_part("hdr", paragraph("End")),
        "word/footer1.xml": _bare_part("ftr", paragraph("End")),
        "word/styles.xml": styles_part(),
        "word/numbering.xml": numbering_part(),
        "word/fontTable.xml": fonts_part(),
        "word/settings.xml": settings_part(),
    }
    return packed(parts)


def _bare_part(root: str, inner: str) -> bytes:
    return f"{XML}<w:{root} {NAMESPACES}>{inner}</w:{root}>".encode()
