"""What does not add up among certificates is named; tampering layer by layer is in test_verify.py."""

from __future__ import annotations

from datetime import date

from contracts.kinds import load_kind, shipped_folder
from ledger.certificate_checks import certificate_faults
from ledger.publishing.certificate_steps import Holder, record_end, take_number
from ledger.store import Ledger
from tests.ledger.conftest import NOW

ON = date(2026, 7, 1)
HONOUR = load_kind(shipped_folder() / "honour_certificate")


def test_a_number_without_a_fate_is_named_until_its_reason_is_given(ledger: Ledger) -> None:
    """A gap has a reason, or it is a fault."""
    with ledger.write(by="李敏", now=NOW) as tx:
        item = take_number(tx, HONOUR, place="s", short="青", on=ON, holder=Holder(name="x"))
    assert list(certificate_faults(ledger)) == [(item.number, "取了号，没有印过，也没有说明去向")]

    with ledger.write(by="李敏", now=NOW) as tx:
        record_end(tx, item, "voided", on=ON, because="停电，手写发出")
    assert list(certificate_faults(ledger)) == []


def test_a_serial_that_was_skipped_is_a_gap(ledger: Ledger) -> None:
    """The counter moved, no number stands for it."""
    with ledger.write(by="李敏", now=NOW) as tx:
        item = take_number(tx, HONOUR, place="s", short="青", on=ON, holder=Holder(name="x"))
        record_end(tx, item, "voided", on=ON, because="x")
        tx.set_counter("numbers:honour_certificate:s", 2026, 3)

    ((where, message),) = certificate_faults(ledger)
    assert where == "honour_certificate:s 2026"
    assert "缺口" in message


def test_a_replacement_of_which_half_is_missing_is_named(ledger: Ledger) -> None:
    """A new number says what it follows; the old one must say that it ended so."""
    with ledger.write(by="李敏", now=NOW) as tx:
        old = take_number(tx, HONOUR, place="s", short="青", on=ON, holder=Holder(name="x"))
        record_end(tx, old, "voided", on=ON, because="x")
        new = take_number(tx, HONOUR, place="s", short="青", on=ON, holder=Holder(name="x"), replaces=old)
        record_end(tx, new, "voided", on=ON, because="x")

    assert [where for where, _ in certificate_faults(ledger)] == [old.number]
