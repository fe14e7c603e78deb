"""Sums shared among payers to the cent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.model import Payer
from ledger.shares import shared


def owed(*amounts: int) -> tuple[Payer, ...]:
    """Return payers named by their place."""
    return tuple(Payer(name=str(place), amount_fen=amount) for place, amount in enumerate(amounts))


def test_the_published_split_of_2005_comes_out() -> None:
    """3,375 persons × 600 yuan = 2,025,000: half the state's, a quarter each city's and district's (W-02)."""
    shares = shared(2_025_000_00, owed(1_012_500_00, 506_250_00, 506_250_00))

    assert [share.amount_fen for share in shares] == [1_012_500_00, 506_250_00, 506_250_00]


def test_the_odd_fen_goes_to_the_largest_remainder() -> None:
    """A fen cannot be halved; the earlier payer gets it where remainders are equal."""
    assert [share.amount_fen for share in shared(5, owed(10, 10, 10))] == [2, 2, 1]


def test_more_than_is_owed_cannot_be_shared() -> None:
    """The caller has refused it before."""
    with pytest.raises(ValueError, match="not between"):
        shared(31, owed(10, 20))


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6), st.data())
def test_shares_add_up_and_nobody_pays_more_than_he_owes(amounts: list[int], data: st.DataObject) -> None:
    """For any debts and any sum within them."""
    if sum(amounts):
        amount = data.draw(st.integers(1, sum(amounts)))
        shares = shared(amount, owed(*amounts))

        assert sum(share.amount_fen for share in shares) == amount
        assert all(0 < share.amount_fen <= amounts[int(share.name)] for share in shares)
