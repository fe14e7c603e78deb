"""A register on paper: the lines of one book up to a day, what became of each, two hands to sign.

No ID number, telephone or account stands on it; it is for the office's work and its archive, and never published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from contracts.dates import day
from contracts.errors import LedgerError
from contracts.model import Problem
from contracts.numerals import yuan
from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.settings import Office, Village
from ledger.bookkeeping.book_duties import loans
from ledger.bookkeeping.books import Book, BookColumn, BookLine, Value, endings, lines
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.store import Transaction

_JUDGED = "登记的时候已经按当天的法律核对，待定的写明了由谁审定；照登记簿原样打印"


def register_paper(press: Press, office: Office, book: Book, *, as_of: date, village: Village | None = None) -> Reissue:
    """Return how a register is printed, of one village or of all; unchanged, it keeps its number.

    Raises (when prepared):
        LedgerError: The ledger answers for this book itself, or it has no line yet.
    """
    kind = press.kind("register_sheet")
    place = village.division_code if village else office.division_code

    def gather(tx: Transaction) -> tuple[Wanted, ...]:
        if book.query:
            raise _refused(book, "由台账自己得出", f"用 shouyue books list {book.name} --xlsx 写成工作簿")
        rows = tuple(_rows(tx, office, book, as_of, village))
        if not rows:
            raise _refused(book, "还没有登记", f"先用 shouyue books record {book.name} 登记")
        sheet = Sheet(
            place=place,
            signing_on=press.today,
            parties=tuple(township_party(office, role) for role in kind.roles),
            values={
                "register": book.title,
                "place_name": village.short if village else "各村",
                "as_of": day(as_of),
                "count": str(len(rows)),
            },
            sources={"register_lines": Source(rows=rows)},
            where=book.title,
        )
        return (Wanted(kind=kind, sheet=sheet, series=f"{office.short}登记", opinion=_JUDGED),)

    return Reissue(press, gather)


def _rows(
    ledger: Transaction, office: Office, book: Book, as_of: date, village: Village | None
) -> Iterator[dict[str, str]]:
    since = _since(ledger, book, as_of)
    columns = [column for column in book.columns if column.type != "phone"]
    for line in lines(ledger, book.name, as_of=as_of):
        if village and line.division_code != village.division_code:
            continue
        place = office.village(line.division_code)
        yield {
            "line": str(line.id),
            "on": line.happened_on.isoformat(),
            "village": place.short if place else "",
            "content": _content(columns, line),
            "since": since.get(line.id, ""),
        }


def _content(columns: list[BookColumn], line: BookLine) -> str:
    before = [f"接第{line.follows}行"] if line.follows else []
    said = (f"{item.label.partition('（')[0]}：{_word(item, line.cells.get(item.key))}" for item in columns
            if line.cells.get(item.key) is not None)  # fmt: skip
    return "；".join((*before, *said))


def _word(column: BookColumn, value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return yuan(value) if column.type == "money" and isinstance(value, int) else str(value)


def _since(ledger: Transaction, book: Book, as_of: date) -> Mapping[int, str]:
    """Return what became of a line: its last day and why, or what was returned of a loan."""
    found = {line: f"{on} 止：{why}" for line, (on, why) in endings(ledger, book, as_of=as_of).items()}
    if book.name == "support_funds":
        for item in loans(ledger, as_of):
            found[item.line] = f"已还{yuan(item.returned_fen)}，未还{yuan(item.open_fen)}"
    return found


def _refused(book: Book, message: str, hint: str) -> LedgerError:
    problem = Problem(where=book.title, message=message, hint=hint)
    return LedgerError(f"{book.title}：{message}，没有打印。", [problem])
