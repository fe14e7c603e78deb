"""The papers at the end of the story."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.kinds import load_kinds, shipped_folder
from ledger.demo.papers import Desk, print_papers
from ledger.demo.progress import silently
from ledger.demo.township import township
from ledger.publishing.publication import publications
from ledger.store import open_ledger
from ledger.verify import verify


@pytest.fixture(scope="module")
def desk(lived_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on a copy of the small township's year, with its papers printed."""
    folder = tmp_path_factory.mktemp("papers")
    shutil.copy(lived_path, folder / "ledger.db")
    with open_ledger(folder / "ledger.db") as ledger:
        made = Desk(ledger=ledger, office=township(5).office, kinds=load_kinds(shipped_folder()), folder=folder)
        print_papers(made, silently)
        yield made


def papers_in(desk: Desk, folder: str) -> list[str]:
    """Return the names of the Word files in a folder."""
    return sorted(path.name for path in (desk.folder / folder).glob("*.docx"))


def test_lost_certificates_are_replaced_under_new_numbers(desk: Desk) -> None:
    """The old number is cancelled and stays on record."""
    found = desk.ledger.rows("select * from certificate_register where original_number is not null")

    assert len(papers_in(desk, "证件")) == len(found) == 3
    assert {row["state"] for row in found} == {"issued"}


def test_one_village_has_its_support_list_posted(desk: Desk) -> None:
    """As a sheet and for the board; what hangs is in the ledger, by whitelisted columns."""
    (posted,) = publications(desk.ledger)

    assert len(papers_in(desk, "公示")) == 2
    assert posted.rows
    assert set(posted.columns) == {"serial", "name", "gender", "group", "category", "programme", "standard"}


def test_a_handful_of_households_have_their_page(desk: Desk) -> None:
    """One that moved, late, unpaid, paid, and those with support."""
    assert len(papers_in(desk, "对账单")) >= 4


def test_after_printing_the_ledger_still_proves_itself(desk: Desk) -> None:
    """Papers and rows agree."""
    assert verify(desk.ledger) == ()
