"""The rosters as sent, held against what the program reads in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.model import PartialDate, Person
from contracts.reading.roster import read_roster
from contracts.records import Record
from ledger.demo.rosters import SentRoster, sent_rosters
from ledger.demo.township import Adult, Family, township

ROSTERS = sent_rosters(township(21))
by_village = pytest.mark.parametrize("roster", ROSTERS, ids=lambda roster: str(roster.village.short))


def the(record: Record, *roles: str) -> Person | None:
    """Return the person of a row in one of these roles."""
    return next((person for person in record.persons if person.role in roles), None)


def same_adult(person: Person | None, adult: Adult | None) -> bool:
    """Say whether a row's person is this adult, name and number."""
    if person is None or adult is None:
        return person is None and adult is None
    return (person.name, person.id_number) == (adult.name, adult.id_number)


def wrong_values(record: Record, family: Family) -> list[str]:
    """Return the fields of a row that are not what the family's papers say."""
    child = the(record, "child")
    place = record.value("group") or record.value("registered_place")
    facts = {
        "wife": same_adult(the(record, "wife", "person"), family.wife),
        "husband": same_adult(the(record, "husband", "spouse"), family.husband),
        "child": child is not None and told(child) == (family.child_name, family.child_gender, family.child_birth),
        "certificate": record.value("certificate_number") == family.certificate_number,
        "issued": PartialDate.parse(str(record.value("issued_on"))) == family.issued_on,
        "group": f"{family.group}组" in str(place),
        "phone": family.wife is None or family.wife.phone in all_phones(record),
    }
    return [field for field, right in facts.items() if not right]


def told(child: Person) -> tuple[object, ...]:
    """Return what a row says of a child."""
    return child.name, child.gender, child.birth


def all_phones(record: Record) -> list[str]:
    """Return every telephone number in a row; one behind the address is the household's."""
    return [str(record.value("phone")), *(phone for person in record.persons for phone in person.phones)]


@by_village
def test_every_planted_fault_is_named_with_its_cell_and_nothing_else_is(roster: SentRoster, tmp_path: Path) -> None:
    """What is only written oddly is read; what is really wrong is told, once, with the cell."""
    reading = read_roster(roster.write(tmp_path))

    assert sorted(problem.where.partition("!")[2] for problem in reading.problems) == sorted(
        fault.cell for fault in roster.faults
    )


@by_village
def test_no_value_is_silently_wrong_in_a_roster_as_it_was_sent(roster: SentRoster, tmp_path: Path) -> None:
    """A cell with a fault gives no value; every other cell gives what the papers say."""
    reading = read_roster(roster.write(tmp_path))
    families = dict(roster.records)
    spoilt_rows = {fault.row for fault in roster.faults}

    assert [record.row for record in reading.records] == list(families)
    assert not {
        record.row: wrong
        for record in reading.records
        if record.row not in spoilt_rows and (wrong := wrong_values(record, families[record.row]))
    }
    assert all(fault_gives_no_value(reading.records, fault.row) for fault in roster.faults)


def fault_gives_no_value(records: tuple[Record, ...], row: int) -> bool:
    """Say whether the row with a fault says so itself."""
    return all(record.bad for record in records if record.row == row)


@by_village
def test_the_corrected_roster_reads_without_a_problem_and_says_what_the_cards_say(
    roster: SentRoster, tmp_path: Path
) -> None:
    """The corrections are the clerk's, cell by cell; the program repaired nothing."""
    reading = read_roster(roster.corrected().write(tmp_path))
    families = dict(roster.records)

    assert reading.problems == ()
    assert len(reading.records) == len(families)
    assert not {
        record.row: wrong for record in reading.records if (wrong := wrong_values(record, families[record.row]))
    }


@by_village
def test_the_corrected_file_differs_from_the_sent_one_only_in_the_faulty_cells(roster: SentRoster) -> None:
    """Anything else that changed would have been changed in silence."""
    corrected = roster.corrected()
    changed = {
        (number, column)
        for number, (before, after) in enumerate(zip(roster.rows, corrected.rows, strict=True), 1)
        for column, (old, new) in enumerate(zip(before, after, strict=True), 1)
        if old != new
    }

    assert changed == {(fault.row, fault.column) for fault in roster.faults}
    assert corrected.stem == f"{roster.stem}_已改正"


def test_columns_about_bodies_are_dropped_unread(tmp_path: Path) -> None:
    """Two villages keep such a column; it is named in the report and not taken."""
    dropped = {roster.village.short: read_roster(roster.write(tmp_path)).dropped for roster in ROSTERS}

    assert dropped["东湾村"] == ("避孕措施",)
    assert "避孕措施" in dropped["柳林村"]


def test_the_rosters_are_the_same_at_every_run() -> None:
    """The mess too is told by the seed."""
    assert sent_rosters(township(4)) == sent_rosters(township(4))


def test_small_rosters_have_all_their_faults_too() -> None:
    """Quick tests of the whole story use few families."""
    assert [len(roster.faults) for roster in sent_rosters(township(3))] == [len(roster.faults) for roster in ROSTERS]
