"""The sheets of an ``.xlsx`` before a parser opens them: how big they are, what they hide."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from contracts.errors import RosterError
from contracts.sheets.bounds import (
    MOST_CELLS_IN_ALL,
    MOST_COLUMNS,
    MOST_TEXT,
    check_cells,
    check_extent,
    chunks,
    is_too_large,
    pieces,
    refused,
    small,
    too_much_text,
)
from contracts.sheets.notes import SheetNotes, column_number, merged_cells
from contracts.sheets.spelling import Spelling
from contracts.sheets.strings import LONGEST_TEXT, TextMeter, has_long_inline, pointed_to, text_bytes, text_lengths

_MOST_PART_BYTES = 96 * 2**20
_MOST_INLINE_BYTES = 2 * MOST_TEXT
_ROW = re.compile(rb'<row\b(?=[^<>]*\shidden="(?:1|true)")[^<>]*?\sr="(\d{1,9})"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})\d')
_FAR_ROW = re.compile(rb'<c r="[A-Z]{1,3}(\d{6,9})"')
_NEAR_ROWS = 99_999
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,9})"[^<>]*(?<!/)>(?!</)')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,9})"(?=[^<>]*\st="e")[^<>]*>'
    rb"(?:<f\b[^<>]*(?:/>|>[^<]*</f>))?<v>([^<]{1,20})<"
)
_UNCALCULATED = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,9})"([^<>]*)><f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)(<v\s*/>|<v></v>)?</c>'
)
_COLUMN = re.compile(rb"<col\b[^<>]*>")
_QUOTED = re.compile(r"""\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


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
    size: int = 0

    @property
    def cells(self) -> int:
        return self.last_row * self.last_column

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
    listed = [(sheet, part) for sheet, part in _sheet_parts(path, package, parts)]
    seen = {part: _check_sheet(path, package, part) for part in {part for _, part in listed}}
    if sum(seen[part].cells for _, part in listed) > MOST_CELLS_IN_ALL:
        exact = {part: _filled(path, package, part).cells for part in seen}
        check_cells(path, sum(exact[part] for _, part in listed))
    if longest * sum(seen[part].pointers for _, part in listed) > MOST_TEXT:
        _check_text(path, package, strings, [part for _, part in listed])
    if sum(seen[part].size for _, part in listed) > _MOST_INLINE_BYTES:
        _check_inline(path, package, [part for _, part in listed])
    return {
        sheet: SheetNotes(
            hidden_rows=frozenset(item.hidden_rows),
            hidden_columns=frozenset(item.hidden_columns),
            errors=tuple(item.errors),
            uncalculated=frozenset(item.uncalculated),
            merged=item.merged,
        )
        for sheet, item in ((sheet, seen[part]) for sheet, part in listed)
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


def _check_text(path: Path, package: zipfile.ZipFile, strings: Iterable[str], sheets: Sequence[str]) -> None:
    """Refuse texts that are kept once and written out so often that no memory holds them."""
    for name in strings:
        lengths = text_lengths(chunks(path, package, name, _MOST_PART_BYTES))
        total = 0
        for sheet in sheets:
            for piece in pieces(path, package, sheet):
                total += pointed_to(piece, lengths)
                if total > MOST_TEXT:
                    raise too_much_text(path)


def _check_inline(path: Path, package: zipfile.ZipFile, sheets: Iterable[str]) -> None:
    total = 0
    for sheet in sheets:
        for piece in pieces(path, package, sheet):
            total += text_bytes(piece)
            if total > _MOST_INLINE_BYTES:
                raise too_much_text(path)


def _sheet_parts(path: Path, package: zipfile.ZipFile, parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield name and part of each sheet, as the workbook lists them; capital letters in a part's name do not count."""
    real = {part.lower(): part for part in parts}
    targets = {}
    for tag in re.findall(
        r"<(?:[^\s<>/:]+:)?Relationship\b[^<>]*>", small(path, package, "xl/_rels/workbook.xml.rels")
    ):
        found = _attributes(tag)
        target = found.get("Target", "").removeprefix("/")
        inside = target if target.startswith("xl/") else str(PurePosixPath("xl") / target)
        targets[found.get("Id", "")] = real.get(inside.lower())
    for tag in re.findall(r"<(?:[^\s<>/:]+:)?sheet\s[^<>]*>", small(path, package, "xl/workbook.xml")):
        found = _attributes(tag)
        relation = next((value for key, value in found.items() if key.endswith(":id")), "")
        part = targets.get(relation)
        if part and "name" in found:
            yield found["name"], part


def _attributes(tag: str) -> dict[str, str]:
    return {key: html.unescape(first or second) for key, first, second in _QUOTED.findall(tag)}


def _spelt(path: Path, package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    return Spelling().pieces(pieces(path, package, part))


def _check_sheet(path: Path, package: zipfile.ZipFile, part: str) -> _Seen:
    seen = _Seen()
    for piece in _spelt(path, package, part):
        _note(seen, piece)
        if has_long_inline(piece):
            raise _too_long(path)
    if is_too_large(seen.last_row, seen.last_column):
        _filled(path, package, part)
    return seen


def _filled(path: Path, package: zipfile.ZipFile, part: str) -> _Seen:
    """Look at a sheet without the cells that are only coloured or framed, which are told apart at some cost."""
    filled = _Seen()
    for piece in _spelt(path, package, part):
        places = _FILLED.findall(piece)
        filled.columns.update({column for column, _ in places})
        filled.last_row = max(filled.last_row, *map(int, {row for _, row in places}), 0)
        check_extent(path, filled.last_row, filled.last_column)
    return filled


def _note(seen: _Seen, piece: bytes) -> None:
    for tag in _COLUMN.findall(piece) if b"<col" in piece else ():
        found = _attributes(tag.decode("utf-8", "replace"))
        limits = found.get("min", ""), found.get("max", "")
        if found.get("hidden") in {"1", "true"} and all(map(str.isdigit, limits)):
            seen.hidden_columns.update(range(int(limits[0]), min(int(limits[1]), MOST_COLUMNS) + 1))
    if b"hidden=" in piece:
        seen.hidden_rows.update(map(int, _ROW.findall(piece)))
    seen.columns.update(_CELL.findall(piece))
    seen.pointers += piece.count(b'"s"')
    seen.size += len(piece)
    seen.last_row = max(seen.last_row, _NEAR_ROWS, *map(int, _FAR_ROW.findall(piece)))
    seen.merged += merged_cells(piece) if b"mergeCell" in piece else 0
    if b't="e"' in piece:
        seen.errors.extend((cell.decode(), text.decode("utf-8", "replace")) for cell, text in _ERROR.findall(piece))
    if b"<f" in piece:
        seen.uncalculated.update(_uncalculated(piece))


def _uncalculated(piece: bytes) -> Iterator[str]:
    """Yield the cells whose formula has no result; an empty text is one (``=IF(B2="","",…)`` in rows kept ready)."""
    for place, attributes, result in _UNCALCULATED.findall(piece):
        if not (result and b't="str"' in attributes):
            yield place.decode()
