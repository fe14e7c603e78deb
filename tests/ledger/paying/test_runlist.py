"""Payment runs in a line each, as they stood on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ledger.paying.bankfile import reconcile
from ledger.paying.payruns import approve, record_export
from ledger.paying.runlist import pay_runs
from ledger.store import Ledger
from tests.ledger.conftest import NOW
from tests.ledger.paying.test_payruns import SHA, answer, prepared

DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)


def test_a_run_was_prepared_then_approved_then_with_the_bank_then_closed(signed_ledger: Ledger) -> None:
    """Each on its own day; before the first there was none."""
    run = prepared(signed_ledger)
    with signed_ledger.write(by="李主任", now=NOW + DAY) as tx:
        approve(tx, run.name)
    with signed_ledger.write(by="李主任", now=NOW + 2 * DAY) as tx:
        record_export(tx, run.name, file_sha256=SHA)
    answers = [replace(answer(run, one), happened_on=TODAY + 3 * DAY) for one in (1, 2)]
    with signed_ledger.write(by="李主任", now=NOW + 3 * DAY) as tx:
        reconcile(tx, run.name, answers, file_sha256=SHA)

    states = [[row["state"] for row in pay_runs(signed_ledger, as_of=TODAY + days * DAY)] for days in range(-1, 4)]
    assert states == [[], ["prepared"], ["approved"], ["exported"], ["closed"]]
    (row,) = pay_runs(signed_ledger, as_of=TODAY)
    assert (row["approved_by"], row["lines"], row["paid_fen"]) == ("", 2, 0)
