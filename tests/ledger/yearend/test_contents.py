"""A folder and a zip file are read alike; a broken zip is told, never unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from contracts.errors import InputError
from ledger.yearend.contents import contents

FILES = {"b/二.txt": b"22", "一.txt": b"1"}


@pytest.fixture(params=["folder", "zip", "packed again"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the same files as a folder, as a zip file, and as one that somebody packed anew."""
    if request.param == "folder":
        (tmp_path / "b").mkdir()
        for path, content in FILES.items():
            (tmp_path / path).write_bytes(content)
        return tmp_path
    way = zipfile.ZIP_STORED if request.param == "zip" else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(tmp_path / "a.zip", "w", way) as archive:
        archive.mkdir("b")
        for path, content in FILES.items():
            archive.writestr(path, content)
    return tmp_path / "a.zip"


def test_every_file_has_its_size_and_hash(place: Path) -> None:
    """Folders are no files; what is not there has no size."""
    with contents(place) as found:
        assert found.names() == sorted(FILES)
        assert [found.size(name) for name in (*FILES, "三.txt")] == [2, 1, None]
        assert found.sha256("一.txt") == "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
        assert (found.read("b/二.txt", 10), found.read("b/二.txt", 1)) == (b"22", b"2")
        with pytest.raises(OSError, match="三"):
            found.read("三.txt", 1)


def test_a_changed_byte_in_a_zip_is_a_file_without_hash(tmp_path: Path) -> None:
    """The checksum of the zip itself tells; the other files are still read."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("一.txt", "二.txt"):
            archive.writestr(name, f"content of {name}")
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(whole.replace("content of 一".encode(), "CONTENT of 一".encode()))

    with contents(tmp_path / "a.zip") as found:
        assert found.sha256("一.txt") == ""
        assert len(found.sha256("二.txt")) == 64


@pytest.mark.parametrize("words", [b"", b"PK\x03\x04 half", b"no zip at all"])
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, words: bytes) -> None:
    """One sentence, no traceback."""
    (tmp_path / "a.zip").write_bytes(words)
    with pytest.raises(InputError, match="没有查验"), contents(tmp_path / "a.zip"):
        pass
