"""A chain of successions is followed to its end, as of a day."""

from __future__ import annotations

from datetime import date

from ledger.heirs import heirs
from ledger.store import Ledger
from ledger.versions import succeed
from tests.ledger.conftest import NOW, TOWNSHIP

MAY, JULY, TODAY = date(2026, 5, 1), date(2026, 7, 1), date(2026, 11, 22)


def test_who_answers_for_whom_is_followed_from_one_to_the_next(signed_ledger: Ledger) -> None:
    """On each day who it was then; another person in the same office is no successor (W-13)."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, "市", successor="县", on=MAY, because="划转文件")
        succeed(tx, "县", successor="青河街道办事处", on=JULY, because="划转文件")
        succeed(tx, TOWNSHIP.name, representative="李新", post="镇长", on=JULY, because="任命")

    assert heirs(signed_ledger, date(2026, 4, 30)) == {}
    assert heirs(signed_ledger, MAY) == {"市": "县"}
    assert heirs(signed_ledger, TODAY) == {"市": "青河街道办事处", "县": "青河街道办事处"}
