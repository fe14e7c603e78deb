"""Interest on money that was taken under a void clause: dated rates, and the reckoning with its reasons.

Money taken under a void contract is given back (Civil Code 157) with a charge for its use, at the one-year
lending rate of each day where the taker is at fault (Supreme People's Court, 法释〔2023〕13号, article 25).
The rates are data; a day for which none is recorded yields no figure.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources
from itertools import pairwise
from typing import Any

from contracts.dates import day
from contracts.errors import PackError
from contracts.model import Citation, Problem
from contracts.numerals import yuan

_FILE = "one_year_loan.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A yearly rate in per cent from a day on, and the table it stands in."""

    from_on: date
    percent: Decimal
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The rates in order of their days; ``known_until`` is the last day that they cover."""

    rates: tuple[Rate, ...]
    known_until: date
    days_in_year: int
    formula: str
    cite: tuple[Citation, ...]
    doubts: tuple[str, ...] = ()

    @property
    def known_from(self) -> date:
        """The first day that the rates cover."""
        return self.rates[0].from_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days at one rate: from the first, counted, to the last, not counted."""

    from_on: date
    to_on: date
    rate: Rate

    @property
    def days(self) -> int:
        """How many days are counted."""
        return (self.to_on - self.from_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Interest in fen on ``principal_fen`` from ``taken_on`` (counted) to ``until`` (not counted)."""

    principal_fen: int
    taken_on: date
    until: date
    amount_fen: int
    spans: tuple[Span, ...]

    @property
    def because(self) -> tuple[str, ...]:
        """The reckoning, one line for each rate."""
        lines = [
            f"{day(span.from_on)}至{day(span.to_on)}，{span.days}天，{span.rate.table}{span.rate.percent}%"
            for span in self.spans
        ]
        return (*lines, f"本金{yuan(self.principal_fen)}，利息{yuan(self.amount_fen)}")


def interest(principal_fen: int, *, taken_on: date, until: date, rates: Rates | None = None) -> Interest | Problem:
    """Return the interest on a sum, or why it cannot be known.

    Where the rates end before ``until``, interest is reckoned to their end: the result's ``until`` says so, and
    what accrues later is not guessed.

    Args:
        principal_fen: What was taken.
        taken_on: The day it was taken; it counts.
        until: The day to which interest is reckoned; it does not count.
        rates: The rates to use; the bundled ones if not given.

    Source: Civil Code (2021-01-01), article 157; 法释〔2023〕13号 (2023-12-05), articles 24 and 25.
    """
    book = shipped_rates() if rates is None else rates
    if taken_on < book.known_from:
        return Problem(
            where="利率", message=f"没有收录{day(book.known_from)}以前的利率，从{day(taken_on)}起的利息算不出来",
            hint="本金照退；利息请按中国人民银行当年公布的利率人工计算",
        )  # fmt: skip
    last = min(until, book.known_until)
    spans = tuple(_spans(book, taken_on, last))
    per_cent_days = sum((span.rate.percent * span.days for span in spans), Decimal(0))
    exact = Decimal(principal_fen) * per_cent_days / (100 * book.days_in_year)
    amount = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return Interest(
        principal_fen=principal_fen, taken_on=taken_on, until=max(last, taken_on), amount_fen=amount, spans=spans
    )


def _spans(book: Rates, first: date, last: date) -> Iterator[Span]:
    """Yield the stretches of one rate between two days."""
    starts: Sequence[date] = [*(rate.from_on for rate in book.rates), date.max]
    for rate, (start, stop) in zip(book.rates, pairwise(starts), strict=True):
        from_on, to_on = max(start, first), min(stop, last)
        if from_on < to_on:
            yield Span(from_on=from_on, to_on=to_on, rate=rate)


@functools.cache
def shipped_rates() -> Rates:
    """Return the rates of ``contracts/law/rates``.

    Raises:
        PackError: The file is damaged.
    """
    return parse_rates((resources.files("contracts") / "law" / "rates" / _FILE).read_text(encoding="utf-8"))


def parse_rates(text: str) -> Rates:
    """Read a table of rates; days must rise through all its tables.

    Raises:
        PackError: Something is missing, or the days do not rise.
    """
    try:
        data = tomllib.loads(text)
        rates = tuple(_rate(item, table["name"]) for table in data["tables"] for item in table["rates"])
        book = Rates(
            rates=rates, known_until=data["known_until"], days_in_year=data["days_in_year"], formula=data["formula"],
            cite=tuple(Citation(**item) for item in data["cite"]), doubts=tuple(_doubts(data)),
        )  # fmt: skip
    except (tomllib.TOMLDecodeError, ArithmeticError, LookupError, TypeError) as error:
        raise _damaged(f"缺少或写错的项：{error}") from error
    return _checked(book)


def extended(book: Rates, content: bytes) -> Rates:
    """Return the rates with those that an office added: ``known_until`` and ``[[rates]]`` (from, percent, table).

    Raises:
        PackError: Something is missing, or a day is not after those already there.
    """
    try:
        data = tomllib.loads(content.decode("utf-8"))
        added = tuple(_rate(item, item["table"]) for item in data.get("rates", ()))
        longer = replace(book, rates=book.rates + added, known_until=data["known_until"])
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise _damaged(f"缺少或写错的项：{error}") from error
    return _checked(longer)


def _checked(book: Rates) -> Rates:
    days = [rate.from_on for rate in book.rates]
    if not days or days != sorted(set(days)) or days[-1] > book.known_until:
        raise _damaged("利率的起始日没有依次往后，或晚于 known_until")
    return book


def _rate(item: dict[str, Any], table: str) -> Rate:
    return Rate(from_on=item["from"], percent=Decimal(item["percent"]), table=table)


def _doubts(data: dict[str, Any]) -> Iterator[str]:
    """Yield what nobody has compared with its source yet."""
    if data.get("doubt"):
        yield data["doubt"]
    for table in data["tables"]:
        if table.get("verified") is not True:
            yield f"{table['name']}：{table['reason']}"


def _damaged(message: str) -> PackError:
    return PackError("利率表不能使用，没有计算利息。", [Problem(where=_FILE, message=message, hint="照原表改正")])
