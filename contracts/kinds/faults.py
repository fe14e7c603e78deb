"""Every contradiction inside a kind: what would be printed wrong, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from contracts.kinds.kind import (
    FILTERS,
    GIVEN_NAMES,
    ROLE_NAMES,
    ROW_SOURCES,
    Kind,
    KindTable,
    placeholders,
)
from contracts.kinds.public_columns import NAMING_KINDS, PERSONAL_COLUMNS, PUBLIC_COLUMNS
from contracts.model import Problem

POSTED_NUMBER = frozenset({"office_short", "organ", "place", "year", "serial"})
"""What the number of a notice may be made of: it has neither batch nor row."""
_FILTERED = {"day": "date", "chinese_day": "date", "yuan": "money", "yuan_upper": "money"}
"""Filter → the type of field it is for."""
_DAYS = ("starts_on", "ends_on", "signing")
_SOURCES = "本单位自己写的文种可用：roster（名册的行）、rewards（应得的奖励）"


def faults(kind: Kind) -> Iterator[Problem]:
    """Yield every contradiction inside a kind: unknown placeholders, unused fields, points, columns."""
    yield from _placeholder_faults(kind)
    yield from _role_faults(kind)
    yield from _choice_faults(kind)
    yield from _copy_faults(kind)
    for table in kind.tables:
        yield from _table_faults(kind, table)
    yield from _notice_faults(kind)
    codes = [term.code for term in kind.terms()]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _fault(kind, f"terms.{code}", "条款代码重复", "每条条款用不同的代码")
    if kind.folder.name != kind.id:
        yield _fault(kind, "id", f"与文件夹名 {kind.folder.name} 不同", "改成同一个名字")


def _placeholder_faults(kind: Kind) -> Iterator[Problem]:
    known = {field.name for field in kind.fields} | GIVEN_NAMES | {choice.name for choice in kind.choices}
    known |= {f"{role.name}.{name}" for role in kind.roles for name in ROLE_NAMES}
    dated = {term.code for term in kind.terms() if term.due is not None}
    used: set[str] = set()
    for where, text in kind.texts():
        if text.count("{{") != len(placeholders(text)) or "｛｛" in text or "{%" in text:
            yield _fault(kind, where, "占位符写法不对", "写作 {{ 名称 }} 或 {{ 名称|过滤器 }}，只用半角花括号")
        for name, filter_name in placeholders(text):
            used.add(name)
            row = name.startswith("row.") or (name == "due" and where.removeprefix("terms.") in dated)
            serial = where == "number" and name in {"office_short", "organ", "batch", "row", "serial", "place"}
            if name not in known and not row and not serial:
                yield _fault(kind, where, f"占位符 {name} 不是本文种的栏目", "在 [fields] 里登记，或改正拼写")
            if filter_name and filter_name not in FILTERS:
                yield _fault(kind, where, f"没有过滤器 {filter_name}", f"可用：{'、'.join(sorted(FILTERS))}")
    amounts = {term.amount for term in kind.terms() if term.amount}
    for name in sorted(amounts - {field.name for field in kind.fields if field.type == "money"}):
        yield _fault(kind, "terms", f"金额栏 {name} 没有登记", "在 [fields] 里登记为 money")
    yield from _filter_faults(kind)


def _filter_faults(kind: Kind) -> Iterator[Problem]:
    """Yield each filter that does not fit the field it is put on: a day of a sum, a sum of words."""
    types = {field.name: field.type for field in kind.fields} | dict.fromkeys(_DAYS, "date")
    for where, text in kind.texts():
        for name, filter_name in placeholders(text):
            wanted = _FILTERED.get(filter_name or "", "")
            if wanted and types.get(name, wanted) != wanted:
                hint = f"{filter_name} 只用于 {wanted} 的栏目；别的直接写 {{{{ {name} }}}}"
                yield _fault(kind, where, f"{name} 不能用过滤器 {filter_name}", hint)


def _role_faults(kind: Kind) -> Iterator[Problem]:
    names = {role.name for role in kind.roles}
    for term in kind.terms():
        for role in (term.owed_by, term.owed_to):
            if role and role not in names:
                yield _fault(kind, f"terms.{term.code}", f"没有角色 {role}", f"可用：{'、'.join(sorted(names))}")
        if term.owed_by and not term.brief and not term.for_each:
            yield _fault(kind, f"terms.{term.code}", "没有简称", '写 brief，如 brief = "告知当年政策"，清单里用它')
        if term.for_each and term.for_each not in ROW_SOURCES:
            yield _fault(kind, f"terms.{term.code}", f"没有数据来源 {term.for_each}", _SOURCES)
    offices = {role.name for role in kind.roles if role.of_the_office}
    if (
        kind.family in {"contract", "agreement"}
        and not kind.register_only
        and not any(term.owed_by in offices and term.owed_by == "party_a" for term in kind.terms())
    ):
        yield _fault(kind, "sections", "甲方没有任何责任", "甲方的责任不得为空：补写甲方应做什么")


def _choice_faults(kind: Kind) -> Iterator[Problem]:
    """Yield what is said of choices and options that the kind does not have."""
    options: dict[str, Mapping[str, str]] = {choice.name: dict(choice.options) for choice in kind.choices}
    for choice in kind.choices:
        if not choice.options:
            yield _fault(kind, f"choices.{choice.name}", "没有选项", "至少写一个选项")
    said = [(f"terms.{term.code} only", name, given) for term in kind.terms() for name, given in term.only]
    said += [(f"periods.{name}", name, (option,)) for name, option, _ in kind.periods]
    said += [
        (f"tables.{table.code} rows_for", name, (option,))
        for table in kind.tables
        for name, option, _ in table.rows_for
    ]
    for where, name, given in said:
        if name not in options:
            yield _fault(kind, where, f"没有选择项 {name}", "在 [choices] 里登记，或改正拼写")
            continue
        for option in given:
            if option not in options[name]:
                yield _fault(kind, where, f"{name} 没有选项 {option}", f"可用：{'、'.join(options[name])}")


def _copy_faults(kind: Kind) -> Iterator[Problem]:
    """Yield what is wrong with the print set: labels, annexes that are not there, a stub without its Word file."""
    labels = [copy.label for copy in kind.print_set]
    for label in sorted({label for label in labels if labels.count(label) > 1}):
        yield _fault(kind, "copies", f"“{label}”写了两次", "每一份用不同的名称")
    for name in sorted(set(kind.stub_fields) - {field.name for field in kind.fields}):
        yield _fault(kind, "stub_fields", f"没有栏目 {name}", "在 [fields] 里登记，或改正拼写")
    annexes = {table.code for table in kind.tables if table.annex}
    for copy in kind.print_set:
        for code in sorted(set(copy.annexes or ()) - annexes):
            yield _fault(
                kind, f"copies {copy.label}", f"没有附件 {code}", f"可用：{'、'.join(sorted(annexes)) or '（无）'}"
            )
        for locale in [name for name, _ in kind.template if copy.stub and name not in dict(kind.stub)]:
            hint = f'写 stubs = {{ {locale} = "{locale}_stub.docx" }}'
            yield _fault(kind, f"copies {copy.label}", "没有存根的 Word 文件", hint)


def _table_faults(kind: Kind, table: KindTable) -> Iterator[Problem]:
    where = f"tables.{table.code}"
    keys = [column.key for column in table.columns]
    yield from _column_faults(kind, where, keys)
    if table.source and table.source not in ROW_SOURCES:
        yield _fault(kind, where, f"没有数据来源 {table.source}", _SOURCES)
    if table.after and table.after not in {section.code for section in kind.sections}:
        yield _fault(kind, where, f"没有章节 {table.after}", "after 写章节的代码")
    every = [(where, table.rows), *((f"{where} {option}", rows) for _, option, rows in table.rows_for)]
    uneven = False
    for place, rows in every:
        for number, row in enumerate(rows, 1):
            if len(row) != len(keys):
                uneven = True
                yield _fault(kind, f"{place} 第{number}行", f"有 {len(row)} 格，应为 {len(keys)} 格", "补齐或删去")
    if table.points and not uneven:
        yield from _point_faults(kind, table, where, keys.index(table.points))


def _point_faults(kind: Kind, table: KindTable, where: str, column: int) -> Iterator[Problem]:
    """Yield a problem for each option under which the points do not add up."""
    choice = next((name for name, _, _ in table.rows_for), "")
    options = next((item.codes for item in kind.choices if item.name == choice), ("",))
    for option in options:
        points = sum(int(row[column]) for row in table.rows_of({choice: option}))
        if points != table.total:
            place = f"{where} {option}" if option else where
            yield _fault(kind, place, f"分值合计 {points}，应为 {table.total}", "调整分值使合计相符")


def _notice_faults(kind: Kind) -> Iterator[Problem]:
    """Yield what keeps a notice from being posted: it comes from the ledger, and is numbered by the year."""
    if kind.family != "notice":
        return
    if kind.subject != "ledger":
        hint = '写 subject = "ledger"，用 shouyue publish notice 出：台账知道哪些人不能写上去'
        yield _fault(kind, "subject", f"公示不能是 {kind.subject}", hint)
    for name in sorted({name for name, _ in placeholders(kind.number)} - POSTED_NUMBER):
        hint = f"公示的编号可用：{'、'.join(sorted(POSTED_NUMBER))}"
        yield _fault(kind, "number", f"公示没有 {name}", hint)


def _column_faults(kind: Kind, where: str, keys: Collection[str]) -> Iterator[Problem]:
    if kind.family == "notice":
        allowed = "、".join(f"{key} {label}" for key, label in PUBLIC_COLUMNS.items() if key not in PERSONAL_COLUMNS)
        for key in sorted(set(keys) - PUBLIC_COLUMNS.keys()):
            hint = f"只用白名单栏目（个人信息保护法第6条）：{allowed}"
            yield _fault(kind, where, f"公示不得有栏目 {key}", hint)
        if kind.id not in NAMING_KINDS:
            for key in sorted(PERSONAL_COLUMNS & set(keys)):
                hint = "写人的栏目只有按规定要评议、审批的公示才有；这里只写合计数（个人信息保护法第6条）"
                yield _fault(kind, where, f"这个公示不得有栏目 {key}", hint)
    if kind.layout == "circular":
        for key in sorted(PERSONAL_COLUMNS & set(keys)):
            yield _fault(kind, where, f"通报不得有栏目 {key}", "通报只写单位，不写人（个人信息保护法第6条）")


def _fault(kind: Kind, where: str, message: str, hint: str) -> Problem:
    return Problem(where=f"{kind.id}/manifest.toml {where}", message=message, hint=hint)
