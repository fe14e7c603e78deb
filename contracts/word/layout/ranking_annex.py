"""The ranking table behind a responsibility agreement (domain §2.7, A-05): a form for offices, filled by hand."""

from __future__ import annotations

from contracts.kinds import KindTable
from contracts.word.layout import furniture
from contracts.word.markup import cell, paragraph, row, row_flow, table, twips, when, widths

RANK = "rank"
"""The column by which an annex is known as a ranking."""
_WRITTEN_MM = 9


def ranking_annex(item: KindTable, width: float) -> str:
    """Return the form on a page of its own, left off copies whose print set does not name it.

    Its rows and columns are those of the manifest; ``width`` is that of the text in millimetres. The side that ranks
    writes the period above it and seals below it.
    """
    name = f"tables.{item.code}"
    return when(
        f"{name}.shown",
        paragraph("AnnexLabel", f"{{{{ {name}.annex }}}}"),
        paragraph("AnnexTitle", f"{{{{ {name}.title }}}}"),
        furniture.signing_line("考核单位：{{ party_a.name }}　考核期：", width, style="Note"),
        paragraph("AfterTable"),
        _form(item),
        paragraph("Sign", "考核单位（盖章）：{{ party_a.name }}", properties=furniture.HELD),
        furniture.written_date(width),
    )


def _form(item: KindTable) -> str:
    columns = widths([column.width_mm for column in item.columns])
    pairs = list(zip(columns, item.columns, strict=True))
    head = row((cell(each, paragraph("TableHead", column.label)) for each, column in pairs), header=True)
    faces = {"left": "TableText", "center": "TableCenter", "right": "TableRight"}
    filled = row(
        (
            cell(each, paragraph(faces[column.align], f"{{{{ row.{column.key} }}}}", properties=furniture.HELD))
            for each, column in pairs
        ),
        height=twips(_WRITTEN_MM),
    )
    loop = row_flow(f"for row in tables.{item.code}.rows", columns)
    return table(columns, head, loop, filled, row_flow("endfor", columns))
