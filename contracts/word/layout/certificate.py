"""Certificates: a landscape sheet with the stub on the left, the number across the cut, the card on the right.

The number stands on both sides of the cut and across it, where the seam seal goes. A field named
``original_number`` makes the card a replacement, which carries 补 for everyone to see. A field that stands
in the card's prose stands in no row of it; the stub names every field. Number and hash stand on the card
as a code for a scanner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.kinds import Field, Kind, placeholders
from contracts.word.layout import furniture
from contracts.word.layout.furniture import border
from contracts.word.markup import bookmark, cell, each, paragraph, row, row_flow, table, twips, when, widths
from contracts.word.page import Layout, Page
from contracts.word.style import RED

PAGE = Page(width=297, height=210, top=15, bottom=10, left=12, right=12, header=7, footer=6)
_SHEET = widths((72, 7, 7, 187))
_CARD = widths((30, 61.5, 26, 61.5))
"""A name of twelve letters, or a sum in words of a million, takes one line of a value: 59.5 mm between its margins."""

_STUB = widths((22, 48))
_HEIGHTS = (46, 88, 46)
"""Millimetres of cut above, beside and below the number."""

_BOTTOM = widths((32, 147))
_CODE = 22
"""Millimetres of a side of the code; its quiet zone is the air around it."""

_PROSE = 20
"""Points of a card that speaks in sentences."""

_SIDE = 11
_ROW = 11
_HEAD_AND_FOOT = 58
_LIST = 70
"""Millimetres of a list on the card: caption, heading and eight lines."""


_WIDE = frozenset(
    {"holder_address", "address", "reason", "remark", "registered_places", "residence_place", "planned_order"}
)
_CARD_ONLY = frozenset({"planned_order"})
"""What the paper needs and no list: a stub is filed among others."""

_STUB_ONLY = frozenset({"pledge"})
_ADDRESSED = "recipient"
_PAIR = 2
_ROSE = "FDF1F1"
_SEAM = "seam_number"
_REPLACED = "original_number"


def layout(kind: Kind) -> Layout:
    """Return the layout of a certificate with its stub."""
    rows = (
        row([_stub(kind), _cut("left"), _cut("right"), _card(kind, "restart")], height=twips(_HEIGHTS[0]), exact=True),
        row([_under("stub"), _number_across(kind), _under("card")], height=twips(_HEIGHTS[1]), exact=True),
        row([_under("stub"), _cut("left"), _cut("right"), _under("last")], height=twips(_HEIGHTS[2])),
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
    fields = [_stub_row(item) for item in kind.fields if item.name != _SEAM and item.name not in _CARD_ONLY]
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


def _stub_row(item: Field) -> str:
    cells = [cell(_STUB[0], paragraph("StubKey", item.label)), cell(_STUB[1], paragraph("StubText", _value(item)))]
    return _where_known([item], row(cells), _STUB)


def _card(kind: Kind, merge: str) -> str:
    fields = [item for item in kind.fields if item.name not in _told(kind) | _STUB_ONLY | {_SEAM, _ADDRESSED}]
    rows = [] if _told(kind) else [*_card_rows(fields)]
    return cell(
        _SHEET[3],
        paragraph("Seam", properties=f'<w:spacing w:line="{twips(_air(kind, rows))}" w:lineRule="exact"/>'),
        _heading(kind),
        paragraph("CertificateNumber", "{{ number_label }}：{{ number }}"),
        _prose(kind, fields),
        table(_CARD, *rows, style="CertificateTable") if rows else "",
        "".join(furniture.captioned(item) for item in kind.tables),
        each("line", "closing", paragraph("Note", "{{ line }}", properties='<w:jc w:val="center"/>')),
        _issued(),
        merge=merge,
        borders=_frame(first=True),
    )


def _air(kind: Kind, rows: Sequence[str]) -> float:
    """Return the millimetres above the title: half of what a card leaves, a third in rows, whose words may be long."""
    sure = sum(_REPLACED not in item for item in rows)
    body = 60 * bool(_told(kind)) + sure * _ROW + _LIST * len(kind.tables) + 10 * bool(kind.closing)
    return max((sum(_HEIGHTS) - _HEAD_AND_FOOT - body) / (2 if _told(kind) else 3), 1)


def _prose(kind: Kind, others: Sequence[Field]) -> str:
    """Return the sentences of the card; an addressee stands alone before them, other fields in small lines below."""
    if not _told(kind):
        return furniture.plain_paragraphs("recital", "CertificateBody") if kind.recital else ""
    addressed = any(field.name == _ADDRESSED for field in kind.fields)
    lines = [_large(f"{{{{ values.{_ADDRESSED} }}}}：", first=0)] if addressed else []
    lines.append(each("line", "recital", _large("{{ line }}", first=2)))
    lines += [when(f"values.{item.name}", paragraph("Seam", f"{item.label}：{_value(item)}")) for item in others]
    return "".join(lines)


def _told(kind: Kind) -> frozenset[str]:
    """Return the fields that stand in the card's sentences."""
    names = {field.name for field in kind.fields}
    return frozenset(name for text in kind.recital for name, _ in placeholders(text) if name in names)


def _large(text: str, *, first: int) -> str:
    """Return a paragraph in large letters, its first line indented by ``first`` of them."""
    size = f'<w:sz w:val="{2 * _PROSE}"/><w:szCs w:val="{2 * _PROSE}"/>'
    words = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{size}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    side = twips(_SIDE)
    indent = f'w:firstLineChars="{100 * first}" w:firstLine="{20 * _PROSE * first}"'
    sides = f'<w:ind w:left="{side}" w:right="{side}" {indent}/>'
    return paragraph("CertificateBody", words, properties=f'<w:spacing w:line="760" w:lineRule="exact"/>{sides}')


def _issued() -> str:
    """Return the foot of the card: the code on the left, issuer, seal and day on the right."""
    style = f"position:absolute;margin-left:4mm;margin-top:4mm;width:{_CODE}mm;height:{_CODE}mm"
    shape = (
        f'<v:shape alt="二维码" style="{style}" coordsize="{{{{ code.size }}}},{{{{ code.size }}}}" '
        'path="{{ code.path }}" fillcolor="#000000" stroked="f"/>'
    )
    code = cell(_BOTTOM[0], paragraph("Seam", f"<w:r><w:pict>{shape}</w:pict></w:r>"), vertical="top")
    issuer = cell(
        _BOTTOM[1],
        paragraph("CertificateSeal", "发证机关（盖章）：{{ party_a.name }}"),
        paragraph("CertificateSeal", "{{ signing_date }}"),
    )
    return table(_BOTTOM, row([code, issuer], height=twips(_CODE + 8)), style="PlainTable") + paragraph("End")


def _heading(kind: Kind) -> str:
    """Return the title, and beside it the red 补 of a replacement."""
    columns = widths((31, 117, 31))
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


def _card_rows(fields: Sequence[Field]) -> Iterator[str]:
    waiting: list[Field] = []
    for item in fields:
        if item.name in _WIDE:
            yield from _flushed(waiting)
            yield _card_row(item)
        else:
            waiting.append(item)
            if len(waiting) == _PAIR:
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
    return _where_known(fields, row(cells, height=twips(_ROW)), _CARD)


def _where_known(fields: Sequence[Field], filled: str, columns: Sequence[int]) -> str:
    """Return a row that stands only where one of its fields is known, if none of them must be."""
    if any(item.required or item.default for item in fields):
        return filled
    known = " or ".join(f"values.{item.name}" for item in fields)
    return row_flow(f"if {known}", columns) + filled + row_flow("endif", columns)


def _value(item: Field) -> str:
    return f"{{{{ values.{item.name} }}}}"
