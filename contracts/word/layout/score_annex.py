"""The score sheet behind a responsibility agreement (domain §2.7, D-07): its own indicators, boxes to score by hand."""

from __future__ import annotations

from contracts.kinds import Kind, KindTable
from contracts.word.layout import furniture
from contracts.word.markup import cell, paragraph, row, row_flow, table, twips, widths

_ELSEWHERE = ("evidence", "owner")
"""Columns of the agreement that say where the figures come from; the sheet has a box for what was found."""
_BOXES = (("扣分", 0.33), ("得分", 0.33), ("依据", 0.34))
_WRITTEN_MM = 9
_NARROWEST_MM = 30
"""Three boxes need as much beside the agreement's own columns; where an office has left less, there is no sheet."""


def score_annex(kind: Kind, width: float) -> str:
    """Return the sheet on a page of its own; empty where a kind has no points.

    The rows are those of the agreement: whoever changes an indicator there changes it here. It is the first annex
    where the kind has others. ``width`` is that of the text in millimetres.
    """
    pointed = next((item for item in kind.tables if item.points), None)
    if kind.family != "agreement" or pointed is None:
        return ""
    own = [column for column in pointed.columns if column.key not in _ELSEWHERE]
    left = width - sum(column.width_mm for column in own)
    if left < _NARROWEST_MM:
        return ""
    columns = widths([*(column.width_mm for column in own), *(left * share for _, share in _BOXES)])
    return "".join(
        (
            paragraph("AnnexLabel", "附件一" if any(item.annex for item in kind.tables) else "附件"),
            paragraph("AnnexTitle", "考核评分表"),
            paragraph("Note", "被考核单位：{{ party_b.name }}"),
            furniture.signing_line("考核单位：{{ party_a.name }}　考核期：", width, style="Note"),
            paragraph("AfterTable"),
            _sheet(pointed, columns),
            *(
                furniture.signing_line(label, width / 2)
                for label in ("考核人（签字）", "被考核单位（签字）", "复核人（签字）")
            ),
            furniture.written_date(width / 2),
        )
    )


def _sheet(pointed: KindTable, columns: list[int]) -> str:
    own = [column for column in pointed.columns if column.key not in _ELSEWHERE]
    names = [*(column.label for column in own), *(name for name, _ in _BOXES)]
    words = [*(f"{{{{ row.{column.key} }}}}" for column in own), *("" for _ in _BOXES)]
    styles = [*("TableText" if column.align == "left" else "TableCenter" for column in own), *("TableText",) * 3]
    source = f"tables.{pointed.code}.rows"
    head = row(cell(width, paragraph("TableHead", name)) for width, name in zip(columns, names, strict=True))
    filled = row(_cells(columns, styles, words), height=twips(_WRITTEN_MM))
    totals = ["合计" if column.key == own[1].key else "" for column in own] + ["" for _ in _BOXES]
    totals[[column.key for column in own].index(pointed.points)] = str(pointed.total)
    sums = row(_cells(columns, styles, totals), height=twips(_WRITTEN_MM))
    return table(columns, head, row_flow(f"for row in {source}", columns), filled, row_flow("endfor", columns), sums)


def _cells(columns: list[int], styles: list[str], words: list[str]) -> list[str]:
    placed = zip(columns, styles, words, strict=True)
    return [cell(width, paragraph(style, word, properties=furniture.HELD)) for width, style, word in placed]
