"""The life of a contract: amended, renewed, replaced, terminated; offices that take over from others.

No version is altered: the new paper is registered under its own number, and a line says which follows which, from
which day. A family ends its contract at any time, free of charge, also by word of mouth; what an office promised in
money stays due. A new paper that promises less money than the old one does not replace it.

Source: Civil Code (2020-05-28), articles 543, 562, 565; Population and Family Planning Law (2021-08-20), article 31.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.carrying import carried
from ledger.entries import record_ending
from ledger.faults import Faults
from ledger.store import Row, Transaction
from ledger.wording import forbidden_words

Replacing = Literal["amended", "superseded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change as recorded. ``ended``: how many promises it ended; ``kept_fen``: money that offices still owe.

    ``twice_fen``: what ended under the newer contract, because the older one had paid it or owed it already.
    """

    id: int
    what: str
    contract: str
    happened_on: date
    ended: int
    kept_fen: int
    twice_fen: int = 0


def terminate(
    tx: Transaction,
    contract: str,
    *,
    on: date,
    asked_by: Literal["family", "agreement"],
    oral: bool = False,
    note: str = "",
) -> Change:
    """End a contract: the family's undertakings, and the services that fall due later. Money promised stays due.

    Args:
        tx: The open transaction.
        contract: Its number.
        on: Day on which the family said so, or both sides agreed.
        asked_by: ``family``, which needs no reason; or ``agreement`` of both. An office alone cannot.
        oral: By word of mouth; the note then says who heard it and how.
        note: Never about bodies, never an ID number.

    Raises:
        LedgerError: No such contract, terminated or replaced before, an impossible day, an oral one without a note.
    """
    faults = Faults()
    (signed,) = _contracts(tx, contract, faults=faults)
    _refuse(tx, signed, on, note, faults)
    if oral and not note.strip():
        faults.add(_refused(contract, "口头提出的要写明由谁、怎样听到", "用 --note 写明"))
    faults.refuse()
    assert signed is not None  # noqa: S101 - else it was refused
    reason = "terminated_by_family" if asked_by == "family" else "terminated_by_agreement"
    found = [row for row in _open(tx, signed) if row["side"] == "family" or _is_later_service(row, on)]
    for row in found:
        record_ending(tx, row["id"], reason=reason, happened_on=on, note="解除合同")
    change = {"asked_by": asked_by, "form": "oral" if oral else "written", "note": note}
    return _changed(tx, "terminated", signed, None, on, change, ended=len(found))


def replace_by(tx: Transaction, contract: str, successor: str, *, what: Replacing, on: date, note: str = "") -> Change:
    """Let a newer contract take the place of an older one: what falls due after a day is owed under the newer one.

    What was due before stays due under the older one, and so do the months before the newer one starts; what the older
    one has paid of the months of both ends under the newer one (:mod:`ledger.carrying`). Both must be of one family.

    Args:
        tx: The open transaction.
        contract: Number of the older one.
        successor: Number of the newer one; registered before.
        what: ``amended`` or ``superseded``.
        on: First day of the newer one.
        note: Never about bodies, never an ID number.

    Raises:
        LedgerError: No such contract, another family, replaced before, a day before the newer one is signed or
            starts, or the newer one promises less money under any programme than was still to fall due.
    """
    old, new = _both(tx, contract, successor, on, note)
    _refuse_early(old, new, on)
    over = carried(tx, old, new, on=on)
    if over.missing:
        raise LedgerError("新合同承诺的钱少于原合同，没有变更。", over.missing)
    found: dict[int, int | None] = {row["id"]: None for row in _open(tx, old) if _is_duty_after(row, on)}
    for obligation, fen in (found | over.old).items():
        record_ending(tx, obligation, reason="carried_over", happened_on=on, amount_fen=fen,
                      note=f"由{successor}承接", by_change=True)  # fmt: skip
    for obligation, fen in over.new.items():
        record_ending(tx, obligation, reason="promised_twice", happened_on=on, amount_fen=fen,
                      note=_twice(contract), by_change=True)  # fmt: skip
    columns = {"asked_by": "", "form": "", "note": note}
    done = _changed(tx, what, old, new, on, columns, ended=len(found) + len(over.old))
    return replace(done, twice_fen=sum(over.new.values()))


def renew(tx: Transaction, contract: str, successor: str, *, on: date, note: str = "") -> Change:
    """Note that a newer contract follows an older one that runs out; nothing of the older one ends by it.

    Raises:
        LedgerError: No such contract, another family, or the newer one starts before the older one ends.
    """
    old, new = _both(tx, contract, successor, on, note)
    starts_on = new["starts_on"] or new["signed_on"]
    if old["ends_on"] is None or starts_on <= old["ends_on"]:
        message = f"新合同 {starts_on} 开始时，原合同还没有到期"
        raise _refused(contract, message, "期内改变内容用 shouyue contract amend")
    return _changed(tx, "renewed", old, new, on, {"asked_by": "", "form": "", "note": note}, ended=0)


def withdraw(tx: Transaction, change: int, *, because: str) -> int:
    """Withdraw a change recorded in error, with the endings it brought; returns how many promises are open again.

    Raises:
        LedgerError: No such change, withdrawn before, no reason.
    """
    from ledger.entries import retract

    found = tx.rows("select x.*, c.number from standing_changes x join contracts c on c.id = x.contract_id"
                    " where x.id = ?", [change])  # fmt: skip
    faults = Faults()
    if not found:
        faults.add(_refused(f"变更 {change}", "没有这一项变更，或者已经撤回", "用 shouyue contract list 查看"))
    if not because.strip() or forbidden_words(because):
        faults.add(_refused(f"变更 {change}", "没有写明原因，或有不得记录的内容", "写明为什么撤回"))
    faults.refuse()
    (row,) = found
    ended = tx.rows(
        """
        select e.id from standing_entries e
        where e.what = 'ending' and e.event_seq < :before and e.happened_on = :on
          and (e.contract_id = :old and e.reason in ('terminated_by_family', 'terminated_by_agreement', 'carried_over')
               or e.contract_id = :new and e.reason = 'promised_twice' and e.note = :twice)
        """,
        {"before": row["event_seq"], "on": row["happened_on"], "old": row["contract_id"], "new": row["successor_id"],
         "twice": _twice(row["number"])},
    )  # fmt: skip
    for entry in ended if row["what"] != "renewed" else ():
        retract(tx, entry["id"], because=because)
    withdrawn = {
        "what": "withdrawn", "contract_id": row["contract_id"], "happened_on": tx.day, "asked_by": "", "form": "",
        "note": because, "withdraws": change,
    }  # fmt: skip
    tx.record("change_withdrawn", row["number"], {"change": change}, {"contract_changes": [withdrawn]})
    return len(ended) if row["what"] != "renewed" else 0


def succeed(
    tx: Transaction,
    office: str,
    *,
    successor: str = "",
    representative: str = "",
    post: str = "",
    on: date,
    because: str,
) -> int:
    """Record that another office, or another person in the same office, answers from a day on; returns the row's id.

    The promises stay what they are: only who answers for them, or for a share of the money, is another (row W-13: an
    employer that is gone).

    Raises:
        LedgerError: No such office in the ledger, a family, nothing that changes, no reason, a day to come.
    """
    found = tx.rows(
        "select side from parties where name = :office union all"
        " select 'office' from successions where successor = :office union all"
        " select side from money_sums where payer = :office limit 1", {"office": office},
    )  # fmt: skip
    faults = Faults()
    if not found or found[0]["side"] == "family":
        faults.add(_refused(office, "台账里没有这个单位", "照合同上的名称填写"))
    if not (successor and successor != office) and not representative.strip():
        faults.add(_refused(office, "没有写由谁接替", "写 --to 新单位，或 --representative 新负责人"))
    if not because.strip() or on.isoformat() > tx.day or forbidden_words(because):
        faults.add(_refused(office, "没有写依据，或日期在今天以后", "写明文件或决定，和生效的日期"))
    faults.refuse()
    (row_id,) = tx.ids("successions", 1)
    row = {"id": row_id, "office": office, "successor": successor or office, "representative": representative,
           "post": post, "happened_on": on.isoformat(), "because": because}  # fmt: skip
    tx.record("succeeded", office, {}, {"successions": [row]})
    return row_id


def _is_duty_after(row: Row, on: date) -> bool:
    """Say whether a promise is what a family undertakes, or a duty without a sum of an office after a day."""
    return row["side"] == "family" or (row["amount_fen"] is None and (row["due_on"] or "9") > on.isoformat())


def _twice(contract: str) -> str:
    """Return the note of what ends under a newer contract; :func:`withdraw` knows it again."""
    return f"{contract}已经付过，或者已经到期、照付"


def _is_later_service(row: Row, on: date) -> bool:
    """Say whether a promise is a service that falls due after a day, or whenever its occasion comes; never money."""
    return row["amount_fen"] is None and (row["due_on"] is None or row["due_on"] > on.isoformat())


def _open(tx: Transaction, signed: Row) -> list[Row]:
    """Return the promises of a contract that are neither kept nor ended, standing ones included."""
    sql = """
    select o.id, o.side, o.due_on, o.amount_fen, o.programme, s.outstanding_fen
    from obligations o join obligation_status s on s.obligation_id = o.id
    where o.contract_id = ? and s.is_open order by o.id
    """
    return tx.rows(sql, [signed["id"]])


def _refuse_early(old: Row, new: Row, on: date) -> None:
    """Refuse a day on which the newer contract is not signed or does not run yet: nobody would answer for services."""
    first = max(new["signed_on"], new["starts_on"] or "")
    if on.isoformat() < first:
        message = f"{on} 时新合同 {new['number']} 还没有签订或者还没有开始（{first}）"
        raise _refused(str(old["number"]), message, f"写 --on {first} 或者以后的日期")


def _refuse_strangers(tx: Transaction, old: Row, new: Row) -> None:
    """Refuse two contracts that have no person or family in common."""
    same = tx.rows(
        """
        select 1 from contract_parties a join parties p on p.id = a.party_id and p.side = 'family'
        join contract_parties b on b.contract_id = :new join parties q on q.id = b.party_id and q.side = 'family'
        where a.contract_id = :old and (p.id = q.id or exists (
            select 1 from persons m join persons n on n.party_id = q.id and n.name = m.name
              and (n.id_number is m.id_number or n.id_number is null or m.id_number is null)
            where m.party_id = p.id))
        """,
        {"old": old["id"], "new": new["id"]},
    )
    if old["id"] == new["id"] or not same:
        raise _refused(str(old["number"]), f"{new['number']} 不是同一家庭的另一份合同", "核对两份合同的编号")


def _changed(tx: Transaction, what: str, old: Row, new: Row | None, on: date, columns: Row, *, ended: int) -> Change:
    (change,) = tx.ids("contract_changes", 1)
    row = {"id": change, "what": what, "contract_id": old["id"], "successor_id": new["id"] if new else None,
           "happened_on": on.isoformat(), **columns}  # fmt: skip
    tx.record(f"contract_{what}", old["number"], {"change": change}, {"contract_changes": [row]})
    kept = sum(item["outstanding_fen"] or 0 for item in _open(tx, old) if item["side"] == "office")
    return Change(id=change, what=what, contract=old["number"], happened_on=on, ended=ended, kept_fen=kept)


def _both(tx: Transaction, contract: str, successor: str, on: date, note: str) -> tuple[Row, Row]:
    """Return the older and the newer contract of a change; all that is wrong with the two is told at once."""
    faults = Faults()
    old, new = _contracts(tx, contract, successor, faults=faults)
    _refuse(tx, old, on, note, faults)
    if old and new:
        faults.of(lambda: _refuse_strangers(tx, old, new))
    faults.refuse()
    assert old is not None and new is not None  # noqa: S101, PT018 - else it was refused
    return old, new


def _contracts(tx: Transaction, *numbers: str, faults: Faults) -> tuple[Row | None, ...]:
    return tuple(faults.of(partial(_contract, tx, number)) for number in numbers)


def _contract(tx: Transaction, number: str) -> Row:
    found = tx.rows("select id, number, signed_on, starts_on, ends_on from contracts where number = ?", [number])
    if not found:
        raise _refused(number, "台账里没有这份合同", "用 shouyue query find --set text=姓名 查编号")
    return found[0]


def _refuse(tx: Transaction, signed: Row | None, on: date, note: str, faults: Faults) -> None:
    """Remember what is wrong with a change of a contract; of one that is not there, only its note."""
    number = str(signed["number"]) if signed else "备注"
    if words := forbidden_words(note):
        faults.add(_refused(number, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重新录入"))
    if signed is None:
        return
    if not signed["signed_on"] <= on.isoformat() <= tx.day:
        faults.add(_refused(number, f"日期 {on} 不在签订日 {signed['signed_on']} 至今天 {tx.day} 之间", "核对日期"))
    sql = "select what from standing_changes where contract_id = ? and what in ('amended', 'superseded', 'terminated')"
    if found := tx.rows(sql, [signed["id"]]):
        ended = {"amended": "变更", "superseded": "被替代", "terminated": "解除"}[found[0]["what"]]
        faults.add(_refused(number, f"这份合同已经{ended}", "用 shouyue contract list 查看；记错的先撤回"))


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}。", [Problem(where=where, message=message, hint=hint)])
