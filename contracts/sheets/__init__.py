"""Spreadsheets in and out; the only room that knows python-calamine and openpyxl."""

from contracts.sheets.fixed import FlowSheet, fixed_workbook
from contracts.sheets.grid import Merge, Row, Sheet, Value, cell_name, column_letters
from contracts.sheets.intake import check_merges, read_sheets
from contracts.sheets.notes import column_number
from contracts.sheets.writing import OutSheet, write_csv, write_workbook

__all__ = [
    "FlowSheet",
    "Merge",
    "OutSheet",
    "Row",
    "Sheet",
    "Value",
    "cell_name",
    "check_merges",
    "column_letters",
    "column_number",
    "fixed_workbook",
    "read_sheets",
    "write_csv",
    "write_workbook",
]
