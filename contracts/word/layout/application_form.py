"""An application form: boxes for the family, its children, what was found, and one opinion for each level."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.kinds import Field, Kind
from contracts.word.layout import furniture
from contracts.word.markup import bookmark, cell, each, paragraph, row, row_flow, table, twips, when, widths
from contracts.word.page import Layout, Page

PAGE = Page(top=18, bottom=14, left=20, right=20, header=9, footer=7)
_PERSON = widths((22, 28, 13, 36, 43, 28))
_HEADS = ("申请人", "姓名", "性别", "出生日期", "证件类型、号码")
_BESIDE_PHOTO_MM = 8.2
"""A photo of one inch measures 25 by 35 mm: three such rows and a person's, of two lines, are as high together."""
_PAIRS = widths((32, 50, 28, 60))
_OPINION = widths((40, 130))
_WRITTEN_MM = 8
"""What the office does not know is written into these boxes by hand."""
_OPINION_MM = 46
"""A round seal measures 42 mm."""
_FOUND = ("qualifies", "pay_grade", "seen")
"""What the checkers found; it stands with their opinions, and all else in front for the applicant."""


def layout(kind: Kind) -> Layout:
    """Return the layout of an application, one sheet: the family in front, on the back what each level found.

    Each opinion has a row of its own; below the last stands where and when the form was printed.
    """
    plain = [item for item in kind.tables if item.code != "opinions"]
    told = [item for item in kind.fields if item.name not in _FOUND]
    found = [item for item in kind.fields if item.name in _FOUND]
    body = "".join(
        (
            paragraph("Title", "{{ title }}"),
            furniture.plain_paragraphs("recital", "Note"),
            _persons(),
            paragraph("AfterTable"),
            _pairs(told),
            *(furniture.captioned(item) for item in plain),
            each("line", "closing", paragraph("Note", "{{ line }}")),
            paragraph("AnnexLabel", "{{ tables.opinions.caption }}"),
            _pairs(found),
            paragraph("AfterTable"),
            _opinions(),
            furniture.signing_line(
                "打印：{{ party_a.name }}，{{ signing_date }}　打印人（签字）：", PAGE.text_width, style="Note"
            ),
            paragraph("End", bookmark(furniture.END)),
        )
    )
    return Layout(body=body, header=furniture.header(PAGE.text_width), footer=furniture.footer(), page=PAGE)


def _persons() -> str:
    """Return the applicants, a row each, with the place of a photo beside them."""
    key, text, photo = _PERSON[0], _PERSON[1:-1], _PERSON[-1]

    def line(cells: list[str], merge: str, words: str = "") -> str:
        photograph = cell(photo, paragraph("PartyKey" if words else "PartyName", words), merge=merge)
        return row([*cells, photograph], height=twips(_BESIDE_PHOTO_MM))

    def wide(label: str, value: str) -> str:
        said = cell(sum(text), paragraph("PartyText", value), span=len(text))
        return line([cell(key, paragraph("PartyKey", label)), said], "continue")

    heads = [cell(width, paragraph("PartyKey", label)) for width, label in zip(_PERSON, _HEADS, strict=False)]
    number = when("person.id_number", paragraph("PartyText", "居民身份证")) + paragraph(
        "PartyText", "{{ person.id_number }}"
    )
    facts = ("{{ person.name }}", "{{ person.gender }}", "{{ person.birth }}")
    filled = [
        cell(key, paragraph("PartyKey", "{{ person.role_label }}")),
        *(cell(width, paragraph("PartyText", word)) for width, word in zip(text, facts, strict=False)),
        cell(text[-1], number),
    ]
    return table(
        _PERSON,
        line(heads, "restart", "照片（一寸）"),
        row_flow("for person in party_b.signers", _PERSON),
        line(filled, "continue"),
        row_flow("endfor", _PERSON),
        wide("现居住地", "{{ party_b.address }}"),
        wide("电话", "{{ party_b.phone }}"),
        style="PartyTable",
    )


def _pairs(items: Sequence[Field]) -> str:
    """Return fields two in a row; the last of an odd number has the whole row."""
    rows = []
    for first in range(0, len(items), 2):
        pair = items[first : first + 2]
        span = 3 if len(pair) == 1 else 1
        cells: list[str] = []
        for at, item in enumerate(pair):
            width = sum(_PAIRS[2 * at + 1 : 2 * at + 1 + span])
            words = paragraph("PartyText", f"{{{{ values.{item.name} }}}}")
            cells += [cell(_PAIRS[2 * at], paragraph("PartyKey", item.label)), cell(width, words, span=span)]
        rows.append(row(cells, height=twips(_WRITTEN_MM)))
    return table(_PAIRS, *rows, style="PartyTable")


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
    return table(
        _OPINION, head, row_flow(f"for row in {source}", _OPINION), filled, row_flow("endfor", _OPINION),
        style="PartyTable",
    )  # fmt: skip
