"""The registration of a batch is measured; how fast the machine is, is no test."""

from __future__ import annotations

from ledger.batch_bench import registration
from tests.ledger.conftest import NOW


def test_a_batch_is_measured_against_what_the_database_takes_for_its_rows() -> None:
    """Nine promises each; the ratio belongs to the times beside it."""
    found = registration(30, now=NOW, rounds=1)

    assert (found.contracts, found.promises) == (30, 270)
    assert found.cpu_s >= 0 <= found.floor_s
    assert found.ratio > 1, "whoever registers also has the database to pay"
