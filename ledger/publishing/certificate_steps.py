"""What befalls a certificate, step by step: nothing is ever rubbed out, and every number has its fate.

A number is taken, printed, handed over. A sheet spoilt at the printer is followed by another under the same number.
A number ends void, replaced by another or revoked, each with its reason; what was promised to its holder does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.kinds import Kind, filled
from contracts.model import Draft, PartialDate
from contracts.printers import Printer
from ledger.faults import Faults
from ledger.publishing.certificates import ONLY_CHILD, STATES, Certificate, certificate, refused, said
from ledger.publishing.forms import Blank, are_kept, form_written_on
from ledger.publishing.revocations import Revocation, checked, refuse_unlawful
from ledger.store import Row, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who a certificate is for: the name on lists, the village, and the contract and party behind it, if any."""

    name: str
    village: str = ""
    contract_id: int | None = None
    party_id: int | None = None


def take_number(
    tx: Transaction,
    kind: Kind,
    *,
    place: str,
    short: str,
    on: date,
    holder: Holder,
    replaces: Certificate | None = None,
) -> Certificate:
    """Take the next number of a kind's series; nothing is printed yet.

    Args:
        tx: The open transaction; a command that fails gives the number back.
        kind: Its ``number`` says how the number is written, of ``place``, ``year``, ``serial``, ``office_short``.
        place: Whose numbers these are: the office's division code.
        short: The office's 代字.
        on: Day of the certificate.
        holder: Who it is for.
        replaces: The certificate it follows; it is closed by :func:`record_end` in the same transaction.

    Raises:
        LedgerError: The kind's number is written without ``serial``, or is known already.
    """
    serial = _next_serial(tx, kind.id, place, on.year)
    number = number_of(kind, place=place, short=short, year=on.year, serial=serial)
    _refuse_known(tx, number)
    row = {
        "kind": kind.id, "series": place, "year": on.year, "serial": serial, "number": number, "holder": holder.name,
        "village": holder.village, "contract_id": holder.contract_id, "party_id": holder.party_id,
        "replaces_id": replaces.id if replaces else None,
    }  # fmt: skip
    tx.record("certificate_number_taken", number, {"kind": kind.id}, {"certificate_numbers": [row]})
    return certificate(tx, number)


def number_of(kind: Kind, *, place: str, short: str, year: int, serial: int) -> str:
    """Return a number as the kind's manifest writes it.

    Raises:
        LedgerError: The manifest asks for something else, or not for the serial.
    """
    known = {"place": place, "office_short": short, "year": str(year), "serial": f"{serial:04}"}
    try:
        number = filled(kind.number, lambda name, _: known[name])
    except KeyError as error:
        raise refused(kind.id, f"编号格式里的 {error} 不能用于证件", f"只用 {'、'.join(known)}") from error
    if known["serial"] not in number:
        raise refused(kind.id, "编号格式里没有 serial，会重号", "在 manifest.toml 的 number 里写上 {{ serial }}")
    return number


def enter_original(tx: Transaction, contract: str, *, series: str) -> Certificate:
    """Enter the certificate a household holds, as the facts of its registered contract state it.

    The draft's facts must hold ``certificate_number`` and ``certificate_issued_on`` (day, month or year).

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
        raise refused(contract, "登记的资料里没有证号或发证日期", "在名册里补上光荣证号和发证日期后重新起草")
    _refuse_known(tx, number)
    party_id, name = _holder(tx, signed["id"])
    row = {"kind": ONLY_CHILD, "series": series, "number": number, "holder": name, "village": signed["village"],
           "contract_id": signed["id"], "party_id": party_id}  # fmt: skip
    _enter(tx, row, str(issued_on))
    return certificate(tx, number)


def enter_handwritten(
    tx: Transaction, item: Certificate, *, on: date, because: str, form: str = "", plain: bool = False
) -> Certificate:
    """Enter a certificate written by hand and handed over under a number just taken, as when there was no power.

    Args:
        tx: The open transaction.
        item: The number just taken.
        on: Day it was handed over.
        because: Why it was not printed.
        form: Serial of the blank form it stands on.
        plain: It stands on plain paper.

    Raises:
        LedgerError: No reason, a day to come, the form is not at hand; or the office keeps forms of this kind and
            neither form nor plain paper is said.
    """
    given = reason_given(tx, item.number, on=on, because=because)
    if not form and not plain and are_kept(tx, item.kind):
        hint = "写 --form 流水号；没有用空白证的写 --plain-paper"
        raise refused(item.number, "没有写明手写用的是哪一张空白证", hint)
    entered = _step(tx, item, {"step": "entered", **given})
    if form:
        form_written_on(tx, entered, form)
    return entered


def adopt(tx: Transaction, item: Certificate) -> Certificate:
    """Return a certificate that can take steps: one registered before numbers had them is entered first."""
    if item.id is not None:
        return item
    (found,) = tx.rows(
        "select series, number, kind, holder, village, contract_id, party_id, issued_on from certificate_register"
        " where number = ?",
        [item.number],
    )
    _enter(tx, {key: value for key, value in found.items() if key != "issued_on"}, found["issued_on"])
    return certificate(tx, item.number)


def record_sheet(
    tx: Transaction, item: Certificate, *, draft_sha256: str, printer: Printer, blank: Blank | None
) -> None:
    """Record one sheet printed under a number.

    Raises:
        LedgerError: The number has a sheet that is not spoilt, was handed over, or has ended.
    """
    if item.state != "taken":
        hint = "印坏的先记印坏；遗失的换证；要副本用 shouyue copy"
        raise refused(item.number, f"状态是“{STATES[item.state]}”，不能再印", hint)
    row: Row = {
        "number_id": item.id, "sheet": item.sheets + 1, "draft_sha256": draft_sha256, "printer": printer.name,
        "right_shift": printer.right, "down_shift": printer.down,
    }  # fmt: skip
    if blank:
        row |= {"form": blank.form, "prefix": blank.prefix, "serial": blank.serial}
    tx.record("certificate_printed", item.number, {"sheet": row["sheet"]}, {"certificate_sheets": [row]})


def record_issued(tx: Transaction, number: str, *, on: date, received_by: str) -> Certificate:
    """Record that a printed certificate was handed over, and who signed the stub.

    Raises:
        LedgerError: No such number, it is not printed or was handed over, nobody received it, a day to come or
            before the day it was printed.
    """
    faults = Faults()
    item = faults.of(lambda: certificate(tx, number))
    if item and item.state != "printed":
        message = f"状态是“{STATES[item.state]}”，不能发出"
        faults.add(refused(number, message, "只有已印、未发的证件可以发出"))
    faults.of(lambda: _refuse_later(tx, number, on))
    printed = tx.rows(
        "select substr(max(e.at), 1, 10) as day from certificate_sheets s join events e on e.seq = s.event_seq"
        " where s.number_id = ?",
        [item.id if item else None],
    )[0]["day"]
    if printed and on.isoformat() < printed:
        faults.add(refused(number, f"发出日期 {on} 早于印出日期 {printed}", "核对存根上的日期"))
    who = faults.of(lambda: said(number, "领取人", received_by))
    faults.refuse()
    assert item is not None  # noqa: S101 - else it was refused
    return _step(tx, item, {"step": "issued", "happened_on": on.isoformat(), "received_by": who})


def handover_told(tx: Transaction, *, on: date, received_by: str) -> str:
    """Return who signed the stubs of all certificates handed over together; nothing where each went to its holder.

    Raises:
        LedgerError: A day to come, words that may not be kept; both at once.
    """
    faults = Faults()
    faults.of(lambda: _refuse_later(tx, "--on", on))
    who = faults.of(lambda: said("--received-by", "领取人", received_by)) if received_by else ""
    faults.refuse()
    return who or ""


def record_spoilt(tx: Transaction, number: str, *, on: date, because: str) -> Certificate:
    """Record that the sheet just printed is spoilt; its number waits for another sheet.

    Raises:
        LedgerError: No such number, nothing printed under it, or it was handed over already.
    """
    faults = Faults()
    item = faults.of(lambda: certificate(tx, number))
    if item and item.state != "printed":
        hint = "发出以后损坏的，用 shouyue certificate replace 换证"
        faults.add(refused(number, f"状态是“{STATES[item.state]}”，没有待发的一张", hint))
    why = faults.of(lambda: reason_given(tx, number, on=on, because=because))
    faults.refuse()
    assert item is not None and why is not None  # noqa: S101, PT018 - else it was refused
    (sheet,) = tx.rows("select max(id) as id from certificate_sheets where number_id = ?", [item.id])
    return _step(tx, item, {"step": "spoilt", "sheet_id": sheet["id"], **why})


def record_end(tx: Transaction, item: Certificate, end: str, *, on: date, because: str) -> Certificate:
    """Record that a certificate is ``voided`` or ``replaced``. What was promised to its holder stays due.

    Raises:
        LedgerError: It has ended before, no reason, a day to come.
        LawError: It is in force, and the reason is none for which it may be taken back.
    """
    faults = Faults()
    if item.state in {"voided", "replaced", "revoked"}:
        faults.add(refused(item.number, f"状态是“{STATES[item.state]}”，已经不能使用", _follow(item)))
    why = faults.of(lambda: reason_given(tx, item.number, on=on, because=because))
    faults.refuse()
    assert why is not None  # noqa: S101 - else it was refused
    if item.is_in_force:
        refuse_unlawful(item.number, why["because"], on=on)
    return _step(tx, adopt(tx, item), {"step": end, **why})


def record_revocation(tx: Transaction, number: str, why: Revocation, *, on: date) -> Certificate:
    """Record that a certificate was revoked for a lawful cause, its holder told before.

    Raises:
        LedgerError: It is not in force; fact, law or article missing; the holder was told later than that day.
        LawError: Fact or law are none for which a certificate may be taken back.
    """
    faults = Faults()
    item = faults.of(lambda: certificate(tx, number))
    if item and not item.is_in_force:
        hint = "没有发出的证件用 shouyue certificate void 作废"
        faults.add(refused(number, f"状态是“{STATES[item.state]}”，不能撤销", hint))
    faults.of(lambda: _refuse_later(tx, number, on))
    kept = faults.of(lambda: checked(number, why, on=on))
    faults.refuse()
    assert item is not None  # noqa: S101 - else it was refused
    row: Row = {"step": "revoked", "happened_on": on.isoformat(), **(kept or {})}
    return _step(tx, adopt(tx, item), row)


def withdraw_last(tx: Transaction, number: str, *, on: date, because: str) -> Certificate:
    """Withdraw the last step of a number where it was handed over, void or revoked by mistake; both stay on record.

    Raises:
        LedgerError: No such number, or its last step is no such step.
    """
    faults = Faults()
    item = faults.of(lambda: certificate(tx, number))
    found = tx.rows(
        "select id, step from standing_certificate_steps where number_id = ? order by id desc limit 1",
        [item.id if item else None],
    )
    if item and (not found or found[0]["step"] not in {"issued", "voided", "revoked"}):
        faults.add(refused(number, "最后一步不是发出、作废或撤销，不能更正", "见 shouyue certificate show"))
    why = faults.of(lambda: reason_given(tx, number, on=on, because=because))
    faults.refuse()
    assert item is not None and why is not None  # noqa: S101, PT018 - else it was refused
    return _step(tx, item, {"step": "withdrawn", "withdraws": found[0]["id"], **why})


def reason_given(tx: Transaction, where: str, *, on: date, because: str) -> Row:
    """Return the columns of a step that say when it was and why.

    Raises:
        LedgerError: No reason, words that may not be kept, a day to come; all at once.
    """
    faults = Faults()
    faults.of(lambda: _refuse_later(tx, where, on))
    words = faults.of(lambda: said(where, "原因", because))
    faults.refuse()
    return {"happened_on": on.isoformat(), "because": words}


def take_seats(tx: Transaction, ceremony: str, numbers: Sequence[Certificate]) -> None:
    """Seat certificates at a ceremony, in this order, behind those that have their seats already."""
    (found,) = tx.rows("select coalesce(max(seat), 0) as last from certificate_seats where ceremony = ?", [ceremony])
    rows = [
        {"ceremony": ceremony, "seat": seat, "number_id": item.id}
        for seat, item in enumerate(numbers, found["last"] + 1)
    ]
    tx.record("certificates_seated", ceremony, {"seats": len(rows)}, {"certificate_seats": rows})


def _enter(tx: Transaction, row: Row, issued_on: str) -> None:
    (number_id,) = tx.ids("certificate_numbers", 1)
    step = {"number_id": number_id, "step": "entered", "happened_on": issued_on, "received_by": "", "because": ""}
    rows = {"certificate_numbers": [{"id": number_id, **row}], "certificate_steps": [step]}
    tx.record("certificate_entered", row["number"], {"kind": row["kind"]}, rows)


def _step(tx: Transaction, item: Certificate, row: Row) -> Certificate:
    full = {"received_by": "", "because": "", "number_id": item.id, **row}
    tx.record(f"certificate_{row['step']}", item.number, {"kind": item.kind}, {"certificate_steps": [full]})
    return certificate(tx, item.number)


def _next_serial(tx: Transaction, kind: str, place: str, year: int) -> int:
    """Take the next serial; replacements go on where the older register of a ledger stopped."""
    series = f"numbers:{kind}:{place}"
    older = tx.counter(f"certificate:{place}", year) if kind == ONLY_CHILD else 0
    serial = max(tx.counter(series, year), older) + 1
    tx.set_counter(series, year, serial)
    return serial


def _contract(tx: Transaction, number: str) -> Row:
    found = tx.rows("select id, village, draft_json from contracts where number = ?", [number])
    if not found:
        raise refused(number, "台账里没有这份合同", "核对合同编号")
    return found[0]


def _holder(tx: Transaction, contract_id: int) -> tuple[int, str]:
    found = tx.rows(
        "select p.id, p.name from contract_parties s join parties p on p.id = s.party_id"
        " where s.contract_id = ? and p.side = 'family' order by s.id",
        [contract_id],
    )
    if not found:
        raise refused("持证人", "合同里没有家庭一方", "核对合同编号")
    return found[0]["id"], found[0]["name"]


def _follow(item: Certificate) -> str:
    return f"用换发的 {item.successor} 办理" if item.successor else "见 shouyue certificate show"


def _refuse_known(tx: Transaction, number: str) -> None:
    if tx.rows("select 1 from certificate_register where number = ?", [number]):
        raise refused(number, "这个证号已经登记过", "核对证号；同一证号不能登记两次")


def _refuse_later(tx: Transaction, where: str, on: date) -> None:
    if on.isoformat() > tx.day:
        raise refused(where, f"日期 {on} 晚于今天", "核对日期")
