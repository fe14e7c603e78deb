"""Blank forms of certificates, printed by somebody else and counted by us: received, used, spoilt, lost, left.

A form belongs to a kind of certificate. Its serials are a prefix and a number of fixed length: ``A000101``.
Once an office has received forms for a kind, no sheet of that kind is printed without one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ledger.faults import Faults
from ledger.publishing.certificates import Certificate, refused, said
from ledger.store import Ledger, Transaction

LOSSES = {"spoilt": "损坏", "lost": "遗失", "returned": "退回"}
"""What becomes of a form that never went through the printer."""

FATES = {"used": "已用", "written": "已用（手写）", **LOSSES}
_SERIAL = re.compile(r"(.*?)(\d{1,12})")
_MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One blank form. ``written`` is its serial as printed on it."""

    form: str
    prefix: str
    serial: int
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A form that is not at hand. ``fate`` is of :data:`FATES`; ``number`` is the certificate on it, if any."""

    form: str
    written: str
    fate: str
    number: str | None
    happened_on: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """The count of one form: ``received = used + spoilt + lost + returned + remaining``."""

    form: str
    received: int
    used: int
    spoilt: int
    lost: int
    returned: int
    remaining: int
    next_serial: str


def parse_serial(text: str) -> tuple[str, int, int]:
    """Return ``(prefix, number, digits)`` of a form's serial: the digits at its end count.

    Raises:
        LedgerError: No digits at its end.

    >>> parse_serial("鄂A000101")
    ('鄂A', 101, 6)
    """
    found = _SERIAL.fullmatch(text.strip())
    if not found:
        raise refused(text, "不是空白证的流水号", "写作前缀加数字，如 A000101")
    return found[1], int(found[2]), len(found[2])


def receive_forms(tx: Transaction, form: str, *, first: str, last: str, on: date, source: str) -> int:
    """Record a run of blank forms that came in. Returns how many.

    Raises:
        LedgerError: The serials do not fit together, are too many, or some were received before; no source,
            a day to come.
    """
    faults, both = Faults(), f"{first} 至 {last}"
    ends = [faults.of(partial(parse_serial, text)) for text in (first, last)]
    if on.isoformat() > tx.day:
        faults.add(refused(first, f"日期 {on} 晚于今天", "核对日期"))
    came_from = faults.of(lambda: said(first, "来源", source))
    prefix, start, digits = ends[0] or ("", 0, 0)
    other, end, length = ends[1] or ("", 0, 0)
    if all(ends) and ((prefix, digits) != (other, length) or not start <= end < start + _MOST):
        faults.add(refused(both, "首尾号对不上", "首尾号的前缀和位数要相同，尾号不小于首号"))
    elif all(ends) and tx.rows(
        "select 1 from form_receipts where form = ? and prefix = ? and first <= ? and last >= ?",
        [form, prefix, end, start],
    ):
        faults.add(refused(both, "其中有已经登记过的号", "核对首尾号；见 shouyue certificate stock"))
    faults.refuse()
    row = {"form": form, "prefix": prefix, "first": start, "last": end, "digits": digits,
           "received_on": on.isoformat(), "source": came_from}  # fmt: skip
    tx.record("forms_received", form, {"count": end - start + 1}, {"form_receipts": [row]})
    return end - start + 1


def discard_form(tx: Transaction, form: str, serial: str, *, fate: str, on: date, because: str) -> None:
    """Record that a blank form cannot be used any more, although it never went through the printer.

    Raises:
        LedgerError: It is not at hand, no reason, a day to come.
    """
    faults = Faults()
    blank = faults.of(lambda: blank_at(tx, form, serial))
    if on.isoformat() > tx.day:
        faults.add(refused(serial, f"日期 {on} 晚于今天", "核对日期"))
    why = faults.of(lambda: said(serial, "原因", because))
    faults.refuse()
    assert blank is not None  # noqa: S101 - else it was refused
    row = {"form": form, "prefix": blank.prefix, "serial": blank.serial, "fate": fate,
           "happened_on": on.isoformat(), "because": why}  # fmt: skip
    tx.record("form_discarded", blank.written, {"form": form, "fate": fate}, {"form_losses": [row]})


def blank_for(tx: Transaction, form: str, serial: str = "") -> Blank | None:
    """Return the blank form for the next sheet: the one named, else the first at hand; ``None`` for plain paper.

    Raises:
        LedgerError: The office has received forms of this kind and none is left, or the one named is not at hand.
    """
    if serial:
        return blank_at(tx, form, serial)
    found = _first_at_hand(tx, form)
    if found is None:
        refuse_too_few(tx, form, needed=1)
    return found


def are_kept(ledger: Ledger | Transaction, form: str) -> bool:
    """Whether the office ever received blank forms of this kind; it then says for each certificate which one it was."""
    return bool(ledger.rows("select 1 from form_receipts where form = ? limit 1", [form]))


def refuse_too_few(ledger: Ledger | Transaction, form: str, *, needed: int) -> None:
    """Refuse sheets for which there are not blank forms enough; a form never received is printed on plain paper.

    Raises:
        LedgerError: Fewer are left than needed.
    """
    for row in ledger.rows("select remaining from form_stock where form = ?", [form]):
        if row["remaining"] < needed:
            message = f"空白证不够：要用 {needed} 张，还有 {row['remaining']} 张"
            raise refused(form, message, "先领取，再用 shouyue certificate receive 登记")


def blank_at(ledger: Ledger | Transaction, form: str, serial: str) -> Blank:
    """Return the blank form of that serial.

    Raises:
        LedgerError: It was never received, or is used, spoilt, lost or returned.
    """
    prefix, number, _ = parse_serial(serial)
    received = ledger.rows(
        "select digits from form_receipts where form = ? and prefix = ? and ? between first and last",
        [form, prefix, number],
    )
    if not received:
        raise refused(serial, "没有领取过这个号的空白证", "见 shouyue certificate stock")
    gone = gone_forms(ledger, "g.form = ? and g.prefix = ? and g.serial = ?", [form, prefix, number])
    if gone:
        bears = f"，{gone[0].number}" if gone[0].number else ""
        raise refused(serial, f"这张空白证已经不在库存里：{FATES[gone[0].fate]}{bears}", "核对手上这张的流水号")
    return _blank(form, prefix, number, received[0]["digits"])


def gone_forms(ledger: Ledger | Transaction, where: str, values: Sequence[str | int]) -> tuple[Gone, ...]:
    """Return the forms that are not at hand any more and for which ``where`` holds, by form and serial.

    ``where`` is a condition on ``g``, the view of that name; its values are bound.
    """
    rows = ledger.rows(
        "select g.form, g.written, g.fate, n.number, g.happened_on, g.because from gone_forms g"
        f" left join certificate_numbers n on n.id = g.number_id where {where} order by g.form, g.prefix, g.serial",
        values,
    )
    return tuple(Gone(**row) for row in rows)


def forms_of(ledger: Ledger | Transaction, item: Certificate) -> tuple[Gone, ...]:
    """Return the forms that went into a certificate, spoilt ones too."""
    return gone_forms(ledger, "g.number_id = ?", [item.id]) if item.id else ()


def form_written_on(tx: Transaction, item: Certificate, serial: str, *, because: str = "") -> None:
    """Record on which blank form a certificate was written by hand; said again, the later counts and both stay.

    Args:
        tx: The open transaction.
        item: A number entered as written by hand.
        serial: As printed on the form; empty where it was plain paper after all.
        because: Why it is said anew; empty the first time.

    Raises:
        LedgerError: The number was not written by hand, the form is not at hand, nothing new is said, or no reason.
    """
    said_before = tx.rows("select max(id) as id from form_uses where number_id = ?", [item.id])[0]["id"]
    if not _is_written_by_hand(tx, item):
        raise refused(item.number, "不是手写发出的证件", "机器印的，用的哪一张空白证在印的时候记下了")
    if not serial and not forms_of(tx, item):
        raise refused(item.number, "没有记过用空白证，不用改", "写 --form 流水号")
    blank = blank_at(tx, item.kind, serial) if serial else None
    row = {"number_id": item.id, "form": item.kind, "replaces_id": said_before,
           "prefix": blank.prefix if blank else None, "serial": blank.serial if blank else None,
           "because": said(item.number, "原因", because) if said_before else ""}  # fmt: skip
    body = {"form": item.kind, "serial": blank.written if blank else ""}
    tx.record("form_written_on", item.number, body, {"form_uses": [row]})


def stock(ledger: Ledger) -> tuple[Stock, ...]:
    """Return the count of every form, with the serial that comes next; empty text where none is left."""
    rows = ledger.rows("select * from form_stock order by form")
    found = ((row, _first_at_hand(ledger, row["form"])) for row in rows)
    return tuple(Stock(**row, next_serial=blank.written if blank else "") for row, blank in found)


def _is_written_by_hand(tx: Transaction, item: Certificate) -> bool:
    found = tx.rows(
        "select 1 from certificate_numbers n join standing_certificate_steps s on s.number_id = n.id"
        " where n.id = ? and n.serial is not null and s.step = 'entered'",
        [item.id],
    )
    return bool(found)


def _first_at_hand(ledger: Ledger | Transaction, form: str) -> Blank | None:
    """Look for the lowest serial free in the oldest receipt: the start of a run, or one behind a used one."""
    found = ledger.rows(
        """
        with gone as (
            select prefix, serial from certificate_sheets where form = :form
            union all select prefix, serial from form_losses where form = :form
            union all select prefix, serial from standing_form_uses where form = :form
        ), starts as (
            select id, prefix, digits, first as serial from form_receipts where form = :form
            union all
            select r.id, r.prefix, r.digits, g.serial + 1 from form_receipts r
            join gone g on g.prefix = r.prefix and g.serial between r.first and r.last - 1
            where r.form = :form
        )
        select s.prefix, s.digits, s.serial from starts s
        where not exists (select 1 from gone g where g.prefix = s.prefix and g.serial = s.serial)
        order by s.id, s.serial limit 1
        """,
        {"form": form},
    )
    return _blank(form, found[0]["prefix"], found[0]["serial"], found[0]["digits"]) if found else None


def _blank(form: str, prefix: str, number: int, digits: int) -> Blank:
    return Blank(form=form, prefix=prefix, serial=number, written=f"{prefix}{number:0{digits}}")
