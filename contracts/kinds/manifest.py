"""``manifest.toml`` becomes a kind, or every fault of it is named at once."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contracts.errors import KindError
from contracts.kinds.faults import faults
from contracts.kinds.handwriting import read_toml
from contracts.kinds.kind import (
    Choice,
    Condition,
    Field,
    Kind,
    KindSection,
    KindTable,
    KindTerm,
    PrintCopy,
    Role,
    holds,
)
from contracts.kinds.shape import shape_faults
from contracts.model import Citation, Column, DueRule, Problem


def load_kind(folder: Path) -> Kind:
    """Read and check one kind folder.

    Raises:
        KindError: With every fault of the manifest at once.
    """
    try:
        content = (folder / "manifest.toml").read_bytes()
    except FileNotFoundError as error:
        raise KindError(f"{folder.name} 不是文种文件夹：没有 manifest.toml。") from error
    return _read(folder, content)


@functools.lru_cache(maxsize=512)
def _read(folder: Path, content: bytes) -> Kind:
    data = read_toml(content, f"{folder.name}/manifest.toml", f"文种 {folder.name} 无法读取。")
    slips = tuple(shape_faults(data, folder.name))
    if slips:
        raise KindError(f"文种 {folder.name} 有 {len(slips)} 处问题。", slips)
    try:
        kind = _kind(data, folder, hashlib.sha256(content).hexdigest())
    except (KeyError, TypeError, ValueError) as error:
        message, hint = f"缺少或写错的项：{error}", "照 service_contract 文种改正"
        problem = Problem(where=str(folder / "manifest.toml"), message=message, hint=hint)
        raise KindError(f"文种 {folder.name} 无法读取。", [problem]) from error
    problems = tuple(faults(kind))
    if problems:
        raise KindError(f"文种 {kind.id} 有 {len(problems)} 处问题。", problems)
    return kind


def _kind(data: dict[str, Any], folder: Path, sha256: str) -> Kind:
    issued = data.get("issued", {})
    print_set = tuple(map(_copy, data["copies"]))
    choices = tuple(_choice(name, item) for name, item in data.get("choices", {}).items())
    first = {choice.name: choice.codes[0] for choice in choices if choice.options}
    return Kind(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        family=data["family"],
        subject=data["subject"],
        number=data["number"],
        number_label=data.get("number_label", "编号"),
        keep=data["keep"],
        issued_from=issued.get("from"),
        issued_to=issued.get("to"),
        period_years=data.get("period_years", 0),
        periods=_by_option(data.get("periods", {})),
        titles=_by_option(data.get("titles", {})),
        copies=tuple(copy.label for copy in print_set if holds(copy.only, first)),
        print_set=print_set,
        roster=data.get("roster", ""),
        joined_by=data.get("joined_by", ""),
        yearly=data.get("yearly", False),
        roles=tuple(_role(name, item) for name, item in data.get("roles", {}).items()),
        choices=choices,
        fields=tuple(Field(name=name, **item) for name, item in data.get("fields", {}).items()),
        recital=tuple(data.get("recital", ())),
        sections=tuple(_section(item) for item in data.get("sections", ())),
        tables=tuple(_table(code, item) for code, item in data.get("tables", {}).items()),
        basis=_citations(data.get("basis", ())),
        closing=tuple(data.get("closing", ())),
        example=tuple((name, str(value)) for name, value in data["example"].items() if not isinstance(value, list)),
        example_rows=tuple((source, tuple(rows)) for source, rows in data["example"].items() if isinstance(rows, list)),
        layout=data.get("layout", ""),
        folder=folder,
        template=tuple(data["documents"].items()),
        stub=tuple(data.get("stubs", {}).items()),
        stub_fields=tuple(data.get("stub_fields", ())),
        sha256=sha256,
    )


def _by_option(data: Mapping[str, Mapping[str, Any]]) -> tuple[tuple[str, str, Any], ...]:
    """Return what is said for each option of a choice, as ``(choice, option, value)``."""
    return tuple((choice, option, value) for choice, by_option in data.items() for option, value in by_option.items())


def _role(name: str, data: dict[str, Any]) -> Role:
    given = data["from"] if isinstance(data["from"], list) else [data["from"]]
    only = _condition(data.get("only", {}))
    return Role(name=name, label=data["label"], types=tuple(data["types"]), sources=tuple(given), only=only)


def _choice(name: str, data: dict[str, Any]) -> Choice:
    return Choice(name=name, label=data["label"], options=tuple(data["options"].items()))


def _copy(data: str | dict[str, Any]) -> PrintCopy:
    """Return a piece of the print set: a label alone, or with the annexes it carries, or a stub."""
    if isinstance(data, str):
        return PrintCopy(label=data)
    annexes = data.get("annexes")
    return PrintCopy(
        label=data["label"],
        annexes=None if annexes is None else tuple(annexes),
        stub=data.get("stub", False),
        only=_condition(data.get("only", {})),
    )


def _condition(data: Mapping[str, Any]) -> Condition:
    return tuple((choice, tuple(options)) for choice, options in data.items())


def _section(data: dict[str, Any]) -> KindSection:
    terms = tuple(_term(data["code"], item) for item in data.get("terms", ()))
    return KindSection(code=data["code"], heading=data["heading"], terms=terms)


def _term(section: str, data: dict[str, Any]) -> KindTerm:
    due = data.pop("due", None)
    basis = _citations(data.pop("basis", ()))
    only = _condition(data.pop("only", {}))
    return KindTerm(section=section, due=DueRule(**due) if due else None, basis=basis, only=only, **data)


def _table(code: str, data: dict[str, Any]) -> KindTable:
    columns = tuple(Column(**item) for item in data.pop("columns"))
    rows = tuple(tuple(row) for row in data.pop("rows", ()))
    rows_for = tuple(
        (choice, option, tuple(tuple(row) for row in more))
        for choice, option, more in _by_option(data.pop("rows_for", {}))
    )
    return KindTable(code=code, columns=columns, rows=rows, rows_for=rows_for, **data)


def _citations(items: Any) -> tuple[Citation, ...]:
    return tuple(Citation(**item) for item in items)
