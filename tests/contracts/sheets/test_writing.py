"""Workbooks and CSV files out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from contracts.sheets import OutSheet, read_sheets, write_csv, write_workbook
from tests.contracts.sheets.test_intake import table

RISKY = ("=1+1", "+86", "-", "@x", "=HYPERLINK(1)", "张三", "0012", "42011719850302003X")


def test_a_written_workbook_holds_texts_not_formulas(tmp_path: Path) -> None:
    """What begins like a formula comes back as the text it was."""
    import openpyxl

    path = tmp_path / "a.xlsx"
    rows: list[list[Any]] = [["身份证号"], *([text] for text in RISKY), [960]]
    write_workbook(path, [OutSheet(name="名册", rows=rows, text_columns=frozenset({1}))])

    assert table(read_sheets(path)[0]) == [["身份证号"], *([text] for text in RISKY), [960.0]]
    page = openpyxl.load_workbook(path).worksheets[0]
    assert {cell.data_type for cell in page["A"][: len(RISKY) + 1]} == {"s"}
    assert page["A9"].number_format == "@"


def test_a_written_csv_has_its_mark_and_no_live_formula(tmp_path: Path) -> None:
    """Excel wants the mark; the quote can be taken off again."""
    path = tmp_path / "a.csv"
    write_csv(path, [[*RISKY, 960, None]])

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    cells = table(read_sheets(path)[0])[0]
    assert cells == [f"'{text}" if text[0] in "=+-@" else text for text in RISKY] + ["960", ""]
