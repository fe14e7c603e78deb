"""An application form: boxes for the family, its children, what was found, and one opinion for each level."""

from __future__ import annotations

from contracts.kinds import Kind
from contracts.word.layout import furniture
from contracts.word.markup import bookmark, cell, each, paragraph, row, row_flow, table, twips, when, widths
from contracts.word.page import Layout, Page

PAGE = Page(top=20, bottom=16, left=20, right=20, header=10, footer=8)
_PERSON = widths((22, 52, 18, 78))
_HEADS = ("申请人", "姓名", "性别", "公民身份号码")
_PAIRS = widths((32, 53, 32, 53))
_OPINION = widths((40, 130))
_WRITTEN_MM = 9
"""What the office does not know is written into these boxes by hand."""
_OPINION_MM = 46
"""A round seal measures 42 mm."""


def layout(kind: Kind) -> Layout:
    """Return the layout of an application; opinions and seals stand on the back, each level in a row of its own."""
    plain = [item for item in kind.tables if item.code != "opinions"]
    body = "".join(
        (
            paragraph("Title", "{{ title }}"),
            furniture.plain_paragraphs("recital", "Note"),
            _persons(),
            _pairs(kind),
            *(furniture.captioned(item) for item in plain),
            each("line", "closing", paragraph("Note", "{{ line }}")),
            _opinions(),
            paragraph("End", bookmark(furniture.END)),
        )
    )
    return Layout(body=body, header=furniture.header(PAGE.text_width), footer=furniture.footer(), page=PAGE)


def _persons() -> str:
    def line(*words: str) -> str:
        styles = ("PartyKey", "PartyText", "PartyKey", "PartyText")
        placed = zip(_PERSON, styles, words, strict=True)
        return row(cell(width, paragraph(style, word)) for width, style, word in placed)

    filled = line("{{ person.role_label }}", "{{ person.name }}", "{{ person.gender }}", "{{ person.id_number }}")
    rest = sum(_PERSON[1:])
    wide = [
        row(
            [cell(_PERSON[0], paragraph("PartyKey", label)), cell(rest, paragraph("PartyText", value), span=3)],
            height=twips(_WRITTEN_MM),
        )
        for label, value in (("现居住地", "{{ party_b.address }}"), ("电话", "{{ party_b.phone }}"))
    ]
    return table(
        _PERSON,
        row(cell(width, paragraph("PartyKey", label)) for width, label in zip(_PERSON, _HEADS, strict=True)),
        row_flow("for person in party_b.signers", _PERSON),
        filled,
        row_flow("endfor", _PERSON),
        *wide,
        style="PartyTable",
    )


def _pairs(kind: Kind) -> str:
    """Return the fields, two in a row: what is applied for, and what of the proofs may be kept."""
    rows = []
    items = list(kind.fields)
    for first in range(0, len(items), 2):
        cells: list[str] = []
        for item in (*items[first : first + 2], None, None)[:2]:
            label, value = (item.label, f"{{{{ values.{item.name} }}}}") if item else ("", "")
            key, text = _PAIRS[len(cells) : len(cells) + 2]
            cells += [cell(key, paragraph("PartyKey", label)), cell(text, paragraph("PartyText", value))]
        rows.append(row(cells, height=twips(_WRITTEN_MM)))
    return paragraph("AfterTable") + table(_PAIRS, *rows, style="PartyTable")


def _opinions() -> str:
    source = "tables.opinions.rows"
    box = cell(
        _OPINION[1],
        paragraph("PartyText", "{{ row.opinion }}"),
        when(
            "row.checker",
            paragraph("PartyText", "审核人：{{ row.checker }}（盖章）"),
            paragraph("PartyText", "{{ row.decided_on }}"),
        ),
        when(
            "not row.checker",
            furniture.signing_line("审核人（签字）：", 90, style="PartyText", behind="（盖章）"),
            furniture.written_date(90, "PartyText"),
        ),
        paragraph("End"),
    )
    names = zip(_OPINION, ("级别", "意见、签字、盖章、日期"), strict=True)
    head = row((cell(width, paragraph("PartyKey", name)) for width, name in names), header=True)
    filled = row([cell(_OPINION[0], paragraph("PartyKey", "{{ row.level }}")), box], height=twips(_OPINION_MM))
    return paragraph("AnnexLabel", "{{ tables.opinions.caption }}") + table(
        _OPINION, head, row_flow(f"for row in {source}", _OPINION), filled, row_flow("endfor", _OPINION),
        style="PartyTable",
    )  # fmt: skip
