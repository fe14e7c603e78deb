"""From the corrected rosters to batches that can be signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.kinds import load_kinds, shipped_folder
from ledger.demo.batches import Roll, agreement_roll, contract_rolls, take_in
from ledger.demo.progress import silently
from ledger.demo.rosters import sent_rosters
from ledger.demo.township import township

KINDS = load_kinds(shipped_folder())
TOWN = township(3)


@pytest.fixture
def rolls(tmp_path: Path) -> tuple[Roll, ...]:
    """The contracts of the four villages, three families each."""
    intakes = take_in(sent_rosters(TOWN), tmp_path)
    return contract_rolls(intakes, TOWN.office, KINDS["service_contract"], silently)


def test_what_was_sent_and_what_was_corrected_are_both_kept(tmp_path: Path) -> None:
    """The clerk can lay them side by side; every fault is told with its cell."""
    intakes = take_in(sent_rosters(TOWN), tmp_path)

    assert all(intake.sent.is_file() and intake.corrected.is_file() for intake in intakes)
    assert [len(intake.faults) for intake in intakes] == [len(roster.faults) for roster in sent_rosters(TOWN)]


def test_nothing_is_drafted_from_a_roster_as_it_was_sent(tmp_path: Path) -> None:
    """One wrong number stops the batch; nothing is repaired on the way."""
    intakes = take_in((roster for roster in sent_rosters(TOWN)), tmp_path)
    for intake in intakes:
        intake.sent.replace(intake.corrected)

    with pytest.raises(RosterError, match="未生成任何文件"):
        contract_rolls(intakes, TOWN.office, KINDS["service_contract"], silently)


def test_each_village_is_a_batch_with_numbers_of_its_own(rolls: tuple[Roll, ...]) -> None:
    """A label stands for one roster; no two papers have the same number."""
    numbers = [draft.number for roll in rolls for draft in roll.drafts]

    assert [roll.label for roll in rolls] == ["2026A", "2026B", "2026C", "2026D"]
    assert len(set(numbers)) == len(TOWN.families)


def test_every_family_has_its_contract_with_what_it_is_promised(rolls: tuple[Roll, ...]) -> None:
    """The names on the paper are those of the township, whatever the roster looked like."""
    signers = {person.id_number for roll in rolls for draft in roll.drafts for person in draft.party("party_b").signers}
    adults = {adult.id_number for family in TOWN.families for adult in (family.wife, family.husband) if adult}

    assert signers == adults
    assert any(term.programme for roll in rolls for draft in roll.drafts for term in draft.terms)


def test_every_contract_has_a_telephone_wherever_the_roster_keeps_it(rolls: tuple[Roll, ...]) -> None:
    """Beside the wife's name, or behind the address."""
    assert all(draft.party("party_b").phone for roll in rolls for draft in roll.drafts)


def test_every_village_has_its_agreement(tmp_path: Path) -> None:
    """Four villages, four agreements, from a roster of villages, each with its own targets (row A-14)."""
    roll = agreement_roll(TOWN, KINDS["village_responsibility_agreement"], tmp_path, silently)

    assert [draft.party("party_b").name for draft in roll.drafts] == [item.name for item in TOWN.office.villages]
    assert len({dict(draft.values)["service_coverage"] for draft in roll.drafts}) > 1


def test_a_batch_has_one_print_file(rolls: tuple[Roll, ...], tmp_path: Path) -> None:
    """Beside one Word file for each paper."""
    batch = rolls[0].print_into(tmp_path / "合同", silently)
    files = sorted(path.name for path in batch.folder.glob("*.docx") if not path.name.startswith("."))

    assert len(batch.papers) == 3
    assert [name for name in files if name.startswith("打印_")] == ["打印_service_contract_2026A.docx"]
    assert len(files) == 4
