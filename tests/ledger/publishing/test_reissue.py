"""What is printed again says the same under the same number, or something else under another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.word.reading import printed
from ledger.publishing.household_page import pages
from ledger.publishing.press import Press, is_copy
from ledger.publishing.reissue import Reissue
from ledger.publishing.statements import statement
from ledger.store import Ledger, open_ledger
from tests.clerks_office import ALONE, CHILD_2014, ELDERS, NOW, Clerk
from tests.contracts.example_office import OFFICE
from tests.ledger.publishing.test_documents import press


def wanted(desk: Press, *contracts: str) -> Reissue:
    """Return how the statements of these households are printed."""
    return pages(desk, OFFICE, [statement(desk.ledger, contract, NOW.date()) for contract in contracts])


def numbers(ledger: Ledger) -> list[str]:
    """Return every number that was taken, in order."""
    return [row["number"] for row in ledger.rows("select number from papers where number is not null order by id")]


def test_papers_that_say_the_same_are_kept_and_only_new_ones_are_numbered(clerk: Clerk) -> None:
    """Three households wanted, two of them printed before: one number is taken, the order is the one wanted."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        desk.issue(wanted(desk, ELDERS, ALONE))
        again = wanted(desk, CHILD_2014, ELDERS, ALONE)
        issued = desk.issue(again)

        assert [paper.number for paper in issued] == ["青对账〔2026〕3号"]
        assert [paper.number[-2:] for paper in again.in_order(issued) if paper.number] == ["3号", "1号", "2号"]
        assert again.copies == ()
        assert numbers(ledger) == ["青对账〔2026〕1号", "青对账〔2026〕2号", "青对账〔2026〕3号"]


def test_the_next_day_is_no_reason_for_a_new_number(clerk: Clerk) -> None:
    """The statement of a day says the same whenever it is printed; the paper keeps the day it was made on."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        (paper,) = desk.issue(wanted(desk, ELDERS))
        tomorrow = replace(desk, now=NOW.replace(day=23))
        again = wanted(tomorrow, ELDERS)

        assert tomorrow.issue(again) == ()
        assert [item.name for item in again.kept] == [paper.name]


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_sheet_that_is_not_there_as_it_was_comes_as_a_copy(clerk: Clerk, harm: str) -> None:
    """Its words and number are the old ones; a changed file stays for who asks how it came to be."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        (paper,) = desk.issue(wanted(desk, ELDERS))
        path = desk.folder / paper.name
        path.unlink()
        if harm == "changed":
            path.write_bytes(b"something else")
        again = wanted(desk, ELDERS)
        (copy,) = desk.issue(again)

        assert is_copy(copy.kind)
        assert copy.draft == paper.draft
        assert "副本" in printed((desk.folder / copy.name).read_bytes())
        assert again.copies == ("青对账〔2026〕1号",)
        assert numbers(ledger) == ["青对账〔2026〕1号"]


def test_another_folder_gets_a_copy_and_the_bound_file_says_so(clerk: Clerk) -> None:
    """Two sheets of one number are told apart by their mark."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        desk.issue(wanted(desk, ELDERS))
        other = replace(desk, folder=clerk.folder / "另一处")
        issued = other.issue(wanted(other, ELDERS))

        assert [paper.number for paper in issued] == [None]
        assert issued[0].draft.number == "青对账〔2026〕1号"
        assert "副本" in printed(other.bound(issued, "对账单").read_bytes())
