"""Step by step: taken, printed, handed over, ended; whatever the order, no number is without its fate."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import LawError, LedgerError
from contracts.kinds import load_kind, shipped_folder
from contracts.printers import Printer
from ledger.publishing.certificate_steps import (
    Holder,
    enter_handwritten,
    enter_original,
    number_of,
    record_end,
    record_issued,
    record_revocation,
    record_sheet,
    record_spoilt,
    take_number,
    withdraw_last,
)
from ledger.publishing.certificates import certificate, register
from ledger.publishing.forms import blank_for, discard_form, receive_forms, stock
from ledger.publishing.revocations import Revocation
from ledger.query import ask
from ledger.register import register as register_contracts
from ledger.store import Ledger, Transaction, open_ledger
from ledger.verify import verify
from tests.empty_ledgers import empty_ledger
from tests.ledger.conftest import NOW, SIGNED_ON, draft, signed

ON = date(2026, 11, 22)
HONOUR = load_kind(shipped_folder() / "honour_certificate")
WHY = Revocation(ground="false_materials", because="申报材料不实", law="评比达标表彰办法", article="20",
                 told_on=ON - timedelta(days=9))  # fmt: skip
NUMBER = "429999101-荣-2026-0001"


def taken(tx: Transaction) -> str:
    """Take the next number."""
    holder = Holder(name="上坪村村民委员会", village="上坪村")
    return take_number(tx, HONOUR, place="429999101", short="青", on=ON, holder=holder).number


def sheet(tx: Transaction, number: str, digest: str = "a") -> None:
    """Put a sheet through the printer, on a blank form where there are any."""
    blank = blank_for(tx, HONOUR.id)
    record_sheet(tx, certificate(tx, number), draft_sha256=digest * 64, printer=Printer(name="p"), blank=blank)


def done(ledger: Ledger, *steps: Callable[[Transaction], object]) -> None:
    """Write steps, each in a transaction of its own."""
    for step in steps:
        with ledger.write(by="李敏", now=NOW) as tx:
            step(tx)


def issued(tx: Transaction) -> object:
    """Hand the first number over."""
    return record_issued(tx, NUMBER, on=ON, received_by="沈大山")


def test_a_number_is_taken_printed_and_handed_over(ledger: Ledger) -> None:
    """Printed is not yet given."""
    done(ledger, taken, lambda tx: sheet(tx, NUMBER))
    assert certificate(ledger, NUMBER).state == "printed"

    done(ledger, issued)
    found = certificate(ledger, NUMBER)
    assert (found.state, str(found.issued_on), found.sheets) == ("issued", "2026-11-22", 1)


def test_a_past_day_is_asked_what_a_certificate_was_then(ledger: Ledger) -> None:
    """Taken on the 18th, printed on the 19th, handed over on the 20th, revoked on the 22nd."""
    steps: tuple[Callable[[Transaction], object], ...] = (
        taken, lambda tx: sheet(tx, NUMBER),
        lambda tx: record_issued(tx, NUMBER, on=ON - timedelta(days=2), received_by="沈大山"),
        lambda tx: record_revocation(tx, NUMBER, WHY, on=ON),
    )  # fmt: skip
    for days, step in zip((4, 3, 2, 0), steps, strict=True):
        with ledger.write(by="李敏", now=NOW - timedelta(days=days)) as tx:
            step(tx)

    def then(days: int) -> tuple[str | None, ...]:
        rows = ask(ledger, "certificates", {"as_of": ON - timedelta(days=days)})
        return tuple(value for row in rows for value in (row["state"], row["issued_on"], row["ended_on"]))

    assert then(5) == ()
    assert [then(days)[0] for days in (4, 3, 2, 1, 0)] == ["taken", "printed", "issued", "issued", "revoked"]
    assert (then(3)[1], then(1), then(0)[1:]) == (
        None, ("issued", "2026-11-20", None), ("2026-11-20", "2026-11-22"),
    )  # fmt: skip


def test_nothing_is_handed_over_before_it_was_printed(ledger: Ledger) -> None:
    """A slip of the year would backdate a certificate for ever."""
    done(ledger, taken, lambda tx: sheet(tx, NUMBER))
    with pytest.raises(LedgerError, match="早于印出日期"):
        done(ledger, lambda tx: record_issued(tx, NUMBER, on=date(2020, 1, 1), received_by="沈大山"))

    assert certificate(ledger, NUMBER).state == "printed"


def test_a_spoilt_sheet_is_printed_again_under_the_same_number(ledger: Ledger) -> None:
    """The number waits; the second sheet is the one that counts."""
    done(ledger, taken, lambda tx: sheet(tx, NUMBER))
    done(ledger, lambda tx: record_spoilt(tx, NUMBER, on=ON, because="卡纸"))
    assert certificate(ledger, NUMBER).state == "taken"

    done(ledger, lambda tx: sheet(tx, NUMBER, "b"), issued)
    assert [(item.number, item.state, item.sheets) for item in register(ledger)] == [(NUMBER, "issued", 2)]


def test_steps_out_of_order_are_refused(ledger: Ledger) -> None:
    """By the program with words, and each leaves the ledger as it was."""
    done(ledger, taken)
    for step, words in (
        (issued, "不能发出"),
        (lambda tx: record_spoilt(tx, NUMBER, on=ON, because="卡纸"), "没有待发"),
        (lambda tx: record_revocation(tx, NUMBER, WHY, on=ON), "不能撤销"),
        (lambda tx: withdraw_last(tx, NUMBER, on=ON, because="错"), "不能更正"),
    ):
        with pytest.raises(LedgerError, match=words):
            done(ledger, step)
    done(ledger, lambda tx: sheet(tx, NUMBER), issued)
    with pytest.raises(LedgerError, match="不能再印"):
        done(ledger, lambda tx: sheet(tx, NUMBER, "b"))


def test_the_database_itself_refuses_a_second_good_sheet(ledger: Ledger) -> None:
    """Whatever program writes."""
    done(ledger, taken, lambda tx: sheet(tx, NUMBER))
    row = {"number_id": 1, "sheet": 2, "draft_sha256": "b" * 64, "printer": "", "right_shift": 0, "down_shift": 0}

    with pytest.raises(LedgerError, match="printed once"):
        done(ledger, lambda tx: tx.record("x", "x", {}, {"certificate_sheets": [row]}))


@pytest.mark.parametrize(
    "statement",
    [
        "update certificate_steps set because = 'x'", "delete from certificate_steps",
        "update certificate_numbers set number = 'x'", "delete from certificate_numbers",
        "update certificate_sheets set printer = 'x'", "delete from form_receipts",
        "update form_losses set fate = 'lost'", "update form_uses set serial = 1", "delete from form_uses",
        "delete from certificate_seats",
        "insert or replace into certificate_numbers select * from certificate_numbers",
    ],
)  # fmt: skip
def test_rows_are_never_changed_deleted_or_replaced(ledger: Ledger, statement: str) -> None:
    """A promise in prose is a trigger."""
    done(
        ledger, taken,
        lambda tx: receive_forms(tx, HONOUR.id, first="A1", last="A9", on=ON, source="县"),
        lambda tx: discard_form(tx, HONOUR.id, "A9", fate="spoilt", on=ON, because="受潮"),
        lambda tx: sheet(tx, NUMBER), issued,
        lambda tx: enter_handwritten(tx, certificate(tx, taken(tx)), on=ON, because="停电", form="A8"),
        lambda tx: tx.record("s", "s", {}, {"certificate_seats": [{"ceremony": "会", "seat": 1, "number_id": 1}]}),
    )  # fmt: skip
    with sqlite3.connect(ledger.path) as conn, pytest.raises(sqlite3.IntegrityError):
        conn.execute(statement)


def test_a_revocation_names_its_article_and_the_day_the_holder_was_told(ledger: Ledger) -> None:
    """Told first, revoked after."""
    done(ledger, taken, lambda tx: sheet(tx, NUMBER), issued)
    late = replace(WHY, told_on=ON + timedelta(days=1))
    with pytest.raises(LedgerError, match="告知日期"):
        done(ledger, lambda tx: record_revocation(tx, NUMBER, late, on=ON))
    nothing = replace(WHY, article=" ", told_on=ON)
    with pytest.raises(LedgerError, match="没有写明条文"):
        done(ledger, lambda tx: record_revocation(tx, NUMBER, nothing, on=ON))

    done(ledger, lambda tx: record_revocation(tx, NUMBER, WHY, on=ON))
    assert certificate(ledger, NUMBER).state == "revoked"
    done(ledger, lambda tx: withdraw_last(tx, NUMBER, on=ON, because="复议撤销了决定"))
    assert certificate(ledger, NUMBER).state == "issued"


def test_a_certificate_in_force_does_not_end_for_an_unlawful_reason(ledger: Ledger) -> None:
    """Neither revoked nor void because of a birth; one that never went out may be."""
    done(ledger, taken, lambda tx: sheet(tx, NUMBER), issued)
    birth = Revocation(ground="false_materials", because="生育第二个孩子", law="省条例", article="20", told_on=ON)
    for step in (
        lambda tx: record_revocation(tx, NUMBER, birth, on=ON),
        lambda tx: record_end(tx, certificate(tx, NUMBER), "voided", on=ON, because="违反计划生育"),
    ):
        with pytest.raises(LawError, match="不能因"):
            done(ledger, step)

    assert certificate(ledger, NUMBER).state == "issued"
    done(ledger, lambda tx: record_end(tx, certificate(tx, NUMBER), "voided", on=ON, because="本人自愿交回"))
    assert certificate(ledger, NUMBER).state == "voided"


def test_what_was_promised_stays_due_when_a_certificate_ends(ledger: Ledger) -> None:
    """The certificate is not the promise (charter 2)."""
    facts = (("certificate_number", "鄂1"), ("certificate_issued_on", "2015"))
    register_contracts(ledger, [signed(draft(1, facts=facts))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    due = "select count(*) as n, sum(outstanding_fen) as fen from obligation_status"
    before = ledger.rows(due)
    done(ledger, lambda tx: enter_original(tx, draft(1).number, series="s"))

    done(ledger, lambda tx: record_end(tx, certificate(tx, "鄂1"), "voided", on=ON, because="交回"))

    assert ledger.rows(due) == before
    with pytest.raises(LedgerError, match="已经登记过"):
        done(ledger, lambda tx: enter_original(tx, draft(1).number, series="s"))


def test_a_number_is_written_as_the_manifest_says() -> None:
    """And never without its serial."""
    assert number_of(HONOUR, place="429999101", short="青", year=2026, serial=7) == "429999101-荣-2026-0007"


def test_a_failed_command_gives_its_number_back(ledger: Ledger) -> None:
    """So there is no gap to explain."""

    def torn(tx: Transaction) -> None:
        taken(tx)
        raise LedgerError("停电")

    with pytest.raises(LedgerError, match="停电"):
        done(ledger, torn)
    done(ledger, taken)
    assert [item.number for item in register(ledger)] == [NUMBER]


_ACTS = st.lists(st.sampled_from(["take", "print", "spoil", "issue", "void", "revoke", "undo", "lose"]), max_size=25)


@settings(max_examples=12)
@given(acts=_ACTS)
def test_whatever_is_done_in_whatever_order_the_counts_add_up(
    acts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Received = used + spoilt + lost + left, numbers run without a gap, after any sequence of acts (property)."""
    path = tmp_path_factory.mktemp("acts") / "ledger.db"
    empty_ledger(path, now=NOW, by="李敏")
    with open_ledger(path) as ledger:
        done(ledger, lambda tx: receive_forms(tx, HONOUR.id, first="A01", last="A06", on=ON, source="县"))
        for turn, act in enumerate(acts):
            last = register(ledger)[-1].number if register(ledger) else ""
            steps: dict[str, Callable[[Transaction], object]] = {
                "take": taken,
                "print": lambda tx, turn=turn, last=last: sheet(tx, last, f"{turn % 10}"),
                "spoil": lambda tx, last=last: record_spoilt(tx, last, on=ON, because="卡纸"),
                "issue": lambda tx, last=last: record_issued(tx, last, on=ON, received_by="沈大山"),
                "void": lambda tx, last=last: record_end(tx, certificate(tx, last), "voided", on=ON, because="不用"),
                "revoke": lambda tx, last=last: record_revocation(tx, last, WHY, on=ON),
                "undo": lambda tx, last=last: withdraw_last(tx, last, on=ON, because="记错"),
                "lose": lambda tx: discard_form(tx, HONOUR.id, "A06", fate="lost", on=ON, because="遗失"),
            }
            try:
                done(ledger, steps[act])
            except LedgerError:
                continue
        (count,) = stock(ledger)
        assert count.received == 6 == count.used + count.spoilt + count.lost + count.returned + count.remaining
        assert count.used + count.spoilt == sum(item.sheets for item in register(ledger))
        serials = [int(item.number[-4:]) for item in register(ledger)]
        assert serials == [*range(1, len(serials) + 1)]
        faults = [problem.message for problem in verify(ledger, only="certificates")]
        assert all("没有印过" in fault or "没有存底" in fault for fault in faults), faults
