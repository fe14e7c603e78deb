"""Certificates held, lost and replaced; no number is ever forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from contracts.model import PartialDate
from ledger.publishing.certificates import Certificate, certificate, register_original, replace_lost
from ledger.query import ask
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, SIGNED_ON, draft, signed

SERIES, OLD = "429999101", "鄂示201503178"
FACTS = (("certificate_number", OLD), ("certificate_issued_on", "2015-08"))
ON = date(2026, 11, 20)


@pytest.fixture
def holding(ledger: Ledger) -> Ledger:
    """Return a ledger with a household that holds a certificate, and one that says nothing of it."""
    papers = [signed(draft(1, facts=FACTS)), signed(draft(2))]
    register(ledger, papers, signed_on=SIGNED_ON, by="张会计", now=NOW)
    return ledger


def entered(ledger: Ledger, row: int = 1) -> Certificate:
    """Enter a household's certificate from its contract."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return register_original(tx, draft(row).number, series=SERIES)


def replaced(ledger: Ledger, number: str, because: str = "遗失") -> Certificate:
    """Replace a lost certificate."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return replace_lost(tx, series=SERIES, number=number, because=because, on=ON)


def test_a_household_brings_its_number_from_its_contract(holding: Ledger) -> None:
    """As precise as the paper was: month and year."""
    original = entered(holding)

    assert (original.number, original.issued_on, original.is_in_force) == (OLD, PartialDate(year=2015, month=8), True)
    assert original.holder == "王小丁、李明"


def test_a_household_without_a_number_or_with_a_known_one_is_refused(holding: Ledger) -> None:
    """Nothing is invented, nothing entered twice."""
    entered(holding)

    with pytest.raises(LedgerError, match="没有证号"):
        entered(holding, 2)
    with pytest.raises(LedgerError, match="已经登记过"):
        entered(holding)


def test_a_lost_certificate_is_cancelled_and_its_successor_names_it(holding: Ledger) -> None:
    """Both numbers stay on record."""
    entered(holding)

    fresh = replaced(holding, OLD)

    assert (fresh.number, fresh.original_number, fresh.is_in_force) == ("429999101-补-2026-0001", OLD, True)
    assert not certificate(holding, series=SERIES, number=OLD).is_in_force
    rows = ask(holding, "certificates", {"series": SERIES})
    assert [(row["number"], row["event"]) for row in rows] == [
        (OLD, "issued"), (OLD, "cancelled"), (fresh.number, "replaced"),
    ]  # fmt: skip
    assert verify(holding) == ()


def test_a_replacement_can_be_lost_too(holding: Ledger) -> None:
    """Numbers run on; the chain of papers can be followed back."""
    entered(holding)
    second = replaced(holding, OLD)

    third = replaced(holding, second.number, "水浸损毁")

    assert (third.number, third.original_number) == ("429999101-补-2026-0002", second.number)
    assert verify(holding) == ()


def test_a_cancelled_or_unknown_number_is_not_replaced(holding: Ledger) -> None:
    """No number is taken from the series for it."""
    entered(holding)
    replaced(holding, OLD)

    for number, because, words in ((OLD, "遗失", "作废"), ("无", "遗失", "没有这个证号")):
        with pytest.raises(LedgerError, match=words):
            replaced(holding, number, because)
    with pytest.raises(LedgerError, match="补发原因"):
        replaced(holding, "429999101-补-2026-0001", " ")
    assert replaced(holding, "429999101-补-2026-0001").number.endswith("0002")
