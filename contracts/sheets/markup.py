"""Tables in web pages and in the XML of Excel 2003, which many systems hand out under the name ``.xls``.

Both are read as they come, a tag at a time; a page that was cut off is refused, since nobody would miss its end.

Source: HTML 4.01, 11.2; XML Spreadsheet Reference (Office 2003), elements Worksheet, Table, Row, Cell, Data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from contracts.errors import RosterError
from contracts.sheets.bounds import MOST_COLUMNS, MOST_ROWS, check_cells, check_extent, refused
from contracts.sheets.grid import Merge, Sheet, Value
from contracts.sheets.notes import SheetNotes

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)|encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*<(?:!doctype|html|head|meta|table|body|\?xml|\?mso|style|script|div|!--|workbook)", re.IGNORECASE
)
_WHOLE = re.compile(r"</(?:html|body|workbook)\s*>", re.IGNORECASE)
_ENDS = 2000  # characters at the end of a page among which its own end stands
_LOOSE = 100  # signs left open; the parser looks for the end of each through all that follows
_CELLS = frozenset({"td", "th", "cell"})
_ROWS = frozenset({"tr", "row"})
_BREAKS = frozenset({"br", "p", "div"})
_SPACE = re.compile(r"[ \t\r\n]+")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STATED = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8-sig", "big5": "big5hkscs"}


def is_markup(text: str) -> bool:
    """Say whether a text is a web page or XML."""
    return bool(_MARKUP.match(text[:4096].removeprefix("\ufeff")))


def stated_charset(head: bytes) -> str:
    """Return the encoding that a page or XML says it has, ``""`` where it says none or another than ours."""
    found = _CHARSET.search(head)
    return _STATED.get((found[1] or found[2]).decode().lower(), "") if found else ""


def read_markup(path: Path, text: str) -> tuple[Sheet, ...]:
    """Return the tables of a page in order, those of Excel's XML by the names of their sheets.

    Raises:
        RosterError: It is not whole, or a table is larger than a roster can be.
    """
    reader = _Tables(path)
    if text.count("<") > text.count(">") + _LOOSE or text.count("<!") > text.count("->") + text.count("]>") + _LOOSE:
        raise _cut_off(path)
    reader.feed(text)
    reader.close()
    if reader.is_open and not _WHOLE.search(text[-_ENDS:]):
        raise _cut_off(path)
    found = [grid for grid in reader.grids if grid.rows]
    check_cells(path, sum(max(grid.rows) * grid.width for grid in found))
    names = [grid.name or (path.stem if len(found) == 1 else f"表{number}") for number, grid in enumerate(found, 1)]
    return tuple(grid.sheet(name) for grid, name in zip(found, names, strict=True))


def _cut_off(path: Path) -> RosterError:
    return refused(path, "文件不完整，表格没有写完", "请重新下载，或向发来的人重新索取")


@dataclass(slots=True, kw_only=True)
class _Grid:
    name: str = ""
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)  # by column the last row that a cell above reaches
    hidden: set[int] = field(default_factory=set)
    row: int = 0
    column: int = 0
    width: int = 0

    def sheet(self, name: str) -> Sheet:
        last, width = max(self.rows), self.width

        def rows() -> Iterator[tuple[int, tuple[Value, ...]]]:
            for number in range(1, last + 1):
                cells = self.rows.get(number, {})
                yield number, tuple(cells.get(column, "") for column in range(1, width + 1)) if cells else ()

        notes = SheetNotes(hidden_rows=frozenset(self.hidden))
        return Sheet(name=name, rows=rows, merges=tuple(self.merges), merges_known=True, notes=notes)


class _Tables(HTMLParser):
    """Fills a grid for each table; one inside another's cell is a table of its own."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.grids = list[_Grid]()
        self._path = path
        self._open = list[_Grid]()
        self._name = ""
        self._texts: list[str] | None = None
        self._kind = ""
        self._comment = False
        self._spans = 1, 1

    @property
    def is_open(self) -> bool:
        """Whether a table has not ended."""
        return bool(self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key.removeprefix("ss:"): value or "" for key, value in attrs}
        if tag == "worksheet":
            self._name = told.get("name", "")
        elif tag == "table":
            self._put()
            self._open.append(_Grid(name=self._name))
            self.grids.append(self._open[-1])
        elif tag == "comment":
            self._comment = True
        elif self._open and tag in _ROWS:
            self._put()
            self._begin_row(self._open[-1], told)
        elif self._open and tag in _CELLS:
            self._put()
            self._begin_cell(self._open[-1], told)
        elif tag == "data":
            self._kind = told.get("type", "")
        elif tag in _BREAKS and self._texts:
            self._texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "comment":
            self._comment = False
        elif tag in _CELLS or tag in _ROWS:
            self._put()
        elif tag == "table" and self._open:
            self._put()
            self._open.pop()
        elif tag == "worksheet":
            self._name = ""

    def handle_data(self, data: str) -> None:
        if self._texts is not None and not self._comment:
            self._texts.append(_SPACE.sub(" ", data))

    def unknown_decl(self, data: str) -> None:
        self.handle_data(data.removeprefix("CDATA["))

    def _begin_row(self, grid: _Grid, told: dict[str, str]) -> None:
        grid.row = _count(told.get("index"), grid.row + 1)
        grid.column = 0
        if told.get("hidden") == "1" or _NOT_SHOWN.search(told.get("style", "")):
            grid.hidden.add(grid.row)

    def _begin_cell(self, grid: _Grid, told: dict[str, str]) -> None:
        grid.row = max(grid.row, 1)
        grid.column = _count(told.get("index"), grid.column + 1)
        while grid.covered.get(grid.column, 0) >= grid.row:
            grid.column += 1
        wide = _count(told.get("colspan"), 1 + _count(told.get("mergeacross"), 0))
        high = _count(told.get("rowspan"), 1 + _count(told.get("mergedown"), 0))
        self._spans = min(max(wide, 1), MOST_COLUMNS), min(max(high, 1), MOST_ROWS)
        self._texts, self._kind = [], ""

    def _put(self) -> None:
        """Put what was read of a cell in its place."""
        if self._texts is None or not self._open:
            self._texts = None
            return
        grid, (wide, high) = self._open[-1], self._spans
        value = _value("".join(self._texts), self._kind)
        self._texts = None
        right, bottom = grid.column + wide - 1, grid.row + high - 1
        if wide * high > 1:
            check_extent(self._path, bottom, right)
            grid.merges.append(Merge(top=grid.row, left=grid.column, bottom=bottom, right=right))
        if high > 1:
            grid.covered |= dict.fromkeys(range(grid.column, right + 1), bottom)
        if value != "":
            grid.rows.setdefault(grid.row, {})[grid.column] = value
            grid.width = max(grid.width, grid.column)
            check_extent(self._path, grid.row, grid.width)
        grid.column = right


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else otherwise  # noqa: PLR2004 - no sheet is longer


def _value(text: str, kind: str) -> Value:
    """Return what stands in a cell; Excel's XML says what kind it is, a page holds texts."""
    if kind == "Number":
        with suppress(ValueError):
            return float(text)
    if kind == "DateTime":
        with suppress(ValueError):
            return dt.datetime.fromisoformat(text)
    lines = (_SPACE.sub(" ", line).strip(" ") for line in text.replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)
