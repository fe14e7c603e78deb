"""Certificates as the ledger knows them: a number, what was printed under it, and what became of it.

A number is taken, printed, handed over; it ends void, replaced by another or revoked. What was promised to its
holder does not end with it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.errors import LedgerError
from contracts.model import PartialDate, Problem
from ledger.query import sql_of
from ledger.store import Ledger, Row, Transaction
from ledger.wording import forbidden_words

ONLY_CHILD = "only_child_certificate"
STATES = {
    "taken": "已取号，待印", "printed": "已印，未发", "issued": "已发", "voided": "作废", "replaced": "已换证",
    "revoked": "撤销",
}  # fmt: skip
SKIPPED = "（跳号）"
"""Stands for a holder where a number was not used."""
STEPS = {
    "entered": "登记原证或者手写的证", "spoilt": "印坏一张", "issued": "发出", "voided": "作废",
    "replaced": "换证，原号作废", "revoked": "撤销", "withdrawn": "更正",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One number. ``state`` is of :data:`STATES`; ``id`` is ``None`` for one registered before numbers had steps.

    ``issued_on`` is as precise as the record; ``original_number`` is what it replaced, ``successor`` what
    replaced it; ``sheets`` counts the sheets printed under it.
    """

    id: int | None
    kind: str
    series: str
    number: str
    holder: str
    village: str
    contract: str | None
    state: str
    sheets: int
    issued_on: PartialDate | None
    ended_on: str | None
    original_number: str | None
    successor: str | None

    @property
    def is_in_force(self) -> bool:
        """Whether it was handed over and has not ended."""
        return self.state == "issued"


def certificate(ledger: Ledger | Transaction, number: str) -> Certificate:
    """Return what is known of a certificate, ended ones too.

    Raises:
        LedgerError: The number is not in the ledger.
    """
    found = register_entry(ledger, number)
    if found is None:
        raise refused(number, "台账里没有这个证号", "核对证号；全部证号见 shouyue certificate list")
    return found


def register_entry(ledger: Ledger | Transaction, number: str) -> Certificate | None:
    """Return what is known of a certificate, ``None`` where the ledger has no such number."""
    return next(iter(_found(ledger, "where r.number = ?", [number])), None)


def certificates_of(ledger: Ledger | Transaction, contract: str, kind: str) -> tuple[Certificate, ...]:
    """Return the certificates of a kind that a contract's household has or had, oldest first."""
    return _found(ledger, "where k.number = ? and r.kind = ? order by r.number_id", [contract, kind])


def steps_of(ledger: Ledger, number: str) -> list[Row]:
    """Return every step of a number in order, withdrawn ones too, each with who made it (``actor``)."""
    return ledger.rows(
        "select s.*, e.actor from certificate_steps s join certificate_numbers n on n.id = s.number_id"
        " join events e on e.seq = s.event_seq where n.number = ? order by s.id",
        [number],
    )


def seated(ledger: Ledger, ceremony: str, as_of: date | None = None) -> tuple[tuple[int, Certificate], ...]:
    """Return ``(seat, certificate)`` of a ceremony, in seat order; with ``as_of`` as :func:`register` does."""
    seats = ledger.rows(
        "select s.seat, n.number from certificate_seats s join certificate_numbers n on n.id = s.number_id"
        " where s.ceremony = ? order by s.seat",
        [ceremony],
    )
    found = [(row["seat"], certificate(ledger, row["number"])) for row in seats]
    then = {one.number: one for one in _on(ledger, [one for _, one in found], as_of)}
    return tuple((seat, then[one.number]) for seat, one in found if one.number in then)


def register(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    kind: str | None = None,
    state: str | None = None,
    village: str | None = None,
) -> tuple[Certificate, ...]:
    """Return every certificate, by kind and number; a filter that is ``None`` lets all pass.

    ``as_of`` shows each as it was on that day, and leaves out numbers that were taken later.
    """
    wanted = [("r.kind", kind), ("r.village", village)]
    chosen = [(column, value) for column, value in wanted if value is not None]
    where = f"where {' and '.join(f'{column} = ?' for column, _ in chosen)}" if chosen else ""
    held = _found(ledger, f"{where} order by r.kind, r.year, r.serial, r.number", [value for _, value in chosen])
    return tuple(one for one in _on(ledger, held, as_of) if state in {None, one.state})


def _on(ledger: Ledger, held: Sequence[Certificate], as_of: date | None) -> list[Certificate]:
    """Return certificates as they were on a day, those without one left out; ``None`` is as they are."""
    if as_of is None:
        return list(held)
    rows = ledger.rows(sql_of("certificates"), {"as_of": as_of.isoformat(), "series": None})
    then = {(row["series"], row["number"]): row for row in rows}
    return [
        dataclasses.replace(
            one, state=row["state"], sheets=row["sheets"], ended_on=row["ended_on"], successor=row["successor"],
            issued_on=PartialDate.parse(row["issued_on"]) if row["issued_on"] else None,
        )
        for one in held
        if (row := then.get((one.series, one.number)))
    ]  # fmt: skip


def _found(ledger: Ledger | Transaction, rest: str, parameters: Sequence[str]) -> tuple[Certificate, ...]:
    rows = ledger.rows(
        "select r.number_id as id, r.kind, r.series, r.number, r.holder, r.village, k.number as contract, r.state,"
        " r.sheets, r.issued_on, r.ended_on, r.original_number, r.successor"
        f" from certificate_register r left join contracts k on k.id = r.contract_id {rest}",
        parameters,
    )
    return tuple(
        Certificate(**{**row, "issued_on": PartialDate.parse(row["issued_on"]) if row["issued_on"] else None})
        for row in rows
    )


def said(where: str, label: str, text: str) -> str:
    """Return what somebody wrote, without blanks around it.

    Raises:
        LedgerError: Nothing, or words about bodies or a whole ID number.
    """
    if not text.strip():
        raise refused(where, f"没有写明{label}", f"写明{label}")
    if words := forbidden_words(text):
        raise refused(where, f"{label}里有不得记录的内容：{'、'.join(words)}", "删去后重新录入")
    return text.strip()


def refused(where: str, message: str, hint: str) -> LedgerError:
    """Return the error for one thing that cannot be recorded."""
    return LedgerError(f"{where}：{message}。", [Problem(where=where, message=message, hint=hint)])
