"""What the registers show to be due: meetings and reports of a year, loans to be returned, answers owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.settings import Office
from ledger.bookkeeping.book_checks import instalments_of
from ledger.bookkeeping.books import BookLine, books, lines
from ledger.store import Ledger, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyDuty:
    """How often something was to be done in a year and how often it was, by an office or a village."""

    book: str
    title: str
    who: str
    wanted: int
    done: int
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """Support money to be returned, without interest; sums in fen. ``overdue_fen`` is what instalments past claim.

    ``contract`` is the number of the household's contract, where the line was entered with it.
    """

    line: int
    contract: str | None
    household: str
    fund: str
    lent_fen: int
    returned_fen: int
    open_fen: int
    overdue_fen: int
    next_on: date | None


def yearly_duties(ledger: Ledger, office: Office, year: int, *, as_of: date) -> tuple[YearlyDuty, ...]:
    """Return due, and done by a day, for each duty of a year (O-04, O-05, O-10, R-24).

    Villages have theirs, the office has its own.
    """
    found = []
    for book in books():
        if not book.yearly:
            continue
        held = [line for line in lines(ledger, book.name, as_of=as_of) if line.happened_on.year == year]
        seats = {village.division_code: village.short for village in office.villages}
        for code, who in seats.items() if book.each == "village" else [("", office.name)]:
            own = [line for line in held if line.division_code == code]
            last = max((line.happened_on for line in own), default=None)
            found.append(
                YearlyDuty(book=book.name, title=book.title, who=who, wanted=book.yearly, done=len(own), last_on=last)
            )
    return tuple(found)


def loans(ledger: Ledger | Transaction, as_of: date) -> tuple[Loan, ...]:
    """Return every repayable support with what came back by a day (W-07); nothing is written off in silence."""
    returned = lines(ledger, "support_repayments", as_of=as_of)
    given = lines(ledger, "support_funds", as_of=as_of)
    return tuple(_loan(line, returned, as_of) for line in given if line.cells["repayable"])


def unanswered(ledger: Ledger, as_of: date) -> tuple[BookLine, ...]:
    """Return the applications without an answer by a day, oldest first."""
    answered = {line.follows for line in lines(ledger, "application_answers", as_of=as_of)}
    return tuple(line for line in lines(ledger, "applications", as_of=as_of) if line.id not in answered)


def _loan(line: BookLine, returned: Sequence[BookLine], as_of: date) -> Loan:
    back = sum(_fen(item) for item in returned if item.follows == line.id)
    plan = instalments_of(line)
    claimed = sum(fen for on, fen in plan if on < as_of)
    counted, coming = 0, None
    for on, fen in plan:
        counted += fen
        if counted > back:
            coming = on
            break
    return Loan(
        line=line.id, contract=line.contract, household=str(line.cells["household"]), fund=str(line.cells["fund"]),
        lent_fen=_fen(line), returned_fen=back, open_fen=_fen(line) - back, overdue_fen=max(0, claimed - back),
        next_on=coming,
    )  # fmt: skip


def _fen(line: BookLine) -> int:
    return int(line.cells["amount_fen"] or 0)
