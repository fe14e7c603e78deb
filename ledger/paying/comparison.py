"""A payment run beside the one before it: who is new, who is gone, whose sum is another, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from contracts.numerals import yuan
from ledger.endings import label_of
from ledger.payees import PAYEE_ROLE
from ledger.paying.payruns import Change, PayLine, PayRun, pay_run
from ledger.paying.runlist import pay_runs
from ledger.store import Ledger, Transaction

Payee = tuple[int | None, str, str]
"""A party, which of its persons, and a programme."""


def run_before(ledger: Ledger | Transaction, run: PayRun) -> PayRun | None:
    """Return the last run before this one of the same programme and village that was not cancelled."""
    same = [
        row["name"]
        for row in pay_runs(ledger)
        if row["id"] < run.id
        and row["state"] != "cancelled"
        and (row["programme"], row["village"]) == (run.programme, run.village)
    ]
    return pay_run(ledger, same[-1]) if same else None


def changes(ledger: Ledger | Transaction, run: PayRun) -> tuple[Change, ...]:
    """Return what differs from the last run, the gone first; nothing where there was none."""
    before = run_before(ledger, run)
    return tuple(_changes(ledger, before, run)) if before else ()


def _changes(ledger: Ledger | Transaction, before: PayRun, run: PayRun) -> Iterator[Change]:
    then, now, held = _sums(before.lines), _sums(run.lines), _by_payee(run.held)
    names = {_key(line): line.payee for line in (*run.lines, *before.lines)}
    for key, fen in then.items():
        if key not in now:
            why = held[key].why_held if key in held else _why_gone(ledger, key, run.due_by)
            yield _change("gone", key, names, fen, 0, why)
    for key, fen in now.items():
        if key not in then:
            yield _change("new", key, names, 0, fen, _why_new(ledger, key, before))
        elif fen != then[key]:
            why = "上次没有付清的一并补发" if _is_made_up(key, before, run) else "本期应发的金额不同"
            yield _change("other", key, names, then[key], fen, why)


def _change(kind: str, key: Payee, names: dict[Payee, str], before_fen: int, now_fen: int, why: str) -> Change:
    return Change(kind=kind, payee=names[key], programme=key[2], before_fen=before_fen, now_fen=now_fen, why=why)


def _key(line: PayLine) -> Payee:
    return line.payee_id, line.role, line.programme


def _sums(lines: Iterable[PayLine]) -> dict[Payee, int]:
    found: dict[Payee, int] = {}
    for line in lines:
        found[_key(line)] = found.get(_key(line), 0) + line.amount_fen
    return found


def _by_payee(lines: Iterable[PayLine]) -> dict[Payee, PayLine]:
    return {_key(line): line for line in lines}


_OF_PAYEE = (
    "from obligations o where o.contract_id in (select contract_id from contract_parties where party_id = :party)"
    " and o.owed_to = :party and o.programme = :programme and o.amount_fen is not null"
    f" and {PAYEE_ROLE} = :role"
)


def _why_gone(ledger: Ledger | Transaction, key: Payee, due_by: date) -> str:
    """Say why a payee of last time has nothing in this run: ended, in another run, due later, or all paid.

    What another contract took over is no reason while something is still to come: the payee is the same.
    """
    asked = {"party": key[0], "role": key[1], "programme": key[2], "due_by": due_by.isoformat()}
    ended = ledger.rows(
        "select e.reason, e.happened_on from standing_entries e where e.what = 'ending' and e.obligation_id in"
        f" (select o.id {_OF_PAYEE}) order by e.reason in ('carried_over', 'promised_twice'), e.id desc limit 1", asked,
    )  # fmt: skip
    still = ledger.rows(
        f"select min(o.due_on) as due_on {_OF_PAYEE} and exists"
        " (select 1 from open_obligations n where n.obligation_id = o.id and n.side = o.side"
        " and n.voluntary = o.voluntary and n.due_on = o.due_on)", asked,
    )[0]["due_on"]  # fmt: skip
    reason = ended[0]["reason"] if ended else ""
    if reason and not (still and reason in {"carried_over", "promised_twice"}):
        return f"{label_of(reason)}，{ended[0]['happened_on']}登记终止"
    if still is None:
        return "应发的已全部付清"
    return f"下一笔 {still} 到期" if still > due_by.isoformat() else "已列入别的批次"


def _why_new(ledger: Ledger | Transaction, key: Payee, before: PayRun) -> str:
    """Say why a payee was not there last time: first payment, held back before, due only now."""
    held = _by_payee(before.held)
    if key in held:
        return f"上次未列入：{held[key].why_held}"
    paid = ledger.rows(
        "select sum(e.amount_fen) as fen from standing_entries e where e.what = 'payment' and e.obligation_id in"
        f" (select o.id {_OF_PAYEE})", {"party": key[0], "role": key[1], "programme": key[2]},
    )[0]["fen"]  # fmt: skip
    return f"以前已付 {yuan(paid)}，本期又到期" if paid else "首次发放"


def _is_made_up(key: Payee, before: PayRun, run: PayRun) -> bool:
    """Say whether a promise of the last run is in this one again: it failed, or was paid in part."""
    again = {line.obligation for line in run.lines if _key(line) == key}
    return any(line.obligation in again for line in before.lines if _key(line) == key)
