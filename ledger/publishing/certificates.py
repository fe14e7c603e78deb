"""Certificates: the number a household holds, and the new one when the old is lost; both stay on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.errors import LedgerError
from contracts.model import Draft, PartialDate, Problem
from ledger.store import Ledger, Row, Transaction, next_number

PATTERN = "{series}-补-{year}-{serial:04}"
"""How the number of a replacement is written where the office has no form of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One certificate. ``issued_on`` is as precise as the record; ``original_number`` is what it replaced."""

    series: str
    number: str
    contract: str
    holder: str
    issued_on: PartialDate
    original_number: str | None
    is_in_force: bool


def register_original(tx: Transaction, contract: str, *, series: str) -> Certificate:
    """Enter the certificate a household holds, as the facts of its registered contract state it.

    The draft's facts must hold ``certificate_number`` and ``certificate_issued_on`` (day, month or year).

    Args:
        tx: The open transaction.
        contract: Number of the household's contract.
        series: Whose numbers these are, e.g. the township's division code; a number is unique within it.

    Raises:
        LedgerError: No such contract, facts missing or unreadable, the number is known already.
    """
    signed = _contract(tx, contract)
    facts = dict(Draft.from_json(signed["draft_json"].encode()).facts)
    number = facts.get("certificate_number", "").strip()
    try:
        issued_on = PartialDate.parse(facts.get("certificate_issued_on", "").strip())
    except ValueError:
        issued_on = None
    if not number or issued_on is None:
        raise _refused(contract, "登记的资料里没有证号或发证日期", "在名册里补上光荣证号和发证日期后重新起草")
    _refuse_known(tx, series, number)
    row = {"series": series, "number": number, "event": "issued", "happened_on": str(issued_on),
           "because": "", "contract_id": signed["id"], "party_id": _holder(tx, signed)}  # fmt: skip
    tx.record("certificate_entered", number, {"series": series}, {"certificates": [row]})
    return certificate(tx, series=series, number=number)


def replace_lost(
    tx: Transaction, *, series: str, number: str, because: str, on: date, pattern: str = PATTERN
) -> Certificate:
    """Cancel a lost or damaged certificate and give its holder a new number. Returns the new one.

    Args:
        tx: The open transaction; :func:`ledger.publishing.issue.issue` prints within the same one.
        series: Whose numbers these are.
        number: The number that is lost; it stays on record as cancelled.
        because: What happened, in the holder's words, e.g. 遗失.
        on: Day of replacement.
        pattern: Form of the new number, of ``series``, ``year`` and ``serial``.

    Raises:
        LedgerError: No such certificate, or it was cancelled before.
    """
    old = certificate(tx, series=series, number=number)
    if not old.is_in_force:
        raise _refused(number, "这个证号已经作废", "用补发后的新证号办理")
    if not because.strip():
        raise _refused(number, "没有写明补发原因", "写明遗失或者损毁的情况")
    serial = next_number(tx, f"certificate:{series}", on.year)
    fresh = pattern.format(series=series, year=on.year, serial=serial)
    _refuse_known(tx, series, fresh)
    found = tx.rows(
        "select contract_id, party_id from certificates where series = ? and number = ? and event <> 'cancelled'",
        [series, number],
    )
    shared = {"series": series, "happened_on": on.isoformat(), "because": because, **found[0]}
    rows = [
        {**shared, "number": number, "event": "cancelled"},
        {**shared, "number": fresh, "event": "replaced", "original_number": number},
    ]
    tx.record("certificate_replaced", fresh, {"series": series, "cancelled": number}, {"certificates": rows})
    return certificate(tx, series=series, number=fresh)


def certificate(ledger: Ledger | Transaction, *, series: str, number: str) -> Certificate:
    """Return what is known of a certificate, cancelled ones too.

    Raises:
        LedgerError: The number is not in the ledger.
    """
    found = ledger.rows(
        """
        select s.series, s.number, s.happened_on, s.original_number, s.is_in_force,
               c.number as contract, p.name as holder
        from certificate_status s join contracts c on c.id = s.contract_id join parties p on p.id = s.party_id
        where s.series = ? and s.number = ?
        """,
        [series, number],
    )
    if not found:
        raise _refused(number, "台账里没有这个证号", "先登记持证家庭的原证")
    row = found[0]
    return Certificate(
        series=row["series"], number=row["number"], contract=row["contract"], holder=row["holder"],
        issued_on=PartialDate.parse(row["happened_on"]), original_number=row["original_number"],
        is_in_force=bool(row["is_in_force"]),
    )  # fmt: skip


def _contract(tx: Transaction, number: str) -> Row:
    found = tx.rows("select id, draft_json from contracts where number = ?", [number])
    if not found:
        raise _refused(number, "台账里没有这份合同", "核对合同编号")
    return found[0]


def _holder(tx: Transaction, signed: Row) -> int:
    found = tx.rows(
        "select p.id from contract_parties s join parties p on p.id = s.party_id"
        " where s.contract_id = ? and p.side = 'family' order by s.id",
        [signed["id"]],
    )
    if not found:
        raise _refused("持证人", "合同里没有家庭一方", "核对合同编号")
    party_id: int = found[0]["id"]
    return party_id


def _refuse_known(tx: Transaction, series: str, number: str) -> None:
    if tx.rows("select 1 from certificates where series = ? and number = ?", [series, number]):
        raise _refused(number, "这个证号已经登记过", "核对证号；同一证号不能登记两次")


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}", [Problem(where=where, message=message, hint=hint)])
