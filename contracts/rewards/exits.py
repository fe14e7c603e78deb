"""Why somebody's claim to a reward ends: one vocabulary for what is reckoned, recorded, held back and printed.

The words are those of the programme packs. A ledger may hold earlier words for four of them; what is stored stays,
and reads as the word that stands for it now.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

ExitCode = Literal[
    "died", "moved_out", "urban", "family_changed", "employee_pension", "serving_sentence",
    "no_longer_qualifies", "wrongly_confirmed",
]  # fmt: skip
"""Why payment ends, in neutral words; nothing about a body is ever the code."""

EXITS: Mapping[ExitCode, str] = {
    "died": "本人死亡",
    "moved_out": "户籍迁出本省",
    "urban": "转为城镇居民",
    "family_changed": "家庭子女数发生变化",
    "employee_pension": "已领取职工养老待遇",
    "serving_sentence": "正在服刑",
    "no_longer_qualifies": "不再符合扶助条件",
    "wrongly_confirmed": "资格确认有误",
}
"""Code → how people are told. The order gives the numbers on payment lists and never changes."""

FORMER: Mapping[str, ExitCode] = {
    "became_urban": "urban",
    "gained_child": "family_changed",
    "has_employee_pension": "employee_pension",
    "recovered": "no_longer_qualifies",
}
"""What ledgers may hold from before → the code of today."""


def current(reason: str) -> str:
    """Return the code of today for a stored one; every other word is its own."""
    return FORMER.get(reason, reason)
