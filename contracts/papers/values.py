"""Words that somebody wrote for a field become its value: a day, a sum in fen, or the words themselves."""

from __future__ import annotations

from contracts.amounts import parse_fen
from contracts.errors import InputError
from contracts.kinds import Field
from contracts.model import PartialDate, Problem
from contracts.papers.derive import Printable


def field_value(item: Field, text: Printable, where: str) -> Printable:
    """Return what a text means in a field; of a day only half known the words, nothing for no sum.

    Args:
        item: The field.
        text: As written in a roster, in ``office.toml`` or on the command line; a roster may have read it already.
        where: Where it was written, for a fault.

    Raises:
        InputError: No day, no sum, or more than the field takes.
    """
    if item.most and str(text).isdecimal() and int(str(text)) > item.most:
        problem = Problem(where=where, message=f"{item.label}是{text}", hint=f"最多{item.most}")
        raise InputError("数量不能用。", [problem])
    if not isinstance(text, str):
        return text
    if item.type == "date":
        return _day(item, text, where)
    if item.type == "money":
        return _fen(item, text, where)
    return text


def _day(item: Field, text: str, where: str) -> Printable:
    try:
        known = PartialDate.parse(text)
    except ValueError as error:
        problem = Problem(where=where, message=f"{item.label}不是日期", hint="写成如 2026-03-05")
        raise InputError("日期不能用。", [problem]) from error
    return known.whole or f"{known.year}年" + (f"{known.month}月" if known.month else "")


def _fen(item: Field, text: str, where: str) -> Printable:
    try:
        fen = parse_fen(text)
    except ValueError as error:
        problem = Problem(where=where, message=f"{item.label}：{error}", hint="写成如 6,000元")
        raise InputError("金额不能用。", [problem]) from error
    return "" if fen is None else fen
