"""The household's page: what the office promised, did and still owes; what the family undertook."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

from contracts.errors import LedgerError
from contracts.model import Problem, Side
from ledger.endings import label_of
from ledger.query import sql_of
from ledger.store import Ledger, Row, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One obligation on a statement. Sums in fen, ``None`` for a duty without a sum.

    ``due_on`` is ``None`` for what is done whenever its occasion comes. ``state`` is derived and in Chinese.
    ``kind`` is the contract's; ``ended_because`` is the last reason for which a part or all of it ended, else empty;
    ``payee`` is the one of a couple to whom alone a sum is owed, else empty.
    """

    obligation: int
    owed_by: str
    ordinal: int
    text: str
    label: str
    programme: str
    due_on: date | None
    promised_fen: int | None
    paid_fen: int | None
    ended_fen: int | None
    owed_fen: int | None
    times_done: int
    last_done_on: date | None
    overdue_days: int
    state: str
    kind: str = ""
    payee: str = ""
    ended_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One contract of one household as of a day; every figure is a sum of ledger rows.

    ``owed_fen`` is all that offices still owe, ``overdue_fen`` the part whose day has passed.
    """

    contract: str
    title: str
    household: str
    village: str
    signed_on: date
    as_of: date
    promises: tuple[Line, ...]
    undertakings: tuple[Line, ...]

    @property
    def promised_fen(self) -> int:
        """All sums promised by offices."""
        return sum(line.promised_fen or 0 for line in self.promises)

    @property
    def paid_fen(self) -> int:
        """All sums paid by offices."""
        return sum(line.paid_fen or 0 for line in self.promises)

    @property
    def ended_fen(self) -> int:
        """All sums of offices that ended lawfully."""
        return sum(line.ended_fen or 0 for line in self.promises)

    @property
    def owed_fen(self) -> int:
        """All sums that offices still owe."""
        return sum(line.owed_fen or 0 for line in self.promises)

    @property
    def overdue_fen(self) -> int:
        """What offices still owe although the day has passed."""
        return sum(line.owed_fen or 0 for line in self.promises if line.overdue_days)


def statement(ledger: Ledger, contract: str, as_of: date) -> Statement:
    """Return the statement of one contract as of a day.

    Raises:
        LedgerError: No such contract on that day, or none with a family.
    """
    found = _statements(ledger, as_of, contract=contract)
    if not found:
        raise LedgerError(f"没有 {contract} 的对账单", [_why_none(ledger, contract, as_of)])
    return found[0]


def _why_none(ledger: Ledger, contract: str, as_of: date) -> Problem:
    """Return why there is no statement of a contract: it is not there yet, or no family signed it."""
    asked = {"contract": contract, "as_of": as_of.isoformat()}
    if ledger.rows("select 1 from contracts where number = :contract and signed_on <= :as_of", asked):
        message = "不是与家庭签订的，没有对账单"
        return Problem(where=contract, message=message, hint="双方欠什么看 shouyue due")
    return Problem(where=contract, message=f"{as_of} 时台账里没有这份合同", hint="核对合同编号和日期")


def statements(
    ledger: Ledger, as_of: date, *, village: str | None = None, person: str | None = None
) -> tuple[Statement, ...]:
    """Return the statement of every household's contract as of a day, in the order of registration.

    Args:
        ledger: Any open ledger.
        as_of: Facts after this day do not count.
        village: Only this village, by short name or division code.
        person: Only contracts of the person with this ID number.
    """
    return _statements(ledger, as_of, village=village, person=person)


def _statements(
    ledger: Ledger | Transaction,
    as_of: date,
    *,
    contract: str | None = None,
    village: str | None = None,
    person: str | None = None,
) -> tuple[Statement, ...]:
    heads = ledger.rows(
        """
        select c.number, c.title, c.village, c.signed_on, p.name as household
        from contracts c join contract_parties s on s.contract_id = c.id join parties p on p.id = s.party_id
        where p.side = 'family' and c.signed_on <= :as_of
          and c.id in (
            select id from contracts where number = :contract
            union all
            select f.contract_id from persons n join contract_parties f on f.party_id = n.party_id
            where :contract is null and n.id_number = :person
            union all
            select id from contracts
            where :contract is null and :person is null
              and village in (select village from contract_sums where village = :village or division_code = :village)
            union all
            select id from contracts where :contract is null and :person is null and :village is null)
          and (:village is null or c.village = :village or c.division_code = :village)
          and (:person is null or exists (select 1 from persons n
                                          where n.party_id = p.id and n.id_number = :person))
        order by c.id, s.id
        """,
        {"as_of": as_of.isoformat(), "contract": contract, "village": village, "person": person},
    )
    asked = dict.fromkeys(head["number"] for head in heads) if village or person or contract else dict.fromkeys([None])
    found = [
        row
        for number in asked
        for row in ledger.rows(sql_of("statement_lines"), {"as_of": as_of.isoformat(), "contract": number})
    ]
    lines = {number: list(group) for number, group in itertools.groupby(found, key=lambda row: row["contract"])}
    return tuple(_made(head, lines.get(head["number"], []), as_of) for head in heads)


def others_of(ledger: Ledger | Transaction, contract: str, as_of: date) -> tuple[Statement, ...]:
    """Return the statements of the other contracts that the very same persons had signed by a day, oldest first.

    Persons are the same by their ID numbers; where a paper has none, only the very same party is. What one of a couple
    signed alone, or with somebody else, is not among them: the page is read by both.
    """
    found = ledger.rows(
        """
        with own as (
            select p.id from contracts c join contract_parties s on s.contract_id = c.id
            join parties p on p.id = s.party_id where c.number = :contract and p.side = 'family'
        ), met as (
            select o.id as own, n.party_id as other from own o
            join persons m on m.party_id = o.id join persons n on n.id_number = m.id_number
        ), same as (
            select id from own
            union
            select t.other from met t
            where not exists (select 1 from persons a where a.party_id = t.own and a.role <> 'child' and not exists (
                                select 1 from persons b where b.party_id = t.other and b.id_number = a.id_number))
              and not exists (select 1 from persons b where b.party_id = t.other and b.role <> 'child' and not exists (
                                select 1 from persons a where a.party_id = t.own and a.id_number = b.id_number))
        )
        -- cross join: from the persons to their papers, never through all papers of all days
        select distinct c.number from same x cross join parties p on p.id = x.id
        cross join contract_parties s on s.party_id = x.id cross join contracts c on c.id = s.contract_id
        where p.side = 'family' and c.number <> :contract and c.signed_on <= :as_of
        order by c.signed_on, c.id
        """,
        {"contract": contract, "as_of": as_of.isoformat()},
    )
    return tuple(_statements(ledger, as_of, contract=row["number"])[0] for row in found)


def lines_of(ledger: Ledger, contract: str, as_of: date) -> tuple[tuple[Side, Line], ...]:
    """Return every promise of a contract with its side as of a day, whoever signed it; undated ones last."""
    families = ledger.rows(
        "select p.name from contracts c join contract_parties s on s.contract_id = c.id"
        " join parties p on p.id = s.party_id where c.number = ? and p.side = 'family' order by s.id limit 1",
        [contract],
    )
    household = families[0]["name"] if families else ""
    found = ledger.rows(sql_of("statement_lines"), {"as_of": as_of.isoformat(), "contract": contract})
    return tuple((row["side"], _line(row, as_of, household)) for row in found)


def _made(head: Row, found: list[Row], as_of: date) -> Statement:
    lines = [(row["side"], _line(row, as_of, head["household"])) for row in found]
    return Statement(
        contract=head["number"], title=head["title"], household=head["household"], village=head["village"],
        signed_on=date.fromisoformat(head["signed_on"]), as_of=as_of,
        promises=tuple(line for side, line in lines if side != "family"),
        undertakings=tuple(line for side, line in lines if side == "family"),
    )  # fmt: skip


def _line(row: Row, as_of: date, household: str) -> Line:
    due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    money = row["promised_fen"] is not None
    owed = row["promised_fen"] - row["paid_fen"] - row["ended_fen"] if money else None
    is_open = owed > 0 if owed is not None else not row["times_done"] and not row["ended_because"]
    alone = money and row["owed_to"] != household and row["owed_to"] in household.split("、")
    late = (as_of - due_on).days if is_open and due_on and due_on < as_of and not row["voluntary"] else 0
    return Line(
        obligation=row["obligation"], owed_by=row["owed_by"], ordinal=row["ordinal"], text=row["text"],
        label=row["label"], programme=row["programme"], due_on=due_on, promised_fen=row["promised_fen"],
        paid_fen=row["paid_fen"] if money else None, ended_fen=row["ended_fen"] if money else None,
        owed_fen=owed, times_done=row["times_done"], overdue_days=late,
        last_done_on=date.fromisoformat(row["last_done_on"]) if row["last_done_on"] else None,
        state=_state(row, owed, late, due_on), kind=row["kind"],
        payee=row["owed_to"] if alone else "", ended_because=row["ended_because"] or "",
    )  # fmt: skip


def _state(row: Row, owed: int | None, late: int, due_on: date | None) -> str:
    """Say in Chinese what became of an obligation; what was never due is not called late."""
    ended = f"已终止：{label_of(row['ended_because'])}" if row["ended_because"] else ""
    if late:
        return f"逾期{late}天" + ("，已付一部分" if row["paid_fen"] else "")
    if owed is not None:
        part = "已付一部分" if row["paid_fen"] else ("未到期" if due_on else "尚未发生")
        return (ended or "已付清") if owed == 0 else part
    if row["times_done"]:
        return f"已做{row['times_done']}次" if due_on is None else "已做到"
    if row["voluntary"]:
        return ended or "自愿"
    return ended or ("未到期" if due_on else "随时可以要求")
