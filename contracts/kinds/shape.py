"""What may stand in ``manifest.toml``, and of which sort it is: every slip is told with its place and what to write.

The words are checked one by one before a kind is made of them, so that whoever knows Word and no Python reads
``fields.fund.type``, what is wrong there and what may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from contracts.kinds.kind import FieldType, Subject
from contracts.kinds.looks import PRINTABLE_MM
from contracts.kinds.sorts import (
    CODE,
    COPIES,
    DAY,
    DAYS,
    DOCUMENTS,
    EXAMPLE,
    FILLED,
    FLAG,
    LIST,
    LISTED_PARTS,
    PARTS,
    PERIODS,
    ROWS,
    ROWS_FOR,
    SOURCE,
    TEXT,
    TEXTS,
    TITLES,
    TRUE,
    WORDED_PARTS,
    WORDS,
    YEARS,
    Sort,
    one_of,
    one_or_more_of,
    whole,
)
from contracts.model import Family, PartyType, Problem

_DAY_OF_MONTH = re.compile(r"0[1-9]|[12]\d|3[01]|last")
_DAY_OF_YEAR = re.compile(r"\d\d-\d\d")
_FORMS = ("every", "on", "within_days", "settlement", "event")
"""The ways of saying when something is due; a clause says it in one of them."""
_WITH = {"last_day": "every", "working_days": "within_days"}
_LAST_DAY = Sort(
    '按年、半年的写 "12-31" 这样的月日，更短的写几号（两位数，如 "05"）或者 "last"',
    lambda value: isinstance(value, str) and (_is_day_of_year(value) or bool(_DAY_OF_MONTH.fullmatch(value))),
)
_LENGTHS = ("year", "half_year", "quarter", "month")


def _is_day_of_year(text: str) -> bool:
    """Return whether ``MM-DD`` is a day of some year."""
    if not _DAY_OF_YEAR.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return False
    return True


Members = Mapping[str, Sort]
_TOP: Members = {
    "id": CODE, "version": whole(1), "title": WORDS, "family": one_of(get_args(Family)),
    "subject": one_of(get_args(Subject)), "documents": DOCUMENTS, "number": WORDS, "keep": WORDS, "copies": COPIES,
    "example": PARTS, "number_label": WORDS, "layout": one_of(PRINTABLE_MM), "roster": CODE, "joined_by": CODE,
    "issued": PARTS, "period_years": YEARS, "periods": PERIODS, "titles": TITLES, "recital": TEXTS,
    "closing": TEXTS, "basis": LIST, "roles": PARTS, "fields": PARTS, "choices": PARTS, "sections": LIST,
    "tables": PARTS, "stubs": DOCUMENTS, "stub_fields": TEXTS, "yearly": TRUE,
}  # fmt: skip
_TOP_NEEDED = ("id", "version", "title", "family", "subject", "documents", "number", "keep", "copies", "example")
_ISSUED: Members = {"from": DAY, "to": DAY}
_COPY: Members = {"label": WORDS, "annexes": TEXTS, "stub": FLAG, "only": LISTED_PARTS}
_FIELD: Members = {
    "label": WORDS, "type": one_of(get_args(FieldType)), "required": FLAG, "default": TEXT, "most": whole(1),
}  # fmt: skip
_ROLE: Members = {
    "label": WORDS, "types": one_or_more_of(get_args(PartyType)), "from": SOURCE, "only": LISTED_PARTS,
}  # fmt: skip
_CHOICE: Members = {"label": WORDS, "options": WORDED_PARTS}
_SECTION: Members = {"code": CODE, "heading": WORDS, "terms": LIST}
_TERM: Members = {
    "code": CODE, "text": WORDS, "brief": TEXT, "owed_by": TEXT, "owed_to": TEXT, "due": PARTS, "amount": TEXT,
    "for_each": TEXT, "voluntary": FLAG, "lasting": FLAG, "only": LISTED_PARTS, "basis": LIST,
}  # fmt: skip
_DUE: Members = {
    "every": one_of(_LENGTHS), "last_day": _LAST_DAY, "on": DAY, "within_days": DAYS, "working_days": FLAG,
    "settlement": TRUE, "event": WORDS,
}  # fmt: skip
_TABLE: Members = {
    "caption": WORDS, "columns": FILLED, "rows": ROWS, "rows_for": ROWS_FOR, "source": TEXT, "after": TEXT,
    "annex": TEXT, "points": TEXT, "total": whole(1), "optional": FLAG,
}  # fmt: skip
_COLUMN: Members = {"key": CODE, "label": WORDS, "width_mm": whole(1), "align": one_of(("left", "center", "right"))}
_CITATION: Members = {"law": WORDS, "version": DAY, "article": WORDS}


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
    yield from _paper_faults(data)
    for part, members, needed in (
        ("fields", _FIELD, ("label",)), ("roles", _ROLE, ("label", "types", "from")),
        ("choices", _CHOICE, ("label", "options")), ("tables", _TABLE, ("caption", "columns")),
    ):  # fmt: skip
        for name, item in _items(data, part):
            yield from _name_faults(name, f"{part}.{name}")
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


def _paper_faults(data: Mapping[str, Any]) -> Iterator[_Fault]:
    """Yield the slips of what is said of a paper as a whole: its window, its copies, its example."""
    yield from _checked(data.get("issued", {}), _ISSUED, (), "issued")
    for number, copy in enumerate(_rows(data, "copies"), 1):
        if isinstance(copy, dict):
            yield from _checked(copy, _COPY, ("label",), f"copies 第{number}份")
    for name, value in _items(data, "example"):
        if not EXAMPLE.fits(value):
            yield f"example.{name}", "这个写法不能用", f"应是{EXAMPLE.called}"


def _term_faults(term: Any, where: str) -> Iterator[_Fault]:
    yield from _checked(term, _TERM, ("code", "text"), where)
    if isinstance(term, dict) and "due" in term:
        yield from _checked(term["due"], _DUE, (), f"{where} due")
        yield from _due_faults(term["due"], f"{where} due")
    for number, citation in enumerate(_rows(term, "basis"), 1):
        yield from _checked(citation, _CITATION, tuple(_CITATION), f"{where} basis 第{number}项")


def _name_faults(name: str, where: str) -> Iterator[_Fault]:
    if not CODE.fits(name):
        yield where, f"“{name}”不能作名称", "小写字母开头，只用小写字母、数字和下划线"


def _due_faults(due: Any, where: str) -> Iterator[_Fault]:
    """Yield where it is not said in one way, and whole, when a clause is due."""
    if not isinstance(due, dict):
        return
    said = [name for name in _FORMS if name in due]
    if len(said) != 1:
        told = f"写了{'、'.join(said)}" if said else "没有写什么时候到期"
        yield where, told, f"从这些里写一样：{'、'.join(_FORMS)}；不到期的删去 due"
        return
    for name, other in _WITH.items():
        if name in due and other != said[0]:
            yield f"{where}.{name}", f"没有 {other}", f"{name} 和 {other} 同用，或者删去"
    if said[0] == "every" and not due.get("last_day"):
        yield f"{where}.last_day", "没有写哪一天", f"应是{_LAST_DAY.called}"
    elif said[0] == "every":
        yield from _last_day_faults(due["every"], due["last_day"], f"{where}.last_day")


def _last_day_faults(every: Any, day: str, where: str) -> Iterator[_Fault]:
    """Yield where the last day of a period is not said as its length wants it."""
    if every not in _LENGTHS or not _LAST_DAY.fits(day):
        return
    if every == "year" and not _is_day_of_year(day) and day != "last":
        yield where, f"“{day}”不能用", '每年的写月日，如 "12-31"'
    if every != "year" and not _DAY_OF_MONTH.fullmatch(day) and not (every == "half_year" and "-" in day):
        yield where, f"“{day}”不能用", '写几号，两位数，如 "25"，或者 "last"'


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
