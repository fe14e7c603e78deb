"""Rewards that two contracts of one family promise for the same day: said when the second is entered."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.store import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A contract just entered and an older one that promise the same; ``promised_fen`` is what the new one adds."""

    contract: str
    known: str
    programme: str
    years: int
    promised_fen: int


def overlaps(ledger: Ledger, first: int, last: int) -> tuple[Overlap, ...]:
    """Return what contracts with these ids promise that other contracts of the same persons promise too.

    The same is a sum of the same programme due in the same year that both still owe. Persons are the same by their
    ID numbers; those without one cannot be compared. What it costs grows with what was entered, not with the ledger.
    """
    found = ledger.rows(
        """
        with fresh as materialized (
            select distinct p.id_number, s.contract_id
            from contract_parties s join persons p on p.party_id = s.party_id
            where s.contract_id between :first and :last and p.id_number is not null
        ), pairs as materialized (
            select distinct f.contract_id as fresh, s.contract_id as known
            from fresh f
            cross join persons b on b.id_number = f.id_number and b.id_number is not null
            join contract_parties s on s.party_id = b.party_id
            where s.contract_id < f.contract_id
        )
        select c.number as contract, k.number as known, o.programme,
               count(distinct substr(o.due_on, 1, 4)) as years, sum(o.amount_fen) as promised_fen
        from pairs x
        join contracts c on c.id = x.fresh
        join contracts k on k.id = x.known
        join obligations o on o.contract_id = x.fresh
        where o.side = 'office' and o.amount_fen > 0 and o.programme <> ''
          and exists (
            select 1 from obligations e join obligation_status z on z.obligation_id = e.id
            where e.contract_id = x.known and e.programme = o.programme and z.is_open
              and substr(e.due_on, 1, 4) = substr(o.due_on, 1, 4))
        group by c.number, k.number, o.programme
        order by c.number, k.number, o.programme
        """,
        {"first": first, "last": last},
    )
    return tuple(Overlap(**row) for row in found)
