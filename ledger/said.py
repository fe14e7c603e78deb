"""What people type into a row: names of who acts, reasons, notes. A last look before it is kept for good.

Each command looks at its own words and names the option; here stands what holds for all of them, so that a new
command cannot forget it: nothing about bodies, no identity, account or phone number.

Source: Personal Information Protection Law (2021-11-01), articles 6 and 28.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.wording import MARKS, forbidden_in_a_name, forbidden_words

NAMES = {
    "checker": "审核人", "received_by": "收件人", "raised_by": "提出人", "answered_by": "答复人", "applicant": "申请人",
    "successor": "接替单位", "representative": "负责人", "post": "职务", "prepared_by": "编制人", "seen_by": "核看人",
    "holder": "持证人", "actor": "经办人", "source": "出处",
}  # fmt: skip
"""Columns that name who acts, with their labels."""
WORDS = {
    "because": "原因", "note": "说明", "evidence": "依据", "missing": "缺少的材料", "how": "方式", "grade": "等次",
    "pay_grade": "发放档次", "purpose": "用途", "basis": "依据", "ceremony": "会议名称", "where_from": "来源",
}  # fmt: skip
"""Columns of free text, with their labels."""
ABOUT_HOUSEHOLDS = ("note", "grade", "pay_grade", "purpose", "holder")
"""Columns in which an office writes of a household; what a family says of the office stands in others, and may name
the mark that was put on it."""
LONGEST_NAME, LONGEST_WORDS = 100, 2_000
"""Letters: two thousand fill three sheets of 22 lines by 28; what is longer is a paper, to be filed and named here."""


def refuse_forbidden(rows: Iterable[Mapping[str, Any]]) -> None:
    """Refuse rows whose names or words may not be kept; every fault is told.

    Raises:
        LedgerError: What stands there, masked, and in which column.
    """
    problems = tuple(dict.fromkeys(fault for row in rows for fault in _faults(row)))
    if problems:
        raise LedgerError(f"有 {len(problems)} 处不能记录的内容，台账没有写入。", problems)


def too_long(text: str, longest: int) -> tuple[str, str] | None:
    """Return what is wrong with a text of more letters than ``longest`` and what to do; ``None`` where nothing is."""
    if len(text) <= longest:
        return None
    return f"有 {len(text)} 个字，最多 {longest} 个字", "写要点；全文另存一份，在这里写明存在哪里"


def _faults(row: Mapping[str, Any]) -> Iterator[Problem]:
    for labels, found_in, longest in ((NAMES, _in_name, LONGEST_NAME), (WORDS, _in_words, LONGEST_WORDS)):
        for column in labels.keys() & row.keys():
            text = row[column]
            if isinstance(text, str) and (long := too_long(text, longest)):
                yield Problem(where=labels[column], message=long[0], hint=long[1])
            elif column in ABOUT_HOUSEHOLDS and row.get("what") != "breach" and (marks := _marks(text)):
                message = f"不得给人或家庭贴“{'、'.join(marks)}”的标记"
                yield Problem(where=labels[column], message=message, hint="只写发生了什么、这一户需要什么帮助")
            elif isinstance(text, str) and (found := found_in(text)):
                message = f"文字里有不得记录的内容：{'、'.join(found)}"
                yield Problem(where=labels[column], message=message, hint="删去后重新录入")


def _marks(text: object) -> tuple[str, ...]:
    return tuple(word for word in MARKS if isinstance(text, str) and word in text)


_in_name = functools.lru_cache(forbidden_in_a_name)
_in_words = functools.lru_cache(forbidden_words)
