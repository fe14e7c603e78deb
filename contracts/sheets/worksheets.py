"""The sheets of an ``.xlsx`` before a parser opens them: how big they are, what they hide."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from contracts.errors import RosterError
from contracts.sheets.bounds import (
    MOST_COLUMNS,
    MOST_TEXT,
    check_extent,
    chunks,
    is_too_large,
    pieces,
    refused,
    small,
)
from contracts.sheets.notes import SheetNotes, column_number, merged_cells
from contracts.sheets.strings import LONGEST_TEXT, TextMeter, has_long_inline, pointed_to, text_lengths

_MOST_PART_BYTES = 96 * 2**20
_ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]*?\br="(\d{1,9})"[^<>]*\bhidden="(?:1|true)"')
_CELL = re.compile(rb'[ \t\r\n]r="([A-Z]{1,3})\d')
_FAR_ROW = re.compile(rb'[ \t\r\n]r="[A-Z]{1,3}(\d{6,9})"')
_NEAR_ROWS = 99_999
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3})(\d{1,9})"[^<>]*(?<!/)>(?!</)')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{1,3}\d{1,9})"[^<>]*>'
    rb"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]{1,20})<"
)
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)><(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3}\d{1,9})"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")


@dataclass(slots=True, kw_only=True)
class _Seen:
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: list[tuple[str, str]] = field(default_factory=list)
    uncalculated: set[str] = field(default_factory=set)
    columns: set[bytes] = field(default_factory=set)
    last_row: int = 0
    pointers: int = 0
    merged: int = 0

    @property
    def last_column(self) -> int:
        return max((column_number(column.decode()) for column in self.columns), default=0)


def check_xlsx(path: Path, package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> dict[str, SheetNotes]:
    """Return what each sheet does not show, by its name.

    Raises:
        RosterError: It is larger than a roster can be.
    """
    longest, strings = 0, list[str]()
    for name in parts:
        if name.startswith("xl/") and name.endswith((".xml", ".rels")) and "/worksheets/sheet" not in name:
            meter = _check_part(path, package, name)
            longest = max(longest, meter.longest)
            strings += [name] if meter.is_strings else []
    found = {sheet: part for sheet, part in _sheet_parts(path, package) if part in parts}
    seen = {sheet: _check_sheet(path, package, part) for sheet, part in found.items()}
    if longest * sum(item.pointers for item in seen.values()) > MOST_TEXT:
        _check_text(path, package, strings, found.values())
    return {
        sheet: SheetNotes(
            hidden_rows=frozenset(item.hidden_rows),
            hidden_columns=frozenset(item.hidden_columns),
            errors=tuple(item.errors),
            uncalculated=frozenset(item.uncalculated),
            merged=item.merged,
        )
        for sheet, item in seen.items()
    }


def _check_part(path: Path, package: zipfile.ZipFile, name: str) -> TextMeter:
    meter = TextMeter()
    for chunk in chunks(path, package, name, _MOST_PART_BYTES):
        meter.look(chunk)
        if meter.longest > LONGEST_TEXT:
            raise _too_long(path)
    return meter


def _too_long(path: Path) -> RosterError:
    message = f"有一格的文字超过 {LONGEST_TEXT} 字，Excel 和 WPS 的一格也放不下"
    return refused(path, message, "请删去这一格里多余的文字，用 Excel 或 WPS 另存一份再试")


def _check_text(path: Path, package: zipfile.ZipFile, strings: Iterable[str], sheets: Iterable[str]) -> None:
    """Refuse texts that are kept once and written out so often that no memory holds them."""
    for name in strings:
        lengths = text_lengths(chunks(path, package, name, _MOST_PART_BYTES))
        total = 0
        for sheet in sheets:
            for piece in pieces(path, package, sheet):
                total += pointed_to(piece, lengths)
                if total > MOST_TEXT:
                    raise refused(path, "各格的文字加起来大得不正常", "请删去重复的长文字，或按村分成几个文件")


def _sheet_parts(path: Path, package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield name and part of each sheet, as the workbook lists them."""
    relations = small(path, package, "xl/_rels/workbook.xml.rels")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^<>]*>", relations):
        found = dict(re.findall(r'\b(Id|Target)="([^"]*)"', tag))
        if len(found) == 2:  # noqa: PLR2004
            target = html.unescape(found["Target"])
            targets[found["Id"]] = target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^<>]*>", small(path, package, "xl/workbook.xml")):
        name = re.search(r'\bname="([^"]*)"', tag)
        relation = re.search(r'\b\w+:id="([^"]*)"', tag)
        if name and relation and relation[1] in targets:
            yield html.unescape(name[1]), targets[relation[1]]


def _check_sheet(path: Path, package: zipfile.ZipFile, part: str) -> _Seen:
    seen = _Seen()
    for piece in pieces(path, package, part):
        _note(seen, piece)
        if has_long_inline(piece):
            raise _too_long(path)
    if is_too_large(seen.last_row, seen.last_column):
        filled = _Seen()  # cells that are only coloured or framed do not count, and are told apart at some cost
        for piece in pieces(path, package, part):
            _note_filled(path, filled, piece)
    return seen


def _note(seen: _Seen, piece: bytes) -> None:
    for tag in _COLUMN.findall(piece) if b"<cols" in piece or b":cols" in piece else ():
        limits = re.search(rb'\bmin="(\d{1,6})"', tag), re.search(rb'\bmax="(\d{1,6})"', tag)
        if re.search(rb'\bhidden="(1|true)"', tag) and limits[0] and limits[1]:
            seen.hidden_columns.update(range(int(limits[0][1]), min(int(limits[1][1]), MOST_COLUMNS) + 1))
    if b"hidden=" in piece:
        seen.hidden_rows.update(int(row) for row in _ROW.findall(piece))
    seen.columns.update(_CELL.findall(piece))
    seen.pointers += piece.count(b'"s"') + piece.count(b"'s'")
    seen.last_row = max(seen.last_row, _NEAR_ROWS, *map(int, _FAR_ROW.findall(piece)))
    seen.merged += merged_cells(piece) if b"mergeCell" in piece else 0
    if b't="e"' in piece:
        seen.errors.extend((cell.decode(), text.decode("utf-8", "replace")) for cell, text in _ERROR.findall(piece))
    if b"<f" in piece or b":f" in piece:
        seen.uncalculated.update(_uncalculated(piece))


def _uncalculated(piece: bytes) -> Iterator[str]:
    """Yield the cells whose formula has no result; an empty text is one (``=IF(B2="","",…)`` in rows kept ready)."""
    for attributes, result in _UNCALCULATED.findall(piece):
        place = _PLACE.search(attributes)
        if place and not (result and b't="str"' in attributes):
            yield place[1].decode()


def _note_filled(path: Path, seen: _Seen, piece: bytes) -> None:
    filled = _FILLED.findall(piece)
    seen.columns.update({column for column, _ in filled})
    seen.last_row = max(seen.last_row, *map(int, {row for _, row in filled}), 0)
    check_extent(path, seen.last_row, seen.last_column)
