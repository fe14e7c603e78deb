"""What was typed into a kind's Word file though the manifest, the roster or ``office.toml`` should say it.

The words of a file are read paragraph by paragraph and cell by cell, in headers, footers, footnotes, text boxes and
word art too; each value found is a problem with its place, and with the placeholder to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from contracts.kinds import Field, FieldType, Kind
from contracts.kinds.typed_values import HELD, KnownValue, Sort, TypedValue, typed_values
from contracts.model import Problem
from contracts.settings import Office, Village

if TYPE_CHECKING:
    from contracts.word.foreign import FoundClause

_SAID = {
    "citation": "写明日期或条款的法律依据", "number": "本单位的发文编号", "id_number": "证件号码", "account": "账号",
    "credit_code": "统一社会信用代码", "phone": "电话", "money": "金额", "date": "日期", "year": "年份",
    "office": "单位资料",
}  # fmt: skip
_READ = frozenset({"", "艺术字", "隐藏文字", "白色文字", "极小文字"})
"""Why words are not plain text and may be read on paper all the same."""
_STORIES = re.compile(r"word/(?:document|header|footer|footnotes|endnotes)\d*\.xml")
_PERSONS = frozenset({"couple", "person", "migrant"})
_BODY = "word/document.xml"
_LONG_NUMBER = re.compile(r"[\d\s*-]{8,}")
_QUOTED = 16
"""So many letters of a paragraph are quoted, and never a long number."""
_MOST_NAMED = 3
_SHORTEST = 2
_OFFICE_PARTS = ("name", "representative", "address", "phone", "division_code")


def typed_words(
    content: bytes, kind: Kind, office: Office | None = None, *, told: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield each value that was typed into a Word file of a kind, in reading order, once for each place.

    Args:
        content: The Word file, the kind's own or its stub.
        kind: Whose file it is.
        office: Whose names, telephones and addresses are looked for; without one only what is known by its form.
        told: Clauses that are reported already; they move to the manifest with every value in them.

    Raises:
        DocumentError: The file cannot be read.
    """
    known = [*known_values(kind, office)] if office else []
    own_number = office.short if office else ""
    for clause, words in _read(content):
        if any(words.replace(HELD, "").strip() in item for item in told):
            continue
        for value in dict.fromkeys(typed_values(words, known, own_number=own_number)):
            yield Problem(
                where=_place(clause),
                message=f"{_SAID[value.sort]}“{value.shown}”直接写在了 Word 文件里",
                hint=_instead(value, kind, words),
            )


def _read(content: bytes) -> Iterator[tuple[FoundClause, str]]:
    """Yield each place of a Word file that is printed, and its words; a cell of figures with the cell before it."""
    from contracts.word.foreign import read_clauses
    from contracts.word.spots import TAG

    row, label = "", ""
    for clause in read_clauses(content):
        if not _STORIES.match(clause.story) or clause.unseen not in _READ:
            continue
        words = TAG.sub(HELD, clause.text)
        is_named = clause.row and clause.row == row and not re.search(r"\d", label)
        yield clause, f"{label.strip().rstrip('：:')}：{words}" if is_named and re.match(r"\s*\d", words) else words
        row, label = clause.row, words


def _place(clause: FoundClause) -> str:
    """Return where a paragraph stands: its first words in running text, whose clauses are numbered only on paper."""
    if clause.story != _BODY or clause.unseen:
        return f"Word 版式 {clause.where}"
    words = _LONG_NUMBER.split(clause.text.replace("”", "“").partition("“")[0].strip())[0][:_QUOTED]
    return f"正文“{words}”" if words else "正文"


def known_values(kind: Kind, office: Office) -> Iterator[KnownValue]:
    """Yield the words of ``office.toml`` that a Word file should ask for, each with its placeholder in this kind."""
    seats = {source: role.name for role in reversed(kind.roles) for source in role.sources}
    for part in _OFFICE_PARTS:
        yield from _known(getattr(office, part), seats.get("township"), part)
    yield from _known(office.county_name, seats.get("county"), "name")
    for village in office.villages:
        yield from _of_village(village, seats.get("village"))
    fields = {field.name for field in kind.fields}
    given = {"complaint_phone": office.complaint_phone, "county_phone": office.county_phone}
    for name, text in (given | office.values_for(kind.id)).items():
        yield from _known(text, "values", name) if name in fields else _known(given.get(name, ""), None, "")
    yield from _known(office.operator, None, "")


def _of_village(village: Village, seat: str | None) -> Iterator[KnownValue]:
    for part in _OFFICE_PARTS:
        yield from _known(getattr(village, part), seat, part)
    yield from _known(village.short, seat, "name")
    yield from _known(village.secretary, None, "")


def _known(text: str, owner: str | None, name: str) -> Iterator[KnownValue]:
    if len(text.strip()) >= _SHORTEST:
        yield KnownValue(text.strip(), f"{{{{ {owner}.{name} }}}}" if owner else "")


def _instead(value: TypedValue, kind: Kind, words: str) -> str:
    """Return what to write where the value stands."""
    if value.instead:
        return f"写 {value.instead}，由 office.toml 填"
    match value.sort:
        case "date" | "phone" | "money":
            return _asked(value.sort, kind, words)
        case "id_number":
            return _of_a_person(kind)
        case "office" | "credit_code":
            part = "name" if value.sort == "office" else "credit_code"
            named = [f"{{{{ {role.name}.{part} }}}}（{role.label}）" for role in kind.roles[:_MOST_NAMED]]
            return f"写 {'、'.join(named) or '{{ values.栏目 }}'}，由 office.toml 或名册填，{_OR_A_CLAUSE}"
    return _CURES[value.sort]


_OR_A_CLAUSE = "或者整句移到 manifest.toml 的条款里"
_CURES: dict[Sort, str] = {
    "citation": "写进 manifest.toml 的 basis，在 recital 里用 {{ basis }} 印出：依据过时了才查得出来",
    "number": "写 {{ number }}，不然每一份的编号都一样",
    "account": '删去：在 manifest.toml 的 [fields] 里加一栏（type = "text"），这里写 {{ values.栏目 }}，由名册填',
    "year": "年份每年会变：写 {{ signing_date }}；题目里的用 yearly = true；别的加一栏 {{ values.栏目 }}",
}


def _of_a_person(kind: Kind) -> str:
    if kind.family == "notice":
        return "删去：公示上不能有任何人的证件号码"
    seats = [role.name for role in kind.roles if _PERSONS & set(role.types) and not role.of_the_office]
    if not seats:
        return "删去：证件号码只由名册填，在 [fields] 里加一栏，这里写 {{ values.栏目 }}"
    return f"删去：证件号码只由名册填，写 {{{{ {seats[0]}.signers[0].id_number }}}}"


def _asked(sort: FieldType, kind: Kind, words: str) -> str:
    """Return the fields of that type which may be meant: the one that the paragraph names, else the first few."""
    fields = [field for field in kind.fields if field.type == sort]
    meant = [field for field in fields if field.label in words] or fields
    named = [_written(field) for field in meant[:_MOST_NAMED]]
    if sort == "date":
        named.append("{{ signing_date }}（签发日期）")
    if sort == "phone":
        named += [f"{{{{ {role.name}.phone }}}}（{role.label}的电话）" for role in kind.roles[:1]]
    added = f'在 manifest.toml 的 [fields] 里加一栏（type = "{sort}"），这里写 {{{{ values.栏目 }}}}；{_OR_A_CLAUSE}'
    return f"写 {'、'.join(named)}；都不是的，{added}" if named else added


def _written(field: Field) -> str:
    return f"{{{{ values.{field.name} }}}}（{field.label}）"
