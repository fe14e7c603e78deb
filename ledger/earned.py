"""What of a promised sum is earned when a claim ends in its year, and what ends: by the programme's rule, by months.

What is earned stays due to the person or the heirs. The months are those that the signed term says; where it does not,
or one of a couple has a share of her own months, nothing is reckoned and the clerk says the part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from contracts.errors import LedgerError
from contracts.model import Problem
from contracts.numerals import yuan
from contracts.rewards.claims import exit_rule, last_paid
from contracts.rewards.facts import NAMES
from contracts.rewards.months import month_words
from contracts.rewards.programme_packs import Programme, covers, prefix
from ledger.covered import covered, says_months
from ledger.endings import ENDINGS
from ledger.entries import Entry, record_ending
from ledger.faults import Faults
from ledger.store import Row, Transaction

Who = Literal["wife", "husband", "both"]

_SUM = """
select o.id, o.contract_id, o.programme, o.label, o.amount_fen, s.paid_fen, s.ended_fen, s.outstanding_fen, t.text,
       c.number, c.division_code, c.signed_on, c.starts_on, c.ends_on,
       coalesce((select y.role from obligation_payees y where y.obligation_id = o.id), '') as role,
       (select count(distinct m.amount_fen) from obligations m
        where m.contract_id = o.contract_id and m.term_id = o.term_id and m.label = o.label) as shares
from obligations o join obligation_status s on s.obligation_id = o.id join terms t on t.id = o.term_id
join contracts c on c.id = o.contract_id
where o.id = ? and o.side <> 'family' and o.amount_fen is not null
"""
_OPEN = """
select o.id, coalesce(y.role, '') as role
from obligations o join obligation_status s on s.obligation_id = o.id join contracts c on c.id = o.contract_id
left join obligation_payees y on y.obligation_id = o.id
where c.number = :contract and o.programme = :programme and o.side <> 'family' and s.outstanding_fen > 0
  and coalesce(o.due_on, '9') > :after
order by o.due_on, o.id
"""
_OPEN_PROGRAMMES = """
select o.programme, min(t.text) as text
from obligations o join obligation_status s on s.obligation_id = o.id join contracts c on c.id = o.contract_id
join terms t on t.id = o.term_id
where c.number = :contract and o.programme <> '' and o.side <> 'family' and s.outstanding_fen > 0
group by o.programme order by o.programme
"""
_ELSEWHERE = """
select distinct c.number
from contracts own cross join contract_parties s on s.contract_id = own.id
cross join persons m on m.party_id = s.party_id
cross join persons n on n.id_number = m.id_number cross join contract_parties x on x.party_id = n.party_id
cross join contracts c on c.id = x.contract_id
where own.number = :contract and c.number <> :contract and m.role <> 'child' and n.role <> 'child'
  and (:who is null or m.role = :who)
  and exists (select 1 from obligations o join obligation_status z on z.obligation_id = o.id
              left join obligation_payees y on y.obligation_id = o.id
              where o.contract_id = c.id and o.programme = :programme and o.side <> 'family' and not z.is_ended
                and z.outstanding_fen > 0 and coalesce(o.due_on, '9') > :after and coalesce(y.role, n.role) = n.role)
order by c.signed_on, c.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of one sum ends: ``ended_fen``, which may be nothing; ``words`` say how it came about.

    ``over_fen``: what was paid beyond what was earned; it does not end and nobody is asked for it here.
    """

    obligation: int
    ended_fen: int
    over_fen: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """What ended a claim: a reason that the ledger knows, the day, and what was noted."""

    reason: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What became of one sum: the entry, or none where all of it was earned; ``words`` how much ended and why."""

    entry: Entry | None
    words: str


def end_one(
    tx: Transaction, obligation: int, exit_: Exit, *, programmes: Sequence[Programme], amount_fen: int | None = None
) -> Ended:
    """End a promise, or of a sum the part that is not earned; what a clerk states counts, and the difference is told.

    Raises:
        LedgerError: As :func:`~ledger.entries.record_ending`; all of the sum was earned.
    """
    part = part_that_ends(tx, obligation, reason=exit_.reason, on=exit_.on, programmes=programmes)
    against = part if part and amount_fen is None and not part.ended_fen else None
    if against:
        hint = "应得的照付；另有依据的，用 --amount 写明"
        raise _refused(f"义务 {obligation}", f"{against.words}，没有要终止的", hint)
    words = _told(part, amount_fen) if part else ""
    fen = part.ended_fen if part and amount_fen is None else amount_fen
    entry = record_ending(
        tx, obligation, reason=exit_.reason, happened_on=exit_.on, amount_fen=fen, note=exit_.note
    )
    return Ended(entry=entry, words=words)


def end_programme(
    tx: Transaction, contract: str, programme: str, exit_: Exit, *, programmes: Sequence[Programme], who: Who | None
) -> tuple[Ended, ...]:
    """End what is open of a contract under a programme in all years; a sum that is earned whole stays due.

    Raises:
        LedgerError: As :func:`sums_that_end` and :func:`~ledger.entries.record_ending`, every sum's fault at once; all
            of it was earned.
    """
    known = ENDINGS.get(exit_.reason)
    after = None if known and known.from_the_start else exit_.on
    faults, done = Faults(), []
    for obligation in sums_that_end(tx, contract, programme, after=after, who=who):
        part = part_that_ends(tx, obligation, reason=exit_.reason, on=exit_.on, programmes=programmes)
        if part and not part.ended_fen:
            done.append(Ended(entry=None, words=f"{part.words}，没有要终止的，照付"))
        elif ended := faults.of(partial(end_one, tx, obligation, exit_, programmes=programmes)):
            done.append(ended)
    faults.refuse()
    if not any(item.entry for item in done):
        raise _refused(contract, "；".join(item.words for item in done), "应得的照付，不用再记")
    return tuple(done)


def part_that_ends(
    tx: Transaction, obligation: int, *, reason: str, on: date, programmes: Sequence[Programme]
) -> Part | None:
    """Return which part of a sum ends by an exit on a day; ``None`` where that cannot be told.

    Only what is neither paid nor ended can end, so that promised = paid + owed + ended. Halves of a fen go up.

    Args:
        tx: The open transaction.
        obligation: Its id.
        reason: A code of :data:`~contracts.rewards.programme_packs.EXITS`.
        on: Day of the event.
        programmes: Where the programme's rule is looked up; the nearest place counts.
    """
    found = tx.rows(_SUM, [obligation])
    own = covered(found[0]["label"], found[0]["text"], found[0]) if found else range(0)
    if not own or not says_months(found[0]["text"]) or found[0]["shares"] > 1:
        return None
    (row,) = found
    near = _nearest(row, programmes)
    rule = exit_rule(near, reason) if near else None
    if rule is None:
        return None
    last = own.start - 1 if reason == "wrongly_confirmed" else min(max(last_paid(rule, on), own.start - 1), own[-1])
    later = own[-1] - last
    unearned = (row["amount_fen"] * later * 2 + len(own)) // (len(own) * 2)
    ended = max(0, min(unearned - row["ended_fen"], row["outstanding_fen"]))
    earned = row["amount_fen"] - unearned
    due = f"应得到{month_words(last)}，{len(own) - later}个月 {yuan(earned)}" if later < len(own) else "没有应得的月份"
    whose = NAMES.get(row["role"], "")
    words = f"{whose}{row['label']} {yuan(row['amount_fen'])}（{len(own)}个月），{due}"
    return Part(obligation=obligation, ended_fen=ended, over_fen=max(0, row["paid_fen"] - earned), words=words)


def sums_that_end(
    tx: Transaction, contract: str, programme: str, *, after: date | None, who: Who | None
) -> tuple[int, ...]:
    """Return the open sums of a contract under a programme that fall due after a day, for one of a couple or both.

    Without a day all of them count: the promise was never due.

    Raises:
        LedgerError: No such contract, no such sums, or they are for one of a couple each and nobody said whose end.
    """
    if not tx.rows("select 1 from contracts where number = ?", [contract]):
        raise _refused(contract, "台账里没有这份合同", "用 shouyue query find --set text=姓名 查编号")
    found = tx.rows(_OPEN, {"contract": contract, "programme": programme, "after": after.isoformat() if after else ""})
    if who is None and any(row["role"] for row in found):
        raise _refused(contract, f"{programme} 的钱女方、男方各一份", "写明终止谁的：--for wife、husband 或 both")
    chosen = tuple(row["id"] for row in found if who in {None, "both", row["role"]})
    if not chosen:
        message = f"{after} 以后没有 {programme} 的未清款项" if after else f"没有 {programme} 的未清款项"
        raise _refused(contract, message, _what_is_open(tx, contract, programme))
    return chosen


def _what_is_open(tx: Transaction, contract: str, programme: str) -> str:
    """Return what a clerk can do who named a programme under which nothing is open: the name may be misspelt."""
    found = tx.rows(_OPEN_PROGRAMMES, {"contract": contract})
    if any(row["programme"] == programme for row in found):
        return "以前到期的照付；用 shouyue contract show 查看"
    named = "、".join(_programme_words(row["programme"], row["text"]) for row in found)
    return f"有未清款项的项目：{named}" if named else "这份合同没有任何项目的未清款项；用 shouyue contract show 查看"


def _programme_words(programme: str, text: str) -> str:
    title, colon, _ = text.partition("：")
    return f"{programme}（{title}）" if colon else programme


def same_elsewhere(
    tx: Transaction, contract: str, programme: str, *, on: date, who: Who | None
) -> tuple[str, ...]:
    """Return the other contracts under which a programme's sums after a day are open to the same persons, oldest first.

    Who died or moved away did so under every contract; each is ended by its own entry.
    """
    asked = {"contract": contract, "programme": programme, "after": on.isoformat(),
             "who": None if who == "both" else who}  # fmt: skip
    return tuple(row["number"] for row in tx.rows(_ELSEWHERE, asked))


def _told(part: Part, stated_fen: int | None) -> str:
    """Return how the part came about, what a clerk stated instead, and what was paid beyond what was earned."""
    over = f"；已付的比应得的多 {yuan(part.over_fen)}，请核对" if part.over_fen else ""
    if stated_fen is None:
        return f"{part.words}，终止 {yuan(part.ended_fen)}{over}"
    if stated_fen == part.ended_fen:
        return ""
    return f"{part.words}，算出终止 {yuan(part.ended_fen)}；现按写明的 {yuan(stated_fen)}记{over}"


def _nearest(row: Row, programmes: Sequence[Programme]) -> Programme | None:
    here = [item for item in programmes if item.id == row["programme"] and covers(item.place, row["division_code"])]
    return max(here, key=lambda item: len(prefix(item.place)), default=None)


def _refused(contract: str, message: str, hint: str) -> LedgerError:
    return LedgerError("没有记录。", [Problem(where=contract, message=message, hint=hint)])
