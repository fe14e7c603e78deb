"""A sum shared out among payers so that the shares add up to the cent."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.model import Payer


def shared(amount_fen: int, owed: Sequence[Payer]) -> tuple[Payer, ...]:
    """Return each payer's share of a sum, in proportion to what each owes; who gets nothing is left out.

    Rounded by largest remainder, the earlier payer first where remainders are equal. Nobody's share is more
    than what he owes.

    Args:
        amount_fen: What is to be shared, not more than is owed in all.
        owed: What each payer still owes.

    Raises:
        ValueError: More than is owed in all, or less than one fen.

    >>> [share.amount_fen for share in shared(100, [Payer(name=n, amount_fen=50) for n in "abc"])]
    [34, 33, 33]
    """
    total = sum(payer.amount_fen for payer in owed)
    if not 0 < amount_fen <= total:
        raise ValueError(f"{amount_fen} is not between 1 and {total}")
    parts = [divmod(payer.amount_fen * amount_fen, total) for payer in owed]
    left = amount_fen - sum(whole for whole, _ in parts)
    first = sorted(range(len(owed)), key=lambda place: -parts[place][1])[:left]
    return tuple(
        Payer(name=payer.name, amount_fen=share)
        for place, payer in enumerate(owed)
        if (share := parts[place][0] + (place in first))
    )
