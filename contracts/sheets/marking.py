"""The clerk's own workbook given back with its faults marked; other formats come back as ``.xlsx``.

Of an ``.xlsx``, formatting, widths, formulas with their last results, other sheets and the clerk's own comments
stay; what stays of other formats :mod:`contracts.sheets.rebuilding` says. Our
marks carry a number in their comment, by which the next round takes them off again, wherever the cell
has moved to meanwhile; what a cell looked like before is kept in a hidden sheet.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contracts.files import write_whole
from contracts.records import MEMORY, SUMMARY
from contracts.sheets.grid import Sheet, Value, cell_name, column_letters
from contracts.sheets.rebuilding import rebuilt, titles_of
from contracts.sheets.writing import writable, write_cell

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "守约"
_LOOK = "look"
_COLOUR = "FFFFD966"
_FACE = "宋体"
_MARK = re.compile(r"\s*〔守约 ?(\d+)〕.*", re.DOTALL)
_BOX = {"width": 300, "height": 110}
_SUMMARY_WIDTHS = (8, 18, 10, 62, 60)
_LOST = (
    ("xl/charts/", "图表"),
    ("xl/media/", "图片"),
    ("xl/threadedComments/", "对话式批注"),
    ("xl/pivotTables/", "透视表"),
)
_SERIAL_ORIGIN = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day has no zone
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_NUMBERS = frozenset({int, float})
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"([^>]*)>(<f\b[^>]*(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One cell to be marked: its sheet and name, and what the comment says."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The first sheet of a marked workbook: lines of counts, then the list (sheet, cell, message, hint)."""

    lines: Sequence[str]
    problems: Sequence[tuple[str, str, str, str]]


def write_marked(
    source: Path,
    target: Path,
    sheets: Sequence[Sheet],
    *,
    marks: Sequence[Mark],
    summary: Summary,
    memory: Iterable[tuple[str, str]] = (),
) -> tuple[str, ...]:
    """Write the workbook with its marks; return in Chinese what could not be taken over.

    Args:
        source: The file as it came.
        target: The new ``.xlsx``, written whole or not at all.
        sheets: The sheets as they were read.
        marks: The cells to be marked, in order.
        summary: The first sheet.
        memory: What the next round is to know, kept in a hidden sheet.

    Raises:
        OSError: The target cannot be written, e.g. because it is open in another program.
    """
    own = _is_xlsx(source)
    if not own:
        marks, summary = _moved(sheets, marks, summary)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        book, lost = (_opened(source), tuple(_lost_parts(source))) if own else rebuilt(source, sheets)
        _cleared(book)
        kept = [_marked(book, number, mark) for number, mark in enumerate(marks, 1)]
        _write_summary(book, summary)
        _write_memory(book, [*memory, *(item for item in kept if item)])
        _keep_digits(book)
        content = io.BytesIO()
        book.save(content)
    named = {} if own else titles_of(sheets)
    values = {named.get(sheet.name, sheet.name): sheet for sheet in reversed(sheets)}
    write_whole(target, _with_results(content.getvalue(), book.sheetnames, values))
    extensions = any("extension" in str(item.message) for item in said)
    return (*lost, *(("部分下拉列表或条件格式",) if extensions else ()))


def _moved(sheets: Sequence[Sheet], marks: Sequence[Mark], summary: Summary) -> tuple[Sequence[Mark], Summary]:
    """Return marks and summary by their places in a rebuilt workbook: the lines above a Word table become rows."""
    above, named = {sheet.name: len(sheet.titles) for sheet in sheets}, titles_of(sheets)

    def cell(sheet: str, name: str) -> str:
        return re.sub(r"\d+$", lambda row: str(int(row[0]) + above.get(sheet, 0)), name)

    problems = [
        (named.get(sheet, sheet), cell(sheet, name), message, hint) for sheet, name, message, hint in summary.problems
    ]
    moved = [
        Mark(sheet=named.get(mark.sheet, mark.sheet), cell=cell(mark.sheet, mark.cell), text=mark.text)
        for mark in marks
    ]
    return moved, Summary(lines=summary.lines, problems=problems)


def _is_xlsx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            return "xl/workbook.xml" in package.NameToInfo
    except zipfile.BadZipFile:
        return False


def _lost_parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    yield from (words for folder, words in _LOST if any(name.startswith(folder) for name in names))


def _opened(path: Path) -> Workbook:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), rich_text=True)  # the suffix may be wrong


def _cleared(book: Workbook) -> None:
    """Take off the marks of the round before, and its sheets."""
    if MEMORY not in book.sheetnames:
        return
    looks = {
        int(str(values[1])): str(values[2] or "")
        for values in book[MEMORY].iter_rows(max_col=3, min_col=1, values_only=True)
        if values[0] == _LOOK and str(values[1]).isdigit()
    }
    for name in {MEMORY, SUMMARY} & set(book.sheetnames):
        book.remove(book[name])
    for page in book.worksheets:
        for cell in _cells(page):
            if cell.comment and (match := _MARK.search(cell.comment.text)):
                _unmark(cell, match, looks.get(int(match[1]), ""))


def _unmark(cell: Any, match: re.Match[str], look: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill
    from openpyxl.xml.functions import fromstring

    before = match.string[: match.start()]
    cell.comment = Comment(before, cell.comment.author) if before else None
    tree: Any = fromstring(look) if look else None
    cell.fill = PatternFill() if tree is None else PatternFill.from_tree(tree)


def _marked(book: Workbook, number: int, mark: Mark) -> tuple[str, str, str] | None:
    """Mark a cell; return what it looked like before, ``None`` where there is no such cell or it is marked twice."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill
    from openpyxl.xml.functions import tostring

    if mark.sheet not in book.sheetnames:
        return None
    cell = _real_cell(book[mark.sheet], mark.cell)
    before = cell.comment.text if cell.comment else ""
    again = _MARK.search(before)
    separator = "\n" if before else ""
    text = f"{before}；{mark.text}" if again else f"{before}{separator}〔守约 {number}〕{mark.text}"
    author = cell.comment.author if cell.comment else AUTHOR
    cell.comment = Comment(writable(text), author, **_BOX)
    if again:
        return None
    fill = cell.fill
    plain = fill is None or fill.fill_type is None
    look = "" if plain else tostring(fill.to_tree()).decode()
    cell.fill = PatternFill("solid", start_color=_COLOUR, end_color=_COLOUR)
    return (_LOOK, str(number), look)


def _real_cell(page: Worksheet, name: str) -> Cell:
    """Return the cell itself; for a covered place of a merged area the area's first."""
    cell: Any = page[name]
    for area in page.merged_cells.ranges if type(cell).__name__ == "MergedCell" else ():
        if name in area:
            cell = page.cell(row=area.min_row, column=area.min_col)
    found: Cell = cell
    return found


def _write_summary(book: Workbook, summary: Summary) -> None:
    from openpyxl.styles import Font, PatternFill

    page = book.create_sheet(SUMMARY, 0)
    for column, width in enumerate(_SUMMARY_WIDTHS, 1):
        page.column_dimensions[column_letters(column)].width = width
    for row, line in enumerate(summary.lines, 1):
        write_cell(page.cell(row=row, column=1), line)
        page.cell(row=row, column=1).font = Font(name=_FACE, bold=row == 1, size=14 if row == 1 else 11)
    top = len(summary.lines) + 2
    if summary.problems:
        for column, words in enumerate(("序号", "工作表", "单元格", "问题", "怎么办"), 1):
            cell = page.cell(row=top, column=column, value=words)
            cell.font, cell.fill = Font(name=_FACE, bold=True), PatternFill("solid", start_color="FFD9E1F2")
            cell.border = _lines()
        page.freeze_panes = f"A{top + 1}"
    for number, problem in enumerate(summary.problems, 1):
        _write_problem(book, page, top + number, number, problem)
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    book.active = 0


def _write_problem(book: Workbook, page: Worksheet, row: int, number: int, problem: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    border, sheet, name = _lines(), problem[0], problem[1]
    said: tuple[str | int, ...] = (number, *problem)
    for column, words in enumerate(said, 1):
        cell: Any = page.cell(row=row, column=column)
        write_cell(cell, words)
        cell.font, cell.border = Font(name=_FACE), border
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    if sheet in book.sheetnames and name:
        link: Any = page.cell(row=row, column=3)
        quoted = sheet.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{name}")
        link.font = Font(name=_FACE, color="FF0563C1", underline="single")


def _lines() -> Border:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="FFBFBFBF")
    return Border(left=line, right=line, top=line, bottom=line)


def _keep_digits(book: Workbook) -> None:
    """Let the writer put down every digit of a number; by itself it stops at the sixteenth."""
    for page in book.worksheets:
        for cell in _cells(page):
            value: Any = cell.value
            if type(value) in _NUMBERS and float(f"{value:.16g}") != value:
                cell.value = repr(value)
                cell.data_type = "n"


def _cells(page: Worksheet) -> list[Any]:
    """Return the cells that there are; to ask for rows would make one of every place between them."""
    return list(page._cells.values())  # noqa: SLF001


def _write_memory(book: Workbook, rows: Iterable[Sequence[str]]) -> None:
    page = book.create_sheet(MEMORY)
    page.append(["守约用来记住已核对的行，请勿改动；删去它只是下次全部重读。"])
    for row in rows:
        page.append(list(row))
    page.sheet_state = "hidden"


def _with_results(content: bytes, names: Sequence[str], sheets: Mapping[str, Sheet]) -> bytes:
    """Return the workbook with the last result of each formula, which the writer leaves out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if (match := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", info.filename)) and b"<f" in data:
                sheet = sheets.get(names[int(match[1]) - 1])
                data = _filled(data, sheet) if sheet else data
            new.writestr(info, data)
    return made.getvalue()


def _filled(data: bytes, sheet: Sheet) -> bytes:
    wanted = {match[1].decode() for match in _FORMULA.finditer(data)}
    results: dict[str, Value] = {}
    for row, cells in sheet.rows():
        for column, value in enumerate(cells, 1):
            if value != "" and (name := cell_name(row, column)) in wanted:
                results[name] = value

    blank, errors = set(sheet.notes.blank_formulas), dict(sheet.notes.errors)

    def with_result(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        if name in errors:
            kind, text = b' t="e"', errors[name] if errors[name] in _ERRORS else "#VALUE!"
        else:
            kind, text = (b' t="str"', "") if name in blank else _result(results.get(name, ""))
        attributes = re.sub(rb'\s+t="[^"]*"', b"", match[2])
        if not kind and not text:
            return match[0]
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (match[1], attributes, kind, match[3], text.encode())

    return _FORMULA.sub(with_result, data)


def _result(value: Value) -> tuple[bytes, str]:
    """Return the type attribute and the text of a formula's result; no text where there is none."""
    if isinstance(value, bool):
        return b' t="b"', str(int(value))
    if isinstance(value, str):
        return b' t="str"', escape(value)
    if isinstance(value, dt.datetime):
        return b"", repr((value - _SERIAL_ORIGIN) / dt.timedelta(days=1))
    if isinstance(value, dt.date):
        return b"", str((value - _SERIAL_ORIGIN.date()).days)
    if isinstance(value, dt.time):
        value = dt.datetime.combine(_SERIAL_ORIGIN, value) - _SERIAL_ORIGIN
    number = value / dt.timedelta(days=1) if isinstance(value, dt.timedelta) else value
    if not isinstance(number, int | float):
        return b"", ""
    return (b"", repr(number)) if math.isfinite(number) else (b' t="e"', "#NUM!")
