"""A payment run on paper: the list three hands sign, and a notice for each payee that says what the sum is made of.

Of an account only the last four digits stand on the list. Why somebody is left out is a code: the words are told to
that person alone (domain §2.10, §2.11).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from contracts.dates import day
from contracts.errors import LedgerError, SettingsError
from contracts.kinds import Kind
from contracts.model import Party, Problem
from contracts.numerals import yuan
from contracts.papers.derive import Printable, Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.settings import FILE_NAME, Office
from ledger.heirs import heirs
from ledger.paying.payruns import NO_PAYEE, PERSONAL, PayLine, PayRun
from ledger.publishing.documents import family_of, named_only, village_phone
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.signed import signed_draft
from ledger.store import Ledger, Row, Transaction

EXIT_CODES: Mapping[str, str] = {
    reason: f"{number:02}" for number, reason in enumerate((*PERSONAL, NO_PAYEE), 1)
}
"""Why a sum is held back → the neutral code that stands on the list."""

_PAID = """
select l.id as line, e.id as entry, e.amount_fen, e.happened_on, e.voucher
from pay_results x join pay_lines l on l.id = x.pay_line_id join standing_entries e on e.id = x.entry_id
where l.pay_run_id = ? and x.outcome = 'paid'
"""
_LAST_DIGITS = 4
_NOT_PAID = "未付成"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paid:
    """What the bank did for one line; ``payers`` and what each bore, in fen."""

    amount_fen: int
    paid_on: date
    voucher: str
    payers: tuple[tuple[str, int], ...]


def payment_list(
    press: Press, office: Office, run: PayRun, *, accounts: Mapping[str, tuple[str, str]] | None = None
) -> Reissue:
    """Return how the list of a run is printed (domain §2.11, rows D-21 and B-09); unchanged, it keeps its number.

    Args:
        press: Where it is printed.
        office: Who pays.
        run: A run that was not cancelled.
        accounts: ID number → ``(account, holder)``; only the last four digits are printed, nothing is kept.

    Raises (when prepared):
        LedgerError: The run was cancelled.
    """
    kind = press.kind("payment_list")

    def gather(tx: Transaction) -> tuple[Wanted, ...]:
        _refuse_cancelled(run)
        paid, failed = _paid(tx, run), _failed(tx, run)
        known = accounts or {}
        paid_fen = sum(item.amount_fen for item in paid.values())
        values: dict[str, Printable] = {
            "run": run.name,
            "due_by": day(run.due_by),
            "prepared_by": run.prepared_by,
            "prepared_on": day(run.prepared_on),
            **({"approved_by": run.approved_by} if run.approved_by else {}),
            "count": str(len(run.lines)),
            "total": run.amount_fen,
            "paid_count": str(len(paid)),
            "paid_total": paid_fen,
            "unpaid_total": run.amount_fen - paid_fen,
        }
        rows = tuple(
            {
                **_line_row(number, line, _tail(tx, line, known), tx),
                **_paid_cells(paid.get(line.line), _NOT_PAID if line.line in failed else ""),
            }
            for number, line in enumerate(run.lines, 1)
        )
        sheet = Sheet(
            place=office.division_code,
            signing_on=press.today,
            parties=tuple(township_party(office, role) for role in kind.roles),
            values=values,
            sources={"pay_lines": Source(rows=rows), "pay_holds": Source(rows=tuple(_held_rows(tx, run)))},
            where=run.name,
        )
        return (Wanted(kind=kind, sheet=sheet, series=f"{office.short}发放"),)

    return Reissue(press, gather)


def payment_notices(press: Press, office: Office, run: PayRun) -> Reissue:
    """Return how each payee of a run is told what was paid: one paper for each, by contract.

    Printed again, a notice keeps its number while nothing in it changed. A notice that could not name its village's
    telephone waits, the others are printed: :func:`without_phone` says which villages it is.

    Raises (when prepared):
        LedgerError: The run was cancelled, or the bank has paid nothing yet.
        SettingsError: No village of the run has a telephone.
    """
    kind = press.kind("payment_notice")

    def gather(tx: Transaction) -> tuple[Wanted, ...]:
        _refuse_cancelled(run)
        notices = _paid_by_contract(tx, run)
        if not notices:
            hint = "银行回盘后先用 shouyue pay reconcile 核销，再打印告知书"
            raise _refused(run.name, "还没有付成的明细", hint)
        waiting = _waiting(tx, office, notices)
        made = tuple(
            _notice(tx, press, kind, office, run, own) for contract, own in notices.items() if contract not in waiting
        )
        if not made:
            raise SettingsError("没有打印。", without_phone(tx, office, run))
        return made

    return Reissue(press, gather)


def without_phone(ledger: Ledger | Transaction, office: Office, run: PayRun) -> tuple[Problem, ...]:
    """Return a problem for each village whose notices wait for its telephone, and how many they are."""
    waiting = Counter(_waiting(ledger, office, _paid_by_contract(ledger, run)).values())
    hint = f"在 {FILE_NAME} 这个村的 phone 填写电话，再运行一次；出过的不重印"
    return tuple(
        Problem(where=village, message=f"没有电话，{count} 份告知书没有打印", hint=hint)
        for village, count in sorted(waiting.items())
    )


_Own = Sequence[tuple[PayLine, "_Paid"]]


def _paid_by_contract(ledger: Ledger | Transaction, run: PayRun) -> dict[str, _Own]:
    paid = _paid(ledger, run)
    lines = sorted((line for line in run.lines if line.line in paid), key=lambda line: line.contract)
    return {
        contract: [(line, paid[line.line]) for line in own] for contract, own in groupby(lines, lambda x: x.contract)
    }


def _waiting(ledger: Ledger | Transaction, office: Office, notices: Mapping[str, _Own]) -> dict[str, str]:
    """Return contract → village for the notices that cannot name their village's telephone."""
    found: dict[str, str] = {}
    heir_of = heirs(ledger, date.max)
    for contract, own in notices.items():
        draft, _ = signed_draft(ledger, contract)
        if not village_phone(draft, office, heir_of):
            village = office.village(draft.place)
            found[contract] = village.short if village else own[0][0].village
    return found


def _notice(
    tx: Transaction, press: Press, kind: Kind, office: Office, run: PayRun, own: _Own
) -> Wanted:
    contract = own[0][0].contract
    draft, _ = signed_draft(tx, contract)
    payers: dict[str, int] = {}
    for _, item in own:
        for name, fen in item.payers:
            payers[name] = payers.get(name, 0) + fen
    total = sum(item.amount_fen for _, item in own)
    days = dict.fromkeys(day(item.paid_on) for _, item in own)
    values: dict[str, Printable] = {
        "run": run.name,
        "total": total,
        "paid_on": "、".join(days),
        "payers": _payers(payers.items()) or f"{office.name}{yuan(total)}",
        **({"channel": office.paying_channel} if office.paying_channel else {}),
        "village_phone": village_phone(draft, office, heirs(tx, press.today)),
        "county_office": office.county_office,
        "complaint_phone": office.complaint_phone,
        "county_phone": office.county_phone,
        **office.values_for(kind.id),
    }
    sheet = Sheet(
        place=office.division_code,
        signing_on=press.today,
        parties=tuple(_seated(role.source, role.name, office, family_of(draft), kind) for role in kind.roles),
        values=values,
        sources={"payment_parts": Source(rows=tuple(_part_row(tx, line, item) for line, item in own))},
        where=contract,
    )
    return Wanted(kind=kind, sheet=sheet, series=f"{office.short}告知", contract=contract)


def _seated(source: str, role: str, office: Office, family: Party, kind: Kind) -> Party:
    if source == "township":
        return township_party(office, next(item for item in kind.roles if item.name == role))
    return named_only(family, role)


def _paid(tx: Ledger | Transaction, run: PayRun) -> dict[int, _Paid]:
    """Return line → what was paid for it, by whoever bore each share on that day; a payment retracted later is none."""
    found: dict[int, _Paid] = {}
    taken_over: dict[date, dict[str, str]] = {}
    for row in tx.rows(_PAID, [run.id]):
        shares = tx.rows("select payer, amount_fen from entry_payers where entry_id = ? order by id", [row["entry"]])
        paid_on = date.fromisoformat(row["happened_on"])
        if paid_on not in taken_over:
            taken_over[paid_on] = heirs(tx, paid_on)
        bearers: dict[str, int] = {}
        for share in shares:
            payer = str(share["payer"])
            name = taken_over[paid_on].get(payer, payer)
            bearers[name] = bearers.get(name, 0) + share["amount_fen"]
        found[row["line"]] = _Paid(
            amount_fen=row["amount_fen"], paid_on=paid_on, voucher=row["voucher"],
            payers=tuple(bearers.items()),
        )  # fmt: skip
    return found


def _failed(tx: Transaction, run: PayRun) -> frozenset[int]:
    """Return the lines that the bank sent back, or paid by an entry withdrawn since; they are due as before."""
    found = tx.rows(
        "select l.id from pay_lines l join pay_results x on x.pay_line_id = l.id where l.pay_run_id = ?", [run.id]
    )
    return frozenset(row["id"] for row in found)


def _line_row(number: int, line: PayLine, tail: str, tx: Transaction) -> dict[str, str]:
    return {
        "serial": str(number),
        "payee": line.payee,
        "village": line.village,
        "what": _what(_term(tx, line), line),
        "amount": yuan(line.amount_fen),
        "account": tail,
    }


def _paid_cells(item: _Paid | None, otherwise: str) -> dict[str, str]:
    """Return what was paid beside what was owed; ``otherwise`` where nothing was."""
    if item is None:
        return {"paid": otherwise, "receipt": "", "paid_on": ""}
    return {"paid": yuan(item.amount_fen), "receipt": item.voucher, "paid_on": item.paid_on.isoformat()}


def _held_rows(tx: Transaction, run: PayRun) -> Iterator[dict[str, str]]:
    for line in run.held:
        yield {
            "village": line.village,
            "what": _what(_term(tx, line), line),
            "amount": yuan(line.amount_fen),
            "exit_code": EXIT_CODES.get(line.reason, "00"),
        }


def _part_row(tx: Transaction, line: PayLine, item: _Paid) -> dict[str, str]:
    term = _term(tx, line)
    _, _, rest = str(term["text"]).partition("：")
    return {
        "what": _what(term, line) + (f"（{line.payee}）" if line.role else ""),
        "standard": (rest.partition("。")[0] or "合同约定的金额") + _rest(line, item),
        "payers": _payers(item.payers) or "由合同约定的一方",
        "amount": yuan(item.amount_fen),
    }


def _rest(line: PayLine, item: _Paid) -> str:
    """Return what is still owed of a sum that was paid in part, so that nobody takes a part for the whole."""
    left = line.amount_fen - item.amount_fen
    return f"。本次应发{yuan(line.amount_fen)}，其余{yuan(left)}照常应发" if left else ""


def _term(tx: Transaction, line: PayLine) -> Row:
    (row,) = tx.rows(
        "select t.text from obligations o join terms t on t.id = o.term_id where o.id = ?", [line.obligation]
    )
    return row


def _what(term: Row, line: PayLine) -> str:
    """Return what a sum is for: the words of its clause up to the first colon, and the period."""
    return f"{str(term['text']).partition('：')[0].partition('。')[0]} {line.label}".strip()


def _payers(shares: Iterable[tuple[str, int]]) -> str:
    return "、".join(f"{name}{yuan(fen)}" for name, fen in shares)


def _tail(tx: Transaction, line: PayLine, accounts: Mapping[str, tuple[str, str]]) -> str:
    """Return the last four digits of the account the sum goes to; empty where no sheet names it."""
    sql = "select id_number from persons where party_id = :party and :role in ('', role) order by id"
    for row in tx.rows(sql, {"party": line.payee_id, "role": line.role}):
        if row["id_number"] in accounts:
            return accounts[row["id_number"]][0][-_LAST_DIGITS:]
    return ""


def _refuse_cancelled(run: PayRun) -> None:
    if run.state == "cancelled":
        raise _refused(run.name, "这一批已取消", "用 shouyue pay list 查看，重新编制后再打印")


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}，没有打印。", [Problem(where=where, message=message, hint=hint)])
