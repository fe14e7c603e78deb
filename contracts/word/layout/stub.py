"""The stub of a paper: which paper it is of, for whom and when; one half sheet, kept where the paper is not."""

from __future__ import annotations

from contracts.kinds import Kind
from contracts.word.layout import furniture
from contracts.word.markup import bookmark, cell, paragraph, row, table, widths
from contracts.word.page import Layout, Page

PAGE = Page(height=148, top=24, bottom=20, left=28, right=26, header=14, footer=10)
_COLUMNS = widths((40, 116))


def layout(kind: Kind) -> Layout:
    """Return the layout of a stub: number, parties, the kind's stub fields, the day, who handled it."""
    labels = {item.name: item.label for item in kind.fields}
    lines = [(f"{{{{ {role.name}.short_label }}}}", f"{{{{ {role.name}.name }}}}") for role in kind.roles]
    lines += [(labels[name], f"{{{{ values.{name} }}}}") for name in kind.stub_fields]
    lines.append(("日期", "{{ signing_date }}"))
    rows = (
        row([cell(_COLUMNS[0], paragraph("PartyKey", label)), cell(_COLUMNS[1], paragraph("PartyText", value))])
        for label, value in lines
    )
    body = "".join(
        (
            paragraph("Title", "{{ title }}（存根）"),
            table(_COLUMNS, *rows, style="PartyTable"),
            paragraph("AfterTable"),
            furniture.signing_line("经办人（签字）", PAGE.text_width / 2),
            paragraph("End", bookmark(furniture.END)),
        )
    )
    return Layout(body=body, header=furniture.header(PAGE.text_width), footer=furniture.footer(), page=PAGE)
