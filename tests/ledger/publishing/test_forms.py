"""Blank forms: received, used in order, spoilt, and never more than there are."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.publishing.forms import Stock, blank_at, blank_for, discard_form, parse_serial, receive_forms, stock
from ledger.store import Ledger
from tests.ledger.conftest import NOW

ON = date(2026, 7, 1)


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    """Return a ledger with three blank forms."""
    with ledger.write(by="李敏", now=NOW) as tx:
        assert receive_forms(tx, "honour_certificate", first="A008", last="A010", on=ON, source="县卫健局") == 3
    return ledger


def test_forms_are_taken_in_order_and_none_twice(stocked: Ledger) -> None:
    """The top sheet of the pile is the lowest serial."""
    with stocked.write(by="李敏", now=NOW) as tx:
        for serial in ("A008", "A009", "A010"):
            blank = blank_for(tx, "honour_certificate")
            assert blank
            assert blank.written == serial
            discard_form(tx, "honour_certificate", serial, fate="spoilt", on=ON, because="受潮")
        with pytest.raises(LedgerError, match="要用 1 张，还有 0 张"):
            blank_for(tx, "honour_certificate")
    assert stock(stocked) == (
        Stock(
            form="honour_certificate", received=3, used=0, spoilt=3, lost=0, returned=0, remaining=0, next_serial="",
        ),
    )  # fmt: skip


def test_a_kind_without_forms_is_printed_on_plain_paper(stocked: Ledger) -> None:
    """Nobody has to keep stock of white paper."""
    with stocked.write(by="李敏", now=NOW) as tx:
        assert blank_for(tx, "only_child_certificate") is None


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("A1", "B9", "对不上"), ("A01", "A9", "对不上"), ("A9", "A1", "对不上"),
     ("无", "A1", "流水号"), ("A010", "A020", "登记过")],
)  # fmt: skip
def test_runs_that_cannot_be_are_refused(stocked: Ledger, first: str, last: str, said: str) -> None:
    """Other prefix, other length, backwards, no number, overlapping."""
    with pytest.raises(LedgerError, match=said), stocked.write(by="李敏", now=NOW) as tx:
        receive_forms(tx, "honour_certificate", first=first, last=last, on=ON, source="县")


def test_a_form_not_at_hand_is_refused(stocked: Ledger) -> None:
    """Never received, or gone already."""
    with stocked.write(by="李敏", now=NOW) as tx:
        discard_form(tx, "honour_certificate", "A009", fate="lost", on=ON, because="遗失")
    for serial, said in (("A011", "没有领取过"), ("A009", "已经用过")):
        with pytest.raises(LedgerError, match=said):
            blank_at(stocked, "honour_certificate", serial)


def test_a_serial_keeps_its_zeros() -> None:
    """As printed on the form."""
    assert parse_serial(" 鄂A000101 ") == ("鄂A", 101, 6)
