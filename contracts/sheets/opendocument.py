"""The tables of an ``.ods`` before its reader opens it: how far they reach, what is merged, what is hidden."""

from __future__ import annotations

import html
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contracts.sheets.bounds import (
    CHUNK,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    check_cells,
    check_extent,
    chunks,
    pieces,
    refused,
    too_much_text,
)
from contracts.sheets.grid import cell_name
from contracts.sheets.notes import SheetNotes

_ATTRIBUTES = rb"""(?>[^<>"']+|"[^"]*"|'[^']*')*+"""
_TABLE_OR_ROW = re.compile(
    rb"<table:table(?=[\s>])(?P<table>%b)>|<table:table-column(?=[\s/>])(?P<column>%b)>"
    rb"|<table:table-row\b(?P<row>%b)>" % ((_ATTRIBUTES,) * 3),
)
_ROW_END = re.compile(rb"</table:table-row\s*>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^<>]*)>")
_ANY_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b(%b)>" % _ATTRIBUTES)
_NAME = re.compile(rb"""\btable:name\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SPAN = re.compile(rb"number-(columns|rows)-spanned\s*=\s*[\"'](\d{1,6})[\"']")
_HIDDEN = re.compile(rb"table:visibility\s*=\s*[\"'](?:collapse|filter)[\"']")
_COLUMNS = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d+)[\"']")
_ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d+)[\"']")
_ERROR = re.compile(rb"""calcext:value-type\s*=\s*["']error["']""")
_SPACES = re.compile(rb"<text:s\s[^<>]*text:c\s*=\s*[\"'](\d+)[\"']")
_TAG = re.compile(rb"<[^<>]*>")
_AROUND = len(b"<text:p></text:p></table:table-cell>")
_SHORT = 300
_MOST_NAMED = 100_000
_MOST_BYTES = MOST_TEXT  # its reader holds every text twice, and a Chinese letter takes three


def check_ods(path: Path, package: zipfile.ZipFile) -> dict[str, SheetNotes]:
    """Return what each table does not show, by its name.

    Raises:
        RosterError: It has a password, or is larger than a roster can be.
    """
    if "META-INF/manifest.xml" in set(package.namelist()):
        manifest = b"".join(chunks(path, package, "META-INF/manifest.xml", CHUNK))
        if b"encryption-data" in manifest:
            raise refused(path, "文件设了密码", "请去掉密码后另存，再试")
    tables = _Tables(path)
    for piece in pieces(path, package, "content.xml"):
        tables.look(piece)
    return {
        name: SheetNotes(
            hidden_rows=frozenset(seen.hidden_rows),
            hidden_columns=frozenset(seen.hidden_columns),
            merges=tuple(seen.merges),
            errors=tuple(seen.errors),
            uncalculated=frozenset(seen.uncalculated),
            blank_formulas=tuple(seen.blank),
        )
        for name, seen in tables.found.items()
    }


@dataclass(slots=True, kw_only=True)
class _Table:
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    uncalculated: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)


class _Tables:
    """Walks the tables of an ODS file row by row."""

    def __init__(self, path: Path) -> None:
        self.found: dict[str, _Table] = {}
        self._path = path
        self._seen = _Table()
        self._row = self._column = self._row_filled = self._width = 0
        self._cells = self._bytes = 0

    def look(self, piece: bytes) -> None:
        """Take in a piece; what follows the last row holds no more cells."""
        at, end = 0, _ROW_END.search(piece)
        while end and (match := _TABLE_OR_ROW.search(piece, at)):
            at = match.end()
            end = end if end.start() >= at else _ROW_END.search(piece, at)
            if match["table"] is not None:
                name = _NAME.search(match["table"])
                self._cells += self._row_filled * self._width
                self._seen = _Table()
                self._row = self._column = self._row_filled = self._width = 0
                if name:
                    self.found[html.unescape((name[1] or name[2] or b"").decode("utf-8", "replace"))] = self._seen
            elif match["column"] is not None:
                self._look_at_column(match["column"])
            elif match["row"].endswith(b"/"):
                self._look_at_row(match["row"], b"")
            elif end:
                self._look_at_row(match["row"], piece[at : end.start()])
                at = end.end()

    def _look_at_column(self, attributes: bytes) -> None:
        first = self._column + 1
        self._column += _times(_COLUMNS, attributes)
        if _HIDDEN.search(attributes):
            self._seen.hidden_columns.update(range(first, min(self._column, MOST_COLUMNS) + 1))

    def _look_at_row(self, attributes: bytes, body: bytes) -> None:
        first = self._row + 1
        times = _times(_ROWS, attributes)
        self._row += times
        width, size = _measured(body)
        if not width:
            return
        self._row_filled, self._width = self._row, max(self._width, width)
        check_extent(self._path, self._row, self._width)
        check_cells(self._path, self._cells + self._row * self._width)
        self._bytes += size * times
        if self._bytes > _MOST_BYTES:
            raise too_much_text(self._path)
        if _HIDDEN.search(attributes):
            self._seen.hidden_rows.update(range(first, self._row + 1))
        if b"-spanned=" in body:
            self._seen.merges += _spans(body, first)
        if b"table:formula" in body:
            self._look_at_formulas(body, range(first, self._row + 1))

    def _look_at_formulas(self, body: bytes, rows: range) -> None:
        """Note which formulas of a row are in error, which come to nothing, and which were never reckoned."""
        column = 1
        parts = _cells(body)
        for attributes, content in zip(parts[1::2], parts[2::2], strict=True):
            first, column = column, column + _times(_COLUMNS, attributes)
            is_error = _ERROR.search(attributes)
            if b"table:formula" not in attributes or (b"office:" in attributes and not is_error):
                continue
            left = max(_MOST_NAMED - len(self._seen.errors) - len(self._seen.blank) - len(self._seen.uncalculated), 0)
            names = itertools.islice((cell_name(row, at) for row in rows for at in range(first, column)), left)
            if is_error:
                words = html.unescape(_TAG.sub(b"", content).decode("utf-8", "replace")).strip()
                self._seen.errors += [(name, words) for name in names]
            elif b"<text:p" in content:
                self._seen.blank += names
            else:
                self._seen.uncalculated += names


def _spans(body: bytes, row: int) -> Iterator[tuple[int, int, int, int]]:
    column = 1
    for attributes in _cells(body)[1::2]:
        spans = {kind: int(number) for kind, number in _SPAN.findall(attributes)}
        wide, high = spans.get(b"columns", 1), spans.get(b"rows", 1)
        if wide * high > 1:
            yield row, column, row + min(high, MOST_ROWS) - 1, column + min(wide, MOST_COLUMNS) - 1
        column += _times(_COLUMNS, attributes)


def _cells(body: bytes) -> list[bytes]:
    """Return a row cut at its cells: what is before them, then attributes and content of each in turn."""
    quoted = body.count(b"<") != body.count(b">")
    return (_ANY_CELL if quoted else _CELL).split(body)


def _measured(body: bytes) -> tuple[int, int]:
    """Return the last column of a row that holds something, and the bytes of the texts in all its columns.

    Short texts are counted with what markup they have beyond the least.
    """
    column = width = size = 0
    parts = _cells(body)
    for attributes, content in zip(parts[1::2], parts[2::2], strict=True):
        times = _times(_COLUMNS, attributes) if b"repeated" in attributes else 1
        column += times
        if b"office:" in attributes or b"table:formula" in attributes:
            width = column
            length = len(content) - _AROUND
            if length > _SHORT or b"text:c" in content:
                length = len(_TAG.sub(b"", content)) + sum(map(int, _SPACES.findall(content)))
            size += times * (max(length, 0) + max(len(attributes) - _SHORT, 0))
    return width, size


def _times(repeated: re.Pattern[bytes], attributes: bytes) -> int:
    found = repeated.search(attributes)
    return int(found[1]) if found else 1
