"""The tables of an ``.ods`` before its reader opens it: how far they reach, what is merged, what is hidden."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contracts.sheets.bounds import CHUNK, MOST_COLUMNS, MOST_ROWS, check_extent, chunks, pieces, refused
from contracts.sheets.notes import SheetNotes

_TABLE_OR_ROW = re.compile(
    rb"<table:table(?=[\s>])(?P<table>[^<>]*)>|<table:table-column(?=[\s/>])(?P<column>[^<>]*)>|<table:table-row\b(?P<empty>[^<>]*?)/>"
    rb"|<table:table-row\b(?P<row>[^<>]*)>(?P<body>.*?)</table:table-row>",
    re.DOTALL,
)
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^<>]*)>")
_NAME = re.compile(rb'table:name="([^"]*)"')
_SPAN = re.compile(rb'number-(columns|rows)-spanned="(\d{1,6})"')
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')


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
        )
        for name, seen in tables.found.items()
    }


@dataclass(slots=True, kw_only=True)
class _Table:
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


class _Tables:
    """Walks the tables of an ODS file row by row."""

    def __init__(self, path: Path) -> None:
        self.found: dict[str, _Table] = {}
        self._path = path
        self._seen = _Table()
        self._row = self._column = 0

    def look(self, piece: bytes) -> None:
        """Take in a piece; what follows the last row holds no more cells."""
        if b"</table:table-row>" not in piece:
            return
        for match in _TABLE_OR_ROW.finditer(piece):
            if match["table"] is not None:
                name = _NAME.search(match["table"])
                self._seen, self._row, self._column = _Table(), 0, 0
                if name:
                    self.found[html.unescape(name[1].decode("utf-8", "replace"))] = self._seen
            elif match["column"] is not None:
                self._look_at_column(match["column"])
            else:
                self._look_at_row(match["row"] or match["empty"] or b"", match["body"] or b"")

    def _look_at_column(self, attributes: bytes) -> None:
        first = self._column + 1
        repeated = _COLUMNS.search(attributes)
        self._column += int(repeated[1]) if repeated else 1
        if _HIDDEN.search(attributes):
            self._seen.hidden_columns.update(range(first, min(self._column, MOST_COLUMNS) + 1))

    def _look_at_row(self, attributes: bytes, body: bytes) -> None:
        first = self._row + 1
        repeated = _ROWS.search(attributes)
        self._row += int(repeated[1]) if repeated else 1
        width = _filled_width(body)
        if not width:
            return
        check_extent(self._path, self._row, width)
        if _HIDDEN.search(attributes):
            self._seen.hidden_rows.update(range(first, self._row + 1))
        if b"-spanned=" in body:
            self._seen.merges += _spans(body, first)


def _spans(body: bytes, row: int) -> Iterator[tuple[int, int, int, int]]:
    column = 1
    for attributes in _CELL.findall(body):
        spans = {kind: int(number) for kind, number in _SPAN.findall(attributes)}
        wide, high = spans.get(b"columns", 1), spans.get(b"rows", 1)
        if wide * high > 1:
            yield row, column, row + min(high, MOST_ROWS) - 1, column + min(wide, MOST_COLUMNS) - 1
        repeated = _COLUMNS.search(attributes)
        column += int(repeated[1]) if repeated else 1


def _filled_width(body: bytes) -> int:
    """Return the last column of an ODS row that holds something."""
    column = width = 0
    for attributes in _CELL.findall(body):
        repeated = _COLUMNS.search(attributes)
        column += int(repeated[1]) if repeated else 1
        if b"value-type" in attributes:
            width = column
    return width
