"""When something that was entered wrongly may be taken back: it is there, it stands, nothing stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from ledger.assessing.assessment import refuse_words, refused
from ledger.faults import Faults


class Recorded(Protocol):
    """What is on record; ``withdrawn`` is the reason why it counts no more, ``None`` while it counts."""

    @property
    def withdrawn(self) -> str | None:
        """Why it was taken back."""


Thing = TypeVar("Thing", bound=Recorded)


def withdrawals(table: str, column: str, of: str) -> str:
    """Return the SQL that joins ``w``, why a row counted no more on ``:day``; of one that counted it is NULL.

    Args:
        table: Where withdrawals of such rows stand.
        column: Its column that names the row.
        of: The row's own id in the statement, like ``"v.id"``.
    """
    return (
        f"left join (select x.{column} as row_id, x.because, substr(e.at, 1, 10) as day from {table} x"
        f" join events e on e.seq = x.event_seq) w on w.row_id = {of} and w.day <= :day"
    )


def withdrawable(where: str, known: Thing | None, because: str, *, look: str, later: Sequence[int] = ()) -> Thing:
    """Return what is to be withdrawn, after a look at everything that speaks against it.

    Args:
        where: What it is called in a refusal.
        known: It, or ``None`` where there is no such thing.
        because: The reason.
        look: Where such things are listed, told to who names none of them.
        later: The numbers of what was entered on top of it and stands.

    Raises:
        LedgerError: No such thing, withdrawn before, something stands on it, no reason, or words that may not be
            kept.
    """
    faults = Faults()
    if known is None:
        faults.add(refused(where, "台账里没有", look))
    elif known.withdrawn is not None:
        faults.add(refused(where, "已经撤销", "不必再撤销"))
    elif later:
        faults.add(refused(where, f"后面还有第 {'、'.join(map(str, later))} 号", "从最后记的撤起"))
    if not because.strip():
        faults.add(refused(where, "没有写明撤销原因", "写明为什么，如 记错了村"))
    faults.of(lambda: refuse_words(where, because))
    faults.refuse()
    assert known is not None  # noqa: S101 - else it was refused
    return known
