"""The clerk's desk: a ledger that is there, a name that answers for it, papers in the office's folder."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.commands.session import Session
from contracts.errors import LedgerError, SettingsError
from contracts.settings import FILE_NAME, office_toml
from ledger.commands.desk import opened, press_for, writer
from ledger.store import SETTINGS
from tests.clerks_office import ELDERS, NOW, Clerk
from tests.contracts.example_office import OFFICE


def test_an_office_without_ledger_is_told_how_to_make_one(clerk: Clerk) -> None:
    """Exit 5, not a new empty file."""
    (clerk.folder / "ledger.db").unlink()
    with pytest.raises(LedgerError) as caught, opened(Session(now=NOW, office_dir=clerk.folder)):
        pytest.fail("there is nothing to open")

    assert "shouyue init" in caught.value.problems[0].hint
    assert not (clerk.folder / "ledger.db").exists()


def test_damage_that_a_command_would_not_meet_stops_it_before_it_writes(clerk: Clerk) -> None:
    """A page of signed papers is spoilt: a line of a register touches none of them, and is refused all the same."""
    path = clerk.folder / "ledger.db"
    content = path.read_bytes()
    with sqlite3.connect(path) as file:
        (root,) = file.execute("select rootpage from sqlite_schema where name = 'terms'").fetchone()
        (size,) = file.execute("pragma page_size").fetchone()
    file.close()
    spoilt = content[: (root - 1) * size] + b"\xaa" * size + content[root * size :]
    path.write_bytes(spoilt)
    result = clerk.run("books", "record", "reports", "--set", "to_whom=镇人民代表大会", "--set", "matter=履约", "--set",
                       "evidence=材料")  # fmt: skip

    assert (result.exit_code, "备份" in result.stderr) == (5, True)
    assert path.read_bytes() == spoilt


def test_that_somebody_else_is_writing_is_known_at_once(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger is open for reading, but not for a command that will write when it has read its papers."""
    hurried = [(name, "1", 1) if name == "busy_timeout" else (name, value, back) for name, value, back in SETTINGS]
    monkeypatch.setattr("ledger.store.SETTINGS", hurried)
    session = Session(now=NOW, office_dir=clerk.folder)
    with opened(session) as other, other.exclusive():
        with opened(session, read_only=True) as ledger:
            assert ledger.head()
        with pytest.raises(LedgerError, match="另一人使用"), opened(session):
            pytest.fail("it is locked")


@pytest.mark.parametrize("spoilt", ["name = [", None])
def test_nothing_is_written_while_the_settings_cannot_be_read(clerk: Clerk, spoilt: str | None) -> None:
    """A run was once prepared and the command failed when it was to say so; tried again, it was there already."""
    file = clerk.folder / FILE_NAME
    file.write_text(spoilt, encoding="utf-8") if spoilt else file.unlink()
    before = clerk.state()
    prepared = clerk.run("--operator", "李敏", "pay", "prepare", "一批", "--by", "2026-12-31")
    unmasked = clerk.run("--operator", "李敏", "query", "overdue_obligations", "--unmasked", "--because", "逐户补发")

    assert (prepared.exit_code, unmasked.exit_code) == (3, 3)
    assert FILE_NAME in prepared.stderr
    assert clerk.state() == before


def test_nothing_is_written_without_a_name(clerk: Clerk) -> None:
    """Neither on the command line nor in office.toml."""
    (clerk.folder / "office.toml").write_text(office_toml(replace(OFFICE, operator="")), encoding="utf-8")
    before = clerk.state()

    assert clerk.run("statement", ELDERS).exit_code == 3
    assert clerk.state() == before
    with pytest.raises(SettingsError, match="没有写入台账"):
        writer(Session(now=NOW, office_dir=clerk.folder))


def test_the_name_of_the_run_stands_before_the_settings(clerk: Clerk) -> None:
    """Whoever sits there today."""
    assert writer(Session(now=NOW, office_dir=clerk.folder, named_operator="王会计")) == "王会计"
    assert writer(Session(now=NOW, office_dir=clerk.folder)) == "李敏"


def test_papers_come_out_in_the_offices_folder_or_where_the_clerk_says(clerk: Clerk, tmp_path: Path) -> None:
    """One place for each sort."""
    session = Session(now=NOW, office_dir=clerk.folder)
    with opened(session, read_only=True) as ledger:
        assert press_for(session, ledger, None, "副本").folder == clerk.folder / "副本"
        assert press_for(session, ledger, tmp_path / "桌面", "副本").folder == tmp_path / "桌面"


def test_each_paper_is_named_on_stdout(clerk: Clerk) -> None:
    """So that it can be opened or piped on."""
    assert clerk.done("copy", ELDERS).splitlines() == [str(path) for path in clerk.papers("副本")]
