"""Bytes put in place whole, privately and over nothing."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pytest

from contracts.errors import LedgerError
from ledger.files import made_aside, put_in_place, sha256_of, sync_folder, write_aside


def test_a_file_gets_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    """Written aside with mode 0600, then named; nothing temporary stays."""
    aside = write_aside(tmp_path, "甲.docx", b"content")
    assert not (tmp_path / "甲.docx").exists()

    put_in_place(aside, tmp_path / "甲.docx")

    assert [item.name for item in tmp_path.iterdir()] == ["甲.docx"]
    assert (tmp_path / "甲.docx").stat().st_mode & 0o777 == 0o600
    assert sha256_of(tmp_path / "甲.docx") == hashlib.sha256(b"content").hexdigest()


def test_what_is_already_there_is_never_overwritten(tmp_path: Path) -> None:
    """The older file keeps its content, also where its name is a planted link."""
    (tmp_path / "old.docx").write_bytes(b"old")
    (tmp_path / "link.docx").symlink_to(tmp_path / "elsewhere")
    aside = write_aside(tmp_path, "old.docx", b"new")

    for name in ("old.docx", "link.docx"):
        with pytest.raises(LedgerError):
            put_in_place(aside, tmp_path / name)

    assert (tmp_path / "old.docx").read_bytes() == b"old"
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_made_aside_is_gone_whatever_happened(tmp_path: Path) -> None:
    """Empty and private at first; a disk that gave out is told with the name that the file was to have."""
    with made_aside(tmp_path / "甲.db", "没有写成") as aside:
        assert (aside.read_bytes(), aside.stat().st_mode & 0o777) == (b"", 0o600)
    with pytest.raises(LedgerError, match="没有写成（磁盘已满") as caught, made_aside(tmp_path / "甲.db", "没有写成"):
        raise OSError(errno.ENOSPC, "No space left on device")

    assert [problem.where for problem in caught.value.problems] == ["甲.db"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_can_be_synced(tmp_path: Path) -> None:
    """A folder that is not there is an error of the system, not silence."""
    sync_folder(tmp_path)

    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "none")
