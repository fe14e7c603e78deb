"""The sheet on which old contracts are typed, one row for each clause, read into checked cells.

A contract's own cells (number, day, parties) may stand on its first row only. Nothing is guessed: a cell that
cannot be read is a problem with its place; 不详 says that something was looked for and is not known.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from contracts.amounts import parse_fen
from contracts.errors import RosterError
from contracts.identity import parse_id_number
from contracts.model import Problem
from contracts.numerals import ordinal
from contracts.partial_dates import parse_partial_date
from contracts.reading.cells import parse_name, plain_text
from contracts.reading.layouts import plain_heading
from contracts.sheets import Sheet, Value, cell_name, read_sheets

UNKNOWN: Final = "不详"
"""Typed where something was looked for and cannot be known any more."""

Bearer = Literal["party_a", "party_b", "both", ""]
Kept = Literal["done", "open", "never", ""]
"""Whether a clause was kept: done, still open, never taken or given at all, or nothing is written."""

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "number": ("合同编号", "编号", "协议编号"),
    "signed_on": ("签订日期", "签订时间", "签约日期"),
    "office": ("甲方", "甲方名称"),
    "village": ("村组", "所在村组", "村"),
    "wife": ("女方姓名",),
    "wife_id": ("女方身份证号", "女方公民身份号码"),
    "husband": ("男方姓名",),
    "husband_id": ("男方身份证号", "男方公民身份号码"),
    "person": ("乙方姓名", "乙方"),
    "person_id": ("乙方身份证号", "乙方公民身份号码"),
    "article": ("条号",),
    "text": ("条款原文", "条款内容"),
    "bearer": ("承担方",),
    "amount": ("金额", "金额(元)"),
    "day": ("日期", "日期(收取日或应付日)", "收取日或应付日"),
    "receipt": ("收据号", "收据编号"),
    "kept": ("履行情况",),
}
"""What is read, and the headings under which it may stand; the first is the one a form has."""

NEEDED: Final = ("number", "signed_on", "office", "village", "article", "text", "bearer", "amount", "day")
HEAD: Final = ("signed_on", "office", "village", "wife", "wife_id", "husband", "husband_id", "person", "person_id")
"""The cells that belong to the contract and not to the clause."""

_SEARCHED_ROWS = 20
_MOST_ARTICLES = 200
_LONGEST_TEXT = 2000
_LONGEST_RECEIPT = 40
_BEARERS: dict[str, Bearer] = {
    "甲方": "party_a", "村委会": "party_a", "办事单位": "party_a", "乙方": "party_b", "家庭": "party_b",
    "双方": "both", "甲乙双方": "both", "无": "", "/": "", "-": "",
}  # fmt: skip
_KEPT: dict[str, Kept] = {
    "已退还": "done", "已退": "done", "已兑现": "done", "已履行": "done", "已发放": "done", "已付": "done",
    "未退还": "open", "未退": "open", "未兑现": "open", "未履行": "open", "未发放": "open", "未付": "open",
    "部分": "open", "未收": "never", "未收取": "never", "未交": "never", "未交纳": "never",
    UNKNOWN: "", "未知": "", "/": "", "-": "", "无": "",
}  # fmt: skip
_VOUCHER = re.compile(
    r"(?P<word>\D+?)[\s,:]*(?P<day>\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?)[\s,]*凭证号?[\s:]*(?P<voucher>\S{1,40})"
)
_ARTICLES = {ordinal(number): number for number in range(1, _MOST_ARTICLES + 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """What the sheet says became of a clause; day and voucher only where both are written."""

    state: Kept = ""
    on: date | None = None
    voucher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row as read. ``values`` holds what could be read, by the keys of :data:`COLUMNS`; ``bad`` what could not.

    ``cells`` names the cell of every key of the sheet (``旧合同!K3``).
    """

    sheet: str
    row: int
    values: dict[str, Any]
    cells: dict[str, str]
    bad: frozenset[str]

    def where(self, key: str) -> str:
        """Return the place of a value, the row alone where the sheet has no such column."""
        return self.cells.get(key, f"{self.sheet} 第{self.row}行")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """All rows of a sheet in order, every problem found so far, and the hash of the file."""

    file: Path
    file_sha256: str
    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]


def read_history(path: Path) -> SheetReading:
    """Read the first sheet that has the headings of old contracts.

    Raises:
        RosterError: The file cannot be read, or no sheet has the headings that are needed.
    """
    nearest: tuple[str, ...] = NEEDED
    for sheet in read_sheets(path):
        for number, cells in sheet.rows():
            if number > _SEARCHED_ROWS:
                break
            found = _headings(cells)
            missing = tuple(key for key in NEEDED if key not in found)
            nearest = min(nearest, missing, key=len)
            if not missing and {"wife", "husband", "person"} & found.keys():
                return _read(path, sheet, number, found)
    names = "、".join(COLUMNS[key][0] for key in nearest) or "女方姓名、男方姓名（或乙方姓名）"
    problem = Problem(where=path.name, message=f"没有找到旧合同登记表的表头，缺少：{names}", hint="照范表补上这些栏目")
    raise RosterError("看不懂旧合同登记表，没有登记任何一份。", [problem])


def _headings(cells: Sequence[Value]) -> dict[str, int]:
    known = {plain_heading(word): key for key, words in COLUMNS.items() for word in words}
    found: dict[str, int] = {}
    for column, cell in enumerate(cells, 1):
        key = known.get(plain_heading(cell))
        if key:
            found.setdefault(key, column)
    return found


def _read(path: Path, sheet: Sheet, heading: int, columns: dict[str, int]) -> SheetReading:
    problems: list[Problem] = []
    faults = dict(sheet.notes.errors) | dict.fromkeys(sheet.notes.uncalculated, "")
    rows = tuple(
        _row(sheet.name, number, cells, columns, faults, problems)
        for number, cells in sheet.rows()
        if number > heading
        and any(_filled(_at(cells, column)) or cell_name(number, column) in faults for column in columns.values())
    )
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SheetReading(file=path, file_sha256=digest, rows=rows, problems=tuple(problems))


def _row(
    sheet: str, number: int, cells: Sequence[Value], columns: dict[str, int], faults: dict[str, str],
    problems: list[Problem],
) -> SheetRow:  # fmt: skip
    values: dict[str, Any] = {}
    bad: set[str] = set()
    places = {key: f"{sheet}!{cell_name(number, column)}" for key, column in columns.items()}
    for key, column in columns.items():
        value = _at(cells, column)
        try:
            if cell_name(number, column) in faults:
                raise ValueError("单元格出错或公式还没有计算，请在 Excel/WPS 里改正后保存")  # noqa: TRY301
            if _filled(value):
                values[key] = _PARSERS[key](value)
        except ValueError as error:
            message, _, hint = str(error).partition("，请")
            problems.append(Problem(where=places[key], message=message, hint=f"请{hint or '照原件改正'}"))
            bad.add(key)
    return SheetRow(sheet=sheet, row=number, values=values, cells=places, bad=frozenset(bad))


def _at(cells: Sequence[Value], column: int) -> Value:
    return cells[column - 1] if column <= len(cells) else ""


def _filled(value: Value) -> bool:
    return value != "" and bool(plain_text(value).strip("'"))


def _text(value: Value) -> str:
    if isinstance(value, float) and not value.is_integer():
        raise ValueError("这一格是带小数的数字，请设为文本格式后照原件录入")
    return plain_text(value).lstrip("'").strip()


def _written(value: Value) -> str:
    """Return words as they stand on the paper: only what cannot be seen goes."""
    if not isinstance(value, str):
        return _text(value)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in value).split()).lstrip("'")


def _clause(value: Value) -> str:
    text = _written(value)
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f"条款超过 {_LONGEST_TEXT} 字，请按原件分条录入")
    return text


def _day(value: Value) -> date:
    found = parse_partial_date(value)
    if found is None or found.whole is None:
        raise ValueError("日期没有写到日，请查原件、收据或会议记录写成 2006-05-01 的样子")
    return found.whole


def _day_or_unknown(value: Value) -> date | str:
    return UNKNOWN if isinstance(value, str) and value.strip() == UNKNOWN else _day(value)


def _id_number(value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError("身份证号是数字格式，后几位已经丢失或不可信，请把这一列设为文本格式后重新录入")  # noqa: TRY004
    return parse_id_number(value)


def _name(value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError("姓名一栏是数字或日期，请填写姓名")  # noqa: TRY004
    found = parse_name(value)
    if found.note:
        raise ValueError("姓名后有括注，请只写姓名")
    return found.name


def _article(value: Value) -> int:
    text = _text(value)
    bare = text.removeprefix("第").removesuffix("条").strip()
    number = _ARTICLES.get(bare) or (int(bare) if bare.isdecimal() else 0)
    if not 1 <= number <= _MOST_ARTICLES:
        raise ValueError(f"条号“{text[:10]}”看不懂，请写成 3 或 第三条，没有条号的按顺序编")
    return number


def _bearer(value: Value) -> Bearer:
    text = _text(value)
    if text not in _BEARERS:
        raise ValueError(f"承担方“{text[:10]}”不认识，请写 甲方、乙方、双方，只是声明的留空")
    return _BEARERS[text]


def _money(value: Value) -> int | None:
    return parse_fen(value, per="次")


def _receipt(value: Value) -> str:
    text = _text(value)
    if len(text) > _LONGEST_RECEIPT:
        raise ValueError("收据号太长，请只写号码")
    return "" if text in {"无", "/", "-", UNKNOWN} else text


def _kept(value: Value) -> Performance:
    text = _text(value)
    match = _VOUCHER.fullmatch(text)
    word = match["word"] if match else text
    if word not in _KEPT:
        shown = "、".join(dict.fromkeys(name for name in _KEPT if len(name) > 1))
        raise ValueError(f"履行情况看不懂，请只写：{shown}；有凭证的写成“已退还 2010-05-06 凭证号123”")
    if match:
        return Performance(state=_KEPT[word], on=_day(match["day"]), voucher=match["voucher"])
    return Performance(state=_KEPT[word])


_PARSERS: dict[str, Callable[[Value], Any]] = {
    "number": _written, "signed_on": _day, "office": _written, "village": _text, "wife": _name, "wife_id": _id_number,
    "husband": _name, "husband_id": _id_number, "person": _name, "person_id": _id_number, "article": _article,
    "text": _clause, "bearer": _bearer, "amount": _money, "day": _day_or_unknown, "receipt": _receipt, "kept": _kept,
}  # fmt: skip


def spelling(number: str) -> str:
    """Return a contract's number for comparison: ``青计合（1998）7号`` and ``青计合(1998)7号`` are one."""
    return "".join(unicodedata.normalize("NFKC", number).split())


__all__ = ["COLUMNS", "HEAD", "NEEDED", "UNKNOWN", "Bearer", "Performance", "SheetReading", "SheetRow",
           "read_history", "spelling"]  # fmt: skip
