"""What was promised this year, and what became of the money."""

from __future__ import annotations

from datetime import date

from ledger.demo.duties import YEAR, dated, duties, mover, payments
from ledger.store import Ledger


def test_every_sum_of_a_programme_is_in_exactly_one_heap(lived: Ledger) -> None:
    """Paid in time, paid late, not paid; the family that moved away stands by itself."""
    known = duties(lived)
    for programme in ("only_child_reward", "reward_support"):
        heaps = payments(known, programme)
        sorted_ = [*heaps.punctual, *heaps.late, *heaps.unpaid]
        due = [duty for duty in known if duty.programme == programme and duty.due.year == YEAR]
        assert len(set(sorted_)) == len(sorted_)
        assert set(sorted_) | {mover(known)} >= set(due)


def test_even_a_small_township_has_late_and_unpaid_rewards(lived: Ledger) -> None:
    """The story needs both; the office's debts are what it is about."""
    heaps = payments(duties(lived), "only_child_reward")

    assert heaps.late
    assert heaps.unpaid
    assert len(heaps.punctual) > len(heaps.late) + len(heaps.unpaid)


def test_the_family_that_moves_had_more_to_come(lived: Ledger) -> None:
    """Otherwise nothing would end lawfully."""
    known = duties(lived)
    moving = mover(known)

    assert moving is not None
    assert any(duty.contract == moving.contract and duty.due.year > YEAR and duty.programme for duty in known)


def test_duties_are_found_by_term_and_day(lived: Ledger) -> None:
    """Both days count."""
    known = duties(lived)
    found = list(dated(known, "payout_disclosure", date(YEAR, 6, 30), date(YEAR, 9, 30)))

    assert {duty.due for duty in found} == {date(YEAR, 6, 30), date(YEAR, 9, 30)}
    assert all(duty.code == "payout_disclosure" for duty in found)
