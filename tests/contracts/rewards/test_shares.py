"""Shares add up to the fen, whatever the weights."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rewards.shares import split

WEIGHTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=8).filter(any)


@given(st.integers(-(10**12), 10**12), WEIGHTS)
def test_shares_add_up_and_each_is_within_one_fen_of_its_exact_part(fen: int, weights: list[int]) -> None:
    """Nothing is lost or made by rounding."""
    parts = split(fen, weights)
    assert sum(parts) == fen
    assert all(
        abs(part - Fraction(fen * weight, sum(weights))) < 1 for part, weight in zip(parts, weights, strict=True)
    )


@given(st.integers(0, 10**9), WEIGHTS)
def test_a_larger_weight_never_gets_less(fen: int, weights: list[int]) -> None:
    """The order of the weights is the order of the parts."""
    parts = sorted(zip(weights, split(fen, weights), strict=True))
    assert all(one[1] <= two[1] for one, two in itertools.pairwise(parts) if one[0] < two[0])


def test_the_seeds_figures_come_out() -> None:
    """W-02 at 50/25/25, W-06 at 60/40 and at 600 + 400, I-20 by fixed sums per head."""
    assert split(3_375 * 600_00, (50, 25, 25)) == (1_012_500_00, 506_250_00, 506_250_00)
    assert split(1_100 * 1_000_00, (60, 40)) == (660_000_00, 440_000_00)
    assert split(377 * 1_000_00, (600_00, 400_00)) == (226_200_00, 150_800_00)
    assert split(10_00, (53, 1_25, 1_38, 6_84)) == (53, 1_25, 1_38, 6_84)


def test_what_rounding_leaves_goes_to_the_largest_remainders() -> None:
    """Four payers of 10 fen: the first two of equal remainders get the odd fen."""
    assert split(10, (1, 1, 1, 1)) == (3, 3, 2, 2)
    assert split(100, (1, 2)) == (33, 67)
    assert split(-100, (1, 2)) == (-33, -67)


@pytest.mark.parametrize("weights", [(), (0, 0), (-1, 2)])
def test_weights_that_cannot_share_are_refused(weights: tuple[int, ...]) -> None:
    """No payer is a fault of the pack, never a sum that disappears."""
    with pytest.raises(ValueError, match="分担比例"):
        split(100, weights)


def test_four_levels_share_one_part_each_to_the_fen() -> None:
    """W-01, 四个一点: village, township, district and city; the odd fen goes to the first ones."""
    assert split(10_03, (1, 1, 1, 1)) == (2_51, 2_51, 2_51, 2_50)
