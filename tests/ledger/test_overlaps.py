"""One family, two contracts, the same money: seen when the second is entered, gone when one follows the other."""

from __future__ import annotations

import pytest

from ledger.overlaps import Overlap, overlaps
from ledger.store import open_ledger
from tests.clerks_office import ACROSS, ALONE, CHILD_2014, ELDERS, SIGNED, Clerk


@pytest.fixture
def twice(clerk: Clerk) -> Clerk:
    """Return an office whose four families signed the same contract a second time, as batch 2026B."""
    again = clerk.folder / "再签"
    roster = clerk.folder / "名册.csv"
    clerk.done("draft", "service_contract", roster, "--batch", "2026B", "--signing", SIGNED, "-o", again)
    clerk.done("register", again / "service_contract_2026B", "--signed-on", SIGNED)
    return clerk


def found(clerk: Clerk, first: int, last: int) -> tuple[Overlap, ...]:
    """Return what these contracts promise again."""
    with open_ledger(clerk.folder / "ledger.db", read_only=True) as ledger:
        return overlaps(ledger, first, last)


def test_a_second_contract_of_the_same_family_promises_twice(twice: Clerk) -> None:
    """By the persons' ID numbers, programme by programme, with all that the new one adds; the first ones do not."""
    assert found(twice, 1, 4) == ()
    again = {(item.known, item.contract): item.promised_fen for item in found(twice, 5, 8)}
    sums = twice.rows(
        "select c.number, sum(o.amount_fen) as fen from obligations o join contracts c on c.id = o.contract_id"
        " where c.batch = '2026B' and o.side = 'office' and o.amount_fen > 0 and o.programme <> '' group by 1"
    )

    assert again == {(row["number"].replace("2026B", "2026A"), row["number"]): row["fen"] for row in sums}
    assert {known for known, _ in again} == {ELDERS, CHILD_2014, ACROSS}, f"{ALONE} is promised no money"


def test_one_that_follows_the_other_promises_nothing_twice(twice: Clerk) -> None:
    """The older contract's open sums are carried over, and the warning is gone."""
    new = CHILD_2014.replace("2026A", "2026B")
    twice.done("contract", "amend", CHILD_2014, "--to", new, "--on", SIGNED)

    assert new not in {item.contract for item in found(twice, 5, 8)}
