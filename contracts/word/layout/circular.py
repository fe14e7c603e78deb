"""An official paper (公文) after GB/T 9704-2012: red heading, document number, red line, 主送, text, 附件, 版记.

The head stands 35 mm below the top of the type area, the red line 4 mm below the number, the date four letters from
the right with the issuer centred over it; a long name stands in the heading in narrow letters, or in two lines. The
imprint stands at the foot of the last even page: whoever makes the paper says
with ``values.imprint_turn`` whether one more page is needed for it. Page numbers stand right on odd pages and left
on even ones.

Source: GB/T 9704-2012, 7.2.4 to 7.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.kinds import Kind
from contracts.word.layout import furniture
from contracts.word.markup import bookmark, each, field, paragraph, run, tabs, twips, when
from contracts.word.page import Layout, Page
from contracts.word.style import FANG, HEI, PITCH, SONG, Style

PAGE = Page()
_RED = "FF0000"
STYLES = (
    Style(
        id="IssuerMark", name="发文机关标志", face=SONG, size=40, line=1000, align="center", before=1984,
        colour=_RED,
    ),
    Style(
        id="IssuerMarkNarrow", name="发文机关标志（窄）", based_on="IssuerMark", face=SONG, size=40, line=1000,
        align="center", before=1984, colour=_RED, scale=66,
    ),
    Style(
        id="DocumentNumber", name="发文字号", align="center", before=2 * PITCH,
        borders=f'<w:bottom w:val="single" w:sz="18" w:space="11" w:color="{_RED}"/>',
    ),
    Style(id="CircularTitle", name="公文标题", face=SONG, size=22, line=680, align="center", before=2 * PITCH),
    Style(id="Recipients", name="主送机关", align="left", before=PITCH),
    Style(id="CircularHeading", name="公文小标题", face=HEI, based_on="Heading1", indent=2, keep_next=True,
          outline=0, numbering=(1, 0)),
    Style(id="CircularClause", name="公文条款", based_on="Clause", indent=2, squeeze=-5, numbering=(2, 0)),
    Style(id="Attachment", name="附件说明", align="left", before=PITCH, indent=2, keep_next=True),
    Style(id="Issuer", name="发文机关署名", align="center", before=2 * PITCH, keep_next=True, keep_lines=True),
    Style(id="IssuedOn", name="成文日期", align="center", keep_lines=True),
    Style(id="AnnexMark", name="附件标记", face=HEI, align="left", page_break=True, keep_next=True),
    Style(id="Turn", name="版记另页", size=1, line=20, align="left", page_break=True),
    Style(id="Imprint", name="版记", face=FANG, size=14, line=440, align="left", close=True),
    Style(id="ImprintLine", name="版记分隔线", size=5, line=100, align="left", close=True),
    Style(id="PageOdd", name="单页码", face="宋体", size=14, line=0, align="right", inset=1),
    Style(id="PageEven", name="双页码", face="宋体", size=14, line=0, align="left", indent=1),
)  # fmt: skip


def layout(kind: Kind) -> Layout:
    """Return the layout of a circular; tables that are annexes follow on pages of their own."""
    body = "".join(
        (
            when("values.issuer_mark", paragraph("IssuerMark", "{{ values.issuer_mark }}")),
            when("values.issuer_mark_narrow", paragraph("IssuerMarkNarrow", "{{ values.issuer_mark_narrow }}")),
            paragraph("DocumentNumber", "{{ number }}"),
            paragraph("CircularTitle", "{{ title }}"),
            paragraph("Recipients", "{{ values.recipients }}："),
            furniture.plain_paragraphs("recital", "Body"),
            *(_section(kind, section.code) for section in kind.sections),
            furniture.held_paragraphs("closing", "Body"),
            paragraph("Attachment", "附件：{{ values.attachment }}"),
            *_signature(),
            *_annexes(kind),
            when("values.imprint_turn", paragraph("Turn", "{{ values.imprint_turn }}")),
            _imprint(),
            paragraph("End", bookmark(furniture.END)),
        )
    )
    return Layout(
        body=body,
        header=paragraph("HeaderPlain", furniture.mark()),
        footer=_page_number("PageOdd"),
        even_header=paragraph("HeaderPlain", furniture.mark()),
        even_footer=_page_number("PageEven"),
        page=PAGE,
        styles=STYLES,
    )


def _section(kind: Kind, code: str) -> str:
    clause = each("term", f"sections.{code}.terms", paragraph("CircularClause", "{{ term.text }}"))
    heading = paragraph("CircularHeading", f"{{{{ sections.{code}.heading }}}}")
    return heading + clause + furniture.tables_after(kind, code)


def _signature() -> tuple[str, str]:
    """Return issuer and date, centred on one axis; the date ends four letters from the margin."""
    left = twips(PAGE.text_width) - furniture.SIGNED * furniture.LETTER
    place = f'<w:ind w:left="{left}" w:firstLineChars="0" w:firstLine="0"/>'
    return (
        paragraph("Issuer", "{{ party_a.name }}", properties=place),
        paragraph("IssuedOn", "{{ signing_date }}", properties=place),
    )


def _annexes(kind: Kind) -> Iterator[str]:
    for item in kind.tables:
        if item.annex:
            yield paragraph("AnnexMark", f"{{{{ tables.{item.code}.annex }}}}")
            yield paragraph("CircularTitle", f"{{{{ tables.{item.code}.title }}}}")
            yield paragraph("AfterTable")
            yield furniture.rows_table(item, "Party")


def _imprint() -> str:
    """Return the two lines of the imprint in a frame at the foot of the page they stand on."""
    frame = (
        f'<w:framePr w:w="{twips(PAGE.text_width)}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin"'
        ' w:xAlign="center" w:yAlign="bottom"/>'
    )
    edges = f"<w:pBdr>{furniture.border('top', size=8)}{furniture.border('bottom', size=8)}</w:pBdr>"
    line = tabs(("right", PAGE.text_width, "underscore"))
    stops = tabs(("right", PAGE.text_width - 6, "none"))
    inside = f'<w:ind w:left="{furniture.LETTER}" w:right="{furniture.LETTER}" w:firstLineChars="0" w:firstLine="0"/>'
    printed = run("{{ values.printed_by }}\t{{ signing_date }}印发")
    return "".join(
        (
            paragraph("Imprint", "抄送：{{ values.copied_to }}。", properties=frame + edges + inside),
            paragraph("ImprintLine", run("\t"), properties=frame + edges + line),
            paragraph("Imprint", printed, properties=frame + edges + stops + inside),
        )
    )


def _page_number(style: str) -> str:
    return paragraph(style, "— ", field("PAGE"), " —")
