"""The formulas of an ``.ods`` as Excel writes them, where every part of one is understood.

Source: OASIS OpenDocument 1.3 part 4, 5 (the language) and 5.8 (references); ECMA-376 part 1, 18.17.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from contracts.sheets.notes import column_number
from contracts.sheets.odf_functions import CELLS_AT, CONSTANTS, FUNCTIONS, GIVE_CELLS, LOOKS_FOR

_STARTS = ("of:=", "oooc:=")
_TOKEN = re.compile(
    r"""(?P<space>[ \n]+)
    |(?P<number>\d+(?:\.\d+)?(?:E[+-]?\d{1,3})?)
    |(?P<text>"(?:[^"]|"")*+")
    |(?P<cells>\[(?:'(?:[^']|'')*+'|[^\]'])*+\])
    |(?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))
    |(?P<function>[A-Za-z][\w.]*+)\ *+\(
    |(?P<list>\{[^{}]*+\})
    |(?P<joint>[!~])
    |(?P<sign><=|>=|<>|[-+*/^&=<>])
    |(?P<percent>%)
    |(?P<opening>\()|(?P<closing>\))|(?P<next>;)""",
    re.VERBOSE | re.ASCII,
)
_PLACE = re.compile(
    r"(?P<sheet>\$?(?:'(?:[^']|'')++'|[^'.:\[\]#\$\s]++))?\.(?P<across>\$?[A-Z]{1,3})?(?P<down>\$?[1-9][0-9]{0,6})?"
)
_LIST_VALUE = r"""(?:-?\d{1,15}(?:\.\d{1,9})?|"(?:[^"]|"")*+"|TRUE\(\)|FALSE\(\))"""
_LIST = re.compile(rf"\{{{_LIST_VALUE}(?:[;|]{_LIST_VALUE})*+\}}", re.ASCII)
_LIST_PART = re.compile(r'"(?:[^"]|"")*"|\(\)|[;|]')
_PATTERNS = frozenset(r"*?~.^$[](){}|+\\")
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
_LONGEST, _LONGEST_TEXT, _DEEPEST, _MOST_DIGITS = 8_192, 255, 60, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a whole file says of its formulas.

    Attributes:
        sheets: The names that its tables have in the new workbook.
        certain: Whether numbers and days count as in Excel.
        wildcards: Whether ``*`` and ``?`` stand for letters where a text is looked for, as in Excel.
        excel_strings: Whether ``INDIRECT`` takes places as Excel writes them.
    """

    sheets: Mapping[str, str]
    certain: bool = True
    wildcards: bool = True
    excel_strings: bool = False


@dataclass(slots=True)
class _Bracket:
    """One that is open: of a function by its name, or around a part of a formula."""

    name: str = ""
    kinds: list[str] = field(default_factory=list)  # of each value before: cells, plain, other or none
    kind: str = ""


class _NotUnderstoodError(Exception):
    """A part of a formula that means nothing, or nothing certain, to Excel."""


def translated(formula: str, dialect: Dialect) -> str | None:
    """Return a formula with its ``=`` as Excel writes it, ``None`` if any part is not understood.

    >>> translated("of:=SUM([.B2:.B5];[$册.$A$1])%", Dialect(sheets={"册": "册"}))
    "=SUM(B2:B5,'册'!$A$1)%"
    >>> translated('of:=WEBSERVICE("x")', Dialect(sheets={}))
    """
    start = next((start for start in _STARTS if formula.startswith(start)), None)
    if start is None or not dialect.certain or len(formula) > _LONGEST:
        return None
    try:
        text = f"={_Reader(dialect).read(formula[len(start) :])}"
    except _NotUnderstoodError:
        return None
    return text if len(text) <= _LONGEST and min(text) >= " " else None


class _Reader:
    """Reads one formula from left to right; either a value is due, or a sign that joins it to the next."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._out = list[str]()
        self._brackets = [_Bracket()]
        self._due = True
        self._last = ""

    def read(self, text: str) -> str:
        """Return what stands after the ``=``."""
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            kind = match.lastgroup if match else None
            if match is None or kind is None:
                raise _NotUnderstoodError
            at = match.end()
            if kind == "space":
                self._out.append(" " * len(match[0]))
                continue
            if (self._last == "joint" and kind != "cells") or (kind == "joint" and self._last != "cells"):
                raise _NotUnderstoodError  # only between cells Excel knows a joint
            self._readers[kind](self, match[kind])
            self._last = kind
        if self._due or len(self._brackets) > 1:
            raise _NotUnderstoodError
        return "".join(self._out).strip()

    def _put(self, text: str, kind: str = "other") -> None:
        """Write a value, which must be due; together with what stands before it in its place it is no single cells."""
        if not self._due:
            raise _NotUnderstoodError
        self._due = False
        self._note(kind)
        self._out.append(text)

    def _note(self, kind: str) -> None:
        bracket = self._brackets[-1]
        bracket.kind = "other" if bracket.kind else kind

    def _number(self, text: str) -> None:
        if len(text.partition("E")[0]) > _MOST_DIGITS or not math.isfinite(float(text)):
            raise _NotUnderstoodError  # Excel would round it
        self._put(text, "plain")

    def _text(self, text: str) -> None:
        if len(text) - 2 > _LONGEST_TEXT:
            raise _NotUnderstoodError
        self._put(text, "other" if _PATTERNS.intersection(text) else "plain")

    def _list(self, text: str) -> None:
        if not _LIST.fullmatch(text):
            raise _NotUnderstoodError
        signs = {";": ",", "|": ";", "()": ""}
        self._put(_LIST_PART.sub(lambda part: signs.get(part[0], part[0]), text))

    def _cells(self, text: str) -> None:
        cells = _placed(text[1:-1], self._dialect.sheets)
        if self._last == "joint":
            self._due = False
            self._out.append(cells)
        else:
            self._put(cells, "cells")

    def _joint(self, sign: str) -> None:
        if sign == "~" and self._brackets[-1].name:
            raise _NotUnderstoodError  # Excel would take the comma for the one between two values
        self._due = True
        self._out.append(" " if sign == "!" else ",")

    def _sign(self, sign: str) -> None:
        if self._due and sign not in {"+", "-"}:
            raise _NotUnderstoodError
        self._due = True
        self._brackets[-1].kind = "other"
        self._out.append(sign)

    def _percent(self, sign: str) -> None:
        if self._due:
            raise _NotUnderstoodError
        self._brackets[-1].kind = "other"
        self._out.append(sign)

    def _function(self, name: str) -> None:
        name = name.upper()
        known = name in CONSTANTS or (name in FUNCTIONS and (name != "INDIRECT" or self._dialect.excel_strings))
        if not known:
            raise _NotUnderstoodError
        self._put(CONSTANTS.get(name) or f"{FUNCTIONS[name][0]}(", "cells" if name in GIVE_CELLS else "other")
        self._enter(_Bracket(name))

    def _opening(self, text: str) -> None:
        if not self._due:
            raise _NotUnderstoodError
        self._out.append(text)
        self._enter(_Bracket())

    def _enter(self, bracket: _Bracket) -> None:
        self._brackets.append(bracket)
        self._due = True
        if len(self._brackets) > _DEEPEST:
            raise _NotUnderstoodError

    def _closing(self, text: str) -> None:
        bracket = self._brackets.pop()
        if not self._brackets or (self._due and not (bracket.name and self._last in _BEFORE_NOTHING)):
            raise _NotUnderstoodError
        if self._last != "function":
            bracket.kinds.append(bracket.kind)
        self._due = False
        if not bracket.name:
            self._note(bracket.kind)
        elif bracket.name in CONSTANTS:
            text = ""
            if bracket.kinds:
                raise _NotUnderstoodError
        elif not _is_accepted(bracket, wildcards=self._dialect.wildcards):
            raise _NotUnderstoodError
        self._out.append(text)

    def _next(self, _: str) -> None:
        bracket = self._brackets[-1]
        if not bracket.name or (self._due and self._last not in _BEFORE_NOTHING):
            raise _NotUnderstoodError
        bracket.kinds.append(bracket.kind)
        bracket.kind = ""
        self._due = True
        self._out.append(",")

    _readers: ClassVar[dict[str, Callable[[_Reader, str], None]]] = {
        "number": _number, "text": _text, "error": _put, "cells": _cells, "list": _list, "function": _function,
        "joint": _joint, "sign": _sign, "percent": _percent, "opening": _opening, "closing": _closing, "next": _next,
    }  # fmt: skip


_BEFORE_NOTHING = frozenset({"function", "next"})


def _is_accepted(call: _Bracket, *, wildcards: bool) -> bool:
    """Say whether Excel takes so many values of such kinds, and finds with them what the file's own program finds."""
    _, least, most = FUNCTIONS[call.name]
    kinds = call.kinds
    needed = [("cells", CELLS_AT.get(call.name, ())), ("plain", () if wildcards else LOOKS_FOR.get(call.name, ()))]
    wrong = any(at < len(kinds) and kinds[at] != kind for kind, places in needed for at in places)
    return least <= len(kinds) <= most and not wrong


def address(text: str, sheets: Mapping[str, str]) -> str | None:
    """Return ``'册'!$A$1:B2`` for ``$册.$A$1:.B2``, ``None`` for what is no place in these sheets."""
    try:
        return _placed(text, sheets)
    except _NotUnderstoodError:
        return None


def _placed(text: str, sheets: Mapping[str, str]) -> str:
    first = _PLACE.match(text)
    if first is None:
        raise _NotUnderstoodError
    second = None
    if first.end() < len(text):
        second = _PLACE.fullmatch(text, first.end() + 1)
        if second is None or text[first.end()] != ":":
            raise _NotUnderstoodError
    corners = [_corner(first), *([_corner(second)] if second else [])]
    names = [_sheet(match, sheets) for match in (first, second) if match and match["sheet"]]
    if len(set(names)) > 1 or (names and not first["sheet"]) or len({kind for kind, _ in corners}) > 1:
        raise _NotUnderstoodError
    if len(corners) == 1 and corners[0][0] != (True, True):
        raise _NotUnderstoodError
    return "".join(names[:1]) + ":".join(place for _, place in corners)


def _corner(match: re.Match[str]) -> tuple[tuple[bool, bool], str]:
    """Return whether a place says its column and its row, and the place."""
    across, down = match["across"] or "", match["down"] or ""
    if column_number(across.lstrip("$")) > LAST_COLUMN or int(down.lstrip("$") or 1) > LAST_ROW:
        raise _NotUnderstoodError
    return (bool(across), bool(down)), across + down


def _sheet(match: re.Match[str], sheets: Mapping[str, str]) -> str:
    name = match["sheet"].removeprefix("$")
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    if name not in sheets:
        raise _NotUnderstoodError
    return "'{}'!".format(sheets[name].replace("'", "''"))
