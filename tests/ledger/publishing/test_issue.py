"""Papers with a ledger number: killed anywhere, finished by recover, neither orphan nor missing."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from contracts.errors import LedgerError, UnfinishedError
from ledger.files import sha256_of
from ledger.publishing.issue import QUARANTINE, NewPaper, Paper, is_settled, issue, papers, recover
from ledger.store import Ledger, Transaction, next_number, open_ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, TEMPLATE, draft

TEMPLATE_SHA256 = hashlib.sha256(TEMPLATE).hexdigest()
MOST_STEPS, FEWEST_STEPS, KILLED = 400, 30, 9


def rendered(number: str, template: bytes) -> bytes:
    """Return a paper's bytes: a pure function of template and number, as rendering is."""
    return template + number.encode() * 3


def rerendered(paper: Paper, template: bytes) -> bytes:
    """Return the same bytes from what the ledger kept."""
    return rendered(paper.draft.number, template)


def two_notices(tx: Transaction) -> Sequence[NewPaper]:
    """Take two numbers and prepare their papers."""
    made = []
    for _ in range(2):
        number = f"青公〔2026〕{next_number(tx, 'notice', 2026)}号"
        made.append(
            NewPaper(
                kind="notice", name=f"{number}.docx", number=number, draft=draft(1, number=number),
                template=TEMPLATE, template_sha256=TEMPLATE_SHA256, content=rendered(number, TEMPLATE),
            )
        )  # fmt: skip
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for papers."""
    made = tmp_path / "公示"
    made.mkdir()
    return made


def documents(folder: Path) -> list[str]:
    """Return the names of everything in a folder but our lock and the quarantine."""
    return sorted(item.name for item in folder.iterdir() if item.name not in {".shouyue-lock", QUARANTINE})


def test_papers_get_their_numbers_and_lie_where_the_ledger_says(ledger: Ledger, folder: Path) -> None:
    """Private files, whole, confirmed."""
    made = issue(ledger, folder, two_notices, by="张会计", now=NOW)

    assert [paper.state for paper in made] == ["issued", "issued"]
    assert documents(folder) == ["青公〔2026〕1号.docx", "青公〔2026〕2号.docx"]
    assert [sha256_of(folder / paper.name) for paper in made] == [paper.content_sha256 for paper in made]
    assert all((folder / paper.name).stat().st_mode & 0o777 == 0o600 for paper in made)
    assert verify(ledger) == ()


def test_an_error_while_preparing_takes_no_number(ledger: Ledger, folder: Path) -> None:
    """Nothing happened: no row, no file, no gap."""

    def fails(tx: Transaction) -> Sequence[NewPaper]:
        two_notices(tx)
        raise LedgerError("不能出件")

    with pytest.raises(LedgerError, match="不能出件"):
        issue(ledger, folder, fails, by="张会计", now=NOW)

    assert documents(folder) == []
    assert issue(ledger, folder, two_notices, by="张会计", now=NOW)[0].number == "青公〔2026〕1号"


def test_a_file_that_is_already_there_stops_the_issue_before_a_number_is_taken(ledger: Ledger, folder: Path) -> None:
    """Somebody's file of that name is not ours to replace."""
    (folder / "青公〔2026〕2号.docx").write_bytes(b"theirs")

    with pytest.raises(LedgerError, match="号码未占用"):
        issue(ledger, folder, two_notices, by="张会计", now=NOW)

    assert (folder / "青公〔2026〕2号.docx").read_bytes() == b"theirs"
    assert papers(ledger, folder) == ()


def test_two_programs_do_not_issue_into_one_folder_at_once(ledger: Ledger, folder: Path) -> None:
    """The second is told, and takes nothing."""

    def meanwhile(tx: Transaction) -> Sequence[NewPaper]:
        with pytest.raises(LedgerError, match="另一个程序"):
            recover(ledger, folder, rerendered, by="李四", now=NOW)
        return two_notices(tx)

    assert len(issue(ledger, folder, meanwhile, by="张会计", now=NOW)) == 2


def test_recover_has_nothing_to_do_after_a_whole_issue(ledger: Ledger, folder: Path) -> None:
    """And writes nothing."""
    issue(ledger, folder, two_notices, by="张会计", now=NOW)
    before = ledger.head()

    done = recover(ledger, folder, rerendered, by="张会计", now=NOW)

    assert (done.confirmed, done.rewritten, done.quarantined) == ((), (), ())
    assert ledger.head() == before


def test_a_stranger_in_somebody_elses_folder_is_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    """A clerk who prints to the desktop keeps what lies there."""
    desktop = tmp_path.parent / f"{tmp_path.name}-desktop"
    desktop.mkdir()
    (desktop / "家书.docx").write_bytes(b"mine")

    assert recover(ledger, desktop, rerendered, by="张会计", now=NOW).quarantined == ()
    assert (desktop / "家书.docx").read_bytes() == b"mine"


def test_a_stray_file_is_put_aside_and_reported_never_deleted(ledger: Ledger, folder: Path) -> None:
    """Twice the same name: both are kept."""
    for content in (b"one", b"two"):
        (folder / "伪造.docx").write_bytes(content)
        assert recover(ledger, folder, rerendered, by="张会计", now=NOW).quarantined == ("伪造.docx",)

    assert documents(folder) == []
    assert sorted(item.read_bytes() for item in (folder / QUARANTINE).iterdir()) == [b"one", b"two"]
    assert verify(ledger) == ()


def run_and_die(step: int, work: Callable[[Callable[..., None]], None]) -> int:
    """Run work in a child that dies at its n-th step towards the disk. Returns 9 if it died, 0 if it ended.

    A step is every file opened, linked, made or removed, every sync, and whatever else the work counts.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        work(deadly(step))
        os._exit(0)
    finally:  # a child never returns into pytest
        os._exit(1)


def deadly(step: int) -> Callable[..., None]:
    """Return a counter that ends this process at its n-th call, and hang it on the system's calls."""
    left, sync = step, os.fsync

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(9)

    def counted_sync(handle: int) -> None:
        count()
        sync(handle)

    def counted_call(event: str, _: object) -> None:
        if event in {"open", "os.link", "os.rename", "os.remove", "os.mkdir"}:
            count()

    os.fsync = counted_sync  # type: ignore[assignment]
    sys.addaudithook(counted_call)
    return count


def issue_once(office: Path, count: Callable[..., None]) -> None:
    """Issue two notices as one command; each statement is a step."""
    with open_ledger(office / "ledger.db") as ledger:
        ledger._database.conn.set_trace_callback(count)
        issue(ledger, office / "公示", two_notices, by="张会计", now=NOW)


def recover_once(office: Path, count: Callable[..., None]) -> None:
    """Recover as one command; each statement is a step."""
    with open_ledger(office / "ledger.db") as ledger:
        ledger._database.conn.set_trace_callback(count)
        recover(ledger, office / "公示", rerendered, by="李四", now=NOW)


def uncounted(*_: object) -> None:
    """Count nothing."""


def assert_nothing_is_lost(office: Path) -> None:
    """Every paper is there and every file is known; the next number follows the last."""
    folder = office / "公示"
    with open_ledger(office / "ledger.db") as ledger:
        known = papers(ledger, folder)
        assert documents(folder) == sorted(paper.name for paper in known)
        assert is_settled(ledger, folder)
        assert len(known) in {0, 2}
        assert not (folder / QUARANTINE).exists()
        assert verify(ledger) == ()
        fresh = issue(ledger, folder, two_notices, by="张会计", now=NOW)
        assert fresh[0].number == f"青公〔2026〕{len(known) + 1}号"


@pytest.fixture
def office(path: Path, folder: Path) -> Path:
    """Return a folder with an empty ledger and a place for papers, to be copied for each kill."""
    made = path.parent / "office"
    made.mkdir()
    shutil.move(path, made / "ledger.db")
    shutil.move(folder, made / "公示")
    return made


def copied(office: Path, name: str) -> Path:
    """Return a copy of an office, as a clerk would make one of the whole folder."""
    return Path(shutil.copytree(office, office.with_name(name)))


def half_issued(office: Path) -> Path:
    """Return an office whose clerk was killed when both papers were registered and none was written."""
    for step in range(MOST_STEPS):
        trial = copied(office, f"half{step}")
        run_and_die(step, partial(issue_once, trial))
        with open_ledger(trial / "ledger.db") as ledger:
            states = [paper.state for paper in papers(ledger, trial / "公示")]
        if states == ["intent", "intent"] and not documents(trial / "公示"):
            return trial
    raise AssertionError


def test_a_command_killed_at_any_step_is_finished_by_recover(office: Path) -> None:
    """Every statement, every open, link, sync and removal of an issue of two papers."""
    for step in range(MOST_STEPS):
        trial = copied(office, f"trial{step}")
        code = run_and_die(step, partial(issue_once, trial))
        recover_once(trial, uncounted)
        assert_nothing_is_lost(trial)
        if code != KILLED:
            break

    assert code == 0
    assert step > FEWEST_STEPS


def test_a_recovery_killed_at_any_step_is_finished_by_the_next(office: Path) -> None:
    """Recovery is itself only a command."""
    half = half_issued(office)
    for step in range(MOST_STEPS):
        trial = copied(half, f"trial{step}")
        code = run_and_die(step, partial(recover_once, trial))
        recover_once(trial, uncounted)
        assert_nothing_is_lost(trial)
        if code != KILLED:
            break

    assert code == 0
    assert step > FEWEST_STEPS


def test_a_half_written_file_of_an_unfinished_paper_is_put_aside_and_written_again(office: Path) -> None:
    """A disk that lied: the name is there, the bytes are not."""
    half = half_issued(office)
    (half / "公示" / "青公〔2026〕1号.docx").write_bytes(TEMPLATE[:3])

    with open_ledger(half / "ledger.db") as ledger:
        done = recover(ledger, half / "公示", rerendered, by="李四", now=NOW)

        assert done.quarantined == ("青公〔2026〕1号.docx",)
        assert done.rewritten == ("青公〔2026〕1号.docx", "青公〔2026〕2号.docx")
        assert verify(ledger) == ()


def test_a_paper_that_comes_out_otherwise_is_not_passed_off(office: Path) -> None:
    """Another engine gives other bytes: said, and not written."""
    half = half_issued(office)

    with open_ledger(half / "ledger.db") as ledger:
        with pytest.raises(UnfinishedError) as caught:
            recover(ledger, half / "公示", lambda _, template: template, by="李四", now=NOW)

        assert [problem.where for problem in caught.value.problems] == [
            "青公〔2026〕1号.docx", "青公〔2026〕2号.docx",
        ]  # fmt: skip
        assert documents(half / "公示") == []
        assert not is_settled(ledger, half / "公示")
