"""The life of a contract: amended, renewed, replaced, terminated; offices that take over from others.

No version is altered: the new paper is registered under its own number, and a line says which follows which, from
which day. A family ends its contract at any time, free of charge, also by word of mouth; what an office promised in
money stays due. A new paper that promises less money than the old one does not replace it.

Source: Civil Code (2020-05-28), articles 543, 558, 562, 565; Population and Family Planning Law (2021-08-20), article
31.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from contracts.errors import LedgerError
from ledger.carrying import carried
from ledger.change_checks import Replacing, refused, to_end, to_renew, to_replace
from ledger.entries import record_ending
from ledger.faults import Faults
from ledger.signed import signed_draft
from ledger.store import Row, Transaction
from ledger.wording import forbidden_words


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

    So do lasting duties: to guard what is kept of the family, to show and correct it, to answer its complaints.

    Args:
        tx: The open transaction.
        contract: Its number.
        on: Day on which the family said so, or both sides agreed.
        asked_by: ``family``, which needs no reason; or ``agreement`` of both. An office alone cannot.
        oral: By word of mouth; the note then says who heard it and how.
        note: Never about bodies, never an ID number.

    Raises:
        LedgerError: No such contract, terminated or replaced before, run out, an impossible day, an oral one without
            a note.
    """
    faults = Faults()
    signed = to_end(tx, contract, on, note, faults)
    if oral and not note.strip():
        faults.add(refused(contract, "口头提出的要写明由谁、怎样听到", "用 --note 写明"))
    faults.refuse()
    assert signed is not None  # noqa: S101 - else it was refused
    reason = "terminated_by_family" if asked_by == "family" else "terminated_by_agreement"
    lasting = {term.code for term in signed_draft(tx, contract)[0].terms if term.lasting}
    found = [
        row for row in _open(tx, signed)
        if row["side"] == "family" or (_is_later_service(row, on) and row["term"] not in lasting)
    ]
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
        what: ``amended`` by a paper of the same kind, ``superseded`` by one of another.
        on: First day of the newer one.
        note: Never about bodies, never an ID number.

    Raises:
        LedgerError: No such contract, another family, replaced or run out before, a newer one that was signed
            before the older one, ended itself or does not run yet, or one that promises less money for any
            months than was still to fall due for them.
    """
    old, new = to_replace(tx, contract, successor, what, on, note)
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
        LedgerError: No such contract, another family, renewed before, or the newer one starts before the older one
            ends or is not signed on that day.
    """
    old, new = to_renew(tx, contract, successor, on, note)
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
        faults.add(refused(f"变更 {change}", "没有这一项变更，或者已经撤回", "用 shouyue contract list 查看"))
    if not because.strip() or forbidden_words(because):
        faults.add(refused(f"变更 {change}", "没有写明原因，或有不得记录的内容", "写明为什么撤回"))
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
        LedgerError: No such office in the ledger, a family, nothing that changes, no reason, a day to come, another
            successor of that office, or another person in it, on the same day.
    """
    found = tx.rows(
        "select side from parties where name = :office union all"
        " select 'office' from standing_successions where successor = :office union all"
        " select side from money_sums where payer = :office limit 1", {"office": office},
    )  # fmt: skip
    faults = Faults()
    if not found or found[0]["side"] == "family":
        faults.add(refused(office, "台账里没有这个单位", "照合同上的名称填写"))
    if not (successor and successor != office) and not representative.strip():
        faults.add(refused(office, "没有写由谁接替", "写 --to 新单位，或 --representative 新负责人"))
    if not because.strip() or on.isoformat() > tx.day or forbidden_words(because):
        faults.add(refused(office, "没有写依据，或日期在今天以后", "写明文件或决定，和生效的日期"))
    faults.of(lambda: _refuse_same_day(tx, office, successor or office, on))
    faults.refuse()
    (row_id,) = tx.ids("successions", 1)
    row = {"id": row_id, "office": office, "successor": successor or office, "representative": representative,
           "post": post, "happened_on": on.isoformat(), "because": because}  # fmt: skip
    tx.record("succeeded", office, {}, {"successions": [row]})
    return row_id


def withdraw_succession(tx: Transaction, succession: int, *, because: str) -> str:
    """Withdraw a succession entered in error; it stays in the file and counts no more. Returns the office it was of.

    Raises:
        LedgerError: No such succession, withdrawn before, no reason.
    """
    found, faults = tx.rows("select * from standing_successions where id = ?", [succession]), Faults()
    if not found:
        message = "没有这一项接替，或者已经撤回"
        faults.add(refused(f"接替 {succession}", message, "用 shouyue query successions 查看编号"))
    if not because.strip() or forbidden_words(because):
        faults.add(refused(f"接替 {succession}", "没有写明原因，或有不得记录的内容", "写明为什么撤回"))
    faults.refuse()
    (row,) = found
    withdrawn = {"succession_id": succession, "because": because}
    tx.record("succession_withdrawn", row["office"], {}, {"succession_withdrawals": [withdrawn]})
    return str(row["office"])


def _refuse_same_day(tx: Transaction, office: str, successor: str, on: date) -> None:
    """Refuse a second successor, or a second person, of one day: nobody could say who answers."""
    sql = """select id, successor, representative from standing_successions
             where office = :office and happened_on = :on and (successor = office) = (:successor = :office)"""
    for row in tx.rows(sql, {"office": office, "successor": successor, "on": on.isoformat()}):
        who = row["successor"] if row["successor"] != office else row["representative"]
        hint = f"写错的先撤回：shouyue contract retract {row['id']} --succession --because 原因"
        raise refused(office, f"{on} 已经登记由 {who} 接替", hint)


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
    select o.id, o.side, o.due_on, o.amount_fen, o.programme, t.code as term, s.outstanding_fen
    from obligations o join obligation_status s on s.obligation_id = o.id join terms t on t.id = o.term_id
    where o.contract_id = ? and s.is_open order by o.id
    """
    return tx.rows(sql, [signed["id"]])


def _changed(tx: Transaction, what: str, old: Row, new: Row | None, on: date, columns: Row, *, ended: int) -> Change:
    (change,) = tx.ids("contract_changes", 1)
    row = {"id": change, "what": what, "contract_id": old["id"], "successor_id": new["id"] if new else None,
           "happened_on": on.isoformat(), **columns}  # fmt: skip
    tx.record(f"contract_{what}", old["number"], {"change": change}, {"contract_changes": [row]})
    kept = sum(item["outstanding_fen"] or 0 for item in _open(tx, old) if item["side"] == "office")
    return Change(id=change, what=what, contract=old["number"], happened_on=on, ended=ended, kept_fen=kept)
