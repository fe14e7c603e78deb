"""A batch becomes one PDF in which every copy can be found."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from contracts.errors import SettingsError, UnfinishedError
from contracts.papers.printing import VOID_MARK, Copies, Press
from contracts.papers.printout import write_pdf
from contracts.pdf import page_count
from tests.contracts.word.papers import draft, lawful, shipped
from tests.typesetting import with_libreoffice

KIND = shipped("reward_support_notice")
DRAFTS = [draft("reward_support_notice", number=f"示例-{row}", row=row) for row in (1, 2)]
COPIES = Copies([(item, lawful(item)) for item in DRAFTS])


def press(mark: str = "") -> Press:
    """Return a press for notices."""
    return Press(kind=KIND, template=KIND.template_path("zh_CN").read_bytes(), mark=mark)


def archival(reader: pypdf.PdfReader) -> bool:
    """Return whether a PDF says that it is PDF/A-2b, after looking at what that promises and pypdf can see.

    ISO 19005-2: a colour profile for output, every face embedded, not encrypted, no program in it, and in its
    properties the same as in its metadata.
    """
    root = reader.root_object
    notes = root["/Metadata"].get_object().get_data().decode() if "/Metadata" in root else ""
    if "<pdfaid:part>2</pdfaid:part>" not in notes:
        return False
    (intent,) = (item.get_object() for item in root["/OutputIntents"])
    faces = [face.get_object() for page in reader.pages for face in page["/Resources"]["/Font"].values()]
    faces = [face["/DescendantFonts"][0].get_object() if "/DescendantFonts" in face else face for face in faces]
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in notes
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object().get_data()
    assert faces
    assert all(any(key.startswith("/FontFile") for key in face["/FontDescriptor"]) for face in faces)
    assert not reader.is_encrypted
    assert not {"/AA", "/AcroForm", "/Names"} & root.keys()
    assert f"<pdf:Producer>{reader.metadata.producer}</pdf:Producer>" in notes
    assert reader.metadata.title in notes
    return True


@with_libreoffice
@pytest.mark.parametrize("archive", [False, True])
def test_every_copy_has_its_bookmark_and_its_mark(tmp_path: Path, archive: bool) -> None:
    """Two notices, two copies each; a void one says so on its face."""
    (file,) = write_pdf(COPIES, press(VOID_MARK), tmp_path / "a.pdf", archive=archive)
    reader = pypdf.PdfReader(file)

    assert file == tmp_path / "a.pdf"
    assert [item.title for item in reader.outline if not isinstance(item, list)] == ["示例-1", "示例-2"]
    assert len(reader.pages) == len(COPIES)
    assert {label.rpartition(" ")[2] for label in reader.page_labels} == {"1"}
    assert archival(reader) == archive
    assert not list(tmp_path.glob(".*"))


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


@pytest.mark.skipif(shutil.which("sh") is None, reason="the stand-in program is a shell script")
def test_a_killed_conversion_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was converted lies beside the target until all is written, and nothing is converted twice."""
    monkeypatch.setattr("contracts.papers.printout.TOGETHER", 1)
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_named_destination("sheet1", 0)
    writer.write(tmp_path / "sound.pdf")
    program, note, target = tmp_path / "soffice", tmp_path / "count", tmp_path / "a.pdf"
    lines = f'for last; do :; done; echo >> "{note}"; out="$(dirname "$last")/out"; mkdir "$out"'
    program.write_text(f'#!/bin/sh\n{lines}; cp "{tmp_path}/sound.pdf" "$out/in.pdf"\n', encoding="utf-8")
    program.chmod(0o700)

    def killed(_label: str, items: Iterable[Any], _count: int) -> Iterator[Any]:
        yield from itertools.islice(items, 2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pdf(COPIES, press(), target, soffice=str(program), progress=killed)
    done = len(note.read_text(encoding="ascii"))
    kept = list((tmp_path / ".a.pdf.pages").iterdir())
    write_pdf(COPIES, press(), target, soffice=str(program))

    assert 0 < len(kept) == done < len(COPIES)
    assert len(note.read_text(encoding="ascii")) == len(COPIES)
    assert len(pypdf.PdfReader(target).pages) == len(COPIES)
    assert not (tmp_path / ".a.pdf.pages").exists()


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
