"""Pots of money: who fills one, what it is for and whom it may reach; and which pot a promise is paid from.

Row A-15: money meant for families once became a bonus for leaders. A fund belongs to one payer, to one programme or
all, and to one class of payees; the database refuses any other use. What nobody named stays unknown, as ``""``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.errors import LedgerError
from contracts.model import Payer, Problem, Side
from contracts.rewards.shares import split
from ledger.faults import Faults
from ledger.store import Ledger, Row, Transaction
from ledger.wording import forbidden_words

UNKNOWN = ""
PAYEES: dict[Side, str] = {"family": "家庭", "office": "办事单位", "unit": "单位"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """A pot. ``programme`` is ``""`` for all; promises signed from ``starts_on`` on are paid from it."""

    name: str
    payer: str
    programme: str
    purpose: str
    payees: Side
    starts_on: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one payer owes, or paid, out of one fund."""

    payer: str
    fund: str
    amount_fen: int


def record_fund(tx: Transaction, fund: Fund) -> None:
    """Enter a fund; later promises of its payer and programme come out of it.

    Raises:
        LedgerError: A name or day that is taken, a blank, or words that may not be kept.
    """
    blanks = [label for label, value in (("名称", fund.name), ("承担单位", fund.payer), ("用途", fund.purpose),
                                         ("依据", fund.basis)) if not value.strip()]  # fmt: skip
    faults = Faults()
    if blanks:
        what = fund.name or "资金"
        faults.add(_refused(what, f"没有写{'、'.join(blanks)}", "写明谁出的钱、做什么用、依据哪个文件"))
    if words := forbidden_words(f"{fund.name} {fund.purpose} {fund.basis}"):
        faults.add(_refused(fund.name, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重新录入"))
    same = (fund.payer, fund.programme, fund.payees, fund.starts_on)
    for known in funds(tx):
        if known.name == fund.name:
            faults.add(_refused(fund.name, "这个名称已经登记过", "已登记的不改；换了来源的另起一个名称"))
        if (known.payer, known.programme, known.payees, known.starts_on) == same:
            faults.add(_refused(fund.name, f"与“{known.name}”同一天起管同一件事", "换一个起始日期"))
    faults.refuse()
    row = {name: getattr(fund, name) for name in ("name", "payer", "programme", "purpose", "payees", "basis")}
    tx.record("fund_recorded", fund.name, {}, {"funds": [{**row, "starts_on": fund.starts_on.isoformat()}]})


def funds(ledger: Ledger | Transaction) -> tuple[Fund, ...]:
    """Return all funds in the order they were entered."""
    found = ledger.rows("select name, payer, programme, purpose, payees, starts_on, basis from funds order by id")
    return tuple(Fund(**{**row, "starts_on": date.fromisoformat(row["starts_on"])}) for row in found)


def fund_of(known: Sequence[Fund], payer: str, programme: str, *, payees: Side | None, signed_on: date) -> str:
    """Return the fund that a share promised on a day comes out of; ``""`` where none is for it.

    A fund of that very programme goes before one for all; of several the latest.
    """
    fitting = [
        fund
        for fund in known
        if fund.payer == payer and fund.programme in {"", programme} and fund.payees == payees
        and fund.starts_on <= signed_on
    ]  # fmt: skip
    return max(fitting, key=lambda fund: (fund.programme != "", fund.starts_on)).name if fitting else UNKNOWN


def outstanding(tx: Transaction, obligation: int) -> tuple[Part, ...]:
    """Return what each payer still owes of a sum out of each fund, in the order of the paper, nothing left out."""
    found = tx.rows(
        """
        with parts as (
            select p.id as place, p.payer, '' as fund, p.amount_fen - (
                select coalesce(sum(f.amount_fen), 0) from obligation_funds f
                where f.obligation_id = :id and f.payer = p.payer) as amount_fen
            from obligation_payers p where p.obligation_id = :id
            union all
            select p.id, f.payer, f.fund, sum(f.amount_fen) from obligation_funds f
            join obligation_payers p on p.obligation_id = f.obligation_id and p.payer = f.payer
            where f.obligation_id = :id group by p.id, f.payer, f.fund
        ), used as (
            select p.payer, '' as fund, sum(p.amount_fen - (
                select coalesce(sum(f.amount_fen), 0) from entry_funds f
                where f.entry_id = p.entry_id and f.payer = p.payer)) as amount_fen
            from standing_entries e join entry_payers p on p.entry_id = e.id
            where e.obligation_id = :id group by p.payer
            union all
            select f.payer, f.fund, sum(f.amount_fen) from standing_entries e join entry_funds f on f.entry_id = e.id
            where e.obligation_id = :id group by f.payer, f.fund
        )
        select p.payer, p.fund, p.amount_fen - coalesce(u.amount_fen, 0) as amount_fen
        from parts p left join used u on u.payer = p.payer and u.fund = p.fund
        order by p.place, p.fund
        """,
        {"id": obligation},
    )
    return tuple(Part(**row) for row in found)


def drawn(parts: Sequence[Part], amount_fen: int) -> tuple[Part, ...]:
    """Return how a sum is drawn on parts in proportion to what is in each; who gives nothing is left out.

    >>> drawn([Part(payer="县", fund="", amount_fen=1), Part(payer="县", fund="专款", amount_fen=3)], 2)
    (Part(payer='县', fund='', amount_fen=1), Part(payer='县', fund='专款', amount_fen=1))
    """
    amounts = split(amount_fen, [part.amount_fen for part in parts])
    pairs = zip(parts, amounts, strict=True)
    return tuple(Part(payer=part.payer, fund=part.fund, amount_fen=amount) for part, amount in pairs if amount)


def by_payer(parts: Sequence[Part]) -> tuple[Payer, ...]:
    """Return the sum of each payer, whatever the fund."""
    sums: dict[str, int] = {}
    for part in parts:
        sums[part.payer] = sums.get(part.payer, 0) + part.amount_fen
    return tuple(Payer(name=name, amount_fen=amount) for name, amount in sums.items())


def earmark(tx: Transaction, name: str, *, because: str, contract: str | None = None) -> int:
    """Name a fund for what is outstanding and unknown of its payer and programme. Returns how much, in fen.

    Without a contract: everything that has a day. What was paid before keeps the fund it was paid from, or none.
    It counts from today: what was asked as of a past day is answered as before.

    Raises:
        LedgerError: No such fund, no reason, or nothing for it.
    """
    fund = _fund(tx, name, because)
    rows = [
        _row(obligation, part.payer, name, part.amount_fen, because)
        for obligation in _open(tx, fund, contract)
        for part in outstanding(tx, obligation)
        if part.payer == fund.payer and part.fund == UNKNOWN and part.amount_fen > 0
    ]
    return _moved(tx, "fund_earmarked", name, rows, "没有它可以承担、来源又不详的欠款")


def release(tx: Transaction, name: str, *, because: str, contract: str | None = None) -> int:
    """Take back a fund from what is still outstanding: where that comes from is unknown again. Returns how much.

    Raises:
        LedgerError: No such fund, no reason, or nothing outstanding in it.
    """
    _fund(tx, name, because)
    found = tx.rows(
        "select distinct f.obligation_id as id from obligation_funds f join obligations o on o.id = f.obligation_id"
        " join contracts c on c.id = o.contract_id where f.fund = :fund and (:contract is null or c.number = :contract)"
        " order by 1",
        {"fund": name, "contract": contract},
    )
    rows = [
        _row(item["id"], part.payer, name, -part.amount_fen, because)
        for item in found
        for part in outstanding(tx, item["id"])
        if part.fund == name and part.amount_fen > 0
    ]
    return _moved(tx, "fund_released", name, rows, "没有记在它名下的欠款")


def _moved(tx: Transaction, kind: str, name: str, rows: list[Row], nothing: str) -> int:
    if not rows:
        raise _refused(name, nothing, "用 shouyue fund list 核对承担单位和项目")
    tx.record(kind, name, {}, {"obligation_funds": rows})
    total: int = sum(row["amount_fen"] for row in rows)
    return abs(total)


def _row(obligation: int, payer: str, fund: str, amount_fen: int, because: str) -> Row:
    return {"obligation_id": obligation, "payer": payer, "fund": fund, "amount_fen": amount_fen, "because": because}


def _open(tx: Transaction, fund: Fund, contract: str | None) -> list[int]:
    """Return the promises that a fund may serve: of one contract, or all that have a day and are open."""
    source = (
        "select o.id from contracts c join obligations o on o.contract_id = c.id where c.number = :contract"
        if contract
        else "select obligation_id from open_obligations where :contract is null"
    )
    found = tx.rows(
        "select o.id from obligations o join parties p on p.id = o.owed_to"
        f" where o.id in ({source}) and p.side = :payees and :programme in ('', o.programme)"
        " and o.amount_fen is not null order by o.id",
        {"contract": contract, "payees": fund.payees, "programme": fund.programme},
    )
    return [row["id"] for row in found]


def _fund(tx: Transaction, name: str, because: str) -> Fund:
    fund = next((item for item in funds(tx) if item.name == name), None)
    faults = Faults()
    if fund is None:
        faults.add(_refused(name, "台账里没有这项资金", "先用 shouyue fund record 登记"))
    if not because.strip():
        faults.add(_refused(name, "没有写明依据", "写明依据哪个文件、哪次决定"))
    if words := forbidden_words(because):
        faults.add(_refused(name, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重新录入"))
    faults.refuse()
    assert fund is not None  # noqa: S101 - else it was refused
    return fund


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}，没有记录", [Problem(where=where, message=message, hint=hint)])
