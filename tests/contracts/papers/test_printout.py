"""A batch becomes one PDF in which every copy can be found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts.errors import SettingsError, UnfinishedError
from contracts.papers.printing import VOID_MARK, Copies, Press
from contracts.papers.printout import write_pdf
from contracts.pdf import page_count
from tests.contracts.word.papers import draft, lawful, shipped

KIND = shipped("reward_support_notice")
DRAFTS = [draft("reward_support_notice", number=f"示例-{row}", row=row) for row in (1, 2)]
COPIES = Copies([(item, lawful(item)) for item in DRAFTS])
with_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: PDF cannot be tried"
)


def press(mark: str = "") -> Press:
    """Return a press for notices."""
    return Press(kind=KIND, template=KIND.template_path("zh_CN").read_bytes(), mark=mark)


@with_libreoffice
@pytest.mark.parametrize("archive", [False, True])
def test_every_copy_has_its_bookmark_and_its_mark(tmp_path: Path, archive: bool) -> None:
    """Two notices, two copies each; a void one says so on its face."""
    import pypdf

    (file,) = write_pdf(COPIES, press(VOID_MARK), tmp_path / "a.pdf", archive=archive)
    reader = pypdf.PdfReader(file)

    assert file == tmp_path / "a.pdf"
    assert [item.title for item in reader.outline if not isinstance(item, list)] == ["示例-1", "示例-2"]
    assert len(reader.pages) == len(COPIES)
    assert {label.rpartition(" ")[2] for label in reader.page_labels} == {"1"}
    assert (b"pdfaid" in file.read_bytes()) == archive


def test_without_libreoffice_nothing_is_written(tmp_path: Path) -> None:
    """It is said before a single paper is made."""
    with pytest.raises(SettingsError):
        write_pdf(COPIES, press(), tmp_path / "a.pdf", soffice="/nowhere/soffice")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("sh") is None, reason="the stand-in program is a shell script")
def test_a_conversion_that_fails_leaves_no_half_pdf(tmp_path: Path) -> None:
    """The old one stays."""
    from contracts.errors import DocumentError

    program, old = tmp_path / "soffice", tmp_path / "a.pdf"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o700)
    old.write_bytes(b"old")
    with pytest.raises(DocumentError):
        write_pdf(COPIES, press(), old, soffice=str(program))

    assert old.read_bytes() == b"old"
    with pytest.raises(DocumentError):
        page_count(b"old")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_ends_in_exit_6_and_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Word files to convert already find no room; no half PDF, no temporary folder stays."""
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o700)

    def into_the_full(path: Path, _: bytes) -> int:
        with Path("/dev/full").open("wb", buffering=0) as file:
            return file.write(path.name.encode())

    monkeypatch.setattr(Path, "write_bytes", into_the_full)
    with pytest.raises(UnfinishedError) as caught:
        write_pdf(COPIES, press(), tmp_path / "a.pdf", soffice=str(program))

    assert caught.value.exit_code == 6
    assert "同一条命令" in caught.value.summary
    assert list(tmp_path.iterdir()) == [program]
