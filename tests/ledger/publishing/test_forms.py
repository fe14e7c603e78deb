"""Blank forms: received, used in order, spoilt, and never more than there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.errors import LedgerError
from contracts.kinds import load_kind, shipped_folder
from contracts.printers import Printer
from ledger.certificate_checks import certificate_faults
from ledger.publishing.certificate_steps import (
    Holder,
    enter_handwritten,
    record_sheet,
    record_spoilt,
    take_number,
)
from ledger.publishing.certificates import Certificate, certificate
from ledger.publishing.forms import (
    Stock,
    blank_at,
    blank_for,
    discard_form,
    form_written_on,
    forms_of,
    gone_forms,
    parse_serial,
    receive_forms,
    stock,
)
from ledger.store import Ledger, Transaction
from tests.ledger.conftest import NOW

ON = date(2026, 7, 1)
HONOUR = load_kind(shipped_folder() / "honour_certificate")


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
    for serial, said in (("A011", "没有领取过"), ("A009", "不在库存里：遗失")):
        with pytest.raises(LedgerError, match=said):
            blank_at(stocked, "honour_certificate", serial)


def test_a_serial_keeps_its_zeros() -> None:
    """As printed on the form."""
    assert parse_serial(" 鄂A000101 ") == ("鄂A", 101, 6)


def taken(tx: Transaction, kind: str = HONOUR.id) -> Certificate:
    """Take the next number of a kind."""
    holder = Holder(name="上坪村村民委员会")
    return take_number(tx, replace(HONOUR, id=kind), place=f"{kind}-", short="青", on=ON, holder=holder)


def written(tx: Transaction, serial: str = "", *, kind: str = HONOUR.id, plain: bool = False) -> Certificate:
    """Enter a certificate written by hand, as in a power cut."""
    item = taken(tx, kind)
    return enter_handwritten(tx, item, on=ON, because="停电手写", form=serial, plain=plain)


def test_a_form_written_on_by_hand_leaves_the_stock_and_is_used_once(stocked: Ledger) -> None:
    """It is counted like a printed one, its certificate is told, and nothing else goes onto it."""
    with stocked.write(by="李敏", now=NOW) as tx:
        item = written(tx, "A008")
        for again in (lambda: written(tx, "A008"), lambda: blank_for(tx, HONOUR.id, "A008")):
            with pytest.raises(LedgerError, match=f"不在库存里：已用（手写），{item.number}"):
                again()

    (counted,) = stock(stocked)
    assert (counted.used, counted.remaining, counted.next_serial) == (1, 2, "A009")
    assert [(form.written, form.fate) for form in forms_of(stocked, item)] == [("A008", "written")]
    assert list(certificate_faults(stocked)) == []


def test_where_forms_are_kept_it_is_said_which_one_or_that_it_was_none(stocked: Ledger) -> None:
    """The program does not guess what lay on the desk; a kind without forms is asked nothing."""
    with stocked.write(by="李敏", now=NOW) as tx:
        item = taken(tx)
        with pytest.raises(LedgerError, match="没有写明手写用的是哪一张"):
            enter_handwritten(tx, item, on=ON, because="停电手写")
        enter_handwritten(tx, item, on=ON, because="停电手写", plain=True)
        written(tx, kind="other_certificate")

    assert stock(stocked)[0].remaining == 3


def test_a_form_said_wrongly_is_said_anew_and_both_stay(stocked: Ledger) -> None:
    """A slip, then plain paper after all; a reason each time, and the form is at hand again."""
    with stocked.write(by="李敏", now=NOW) as tx:
        item = written(tx, "A008")
        with pytest.raises(LedgerError, match="没有写明原因"):
            form_written_on(tx, item, "A010")
        form_written_on(tx, item, "A010", because="看错一位")
        assert blank_at(tx, HONOUR.id, "A008")
        form_written_on(tx, item, "", because="写在白纸上")
        with pytest.raises(LedgerError, match="没有记过用空白证"):
            form_written_on(tx, item, "", because="写在白纸上")

    assert (stock(stocked)[0].remaining, len(stocked.rows("select * from form_uses"))) == (3, 3)


def test_a_printed_certificate_was_not_written_by_hand(stocked: Ledger) -> None:
    """Its sheet says on which form it stands; a number that was skipped stands on none."""
    with stocked.write(by="李敏", now=NOW) as tx:
        item = taken(tx)
        with pytest.raises(LedgerError, match="不是手写发出"):
            form_written_on(tx, item, "A009")
        blank = blank_for(tx, HONOUR.id)
        record_sheet(tx, item, draft_sha256="a" * 64, printer=Printer(name=""), blank=blank)
        with pytest.raises(LedgerError, match="不是手写发出"):
            form_written_on(tx, certificate(tx, item.number), "A009")


def test_the_database_itself_refuses_a_form_twice(stocked: Ledger) -> None:
    """Whatever program writes: on two numbers, after it was lost, on a printed number, without what it follows."""
    with stocked.write(by="李敏", now=NOW) as tx:
        first, second, unused = written(tx, "A008"), written(tx, plain=True), taken(tx)
        discard_form(tx, HONOUR.id, "A010", fate="lost", on=ON, because="遗失")
    row = {"form": HONOUR.id, "prefix": "A", "replaces_id": None, "because": ""}
    for number, serial, words in (
        (second.id, 8, "not at hand"), (second.id, 10, "not at hand"), (second.id, 11, "not at hand"),
        (first.id, 9, "the one said last"), (unused.id, 9, "not written by hand"),
    ):  # fmt: skip
        use = {**row, "number_id": number, "serial": serial}
        with pytest.raises(LedgerError, match=words), stocked.write(by="李敏", now=NOW) as tx:
            tx.record("x", "x", {}, {"form_uses": [use]})
    assert len(stocked.rows("select * from form_uses")) == 1


_DEEDS = st.lists(
    st.tuples(st.sampled_from(["receive", "print", "spoil", "write", "correct", "lose", "return", "break"]),
              st.integers(0, 12)),
    min_size=8, max_size=30,
)  # fmt: skip


@settings(
    max_examples=25, derandomize=True, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(deeds=_DEEDS)
def test_received_is_used_spoilt_lost_returned_and_left_whatever_happens(
    ledger: Ledger, deeds: list[tuple[str, int]]
) -> None:
    """Against a pile of paper counted beside it, sheet by sheet; each form has one fate and one certificate."""
    kind = f"kind_{len(ledger.rows('select distinct form from form_receipts'))}"
    pile: dict[int, str] = {}
    with ledger.write(by="李敏", now=NOW) as tx:
        receive_forms(tx, kind, first="A00", last="A03", on=ON, source="县")
        pile |= dict.fromkeys(range(4), "left")
        for deed, pick in deeds:
            _do(tx, kind, pile, deed, pick)

    counted = next(item for item in stock(ledger) if item.form == kind)
    fates = Counter(pile.values())
    assert counted == Stock(
        form=kind, received=len(pile), used=fates["used"] + fates["written"], spoilt=fates["spoilt"],
        lost=fates["lost"], returned=fates["returned"], remaining=fates["left"],
        next_serial=min((f"A{serial:02}" for serial, fate in pile.items() if fate == "left"), default=""),
    )  # fmt: skip
    gone = gone_forms(ledger, "g.form = ?", [kind])
    assert {int(form.written[1:]): form.fate for form in gone} == {
        serial: fate for serial, fate in pile.items() if fate != "left"
    }
    assert len({form.number for form in gone if form.fate in {"used", "written"}}) == counted.used
    assert [fault for fault in certificate_faults(ledger) if fault[0] in {kind, "空白证"}] == []


def _do(tx: Transaction, kind: str, pile: dict[int, str], deed: str, pick: int) -> None:
    """Do one thing with the pile, where it can be done; refused where the sheet is not there."""
    at_hand = [serial for serial, fate in pile.items() if fate == "left"]
    if deed == "receive":
        start = 4 * (1 + max(pile) // 4)
        if start < 96:
            receive_forms(tx, kind, first=f"A{start:02}", last=f"A{start + 3:02}", on=ON, source="县")
            pile |= dict.fromkeys(range(start, start + 4), "left")
    elif pick not in at_hand:
        with pytest.raises(LedgerError):
            blank_for(tx, kind, f"A{pick:02}")
    elif deed in {"print", "spoil"}:
        item = taken(tx, kind)
        digest = f"{tx.rows('select count(*) as n from certificate_sheets')[0]['n']:064}"
        blank = blank_for(tx, kind, f"A{pick:02}")
        record_sheet(tx, item, draft_sha256=digest, printer=Printer(name=""), blank=blank)
        pile[pick] = "used"
        if deed == "spoil":
            record_spoilt(tx, item.number, on=ON, because="卡纸")
            pile[pick] = "spoilt"
    elif deed == "write":
        written(tx, f"A{pick:02}", kind=kind)
        pile[pick] = "written"
    elif deed == "correct":
        old = next((serial for serial, fate in pile.items() if fate == "written"), None)
        if old is not None:
            (form,) = gone_forms(tx, "g.form = ? and g.serial = ?", [kind, old])
            form_written_on(tx, certificate(tx, form.number or ""), f"A{pick:02}", because="看错")
            pile |= {old: "left", pick: "written"}
    else:
        fate = {"lose": "lost", "return": "returned", "break": "spoilt"}[deed]
        discard_form(tx, kind, f"A{pick:02}", fate=fate, on=ON, because="说明")
        pile[pick] = fate
