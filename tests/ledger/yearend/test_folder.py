"""A pack on the disk: whole, entered once, and every changed byte is told."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from contracts.errors import InputError, LedgerError
from contracts.settings import Office
from ledger.publishing.press import Press
from ledger.store import open_ledger
from ledger.yearend.book import Span
from ledger.yearend.folder import Assemble, checked, keep_pack, recorded, tried
from ledger.yearend.pack import INDEX, Pack, Put, assembled
from tests.clerks_office import Clerk
from tests.ledger.yearend.conftest import THEN, Parcel, of

Kept = tuple[Assemble, Path]


@pytest.fixture(params=["2026年终", "2026年终.zip"])
def kept(request: pytest.FixtureRequest, year: Clerk, packed: tuple[Pack, Parcel], tmp_path: Path) -> Kept:
    """Return a pack and where it was put, as a folder and as a zip file."""
    place, assemble = tmp_path / request.param, of(packed)
    with open_ledger(year.folder / "ledger.db") as ledger:
        assert keep_pack(ledger, assemble, place, by="李敏", now=THEN) == (packed[0], True)
    return assemble, place


def test_the_same_pack_again_writes_nothing_and_another_is_refused(
    kept: Kept, year: Clerk, office: Office, span: Span, press: Press
) -> None:
    """The packing itself is no news; what was recorded since is. Nothing hidden is left."""
    _, place = kept
    with open_ledger(year.folder / "ledger.db") as ledger:

        def anew(put: Put) -> Pack:
            return assembled(ledger, office, span, press.again, put, press.original)

        assert keep_pack(ledger, anew, place, by="李敏", now=THEN)[1] is False
        assert tried(anew).index_sha256 == checked(place).index_sha256
        assert ledger.rows("select count(*) as n from year_packs") == [{"n": 1}]
        before = sorted(place.parent.iterdir())
    year.done("certificate", "skip", "honour_certificate", "--because", "手写", now=THEN)
    with open_ledger(year.folder / "ledger.db") as ledger, pytest.raises(LedgerError, match="没有覆盖"):
        keep_pack(
            ledger, lambda put: assembled(ledger, office, span, press.again, put), place, by="李敏", now=THEN
        )
    assert sorted(place.parent.iterdir()) == before


def test_a_pack_is_known_to_its_ledger_and_to_no_other(kept: Kept, year: Clerk, lived: Path) -> None:
    """The other ledger never made it."""
    found = checked(kept[1])
    with open_ledger(year.folder / "ledger.db") as ledger, open_ledger(lived / "ledger.db") as other:
        assert (recorded(ledger, found), recorded(other, found)) == (0, None)
    assert year.run("ledger", "verify").output == ""


def test_a_zip_that_was_unpacked_is_the_same_pack(kept: Kept, tmp_path: Path) -> None:
    """An archive may unpack it, or pack the folder anew."""
    place = kept[1]
    if place.is_dir():
        other = Path(shutil.make_archive(str(tmp_path / "另一个"), "zip", place))
    else:
        other = tmp_path / "另一个"
        with zipfile.ZipFile(place) as archive:
            archive.extractall(other)

    assert checked(other) == checked(place)


def test_changed_missing_and_strange_files_are_all_told(kept: Kept, tmp_path: Path) -> None:
    """One error, three places, in a folder and in a zip."""
    folder = kept[1]
    if folder.suffix:
        with zipfile.ZipFile(folder) as archive:
            archive.extractall(tmp_path / "拆开")
        folder = tmp_path / "拆开"
    (folder / "01_合同登记.xlsx").write_bytes(b"other")
    (folder / "02_义务履行.xlsx").unlink()
    (folder / "混进来.txt").write_bytes(b"x")
    place = Path(shutil.make_archive(str(tmp_path / "改过"), "zip", folder)) if kept[1].suffix else folder
    with pytest.raises(InputError) as caught:
        checked(place)

    assert [(problem.where, problem.message) for problem in caught.value.problems] == [
        ("01_合同登记.xlsx", "内容被改动过"), ("02_义务履行.xlsx", "目录里有，材料里没有"),
        ("混进来.txt", "目录里没有这个文件"),
    ]  # fmt: skip


def test_a_file_of_the_same_name_hidden_in_a_zip_is_told(packed: tuple[Pack, Parcel], tmp_path: Path) -> None:
    """Which of the two a program reads is anybody's guess."""
    place = tmp_path / "包.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for path, content in packed[1].items():
            archive.writestr(path, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("01_合同登记.xlsx", b"other")
    with pytest.raises(InputError) as caught:
        checked(place)

    assert ("01_合同登记.xlsx", "同名的文件有两个") in [
        (problem.where, problem.message) for problem in caught.value.problems
    ]


@pytest.mark.parametrize(
    "words", ["", "{}", "[]", '{"format": "x", "files": []}', '{"format": "shouyue year pack 1", "files": [1]}']
)
def test_a_folder_without_a_true_index_is_no_pack(tmp_path: Path, words: str) -> None:
    """Neither empty nor of another program."""
    (tmp_path / INDEX).write_text(words, encoding="utf-8")
    with pytest.raises(InputError):
        checked(tmp_path)
    (tmp_path / INDEX).unlink()
    with pytest.raises(InputError):
        checked(tmp_path)


def test_an_index_that_points_outside_is_refused(packed: tuple[Pack, Parcel], tmp_path: Path) -> None:
    """Nobody is led to read another file."""
    words = packed[1][INDEX].decode()
    (tmp_path / INDEX).write_text(words.replace("01_合同登记.xlsx", "../ledger.db"), encoding="utf-8")
    with pytest.raises(InputError, match="没有查验"):
        checked(tmp_path)


def test_an_entry_lost_in_a_kill_is_made_by_the_next_run(kept: Kept, lived: Path, tmp_path: Path) -> None:
    """The folder was whole, the journal not yet: running again enters it."""
    assemble, place = kept
    other = Path(shutil.copytree(lived, tmp_path / "另一处"))
    with open_ledger(other / "ledger.db") as ledger:
        assert keep_pack(ledger, assemble, place, by="李敏", now=THEN)[1] is False
        assert recorded(ledger, checked(place)) == 0
