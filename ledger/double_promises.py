"""Two contracts that promise the same person the same programme for the same months: told, held back, never dropped.

Both stay on record and due; which of them stands is for people to say. A family's sum counts for each of its adults.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.model import Problem
from contracts.numerals import yuan
from ledger.journal import canonical
from ledger.store import Ledger, Transaction

CURE = (
    "后一份变更、代替前一份的，用 shouyue contract amend 或 supersede；后一份写重了的，逐项终止"
    "（shouyue record ending 合同编号 --reason promised_twice）；确是两笔不同的钱，发放时写 --pay-both 合同编号"
)

_PAIRS = """
with later as (
    select distinct x.contract_id, x.party_id from json_each(:contracts) w
    cross join contract_parties x on x.contract_id = w.value
), pairs as (
    select distinct l.contract_id as later, s.contract_id as earlier, n.id as person, n.party_id as later_party,
           n.role as later_role, m.party_id as earlier_party, m.role as earlier_role
    from later l
    cross join persons n on n.party_id = l.party_id and n.role <> 'child' and n.id_number is not null
    cross join persons m on m.id_number = n.id_number and m.role <> 'child'
    cross join contract_parties s on s.party_id = m.party_id and s.contract_id < l.contract_id
)
select distinct b.id as obligation, a.id as other, b.programme, b.label, b.amount_fen, bc.number as contract,
       ac.number as other_contract, bt.text
from pairs p
join contracts bc on bc.id = p.later
join contracts ac on ac.id = p.earlier
join obligations b on b.contract_id = p.later and b.owed_to = p.later_party
join obligations a on a.contract_id = p.earlier and a.owed_to = p.earlier_party and a.programme = b.programme
join terms bt on bt.id = b.term_id
where b.programme <> '' and a.amount_fen > 0 and b.amount_fen > 0 and a.side = 'office' and b.side = 'office'
  and coalesce((select y.role from obligation_payees y where y.obligation_id = b.id), p.later_role) = p.later_role
  and coalesce((select y.role from obligation_payees y where y.obligation_id = a.id), p.earlier_role) = p.earlier_role
  and not exists (select 1 from standing_changes v
                  where v.contract_id = p.earlier and v.what in ('amended', 'superseded'))
  and (a.label = b.label
       or (substr(a.label, 1, 4) = substr(b.label, 1, 4) and :whole_year in (substr(a.label, 5), substr(b.label, 5))))
  and date(max(coalesce(ac.starts_on, ac.signed_on), coalesce(bc.starts_on, bc.signed_on)),
           'start of month', '+1 month', '-1 day')
      <= min(coalesce(ac.ends_on, '9999-12-31'), coalesce(bc.ends_on, '9999-12-31'))
  and a.amount_fen > (select coalesce(sum(e.amount_fen), 0) from standing_entries e
                      where e.obligation_id = a.id and e.what = 'ending')
  and b.amount_fen > (select coalesce(sum(e.amount_fen), 0) from standing_entries e
                      where e.obligation_id = b.id and e.what = 'ending')
order by b.id, a.id
"""
"""A label is ``2026年度`` or ``2026年上半年``; a month counts where its last day lies within both contracts.

An earlier contract that was amended or replaced keeps only what its successor does not cover (:mod:`ledger.carrying`).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """A promise of a later contract that an earlier one has made already; ``what`` is its programme and time."""

    obligation: int
    contract: str
    other: int
    other_contract: str
    programme: str
    what: str
    amount_fen: int


def double_promises(ledger: Ledger | Transaction, contracts: Iterable[int]) -> tuple[Double, ...]:
    """Return what these contracts (ids) promise that an earlier contract of the same person has promised already.

    What ended of either does not count; what was paid does.
    """
    found = ledger.rows(_PAIRS, {"contracts": canonical(sorted(set(contracts))), "whole_year": "年度"})
    return tuple(_double(row) for row in found)


def _double(row: dict[str, Any]) -> Double:
    title = str(row.pop("text")).partition("：")[0]
    label = row.pop("label")
    return Double(**row, what=f"{title} {label}".strip())


def warnings(doubles: Iterable[Double]) -> tuple[Problem, ...]:
    """Return one line for each pair of contracts: what both promise, how much, and what can be done."""
    pairs: dict[tuple[str, str], dict[int, Double]] = {}
    for item in doubles:
        pairs.setdefault((item.contract, item.other_contract), {})[item.obligation] = item
    return tuple(_warning(contract, other, tuple(own.values())) for (contract, other), own in pairs.items())


def _warning(contract: str, other: str, own: Sequence[Double]) -> Problem:
    what = "、".join(dict.fromkeys(item.what for item in own))
    sums = yuan(sum(item.amount_fen for item in own))
    message = f"与 {other} 约定了同一个人、同一时段的同一项目：{what}，共 {sums}"
    return Problem(where=contract, message=message, hint=CURE)
