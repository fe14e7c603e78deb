"""What may stand in ``manifest.toml``, and of which sort it is: every slip is told with its place and what to write.

The words are checked one by one before a kind is made of them, so that whoever knows Word and no Python reads
``fields.fund.type``, what is wrong there and what may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from contracts.kinds.kind import FieldType, PartySource, Subject
from contracts.model import Family, PartyType, Problem

_DAY_OF_YEAR = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])|\d\d?|last")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of value: what it is called, and whether something is one."""

    called: str
    fits: Callable[[Any], bool]


def _one_of(allowed: Any) -> Sort:
    words = get_args(allowed)
    return Sort(f"其中一个：{'、'.join(words)}", lambda value: value in words)


def _each_of(allowed: Any) -> Sort:
    words = get_args(allowed)
    fits = lambda value: isinstance(value, list) and all(item in words for item in value)  # noqa: E731
    return Sort(f"[ ] 里列出，可用：{'、'.join(words)}", fits)


_TEXT = Sort("文字，写在引号里", lambda value: isinstance(value, str))
_WHOLE = Sort("整数，不加引号", lambda value: isinstance(value, int) and not isinstance(value, bool))
_FLAG = Sort("true 或 false，不加引号", lambda value: isinstance(value, bool))
_DAY = Sort("日期，不加引号，如 2026-03-05", lambda value: type(value) is date)
_LIST = Sort("几项，写在 [ ] 里", lambda value: isinstance(value, list))
_TEXTS = Sort("几段文字，写在 [ ] 里", lambda value: isinstance(value, list) and all(isinstance(x, str) for x in value))
_PARTS = Sort("几项，写作 名称 = 内容", lambda value: isinstance(value, dict))
_LAST_DAY = Sort(
    '按年的写 "12-31" 这样的月日，更短的写几号或者 "last"',
    lambda value: isinstance(value, str) and bool(_DAY_OF_YEAR.fullmatch(value)),
)
_SOURCE = Sort(
    f"其中一个：{'、'.join(get_args(PartySource))}，或者几个写在 [ ] 里",
    lambda value: all(item in get_args(PartySource) for item in (value if isinstance(value, list) else [value])),
)
_EVERY = Sort(
    "其中一个：year、half_year、quarter、month", lambda value: value in {"year", "half_year", "quarter", "month"}
)
_ALIGN = Sort("其中一个：left、center、right", lambda value: value in {"left", "center", "right"})
_COPY = Sort(
    "几份，写在 [ ] 里，每份是文字或者 { label = … }",
    lambda value: isinstance(value, list) and all(isinstance(item, str | dict) for item in value),
)

Members = Mapping[str, Sort]
_TOP: Members = {
    "id": _TEXT, "version": _WHOLE, "title": _TEXT, "family": _one_of(Family), "subject": _one_of(Subject),
    "documents": _PARTS, "number": _TEXT, "keep": _TEXT, "copies": _COPY, "example": _PARTS, "number_label": _TEXT,
    "layout": _TEXT, "roster": _TEXT, "joined_by": _TEXT, "issued": _PARTS, "period_years": _WHOLE, "periods": _PARTS,
    "recital": _TEXTS, "closing": _TEXTS, "basis": _LIST, "roles": _PARTS, "fields": _PARTS, "choices": _PARTS,
    "sections": _LIST, "tables": _PARTS, "stubs": _PARTS, "stub_fields": _TEXTS, "yearly": _FLAG,
}  # fmt: skip
_TOP_NEEDED = ("id", "version", "title", "family", "subject", "documents", "number", "keep", "copies", "example")
_FIELD: Members = {"label": _TEXT, "type": _one_of(FieldType), "required": _FLAG, "default": _TEXT}
_ROLE: Members = {"label": _TEXT, "types": _each_of(PartyType), "from": _SOURCE}
_CHOICE: Members = {"label": _TEXT, "options": _PARTS}
_SECTION: Members = {"code": _TEXT, "heading": _TEXT, "terms": _LIST}
_TERM: Members = {
    "code": _TEXT, "text": _TEXT, "brief": _TEXT, "owed_by": _TEXT, "owed_to": _TEXT, "due": _PARTS, "amount": _TEXT,
    "for_each": _TEXT, "voluntary": _FLAG, "only": _PARTS, "basis": _LIST,
}  # fmt: skip
_DUE: Members = {
    "every": _EVERY, "last_day": _LAST_DAY, "on": _DAY, "within_days": _WHOLE, "working_days": _FLAG,
    "settlement": _FLAG, "event": _TEXT,
}  # fmt: skip
_TABLE: Members = {
    "caption": _TEXT, "columns": _LIST, "rows": _LIST, "rows_for": _PARTS, "source": _TEXT, "after": _TEXT,
    "annex": _TEXT, "points": _TEXT, "total": _WHOLE,
}  # fmt: skip
_COLUMN: Members = {"key": _TEXT, "label": _TEXT, "width_mm": _WHOLE, "align": _ALIGN}
_CITATION: Members = {"law": _TEXT, "version": _DAY, "article": _TEXT}


def shape_faults(data: Mapping[str, Any], name: str) -> Iterator[Problem]:
    """Yield every slip of a manifest: a member that is missing, unknown or of the wrong sort.

    Args:
        data: The manifest as TOML read it.
        name: Of the kind's folder.
    """
    for where, message, hint in _faults(data):
        yield Problem(where=f"{name}/manifest.toml {where}", message=message, hint=hint)


_Fault = tuple[str, str, str]


def _faults(data: Mapping[str, Any]) -> Iterator[_Fault]:
    yield from _checked(data, _TOP, _TOP_NEEDED, "")
    for part, members, needed in (
        ("fields", _FIELD, ("label",)), ("roles", _ROLE, ("label", "types", "from")),
        ("choices", _CHOICE, ("label", "options")), ("tables", _TABLE, ("caption", "columns")),
    ):  # fmt: skip
        for name, item in _items(data, part):
            yield from _checked(item, members, needed, f"{part}.{name}")
            for number, column in enumerate(_rows(item, "columns") if part == "tables" else (), 1):
                yield from _checked(column, _COLUMN, ("key", "label", "width_mm"), f"{part}.{name} 第{number}栏")
    for number, citation in enumerate(_rows(data, "basis"), 1):
        yield from _checked(citation, _CITATION, tuple(_CITATION), f"basis 第{number}项")
    for number, section in enumerate(_rows(data, "sections"), 1):
        where = f"sections {_named(section, number)}"
        yield from _checked(section, _SECTION, ("code", "heading"), where)
        for place, term in enumerate(_rows(section, "terms"), 1):
            yield from _term_faults(term, f"{where} 条款 {_named(term, place)}")


def _term_faults(term: Any, where: str) -> Iterator[_Fault]:
    yield from _checked(term, _TERM, ("code", "text"), where)
    if isinstance(term, dict) and "due" in term:
        yield from _checked(term["due"], _DUE, (), f"{where} due")
        yield from _last_day_faults(term["due"], f"{where} due.last_day")
    for number, citation in enumerate(_rows(term, "basis"), 1):
        yield from _checked(citation, _CITATION, tuple(_CITATION), f"{where} basis 第{number}项")


def _last_day_faults(due: Any, where: str) -> Iterator[_Fault]:
    """Yield where the last day of a period is not said as its length wants it."""
    every = due.get("every") if isinstance(due, dict) else None
    day = due.get("last_day", "") if every in {"year", "quarter", "month"} else None
    if isinstance(day, str) and (every == "year") is not ("-" in day) and not (every == "year" and day == "last"):
        hint = '每年的写月日，如 "12-31"' if every == "year" else '写几号，如 "25"，或者 "last"'
        yield where, f"“{day}”不能用", hint


def _checked(item: Any, members: Members, needed: tuple[str, ...], where: str) -> Iterator[_Fault]:
    if not isinstance(item, dict):
        yield where, "写法不对", f"写作 {{ {needed[0] if needed else '名称'} = … }}"
        return
    for name in sorted(item.keys() - members.keys()):
        yield where or name, f"不认识的项 {name}", f"核对拼写，可用：{'、'.join(members)}"
    for name in needed:
        if name not in item:
            yield where or name, f"没有 {name}", f"补上：{members[name].called}"
    for name, value in item.items():
        if name in members and not members[name].fits(value):
            shown = f"“{value}”" if isinstance(value, str | int) else "这个写法"
            yield f"{where}.{name}".lstrip("."), f"{shown}不能用", f"应是{members[name].called}"


def _items(data: Mapping[str, Any], part: str) -> list[tuple[str, Any]]:
    found = data.get(part)
    return list(found.items()) if isinstance(found, dict) else []


def _rows(data: Any, part: str) -> list[Any]:
    found = data.get(part) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _named(item: Any, number: int) -> str:
    code = item.get("code") if isinstance(item, dict) else None
    return code if isinstance(code, str) else f"第{number}个"
