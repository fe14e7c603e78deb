"""Facts about promises: fulfilment, payment, breach by either side, lawful ending, retraction.

Each function writes one fact within the caller's transaction (:meth:`~ledger.store.Ledger.write`), so that
a command records several or none. Facts are never changed: :func:`retract` withdraws one and keeps it in
sight. An office's lateness is not a fact to be typed in; it follows from the days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.errors import LedgerError
from contracts.model import Problem
from contracts.numerals import yuan
from ledger.double_promises import double_promises
from ledger.endings import ENDINGS, earned_before, objection
from ledger.faults import Faults
from ledger.funds import UNKNOWN, Part, by_payer, drawn, outstanding
from ledger.heirs import shares_of
from ledger.store import Row, Transaction
from ledger.wording import forbidden_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A fact as recorded; ``id`` is what :func:`retract` takes, ``seq`` its event in the journal."""

    id: int
    what: str
    contract: str
    obligation: int | None
    happened_on: date
    amount_fen: int | None
    seq: int


def record_fulfilment(tx: Transaction, obligation: int, *, happened_on: date, note: str = "") -> Entry:
    """Record that a duty without a sum was done. A standing duty may be done again and again.

    Raises:
        LedgerError: No such duty, one of money, done or ended before, a day before signing or to come.
    """
    owed = _obligation(tx, obligation)
    faults = Faults()
    if owed["amount_fen"] is not None:
        faults.add(_refused(owed, "这是付款义务，不能只记“已履行”", "用“付款”记录金额和凭证号"))
    faults.of(lambda: refuse_day_and_note(tx, owed, happened_on, note))
    done = _entries(tx, obligation)
    if any(item["what"] == "ending" or owed["due_on"] for item in done):
        faults.add(_refused(owed, "这项义务已经履行或终止", "有误的先撤回原记录"))
    faults.refuse()
    return _record(tx, "fulfilment", owed, happened_on=happened_on, note=note)


def record_payment(
    tx: Transaction,
    obligation: int,
    *,
    happened_on: date,
    amount_fen: int,
    voucher: str,
    payer: str | None = None,
    fund: str | None = None,
    note: str = "",
) -> Entry:
    """Record money paid, in whole or in part.

    Args:
        tx: The open transaction.
        obligation: Its id.
        happened_on: Day the money reached the one it is owed to.
        amount_fen: What was paid.
        voucher: Number of the payment voucher; inspectors match it.
        payer: Whose money, by the name in the contract or of who took over by that day (its own share and those it
            took over); without it the sum is shared among those who still owe, in proportion.
        fund: Out of which fund; without it what is still owed from each, in proportion.
        note: Anything else, never about bodies, never an ID number.

    Raises:
        LedgerError: No such debt, more than is owed, no voucher, an unknown payer or fund, an impossible day.
    """
    owed = _obligation(tx, obligation)
    if owed["amount_fen"] is None:
        raise _refused(owed, "这项义务没有金额，不能记付款", "用“履行”记录")
    faults = Faults()
    faults.of(lambda: refuse_day_and_note(tx, owed, happened_on, note))
    if not voucher.strip():
        faults.add(_refused(owed, "没有凭证号", "填写付款凭证号；没有凭证的付款不能登记"))
    rest = outstanding(tx, obligation)
    shares = shares_of(tx, payer, on=happened_on) if payer else None
    parts = faults.of(lambda: _drawn(owed, rest, amount_fen, shares=shares, fund=fund)) or ()
    faults.refuse()
    return _record(
        tx, "payment", owed, happened_on=happened_on, note=note, amount_fen=amount_fen,
        voucher=voucher.strip(), parts=parts,
    )  # fmt: skip


def record_ending(
    tx: Transaction,
    obligation: int,
    *,
    reason: str,
    happened_on: date,
    amount_fen: int | None = None,
    note: str = "",
    by_change: bool = False,
) -> Entry:
    """Record that a promise ended lawfully without being kept.

    Args:
        tx: The open transaction.
        obligation: Its id.
        reason: A code of :data:`~ledger.endings.ENDINGS`.
        happened_on: Day of the event.
        amount_fen: Which part of a sum ended; all that is outstanding where it is left out, which is refused for
            a sum of the year of the event of which nothing was paid: the months before it are earned.
        note: Evidence, never about bodies, never an ID number.
        by_change: The contract itself is being changed; see :mod:`ledger.versions`.

    Raises:
        LedgerError: An unknown reason, one that does not end this side's promise, nothing left to end.
    """
    owed = _obligation(tx, obligation)
    due_on = date.fromisoformat(owed["due_on"]) if owed["due_on"] else None
    faults = Faults()
    against = objection(
        reason, side=owed["side"], due_on=due_on, amount_fen=owed["amount_fen"], ended_on=happened_on
    )
    if against:
        faults.add(_refused(owed, *against))
    elif ENDINGS[reason].by_change and not by_change:
        message = f"“{ENDINGS[reason].label}”随合同变更一并记录"
        faults.add(_refused(owed, message, "用 shouyue contract amend 或 supersede"))
    doubles = double_promises(tx, [owed["contract_id"]]) if reason == "promised_twice" and not by_change else ()
    if reason == "promised_twice" and not by_change and obligation not in {item.obligation for item in doubles}:
        faults.add(_refused(owed, "没有更早的合同约定过同样的项目和时段", "只有重复的约定才能这样终止；前一份照付"))
    faults.of(lambda: refuse_day_and_note(tx, owed, happened_on, note))
    faults.refuse()
    parts: tuple[Part, ...] = ()
    if owed["amount_fen"] is not None:
        rest = outstanding(tx, obligation)
        left = sum(part.amount_fen for part in rest)
        earned = amount_fen is None and earned_before(
            reason, side=owed["side"], label=owed["label"], amount_fen=owed["amount_fen"], outstanding_fen=left,
            ended_on=happened_on,
        )  # fmt: skip
        if earned:
            raise _refused(owed, *earned)
        amount_fen = left if amount_fen is None else amount_fen
        parts = _drawn(owed, rest, amount_fen)
    elif amount_fen is not None:
        raise _refused(owed, "这项义务没有金额，不能只终止一部分", "不写 --amount")
    elif any(item["what"] == "ending" or owed["due_on"] for item in _entries(tx, obligation)):
        raise _refused(owed, "这项义务已经履行或终止", "有误的先撤回原记录")
    return _record(
        tx, "ending", owed, happened_on=happened_on, note=note, reason=reason, parts=parts,
        amount_fen=amount_fen if owed["amount_fen"] is not None else None,
    )  # fmt: skip


def record_breach(
    tx: Transaction,
    contract: str,
    *,
    party: str,
    term: str,
    found_on: date,
    found_how: str,
    obligation: int | None = None,
) -> Entry:
    """Record that a party broke a term; either side can.

    Args:
        tx: The open transaction.
        contract: Its number.
        party: Role of the party in breach, e.g. ``party_a``.
        term: Code of the term, or its article number as printed (``8`` or ``第8条``).
        found_on: Day it was found.
        found_how: By whom and how it was found; required.
        obligation: The very promise that was broken, if it is one.

    Raises:
        LedgerError: No such contract, party or term; a term of the other side; what a family offers of its
            own accord, from which nothing may follow; the same breach, word for word, on record.
    """
    known = tx.rows("select id as contract_id, number, signed_on from contracts where number = ?", [contract])
    signed = known[0] if known else {"contract_id": None, "number": contract, "signed_on": ""}
    seat, broken, *_ = _all_at_once(
        lambda: _seat(tx, signed, party),
        lambda: _term(tx, signed, term),
        lambda: _refuse_day(tx, signed, found_on),
        lambda: _refuse_words(signed, found_how),
        lambda: _refuse_silence(signed, found_how),
    )
    if broken["owed_by"] and broken["owed_by"] != party:
        raise _refused(signed, f"第{broken['ordinal']}条不是这一方的义务", "核对条款和违约的一方")
    if broken["voluntary"] and seat["side"] == "family":
        raise _refused(signed, f"第{broken['ordinal']}条是家庭自愿事项，没有违约可记", "不要记录，也不得扣减待遇")
    if obligation is not None and _obligation(tx, obligation)["term_id"] != broken["id"]:
        raise _refused(signed, f"义务 {obligation} 不属于第{broken['ordinal']}条", "核对义务编号")
    _refuse_repeated_breach(tx, signed, broken, seat["party_id"], found_on, found_how)
    row = {"contract_id": signed["contract_id"], "obligation_id": obligation, "term_id": broken["id"],
           "party_id": seat["party_id"], "side": seat["side"]}  # fmt: skip
    return _write(tx, "breach", contract, {**row, "happened_on": found_on.isoformat(), "note": found_how})


def _refuse_repeated_breach(
    tx: Transaction, signed: Row, broken: Row, party: int, found_on: date, found_how: str
) -> None:
    known = tx.rows(
        "select id from standing_entries where what = 'breach' and contract_id = ? and term_id = ? and party_id = ?"
        " and happened_on = ? and note = ?",
        [signed["contract_id"], broken["id"], party, found_on.isoformat(), found_how],
    )
    if known:
        message = f"同一天、同样内容的违约已经记过（第 {known[0]['id']} 笔）"
        raise _refused(signed, message, f"不用再记；后续用 shouyue breach notice {known[0]['id']}")


def retract(tx: Transaction, entry: int, *, because: str) -> Entry:
    """Withdraw a fact that was recorded in error; it stays visible and counts no more.

    Raises:
        LedgerError: No such entry, a retraction, retracted before, no reason.
    """
    found = tx.rows(
        """
        select e.*, c.number, c.signed_on, (select r.id from entries r where r.retracts = e.id) as retracted
        from entries e join contracts c on c.id = e.contract_id where e.id = ?
        """,
        [entry],
    )
    fact = found[0] if found else {"number": f"记录 {entry}", "what": "", "retracted": None, "signed_on": ""}
    faults = Faults()
    if not found:
        faults.add(_refused(fact, "台账里没有这条记录", "核对记录编号"))
    if fact["what"] == "retraction":
        faults.add(_refused(fact, f"记录 {entry} 本身是撤回，不能再撤回", "需要时重新录入原来的事实"))
    if fact["retracted"]:
        faults.add(_refused(fact, f"记录 {entry} 已经撤回过（{fact['retracted']}）", "不必再撤回"))
    if not because.strip():
        faults.add(_refused(fact, "没有写明撤回原因", "写明为什么撤回"))
    faults.of(lambda: refuse_day_and_note(tx, fact, date.fromisoformat(tx.day), because))
    faults.refuse()
    row = {"contract_id": fact["contract_id"], "retracts": entry, "happened_on": tx.day, "note": because}
    return _write(tx, "retraction", str(fact["number"]), row)


def _record(
    tx: Transaction, what: str, owed: Row, *, happened_on: date, note: str,
    parts: tuple[Part, ...] = (), **columns: Any,
) -> Entry:  # fmt: skip
    row = {
        "contract_id": owed["contract_id"], "obligation_id": owed["id"], "term_id": owed["term_id"],
        "party_id": owed["owed_by"], "side": owed["side"], "happened_on": happened_on.isoformat(),
        "note": note, **columns,
    }  # fmt: skip
    return _write(tx, what, owed["number"], row, parts)


def _write(
    tx: Transaction, what: str, contract: str, row: Mapping[str, Any], parts: tuple[Part, ...] = ()
) -> Entry:
    (entry,) = tx.ids("entries", 1)
    rows = {
        "entries": [{"id": entry, "what": what, **row}],
        "entry_payers": [
            {"entry_id": entry, "payer": payer.name, "amount_fen": payer.amount_fen} for payer in by_payer(parts)
        ],
        "entry_funds": [
            {"entry_id": entry, "payer": part.payer, "fund": part.fund, "amount_fen": part.amount_fen}
            for part in parts
            if part.fund != UNKNOWN
        ],
    }
    event = tx.record(what, contract, {"entry": entry}, rows)
    return Entry(
        id=entry, what=what, contract=contract, obligation=row.get("obligation_id"),
        happened_on=date.fromisoformat(row["happened_on"]), amount_fen=row.get("amount_fen"), seq=event.seq,
    )  # fmt: skip


def _obligation(tx: Transaction, obligation: int) -> Row:
    found = tx.rows(
        "select o.*, c.number, c.signed_on from obligations o join contracts c on c.id = o.contract_id"
        " where o.id = ?",
        [obligation],
    )
    if not found:
        raise _refused({"number": f"义务 {obligation}"}, "台账里没有这项义务", "用 due 或 query 查义务编号")
    return found[0]


def _entries(tx: Transaction, obligation: int) -> list[Row]:
    """Return the facts that count for a duty; a breach does not end it."""
    sql = "select * from standing_entries where obligation_id = ? and what <> 'breach' order by id"
    return tx.rows(sql, [obligation])


def _drawn(
    owed: Row, rest: tuple[Part, ...], amount_fen: int, *,
    shares: Sequence[str] | None = None, fund: str | None = None,
) -> tuple[Part, ...]:
    theirs = tuple(part for part in rest if shares is None or part.payer in shares)
    sharers = tuple(part for part in theirs if fund in (None, part.fund))
    if shares is not None and not theirs:
        names = "、".join(dict.fromkeys(part.payer for part in rest))
        raise _refused(owed, f"“{shares[0]}”不是这笔钱的承担单位", f"承担单位是：{names}")
    if not sharers:
        names = "、".join(dict.fromkeys(part.fund or "不详" for part in rest))
        raise _refused(owed, f"这笔钱不由“{fund}”承担", f"现在的资金来源：{names}；要改用 shouyue fund earmark")
    left = sum(part.amount_fen for part in sharers)
    if not 0 < amount_fen <= left:
        raise _refused(owed, f"金额 {yuan(amount_fen)}不在 0.01 元至尚欠 {yuan(left)}之间", "核对金额和已付记录")
    return drawn(sharers, amount_fen)


def _seat(tx: Transaction, signed: Row, role: str) -> Row:
    found = tx.rows(
        "select s.role, s.party_id, p.side from contract_parties s join parties p on p.id = s.party_id"
        " where s.contract_id = ? order by s.id",
        [signed["contract_id"]],
    )
    for row in found:
        if row["role"] == role:
            return row
    if not found:
        raise _refused(signed, "台账里没有这份合同", "核对合同编号")
    roles = "、".join(row["role"] for row in found)
    raise _refused(signed, f"合同里没有 {role} 这一方", f"当事人有：{roles}")


def _term(tx: Transaction, signed: Row, term: str) -> Row:
    ordinal = term.removeprefix("第").removesuffix("条")
    if signed["contract_id"] is None:
        return signed
    found = tx.rows(
        "select * from terms where contract_id = ? and (code = ? or cast(ordinal as text) = ?) order by id",
        [signed["contract_id"], term, ordinal],
    )
    if len(found) == 1:
        return found[0]
    if found:
        ordinals = "、".join(f"第{row['ordinal']}条" for row in found)
        raise _refused(signed, f"条款“{term}”不止一条", f"写条款序号：{ordinals}")
    raise _refused(signed, f"合同里没有条款“{term}”", "写条款代码或序号，如 第8条")


def _all_at_once(*checks: Callable[[], Row]) -> list[Row]:
    """Return what each check found; where any refuses, every refusal is told together."""
    faults = Faults()
    found = [faults.of(check) for check in checks]
    faults.refuse()
    return [row for row in found if row is not None]


def refuse_day_and_note(tx: Transaction, about: Row, happened_on: date, note: str) -> None:
    """Refuse a day before ``about["signed_on"]`` or to come, and words that may not be kept; both at once.

    Raises:
        LedgerError: Each is named with ``about["number"]``.
    """
    _all_at_once(lambda: _refuse_day(tx, about, happened_on), lambda: _refuse_words(about, note))


def _refuse_silence(about: Row, found_how: str) -> Row:
    if not found_how.strip():
        raise _refused(about, "没有写明怎样发现", "写明由谁、怎样发现的")
    return about


def _refuse_day(tx: Transaction, about: Row, happened_on: date) -> Row:
    if not about["signed_on"] <= happened_on.isoformat() <= tx.day:
        outside = f"日期 {happened_on} 不在签订日 {about['signed_on']} 至今天 {tx.day} 之间"
        raise _refused(about, outside if about["signed_on"] else f"日期 {happened_on} 晚于今天", "核对日期")
    return about


def _refuse_words(about: Row, note: str) -> Row:
    words = forbidden_words(note)
    if words:
        hint = "删去后重新录入；台账不记录身体、健康情况和证件、电话、账户号码"
        raise _refused(about, f"文字里有不得记录的内容：{'、'.join(words)}", hint)
    return about


def _refused(about: Row, message: str, hint: str) -> LedgerError:
    where = str(about["number"])
    return LedgerError(f"{where}：{message}，没有记录", [Problem(where=where, message=message, hint=hint)])
