"""What of the lists in the ledger is handed on."""

from __future__ import annotations

from pathlib import Path

from ledger.rosters.exports import exportable
from ledger.rosters.imports import undo_import
from ledger.store import Ledger
from tests.ledger.conftest import NOW
from tests.ledger.rosters.test_duplicates import HERS, enter, settle


def names(ledger: Ledger, *imports: int) -> list[str]:
    """Return the first person of each row."""
    return [record.persons[0].name for record in exportable(ledger, imports).records]


def test_of_those_decided_to_be_one_the_newest_row_is_handed_on(ledger: Ledger, tmp_path: Path) -> None:
    """Undecided ones are all there, and counted."""
    enter(ledger, tmp_path, f"上坪村1组,张三,{HERS},,", "上坪村2组,李四,429999198503020024,,", name="2024")
    enter(ledger, tmp_path, f"上坪村1组,张珊,{HERS},,", name="2025")
    found = exportable(ledger)
    assert (len(found.records), found.merged, found.undecided) == (3, 0, 1)

    settle(ledger, "1-3", verdict="different")
    assert names(ledger) == ["张三", "李四", "张珊"]
    settle(ledger, "1-3")
    found = exportable(ledger)
    assert sorted(names(ledger)) == ["张珊", "李四"]
    assert (found.merged, found.undecided) == (1, 0)


def test_only_imports_that_stand_or_were_asked_for_count(ledger: Ledger, tmp_path: Path) -> None:
    """A list taken back is handed to nobody."""
    enter(ledger, tmp_path, f"上坪村1组,张三,{HERS},,", name="2024")
    enter(ledger, tmp_path, "上坪村2组,李四,429999198503020024,,", name="2025")

    assert names(ledger, 2) == ["李四"]
    with ledger.write(by="张会计", now=NOW) as tx:
        undo_import(tx, 1, because="导错了")
    assert names(ledger) == ["李四"]
