"""Which promise a clerk means who names only the contract: the one that is open, or a question back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from contracts.errors import LedgerError
from contracts.model import Problem
from contracts.numerals import yuan
from ledger.endings import ENDINGS
from ledger.entries import refuse_day_and_note
from ledger.faults import Faults
from ledger.payees import PAYEE, PAYEE_ROLE
from ledger.store import Transaction

_LONGEST = 24
_OLD = re.compile(r"原第.+?条")
"""How what is left of an old contract is called: ``退还原第一条所收款项``, ``独生子女父母奖励费（原第四条）``."""
_LOOK_UP = "核对合同编号；每一项的编号见 shouyue query statement_lines --set contract={}，再用 --obligation 指明"
_OPEN = f"""
select o.id, o.due_on, o.label, o.amount_fen, o.programme, t.ordinal, t.text,
       case when {PAYEE_ROLE} <> '' then {PAYEE} else '' end as payee
from obligations o join contracts c on c.id = o.contract_id join terms t on t.id = o.term_id
left join parties p on p.id = o.owed_to
where c.number = :number and o.due_on is not null
  and (:money is null or (o.amount_fen is not null) = :money)
  and not exists (select 1 from standing_entries e
                  where e.obligation_id = o.id and e.what in ('fulfilment', 'ending'))
  and (o.amount_fen is null or o.amount_fen > (
        select coalesce(sum(e.amount_fen), 0) from standing_entries e
        where e.obligation_id = o.id and e.what in ('payment', 'ending')))
order by o.due_on, o.id
"""


def open_duty(tx: Transaction, contract: str, obligation: int | None, *, money: bool | None, as_of: date) -> int:
    """Return the obligation meant: the one named, or the only one of the contract that is open by a day.

    Args:
        tx: The open transaction.
        contract: Its number.
        obligation: Its id where the clerk named one; it must belong to the contract.
        money: Only promises of money, only others, or (``None``) both.
        as_of: Promises due by the end of this day's year are considered.

    Raises:
        LedgerError: No such contract, nothing open, or several: all of them are listed with their ids.
    """
    if not tx.rows("select id from contracts where number = :number", {"number": contract}):
        raise _told(contract, "台账里没有这份合同", "用 shouyue query find --set text=姓名 查编号")
    if obligation is not None:
        return _belonging(tx, contract, obligation)
    found = tx.rows(_OPEN, {"number": contract, "money": money})
    near = [row for row in found if row["due_on"] <= f"{as_of.year}-12-31"]
    if len(near) == 1:
        return int(near[0]["id"])
    if not near:
        raise _told(contract, f"到 {as_of.year} 年底没有未清的这类义务", _LOOK_UP.format(contract))
    raise LedgerError(
        f"{contract} 有 {len(near)} 项未清，没有记录。",
        [
            Problem(where=f"第{row['ordinal']}条", message=_words(row), hint=f"用 --obligation {row['id']}")
            for row in near
        ],
    )


def refuse_told(
    tx: Transaction, contract: str, *, happened_on: date, note: str, voucher: str | None = None,
    reason: str | None = None,
) -> None:  # fmt: skip
    """Refuse what is wrong with an entry whatever promise it is about; for a clerk who named none that is open.

    Raises:
        LedgerError: An impossible day, words that may not be kept, a blank voucher, an unknown reason; all at once.
    """
    signed = tx.rows("select number, signed_on from contracts where number = :number", {"number": contract})
    about = signed[0] if signed else {"number": contract, "signed_on": ""}
    faults = Faults()
    faults.of(lambda: refuse_day_and_note(tx, about, happened_on, note))
    if voucher is not None and not voucher.strip():
        faults.add(_told(contract, "没有凭证号", "填写付款凭证号；没有凭证的付款不能登记"))
    if reason is not None and reason not in ENDINGS:
        known = "、".join(f"{code}（{item.label}）" for code, item in ENDINGS.items())
        faults.add(_told(contract, f"“{reason}”不是终止原因代码", f"只用：{known}"))
    faults.refuse()


def _told(contract: str, message: str, hint: str) -> LedgerError:
    return LedgerError("没有记录。", [Problem(where=contract, message=message, hint=hint)])


def _belonging(tx: Transaction, contract: str, obligation: int) -> int:
    sql = "select c.number from obligations o join contracts c on c.id = o.contract_id where o.id = :id"
    found = tx.rows(sql, {"id": obligation})
    if not found or found[0]["number"] != contract:
        raise _told(contract, f"没有编号 {obligation} 的义务", _LOOK_UP.format(contract))
    return obligation


def _words(row: dict[str, Any]) -> str:
    money = "" if row["amount_fen"] is None else f"，{yuan(row['amount_fen'])}"
    given = f"{money}，应付给{row['payee']}" if row["payee"] else money
    return f"“{duty_words(row['text'], row['label'], row['programme'])}”{row['due_on']} 到期{given}"


def duty_words(text: str, label: str, programme: str = "") -> str:
    """Return a reward by its programme and year, a duty by its short name or the first words of its clause.

    A promise of an old contract is called as it was entered: its clause may be one that no paper may bear today.
    """
    if programme and not _OLD.search(label):
        return f"{text.partition('：')[0]} {label}".strip()
    if label:
        return label
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
