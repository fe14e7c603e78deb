"""Blocks that more than one family uses: header, footer, draft mark, tables of a kind, signature lines."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.kinds import Kind, KindTable
from contracts.model import Column
from contracts.word.markup import (
    attribute,
    cell,
    each,
    field,
    paragraph,
    row,
    row_flow,
    run,
    table,
    tabs,
    twips,
    when,
    widths,
)

END = "paper_end"
"""The bookmark at the last paragraph, which the footer counts up to."""

HELD = "<w:keepNext/><w:keepLines/>"
"""Keeps a paragraph whole and on the page of what follows."""

LETTER = 320
"""Twips of one letter of body text."""

SIGNED = 16
"""Letters between the left edge of a signature and the margin; its middle is the middle of the date."""

_SHORT = 8
"""So many rows are never torn apart."""
_FACES = {"left": "Text", "center": "Center", "right": "Right"}


def mark() -> str:
    """Return the slanting word behind the text (草稿, 副本, 作废), printed only when the paper has a mark."""
    shape_type = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
        '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    place = (
        "position:absolute;margin-left:0;margin-top:0;width:330pt;height:165pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    face = attribute("font-family:黑体;font-size:1pt")
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" style="{place}" '
        'o:allowincell="f" fillcolor="#c8c8c8" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style={face} string="{{{{ mark }}}}"/></v:shape>'
    )
    return f"{run('{%r if mark %}')}<w:r><w:pict>{shape_type}{shape}</w:pict></w:r>{run('{%r endif %}')}"


def header(width: float, *, style: str = "Header") -> str:
    """Return the header: whose copy it is on the left, the paper's own number on the right."""
    words = run("{{ copy_label }}\t{{ number_label }}：{{ number }}")
    return paragraph(style, mark(), words, properties=tabs(("right", width, "none")))


def footer() -> str:
    """Return the footer: 第 x 页 共 y 页, counted by a bookmark because a print file holds many papers."""
    return paragraph("Footer", "第 ", field("PAGE"), " 页 共 ", field(f"PAGEREF {END}"), " 页")


def rows_table(kind_table: KindTable, style: str = "Table", *, leads_on: bool = False) -> str:
    """Return a table of the kind: a head repeated on every page and a loop over its rows.

    ``style`` is the family of cell styles: ``Table`` 10.5 pt, ``Party`` 12 pt, ``Large`` 14 pt. A table whose rows
    stand in the manifest and are few under every option is kept on one page. With ``leads_on`` the last row stays
    with what follows.
    """
    rows = len(kind_table.rows) + max((len(rows) for _, _, rows in kind_table.rows_for), default=0)
    held = HELD if not kind_table.source and rows <= _SHORT else ""
    columns = widths([column.width_mm for column in kind_table.columns])
    pairs = list(zip(columns, kind_table.columns, strict=True))
    source = f"tables.{kind_table.code}.rows"
    head = row((cell(width, paragraph(f"{style}Head", column.label)) for width, column in pairs), header=True)
    filled = row(cell(width, _filled(column, style, held, leads_on=leads_on)) for width, column in pairs)
    empty = paragraph(f"{style}Center", "（无）", properties=HELD if leads_on else "")
    nothing = row([cell(sum(columns), empty, span=len(columns))])
    return table(
        columns,
        head,
        row_flow(f"for row in {source}", columns),
        filled,
        row_flow("endfor", columns),
        row_flow(f"if not {source}", columns),
        nothing,
        row_flow("endif", columns),
    )


def _filled(column: Column, style: str, held: str, *, leads_on: bool) -> str:
    """Return the paragraph of a cell; that of the last row holds to what follows only where the table leads on."""
    face, words, end = style + _FACES[column.align], f"{{{{ row.{column.key} }}}}", HELD if leads_on else ""
    if held == end:
        return paragraph(face, words, properties=held)
    return when("not loop.last", paragraph(face, words, properties=held)) + when(
        "loop.last", paragraph(face, words, properties=end)
    )


def captioned(kind_table: KindTable, style: str = "Table", *, leads_on: bool = False) -> str:
    """Return a table with its caption above and a little air below; ``leads_on`` holds its end to what follows.

    The air is two paragraphs: LibreOffice 7.4 leaves a heading alone at the foot of a page where none or only one
    stands between it and a table. An optional table without rows is left out, caption and all.
    """
    caption = paragraph("TableTitle", f"{{{{ tables.{kind_table.code}.caption }}}}")
    after = "".join(paragraph(name, properties=HELD if leads_on else "") for name in ("AfterTable", "End"))
    whole = caption + rows_table(kind_table, style, leads_on=leads_on) + after
    return when(f"tables.{kind_table.code}.shown", whole) if kind_table.optional else whole


def annex(item: KindTable, *more: str, earlier: Sequence[KindTable] = ()) -> str:
    """Return a table behind the signatures; left off copies whose print set does not name it.

    It begins a page, unless one of the ``earlier`` annexes does: then it follows below, or goes over in one piece
    with what stands behind it.
    """
    words = f"{{{{ tables.{item.code}.annex }}}}"
    before = " or ".join(f"tables.{other.code}.shown" for other in earlier)
    label = paragraph("AnnexLabel", words)
    if before:
        flows = f'{HELD}<w:pageBreakBefore w:val="0"/><w:spacing w:before="480"/>'
        below = paragraph("AnnexLabel", words, properties=flows)
        label = when(before, below) + when(f"not ({before})", label)
    return when(
        f"tables.{item.code}.shown",
        label,
        paragraph("AnnexTitle", f"{{{{ tables.{item.code}.title }}}}"),
        rows_table(item, leads_on=bool(more)),
        *more,
    )


def tables_after(kind: Kind, section: str) -> str:
    """Return the tables that follow a section."""
    return "".join(captioned(item) for item in kind.tables if item.after == section and not item.annex)


def written_date(width: float, style: str = "Sign") -> str:
    """Return a date line to be filled by hand: 年 月 日 set by tabs, flush right."""
    stops = tabs(("right", width - 26, "none"), ("right", width - 13, "none"), ("right", width, "none"))
    return paragraph(style, run("\t年\t月\t日"), properties=stops)


def signing_line(label: str, width: float, *, style: str = "Sign", left: float = 0, behind: str = "") -> str:
    """Return a label with a rule to sign on, ``width`` millimetres in all.

    ``left`` is where it begins, ``behind`` what stands after the rule, such as the place of a seal.
    """
    begin = f'<w:ind w:left="{twips(left)}"/>' if left else ""
    return paragraph(style, run(f"{label}\t{behind}"), properties=tabs(("right", width, "underscore")) + begin)


def names_to_sign(source: str, width: float, left: float = 0) -> str:
    """Return a line to sign for each person of a list; beside a long name there is no room, so it stands above."""
    begin = f'<w:ind w:left="{twips(left)}"/>' if left else ""
    above = paragraph("Sign", "{{ person.name }}", properties=begin)
    return each(
        "person",
        source,
        when("person.long", above, signing_line("签字", width, left=left)),
        when("not person.long", signing_line("{{ person.name }}", width, left=left)),
    )


def plain_paragraphs(source: str, style: str) -> str:
    """Return a loop of paragraphs over a list of texts."""
    return each("line", source, paragraph(style, "{{ line }}"))


def held_paragraphs(source: str, style: str) -> str:
    """Return a loop of paragraphs that stay with what follows, the first only if it is alone: no seal stands alone."""
    free = "loop.first and not loop.last"
    return each(
        "line",
        source,
        when(free, paragraph(style, "{{ line }}"))
        + when(f"not ({free})", paragraph(style, "{{ line }}", properties=HELD)),
    )


def seal_lines(role: str, width: float) -> tuple[str, str]:
    """Return who issues the paper, with the place of the seal, and the day; the seal covers both.

    Both stand on one axis, the day four letters from the edge of ``width`` millimetres; a long name turns within
    the same place.

    Source: GB/T 9704-2012, 7.3.5.
    """
    left = max(twips(width) - SIGNED * LETTER, 0)
    place = f'<w:ind w:left="{left}" w:firstLineChars="0" w:firstLine="0"/>'
    return (
        paragraph("Seal", f"{{{{ {role}.name }}}}（盖章）", properties=place),
        paragraph("SealDay", "{{ signing_date }}", properties=place),
    )


def border(side: str, kind: str = "single", size: int = 8, colour: str = "auto", space: int = 0) -> str:
    """Return one edge of a cell."""
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
