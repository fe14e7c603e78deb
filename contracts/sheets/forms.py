"""Blank workbooks that hold a clerk's hand: text columns, drop-downs, rules that speak Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contracts.records import HOW_TO
from contracts.sheets.grid import column_letters
from contracts.sheets.writing import save_book, write_cell

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

FILLED_ROWS = 2000
_LONGEST_LIST = 200
_HEAD, _NEEDED = "FFD9E1F2", "FFFCE4D6"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """A column of a form.

    ``rule`` is a formula in which ``{cell}`` is the cell itself; what breaks it is asked about (``firm``: refused).
    ``choices`` make a drop-down. ``number_format`` is ``@`` for text.
    """

    heading: str
    how: str
    example: str = ""
    needed: bool = False
    rule: str = ""
    choices: tuple[str, ...] = ()
    firm: bool = False
    number_format: str = "@"
    width: int = 14


def write_form(path: Path, title: str, columns: Sequence[FormColumn]) -> None:
    """Write a form: headings in the first row, and a second sheet that says how each column is filled in.

    Raises:
        OSError: It cannot be written, e.g. because it is open in another program.
    """
    import openpyxl

    book = openpyxl.Workbook()
    page: Any = book.worksheets[0]
    page.title = "名册"
    notes = book.create_sheet(HOW_TO)
    _write_notes(notes, title, columns)
    for number, column in enumerate(columns, 1):
        _write_column(page, notes, number, column)
    page.freeze_panes = "A2"
    page.row_dimensions[1].height = 32
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    save_book(book, path)


def _write_column(page: Any, notes: Worksheet, number: int, column: FormColumn) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="FFBFBFBF")
    letters = column_letters(number)
    head = page.cell(row=1, column=number, value=column.heading)
    border = Border(left=line, right=line, top=line, bottom=line)
    head.font, head.border = Font(bold=True), border
    head.fill = PatternFill("solid", start_color=_NEEDED if column.needed else _HEAD)
    head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    page.column_dimensions[letters].width = column.width
    page.column_dimensions[letters].number_format = column.number_format
    for row in range(2, 301):
        cell = page.cell(row=row, column=number)
        cell.number_format, cell.border = column.number_format, border
    validation = _validation(notes, number, column)
    page.add_data_validation(validation)
    validation.add(f"{letters}2:{letters}{FILLED_ROWS}")


def _validation(notes: Worksheet, number: int, column: FormColumn) -> DataValidation:
    from openpyxl.worksheet.datavalidation import DataValidation

    said: dict[str, Any] = {
        "allow_blank": True, "promptTitle": column.heading[:32], "prompt": column.how[:250],
        "errorTitle": f"请核对{column.heading}"[:32], "error": f"{column.how[:200]}",
        "errorStyle": "stop" if column.firm else "warning",
    }  # fmt: skip
    if column.choices:
        listed = ",".join(column.choices)
        fits = len(listed) <= _LONGEST_LIST and not any(mark in word for word in column.choices for mark in ',"')
        made = DataValidation(type="list", formula1=f'"{listed}"' if fits else _kept(notes, number, column), **said)
    elif column.rule:
        made = DataValidation(type="custom", formula1=column.rule.format(cell=f"{column_letters(number)}2"), **said)
    else:
        made = DataValidation(**said)
    made.showInputMessage = made.showErrorMessage = True
    return made


def _kept(notes: Worksheet, number: int, column: FormColumn) -> str:
    """Keep a long list beside the notes; return where it stands."""
    place = 6 + number
    for row, word in enumerate(column.choices, 1):
        cell: Any = notes.cell(row=row, column=place)
        write_cell(cell, word)
    letters = column_letters(place)
    notes.column_dimensions[letters].hidden = True
    return f"{HOW_TO}!${letters}$1:${letters}${len(column.choices)}"


def _write_notes(page: Worksheet, title: str, columns: Sequence[FormColumn]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    page["A1"] = f"{title}：怎样填写"
    page["A1"].font = Font(bold=True, size=14)
    page["A2"] = "只填“名册”那一张。橙色的栏必须填；不知道的空着，不要编。填好后交回，有问题的格会标色退回。"
    for place, (words, width) in enumerate((("栏", 22), ("必须填", 8), ("怎样填", 70), ("样子", 26)), 1):
        head = page.cell(row=4, column=place, value=words)
        head.font, head.fill = Font(bold=True), PatternFill("solid", start_color=_HEAD)
        page.column_dimensions[column_letters(place)].width = width
    for row, column in enumerate(columns, 5):
        for place, words in enumerate((column.heading, "是" if column.needed else "", column.how, column.example), 1):
            cell: Any = page.cell(row=row, column=place)
            write_cell(cell, words)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
