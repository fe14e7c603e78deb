"""What the ledger knows of certificates: the register, old and new, and who sits where."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from contracts.kinds import load_kind, shipped_folder
from contracts.model import PartialDate
from ledger.publishing.certificate_steps import Holder, enter_original, take_number, take_seats
from ledger.publishing.certificates import (
    certificate,
    certificates_of,
    register,
    register_entry,
    said,
    seated,
    steps_of,
)
from ledger.register import register as register_contracts
from ledger.store import Ledger
from tests.ledger.conftest import NOW, SIGNED_ON, draft, signed

SERIES, OLD = "429999101", "鄂示201503178"
FACTS = (("certificate_number", OLD), ("certificate_issued_on", "2015-08"))
HONOUR = load_kind(shipped_folder() / "honour_certificate")


@pytest.fixture
def holding(ledger: Ledger) -> Ledger:
    """Return a ledger with one household whose certificate is entered."""
    register_contracts(ledger, [signed(draft(1, facts=FACTS))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    with ledger.write(by="张会计", now=NOW) as tx:
        enter_original(tx, draft(1).number, series=SERIES)
    return ledger


def test_a_household_brings_its_number_from_its_contract(holding: Ledger) -> None:
    """As precise as the paper was: month and year."""
    original = certificate(holding, OLD)

    assert (original.number, original.issued_on, original.is_in_force) == (OLD, PartialDate(year=2015, month=8), True)
    assert (original.holder, original.contract) == ("王小丁、李明", draft(1).number)
    assert certificates_of(holding, draft(1).number, "only_child_certificate") == (original,)
    assert [(step["step"], step["actor"]) for step in steps_of(holding, OLD)] == [("entered", "张会计")]


def test_a_number_nobody_knows_is_refused_or_nothing(holding: Ledger) -> None:
    """Nothing is guessed from part of a number."""
    assert register_entry(holding, OLD[:-1]) is None
    with pytest.raises(LedgerError, match="没有这个证号"):
        certificate(holding, OLD[:-1])


def test_numbers_of_before_the_steps_stand_in_the_same_register(holding: Ledger) -> None:
    """What an older program wrote is read, never copied."""
    shared = {"series": SERIES, "contract_id": 1, "party_id": 2, "happened_on": "2026-01-02"}
    rows = [
        {**shared, "number": "旧1", "event": "issued", "because": ""},
        {**shared, "number": "旧1", "event": "cancelled", "because": "遗失"},
        {**shared, "number": "旧2", "event": "replaced", "original_number": "旧1", "because": "遗失"},
    ]
    with holding.write(by="张会计", now=NOW) as tx:
        tx.record("certificate_replaced", "旧1", {}, {"certificates": rows})

    found = {item.number: (item.state, item.successor, item.original_number) for item in register(holding)}
    assert found["旧1"] == ("replaced", "旧2", None)
    assert found["旧2"] == ("issued", None, "旧1")


def test_a_ceremony_is_listed_in_seat_order(holding: Ledger) -> None:
    """Later ones sit behind those who have their seats."""
    with holding.write(by="张会计", now=NOW) as tx:
        taken = [
            take_number(tx, HONOUR, place=SERIES, short="青", on=date(2026, 7, 1), holder=Holder(name=name))
            for name in ("石桥村", "上坪村", "东河村")
        ]
        take_seats(tx, "总结会", taken[1:])
        take_seats(tx, "总结会", taken[:1])

    seats = [(seat, item.holder) for seat, item in seated(holding, "总结会")]
    assert seats == [(1, "上坪村"), (2, "东河村"), (3, "石桥村")]
    assert [item.holder for item in register(holding, kind="honour_certificate", state="taken")] == [
        "石桥村", "上坪村", "东河村",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"), [(" ", "没有写明原因"), ("因为怀孕", "不得记录"), ("11010519491231002X", "不得记录")]
)
def test_a_reason_is_given_and_says_nothing_of_bodies_or_numbers(text: str, words: str) -> None:
    """What may not be kept is told, not silently cut."""
    with pytest.raises(LedgerError, match=words):
        said("证", "原因", text)
