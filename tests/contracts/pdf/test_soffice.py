"""PDF through LibreOffice: a new, whole file with pages, or a sentence that says what to do."""

from __future__ import annotations

import os
import stat
import subprocess
import time
from pathlib import Path

import pytest

from contracts.errors import DocumentError, SettingsError
from contracts.pdf import convert, convert_all, find_soffice
from contracts.word import join
from contracts.word.archive import read_parts
from contracts.word.reading import printed as words_of
from tests.contracts.word.papers import KINDS, draft, printed
from tests.typesetting import with_libreoffice

posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in programs are shell scripts")


def stand_in(folder: Path, script: str) -> str:
    """Return a program that answers as LibreOffice might; ``$out`` is where the PDF is wanted."""
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\nout="$(dirname "$last")/out"\n{script}\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return str(program)


def paper(folder: Path) -> Path:
    """Return a Word file on disk."""
    path = folder / "a.docx"
    path.write_bytes(printed("service_contract").content)
    return path


def test_without_libreoffice_one_line_says_what_to_install() -> None:
    """Everything else works; nobody reads a traceback."""
    with pytest.raises(SettingsError) as caught:
        find_soffice("/nowhere/soffice")

    assert len(caught.value.problems) == 1
    assert "安装 LibreOffice" in caught.value.problems[0].hint


@posix
@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        'mkdir "$out"; : > "$out/in.pdf"',
        'mkdir "$out"; printf "%%PDF-1.6 half" > "$out/in.pdf"',
        'mkdir "$out"; printf "%%PDF-1.6\\n%%%%EOF" > "$out/in.pdf"',
        "exit 7",
    ],
)
def test_an_answer_without_a_whole_pdf_is_a_failure(tmp_path: Path, script: str) -> None:
    """LibreOffice answers 0 to a missing file, a broken file and a full disk."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(DocumentError):
        convert(paper(tmp_path), target, soffice=stand_in(tmp_path, script))

    assert target.read_bytes() == b"old"


def is_gone(process: str) -> bool:
    """Whether a process has ended; one that was just told to may need a moment on a busy machine."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", process], capture_output=True, text=True, check=False)
    if state.stdout.strip() in {"", "Z"}:
        return True
    time.sleep(0.05)
    return False


@posix
def test_a_program_that_hangs_is_ended_with_all_its_children(tmp_path: Path) -> None:
    """No zombie eats the machine; the cure is said."""
    note = tmp_path / "child"
    script = f'sleep 600 & echo $! > "{note}"; wait'
    with pytest.raises(DocumentError) as caught:
        convert(paper(tmp_path), tmp_path / "a.pdf", soffice=stand_in(tmp_path, script), seconds=2)

    child = note.read_text().strip()
    assert any(is_gone(child) for _ in range(600)), f"process {child} still runs"
    assert "没有完成" in caught.value.problems[0].message


@with_libreoffice
def test_a_print_file_of_every_kind_of_contract_has_own_numbers_own_pages_and_no_blank_one(tmp_path: Path) -> None:
    """On the page itself: number of the paper, its page, its total, each comma; LibreOffice counts, not we."""
    import pypdf

    names = [name for name in KINDS if draft(name).terms]
    numbers = [f"A2026-{place:02d}" for place in range(len(names) + 1)]
    source, target = tmp_path / "打印.docx", tmp_path / "打印.pdf"
    papers = zip([*names, "duty_sheet"], numbers, strict=True)
    source.write_bytes(join(read_parts(printed(name, draft(name, number=number)).content) for name, number in papers))
    pages = convert(source, target, holding=numbers)
    said = [page.extract_text().split("\n") for page in pypdf.PdfReader(target).pages]
    of = [[number for number in numbers if number in lines[0]] for lines in said]

    assert pages == len(said)
    assert all(len(found) == 1 for found in of)
    assert [found[0] for found in of] == sorted(found[0] for found in of)
    for number in numbers:
        own = [lines for lines, found in zip(said, of, strict=True) if found == [number]]
        assert [lines[-1] for lines in own] == [f"第 {page} 页 共 {len(own)} 页" for page in range(1, len(own) + 1)]
        assert all(len(lines) > len(("header", "footer")) for lines in own), f"{number} ends in a blank page"
    assert of.count([numbers[-1]]) == of.count([numbers[names.index("duty_sheet")]])
    page_text, paper_text = str(said), words_of(source.read_bytes())
    assert [mark for mark in "，。；、" if page_text.count(mark) < paper_text.count(mark)] == []


@posix
def test_a_pdf_of_something_else_is_refused(tmp_path: Path) -> None:
    """The number that went in must be found in what came out."""
    (tmp_path / "sound.pdf").write_bytes(one_page())
    program = stand_in(tmp_path, f'mkdir -p "$out"; cp "{tmp_path}/sound.pdf" "$out/in.pdf"')
    with pytest.raises(DocumentError):
        convert(paper(tmp_path), tmp_path / "a.pdf", soffice=program, holding=["没有的编号"])

    assert not (tmp_path / "a.pdf").exists()


@posix
def test_what_was_converted_before_is_not_converted_again_unless_it_is_damaged(tmp_path: Path) -> None:
    """By the file's hash and the PDF's own; a program that makes another kind of PDF makes its own."""
    sound, note, kept = tmp_path / "sound.pdf", tmp_path / "count", tmp_path / "kept"
    sound.write_bytes(one_page())
    program = stand_in(tmp_path, f'echo >> "{note}"; mkdir -p "$out"; cp "{sound}" "$out/in.pdf"')
    source = paper(tmp_path)
    kept.mkdir()

    def times(**how: bool) -> int:
        assert list(convert_all([source], soffice=program, kept=kept, **how)) == [sound.read_bytes()]
        return len(note.read_text(encoding="ascii"))

    assert (times(), times()) == (1, 1)
    (path,) = kept.iterdir()
    path.write_bytes(path.read_bytes()[:-9])
    assert (times(), times()) == (2, 2)
    assert (times(archive=True), times(archive=True), times()) == (3, 3, 3)


@posix
def test_a_conversion_that_failed_once_is_tried_again_with_a_new_profile(tmp_path: Path) -> None:
    """LibreOffice fails once in a thousand; the second try makes the PDF."""
    sound = tmp_path / "sound.pdf"
    sound.write_bytes(one_page())
    note = tmp_path / "tried"
    script = f'if [ -e "{note}" ]; then mkdir -p "$out"; cp "{sound}" "$out/in.pdf"; else touch "{note}"; exit 81; fi'

    assert convert(paper(tmp_path), tmp_path / "a.pdf", soffice=stand_in(tmp_path, script)) == 1


@posix
def test_several_files_keep_their_order_and_each_worker_has_its_own_profile(tmp_path: Path) -> None:
    """The slow first one is not overtaken."""
    sound, log = tmp_path / "sound.pdf", tmp_path / "log"
    sound.write_bytes(one_page())
    script = (
        f'size=$(wc -c < "$last"); [ $size -lt 10 ] && sleep 0.3; mkdir -p "$out"; echo "$1" >> "{log}"; '
        f'cp "{sound}" "$out/in.pdf"; printf "%%%%%%%% $size\\n%%%%%%%%EOF" >> "$out/in.pdf"'
    )
    sources = []
    for size in (5, 20, 30, 40):
        sources.append(tmp_path / f"{size}.docx")
        sources[-1].write_bytes(b"x" * size)

    made = list(convert_all(sources, soffice=stand_in(tmp_path, script)))
    profiles = set(log.read_text(encoding="utf-8").split())
    assert [content.rsplit(b"%% ", 1)[1].split()[0] for content in made] == [b"5", b"20", b"30", b"40"]
    assert len(profiles) == 2
    assert not any(Path(name.removeprefix("-env:UserInstallation=file://")).exists() for name in profiles)


def one_page() -> bytes:
    """Return a PDF of one empty page."""
    import io

    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
