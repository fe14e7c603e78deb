"""Every contradiction inside a kind: what would be printed wrong, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.kinds.kind import FILTERS, GIVEN_NAMES, LOCALES, ROLE_NAMES, Kind, KindTerm, fault, placeholders
from contracts.kinds.seat_faults import seat_faults
from contracts.kinds.table_faults import SOURCES, sources_of, table_faults
from contracts.kinds.value_faults import value_faults
from contracts.model import PartyType, Problem

POSTED_NUMBER = frozenset({"office_short", "organ", "place", "year", "serial"})
"""What the number of a notice may be made of: it has neither batch nor row."""
_FILTERED = {"day": "date", "chinese_day": "date", "yuan": "money", "yuan_upper": "money"}
"""Filter → the type of field it is for."""
_DAYS = ("starts_on", "ends_on", "signing")


def faults(kind: Kind) -> Iterator[Problem]:
    """Yield every contradiction inside a kind: unknown placeholders, unused fields, points, columns."""
    yield from _placeholder_faults(kind)
    yield from _certificate_faults(kind)
    yield from _role_faults(kind)
    for term in kind.terms():
        yield from _term_faults(kind, term)
    yield from _duty_faults(kind)
    yield from seat_faults(kind)
    yield from _choice_faults(kind)
    yield from _copy_faults(kind)
    for table in kind.tables:
        yield from table_faults(kind, table)
    yield from _notice_faults(kind)
    yield from _number_faults(kind)
    yield from _language_faults(kind)
    yield from _name_faults(kind)
    yield from value_faults(kind)
    if kind.issued_from and kind.issued_to and kind.issued_from > kind.issued_to:
        yield fault(kind, "issued", f"{kind.issued_from} 晚于 {kind.issued_to}", "from 写第一天，to 写最后一天")
    if kind.folder.name != kind.id:
        yield fault(kind, "id", f"与文件夹名 {kind.folder.name} 不同", "改成同一个名字")


def _placeholder_faults(kind: Kind) -> Iterator[Problem]:
    known = {field.name for field in kind.fields} | GIVEN_NAMES | {choice.name for choice in kind.choices}
    known |= {f"{role.name}.{name}" for role in kind.roles for name in ROLE_NAMES}
    dated = {term.code for term in kind.terms() if term.due is not None}
    used: set[str] = set()
    for where, text in kind.texts():
        if text.count("{{") != len(placeholders(text)) or "｛｛" in text or "{%" in text:
            yield fault(kind, where, "占位符写法不对", "写作 {{ 名称 }} 或 {{ 名称|过滤器 }}，只用半角花括号")
        for name, filter_name in placeholders(text):
            used.add(name)
            row = name.startswith("row.") or (name == "due" and where.removeprefix("terms.") in dated)
            serial = where == "number" and name in {"office_short", "organ", "batch", "row", "serial", "place"}
            if name not in known and not row and not serial:
                yield fault(kind, where, f"占位符 {name} 不是本文种的栏目", "在 [fields] 里登记，或改正拼写")
            if filter_name and filter_name not in FILTERS:
                yield fault(kind, where, f"没有过滤器 {filter_name}", f"可用：{'、'.join(sorted(FILTERS))}")
    amounts = {term.amount for term in kind.terms() if term.amount}
    for name in sorted(amounts - {field.name for field in kind.fields if field.type == "money"}):
        yield fault(kind, "terms", f"金额栏 {name} 没有登记", "在 [fields] 里登记为 money")
    yield from _filter_faults(kind)


def _filter_faults(kind: Kind) -> Iterator[Problem]:
    """Yield each filter that does not fit the field it is put on: a day of a sum, a sum of words."""
    types = {field.name: field.type for field in kind.fields} | dict.fromkeys(_DAYS, "date")
    for where, text in kind.texts():
        for name, filter_name in placeholders(text):
            wanted = _FILTERED.get(filter_name or "", "")
            if wanted and types.get(name, wanted) != wanted:
                hint = f"{filter_name} 只用于 {wanted} 的栏目；别的直接写 {{{{ {name} }}}}"
                yield fault(kind, where, f"{name} 不能用过滤器 {filter_name}", hint)


def _name_faults(kind: Kind) -> Iterator[Problem]:
    """Yield each name that means two things."""
    for where, said, codes in (
        ("terms", "条款代码重复", [term.code for term in kind.terms()]),
        ("sections", "章节代码重复", [section.code for section in kind.sections]),
        *((f"tables.{table.code}", "栏目重复", [column.key for column in table.columns]) for table in kind.tables),
    ):
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield fault(kind, f"{where} {code}", said, "每一个用不同的代码")
    taken = {role.name for role in kind.roles} | {choice.name for choice in kind.choices}
    for name in sorted(taken & {field.name for field in kind.fields}):
        yield fault(kind, f"fields.{name}", "与当事人或选择项同名", "换一个名称")


def _number_faults(kind: Kind) -> Iterator[Problem]:
    """Yield why two papers would have the same number."""
    if kind.register_only:
        return
    told = {name for name, _ in placeholders(kind.number)}
    if kind.subject == "ledger" or kind.family == "notice":
        if not told & ({"serial", "number"} | ({"row"} if kind.family == "notice" else set())):
            yield fault(kind, "number", "没有 {{ serial }}，每一份的编号会一样", "写上 {{ serial }}")
        return
    for name in sorted({"batch", "row"} - told):
        yield fault(kind, "number", f"没有 {{{{ {name} }}}}，几份纸的编号会一样", f"写上 {{{{ {name} }}}}")


def _language_faults(kind: Kind) -> Iterator[Problem]:
    """Yield what is wrong with the languages: one that is not known, the Chinese that is not there."""
    for part, named in (("documents", kind.template), ("stubs", kind.stub)):
        for locale in sorted({name for name, _ in named} - set(LOCALES)):
            yield fault(kind, f"{part}.{locale}", "没有这种文字", f"可用：{'、'.join(LOCALES)}")
    if LOCALES[0] not in dict(kind.template):
        yield fault(kind, "documents", "没有 zh_CN 的 Word 文件", '写 { zh_CN = "zh_CN.docx" }')


_SEATS: Mapping[str, frozenset[PartyType]] = {
    "village": frozenset({"village_committee", "community"}),
    "township": frozenset({"township", "subdistrict"}),
    "county": frozenset({"county", "county_health"}),
    "association": frozenset({"fp_association"}),
}
"""Where the program finds a party → of which types it can be."""


def _certificate_faults(kind: Kind) -> Iterator[Problem]:
    """Yield why a certificate could not be numbered: its numbers are a series without gaps, kept by the ledger."""
    if kind.family == "certificate" and kind.subject != "ledger":
        hint = '证件的号码由台账连着编，写 subject = "ledger"，number 里写 {{ serial }}'
        yield fault(kind, "subject", f'证件的 subject 不能是 "{kind.subject}"', hint)


def _role_faults(kind: Kind) -> Iterator[Problem]:
    for role in kind.roles:
        where = f"roles.{role.name}"
        for source in role.sources:
            if source in {"roster", "ledger"} and (source == "ledger") is not (kind.subject == "ledger"):
                hint = "由台账出的文种写 ledger，从名册起草的写 roster"
                yield fault(kind, where, f'subject 是 "{kind.subject}"，from 不能是 "{source}"', hint)
            if source in _SEATS and not _SEATS[source] & set(role.types):
                hint = f"types 里写上 {'、'.join(sorted(_SEATS[source]))}"
                yield fault(kind, where, f'from 是 "{source}"，types 里却没有这样的一方', hint)


def _term_faults(kind: Kind, term: KindTerm) -> Iterator[Problem]:
    """Yield what is said of a clause that cannot be: who owes it to whom, when, and for each of what."""
    where = f"terms.{term.code}"
    names = {role.name for role in kind.roles}
    for role in (term.owed_by, term.owed_to):
        if role and role not in names:
            yield fault(kind, where, f"没有角色 {role}", f"可用：{'、'.join(sorted(names))}")
    if term.owed_by and term.owed_by == term.owed_to:
        yield fault(kind, where, "欠谁写成了自己", "owed_to 写另一方，或者删去")
    if (term.owed_to or term.due) and not term.owed_by:
        said = "owed_to" if term.owed_to else "due"
        yield fault(kind, where, f"有 {said}，却没有写谁来做", f"补写 owed_by，或者删去 {said}")
    if term.owed_by and not term.brief and not term.for_each:
        yield fault(kind, where, "没有简称", '写 brief，如 brief = "告知当年政策"，清单里用它')
    if term.for_each and term.for_each not in sources_of(kind):
        yield fault(kind, where, f"没有数据来源 {term.for_each}", SOURCES)


def _duty_faults(kind: Kind) -> Iterator[Problem]:
    """Yield that part A owes nothing, where it signs a contract or an agreement."""
    offices = {role.name for role in kind.roles if role.of_the_office}
    if (
        kind.family in {"contract", "agreement"}
        and not kind.register_only
        and not any(term.owed_by in offices and term.owed_by == "party_a" for term in kind.terms())
    ):
        yield fault(kind, "sections", "甲方没有任何责任", "甲方的责任不得为空：补写甲方应做什么")


def _choice_faults(kind: Kind) -> Iterator[Problem]:
    """Yield what is said of choices and options that the kind does not have."""
    options: dict[str, Mapping[str, str]] = {choice.name: dict(choice.options) for choice in kind.choices}
    for choice in kind.choices:
        if not choice.options:
            yield fault(kind, f"choices.{choice.name}", "没有选项", "至少写一个选项")
    said = [(f"terms.{term.code} only", name, given) for term in kind.terms() for name, given in term.only]
    said += [(f"roles.{role.name} only", name, given) for role in kind.roles for name, given in role.only]
    said += [(f"copies {copy.label} only", name, given) for copy in kind.print_set for name, given in copy.only]
    said += [(f"periods.{name}", name, (option,)) for name, option, _ in kind.periods]
    said += [(f"titles.{name}", name, (option,)) for name, option, _ in kind.titles]
    said += [
        (f"tables.{table.code} rows_for", name, (option,))
        for table in kind.tables
        for name, option, _ in table.rows_for
    ]
    for where, name, given in said:
        if name not in options:
            yield fault(kind, where, f"没有选择项 {name}", "在 [choices] 里登记，或改正拼写")
            continue
        for option in given:
            if option not in options[name]:
                yield fault(kind, where, f"{name} 没有选项 {option}", f"可用：{'、'.join(options[name])}")


def _copy_faults(kind: Kind) -> Iterator[Problem]:
    """Yield what is wrong with the print set: labels, annexes that are not there, a stub without its Word file."""
    labels = [copy.label for copy in kind.print_set]
    for label in sorted({label for label in labels if labels.count(label) > 1}):
        yield fault(kind, "copies", f"“{label}”写了两次", "每一份用不同的名称")
    for name in sorted(set(kind.stub_fields) - {field.name for field in kind.fields}):
        yield fault(kind, "stub_fields", f"没有栏目 {name}", "在 [fields] 里登记，或改正拼写")
    annexes = {table.code for table in kind.tables if table.annex}
    for copy in kind.print_set:
        for code in sorted(set(copy.annexes or ()) - annexes):
            hint = f"可用：{'、'.join(sorted(annexes)) or '（无）'}"
            yield fault(kind, f"copies {copy.label}", f"没有附件 {code}", hint)
        for locale in [name for name, _ in kind.template if copy.stub and name not in dict(kind.stub)]:
            hint = f'写 stubs = {{ {locale} = "{locale}_stub.docx" }}'
            yield fault(kind, f"copies {copy.label}", "没有存根的 Word 文件", hint)
    if not any(copy.stub for copy in kind.print_set):
        for name, given in (("stubs", kind.stub), ("stub_fields", kind.stub_fields)):
            if given:
                hint = '在 copies 里写 { label = "单位存（存根）", stub = true }，或者删去'
                yield fault(kind, name, "每套里没有存根", hint)


def _notice_faults(kind: Kind) -> Iterator[Problem]:
    """Yield what keeps a notice from being posted: it comes from the ledger, and is numbered by the year."""
    if kind.family != "notice":
        return
    if kind.subject != "ledger":
        hint = '写 subject = "ledger"，用 shouyue publish notice 出：台账知道哪些人不能写上去'
        yield fault(kind, "subject", f"公示不能是 {kind.subject}", hint)
    for name in sorted({name for name, _ in placeholders(kind.number)} - POSTED_NUMBER):
        hint = f"公示的编号可用：{'、'.join(sorted(POSTED_NUMBER))}"
        yield fault(kind, "number", f"公示没有 {name}", hint)
