"""The whole demo, small."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import InputError
from contracts.papers.batch import read_batch
from contracts.settings import load_office
from ledger.demo.story import live, rehearse
from ledger.demo.summary import Outcome, summary
from ledger.demo.year import AS_OF
from ledger.obligations import balance
from ledger.store import open_ledger
from ledger.verify import verify


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The demo with three families in each village."""
    return live(tmp_path_factory.mktemp("demo") / "out", families_per_village=3)


def word_files(folder: Path) -> dict[str, bytes]:
    """Return every Word file below a folder by its place."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.docx"))}


def test_everything_the_summary_names_is_there(outcome: Outcome) -> None:
    """Contracts, agreements, print files, certificates, statements; an office and its ledger."""
    folder = outcome.folder
    batches = [read_batch(path.parent) for path in sorted(folder.rglob("batch.json"))]
    kinds = [batch.kind for batch in batches]

    assert load_office(folder).name == "青河镇人民政府"
    assert (kinds.count("service_contract"), kinds.count("village_responsibility_agreement")) == (4, 1)
    assert sum(len(batch.papers) for batch in batches) == 3 * 4 + 4
    assert all((batch.folder / f"打印_{batch.folder.name}.docx").is_file() for batch in batches)
    assert sum(item.count for item in outcome.made if item.where == "证件") == 3
    assert str(folder) in summary(outcome)


def test_the_ledger_proves_itself_and_its_sums_come_out_even(outcome: Outcome) -> None:
    """Promised is paid plus outstanding plus lawfully ended, on each side."""
    with open_ledger(outcome.folder / "ledger.db", read_only=True) as ledger:
        assert verify(ledger) == ()
        assert all(
            row.promised_fen == row.paid_fen + row.outstanding_fen + row.ended_fen for row in balance(ledger, AS_OF)
        )


def test_two_runs_print_the_same_bytes(outcome: Outcome, tmp_path: Path) -> None:
    """No paper depends on the day, the machine or the folder."""
    again = live(tmp_path / "anders", families_per_village=3)

    assert word_files(again.folder) == word_files(outcome.folder)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written over, and nothing is left beside it."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "信.txt").write_text("留着", encoding="utf-8")

    with pytest.raises(InputError, match="没有覆盖"):
        live(tmp_path / "out", families_per_village=1)
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "信.txt"]


def test_a_rehearsal_leaves_nothing(tmp_path: Path) -> None:
    """It reads, corrects, drafts and reviews somewhere else, and says what it found."""
    found = rehearse(tmp_path / "out", families_per_village=3)

    assert (found.faults, found.drafts) == (18, 16)
    assert list(tmp_path.iterdir()) == []
