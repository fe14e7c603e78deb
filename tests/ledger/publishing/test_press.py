"""Papers from the ledger: composed, reviewed, printed and issued in one go, or finished by the next command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from contracts.errors import KindError, LawError
from contracts.kinds import load_kinds, shipped_folder
from ledger.files import TEMPORARY
from ledger.publishing.documents import copy_of
from ledger.publishing.household_page import pages
from ledger.publishing.press import Press, is_copy
from ledger.publishing.statements import statement
from ledger.store import Ledger, open_ledger
from ledger.verify import verify
from tests.clerks_office import ALONE, ELDERS, NOW, Clerk, own_kind
from tests.contracts.example_office import OFFICE

KILLED = 9


def press(clerk: Clerk, ledger: Ledger) -> Press:
    """Return the office's press."""
    kinds = load_kinds(shipped_folder(), clerk.folder / "templates")
    return Press(ledger=ledger, kinds=kinds, folder=clerk.folder / "对账单", by="李敏", now=NOW)


def killed_before_the_first_file(clerk: Clerk, *arguments: str) -> int:
    """Run a command in a child that dies when it opens its first paper; return how the child ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    folder = str(clerk.folder / "对账单" / TEMPORARY)

    def die(event: str, about: tuple[object, ...]) -> None:
        if event == "open" and str(about[0]).startswith(folder) and not str(about[0]).endswith("lock"):
            os._exit(KILLED)

    sys.addaudithook(die)
    try:
        clerk.run(*arguments)
    finally:
        os._exit(1)


def test_a_killed_command_is_finished_by_the_next_without_losing_a_number(clerk: Clerk) -> None:
    """Neither a missing paper nor an orphan; the next paper has the next number."""
    assert killed_before_the_first_file(clerk, "statement", ELDERS) == KILLED
    assert clerk.papers("对账单") == []
    assert [row["state"] for row in clerk.rows("select state from paper_status")] == ["intent"]

    clerk.done("statement", ALONE)

    assert [path.name for path in clerk.papers("对账单")] == [
        "青对账〔2026〕1号_周桂兰沈大河.docx", "青对账〔2026〕2号_赵兰.docx",
    ]  # fmt: skip
    assert clerk.run("ledger", "verify").output == ""


def test_a_killed_copy_comes_out_as_a_copy(clerk: Clerk) -> None:
    """The mark is made again, not only the words."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        (paper,) = desk.issue(copy_of(desk, ELDERS))
        content = (desk.folder / paper.name).read_bytes()
        (template,) = ledger.rows("select content from templates where sha256 = ?", [paper.template_sha256])

        assert is_copy(paper.kind)
        assert desk.again(paper, template["content"]) == content


def test_a_trial_run_keeps_nothing_and_makes_no_folder(clerk: Clerk) -> None:
    """Not even the folder."""
    before = clerk.state()
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        found = desk.tried(pages(desk, OFFICE, [statement(ledger, ELDERS, NOW.date())]))

    assert [paper.number for paper in found] == ["青对账〔2026〕1号"]
    assert clerk.state() == before
    assert not (clerk.folder / "对账单").exists()


def test_an_unlawful_word_in_the_offices_own_kind_takes_no_number(clerk: Clerk) -> None:
    """Refused inside the transaction that would have taken it."""
    own_kind(clerk, "household_statement", typed="乙方逾期不参加的，罚款二百元。")
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        with pytest.raises(LawError, match="没有出件"):
            desk.issue(pages(desk, OFFICE, [statement(ledger, ELDERS, NOW.date())]))

        assert ledger.rows("select * from papers") == []
        assert ledger.rows("select * from counters where series = 'household_statement'") == []


def test_an_unknown_kind_is_asked_about(clerk: Clerk) -> None:
    """Before anything is opened."""
    with open_ledger(clerk.folder / "ledger.db") as ledger, pytest.raises(KindError, match="没有文种"):
        press(clerk, ledger).kind("nothing")


def test_papers_are_private_and_the_ledger_is_sound(clerk: Clerk) -> None:
    """The folder is for the owner only."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        (paper,) = desk.issue(pages(desk, OFFICE, [statement(ledger, ELDERS, NOW.date())]))

        assert Path(desk.folder).stat().st_mode & 0o077 == 0
        assert (desk.folder / paper.name).stat().st_mode & 0o077 == 0
        assert verify(ledger) == ()
