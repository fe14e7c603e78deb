"""The end of the year: an application with an opinion, one arrear paid, honours by seat, a handover, the pack."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.kinds import load_kinds, shipped_folder
from contracts.word.reading import printed
from ledger.bookkeeping.applications import applications
from ledger.demo.closing import close_year
from ledger.demo.papers import Desk
from ledger.demo.summary import Made
from ledger.demo.township import township
from ledger.paying.runlist import pay_runs
from ledger.store import open_ledger
from ledger.verify import verify
from ledger.yearend.folder import checked, recorded


@pytest.fixture(scope="module")
def desk(lived_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on a copy of the small township's year."""
    folder = tmp_path_factory.mktemp("closing")
    shutil.copy(lived_path, folder / "ledger.db")
    with open_ledger(folder / "ledger.db") as ledger:
        yield Desk(ledger=ledger, office=township(5).office, kinds=load_kinds(shipped_folder()), folder=folder)


@pytest.fixture(scope="module")
def made(desk: Desk) -> tuple[Made, ...]:
    """What came out."""
    return tuple(close_year(desk))


def test_every_new_form_comes_out_and_is_told_where_it_lies(desk: Desk, made: tuple[Made, ...]) -> None:
    """Application, list, notice, honours, handover, pack."""
    assert len(made) == 6
    assert [(desk.folder / item.where).exists() for item in made] == [True] * 6


def test_the_bank_paid_one_sum_and_the_payee_is_told(desk: Desk, made: tuple[Made, ...]) -> None:
    """The others failed and stay due; the application lies at the township."""
    (run,) = pay_runs(desk.ledger)
    (paper,) = (desk.folder / "告知书").glob("*.docx")

    assert made[2].count == 1
    assert (run["state"], run["lines"] - run["failed"]) == ("closed", 1)
    assert "记-1120" not in printed(paper.read_bytes())
    assert [item.level for item in applications(desk.ledger)] == ["township"]


def test_the_pack_holds_against_its_ledger(desk: Desk, made: tuple[Made, ...]) -> None:
    """Nothing was entered after it, and everything proves itself."""
    pack = checked(desk.folder / made[-1].where)

    assert made[-1].where == "年终材料/2026年_截至2026-11-20", "where the next pack will not be among its files"
    assert recorded(desk.ledger, pack) == 0
    assert pack.files + 1 == made[-1].count
    assert verify(desk.ledger) == ()
