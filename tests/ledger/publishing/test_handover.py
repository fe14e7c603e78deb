"""What is handed over is what the ledger holds."""

from __future__ import annotations

from datetime import date

from ledger.publishing.handover import handover
from ledger.store import Ledger


def test_open_promises_contracts_and_the_last_event_are_handed_over(signed_ledger: Ledger) -> None:
    """Office debts apart from what families offered."""
    made = handover(signed_ledger, date(2026, 11, 22))
    tables = {name: rows for name, _, rows in made.tables}
    head = signed_ledger.head()

    assert len(tables["合同登记"]) == 2
    assert len(tables["未了义务"]) == len(made.open)
    assert {item.side for item in made.owed} == {"office"}
    assert sum(item.outstanding_fen or 0 for item in made.owed) == 2 * (960_00 + 480_00)
    assert head is not None
    assert (made.last_event, head.hash.startswith(made.head)) == (head.seq, True)


def test_what_has_no_day_is_handed_over_too(signed_ledger: Ledger) -> None:
    """Filing help is owed whenever it is asked for."""
    tables = {name: rows for name, _, rows in handover(signed_ledger, date(2026, 11, 22)).tables}

    assert len(tables["随时义务"]) == 2
