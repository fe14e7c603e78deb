"""A pack on the disk: whole, entered once, and every changed byte is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts.errors import InputError, LedgerError
from contracts.settings import Office
from ledger.publishing.press import Press
from ledger.store import open_ledger
from ledger.yearend.book import Span
from ledger.yearend.folder import checked, keep_pack, recorded
from ledger.yearend.pack import INDEX, Pack, assembled
from tests.clerks_office import Clerk
from tests.ledger.yearend.conftest import THEN


@pytest.fixture
def kept(year: Clerk, pack: Pack, tmp_path: Path) -> tuple[Pack, Path]:
    """Return a pack and the folder it was put into."""
    folder = tmp_path / "2026年终"
    with open_ledger(year.folder / "ledger.db") as ledger:
        assert keep_pack(ledger, pack, folder, by="李敏", now=THEN)
    return pack, folder


def test_the_same_pack_again_writes_nothing_and_another_is_refused(
    kept: tuple[Pack, Path], year: Clerk, office: Office, span: Span, press: Press
) -> None:
    """The packing itself is no news; what was recorded since is."""
    pack, folder = kept
    with open_ledger(year.folder / "ledger.db") as ledger:
        again = assembled(ledger, office, span, press.again)
        assert (again.files == pack.files, keep_pack(ledger, again, folder, by="李敏", now=THEN)) == (True, False)
    assert year.rows("select count(*) as n from year_packs") == [{"n": 1}]
    year.done("certificate", "skip", "honour_certificate", "--because", "手写", now=THEN)
    with open_ledger(year.folder / "ledger.db") as ledger:
        later = assembled(ledger, office, span, press.again)
        with pytest.raises(LedgerError, match="没有覆盖"):
            keep_pack(ledger, later, folder, by="李敏", now=THEN)


def test_a_pack_is_known_to_its_ledger_and_to_no_other(kept: tuple[Pack, Path], year: Clerk, lived: Path) -> None:
    """The other ledger never made it."""
    found = checked(kept[1])
    with open_ledger(year.folder / "ledger.db") as ledger, open_ledger(lived / "ledger.db") as other:
        assert (recorded(ledger, found), recorded(other, found)) == (0, None)
    assert year.run("ledger", "verify").output == ""


def test_changed_missing_and_strange_files_are_all_told(kept: tuple[Pack, Path]) -> None:
    """One error, three places."""
    folder = kept[1]
    (folder / "01_合同登记.xlsx").write_bytes(b"other")
    (folder / "02_义务履行.xlsx").unlink()
    (folder / "混进来.txt").write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        checked(folder)

    places = [problem.where for problem in caught.value.problems]
    assert places == ["01_合同登记.xlsx", "02_义务履行.xlsx", "混进来.txt"]


@pytest.mark.parametrize("words", ["", "{}", "[]", '{"format": "x", "files": []}'])
def test_a_folder_without_a_true_index_is_no_pack(tmp_path: Path, words: str) -> None:
    """Neither empty nor of another program."""
    (tmp_path / INDEX).write_text(words, encoding="utf-8")
    with pytest.raises(InputError):
        checked(tmp_path)


def test_an_index_that_points_outside_is_refused(pack: Pack, tmp_path: Path) -> None:
    """Nobody is led to read another file."""
    words = pack.files[-1].content.decode()
    (tmp_path / INDEX).write_text(words.replace("01_合同登记.xlsx", "../ledger.db"), encoding="utf-8")
    with pytest.raises(InputError, match="没有查验"):
        checked(tmp_path)


def test_an_entry_lost_in_a_kill_is_made_by_the_next_run(kept: tuple[Pack, Path], lived: Path, tmp_path: Path) -> None:
    """The folder was whole, the journal not yet: running again enters it."""
    pack, folder = kept
    other = Path(shutil.copytree(lived, tmp_path / "另一处"))
    with open_ledger(other / "ledger.db") as ledger:
        assert keep_pack(ledger, pack, folder, by="李敏", now=THEN) is False
        assert recorded(ledger, checked(folder)) == 0
