"""What a note in the ledger may not say: nothing about bodies, no identity, account or phone number."""

from __future__ import annotations

import re

from ledger.leaks import leaks

BODIES = (
    "避孕", "节育", "结扎", "上环", "放环", "取环", "查环", "孕检", "怀孕", "妊娠", "孕情", "流产", "引产", "人流",
    "堕胎", "月经", "透环", "皮埋", "绝育", "不孕", "不育", "分娩", "手术", "体检", "病史", "疾病", "残疾",
    "患病", "生病", "患有", "精神病", "重病", "大病", "病残", "伤残", "残障", "残废", "有病", "得病", "病情", "癌",
    "艾滋", "肿瘤", "智障", "智力障碍", "精神障碍", "流过产", "引过产", "打胎", "有孕", "怀上", "怀了", "结过扎",
    "上过环", "生不了", "不能生育",
)  # fmt: skip
"""Words that tell of somebody's body or health."""

MARKS = ("重点对象", "重点人", "重点户", "重点管理对象", "违法生育", "超生")
"""Words that make a target of a person or a household (R-15)."""


def forbidden_words(text: str) -> tuple[str, ...]:
    """Return the words of a note that may not be kept, numbers masked; empty where it may stand.

    Source: Personal Information Protection Law (2021-11-01), articles 6 and 28.
    """
    bodies = tuple(word for word in BODIES if word in text)
    return bodies + tuple(f"{leak.what} {leak.masked}" for leak in leaks(text))


_OFFICES = re.compile(r"残疾人|疾病预防|体检中心")
"""Offices bear these words in their names: a disabled persons' federation is no illness."""


def forbidden_in_a_name(text: str) -> tuple[str, ...]:
    """Return what :func:`forbidden_words` does of the name of a person or an office.

    >>> forbidden_in_a_name("青河镇残疾人联合会")
    ()
    """
    return forbidden_words(_OFFICES.sub("", text))
