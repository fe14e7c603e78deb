"""Word's own XML, spelt by a few small functions: runs, paragraphs, cells, rows, tables.

Lengths are in millimetres where a person chooses them and in twips (1/1440 inch) where Word wants them.
Everything returned is text that can stand in ``word/document.xml`` or a header.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CHINESE = '<w:rFonts w:hint="eastAsia"/>'


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def widths(millimetres: Sequence[float]) -> list[int]:
    """Return column widths in twips that add up to the rounded whole."""
    edges = [twips(sum(millimetres[:count])) for count in range(len(millimetres) + 1)]
    return [right - left for left, right in pairwise(edges)]


def attribute(text: str) -> str:
    """Return a text as a quoted attribute value."""
    return f'"{escape(text)}"'


def run(text: str, style: str = "") -> str:
    """Return a run; a tab in ``text`` becomes Word's tab. Chinese quotes and dots take the Chinese face."""
    chosen = f'<w:rStyle w:val="{style}"/>' if style else ""
    pieces = "<w:tab/>".join(_text(piece) for piece in text.split("\t"))
    return f"<w:r><w:rPr>{chosen}{_CHINESE}</w:rPr>{pieces}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>' if text else ""


def field(instruction: str, shown: str = "1") -> str:
    """Return a field of Word, such as ``PAGE``."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText></w:r>'
    return mark.format("begin") + code + mark.format("separate") + run(shown) + mark.format("end")


def paragraph(style: str, *content: str, properties: str = "") -> str:
    """Return a paragraph; content that is not markup yet becomes a run."""
    runs = "".join(piece if piece.startswith("<") else run(piece) for piece in content if piece)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def tabs(*stops: tuple[str, float, str]) -> str:
    """Return tab stops: ``(left|center|right, millimetres, none|underscore|dot)``."""
    marks = "".join(f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{twips(at)}"/>' for kind, at, leader in stops)
    return f"<w:tabs>{marks}</w:tabs>"


def bookmark(name: str) -> str:
    """Return a bookmark of no length."""
    return f'<w:bookmarkStart w:id="0" w:name="{name}"/><w:bookmarkEnd w:id="0"/>'


def each(name: str, source: str, *blocks: str) -> str:
    """Return blocks repeated for every item of a list; the tags take whole paragraphs."""
    return flow(f"for {name} in {source}") + "".join(blocks) + flow("endfor")


def when(condition: str, *blocks: str) -> str:
    """Return blocks that stand only when the condition holds."""
    return flow(f"if {condition}") + "".join(blocks) + flow("endif")


def flow(words: str) -> str:
    """Return a tag that stands in a paragraph of its own and takes it away."""
    return paragraph("Tag", f"{{%p {words} %}}")


def row_flow(words: str, columns: Sequence[int]) -> str:
    """Return a tag that stands in a table row of its own and takes it away."""
    return row([cell(sum(columns), paragraph("Tag", f"{{%tr {words} %}}"), span=len(columns))])


def cell(
    width: int,
    *blocks: str,
    span: int = 1,
    merge: str = "",
    borders: str = "",
    shade: str = "",
    direction: str = "",
    vertical: str = "center",
) -> str:
    """Return a table cell of ``width`` twips; ``merge`` is restart or continue, ``direction`` turns the text."""
    parts = [f'<w:tcW w:w="{width}" w:type="dxa"/>']
    if span > 1:
        parts.append(f'<w:gridSpan w:val="{span}"/>')
    if merge:
        parts.append(f'<w:vMerge w:val="{merge}"/>')
    if borders:
        parts.append(f"<w:tcBorders>{borders}</w:tcBorders>")
    if shade:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>')
    if direction:
        parts.append(f'<w:textDirection w:val="{direction}"/>')
    parts.append(f'<w:vAlign w:val="{vertical}"/>')
    return f"<w:tc><w:tcPr>{''.join(parts)}</w:tcPr>{''.join(blocks)}</w:tc>"


def row(cells: Iterable[str], *, header: bool = False, height: int = 0, exact: bool = False) -> str:
    """Return a table row that never breaks over a page; a ``header`` row is repeated on every page."""
    rule = "exact" if exact else "atLeast"
    tall = f'<w:trHeight w:val="{height}" w:hRule="{rule}"/>' if height else ""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(columns: Sequence[int], *rows: str, style: str = "HouseTable", properties: str = "") -> str:
    """Return a table of fixed column widths in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{properties}<w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
