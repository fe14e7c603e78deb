"""What a Word file asks for, held against what its kind has: names that are not there, and words left unprinted."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from contracts.kinds import CHINESE, Kind, PrintCopy
from contracts.model import Draft, Problem

_ALWAYS = (("title", "标题"), ("number", "编号"))
_LOOPS = {"terms[]": "term", "recital[]": "line", "closing[]": "line"}
"""The end of a path → what the guide calls a row of it."""


def unknown_names(names: Collection[str], known: Collection[str], kind: Kind) -> tuple[Problem, ...]:
    """Return each name that a Word file asks for and the kind has not, with the one that was perhaps meant.

    Args:
        names: What is asked, as dotted paths.
        known: What there is, tried with an example.
        kind: Whose file it is.
    """
    return tuple(
        Problem(where="Word 模板", message=f"没有名为 {name} 的内容", hint=_meant(name, known, kind))
        for name in sorted(frozenset(names) - frozenset(known))
        if not _is_row_of_empty_list(name, known)
    )


def _is_row_of_empty_list(name: str, known: Collection[str]) -> bool:
    """Return whether the example has the list but no row of it, so that its columns are not seen."""
    source = name.rpartition("[]")[0]
    return source in known and f"{source}[]" not in known


def _meant(name: str, known: Collection[str], kind: Kind) -> str:
    said = name.removeprefix("values.")
    field = next((item.name for item in kind.fields if said in {item.name, item.label}), "")
    if f"values.{field}" in known:
        return f"栏目写作 {{{{ values.{field} }}}}"
    head, row, last = name.rpartition("[].")
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    if near and row and near[0].startswith(f"{head}[]."):
        return f"是不是把 {near[0].rpartition('[].')[2]} 写成了 {last}？可用的名称见 shouyue kinds show {kind.id}"
    if near and not near[0].endswith("[]") and "[]." not in near[0]:
        return f"是不是 {near[0]}？可用的名称见 shouyue kinds show {kind.id}"
    return f"可用的名称见 templates/README.md 的表和 shouyue kinds show {kind.id}"


def omissions(draft: Draft, names: Collection[str], kind: Kind, piece: PrintCopy | None = None) -> tuple[Problem, ...]:
    """Return what a Word file would leave out: a clause, a table, a party, the title or the number.

    A stub needs title and number alone; where a copy carries not every annex the file must ask which.
    """
    wanted = list(_ALWAYS if piece and piece.stub else _wanted(draft, names, kind))
    if piece and piece.annexes is not None:
        wanted += [
            (f"tables.{code}.shown", f"“{piece.label}”不附 {code} 的条件")
            for code in draft.annexes
            if code not in piece.annexes
        ]
    language = f" --language {draft.locale}" if draft.locale != CHINESE else ""
    drawn = f"或用 shouyue kinds show {draft.kind}{language} --word 新样.docx 另画一份，从里面抄"
    return tuple(
        Problem(where="Word 模板", message=f"没有印出{label}", hint=f"加上{_tags_for(path, names)}，{drawn}")
        for path, label in dict(wanted).items()
        if path not in names
    )


def _wanted(draft: Draft, names: Collection[str], kind: Kind) -> Iterator[tuple[str, str]]:
    yield from _ALWAYS
    headings = {section.code: section.heading for section in kind.sections}
    for section in dict.fromkeys(term.section for term in draft.terms):
        yield f"sections.{section}.terms[].text", f"章节“{headings[section]}”（{section}）的条款"
    for table in draft.tables:
        for column in table.columns:
            yield f"tables.{table.code}.rows[].{column.key}", f"表 {table.caption} 的“{column.label}”栏"
    labels = {role.name: role.label for role in kind.roles}
    for party in draft.parties:
        if draft.terms and f"{party.role}.signers[].name" not in names:
            yield f"{party.role}.name", f"{labels.get(party.role, party.role)}的名称"
    if draft.recital:
        yield "recital[]", "前言"
    if draft.closing:
        yield "closing[]", "结尾"


def _tags_for(path: str, names: Collection[str]) -> str:
    """Return the tags that print a path, as the guide writes them."""
    if path.endswith(".shown"):
        return f" {{%p if {path} %}} 和 {{%p endif %}}，把这个附件包在中间"
    source, row, last = path.rpartition("[]")
    if not row:
        return f" {{{{ {path} }}}}"
    if source.startswith("tables."):
        cell = f"{{{{ row{last} }}}}"
        loop = f"{{%tr for row in {source} %}}"
        return f" {cell}，写在 {loop} 的下一行里" if source in names else f"三行：{loop}、{cell}、{{%tr endfor %}}"
    name = _LOOPS[f"{source.rpartition('.')[2]}[]"]
    return f"三段：{{%p for {name} in {source} %}}、{{{{ {name}{last} }}}}、{{%p endfor %}}"
