"""Word files written by hand, the way other people's programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
VOID = "乙方必须在四十二天内放置宫内节育器。"


def t(text: str) -> str:
    """Return a run of plain words."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """Return a paragraph; what is not markup becomes a run."""
    runs = "".join(piece if piece.startswith("<") else t(piece) for piece in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, properties: str) -> str:
    """Return a run with formatting."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; cells that are no markup become paragraphs."""
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


@dataclass(frozen=True)
class Part:
    """A part beside the text: root element and what is in it; ``kind`` is its relation and content type."""

    kind: str
    root: str
    content: str

    def xml(self) -> str:
        """Return the part, its root in Word's namespace unless it names another."""
        return self.content if self.root == "" else f"<w:{self.root} {SPACES}>{self.content}</w:{self.root}>"


def word_file(
    *body: str, parts: Mapping[str, Part] | None = None, raw: Mapping[str, str | bytes] | None = None, sect: str = ""
) -> bytes:
    """Return a .docx: body blocks, further parts with their relations, and parts given word for word."""
    parts = parts or {}
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{LINK}/{part.kind}" Target="{name}"/>'
        for number, (name, part) in enumerate(parts.items(), 1)
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{KIND}.{part.kind}+xml"/>' for name, part in parts.items()
    )
    document = f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr>{sect}</w:sectPr></w:body></w:document>"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": _links(f'<Relationship Id="rId1" Type="{LINK}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _links(links),
        **{f"word/{name}": part.xml() for name, part in parts.items()},
        **(raw or {}),
    }
    return zipped(members)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return members as a zip."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the members of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _links(links: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
