"""Payment runs: prepared by one person, approved by another, checked against exits, compared with the last run.

A run holds what is due and unpaid; who is on record as having left a programme is held back with the reason, and stays
due. Nothing expires: what is not in a run, or failed at the bank, is in the next one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.errors import LedgerError
from contracts.model import Problem
from contracts.numerals import yuan
from contracts.rewards.programme_packs import EXITS
from ledger.double_promises import double_promises
from ledger.endings import label_of, reason_now
from ledger.faults import Faults
from ledger.journal import canonical
from ledger.names import person_as_compared
from ledger.payees import PAYEE, PAYEE_ROLE
from ledger.paying.reported import Exits, Reported, remember, reported, still_here
from ledger.paying.runlist import pay_runs
from ledger.store import Ledger, Row, Transaction
from ledger.wording import forbidden_words

PERSONAL = tuple(EXITS)
"""Endings that are of a person, not of one contract: recorded once, they hold back every sum of that person."""

NO_PAYEE = "no_payee"
DOUBLE = "double_promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """One promise in a run, or held back from it (``reason``). ``line`` is 0 for what is held back.

    ``payee_id`` is the party it is owed to; ``role`` which of its persons it is for, empty for the household.
    """

    line: int
    obligation: int
    contract: str
    village: str
    payee_id: int | None
    role: str
    payee: str
    programme: str
    label: str
    due_on: date
    amount_fen: int
    reason: str = ""
    note: str = ""

    @property
    def why_held(self) -> str:
        """Why it was held back, in Chinese; empty for what is in the run."""
        if self.reason == NO_PAYEE:
            return "没有写明给谁"
        if self.reason == DOUBLE:
            return f"同一个人、同一时段的同一项目另有约定（{self.note}）"
        words = label_of(self.reason)
        return f"{words}（{self.note}）" if self.note else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who is new in a run, gone from it, or gets another sum than last time, and why. ``kind``: new, gone, other."""

    kind: str
    payee: str
    programme: str
    before_fen: int
    now_fen: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRun:
    """A run as it stands. ``state``: prepared, approved, exported, closed or cancelled."""

    id: int
    name: str
    programme: str
    village: str
    due_by: date
    prepared_by: str
    prepared_on: date
    approved_by: str
    state: str
    lines: tuple[PayLine, ...]
    held: tuple[PayLine, ...]

    @property
    def amount_fen(self) -> int:
        """The sum of all lines."""
        return sum(line.amount_fen for line in self.lines)


_CANDIDATES = f"""
select 0 as line, o.id as obligation, c.number as contract, o.village, o.owed_to as payee_id,
       {PAYEE_ROLE} as role, {PAYEE} as payee, o.programme, o.label, o.due_on,
       o.amount_fen - (select coalesce(sum(e.amount_fen), 0) from standing_entries e
                       where e.obligation_id = o.id) as amount_fen
from open_obligations n
join obligations o on o.id = n.obligation_id
join contracts c on c.id = o.contract_id
left join parties p on p.id = o.owed_to
where n.side = 'office' and n.voluntary in (0, 1) and n.due_on <= :due_by and o.amount_fen is not null
  and (p.id is null or p.side = 'family')
  and (:programme = '' or o.programme = :programme)
  and (:village = '' or o.village = :village or c.division_code = :village)
  and not exists (select 1 from waiting_pay_lines w where w.obligation_id = o.id)
order by o.village, c.id, o.due_on, o.id
"""

_EXITS = """
with people as (
    select :party as party_id, :role as role
    union
    select same.party_id, case when :role = '' then '' else same.role end
    from persons n join persons same on same.id_number = n.id_number
    where n.party_id = :party and :role in ('', n.role) and n.id_number is not null
)
select e.reason, e.happened_on
from people p
cross join contract_parties s on s.party_id = p.party_id
cross join obligations b on b.contract_id = s.contract_id and b.owed_to = p.party_id
cross join standing_entries e on e.obligation_id = b.id
where e.what = 'ending' and e.happened_on <= :as_of
  and (p.role = '' or coalesce((select y.role from obligation_payees y where y.obligation_id = b.id), '')
       in ('', p.role))
order by e.happened_on desc, e.id desc
"""
"""What ended for a payee: of one person of a couple, not what ended for the other alone."""


def prepare(
    tx: Transaction,
    name: str,
    *,
    due_by: date,
    programme: str = "",
    village: str = "",
    exits: Exits | None = None,
    both: Collection[str] = (),
    here: Collection[str] = (),
) -> PayRun:
    """Prepare a run of all sums that offices owe families by a day and have not paid.

    Args:
        tx: The open transaction; its writer is who prepares.
        name: The run's name, e.g. ``2026下半年``; unused so far.
        due_by: Last due day of what is to be paid.
        programme: Only this programme.
        village: Only this village, by short name or division code.
        exits: ID number → ``(reason, note)`` of persons reported as dead or gone, e.g. by the civil affairs office.
        both: Numbers of contracts that were looked at: what they promise beside another contract is another sum.
            Otherwise what an earlier contract has promised already is held back.
        here: Numbers of contracts of which an earlier list was wrong: nobody of them is dead or gone.

    Raises:
        LedgerError: The name is taken, nothing is due, ``both`` names a contract that promises nothing twice, or
            ``here`` one of which nobody is on a list.
    """
    faults = Faults()
    if tx.rows("select 1 from pay_runs where name = ?", [name]):
        faults.add(_refused(name, "已有同名的发放批次", "换一个名称，或用 shouyue pay list 查看"))
    asked = {"due_by": due_by.isoformat(), "programme": programme, "village": village}
    found = [_line(row) for row in tx.rows(_CANDIDATES, asked)]
    if not found:
        faults.add(_refused(name, f"到 {due_by} 没有应发未发的钱", "核对日期、项目和村；已在别的批次里的不重复列入"))
    doubles = faults.of(lambda: _doubles(tx, name, found, both)) or {}
    faults.of(lambda: still_here(tx, name, here))
    faults.refuse()
    remember(tx, exits or {})
    (run,) = tx.ids("pay_runs", 1)
    rows: dict[str, list[Row]] = {"pay_runs": [
        {"id": run, "name": name, "prepared_by": tx.by, "prepared_on": tx.day, **asked}
    ], "pay_lines": [], "pay_holds": []}  # fmt: skip
    gone = reported(tx, exits or {})
    for line in found:
        reason, note = _held(tx, line, gone)
        if not reason and line.obligation in doubles:
            reason, note = DOUBLE, doubles[line.obligation]
        row = {"pay_run_id": run, "obligation_id": line.obligation}
        if reason:
            rows["pay_holds"].append({**row, "reason": reason, "note": note})
        else:
            rows["pay_lines"].append({**row, "amount_fen": line.amount_fen})
    body = {"sum_fen": sum(row["amount_fen"] for row in rows["pay_lines"])}
    tx.record("pay_run_prepared", name, {**body, "both": sorted(both)} if both else body, rows)
    return pay_run(tx, name)


def _doubles(tx: Transaction, run: str, lines: Sequence[PayLine], both: Collection[str]) -> dict[int, str]:
    """Return obligation → the contract that promised the same before, but for the contracts that were looked at."""
    sql = "select id from contracts where number in (select value from json_each(?))"
    ids = [row["id"] for row in tx.rows(sql, [canonical(sorted({line.contract for line in lines}))])]
    found = double_promises(tx, ids)
    if idle := sorted(set(both) - {item.contract for item in found}):
        raise _refused(run, f"{'、'.join(idle)} 没有与别的合同重复的约定", "核对 --pay-both 后的合同编号")
    return {item.obligation: f"{item.other_contract} 编号 {item.other}" for item in found if item.contract not in both}


def _held(tx: Transaction, line: PayLine, gone: Reported) -> tuple[str, str]:
    """Return reason and note where a sum is held back, else two empty texts."""
    if line.payee_id is None:
        return NO_PAYEE, ""
    for role, told in gone.get(line.payee_id, {}).items():
        if line.role in {"", role}:
            return told
    for row in tx.rows(_EXITS, {"party": line.payee_id, "role": line.role, "as_of": tx.day}):
        if (reason := reason_now(row["reason"])) in PERSONAL:
            return reason, f"{row['happened_on']}，核对后付给本人或者继承人"
    return "", ""


def approve(tx: Transaction, name: str, *, exits: Exits | None = None) -> PayRun:
    """Approve a run. Whoever prepared it may not, and nothing in it may have changed since.

    ``exits`` are the persons reported as dead or gone by now, as :func:`prepare` takes them.

    Raises:
        LedgerError: No such run, the same person, approved or cancelled before, a sum no longer owed or a payee gone.
    """
    run, faults = pay_run(tx, name), Faults()
    if person_as_compared(run.prepared_by) == person_as_compared(tx.by):
        faults.add(_refused(name, f"由{run.prepared_by}编制，不能由同一人批准", "请另一人用 --operator 姓名 批准"))
    if run.state != "prepared":
        faults.add(_refused(name, f"批次{STATES[run.state]}，不能再批准", "用 shouyue pay list 查看"))
    faults.of(lambda: refuse_stale(tx, run, exits))
    faults.refuse()
    remember(tx, exits or {})
    return _stepped(tx, run, "approved")


def cancel(tx: Transaction, name: str, *, because: str) -> PayRun:
    """Cancel a run that is not yet with the bank; everything in it is due as before.

    Raises:
        LedgerError: No such run, exported or cancelled before, no reason.
    """
    faults = Faults()
    run = faults.of(lambda: pay_run(tx, name))
    if run and run.state not in {"prepared", "approved"}:
        faults.add(_refused(name, f"批次{STATES[run.state]}，不能取消", "已交银行的，按银行回盘逐笔核销"))
    words = forbidden_words(because)
    if not because.strip() or words:
        faults.add(_refused(name, "没有写明原因，或有不得记录的内容", "写明为什么取消，不写身体情况和证件号"))
    faults.refuse()
    assert run is not None  # noqa: S101 - else it was refused
    return _stepped(tx, run, "cancelled", note=because)


def exportable(tx: Transaction, name: str, *, exits: Exits | None = None) -> PayRun:
    """Return an approved run that may go to the bank as it stands; to be asked before its file is written.

    ``exits`` are the persons reported as dead or gone by now, as :func:`prepare` takes them.

    Raises:
        LedgerError: No such run, not approved, a sum in it no longer owed or a payee gone; every reason at once.
    """
    run, faults = pay_run(tx, name), Faults()
    if run.state not in {"approved", "exported"}:
        faults.add(_refused(name, f"批次{STATES[run.state]}，不能导出", "先由另一人批准：shouyue pay approve"))
    faults.of(lambda: refuse_stale(tx, run, exits))
    faults.refuse()
    return run


def record_export(tx: Transaction, name: str, *, file_sha256: str, exits: Exits | None = None) -> PayRun:
    """Record that the bank file of an approved run was written; it may be written again.

    Raises:
        LedgerError: The run is not :func:`exportable`.
    """
    run = exportable(tx, name, exits=exits)
    remember(tx, exits or {})
    return _stepped(tx, run, "exported", file_sha256=file_sha256)


def record_return(tx: Transaction, run: PayRun, *, file_sha256: str) -> PayRun:
    """Record that a return file of the bank was taken."""
    return _stepped(tx, run, "reconciled", file_sha256=file_sha256)


def _stepped(tx: Transaction, run: PayRun, step: str, **columns: str) -> PayRun:
    row = {"pay_run_id": run.id, "step": step, "actor": tx.by, "happened_on": tx.day, "note": "", **columns}
    tx.record(f"pay_run_{step}", run.name, {}, {"pay_steps": [row]})
    return pay_run(tx, run.name)


def refuse_stale(tx: Transaction, run: PayRun, exits: Exits | None = None) -> None:
    """Refuse a run of which a line was paid otherwise, ended, or whose payee left since it was prepared.

    Raises:
        LedgerError: Every such line is named.
    """
    problems: list[Problem] = []
    gone = reported(tx, exits or {})
    for line in waiting(tx, run):
        (row,) = tx.rows(
            "select o.amount_fen - (select coalesce(sum(e.amount_fen), 0) from standing_entries e"
            " where e.obligation_id = o.id) as owed_fen from obligations o where o.id = ?",
            [line.obligation],
        )
        reason, note = _held(tx, line, gone)
        if row["owed_fen"] < line.amount_fen:
            message = f"编制后只欠 {yuan(row['owed_fen'])}，批次里是 {yuan(line.amount_fen)}"
            problems.append(Problem(where=line.contract, message=message, hint="取消这一批，重新编制"))
        elif reason:
            message = f"编制后登记了“{label_of(reason)}”（{note}）"
            problems.append(Problem(where=line.contract, message=message, hint="取消这一批，重新编制"))
    if problems:
        raise LedgerError(f"批次 {run.name} 与台账现状不符，没有继续。", problems)


STATES = {
    "prepared": "已编制待批准", "approved": "已批准", "exported": "已交银行", "closed": "已结清", "cancelled": "已取消",
}  # fmt: skip

_LINES = f"""
select {{line}} as line, o.id as obligation, c.number as contract, o.village, o.owed_to as payee_id,
       {PAYEE_ROLE} as role, {PAYEE} as payee, o.programme, o.label, o.due_on, {{columns}}
from {{table}} l
join obligations o on o.id = l.obligation_id
join contracts c on c.id = o.contract_id
left join parties p on p.id = o.owed_to
where l.pay_run_id = ? order by l.id
"""
_IN = _LINES.format(table="pay_lines", line="l.id", columns="l.amount_fen")
_OUT = _LINES.format(
    table="pay_holds", line="0", columns="l.reason, l.note, o.amount_fen - (select coalesce(sum(e.amount_fen), 0)"
    " from standing_entries e where e.obligation_id = o.id) as amount_fen",
)  # fmt: skip


def pay_run(ledger: Ledger | Transaction, name: str) -> PayRun:
    """Return a run by its name.

    Raises:
        LedgerError: There is none.
    """
    found = [run for run in pay_runs(ledger) if run["name"] == name]
    if not found:
        raise _refused(name, "没有这个发放批次", "用 shouyue pay list 查看")
    (row,) = found
    return PayRun(
        id=row["id"], name=name, programme=row["programme"], village=row["village"],
        due_by=date.fromisoformat(row["due_by"]), prepared_by=row["prepared_by"],
        prepared_on=date.fromisoformat(row["prepared_on"]), approved_by=row["approved_by"], state=row["state"],
        lines=tuple(_line(item) for item in ledger.rows(_IN, [row["id"]])),
        held=tuple(_line(item) for item in ledger.rows(_OUT, [row["id"]])),
    )  # fmt: skip


def waiting(ledger: Ledger | Transaction, run: PayRun) -> tuple[PayLine, ...]:
    """Return the lines of a run of which nobody knows yet what became of them."""
    found = ledger.rows("select pay_line_id from waiting_pay_lines where pay_run_id = ?", [run.id])
    ids = {row["pay_line_id"] for row in found}
    return tuple(line for line in run.lines if line.line in ids)


def _line(row: Row) -> PayLine:
    due_on, reason = date.fromisoformat(row["due_on"]), reason_now(row.get("reason", ""))
    return PayLine(**{**row, "due_on": due_on, "reason": reason})


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}。", [Problem(where=where, message=message, hint=hint)])
