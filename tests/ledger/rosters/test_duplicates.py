"""Who may be whom: found with the reason, decided once, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import LedgerError
from contracts.reading.roster import read_roster
from ledger.rosters.duplicates import REASONS, chosen_pairs, decide, pairs, same_people
from ledger.rosters.imports import record_import, undo_import
from ledger.store import Ledger
from tests.ledger.conftest import NOW
from tests.ledger.rosters.test_imports import OFFICE

HERS = "420117198503020028"


def enter(ledger: Ledger, folder: Path, *rows: str, name: str) -> None:
    """Enter a list of 村组, 母亲姓名, 母亲身份证号, 子女姓名, 子女出生日期."""
    path = folder / f"{name}.csv"
    head = "村组,母亲姓名,母亲身份证号,子女姓名,子女出生日期"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    with ledger.write(by="张会计", now=NOW) as tx:
        record_import(tx, read_roster(path), OFFICE)


def settle(ledger: Ledger, *names: str, verdict: str = "same", reason: str | None = None) -> int:
    """Decide on pairs."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return decide(tx, chosen_pairs(tx, names, reason), verdict, because="查了户口簿")  # type: ignore[arg-type]


def told(ledger: Ledger, **options: bool) -> list[tuple[str, str]]:
    """Return name and reason of every pair."""
    return [(pair.name, pair.why) for pair in pairs(ledger, **options)]


def test_the_same_number_is_found_across_years_under_any_name(ledger: Ledger, tmp_path: Path) -> None:
    """With the reason in words; stray spaces make no other name."""
    enter(ledger, tmp_path, f"上坪村1组,张 三,{HERS},,", name="2024")
    assert told(ledger) == []
    enter(ledger, tmp_path, f"石桥村1组,张三,{HERS},,", "石桥村2组,李四,429999198503020024,,", name="2025")
    enter(ledger, tmp_path, f"石桥村2组,张山,{HERS},,", name="2026")

    assert told(ledger) == [("1-2", "身份证号和姓名都相同"), ("1-4", "身份证号相同，姓名不同")]


def test_an_old_and_a_new_form_are_said_to_be_such(ledger: Ledger, tmp_path: Path) -> None:
    """15 places in one list, 18 in the other."""
    woman = f"{HERS[:6]}{HERS[8:17]}"
    enter(ledger, tmp_path, f"上坪村1组,张三,{woman},,", name="2024")
    enter(ledger, tmp_path, f"上坪村1组,张三,{HERS},,", name="2025")

    (pair,) = pairs(ledger)

    assert pair.why == "身份证号和姓名都相同，一处写的是 15 位旧号"
    assert [(place.file_name, place.sheet, place.cell) for place in (pair.one, pair.other)] == [
        ("2024.csv", "2024", "C2"), ("2025.csv", "2025", "C2"),
    ]  # fmt: skip


def test_name_birthday_and_village_are_enough_for_a_question(ledger: Ledger, tmp_path: Path) -> None:
    """As far as both are known; another village, another month or an unknown birthday is no question."""
    enter(ledger, tmp_path, f"上坪村1组,甲甲,{HERS},李小明,2015-06", name="2024")
    enter(
        ledger,
        tmp_path,
        "上坪村1组,乙乙,429999198503020024,李小明,2015.6.8",
        "石桥村1组,丙丙,429999198001010029,李小明,2015-06",
        "上坪村2组,丁丁,429999197602094147,李小明,",
        "上坪村3组,戊戊,429999197705012669,李小明,2015-07",
        name="2025",
    )

    assert told(ledger) == [("2-4", "姓名、出生日期和村相同，都没有身份证号")]


def test_a_repetition_within_one_list_is_asked_for_that_list(ledger: Ledger, tmp_path: Path) -> None:
    """A decision on two lists says nothing of one who stands twice in a third."""
    row = f"上坪村1组,张三,{HERS},,"
    enter(ledger, tmp_path, row, name="2024")
    enter(ledger, tmp_path, row, "上坪村1组,李四,429999198503020024,,", name="2025")
    assert settle(ledger, reason="same_number") == 1

    enter(ledger, tmp_path, row, "石桥村1组,王五,429999198001010029,,", row, name="2026")

    (pair,) = pairs(ledger)
    assert (pair.name, pair.within, pair.why) == ("4-6", 3, "身份证号和姓名都相同，在同一份名册里")


def test_a_decision_holds_for_later_lists_that_spell_the_two_alike(ledger: Ledger, tmp_path: Path) -> None:
    """Asked once; the last decision holds; a list taken back takes its questions along."""
    enter(ledger, tmp_path, f"上坪村1组,张三,{HERS},,", name="2024")
    enter(ledger, tmp_path, f"上坪村1组,张珊,{HERS},,", name="2025")
    assert settle(ledger, "1-2") == 1
    enter(ledger, tmp_path, f"上坪村9组,张珊,{HERS},,", name="2026")

    assert [pair.name for pair in pairs(ledger)] == ["2-3"]
    assert [pair.verdict for pair in pairs(ledger, decided=True)] == ["same", None]
    assert len(set(same_people(ledger).values())) == 1

    settle(ledger, "1-2", verdict="different")
    assert [pair.verdict for pair in pairs(ledger, decided=True)] == ["different", None]
    assert same_people(ledger) == {}
    with ledger.write(by="张会计", now=NOW) as tx:
        undo_import(tx, 2, because="导错了")
    assert [pair.name for pair in pairs(ledger, decided=True)] == ["1-3"]


def test_a_decision_needs_a_pair_that_exists_and_a_reason(ledger: Ledger, tmp_path: Path) -> None:
    """Every unknown pair is named."""
    enter(ledger, tmp_path, f"上坪村1组,张三,{HERS},,", name="2024")

    with pytest.raises(LedgerError) as caught:
        settle(ledger, "1-2", "8-9")
    assert [problem.where for problem in caught.value.problems] == ["1-2", "8-9"]
    with pytest.raises(LedgerError):
        settle(ledger, reason="same_number")
    assert set(REASONS) == {"same_number", "same_number_other_name", "same_name_birth_village"}


def test_only_pairs_of_one_import_may_be_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    """What an import adds is told at the import."""
    row = f"上坪村1组,张三,{HERS},,"
    enter(ledger, tmp_path, row, name="2024")
    enter(ledger, tmp_path, row + " ", name="2025")
    enter(ledger, tmp_path, "上坪村1组,李四,429999198503020024,,", name="2026")

    assert [pair.name for pair in pairs(ledger, touching=2)] == ["1-2"]
    assert pairs(ledger, touching=3) == ()
