"""What was made of a template is kept, sealed, and never trusted when anything about it is odd."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.word.markup import paragraph
from contracts.word.reading import printed
from contracts.word.shelf import installed, keep, kept, shelf
from contracts.word.template import Template
from tests.contracts.word.papers import word_file

SHA = "ab" * 32
MADE = {"parts": ["word/document.xml"], "steps": {}}
posix = pytest.mark.skipif(os.name != "posix", reason="Windows gives a user's folder to the user alone")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a cache with one entry."""
    keep(SHA, MADE, tmp_path / "c")
    return tmp_path / "c"


def entry(folder: Path) -> Path:
    """Return the one entry."""
    return next(path for path in folder.iterdir() if path.name != "key")


def test_what_was_kept_is_found_again(folder: Path) -> None:
    """By the hash of the template alone."""
    assert kept(SHA, folder) == MADE
    assert kept("cd" * 32, folder) is None


@posix
def test_folder_and_files_belong_to_the_owner_alone(folder: Path) -> None:
    """Whoever can change an entry can change a contract."""
    assert [path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())] == [0, 0, 0]


@pytest.mark.parametrize("at", [0, 20, 40, -1])
def test_a_damaged_entry_counts_for_nothing(folder: Path, at: int) -> None:
    """One flipped byte, in the seal or in the words."""
    content = bytearray(entry(folder).read_bytes())
    content[at] ^= 1
    entry(folder).write_bytes(content)
    assert kept(SHA, folder) is None


def test_an_entry_sealed_elsewhere_counts_for_nothing(folder: Path, tmp_path: Path) -> None:
    """Copied from another computer, or made by somebody else."""
    keep(SHA, {**MADE, "parts": []}, tmp_path / "other")
    entry(folder).write_bytes(entry(tmp_path / "other").read_bytes())
    assert kept(SHA, folder) is None


def test_an_entry_of_another_template_under_this_ones_name_counts_for_nothing(folder: Path) -> None:
    """The seal names the template."""
    path = entry(folder)
    path.rename(path.with_name(path.name.replace(SHA[:32], "cd" * 16)))
    assert kept("cd" * 32, folder) is None


@posix
@pytest.mark.parametrize("which", ["folder", "key", "entry"])
def test_what_others_may_write_counts_for_nothing(folder: Path, which: str) -> None:
    """A shared folder is no place for it."""
    {"folder": folder, "key": folder / "key", "entry": entry(folder)}[which].chmod(0o777)
    assert kept(SHA, folder) is None


@posix
def test_a_link_to_elsewhere_counts_for_nothing(folder: Path, tmp_path: Path) -> None:
    """The entry itself must lie there."""
    path = entry(folder)
    path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "moved")
    assert kept(SHA, folder) is None


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """The paper is printed all the same."""
    (tmp_path / "file").write_bytes(b"")
    keep(SHA, MADE, tmp_path / "file" / "c")
    assert kept(SHA, tmp_path / "file" / "c") is None


def test_a_cached_template_prints_the_same_bytes_and_a_damaged_one_is_made_again(tmp_path: Path) -> None:
    """First run, second run, run after damage."""
    content = word_file(paragraph("Body", "甲方：{{ name }}"))
    first = Template(content, cache=tmp_path / "c").render({"name": "甲"})
    second = Template(content, cache=tmp_path / "c").render({"name": "甲"})
    path = entry(tmp_path / "c")
    path.write_bytes(path.read_bytes()[:-9].replace("甲方".encode(), "乙方".encode()))
    third = Template(content, cache=tmp_path / "c").render({"name": "甲"})

    assert first == second == third
    assert "甲方：甲" in printed(third)
    assert kept(Template(content).sha256, tmp_path / "c") is not None


def test_a_paper_from_the_cache_needs_no_library(tmp_path: Path) -> None:
    """At the counter the imports would be nine tenths of the wait."""
    content = word_file(paragraph("Body", "甲方：{{ name }}"))
    (tmp_path / "a.docx").write_bytes(content)
    Template(content, cache=tmp_path / "c")
    script = (
        "import sys, pathlib; from contracts.word.template import Template;"
        "folder = pathlib.Path(sys.argv[1]);"
        "Template((folder / 'a.docx').read_bytes(), cache=folder / 'c').render({'name': '甲'});"
        "print({'lxml', 'jinja2', 'docx', 'docxtpl', 'urllib.request', 'contracts.word.style'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True)

    assert done.stdout.strip() == b"set()"


def test_the_cache_lies_in_the_users_own_home() -> None:
    """Never beside the template."""
    assert shelf().is_relative_to(Path.home())


@pytest.mark.parametrize("name", ["docxtpl", "jinja2"])
def test_the_version_of_a_library_is_read_from_the_folder_beside_it(name: str) -> None:
    """The same that the standard library says, for a tenth of the time."""
    assert installed(name) == importlib.metadata.version(name)


def test_a_library_without_such_a_folder_is_asked_for_in_the_long_way() -> None:
    """One that nobody installed has no version at all."""
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        installed("contracts")
