"""A family's other contracts on its page: what each promised, gave and still owes, a line of sums and one of services.

A family asks what it gets, not by which paper: the page of one contract has the sums of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.numerals import yuan
from ledger.publishing.row_words import due_words, ended_words
from ledger.publishing.statements import Line, Statement

_EACH = 2
"""So many other contracts have lines of their own; where there are more, they share theirs: the page is one."""


def other_rows(others: Sequence[Statement]) -> tuple[dict[str, str], ...]:
    """Return the lines of a family's other contracts, oldest first as they are given."""
    if len(others) > _EACH:
        return tuple(_rows(f"另外{len(others)}份合同", others))
    return tuple(row for item in others for row in _rows(f"{_short(item.contract)}合同", [item]))


def _short(number: str) -> str:
    """Return a number without the code of the place, which all papers of a family share: the row stays on one line."""
    code, _, rest = number.partition("-")
    return rest if rest and code.isdecimal() else number


def _rows(title: str, items: Sequence[Statement]) -> Iterator[dict[str, str]]:
    lines = [line for item in items for line in item.promises]
    sums = [line for line in lines if line.promised_fen is not None]
    duties = [line for item in items for line in item.promises if line.promised_fen is None and _fell_due(line, item)]
    if sums:
        promised, paid, owed = (
            sum(getattr(line, f"{what}_fen") for line in sums) for what in ("promised", "paid", "owed")
        )
        yield {
            "promise": f"{title}{ended_words(sums)}",
            "due_on": due_words([line for line in sums if line.owed_fen] or sums),
            "promised": yuan(promised), "paid": yuan(paid), "owed": yuan(owed),
        }  # fmt: skip
    if duties:
        done = sum(line.times_done for line in duties)
        ended_times = sum(not line.times_done and bool(line.ended_because) for line in duties)
        name = "　服务" if sums else f"{title}的服务"
        yield {
            "promise": f"{name}（依法终止{ended_times}次）" if ended_times else name,
            "due_on": "",
            "promised": f"{len(duties)}次", "paid": f"{done}次", "owed": f"{sum(map(_is_open, duties))}次",
        }  # fmt: skip


def _fell_due(line: Line, item: Statement) -> bool:
    return line.due_on is not None and line.due_on <= item.as_of


def _is_open(line: Line) -> bool:
    return not line.times_done and not line.ended_because
