"""Payout rates of an agreement's indicators, from the ledger and not from anybody's pen (I-08, I-11, I-21)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.assessing.periods import Period
from ledger.assessing.scoresheets import Computed, Indicator
from ledger.store import Ledger, Transaction

_RATE = re.compile(r"兑现率|到位率|落实率|发放率")
_PROGRAMMES = (
    (re.compile(r"独生子女|保健费"), ("only_child_reward",)),
    (re.compile(r"奖励扶助|奖扶|两扶"), ("reward_support",)),
    (re.compile(r"特别扶助|特扶|两扶"), ("special_support",)),
)
_TARGET = re.compile(r"(\d+)(?:\.(\d{1,2}))?%")
_WHOLE = 100_00


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """How many households were to be paid in a period and how many had been paid in full by its end."""

    entitled: int
    paid: int

    @property
    def rate(self) -> int:
        """The rate in hundredths of a percent, rounded down: 224,548 of 415,686 is 54.01 %."""
        return self.paid * _WHOLE // self.entitled


def payout(ledger: Ledger | Transaction, programmes: Sequence[str], division_code: str, period: Period) -> Payout:
    """Return the households of a village with something of these programmes due in a period, and those paid in full.

    Paid counts up to the period's last day; what ended lawfully is not due. A name like ``special_support`` stands
    for every programme that begins so.
    """
    marks = " or ".join(f"substr(o.programme, 1, {len(name)}) = '{name}'" for name in programmes)
    (found,) = ledger.rows(
        f"""
        with sums as (
            select o.contract_id, o.amount_fen,
                   coalesce(sum(case when e.what = 'payment' then e.amount_fen end), 0) as paid_fen,
                   coalesce(sum(case when e.what = 'ending' then e.amount_fen end), 0) as ended_fen
            from contracts c join obligations o on o.contract_id = c.id
            left join standing_entries e on e.obligation_id = o.id and e.happened_on <= :last
            where c.village in (select village from contract_sums where division_code = :code)
              and c.division_code = :code and o.side = 'office' and o.amount_fen > 0
              and o.due_on between :first and :last and ({marks})
            group by o.id
        ), households as (
            select contract_id, sum(amount_fen - ended_fen) as due_fen, sum(paid_fen) as paid_fen
            from sums group by contract_id
        )
        select count(*) as entitled, coalesce(sum(paid_fen >= due_fen), 0) as paid from households where due_fen > 0
        """,
        {"code": division_code, "first": period.starts_on.isoformat(), "last": period.ends_on.isoformat()},
    )
    return Payout(**found)


def computed(
    ledger: Ledger | Transaction, contract: str, wanted: Sequence[Indicator], period: Period
) -> dict[int, Computed]:
    """Return what the ledger knows of an agreement's indicators, by their number.

    An indicator that is no payout rate, or of which nothing fell due in the period, is not among them: there the
    ledger cannot know, and the assessor writes.
    """
    found = ledger.rows("select division_code from contracts where number = ?", [contract])
    known: dict[int, Computed] = {}
    for item in wanted:
        programmes = programmes_of(item.name)
        target = _TARGET.search(item.target)
        if not found or not programmes or target is None:
            continue
        figures = payout(ledger, programmes, found[0]["division_code"], period)
        if figures.entitled:
            aim = int(target[1]) * 100 + int((target[2] or "0").ljust(2, "0"))
            rate = f"{figures.rate // 100}.{figures.rate % 100:02d}%"
            known[item.ordinal] = Computed(
                actual=f"应兑现{figures.entitled}户，已兑现{figures.paid}户，{rate}",
                shortfall=max(0, aim - figures.rate),
                evidence=f"履约台账，截至{period.ends_on}",
            )
    return known


def programmes_of(indicator: str) -> tuple[str, ...]:
    """Return the programmes whose payout an indicator measures; none where it measures something else.

    >>> programmes_of("奖励扶助、特别扶助资金到位率"), programmes_of("群众满意率")
    (('reward_support', 'special_support'), ())
    """
    if not _RATE.search(indicator):
        return ()
    return tuple(name for words, names in _PROGRAMMES if words.search(indicator) for name in names)
