"""The year's lines of every register that is kept by hand; telephones stay in the ledger."""

from __future__ import annotations

from contracts.settings import Office
from ledger.bookkeeping.books import Book as Register
from ledger.bookkeeping.books import BookLine, Value, books, lines
from ledger.store import Ledger
from ledger.yearend.book import Book, Cell, Span, Table, sum_cell, table


def register_book(ledger: Ledger, office: Office, span: Span) -> Book:
    """Return the year's lines of every register, a sheet for each; an empty one shows that nothing was entered."""
    villages = {village.division_code: village.short for village in office.villages}
    tables = tuple(_sheet(ledger, book, span, villages) for book in books() if not book.query)
    return Book(title="登记簿", keep="30年", tables=tables)


def _sheet(ledger: Ledger, book: Register, span: Span, villages: dict[str, str]) -> Table:
    before = ("接第几行",) if book.follows else ()
    heads = ("行号", "日期", "村", *before, *(column.label for column in book.columns if column.type != "phone"))
    rows = (_row(book, line, villages) for line in lines(ledger, book.name) if span.holds(line.happened_on))
    return table(book.title, heads, rows)


def _row(book: Register, line: BookLine, villages: dict[str, str]) -> tuple[Cell, ...]:
    cells = (_cell(column.type, line.cells[column.key]) for column in book.columns if column.type != "phone")
    place = villages.get(line.division_code, line.division_code)
    before = (line.follows,) if book.follows else ()
    return (line.id, line.happened_on.isoformat(), place, *before, *cells)


def _cell(kind: str, value: Value) -> Cell:
    if isinstance(value, bool):
        return "是" if value else "否"
    return sum_cell(value) if kind == "money" and isinstance(value, int) else value
