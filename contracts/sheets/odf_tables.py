"""The tables of an ``.ods`` laid on a new workbook that already holds their values: looks, shapes, formulas, comments.

Read only when the workbook is given back. What repeats a million times is looked at once and laid on as far as the
values reach.

Source: OASIS OpenDocument 1.3 part 3, 9 (tables) and 14.1 (annotations); part 3, 19.615 (which style a cell without
one has).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from contracts.records import MEMORY, SUMMARY
from contracts.sheets.bounds import MOST_COLUMNS, MOST_ROWS, is_too_large
from contracts.sheets.grid import cell_name, column_letters
from contracts.sheets.odf_comments import HeardComment
from contracts.sheets.odf_formulas import LAST_COLUMN, LAST_ROW, Dialect, address, translated
from contracts.sheets.odf_leftovers import Leftovers
from contracts.sheets.odf_looks import CHINESE, OTHER, OTHER_TEXT, RECKONED, Looks, colour_of, kind_of, points
from contracts.sheets.odf_parts import CONTENT, walk
from contracts.sheets.odf_rules import Rule
from contracts.sheets.odf_styles import COLUMN, ROW, TABLE, common_styles
from contracts.sheets.odf_views import views_of

_ROWS_AROUND, _COLUMNS_AROUND = 100, 10  # empty ones around the values that are still dressed: frames for signatures
_MOST_EMPTY = 100_000
_MOST_LETTERS = 8 * 2**20  # of all formulas; each is read at some cost
_MOST_COMMENTS = 10_000
_LETTERS = 96 / 72 / 7  # of the usual font to a point
_WIDEST, _HIGHEST = 255.0, 409.0  # of Excel's columns and rows
_DAYS_FROM = "1899-12-30"
_OURS = frozenset({SUMMARY, MEMORY})  # of a round before; they are written anew
_HIDDEN = frozenset({"collapse", "filter"})
_AREA = re.compile(r"\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+")
_COLUMNS_REPEATED = "table:number-columns-repeated"
_VALUE = "office:value-type"
_RULE = "table:content-validation-name"
_WIDTH = "style:column-width"
_LARGEST_ARRAY = 10_000
_RECKONED = {CHINESE: RECKONED, OTHER_TEXT: OTHER}


@dataclass(slots=True)
class Laid:
    """What could not be laid on: cells whose formula was not understood (sheet, cell), and other things in Chinese."""

    formulas: list[tuple[str, str]] = field(default_factory=list)
    leftovers: Leftovers = field(default_factory=Leftovers)


@dataclass(slots=True)
class _Table:
    """One table on its way: where it has come to, and how far its values reach."""

    name: str
    page: Any
    last_row: int
    last_column: int
    row: int = 0
    times: int = 1
    column: int = 1
    rows: range = range(0)
    row_style: str = ""
    columns: int = 0
    column_styles: list[str] = field(default_factory=list)
    is_dressed: bool = False  # some column has a style that its empty cells show
    heading: int = 0


def lay_tables(source: Path, pages: Mapping[str, Any]) -> Laid:
    """Give the pages of a new workbook what their tables have in an ``.ods`` besides values and merged areas.

    Args:
        source: The file, which has been read already.
        pages: Worksheets of openpyxl's by the names of the tables.

    Raises:
        ValueError: The file is damaged; pages may have some of it.
    """
    tables = _Tables(source, pages)
    walk(source, CONTENT, tables)
    return tables.laid()


class _Tables:
    """Hears the content: first the styles, then the tables."""

    def __init__(self, source: Path, pages: Mapping[str, Any]) -> None:
        self._styles = common_styles(source)
        self._views = views_of(source)
        self._pages = pages
        self._looks = Looks(self._styles)
        self._laid = Laid()
        self._dialect = Dialect(
            sheets={name: page.title for name, page in pages.items()},
            wildcards=False,
            excel_strings=self._views.excel_strings,
        )
        self._table: _Table | None = None
        self._in_body = False
        self._inside = 0  # tables passed over: within a cell of a table, or of no page of ours
        self._empty, self._letters, self._comments = _MOST_EMPTY, _MOST_LETTERS, _MOST_COMMENTS
        self._heights = dict[str, float | None]()
        self._heard: HeardComment | Rule | None = None
        self._rules = dict[str, Rule]()
        self._place = (1, 1)

    def laid(self) -> Laid:
        """Return what could not be laid on, when all has been heard."""
        rules = [rule.lay_on(self._pages, self._dialect) for rule in self._rules.values()]
        for lost, words in (
            (not all(rules), "部分下拉列表或填写限制"),
            (self._looks.strange_formats, "部分数字格式"),
            (self._looks.too_many, "部分字体、底色"),
            (self._looks.conditional, "条件格式"),
        ):
            if lost:
                self._laid.leftovers.add(words)
        return self._laid

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        if not self._in_body:
            self._in_body = name == "office:body"
            self._styles.start(name, attributes)
        elif self._heard is not None:
            self._heard.start(name, attributes)
        elif self._inside:
            self._inside += name == "table:table"
        elif name in self._starts:
            self._starts[name](self, attributes)
        elif name != "text:p":
            self._laid.leftovers.look(name, attributes)

    def end(self, name: str) -> None:
        """Hear it end."""
        if not self._in_body:
            self._styles.end(name)
        elif isinstance(self._heard, HeardComment) and name == "office:annotation":
            self._end_annotation(self._heard)
            self._heard = None
        elif name == "table:content-validation":
            self._heard = None
        elif self._heard is not None:
            self._heard.end(name)
        elif name == "table:table":
            self._table = self._table if self._inside else None
            self._inside = max(self._inside - 1, 0)
        elif name == "table:table-header-rows" and self._table is not None:
            self._end_heading(self._table)

    def text(self, text: str) -> None:
        """Hear a piece of text."""
        if self._heard is not None:
            self._heard.text(text)
        elif not self._in_body:
            self._styles.text(text)

    def _settings(self, said: Mapping[str, str]) -> None:
        wildcards = said.get("table:use-wildcards") == "true"
        whole = said.get("table:search-criteria-must-apply-to-whole-cell") != "false"
        self._dialect = Dialect(
            sheets=self._dialect.sheets,
            certain=said.get("table:precision-as-shown") != "true",
            wildcards=wildcards and whole,
            excel_strings=self._dialect.excel_strings,
        )

    def _null_date(self, said: Mapping[str, str]) -> None:
        if said.get("table:date-value", _DAYS_FROM)[:10] != _DAYS_FROM:
            self._dialect = Dialect(sheets=self._dialect.sheets, certain=False)

    def _start_table(self, said: Mapping[str, str]) -> None:
        if self._table is not None:
            self._inside = 1
            return
        name = said.get("table:name", "")
        page = self._pages.get(name)
        if page is None or name in _OURS:
            self._inside = 1
            return
        self._laid.leftovers.look("table:table", said)
        self._table = _Table(name, page, page.max_row, page.max_column)
        style = said.get("table:style-name", "")
        if colour := colour_of(self._styles.family(TABLE, style).properties.get("table:tab-color", "")):
            page.sheet_properties.tabColor = colour
        if way := self._styles.orientation(style):
            page.page_setup.orientation = "landscape" if way == "landscape" else "portrait"
        if name in self._views.frozen:
            columns, rows = self._views.frozen[name]
            page.freeze_panes = cell_name(rows + 1, columns + 1)

    def _column(self, said: Mapping[str, str]) -> None:
        table = self._table
        if table is None:
            return
        first, times = table.columns + 1, _times(said, "columns")
        table.columns += times
        style = said.get("table:default-cell-style-name", "")
        width = points(self._styles.family(COLUMN, said.get("table:style-name", "")).properties.get(_WIDTH, "")) or 0
        width = min(max(width * _LETTERS, 0), _WIDEST)
        hidden = said.get("table:visibility") in _HIDDEN
        near = min(table.last_column + _COLUMNS_AROUND, MOST_COLUMNS)
        for number in range(first, min(table.columns, near) + 1):
            shape = table.page.column_dimensions[column_letters(number)]
            shape.width, shape.hidden = width or shape.width, hidden
            if self._looks.is_visible(style):
                table.is_dressed = True
                self._looks.put_on(shape, style, OTHER)
            table.column_styles.append(style)
        far = max(first, near + 1)
        if hidden and far <= min(table.columns, LAST_COLUMN):
            shape = table.page.column_dimensions[column_letters(far)]
            shape.min, shape.max, shape.hidden = far, min(table.columns, LAST_COLUMN), True

    def _row(self, said: Mapping[str, str]) -> None:
        table = self._table
        if table is None:
            return
        first, times = table.row + 1, _times(said, "rows")
        table.row += times
        table.times, table.column = times, 1
        around = _ROWS_AROUND if times <= _ROWS_AROUND else 0
        table.rows = range(first, min(table.row, table.last_row + around) + 1)
        table.row_style = said.get("table:default-cell-style-name", "")
        height, hidden = self._height(said.get("table:style-name", "")), said.get("table:visibility") in _HIDDEN
        if height or hidden:
            for number in table.rows:
                shape = table.page.row_dimensions[number]
                shape.height, shape.hidden = height, hidden

    def _height(self, style: str) -> float | None:
        """Return the height that a row was given by hand, ``None`` where it follows its text."""
        if style not in self._heights:
            said = self._styles.family(ROW, style).properties
            own = said.get("style:use-optimal-row-height") != "true"
            height = points(said.get("style:row-height", "")) if own else None
            self._heights[style] = min(height, _HIGHEST) if height and height > 0 else None
        return self._heights[style]

    def _cell(self, said: Mapping[str, str]) -> None:
        table = self._table
        if table is None or not table.row:  # a cell outside any row is damage that nobody sees
            return
        first, times = table.column, _times(said, "columns") if _COLUMNS_REPEATED in said else 1
        table.column += times
        rows, last = table.rows, min(table.column - 1, table.last_column + _COLUMNS_AROUND)
        if _RULE in said and said[_RULE] in self._rules:
            below = range(table.row + 1 - table.times, min(table.row, LAST_ROW) + 1)
            across = range(first, min(table.column - 1, LAST_COLUMN) + 1)
            if below and across:
                self._rules[said[_RULE]].note(table.name, below, across)
        formula = None
        if "table:formula" in said:
            formula = self._formula(table, first, said, repeated=times > 1 or len(rows) > 1)
            if formula is not None:
                rows, last = range(table.row, table.row + 1), first
        self._place = (rows.start if rows else table.row, first)
        own = said.get("table:style-name") or table.row_style
        if not own and not table.is_dressed and _VALUE not in said and formula is None:
            return
        for column in range(first, last + 1):
            style = own or (table.column_styles[column - 1] if column <= len(table.column_styles) else "")
            for row in rows:
                self._lay(table.page, row, column, style, formula)

    def _lay(self, page: Any, row: int, column: int, style: str, formula: Any) -> None:
        cell = page._cells.get((row, column))  # noqa: SLF001 - to ask for it would make it
        if cell is None:
            if formula is None and not (self._empty and self._looks.is_visible(style)):
                return
            self._empty -= formula is None
            cell = page.cell(row=row, column=column)
        kind = kind_of(cell)
        if formula is not None and type(cell).__name__ != "MergedCell":  # what a merged area covers nobody sees
            cell.value = formula
            kind = _RECKONED.get(kind, kind)
        self._looks.put_on(cell, style, kind)

    def _formula(self, table: _Table, column: int, said: Mapping[str, str], *, repeated: bool) -> Any:
        """Return a formula in Excel's words; one that is not understood, or stands in many cells at once, is noted."""
        self._letters -= len(said["table:formula"])
        text = None if repeated or self._letters < 0 else translated(said["table:formula"], self._dialect)
        wide, high = _times(said, "matrix-columns", "spanned"), _times(said, "matrix-rows", "spanned")
        far = table.row + high - 1 > LAST_ROW or column + wide - 1 > LAST_COLUMN or wide * high > _LARGEST_ARRAY
        if text is None or far:
            self._laid.formulas.append((table.name, cell_name(table.row, column)))
            return None
        if "table:number-matrix-columns-spanned" not in said:
            return text
        from openpyxl.worksheet.formula import ArrayFormula

        last = cell_name(table.row + high - 1, column + wide - 1)
        return ArrayFormula(f"{cell_name(table.row, column)}:{last}", text)

    def _rule(self, said: Mapping[str, str]) -> None:
        self._heard = self._rules[said.get("table:name", "")] = Rule(dict(said))

    def _annotation(self, said: Mapping[str, str]) -> None:
        if self._table is not None:
            self._heard = HeardComment(said)

    def _end_annotation(self, comment: HeardComment) -> None:
        made = comment.made()
        if made is not None and self._table is not None:
            row, column = self._place
            self._comments -= 1
            if self._comments < 0 or is_too_large(row, column):
                self._laid.leftovers.add("部分批注")
                return
            cell = self._table.page.cell(row=row, column=column)
            if type(cell).__name__ != "MergedCell":  # what a merged area covers nobody sees
                cell.comment = made

    def _start_heading(self, _: Mapping[str, str]) -> None:
        if self._table is not None:
            self._table.heading = self._table.row + 1

    def _end_heading(self, table: _Table) -> None:
        if 0 < table.heading <= table.row <= table.last_row:
            table.page.print_title_rows = f"{table.heading}:{table.row}"

    def _filter(self, said: Mapping[str, str]) -> None:
        """Take over the arrows of a filter, so that what it hides can be shown again."""
        place = address(said.get("table:target-range-address", ""), self._dialect.sheets)
        title, _, cells = (place or "").rpartition("!")
        if _AREA.fullmatch(cells) and said.get("table:display-filter-buttons") == "true":
            page = next(page for page in self._pages.values() if page.title == title[1:-1].replace("''", "'"))
            page.auto_filter.ref = cells.replace("$", "")

    _starts: ClassVar[dict[str, Callable[[_Tables, Mapping[str, str]], None]]] = {
        "table:calculation-settings": _settings, "table:null-date": _null_date, "table:table": _start_table,
        "table:table-column": _column, "table:table-row": _row, "table:table-cell": _cell,
        "table:covered-table-cell": _cell, "table:table-header-rows": _start_heading,
        "office:annotation": _annotation, "table:database-range": _filter,
        "table:content-validation": _rule,
    }  # fmt: skip


def _times(said: Mapping[str, str], what: str, how: str = "repeated") -> int:
    number = said.get(f"table:number-{what}-{how}", "1")
    return max(min(int(number[:9]), MOST_ROWS * 10), 1) if number.isdecimal() else 1
