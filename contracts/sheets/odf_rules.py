"""What may be typed into the cells of an ``.ods``: drop-down lists and limits, as rules of a workbook.

A rule that Excel knows only in other words, or that points to places which would move with it, is left out and said.

Source: OASIS OpenDocument 1.3 part 3, 9.4.5 (table:content-validation) and 19.599 (table:condition).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts.sheets.grid import cell_name
from contracts.sheets.odf_formulas import Dialect, translated
from contracts.sheets.writing import writable

_LIST = re.compile(r"cell-content-is-in-list\((.*)\)", re.DOTALL)
_KINDS: dict[str, Any] = {
    "whole-number": "whole", "decimal-number": "decimal", "date": "date", "time": "time", "text-length": "textLength",
}  # fmt: skip
_LIMIT = re.compile(r"cell-content-is-(whole-number|decimal-number|date|time)\(\)and(?:cell-content(?:-is)?)(.*)")
_LENGTH = re.compile(r"cell-content-(text-length)(?:-is)?(.*)")
_BETWEEN = re.compile(r"-(not-)?between\((.*)\)")
_COMPARED = re.compile(r"(?:\(\))?(<=|>=|!=|<>|<|>|=)(.*)")
_TRUE = re.compile(r"is-true-formula\((.*)\)", re.DOTALL)
_SIGNS: dict[str, Any] = {
    "<=": "lessThanOrEqual", ">=": "greaterThanOrEqual", "!=": "notEqual", "<>": "notEqual", "<": "lessThan",
    ">": "greaterThan", "=": "equal",
}  # fmt: skip
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_SPACE_OUTSIDE = re.compile(r"""("(?:[^"]|"")*"|\[[^\]]*\])|\s+""")
_PIECE = re.compile(r"""[^"\[(){};,]+|"(?:[^"]|"")*"|\[[^\]]*\]|.""", re.DOTALL)
_PLACES = re.compile(r"\[([^\]]*)\]")
_FIXED = re.compile(r"(?:[^.]*\.\$[A-Z]{1,3}\$\d{1,7})(?::[^.]*\.\$[A-Z]{1,3}\$\d{1,7})?")
_BASE = re.compile(r"\.\$?([A-Z]{1,3})\$?(\d{1,7})$")
_STYLES: dict[str, Any] = {"warning": "warning", "information": "information"}
_LONGEST_LIST, _LONGEST_TEXT, _LONGEST_TITLE, _MOST_AREAS = 255, 220, 30, 2_000


@dataclass(slots=True)
class Rule:
    """One rule as it stands in the file, heard tag by tag, and the areas it holds for, by table."""

    attributes: Mapping[str, str]
    messages: dict[str, Mapping[str, str]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    areas: dict[str, dict[tuple[int, int], list[list[int]]]] = field(default_factory=dict)
    _in: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        if name.endswith("-message"):
            self._in = name
            self.messages[name], self.texts[name] = dict(attributes), []
        elif name == "text:p" and self._in and self.texts[self._in]:
            self.texts[self._in].append("\n")

    def end(self, name: str) -> None:
        """Hear it end."""
        self._in = "" if name == self._in else self._in

    def text(self, text: str) -> None:
        """Hear a piece of text."""
        if self._in:
            self.texts[self._in].append(text)

    def note(self, table: str, rows: range, columns: range) -> None:
        """Note an area that it holds for; those under one another are one."""
        runs = self.areas.setdefault(table, {}).setdefault((columns.start, columns.stop - 1), [])
        if runs and runs[-1][1] == rows.start - 1:
            runs[-1][1] = rows.stop - 1
        else:
            runs.append([rows.start, rows.stop - 1])

    def lay_on(self, pages: Mapping[str, Any], dialect: Dialect) -> bool:
        """Put the rule on the pages it holds for; return whether Excel knows it there."""
        laid = [self._lay(pages[table], areas, dialect) for table, areas in self.areas.items() if table in pages]
        return all(laid)

    def _lay(self, page: Any, areas: Mapping[tuple[int, int], list[list[int]]], dialect: Dialect) -> bool:
        from openpyxl.worksheet.datavalidation import DataValidation

        places = sorted((top, left, bottom, right) for (left, right), runs in areas.items() for top, bottom in runs)
        known = self._condition(places[0][:2], dialect) if len(places) <= _MOST_AREAS else None
        if known is None:
            return False
        cells = " ".join(f"{cell_name(top, left)}:{cell_name(*end)}" for top, left, *end in places)
        page.add_data_validation(DataValidation(sqref=cells, **known, **dict(self._messages())))
        return True

    def _messages(self) -> Iterator[tuple[str, Any]]:
        yield "allow_blank", self.attributes.get("table:allow-empty-cell") != "false"
        yield "showDropDown", self.attributes.get("table:display-list") == "none"
        for name, shown, title, text in (
            ("table:help-message", "showInputMessage", "promptTitle", "prompt"),
            ("table:error-message", "showErrorMessage", "errorTitle", "error"),
        ):
            said = self.messages.get(name, {})
            yield shown, said.get("table:display") == "true"
            yield title, writable(said.get("table:title", ""))[:_LONGEST_TITLE] or None
            yield text, writable("".join(self.texts.get(name, ())))[:_LONGEST_TEXT] or None
            if name == "table:error-message":
                yield "errorStyle", _STYLES.get(said.get("table:message-type", ""))

    def _condition(self, first: tuple[int, int], dialect: Dialect) -> dict[str, Any] | None:
        """Return a condition as openpyxl says it, ``None`` for one that Excel knows only in other words."""
        said = self.attributes.get("table:condition", "").removeprefix("of:")
        if not said:
            return {}
        base = _BASE.search(self.attributes.get("table:base-cell-address", ""))
        moves = not all(_FIXED.fullmatch(place) for place in _PLACES.findall(said))
        if moves and (base is None or f"{base[1]}{base[2]}" != cell_name(*first)):
            return None
        if match := _LIST.fullmatch(said):
            values = _listed(match[1], dialect)
            return {"type": "list", "formula1": values} if values else None
        if match := _TRUE.fullmatch(said):
            formula = _formula(match[1], dialect)
            return {"type": "custom", "formula1": formula} if formula else None
        return _limit(_SPACE_OUTSIDE.sub(lambda part: part[1] or "", said), dialect)


def _limit(said: str, dialect: Dialect) -> dict[str, Any] | None:
    match = _LIMIT.fullmatch(said) or _LENGTH.fullmatch(said)
    if match is None:
        return None
    kind = _KINDS[match[1]]
    if between := _BETWEEN.fullmatch(match[2]):
        ends = [_formula(part, dialect) for part in _parts(between[2])]
        operator = "notBetween" if between[1] else "between"
        if len(ends) != 2 or None in ends:  # noqa: PLR2004 - from and to
            return None
        return {"type": kind, "operator": operator, "formula1": ends[0], "formula2": ends[1]}
    compared = _COMPARED.fullmatch(match[2])
    value = _formula(compared[2], dialect) if compared else None
    if compared is None or value is None:
        return None
    return {"type": kind, "operator": _SIGNS[compared[1]], "formula1": value}


def _listed(text: str, dialect: Dialect) -> str | None:
    """Return the values of a list as Excel has them: in one text between commas, or the cells that hold them."""
    parts = _parts(text)
    values = [match[1] for part in parts if (match := _TEXT.fullmatch(part.strip()))]
    if len(values) < len(parts):
        return _formula(parts[0], dialect) if len(parts) == 1 and parts[0].startswith("[") else None
    joined = ",".join(values)
    return f'"{joined}"' if len(joined) <= _LONGEST_LIST and "," not in "".join(values) else None


def _parts(text: str) -> list[str]:
    """Return the values between brackets; the standard parts them with ``;``, LibreOffice some with ``,``."""
    parts, depth = [""], 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        depth += (piece in {"(", "{"}) - (piece in {")", "}"})
        if piece in {";", ","} and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _formula(text: str, dialect: Dialect) -> str | None:
    formula = translated(f"of:={text.strip()}", dialect)
    return formula[1:] if formula and len(formula) <= _LONGEST_LIST else None
