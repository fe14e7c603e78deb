"""A folder or a zip file appears whole or not at all, and a zip depends on its files alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from contracts.errors import LedgerError, UnfinishedError
from ledger.yearend.wrapping import is_zip, wrapped

FILES = {"目录.xlsx": b"one", "合同原件/上坪村/甲.docx": b"two" * 1000}
PLACES = ["包", "包.zip"]


def put(place: Path) -> None:
    """Put the files there."""
    with wrapped(place) as wrapping:
        for path, content in FILES.items():
            wrapping.put(path, content)
        assert not place.exists()
        wrapping.finish()


def test_a_zip_and_a_folder_hold_the_same_files(tmp_path: Path) -> None:
    """In the order in which they were put, with Chinese names; nothing else is left behind."""
    for name in PLACES:
        put(tmp_path / "新" / name)
    with zipfile.ZipFile(tmp_path / "新" / "包.zip") as archive:
        assert {info.filename: archive.read(info) for info in archive.infolist()} == FILES
    folder = tmp_path / "新" / "包"

    assert {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")} == FILES
    assert sorted(path.name for path in (tmp_path / "新").iterdir()) == PLACES
    assert [is_zip(Path(name)) for name in (*PLACES, "包.ZIP")] == [False, True, True]


def test_the_same_files_give_the_same_zip_whatever_the_clock_says(tmp_path: Path) -> None:
    """No day of making, no owner in it; only the clerk may read it."""
    for name in ("一.zip", "二.zip"):
        put(tmp_path / name)

    assert (tmp_path / "一.zip").read_bytes() == (tmp_path / "二.zip").read_bytes()
    assert (tmp_path / "一.zip").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", PLACES)
def test_what_was_not_finished_is_gone_and_what_a_kill_left_is_cleared(tmp_path: Path, name: str) -> None:
    """Nothing was finished, nothing is there; an older half is no obstacle."""
    (tmp_path / f".shouyue-{name}.part").mkdir()
    with wrapped(tmp_path / name) as wrapping:
        wrapping.put("一.txt", b"1")
    assert list(tmp_path.iterdir()) == []

    (tmp_path / f".shouyue-{name}.part").write_bytes(b"half")
    put(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    """A file came into being meanwhile."""
    with wrapped(tmp_path / "包.zip") as wrapping:
        (tmp_path / "包.zip").write_bytes(b"another")
        with pytest.raises(LedgerError, match="没有覆盖"):
            wrapping.finish()
    assert (tmp_path / "包.zip").read_bytes() == b"another"


@pytest.mark.parametrize("name", PLACES)
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(UnfinishedError, match="没有汇集"):
        put(tmp_path / "文件" / name)
