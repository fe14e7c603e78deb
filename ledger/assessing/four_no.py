"""What the new 四无 says of a village, held against the ledger: 无拖欠奖励, 无强制, 无泄密, 无假报 (G-02, A-08).

Who calls a village free of unpaid rewards while its families wait for theirs says what the ledger knows to be untrue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.errors import LedgerError
from contracts.numerals import yuan
from ledger.assessing.assessment import refused
from ledger.assessing.vetoes import VETOES
from ledger.obligations import each_due
from ledger.store import Ledger, Transaction

WORDS = ("无拖欠奖励", "无强制", "无泄密", "无假报")
_VETOED = {"无拖欠奖励": "unpaid_rewards", "无强制": "coercion", "无泄密": "data_leak", "无假报": "false_data"}


def untrue(
    ledger: Ledger | Transaction, said: str, *, where: str, village: str, year: int, as_of: date
) -> Iterator[LedgerError]:
    """Yield what the ledger holds against words that are said of a village.

    Args:
        ledger: Any open ledger.
        said: A title or grade in words; only those of :data:`WORDS` that stand in it are looked into.
        where: What the refusal calls it.
        village: Its short name or division code.
        year: The year it is said of: vetoes found in it count.
        as_of: The day it is said on: rewards that were due before and are not paid count.
    """
    claimed = [words for words in WORDS if words in said]
    if WORDS[0] in claimed:
        late = [
            item for item in each_due(ledger, by=as_of, as_of=as_of, owed_by="office", village=village)
            if item.overdue_days and item.outstanding_fen and item.programme
        ]  # fmt: skip
        if late:
            owed = yuan(sum(item.outstanding_fen or 0 for item in late))
            message = f"到 {as_of} 还拖欠奖励 {len(late)} 笔、{owed}，不能说“{WORDS[0]}”"
            yield refused(where, message, "先兑现，明细见 shouyue due --owed-by office；或者评别的等次、称号")
    for words in claimed:
        for found_on in _vetoed(ledger, village, _VETOED[words], year):
            message = f"{found_on} 记了否决事项“{VETOES[_VETOED[words]]}”，{year} 年不能说“{words}”"
            yield refused(where, message, "改正后下一年再评；见 shouyue assess vetoes")


def _vetoed(ledger: Ledger | Transaction, village: str, cause: str, year: int) -> list[str]:
    found = ledger.rows(
        "select v.found_on from standing_vetoes v join contracts c on c.id = v.contract_id"
        " where v.cause = ? and substr(v.found_on, 1, 4) = ? and ? in (c.division_code, c.village) order by v.found_on",
        [cause, str(year), village],
    )
    return [row["found_on"] for row in found]
