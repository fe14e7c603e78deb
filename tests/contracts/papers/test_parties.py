"""Who sits at the table, and what is said when nobody can."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.errors import KindError, SettingsError
from contracts.kinds import Role, load_kind, shipped_folder
from contracts.model import Party, PartyType, Problem
from contracts.papers.parties import (
    county_party,
    from_roster,
    household,
    parties_of,
    township_party,
    village_of,
    village_party,
)
from contracts.settings import Association
from tests.contracts.example_office import CHILD, HUSBAND, OFFICE, WIFE, record

FAMILY = Role(name="party_b", label="乙方", types=("couple", "person"), sources=("roster",))


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
    role = Role(name="party_a", label="甲方", types=("township",), sources=("township",))
    office = township_party(OFFICE, role)
    village = village_party(OFFICE.villages[0], role)
    assert (office.type, office.representative, office.division_code) == ("township", "周建国", "429999101")
    assert (village.type, village.post, village.phone) == ("village_committee", "主任", "0710-5550111")


def role_of(*types: PartyType) -> Role:
    """Return a seat for these types."""
    return Role(name="party_b", label="乙方", types=types, sources=("roster",))


def test_a_unit_is_named_with_its_code_and_its_liaison() -> None:
    """What an agreement with a unit needs (domain 2.5)."""
    row = record(
        persons=(), organisation="青河毛纺织有限公司", credit_code="91429900MA48000018", representative="鲁国栋",
        liaison="苗春梅", liaison_phone="13900000002",
    )  # fmt: skip
    unit = from_roster(row, role_of("employer"))

    assert isinstance(unit, Party)
    assert (unit.side, unit.name, unit.credit_code) == ("unit", "青河毛纺织有限公司", "91429900MA48000018")
    assert (unit.representative, unit.liaison, unit.liaison_phone) == ("鲁国栋", "苗春梅", "13900000002")


def test_a_landlord_may_be_a_person_and_shows_no_id_number() -> None:
    """The least that names the party."""
    landlord = from_roster(record(persons=(WIFE,), room_address="石桥村8号"), role_of("landlord"))

    assert isinstance(landlord, Party)
    assert (landlord.name, landlord.address, landlord.persons) == ("王梅珍", "石桥村8号", ())


@pytest.mark.parametrize("kind", ["employer", "department", "township"])
def test_a_unit_is_not_called_after_its_head(kind: PartyType) -> None:
    """A list whose column of names was not understood leaves the head alone: 周建国 is no township."""
    found = from_roster(record(persons=(HUSBAND,)), role_of(kind))

    assert isinstance(found, Problem)
    assert found.message == "没有单位名称"


def test_the_row_chooses_among_the_types_of_a_seat() -> None:
    """A property company and an agency share a kind."""
    row = record(persons=(), organisation="安心房屋租赁中介所")
    agency = from_roster(row, role_of("property_company", "agency"), "agency")

    assert isinstance(agency, Party)
    assert agency.type == "agency"


@pytest.mark.parametrize(("name", "kind"), [("青河镇人民政府", "township"), ("城关街道办事处", "subdistrict")])
def test_a_subdistrict_is_known_by_its_name(name: str, kind: PartyType) -> None:
    """It is no government, and its agreement with the county does not call it one."""
    found = from_roster(record(persons=(), organisation=name), role_of("township", "subdistrict"))

    assert isinstance(found, Party)
    assert found.type == kind


def test_a_migrant_is_a_party_of_the_family_side() -> None:
    """Same services, same freedom to leave (domain K-3)."""
    migrant = from_roster(record(persons=(WIFE,)), role_of("migrant"))

    assert isinstance(migrant, Party)
    assert (migrant.type, migrant.side, migrant.signers[0].id_number) == ("migrant", "family", WIFE.id_number)


def test_a_group_head_stands_on_the_side_that_serves() -> None:
    """By name and telephone, without an ID number (domain R-08)."""
    head = from_roster(record(persons=(WIFE,), service_area="1组至3组"), role_of("group_head"))

    assert isinstance(head, Party)
    assert (head.side, head.name, head.address) == ("office", "王梅珍", "1组至3组")


@pytest.mark.parametrize(
    ("kind", "said"), [("employer", "没有单位名称"), ("group_head", "没有姓名"), ("couple", "没有可以签订的成年人")]
)
def test_a_row_that_names_nobody_is_asked_about(kind: PartyType, said: str) -> None:
    """Each in the words of its own roster."""
    found = from_roster(record(persons=()), role_of(kind))

    assert isinstance(found, Problem)
    assert found.message == said


def test_who_only_receives_the_money_is_not_made_a_spouse() -> None:
    """A payout list names them beside the head of the household, each with a number."""
    found = household(record(persons=(replace(HUSBAND, role="head"), replace(WIFE, role="person"))), FAMILY)

    assert isinstance(found, Problem)
    assert "看不出是不是夫妻" in found.message


def test_nobody_signs_with_who_died() -> None:
    """The row is of a list of deaths (V6), whether or not the day was filled in."""
    found = from_roster(record(died_on=None), FAMILY)

    assert isinstance(found, Problem)
    assert "死亡情况" in found.message


def test_a_residents_committee_is_known_by_its_name() -> None:
    """A community is no village."""
    place = replace(OFFICE.villages[0], name="城关社区居民委员会")

    assert village_party(place, role_of("community")).type == "community"


def test_the_county_signs_by_its_name_in_office_toml() -> None:
    """And is asked for where it is not written there."""
    county = county_party(OFFICE, role_of("county_health"))

    assert (county.name, county.phone, county.division_code) == ("示范县卫生健康局", "0710-5550102", "429999")
    with pytest.raises(SettingsError, match="县级"):
        county_party(replace(OFFICE, county_name=""), role_of("county_health"))


def test_a_seat_that_nobody_takes_is_refused() -> None:
    """A contract without its family is none."""
    with pytest.raises(KindError, match="乙方"):
        parties_of(load_kind(shipped_folder() / "service_contract"), OFFICE, OFFICE.villages[0], None)


JOINS = {"association": "joins"}


def test_the_association_sits_there_only_where_it_joins() -> None:
    """Domain row R-07, §2.1: it may join as service side."""
    kind = load_kind(shipped_folder() / "service_contract")
    family = household(record(), FAMILY)
    assert isinstance(family, Party)
    office = replace(OFFICE, association=Association(name="青河镇计划生育协会", representative="何美玲", post="会长"))
    seated = parties_of(kind, office, OFFICE.villages[0], family, chosen=JOINS)

    assert [party.role for party in seated] == ["party_a", "party_b", "party_c", "party_d"]
    assert (seated[-1].name, seated[-1].representative, seated[-1].side) == ("青河镇计划生育协会", "何美玲", "office")
    assert parties_of(kind, office, OFFICE.villages[0], family) == seated[:-1]


def test_an_association_that_nobody_named_is_told_what_to_write() -> None:
    """Nothing is made up."""
    kind = load_kind(shipped_folder() / "service_contract")
    family = household(record(), FAMILY)
    assert isinstance(family, Party)
    with pytest.raises(SettingsError) as caught:
        parties_of(kind, OFFICE, OFFICE.villages[0], family, chosen=JOINS)

    assert "[association] 一行" in caught.value.problems[0].hint
