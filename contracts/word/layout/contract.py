"""Contracts and responsibility agreements: parties, numbered clauses, signatures of both sides, annexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.kinds import Kind, KindTable, Role
from contracts.word.layout import furniture
from contracts.word.layout.ranking_annex import RANK, ranking_annex
from contracts.word.layout.score_annex import score_annex
from contracts.word.markup import bookmark, cell, each, paragraph, row, row_flow, table, twips, when, widths
from contracts.word.page import Layout, Page

PAGE = Page(top=26, bottom=22, header=15, footer=12)
_PARTY = widths((26, 22, 38, 28, 42))
_INNER = 72.0
"""Millimetres of a line to sign."""

_FAMILY_TYPES = {"couple", "person", "migrant"}
_STAFF_TYPES = {"group_head", "village_officer", "resident_cadre", "township_officer"}
_HEADS = {
    "village_committee": ("党组织书记（签字）", "主任（签字）"),
    "community": ("党组织书记（签字）", "主任（签字）"),
    "township": ("党组织书记（签字）", "行政负责人（签字）"),
    "department": ("主要负责人（签字）",),
}
"""Who signs a responsibility agreement for the side that takes the duties on (domain §2.6).

The words of a township hold for a subdistrict too: 党委、党工委, 乡镇长、办事处主任.
"""

_UNIT_TYPES = {"employer", "unit", "property_company", "agency"}
_UNIT_HEAD = "法定代表人或者负责人（签字）"
"""Who binds a company or another unit, whose branch has no legal representative of its own (Civil Code 61, 74, 105)."""

_SEAL_MM = 44
"""A round seal measures 42 mm; its block is never lower."""

_DATE_MM = 12
"""Of it, the row in which the day is written: a row of its own, so that both days stand on one line."""

_TOGETHER = 2
"""So many clauses and closing lines stay with the signatures: a page to sign says more than the number of copies, and
the page before it is not left half empty."""


def layout(kind: Kind) -> Layout:
    """Return the layout of a contract or an agreement."""
    held = "" if kind.register_only else furniture.HELD
    body = "".join(
        (
            paragraph("Title", "{{ title }}"),
            paragraph("BesideTitle", "{{ title_beside }}") if kind.beside else "",
            paragraph("PaperNumber", "{{ number_label }}：{{ number }}"),
            _party_table(kind),
            furniture.plain_paragraphs("recital", "Recital"),
            furniture.plain_paragraphs("recital_beside", "Beside") if kind.beside else "",
            *_sections(kind),
            each("line", "closing", paragraph("Closing", "{{ line }}", properties=held)),
            furniture.plain_paragraphs("closing_beside", "Beside") if kind.beside and kind.closing else "",
            _certified() if kind.register_only else _signatures(kind),
            score_annex(kind, PAGE.text_width),
            *_annexes(kind),
            paragraph("End", bookmark(furniture.END)),
        )
    )
    return Layout(body=body, header=furniture.header(PAGE.text_width), footer=furniture.footer(), page=PAGE)


def _party_table(kind: Kind) -> str:
    rows: list[str] = []
    for role in kind.roles:
        rows += _where_seated(role, _role_rows(role), _PARTY)
    return table(_PARTY, *rows, style="PartyTable") if rows else ""


def _where_seated(role: Role, rows: list[str], columns: Sequence[int]) -> list[str]:
    """Return the rows of a role, where its seat may stay empty only for papers on which somebody sits there."""
    if not role.only:
        return rows
    return [row_flow(f"if {role.name}.shown", columns), *rows, row_flow("endif", columns)]


def _is_family(role: Role) -> bool:
    return bool(_FAMILY_TYPES & set(role.types))


def _is_staff(role: Role) -> bool:
    return bool(_STAFF_TYPES & set(role.types))


def _role_rows(role: Role) -> list[str]:
    if _is_family(role):
        return _family_rows(role)
    if _is_staff(role):
        return _staff_rows(role)
    if "landlord" in role.types:
        return _landlord_rows(role)
    return _office_rows(role) if role.of_the_office else _unit_rows(role)


def _pair(label: str, value: str) -> list[str]:
    """Return a label cell and a value cell that takes the rest of the row."""
    return [
        cell(_PARTY[1], paragraph("PartyKey", label)),
        cell(sum(_PARTY[2:]), paragraph("PartyText", value), span=3),
    ]


def _four(left: tuple[str, str], right: tuple[str, str]) -> list[str]:
    styles = ("PartyKey", "PartyText", "PartyKey", "PartyText")
    words = (*left, *right)
    return [cell(width, paragraph(style, word)) for width, style, word in zip(_PARTY[1:], styles, words, strict=True)]


def _label(role: Role, merge: str) -> str:
    if merge != "restart":
        return cell(_PARTY[0], paragraph("PartyName"), merge=merge)
    note = when(f"{role.name}.label_note", paragraph("PartyNote", f"{{{{ {role.name}.label_note }}}}"))
    return cell(_PARTY[0], paragraph("PartyName", f"{{{{ {role.name}.short_label }}}}"), note, merge=merge)


def _office_rows(role: Role) -> list[str]:
    """Return the rows of an office; where its address is not told there is no empty row for it."""
    name = role.name
    return [
        row([_label(role, "restart"), *_pair("名称", f"{{{{ {name}.name }}}}")]),
        row(
            [
                _label(role, "continue"),
                *_four(
                    ("负责人", f"{{{{ {name}.representative }}}}　{{{{ {name}.post }}}}"),
                    ("联系电话", f"{{{{ {name}.phone }}}}"),
                ),
            ]
        ),
        row_flow(f"if {name}.address", _PARTY),
        row([_label(role, "continue"), *_pair("地址", f"{{{{ {name}.address }}}}")]),
        row_flow("endif", _PARTY),
    ]


def _unit_rows(role: Role) -> list[str]:
    """Return the rows of a unit; an office that sits here has no liaison and no credit code, and no empty row."""
    name = role.name
    first, *rest = _office_rows(role)
    return [
        first,
        rest[0],
        row_flow(f"if {name}.liaison", _PARTY),
        row(
            [
                _label(role, "continue"),
                *_four(("联络员", f"{{{{ {name}.liaison }}}}"), ("联络员电话", f"{{{{ {name}.liaison_phone }}}}")),
            ]
        ),
        row_flow("endif", _PARTY),
        row_flow(f"if {name}.credit_code", _PARTY),
        row([_label(role, "continue"), *_pair("信用代码", f"{{{{ {name}.credit_code }}}}")]),
        row_flow("endif", _PARTY),
        *rest[1:],
    ]


def _landlord_rows(role: Role) -> list[str]:
    name = role.name
    return [
        row([_label(role, "restart"), *_pair("出租人", f"{{{{ {name}.name }}}}")]),
        row([_label(role, "continue"), *_pair("联系电话", f"{{{{ {name}.phone }}}}")]),
        row([_label(role, "continue"), *_pair("房屋地址", f"{{{{ {name}.address }}}}")]),
    ]


def _staff_rows(role: Role) -> list[str]:
    name = role.name
    return [
        row(
            [
                _label(role, "restart"),
                *_four(("姓名", f"{{{{ {name}.name }}}}"), ("联系电话", f"{{{{ {name}.phone }}}}")),
            ]
        ),
        row([_label(role, "continue"), *_pair("岗位", f"{{{{ {name}.post }}}}")]),
        row([_label(role, "continue"), *_pair("服务片区", f"{{{{ {name}.address }}}}")]),
    ]


def _family_rows(role: Role) -> list[str]:
    name = role.name

    def person(path: str, merge: str) -> str:
        return row(
            [
                _label(role, merge),
                *_four(
                    (f"{{{{ {path}.role_label }}}}", f"{{{{ {path}.name }}}}"),
                    ("公民身份号码", f"{{{{ {path}.id_number }}}}"),
                ),
            ]
        )

    return [
        person(f"{name}.signers[0]", "restart"),
        row_flow(f"for person in {name}.signers", _PARTY),
        row_flow("if not loop.first", _PARTY),
        person("person", "continue"),
        row_flow("endif", _PARTY),
        row_flow("endfor", _PARTY),
        row([_label(role, "continue"), *_pair("住址", f"{{{{ {name}.address }}}}")]),
        row(
            [
                _label(role, "continue"),
                *_four(("所在小组", f"{{{{ {name}.group }}}}"), ("联系电话", f"{{{{ {name}.phone }}}}")),
            ]
        ),
    ]


def _sections(kind: Kind) -> list[str]:
    blocks = []
    for section in kind.sections:
        terms = f"sections.{section.code}.terms"
        blocks.append(paragraph("Heading1", f"{{{{ sections.{section.code}.heading }}}}"))
        clause = paragraph("Clause", "{{ term.text }}", properties=furniture.HELD if kind.beside else "")
        if kind.beside:
            clause += when("term.beside", paragraph("Beside", "{{ term.beside }}"))
        if section is kind.sections[-1]:
            last = paragraph("Clause", "{{ term.text }}", properties=furniture.HELD)
            if kind.beside:
                last += when("term.beside", paragraph("Beside", "{{ term.beside }}", properties=furniture.HELD))
            near = _near(kind)
            blocks.append(each("term", terms, when(f"not ({near})", clause), when(near, last)))
        else:
            blocks.append(each("term", terms, clause))
        blocks.append(furniture.tables_after(kind, section.code))
    return blocks


def _near(kind: Kind) -> str:
    """Return the condition under which a clause of the last section stays with the signatures."""
    places = range(1, 1 + max(_TOGETHER - len(kind.closing), 1))
    return " or ".join(f"loop.revindex == {place}" for place in places)


def _signatures(kind: Kind) -> str:
    columns = widths((78, 78))
    family = next((role for role in kind.roles if _is_family(role)), None)
    always = [role for role in kind.roles if not role.only]
    blocks = [_signing_lines(kind, role) for role in always] + ([_witness_lines(family)] if family else [])
    pairs = [blocks[at : at + 2] for at in range(0, len(blocks), 2)]
    rows = [line for pair in pairs for line in _signed_and_dated(pair, sum(columns))]
    for role in (role for role in kind.roles if role.only):
        rows += _where_seated(role, [*_signed_and_dated([_signing_lines(kind, role)], sum(columns))], columns)
    return table(columns, *rows, style="SignTable")


def _signed_and_dated(pair: list[list[str]], width: int) -> tuple[str, str]:
    """Return two rows: who signs, one side by side with the other, and below them the days on one line."""
    span = 3 - len(pair)
    day = furniture.written_date(_INNER)
    return (
        row((cell(width // len(pair), *lines, span=span, vertical="top") for lines in pair),
            height=twips(_SEAL_MM - _DATE_MM)),
        row((cell(width // len(pair), day, span=span, vertical="bottom") for _ in pair), height=twips(_DATE_MM)),
    )  # fmt: skip


def _signing_lines(kind: Kind, role: Role) -> list[str]:
    if _is_family(role):
        return _family_lines(role)
    if _is_staff(role) or "landlord" in role.types:
        return _own_lines(role)
    return _unit_lines(role) if _UNIT_TYPES & set(role.types) else _office_lines(kind, role)


def _family_lines(role: Role) -> list[str]:
    label = paragraph("Sign", f"{{{{ {role.name}.short_label }}}}（签字或者按指印）：")
    return [label, furniture.names_to_sign(f"{role.name}.signers", _INNER)]


def _own_lines(role: Role) -> list[str]:
    """Return where somebody signs in person; the name stands above, since a long one leaves no room beside it."""
    how = "签字" if _is_staff(role) else "本人签字"
    return [
        paragraph("Sign", f"{{{{ {role.name}.short_label }}}}：{{{{ {role.name}.name }}}}"),
        furniture.signing_line(how, _INNER),
    ]


def _office_lines(kind: Kind, role: Role) -> list[str]:
    heads = _HEADS.get(role.types[0], ()) if kind.family == "agreement" and role.name == "party_b" else ()
    signers = heads or ("负责人（签字）",)
    return [*_sealed(role), *(furniture.signing_line(label, _INNER) for label in signers)]


def _unit_lines(role: Role) -> list[str]:
    """Return where a unit is sealed and signed; the office is so long that the line to sign stands below it."""
    return [*_sealed(role), paragraph("Sign", _UNIT_HEAD), furniture.signing_line("", _INNER)]


def _sealed(role: Role) -> tuple[str, str]:
    """Return who seals, its name below."""
    return (
        paragraph("Sign", f"{{{{ {role.name}.short_label }}}}（盖章）："),
        paragraph("Sign", f"{{{{ {role.name}.name }}}}"),
    )


def _witness_lines(role: Role) -> list[str]:
    return [
        paragraph("Sign", f"见证人（{{{{ {role.name}.short_label }}}}按指印时签）："),
        furniture.signing_line("签字", _INNER),
        furniture.signing_line("签字", _INNER),
    ]


def _certified() -> str:
    """Return who vouches for a copy; the old paper itself was signed long ago."""
    width = widths((78, 78))[0]
    office = (
        paragraph("Sign", "副本制作单位（盖章）："),
        furniture.signing_line("经办人（签字）", _INNER),
        furniture.written_date(_INNER),
    )
    cells = [cell(width, paragraph("Sign", "签字、盖章见原件。"), vertical="top"), cell(width, *office, vertical="top")]
    return table([width, width], row(cells, height=twips(_SEAL_MM)), style="SignTable")


def _annexes(kind: Kind) -> Iterator[str]:
    """Yield the annexes; all but the first stand below it while there is room: a contract is three sheets, not four."""
    items: list[KindTable] = [item for item in kind.tables if item.annex]
    for place, item in enumerate(items):
        if any(column.key == RANK for column in item.columns):
            yield ranking_annex(item, PAGE.text_width)
            continue
        signed = any(column.key == "agreed" for column in item.columns)
        yield furniture.annex(item, *([_consent_lines()] if signed else []), earlier=items[:place])


def _consent_lines() -> str:
    half = PAGE.text_width / 2
    return (
        paragraph("Note", "（逐项勾选，可只选一部分）", properties=furniture.HELD)
        + paragraph(
            "Sign", "{{ party_b.short_label }}（签字或者按指印）：", properties=f'<w:ind w:left="{twips(half)}"/>'
        )
        + furniture.names_to_sign("party_b.signers", PAGE.text_width, half)
        + furniture.written_date(PAGE.text_width)
    )
