"""A killed command goes on where it was; a full disk keeps what is done; a clerk sees all or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from contracts.errors import InputError, UnfinishedError
from contracts.papers.tray import Tray

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of a process")
ROOT = Path(__file__).parent.parent.parent.parent
PROGRAM = """
    import sys
    from dataclasses import replace
    from datetime import date
    from pathlib import Path
    from contracts.kinds import load_kind, shipped_folder
    from contracts.model import Review
    from contracts.papers.printing import print_batch
    from contracts.papers.proofs import example

    kind = load_kind(shipped_folder() / "service_contract")
    first = example(kind, signing_on=date(2026, 3, 5))
    drafts = [replace(first, row=row, number=f"示例-{row:03}") for row in range(1, 31)]
    reviews = [Review(draft_sha256=item.sha256, as_of=date(2026, 3, 5), place=item.place, packs=()) for item in drafts]

    def slowly(label, items, count):
        import time
        for item in items:
            time.sleep(float(sys.argv[2]))
            yield item

    print_batch(drafts, reviews, kind=kind, folder=Path(sys.argv[1]), one_file=True, progress=slowly,
                processes=int(sys.argv[3]))
"""


def started(folder: Path, pause: float, processes: int = 1, prelude: str = "") -> subprocess.Popen[bytes]:
    """Start the printing of thirty contracts in a process of its own."""
    command = [sys.executable, "-c", prelude + textwrap.dedent(PROGRAM), str(folder), str(pause), str(processes)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def ended(program: subprocess.Popen[bytes]) -> str:
    """Wait for a program; return what it said on stderr and its exit code."""
    said = program.communicate()[1].decode()
    return f"{said}[{program.returncode}]"


def state(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@posix
@pytest.mark.parametrize(("papers", "processes"), [(3, 1), (12, 2), (30, 1)])
def test_kill_9_and_the_same_command_again_gives_the_same_batch(tmp_path: Path, papers: int, processes: int) -> None:
    """Killed early, with a second process at work, and while the print file is bound; nothing is made twice."""
    part = tmp_path / ".b.part"
    program = started(tmp_path / "b", 0.03, processes)
    while program.poll() is None and len(list(part.glob("示例*.docx"))) < papers:
        time.sleep(0.005)
    os.kill(program.pid, signal.SIGKILL)
    program.communicate()
    if processes > 1:
        time.sleep(0.3)  # the second process notices and ends
    assert not (tmp_path / "b").exists()
    kept = {path.name: path.stat().st_ino for path in part.glob("示例*.docx")}

    assert ended(started(tmp_path / "b", 0)) == "[0]"
    assert ended(started(tmp_path / "whole", 0)) == "[0]"
    again, whole = state(tmp_path / "b"), state(tmp_path / "whole")
    assert {name.replace("_b", "_whole"): data for name, data in again.items()} == whole
    assert len(kept) >= papers
    assert sum((tmp_path / "b" / name).stat().st_ino == inode for name, inode in kept.items()) >= len(kept) - 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@posix
def test_a_full_disk_ends_in_exit_6_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """What is done stays; the words say where, and how to go on."""
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
    program = started(tmp_path / "b", 0, prelude=limit)
    said = ended(program)

    done = list((tmp_path / ".b.part").glob("示例*.docx"))
    assert f"UnfinishedError: 磁盘已满。已完成 {len(done)} 个文件" in said
    assert not (tmp_path / "b").exists()
    assert 0 < len(done) <= 30
    assert ended(started(tmp_path / "b", 0)) == "[0]"
    assert len(list((tmp_path / "b").glob("*.docx"))) == 32


def test_the_exit_code_of_work_half_done_is_6() -> None:
    """Programs that call us look at it."""
    assert UnfinishedError.exit_code == 6


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    """After a power cut a file may be empty although it stands in the list."""
    Tray(tmp_path / "b", "job").put("a", b"whole")
    (tmp_path / ".b.part" / "a").write_bytes(b"")

    assert Tray(tmp_path / "b", "job").holds("a") is None


def test_a_line_that_a_kill_cut_short_is_no_line(tmp_path: Path) -> None:
    """Its paper is made again."""
    tray = Tray(tmp_path / "b", "job")
    digest = tray.put("a", b"a")
    with (tmp_path / ".b.part" / ".done").open("ab") as done:
        done.write(b'["b", "12')

    assert Tray(tmp_path / "b", "job").holds("a") == digest


def test_another_job_begins_anew(tmp_path: Path) -> None:
    """One changed letter in the roster is another batch."""
    Tray(tmp_path / "b", "job").put("a", b"a")

    assert Tray(tmp_path / "b", "other").holds("a") is None
    assert not (tmp_path / ".b.part" / "a").exists()


def test_two_papers_of_one_name_are_refused(tmp_path: Path) -> None:
    """The second would lie over the first."""
    tray = Tray(tmp_path / "b", "job")
    tray.put("a", b"1")
    with pytest.raises(InputError, match="同名"):
        tray.put("a", b"2")


def test_a_file_that_grows_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    """A kill leaves no half of it under that name."""
    tray = Tray(tmp_path / "b", "job")
    with tray.growing("batch.json") as file:
        file.write(b"{}")
        assert not (tray.part / "batch.json").exists()
    assert (tray.part / "batch.json").read_bytes() == b"{}"
    broken_off = tray.growing("half.json")
    broken_off.__enter__().write(b"{")
    assert not (tray.part / "half.json").exists()
