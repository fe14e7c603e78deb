"""Who sits at the table, and what is said when nobody can."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.kinds import Role, load_kind, shipped_folder
from contracts.model import Party, Problem
from contracts.papers.parties import household, parties_of, township_party, village_of, village_party
from tests.contracts.example_office import CHILD, HUSBAND, OFFICE, WIFE, record

FAMILY = Role(name="party_b", label="乙方", types=("couple", "person"), source="roster")


@pytest.mark.parametrize(
    "values",
    [
        {"group": "青河镇石桥村1组"},
        {"group": "1组", "residence_place": "湖北省示范县青河镇石桥村1组5号"},
        {"group": None, "registered_place": "石桥村"},
        {"group": "1组", "division_code": "429999101202"},
    ],
)
def test_a_row_belongs_to_the_village_it_names(values: dict[str, str | None]) -> None:
    """The nearest word counts: code, group, residence, registration."""
    assert village_of(record(**values), OFFICE) == OFFICE.villages[1]


@pytest.mark.parametrize("group", ["1组", "上坪村、石桥村", "柳林村1组"])
def test_a_row_that_names_no_village_of_ours_or_two_is_asked_about(group: str) -> None:
    """A contract is not laid at the wrong door."""
    found = village_of(record(group=group), OFFICE)
    assert isinstance(found, Problem)
    assert found.where == "花名册 第3行"
    assert "上坪村、石桥村" in found.hint


def test_a_couple_signs_together_and_children_stay_on_record() -> None:
    """Both spouses are party (PFPL art. 17); the child is not."""
    party = household(record(), FAMILY)
    assert isinstance(party, Party)
    assert (party.type, party.name) == ("couple", "王梅珍、陶立志")
    assert [person.name for person in party.signers] == ["王梅珍", "陶立志"]
    assert CHILD in party.persons
    assert party.phone == "13900000001"


def test_a_single_parent_is_a_full_party() -> None:
    """One adult is enough (domain §2.1)."""
    party = household(record(persons=(HUSBAND, CHILD)), FAMILY)
    assert isinstance(party, Party)
    assert (party.type, party.name) == ("person", "陶立志")


@pytest.mark.parametrize(
    ("persons", "said"),
    [((CHILD,), "没有可以签订的成年人"), ((replace(WIFE, id_number=None),), "王梅珍没有身份证号")],
)
def test_nobody_is_bound_without_an_adult_and_a_checked_number(persons: tuple[object, ...], said: str) -> None:
    """A contract names its parties."""
    found = household(replace(record(), persons=persons), FAMILY)
    assert isinstance(found, Problem)
    assert found.message == said


def test_a_contract_seats_village_family_and_township() -> None:
    """The order is the manifest's."""
    kind = load_kind(shipped_folder() / "service_contract")
    family = household(record(), FAMILY)
    assert isinstance(family, Party)
    seated = parties_of(kind, OFFICE, OFFICE.villages[0], family)
    assert [party.name for party in seated] == ["上坪村村民委员会", "王梅珍、陶立志", "青河镇人民政府"]


def test_offices_speak_through_their_representatives() -> None:
    """Post, name, phone and code are those of office.toml."""
    role = Role(name="party_a", label="甲方", types=("township",), source="township")
    office = township_party(OFFICE, role)
    village = village_party(OFFICE.villages[0], role)
    assert (office.type, office.representative, office.division_code) == ("township", "周建国", "429999101")
    assert (village.type, village.post, village.phone) == ("village_committee", "主任", "0710-5550111")
