"""Sums shared out so that the parts add up to the fen."""

from __future__ import annotations

from collections.abc import Sequence


def split(amount_fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return one part for each weight, in that order; the parts add up to the sum exactly.

    Each part is within one fen of its exact share. What rounding down leaves goes fen by fen to the largest
    remainders, and between equal ones to the earlier part, so that equal input gives equal output.

    Args:
        amount_fen: The sum in fen; a negative sum (a retraction) is split as its opposite.
        weights: Fractions of any common size: ``(50, 25, 25)``, or fixed sums in fen.

    Raises:
        ValueError: No weight, a negative one, or none above zero; in Chinese.

    >>> split(2_025_000_00, (50, 25, 25))
    (101250000, 50625000, 50625000)
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("分担比例必须是正数，请核对")
    if amount_fen < 0:
        return tuple(-part for part in split(-amount_fen, weights))
    parts = [amount_fen * weight // total for weight in weights]
    remainders = [amount_fen * weight % total for weight in weights]
    by_remainder = sorted(range(len(parts)), key=lambda position: -remainders[position])
    for position in by_remainder[: amount_fen - sum(parts)]:
        parts[position] += 1
    return tuple(parts)
