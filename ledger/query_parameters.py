"""What a clerk types for a question's parameters, as the values that its SQL is given."""

from __future__ import annotations

import json
from collections.abc import Callable

from contracts.amounts import parse_fen
from contracts.dates import parse_day
from contracts.errors import LedgerError
from contracts.identity import parse_id_number
from contracts.model import Problem

Value = str | int
_WHOLE = 100

EXAMPLES = {
    "text": "李明", "programme": "only_child_reward", "old_fen": "120元", "new_fen": "150元", "end_age": "14",
    "shares": "县级财政:60,乡镇财政:40",
}  # fmt: skip
"""How a parameter is written without which a question has no answer; a day is today unless somebody says otherwise."""


def parameter(key: str, text: str) -> Value:
    """Return the value of a parameter: days as ``YYYY-MM-DD``, sums in fen, shares as JSON, words as they are.

    A sum of digits alone is fen, as the name says; with its unit it is what is written (``960元``). Shares are
    ``县级财政:60,乡镇财政:40`` and add up to 100.

    Raises:
        LedgerError: It is none of what this parameter takes.

    >>> parameter("new_fen", "960元"), parameter("by", "2026年3月5日"), parameter("shares", "县:60，镇:40")
    (96000, '2026-03-05', '[["县",60],["镇",40]]')
    """
    try:
        read = next((read for names, read in _READERS if key in names), None)
        if read is None and key.endswith("_fen"):
            read = _fen
        return read(text) if read else text
    except ValueError as error:
        problem = Problem(where=f"{key}={text}", message=str(error), hint=f"写作 --set {key}={_example(key)}")
        raise LedgerError(f"参数 {key} 不对：{error}", [problem]) from error


def _example(key: str) -> str:
    if key.endswith("_fen"):
        return EXAMPLES.get(key, "960元")
    return {**EXAMPLES, "as_of": "2026-03-05", "by": "2026-03-05", "year": "2026"}[key]


def _day(text: str) -> str:
    return parse_day(text).isoformat()


def _sought(text: str) -> str:
    """Return what is looked for; a whole ID number as the ledger keeps it, however it was typed."""
    try:
        return parse_id_number(text)
    except ValueError:
        return text


def _weight(text: str) -> int:
    if not text.strip().isdecimal():
        raise ValueError("每个单位后面要有整数的份数，中间用冒号隔开")
    return int(text)


def _whole(text: str) -> int:
    if not text.strip().isdecimal():
        raise ValueError(f"“{text}”不是整数")
    return int(text)


def _fen(text: str) -> int:
    if text.strip().isdecimal():
        return int(text)
    fen = parse_fen(text)
    if fen is None:
        raise ValueError(f"“{text}”不是金额；写作 960元，或者以分为单位的整数")
    return fen


def _shares(text: str) -> str:
    parts = [part.replace("：", ":").partition(":") for part in text.replace("，", ",").replace("、", ",").split(",")]
    shares = [(name.strip(), _weight(weight)) for name, _, weight in parts]
    if not all(name for name, _ in shares) or len({name for name, _ in shares}) < len(shares):
        raise ValueError(f"“{text}”里有单位没有写名称，或者写了两次；写作 县级财政:60,乡镇财政:40")
    if (whole := sum(weight for _, weight in shares)) != _WHOLE:
        raise ValueError(f"份数合计 {whole}，应为 100；写作 县级财政:60,乡镇财政:40")
    return json.dumps(shares, ensure_ascii=False, separators=(",", ":"))


_READERS: tuple[tuple[frozenset[str], Callable[[str], Value]], ...] = (
    (frozenset({"as_of", "by"}), _day),
    (frozenset({"year", "end_age"}), _whole),
    (frozenset({"shares"}), _shares),
    (frozenset({"text"}), _sought),
)
