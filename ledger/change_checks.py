"""What is seen to before a contract changes: all that is wrong with the two papers and the day is told at once.

A newer contract takes the place of an older one only while both stand: what nobody answers for any more cannot answer
for another.

Source: Civil Code (2020-05-28), articles 543 and 557.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Literal

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.faults import Faults
from ledger.store import Row, Transaction
from ledger.wording import forbidden_words

Replacing = Literal["amended", "superseded"]
"""How a newer contract takes the place of an older one: by a paper of the same kind, or of another."""

_ENDED = {"amended": "变更", "superseded": "被替代", "terminated": "解除"}


def to_end(tx: Transaction, contract: str, on: date, note: str, faults: Faults) -> Row | None:
    """Return a contract that can be terminated on a day; ``None`` where it cannot, which is remembered.

    One that has run out needs no ending; if it was renewed, the one that follows is named.
    """
    signed = faults.of(partial(_contract, tx, contract))
    _stands(tx, signed, on, note, faults)
    if signed and _has_run_out(signed, on):
        following = _following(tx, signed)
        hint = f"续签的是 {following}，要解除的写它的编号" if following else "没有续签的，不用再办；应付的钱照付"
        faults.add(refused(contract, f"这份合同 {signed['ends_on']} 已经期满，不用解除", hint))
    return signed


def to_replace(
    tx: Transaction, contract: str, successor: str, what: Replacing, on: date, note: str
) -> tuple[Row, Row]:
    """Return `(older, newer)` where the newer contract can take the place of the older one on a day.

    Raises:
        LedgerError: One of them is not there, has ended or runs out before, they are not of one party, the newer one
            was signed before the older one or does not run yet, or it is of another kind where it amends, of the
            same where it supersedes.
    """
    faults = Faults()
    old, new = _both(tx, contract, successor, on, note, faults)
    if old and new and (old["kind"] == new["kind"]) != (what == "amended"):
        same = what == "superseded"
        message = f"新合同 {successor} 与原合同是同一文种" if same else f"新合同 {successor} 换了文种"
        hint = "这是变更：用 shouyue contract amend" if same else "这是替代：用 shouyue contract supersede"
        faults.add(refused(contract, message, hint))
    if old and _has_run_out(old, on):
        hint = "接着的新合同用 shouyue contract renew；没有兑现的照付"
        faults.add(refused(contract, f"原合同 {old['ends_on']} 已经到期，不能再变更、替代", hint))
    if new and _has_run_out(new, on):
        faults.add(refused(contract, f"新合同 {successor} {new['ends_on']} 已经到期", "写接替它的那一份合同的编号"))
    if new and on.isoformat() < (first := max(new["signed_on"], new["starts_on"] or "")):
        message = f"{on} 时新合同 {successor} 还没有签订或者还没有开始（{first}）"
        faults.add(refused(contract, message, f"写 --on {first} 或者以后的日期"))
    return _seen(old, new, faults)


def to_renew(tx: Transaction, contract: str, successor: str, on: date, note: str) -> tuple[Row, Row]:
    """Return `(older, newer)` where the newer contract follows the older one that runs out.

    Raises:
        LedgerError: One of them is not there or has ended, they are not of one party, the newer one starts before the
            older one ends or is not signed on that day, or the older one was renewed before.
    """
    faults = Faults()
    old, new = _both(tx, contract, successor, on, note, faults)
    if old and new and (old["ends_on"] is None or _starts_on(new) <= old["ends_on"]):
        message = f"新合同 {_starts_on(new)} 开始时，原合同还没有到期"
        faults.add(refused(contract, message, "期内改变内容用 shouyue contract amend"))
    if new and on.isoformat() < new["signed_on"]:
        message = f"{on} 时新合同 {successor} 还没有签订（{new['signed_on']}）"
        faults.add(refused(contract, message, f"写 --on {new['signed_on']} 或者以后的日期"))
    if old and (following := _following(tx, old)):
        faults.add(refused(contract, f"已经由 {following} 续签", "用 shouyue contract list 查看；记错的先撤回"))
    return _seen(old, new, faults)


def refused(where: str, message: str, hint: str) -> LedgerError:
    """Return the refusal of one contract or office, with what to do."""
    return LedgerError(f"{where}：{message}。", [Problem(where=where, message=message, hint=hint)])


def _seen(old: Row | None, new: Row | None, faults: Faults) -> tuple[Row, Row]:
    faults.refuse()
    assert old is not None and new is not None  # noqa: S101, PT018 - else it was refused
    return old, new


def _both(
    tx: Transaction, contract: str, successor: str, on: date, note: str, faults: Faults
) -> tuple[Row | None, Row | None]:
    """Return the older and the newer contract; what is wrong with either in any change is remembered."""
    old, new = (faults.of(partial(_contract, tx, number)) for number in (contract, successor))
    _stands(tx, old, on, note, faults)
    if old and new:
        faults.of(lambda: _refuse_strangers(tx, old, new))
        if new["signed_on"] < old["signed_on"]:
            message = f"{successor} {new['signed_on']} 签订，在原合同 {old['signed_on']} 之前"
            faults.add(refused(contract, message, "核对哪一份是新合同"))
    if new and new is not old and (ended := _ended(tx, new)):
        faults.add(refused(contract, f"新合同 {successor} 已经{ended}", "写仍在履行的那一份；记错的先撤回"))
    return old, new


def _contract(tx: Transaction, number: str) -> Row:
    found = tx.rows("select id, number, kind, signed_on, starts_on, ends_on from contracts where number = ?", [number])
    if not found:
        raise refused(number, "台账里没有这份合同", "用 shouyue query find --set text=姓名 查编号")
    return found[0]


def _stands(tx: Transaction, signed: Row | None, on: date, note: str, faults: Faults) -> None:
    """Remember what is wrong with a change of a contract; of one that is not there, only its note."""
    number = str(signed["number"]) if signed else "备注"
    if words := forbidden_words(note):
        faults.add(refused(number, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重新录入"))
    if signed is None:
        return
    if not signed["signed_on"] <= on.isoformat() <= tx.day:
        faults.add(refused(number, f"日期 {on} 不在签订日 {signed['signed_on']} 至今天 {tx.day} 之间", "核对日期"))
    if ended := _ended(tx, signed):
        faults.add(refused(number, f"这份合同已经{ended}", "用 shouyue contract list 查看；记错的先撤回"))


def _ended(tx: Transaction, signed: Row) -> str:
    """Return how a contract ended before its time, in Chinese; empty where it did not."""
    sql = "select what from standing_changes where contract_id = ? and what <> 'renewed'"
    found = tx.rows(sql, [signed["id"]])
    return _ENDED[found[0]["what"]] if found else ""


def _following(tx: Transaction, signed: Row) -> str:
    """Return the number of the contract that renewed this one, or nothing."""
    sql = """select n.number from standing_changes x join contracts n on n.id = x.successor_id
             where x.contract_id = ? and x.what = 'renewed'"""
    found = tx.rows(sql, [signed["id"]])
    return str(found[0]["number"]) if found else ""


def _has_run_out(signed: Row, on: date) -> bool:
    return signed["ends_on"] is not None and signed["ends_on"] < on.isoformat()


def _starts_on(signed: Row) -> str:
    return str(signed["starts_on"] or signed["signed_on"])


def _refuse_strangers(tx: Transaction, old: Row, new: Row) -> None:
    """Refuse two contracts that have no person or family in common, or, of offices and units, not the same party B."""
    same = tx.rows(
        """
        select 1 from contract_parties a join parties p on p.id = a.party_id
        join contract_parties b on b.contract_id = :new join parties q on q.id = b.party_id and q.side = p.side
        where a.contract_id = :old and (p.id = q.id and p.side = 'family'
            or p.side <> 'family' and a.role = 'party_b' and b.role = 'party_b' and p.name = q.name
            or exists (select 1 from persons m join persons n on n.party_id = q.id and n.name = m.name
                         and (n.id_number is m.id_number or n.id_number is null or m.id_number is null)
                       where m.party_id = p.id and p.side = 'family'))
        """,
        {"old": old["id"], "new": new["id"]},
    )
    if old["id"] == new["id"] or not same:
        message = f"{new['number']} 不是同一家庭、同一单位的另一份合同"
        raise refused(str(old["number"]), message, "核对两份合同的编号")
