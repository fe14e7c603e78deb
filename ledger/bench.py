"""How long each named question takes on a ledger, opened afresh each time as a command opens it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ledger.query import Question, ask, questions
from ledger.query_parameters import EXAMPLES, Value, parameter
from ledger.store import Ledger, open_ledger

ROUNDS = 5
"""How often each question is asked, unless somebody says otherwise."""

_NEEDED = {"contract", "series", "drafts", *EXAMPLES}
"""Parameters that are nearly always given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One question on one ledger of so many contracts: rows of the answer, best and median CPU milliseconds."""

    question: str
    asked: str
    contracts: int
    rows: int
    best_ms: float
    median_ms: float


def timings(path: Path, today: date, *, rounds: int = ROUNDS) -> Iterator[Timing]:
    """Yield the time of every named question on a ledger, with the parameters of an ordinary day.

    Raises:
        LedgerError: The ledger cannot be opened.
    """
    with open_ledger(path, read_only=True) as ledger:
        samples = _samples(ledger)
        contracts = ledger.rows("select count(*) as n from contracts")[0]["n"]
    for question in questions():
        for asked in _ordinary(question, samples, today):
            found = [_timed(path, question.name, asked) for _ in range(rounds)]
            words = " ".join(f"{key}={value}" for key, value in asked.items() if value not in {None, today})
            times = [milliseconds for milliseconds, _ in found]
            yield Timing(
                question=question.name, asked=words, contracts=contracts, rows=found[0][1],
                best_ms=round(min(times), 1), median_ms=round(statistics.median(times), 1),
            )  # fmt: skip


def _timed(path: Path, name: str, asked: dict[str, Value | date | None]) -> tuple[float, int]:
    with open_ledger(path, read_only=True) as ledger:
        start = time.process_time()  # not the clock on the wall: whoever else is at work would be counted too
        rows = len(ask(ledger, name, asked))
        return (time.process_time() - start) * 1000, rows


def _samples(ledger: Ledger) -> dict[str, Value]:
    """Return number, village, series and stated certificate of a contract in the middle, a usual name, examples."""
    found = ledger.rows(
        "select c.number as contract, village, substr(division_code, 1, 9) as series, coalesce(s.number, '') as stated"
        " from contracts c left join stated_certificates s on s.contract_id = c.id"
        " where c.id = (select (max(id) + 1) / 2 from contracts)"
    )
    nothing = {"contract": "", "village": "", "series": "", "stated": ""}
    examples = {key: parameter(key, text) for key, text in EXAMPLES.items()}
    return {**examples, "programme": "reward_support", "drafts": "[]", **(found[0] if found else nothing)}


def _ordinary(question: Question, samples: dict[str, Value], today: date) -> Iterator[dict[str, Value | date | None]]:
    """Yield what is usually asked: all, one village, whole numbers and pieces of them, and a day of last year."""
    plain: dict[str, Value | date | None] = {
        name: today if name in {"as_of", "by"} else samples.get(name) if name in _NEEDED else None
        for name in question.parameters
    }
    yield plain
    if "village" in plain:
        yield {**plain, "village": samples["village"]}
    if "text" in plain:
        yield {**plain, "text": samples["contract"]}
        yield {**plain, "text": str(samples["contract"])[1:]}
        if samples["stated"]:
            yield {**plain, "text": samples["stated"]}
            yield {**plain, "text": str(samples["stated"])[2:]}
    if "as_of" in plain and "by" not in plain:
        yield {**plain, "as_of": today - timedelta(days=365)}
