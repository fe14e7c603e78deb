"""A kind of paper: ``templates/<kind>/manifest.toml`` holds the words, ``zh_CN.docx`` the look.

A manifest holds no expressions. In a text, ``{{ name }}`` or ``{{ name|filter }}`` takes a field, a
role's attribute, ``due`` or a row's column; what data cannot say is a named function in
:mod:`contracts.papers.derive`.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from contracts.errors import KindError
from contracts.model import Citation, Column, DueRule, Family, PartyType, Problem

FieldType = Literal["text", "date", "int", "money", "percent", "phone"]
Subject = Literal["household", "village", "ledger"]
"""What one paper of the kind is about: a row of a household roster, a village, or rows of the ledger."""

FILTERS = frozenset({"day", "yuan", "yuan_upper", "chinese_day"})
ROW_SOURCES = frozenset(
    {"rewards", "posting", "promises", "undertakings", "score_lines", "handover_register", "handover_open"}
)
PUBLIC_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "serial": "序号",
        "name": "姓名",
        "gender": "性别",
        "group": "组别",
        "category": "类别",
        "programme": "享受项目",
        "standard": "标准",
        "village": "村",
        "households": "户数",
        "count": "人数",
        "amount": "金额",
    }
)
"""The only columns a notice may show (PIPL art. 6; domain row U-05). Adding one is a decision of law."""

GIVEN_NAMES = frozenset({"number", "title", "year", "signing", "starts_on", "ends_on", "basis"})
ROLE_NAMES = frozenset({"name", "representative", "post", "address", "phone", "group"})

_PLACEHOLDER = re.compile(r"\{\{\s*([a-z_][a-z0-9_.]*)\s*(?:\|\s*([a-z_]+)\s*)?\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value that a paper needs. ``default`` stands where neither roster nor office gives one."""

    name: str
    label: str
    type: FieldType = "text"
    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A place at the table: who may sit there and where the program finds them."""

    name: str
    label: str
    types: tuple[PartyType, ...]
    source: Literal["village", "township", "roster", "ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTerm:
    """A clause before its values are known. ``for_each`` repeats it for every row of that source.

    ``brief`` is what lists call it; a clause that somebody owes needs one.
    """

    code: str
    section: str
    text: str
    brief: str = ""
    owed_by: str = ""
    owed_to: str = ""
    due: DueRule | None = None
    amount: str = ""
    for_each: str = ""
    voluntary: bool = False
    basis: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSection:
    """A headed run of clauses."""

    code: str
    heading: str
    terms: tuple[KindTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTable:
    """A table. Rows stand in the manifest, or ``source`` names where they come from.

    ``after`` is the section it follows; an ``annex`` (附件一) stands behind the signatures. ``points``
    names the column whose numbers must add up to ``total``.
    """

    code: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    after: str = ""
    annex: str = ""
    points: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of paper, checked. ``template`` maps a locale to its Word file."""

    id: str
    version: int
    title: str
    family: Family
    subject: Subject
    number: str
    number_label: str
    keep: str
    issued_from: date | None
    issued_to: date | None
    period_years: int
    copies: tuple[str, ...]
    roles: tuple[Role, ...]
    fields: tuple[Field, ...]
    recital: tuple[str, ...]
    sections: tuple[KindSection, ...]
    tables: tuple[KindTable, ...]
    basis: tuple[Citation, ...]
    closing: tuple[str, ...]
    example: tuple[tuple[str, str], ...]
    folder: Path
    template: tuple[tuple[str, str], ...]
    sha256: str

    def template_path(self, locale: str) -> Path:
        """Return the Word file of a locale.

        Raises:
            KindError: The kind has no such locale.
        """
        for name, file in self.template:
            if name == locale:
                return self.folder / file
        raise KindError(f"文种 {self.id} 没有 {locale} 版式。")

    def terms(self) -> Iterator[KindTerm]:
        """Yield the clauses in printed order."""
        for section in self.sections:
            yield from section.terms

    @property
    def register_only(self) -> bool:
        """Whether papers of this kind are only registered and copied: it is closed, and holds no clause of its own."""
        return self.issued_to is not None and not any(section.terms for section in self.sections)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield ``(where, text)`` for every text that may hold placeholders."""
        for number, text in enumerate(self.recital, 1):
            yield f"recital {number}", text
        for term in self.terms():
            yield f"terms.{term.code}", term.text
        for table in self.tables:
            for number, row in enumerate(table.rows, 1):
                yield from ((f"tables.{table.code} 第{number}行", cell) for cell in row)
        for number, text in enumerate(self.closing, 1):
            yield f"closing {number}", text
        yield "number", self.number


def placeholders(text: str) -> tuple[tuple[str, str], ...]:
    """Return ``(name, filter)`` of each placeholder, in order; the filter is empty where none is asked."""
    return tuple((match[1], match[2] or "") for match in _PLACEHOLDER.finditer(text))


def filled(text: str, worded: Callable[[str, str], str]) -> str:
    """Put ``worded(name, filter)`` in place of each placeholder; the filter is empty where none is asked."""
    return _PLACEHOLDER.sub(lambda match: worded(match[1], match[2] or ""), text)


def load_kind(folder: Path) -> Kind:
    """Read and check one kind folder.

    Raises:
        KindError: With every fault of the manifest at once.
    """
    path = folder / "manifest.toml"
    try:
        content = path.read_bytes()
        data = tomllib.loads(content.decode("utf-8"))
    except FileNotFoundError as error:
        raise KindError(f"{folder.name} 不是文种文件夹：没有 manifest.toml。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(where=str(path), message=f"不是合格的 TOML（{error}）", hint="按提示的行列改正")
        raise KindError(f"文种 {folder.name} 无法读取。", [problem]) from error
    try:
        kind = _kind(data, folder, hashlib.sha256(content).hexdigest())
    except (KeyError, TypeError, ValueError) as error:
        problem = Problem(where=str(path), message=f"缺少或写错的项：{error}", hint="照 service_contract 文种改正")
        raise KindError(f"文种 {folder.name} 无法读取。", [problem]) from error
    problems = tuple(faults(kind))
    if problems:
        raise KindError(f"文种 {kind.id} 有 {len(problems)} 处问题。", problems)
    return kind


def load_kinds(*folders: Path) -> dict[str, Kind]:
    """Return every kind below the folders by id; a later folder's kind stands in for an earlier one's."""
    found: dict[str, Kind] = {}
    for root in folders:
        for manifest in sorted(root.glob("*/manifest.toml")):
            kind = load_kind(manifest.parent)
            found[kind.id] = kind
    return found


def find_kind(kinds: Mapping[str, Kind], kind_id: str) -> Kind:
    """Return the kind of that id.

    Raises:
        KindError: There is none; kinds of a similar name are asked about.
    """
    if kind_id in kinds:
        return kinds[kind_id]
    near = difflib.get_close_matches(kind_id, kinds, n=3, cutoff=0.75)
    hint = f"是不是指 {'、'.join(near)}？" if near else "见 shouyue kinds list"
    raise KindError(f"没有文种 {kind_id}。", [Problem(where="KIND", message=f"没有 {kind_id}", hint=hint)])


def shipped_folder() -> Path:
    """Return the folder of the kinds that come with the program."""
    import templates

    return Path(next(iter(templates.__path__)))


def faults(kind: Kind) -> Iterator[Problem]:
    """Yield every contradiction inside a kind: unknown placeholders, unused fields, points, columns."""
    yield from _placeholder_faults(kind)
    yield from _role_faults(kind)
    for table in kind.tables:
        yield from _table_faults(kind, table)
    codes = [term.code for term in kind.terms()]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _fault(kind, f"terms.{code}", "条款代码重复", "每条条款用不同的代码")
    if kind.folder.name != kind.id:
        yield _fault(kind, "id", f"与文件夹名 {kind.folder.name} 不同", "改成同一个名字")


def _placeholder_faults(kind: Kind) -> Iterator[Problem]:
    known = {field.name for field in kind.fields} | GIVEN_NAMES
    known |= {f"{role.name}.{name}" for role in kind.roles for name in ROLE_NAMES}
    dated = {term.code for term in kind.terms() if term.due is not None}
    used: set[str] = set()
    for where, text in kind.texts():
        if text.count("{{") != len(placeholders(text)) or "｛｛" in text or "{%" in text:
            yield _fault(kind, where, "占位符写法不对", "写作 {{ 名称 }} 或 {{ 名称|过滤器 }}，只用半角花括号")
        for name, filter_name in placeholders(text):
            used.add(name)
            row = name.startswith("row.") or (name == "due" and where.removeprefix("terms.") in dated)
            serial = where == "number" and name in {"office_short", "batch", "row", "serial", "place"}
            if name not in known and not row and not serial:
                yield _fault(kind, where, f"占位符 {name} 不是本文种的栏目", "在 [fields] 里登记，或改正拼写")
            if filter_name and filter_name not in FILTERS:
                yield _fault(kind, where, f"没有过滤器 {filter_name}", f"可用：{'、'.join(sorted(FILTERS))}")
    amounts = {term.amount for term in kind.terms() if term.amount}
    for name in sorted(amounts - {field.name for field in kind.fields}):
        yield _fault(kind, "terms", f"金额栏 {name} 没有登记", "在 [fields] 里登记为 money")


def _role_faults(kind: Kind) -> Iterator[Problem]:
    names = {role.name for role in kind.roles}
    for term in kind.terms():
        for role in (term.owed_by, term.owed_to):
            if role and role not in names:
                yield _fault(kind, f"terms.{term.code}", f"没有角色 {role}", f"可用：{'、'.join(sorted(names))}")
        if term.owed_by and not term.brief and not term.for_each:
            yield _fault(kind, f"terms.{term.code}", "没有简称", '写 brief，如 brief = "告知当年政策"，清单里用它')
        if term.for_each and term.for_each not in ROW_SOURCES:
            yield _fault(kind, f"terms.{term.code}", f"没有数据来源 {term.for_each}", "见 contracts/papers/derive.py")
    offices = {role.name for role in kind.roles if role.source in {"village", "township"}}
    if kind.family in {"contract", "agreement"} and not kind.register_only and not any(
        term.owed_by in offices and term.owed_by == "party_a" for term in kind.terms()
    ):
        yield _fault(kind, "sections", "甲方没有任何责任", "甲方的责任不得为空：补写甲方应做什么")


def _table_faults(kind: Kind, table: KindTable) -> Iterator[Problem]:
    where = f"tables.{table.code}"
    keys = [column.key for column in table.columns]
    if kind.family == "notice":
        for key in sorted(set(keys) - PUBLIC_COLUMNS.keys()):
            yield _fault(kind, where, f"公示不得有栏目 {key}", "只用白名单栏目（个人信息保护法第6条）")
    if table.source and table.source not in ROW_SOURCES:
        yield _fault(kind, where, f"没有数据来源 {table.source}", "见 contracts/papers/derive.py")
    if table.after and table.after not in {section.code for section in kind.sections}:
        yield _fault(kind, where, f"没有章节 {table.after}", "after 写章节的代码")
    for number, row in enumerate(table.rows, 1):
        if len(row) != len(keys):
            yield _fault(kind, f"{where} 第{number}行", f"有 {len(row)} 格，应为 {len(keys)} 格", "补齐或删去")
    if table.points:
        column = keys.index(table.points)
        points = sum(int(row[column]) for row in table.rows)
        if points != table.total:
            yield _fault(kind, where, f"分值合计 {points}，应为 {table.total}", "调整分值使合计相符")


def _fault(kind: Kind, where: str, message: str, hint: str) -> Problem:
    return Problem(where=f"{kind.id}/manifest.toml {where}", message=message, hint=hint)


def _kind(data: dict[str, Any], folder: Path, sha256: str) -> Kind:
    derived = {"issued_from", "issued_to", "folder", "template", "sha256"}
    _only(data, {item.name for item in fields(Kind)} - derived | {"issued", "documents"}, "")
    issued = data.get("issued", {})
    _only(issued, {"from", "to"}, "issued 里")
    return Kind(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        family=_one_of(data["family"], Family),
        subject=_one_of(data["subject"], Subject),
        number=data["number"],
        number_label=data.get("number_label", "编号"),
        keep=data["keep"],
        issued_from=issued.get("from"),
        issued_to=issued.get("to"),
        period_years=data.get("period_years", 0),
        copies=tuple(data["copies"]),
        roles=tuple(_role(name, item) for name, item in data.get("roles", {}).items()),
        fields=tuple(Field(name=name, **item) for name, item in data.get("fields", {}).items()),
        recital=tuple(data.get("recital", ())),
        sections=tuple(_section(item) for item in data.get("sections", ())),
        tables=tuple(_table(code, item) for code, item in data.get("tables", {}).items()),
        basis=_citations(data.get("basis", ())),
        closing=tuple(data.get("closing", ())),
        example=tuple((name, str(value)) for name, value in data["example"].items()),
        folder=folder,
        template=tuple(data["documents"].items()),
        sha256=sha256,
    )


def _role(name: str, data: dict[str, Any]) -> Role:
    _only(data, {"label", "types", "from"}, f"roles.{name} 里")
    types = tuple(_one_of(item, PartyType) for item in data["types"])
    return Role(name=name, label=data["label"], types=types, source=data["from"])


def _section(data: dict[str, Any]) -> KindSection:
    _only(data, {"code", "heading", "terms"}, f"sections.{data['code']} 里")
    terms = tuple(_term(data["code"], item) for item in data.get("terms", ()))
    return KindSection(code=data["code"], heading=data["heading"], terms=terms)


def _term(section: str, data: dict[str, Any]) -> KindTerm:
    due = data.pop("due", None)
    basis = _citations(data.pop("basis", ()))
    return KindTerm(section=section, due=DueRule(**due) if due else None, basis=basis, **data)


def _table(code: str, data: dict[str, Any]) -> KindTable:
    columns = tuple(Column(**item) for item in data.pop("columns"))
    rows = tuple(tuple(row) for row in data.pop("rows", ()))
    return KindTable(code=code, columns=columns, rows=rows, **data)


def _citations(items: Any) -> tuple[Citation, ...]:
    return tuple(Citation(**item) for item in items)


def _only(data: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Refuse a key that nothing reads: misspelt, it would silently change what is printed."""
    unknown = sorted(data.keys() - set(known))
    if unknown:
        raise ValueError(f"{where}不认识的项 {'、'.join(unknown)}，请核对拼写")


def _one_of(value: Any, allowed: Any) -> Any:
    if value not in get_args(allowed):
        raise ValueError(f"{value!r}，可用：{'、'.join(get_args(allowed))}")
    return value
