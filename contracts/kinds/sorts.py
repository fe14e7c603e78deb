"""The sorts of value that a manifest holds: what each is called, and whether something is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from contracts.kinds.kind import PartySource

CODE_FORM = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
"""How kinds, sections, clauses, tables, columns, fields and choices are named."""
_DOCX = re.compile(r"[^/\\:\s]+\.docx")
_YEARS = 100
"""The longest period of a paper."""
_DAYS = 3660
"""Ten years: a longer period is said in years."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of value: what it is called, and whether something is one."""

    called: str
    fits: Callable[[Any], bool]


def one_of(words: Collection[str]) -> Sort:
    """Return the sort of one word of a list."""
    return Sort(f"其中一个：{'、'.join(words)}", lambda value: isinstance(value, str) and value in words)


def one_or_more_of(words: Collection[str]) -> Sort:
    """Return the sort of a list of some of those words."""
    return Sort(f"[ ] 里列出，至少一个，可用：{'、'.join(words)}", lambda value: _filled_list(value, words))


def whole(least: int, most: int = 10**6) -> Sort:
    """Return the sort of a whole number between two, both included."""
    called = f"{least} 到 {most} 的整数，不加引号" if most < 10**6 else f"{least} 或更大的整数，不加引号"
    return Sort(called, lambda value: type(value) is int and least <= value <= most)


def _filled_list(value: Any, words: Collection[str]) -> bool:
    return isinstance(value, list) and bool(value) and all(item in words for item in value)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(map(_texts, value))


def _each(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, Mapping) and all(map(fits, value.values()))


def _is_source(value: Any) -> bool:
    given = value if isinstance(value, list) else [value]
    return _filled_list(given, get_args(PartySource))


def _is_example(value: Any) -> bool:
    if isinstance(value, list):
        return all(_each(row, _is_told) for row in value)
    return _is_told(value)


def _is_told(value: Any) -> bool:
    return isinstance(value, str | int | date) and not isinstance(value, bool)


def _is_copies(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) or _is_words(item) for item in value)


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


CODE = Sort(
    "代码：小写字母开头，只用小写字母、数字和下划线，写在引号里",
    lambda value: isinstance(value, str) and bool(CODE_FORM.fullmatch(value)),
)
TEXT = Sort("文字，写在引号里", lambda value: isinstance(value, str))
WORDS = Sort("文字，写在引号里，不能空着", _is_words)
FLAG = Sort("true 或 false，不加引号", lambda value: isinstance(value, bool))
TRUE = Sort("true，不加引号；不要的整项删去", lambda value: value is True)
DAY = Sort("日期，不加引号，如 2026-03-05", lambda value: type(value) is date)
LIST = Sort("几项，写在 [ ] 里", lambda value: isinstance(value, list))
FILLED = Sort("几项，写在 [ ] 里，至少一项", lambda value: isinstance(value, list) and bool(value))
TEXTS = Sort("几段文字，写在 [ ] 里", _texts)
PARTS = Sort("几项，写作 名称 = 内容", lambda value: isinstance(value, dict))
WORDED_PARTS = Sort('几项，写作 名称 = "文字"', lambda value: _each(value, _is_words))
LISTED_PARTS = Sort('几项，写作 名称 = ["选项"]', lambda value: _each(value, lambda item: _texts(item) and bool(item)))
ROWS = Sort('几行，写作 [["第一格", "第二格"], …]，每格写在引号里', _is_rows)
ROWS_FOR = Sort(
    '各选项的行，写作 { 选择项 = { 选项 = [["第一格", …]] } }',
    lambda value: _each(value, lambda it: _each(it, _is_rows)),
)
PERIODS = Sort(
    f"几年，写作 选项 = 年数，年数是 1 到 {_YEARS} 的整数",
    lambda value: _each(value, lambda it: _each(it, whole(1, _YEARS).fits)),
)
TITLES = Sort(
    '另一个选项的题目，写作 选项 = "题目"',
    lambda value: _each(value, lambda it: _each(it, WORDS.fits)),
)
YEARS = whole(0, _YEARS)
DAYS = whole(1, _DAYS)
DOCUMENTS = Sort(
    'Word 文件的名字，写作 { zh_CN = "zh_CN.docx" }，放在文种文件夹里',
    lambda value: _each(value, lambda it: isinstance(it, str) and bool(_DOCX.fullmatch(it))),
)
SOURCE = Sort(f"其中一个：{'、'.join(get_args(PartySource))}，或者几个写在 [ ] 里", _is_source)
COPIES = Sort("至少一份，写在 [ ] 里，每份是文字或者 { label = … }", _is_copies)
EXAMPLE = Sort('文字、数或日期；名册的示例行写作 [[example.roster]] 下面的 栏目 = "内容"', _is_example)
