"""Days, sums and laws as a paper words them, in the language of the paper.

What people wrote stays as they wrote it: names, places, what an office typed. What the program words itself
follows the language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from contracts.dates import day
from contracts.kinds import TRADITIONAL
from contracts.model import Citation
from contracts.numerals import capital_amount, chinese_date, yuan
from contracts.papers.derive import Printable
from contracts.traditional import traditional

PROGRAM_WORDS = frozenset({"gender", "programme", "standard", "title", "label", "payers", "posting_days", "conditions"})
"""Columns and fields of the ledger and the law that hold words of the program, never a name."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def worded(value: Printable, how: str, field_type: str) -> str:
    """Return a value as it is printed: through the filter, or by the type of its field.

    Raises:
        TypeError: The filter does not fit the value: a sum that is not fen, a day that is not a day.
    """
    if how in {"day", "chinese_day"} or (not how and isinstance(value, date)):
        return chinese_date(_day(value)) if how == "chinese_day" else day(_day(value))
    if how in {"yuan", "yuan_upper"} or (not how and field_type == "money"):
        return capital_amount(_fen(value)) if how == "yuan_upper" else yuan(_fen(value))
    text = str(value)
    return f"{text}%" if field_type == "percent" and not text.endswith("%") else text


def english_worded(value: Printable, how: str, field_type: str) -> str:
    """Return a value as English words it: ``5 March 2026``, ``CNY 960``; else like :func:`worded`.

    Raises:
        TypeError: The filter does not fit the value.
    """
    if how in {"day", "chinese_day"} or (not how and isinstance(value, date)):
        known = _day(value)
        return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"
    if how in {"yuan", "yuan_upper"} or (not how and field_type == "money"):
        return f"CNY {yuan(_fen(value)).removesuffix('元')}"
    return worded(value, how, field_type)


def in_language(value: Printable, key: str, locale: str) -> Any:
    """Return what the program worded in the characters of the paper; ``key`` names its column or field."""
    told = locale == TRADITIONAL and key in PROGRAM_WORDS and isinstance(value, str)
    return traditional(str(value)) if told else value


ORGANS = {"township": "政", "subdistrict": "街办"}
"""What stands in a number for the office that signs, by its type: a 街道办事处 is no government."""


def citations(items: Sequence[Citation]) -> str:
    """Return laws as a running text, each named once: ``《…法》第5条、第12条、《…法典》第509条``."""
    named = (f"《{law}》" + "、".join(f"第{article}条" for article in articles) for law, articles in _by_law(items))
    return "、".join(named)


def english_citations(items: Sequence[Citation], names: Mapping[str, str]) -> str:
    """Return laws as a running text, each named once; a law whose English name is not known keeps its own."""
    laws = [
        f"Article{'s' * (len(articles) > 1)} {_listed(articles)} of the {names.get(law, f'《{law}》')}"
        for law, articles in _by_law(items)
    ]
    return _listed(laws)


def _by_law(items: Sequence[Citation]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(item.law, []).append(item.article)
    return list(found.items())


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if words[:-1] else "") + "".join(words[-1:])


def _day(value: Printable) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} 不是日期")
    return value


def _fen(value: Printable) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} 不是以分为单位的金额")
    return value
