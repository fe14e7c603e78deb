"""Certificates: a landscape sheet with the stub on the left, the number across the cut, the card on the right.

The number stands on both sides of the cut and across it, where the seam seal goes. A field named
``original_number`` makes the card a replacement, which carries 补 for everyone to see.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.kinds import Field, Kind
from contracts.word.layout import furniture
from contracts.word.layout.furniture import border
from contracts.word.markup import bookmark, cell, paragraph, row, table, twips, when, widths
from contracts.word.page import Layout, Page
from contracts.word.style import RED

PAGE = Page(width=297, height=210, top=15, bottom=10, left=12, right=12, header=7, footer=6)
_SHEET = widths((72, 7, 7, 187))
_CARD = widths((30, 52, 30, 53))
_STUB = widths((22, 46))
_HEIGHTS = (46, 88, 46)
"""Millimetres of cut above, beside and below the number."""

_WIDE = frozenset({"holder_address", "address", "reason", "remark"})
_ROSE = "FDF1F1"
_SEAM = "seam_number"
_REPLACED = "original_number"


def layout(kind: Kind) -> Layout:
    """Return the layout of a certificate with its stub."""
    rows = (
        row([_stub(kind), _cut("left"), _cut("right"), _card(kind, "restart")], height=twips(_HEIGHTS[0]), exact=True),
        row([_under("stub"), _number_across(kind), _under("card")], height=twips(_HEIGHTS[1]), exact=True),
        row([_under("stub"), _cut("left"), _cut("right"), _under("last")], height=twips(_HEIGHTS[2]), exact=True),
    )
    body = table(_SHEET, *rows, style="PlainTable") + paragraph("End", bookmark(furniture.END))
    return Layout(
        body=body,
        header=furniture.header(PAGE.text_width, style="HeaderPlain"),
        footer=paragraph("End"),
        page=PAGE,
    )


def _cut(side: str) -> str:
    """Return one half of the cut: the dashed line runs between the halves."""
    edge = border("right" if side == "left" else "left", "dashed", 6)
    return cell(_SHEET[1], paragraph("Seam"), borders=edge)


def _number_across(kind: Kind) -> str:
    name = _SEAM if any(field.name == _SEAM for field in kind.fields) else ""
    number = f"{{{{ values.{name} }}}}" if name else "{{ number }}"
    return cell(
        _SHEET[1] + _SHEET[2], paragraph("Seam", f"骑缝 {number}"), span=2, direction="tbRlV", vertical="center"
    )


def _under(column: str) -> str:
    if column == "stub":
        return cell(_SHEET[0], paragraph("Seam"), merge="continue")
    return cell(_SHEET[3], paragraph("Seam"), merge="continue", borders=_frame(last=column == "last"))


def _frame(*, first: bool = False, last: bool = False) -> str:
    sides = [*(["top"] if first else []), "left", *(["bottom"] if last else []), "right"]
    return "".join(border(side, "double", 12, RED) for side in sides)


def _stub(kind: Kind) -> str:
    fields = [
        row([cell(_STUB[0], paragraph("StubKey", item.label)), cell(_STUB[1], paragraph("StubText", _value(item)))])
        for item in kind.fields
        if item.name != _SEAM
    ]
    number = row(
        [cell(_STUB[0], paragraph("StubKey", kind.number_label)), cell(_STUB[1], paragraph("StubText", "{{ number }}"))]
    )
    return cell(
        _SHEET[0],
        paragraph("StubTitle", "{{ title }}"),
        paragraph("StubTitle", "存根"),
        table(_STUB, number, *fields, style="PartyTable"),
        furniture.signing_line("领取人（签字）", 66),
        furniture.written_date(66),
        merge="restart",
        vertical="center",
    )


def _card(kind: Kind, merge: str) -> str:
    return cell(
        _SHEET[3],
        _heading(kind),
        paragraph("CertificateNumber", "{{ number_label }}：{{ number }}"),
        furniture.plain_paragraphs("recital", "CertificateBody") if kind.recital else "",
        table(_CARD, *_card_rows(kind), style="CertificateTable"),
        furniture.plain_paragraphs("closing", "CertificateBody") if kind.closing else "",
        paragraph("CertificateSeal", "发证机关（盖章）：{{ party_a.name }}"),
        paragraph("CertificateSeal", "{{ signing_date }}"),
        merge=merge,
        borders=_frame(first=True),
        vertical="center",
    )


def _heading(kind: Kind) -> str:
    """Return the title, and beside it the red 补 of a replacement."""
    columns = widths((24, 117, 24))
    replaced = any(field.name == _REPLACED for field in kind.fields)
    mark = when(f"values.{_REPLACED}", paragraph("Replaced", "补")) if replaced else ""
    title = row(
        [
            cell(columns[0], paragraph("Seam")),
            cell(columns[1], paragraph("CertificateTitle", "{{ title }}")),
            cell(columns[2], mark, paragraph("End")),
        ]
    )
    return table(columns, title, style="PlainTable")


def _card_rows(kind: Kind) -> Iterator[str]:
    waiting: list[Field] = []
    for item in kind.fields:
        if item.name == _SEAM:
            continue
        if item.name in _WIDE:
            yield from _flushed(waiting)
            yield _card_row(item)
        else:
            waiting.append(item)
            if len(waiting) == 2:  # noqa: PLR2004 - two pairs fill a row
                yield from _flushed(waiting)
    yield from _flushed(waiting)


def _flushed(waiting: list[Field]) -> Iterator[str]:
    if waiting:
        yield _card_row(*waiting)
        waiting.clear()


def _card_row(*fields: Field) -> str:
    cells = []
    for at, item in enumerate(fields):
        last = at == len(fields) - 1
        width = sum(_CARD[2 * at + 1 :]) if last else _CARD[2 * at + 1]
        span = len(_CARD) - 2 * at - 1 if last else 1
        cells.append(cell(_CARD[2 * at], paragraph("CertificateKey", item.label), shade=_ROSE))
        cells.append(cell(width, paragraph("CertificateText", _value(item)), span=span))
    return row(cells, height=twips(10))


def _value(item: Field) -> str:
    return f"{{{{ values.{item.name} }}}}"
