"""The gallery of errors: for each, the input that provokes it and what a clerk then reads.

``tests/errors/<name>/command.txt`` holds one command a line, the last of which fails; the files beside it
are its input. ``expected.txt`` is what stands on stderr then, with the exit code on the last line;
``expected.en.txt`` is the same in English.
``pytest tests/test_errors.py --update`` writes it anew, to be read before it is committed.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run

GALLERY = Path(__file__).parent / "errors"
NAMES = sorted(path.parent.name for path in GALLERY.glob("*/command.txt"))
SPOKEN = {"expected.txt": (), "expected.en.txt": ("--lang", "en")}


@pytest.mark.parametrize("expected", SPOKEN)
@pytest.mark.parametrize("name", NAMES)
def test_an_error_says_where_what_and_what_to_do(
    name: str, expected: str, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Word for word, because a clerk can only act on the words."""
    shutil.copytree(GALLERY / name, tmp_path, dirs_exist_ok=True)
    lines = (GALLERY / name / "command.txt").read_text(encoding="utf-8").splitlines()
    results = [run(*SPOKEN[expected], *shlex.split(line)[1:]) for line in lines]
    said = results[-1].stderr.replace(str(tmp_path), ".") + f"[exit {results[-1].exit_code}]\n"
    if request.config.getoption("--update"):
        (GALLERY / name / expected).write_text(said, encoding="utf-8")

    assert [result.exit_code for result in results[:-1]] == [0] * (len(results) - 1)
    assert said == (GALLERY / name / expected).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_error_shows_a_traceback_or_a_whole_id_number(name: str) -> None:
    """Read from what is expected, so that --update cannot let one in unseen; the exit codes are the same."""
    plain, english = ((GALLERY / name / file).read_text(encoding="utf-8") for file in SPOKEN)

    for expected in (plain, english):
        assert "Traceback" not in expected
        assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", expected)
    assert re.search(r"\[exit [1-6]\]\n$", plain)
    assert plain.splitlines()[-1] == english.splitlines()[-1]
