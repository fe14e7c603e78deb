"""The columns of a sheet that are read, each with what turns its cells into values."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.amounts import parse_fen
from contracts.identity import parse_credit_code, parse_division_code, parse_id_number
from contracts.partial_dates import parse_partial_date
from contracts.reading.cells import (
    DITTO,
    is_written_code,
    parse_count,
    parse_couple,
    parse_flag,
    parse_gender,
    parse_name,
    parse_percent,
    parse_phones,
    parse_two_numbers,
    plain_text,
    refuse_unseen,
    written_text,
)
from contracts.reading.children import parse_children
from contracts.reading.headings import Field, Plan
from contracts.reading.layouts import vocabulary
from contracts.reading.meanings import CHILDREN
from contracts.sheets import Value, column_letters

_LARGEST_EXACT = 2**53
_TEXT_FORMAT = "请把这一列设为文本格式后照原件重新录入"
_HARDLY_REPEATED = frozenset({"name", "id_number", "phones", "birth_date"})
_REMEMBERED = 1000
_NOT_COUNTED = frozenset({"values", "head", *CHILDREN})
_HARDLY_A_DIFFERENCE = 1e-6
_ELSEWHERE = DITTO | {"同左", "同右"}
_LONGEST_BARE = 30
_OF_BODIES = re.compile("[病残伤亡症孕]|手术|鉴定|诊断")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: its field, its index in a row, its letters, and what reads its cells.

    ``bit`` is another power of two for each column of a plan. ``parse`` raises ``ValueError`` with the fault.
    ``others`` are the letters of the further columns that hold the rest of the value.
    """

    item: Field
    at: int
    letters: str
    parse: Callable[[Value], Any]
    bit: int
    others: tuple[str, ...] = ()

    def whole(self, cells: Sequence[Value]) -> Value:
        """Return the value of several cells: 年, 月 and 日, or the two halves of an ID number."""
        places = (self.item.column, *self.item.also)
        parts = [plain_text(cells[place - 1]) for place in places if place <= len(cells) and cells[place - 1] != ""]
        return ("" if self.item.type == "id_number" else "-").join(parts)


def columns_of(plan: Plan, as_of: date | None = None) -> tuple[Column, ...]:
    """Return the columns of a plan in the order of reading: ID numbers first, which settle other cells.

    Args:
        plan: The plan of the sheet.
        as_of: If given, a birthday in an ID number after this day is refused.
    """
    numbers_first = sorted(plan.fields, key=lambda item: item.key != "id_number")
    adults = {item.slot for item in plan.fields if item.slot not in _NOT_COUNTED}
    each = "人" if adults == {"person"} else ""
    return tuple(
        Column(
            item, item.column - 1, column_letters(item.column), _parser(item, as_of, each), 1 << place,
            tuple(map(column_letters, item.also)),
        )
        for place, item in enumerate(numbers_first)
    )  # fmt: skip


def _parser(item: Field, as_of: date | None, each: str) -> Callable[[Value], Any]:
    parsers: dict[str, Callable[[Value], Any]] = {
        "couple": parse_couple,
        "two_numbers": functools.partial(parse_two_numbers, as_of=as_of),
        "name": _name if item.slot != "values" else _name_text,
        "id_number": functools.partial(number_of_person, as_of=as_of),
        "phones": _phones,
        "phone": lambda value: "、".join(_phones(value)) or None,
        "gender": parse_gender,
        "side": _side,
        "children": parse_children,
        "date": _day,
        "bare": _bare,
        "money": functools.partial(parse_fen, unit=item.unit, each=each),
        "monthly": functools.partial(_monthly, unit=item.unit),
        "count": parse_count,
        "flag": parse_flag,
        "percent": parse_percent,
        "digits": _digits,
        "code": _code,
        "credit_code": lambda value: parse_credit_code(_text(value)),
        "division": lambda value: parse_division_code(_text(value)).code,
    }
    parse = parsers.get(item.type, _text)
    if item.codes:
        parse = functools.partial(_decoded, dict(item.codes), parse)
    if item.type in _HARDLY_REPEATED and not item.codes:
        return parse
    return functools.lru_cache(_REMEMBERED, typed=True)(functools.partial(_seen, parse))


def _seen(parse: Callable[[Value], Any], value: Value) -> Any:
    refuse_unseen(value)
    return parse(value)


def _decoded(words: Mapping[str, str], parse: Callable[[Value], Any], value: Value) -> Any:
    """Read a code by the words that the heading itself explains it with: 1已发 2未发."""
    return parse(words.get(plain_text(value).lstrip("'0") or "0", value))


def _day(value: Value) -> str | None:
    day = parse_partial_date(written_day(value))
    return None if day is None else str(day)


def written_day(value: Value) -> Value:
    """Return a cell that says a day; a mark for "as above" is none, and not an unknown day either.

    Raises:
        ValueError: It is such a mark.
    """
    if value in DITTO:
        raise ValueError(f"这一格写的是“{value}”，请写全")
    return value


def _monthly(value: Value, unit: str) -> int | None:
    """Return a monthly sum; a quotient that the spreadsheet worked out (120.5 / 12) is no sum."""
    if isinstance(value, float) and abs(value * 100 - round(value * 100)) > _HARDLY_A_DIFFERENCE:
        return None
    return parse_fen(value, unit=unit, per="月")


def _text(value: Value) -> str:
    if isinstance(value, str):
        if value.strip() in _ELSEWHERE:
            raise ValueError(f"这一格写的是“{value.strip()}”，请写全")
        return written_text(value).lstrip("'")
    if isinstance(value, float | int) and not isinstance(value, bool) and abs(value) < _LARGEST_EXACT:
        return plain_text(value)
    if isinstance(value, float | int):
        raise ValueError(f"数字太长，末几位已被表格软件改动，{_TEXT_FORMAT}")  # noqa: TRY004
    raise ValueError(f"这一格被表格软件改成了日期或时间，{_TEXT_FORMAT}")


def _bare(value: Value) -> str:
    """Return a bare name such as a class; with a reason in it the cell is refused, unread and unrepeated."""
    text = _text(value)
    if len(text) > _LONGEST_BARE or _OF_BODIES.search(text) or any(word in text for word in vocabulary().forbidden):
        raise ValueError("这一格不该写原因和健康情况，没有读入，请只写名称或者等级")
    return text


def _name(value: Value) -> Any:
    if not isinstance(value, str):
        raise ValueError("姓名一栏是数字或日期，请填写身份证上的姓名")  # noqa: TRY004 - a fault of the paper
    refuse_unseen(value)
    return parse_name(value)


def _name_text(value: Value) -> str:
    return str(_name(value).name)


def number_of_person(value: Value, as_of: date | None) -> str:
    """Return a checked ID number of 18 digits.

    Raises:
        ValueError: In Chinese: it is none, or its digits are lost.
    """
    if not isinstance(value, str):
        raise ValueError(f"身份证号是数字格式，后几位已经丢失或不可信，{_TEXT_FORMAT}")  # noqa: TRY004
    refuse_unseen(value)
    return parse_id_number(value, as_of=as_of)


def _phones(value: Value) -> tuple[str, ...]:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"电话被表格软件改成了日期或时间，{_TEXT_FORMAT}")  # noqa: TRY004
    refuse_unseen(value)
    return parse_phones(value)


def _side(value: Value) -> str:
    """Return whose row it is by a word such as 父, 母, 本人."""
    word = _text(value).replace(" ", "")
    if word not in vocabulary().sides:
        raise ValueError(f"“{word[:10]}”看不出是谁，请填写 父亲 或 母亲")
    return vocabulary().sides[word]


def _digits(value: Value) -> str:
    text = _text(value).replace(" ", "")
    if not text.isascii() or not text.isdigit():
        raise ValueError("这一栏应全是数字，请与原件核对")
    return text


def _code(value: Value) -> str:
    """Return an office's own code as written: 1-01, A03; the long ones of the registers are digits only."""
    text = _text(value).replace(" ", "")
    if not is_written_code(text) and not (text.isascii() and text.isdigit()):
        raise ValueError("看不懂这个编码，应是数字、字母和短横，请与原件核对")
    return text
