"""Who sits at the table: roster records and ``office.toml`` become parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from contracts.errors import KindError, SettingsError
from contracts.identity import gender_of
from contracts.kinds import Kind, PartySource, Role
from contracts.model import Party, PartyType, Person, Problem
from contracts.records import Record
from contracts.settings import FILE_NAME, Office, Village

_FAMILIES = frozenset({"couple", "person", "migrant"})
_STAFF = frozenset({"group_head", "village_officer", "resident_cadre", "township_officer"})
TOLD_BY_NAME = frozenset({"village_committee", "community", "township", "subdistrict"})
"""Types that the full name of a party tells; nobody has to choose among them."""
_SUBDISTRICT = ("街道办事处", "街道办")
"""How the full name of an office ends that is no government."""
_PLACES = ("group", "residence_place", "address", "room_address", "registered_place")
"""Where a record says which village it belongs to, the nearest to the paper first."""


def village_of(record: Record, office: Office) -> Village | Problem:
    """Return the village that a record names, by its code or its short name.

    A record that names none of the office's villages, or two of them in one cell, is a problem.
    """
    for key in ("division_code", "village", *_PLACES):
        text = str(record.value(key) or "")
        named = [item for item in office.villages if item.division_code == text or item.short in text]
        if text and len(named) == 1:
            return named[0]
    return Problem(
        where=_row(record),
        message="看不出属于哪个村",
        hint=f"在“村组”或住址里写明村名，本镇的村有：{'、'.join(item.short for item in office.villages)}",
    )


def from_roster(record: Record, role: Role, party_type: PartyType | None = None) -> Party | Problem:
    """Return the party that a row of the roster names: a family, one of the staff, a unit or a landlord.

    Args:
        record: The row; the first of those that make the paper.
        role: Where the party sits; its types decide what the row must say.
        party_type: What it is where the role allows several; by default the first.
    """
    if record.of_the_dead:
        hint = "把死亡情况这几栏从起草用的名册里删去"
        return Problem(where=_row(record), message="是死亡情况里的人，不能签订", hint=hint)
    if _FAMILIES & set(role.types):
        return household(record, role)
    kind = party_type or role.types[0]
    if kind in _STAFF:
        return staff(record, role, kind)
    return organisation(record, role, kind)


def staff(record: Record, role: Role, kind: PartyType) -> Party | Problem:
    """Return a group head or an officer: by name and telephone, an ID number is not needed for a duty."""
    if not record.persons:
        return Problem(where=_row(record), message="没有姓名", hint="填写姓名")
    person = replace(record.persons[0], role="person")
    return Party(
        role=role.name,
        type=kind,
        name=person.name,
        persons=(person,),
        post=str(record.value("post") or ""),
        address=str(record.value("service_area") or record.value("residence_place") or ""),
        phone=first_phone([person]) or str(record.value("phone") or ""),
        group=str(record.value("group") or ""),
    )


def organisation(record: Record, role: Role, kind: PartyType) -> Party | Problem:
    """Return a unit, an employer, a company, a department, a township or a subdistrict, whose full name says which.

    A landlord may be a single person; anybody else without a name of its own is a problem, never called after a person
    of the row.
    """
    person = record.persons[0] if record.persons else None
    own = person.name if person and kind == "landlord" else ""
    name = str(record.value("organisation") or own)
    if not name:
        return Problem(where=_row(record), message="没有单位名称", hint="照营业执照或者批文填写全称")
    return Party(
        role=role.name,
        type="subdistrict" if kind == "township" and name.endswith(_SUBDISTRICT) else kind,
        name=name,
        representative=str(record.value("representative") or (person.name if person else "")),
        post=str(record.value("post") or ""),
        address=str(record.value("address") or record.value("room_address") or ""),
        phone=str(record.value("phone") or "") or (first_phone([person]) if person else ""),
        division_code=str(record.value("division_code") or ""),
        credit_code=str(record.value("credit_code") or ""),
        liaison=str(record.value("liaison") or ""),
        liaison_phone=str(record.value("liaison_phone") or ""),
    )


def household(record: Record, role: Role) -> Party | Problem:
    """Return the family of a record: one or two adults who sign, children on record behind them.

    A record without an adult, or whose adult has no usable ID number, is a problem: a contract names
    its parties.
    """
    adults = [person for person in record.persons if person.role != "child"]
    if not adults:
        return Problem(where=_row(record), message="没有可以签订的成年人", hint="填写女方或男方姓名和身份证号")
    if sorted(person.role for person in adults) == ["head", "person"] and all(person.id_number for person in adults):
        hint = "只签户主一人的，删去领取人几栏；是夫妻的，把表头写成女方、男方"
        return Problem(where=_row(record), message="户主之外的人是来领钱的，看不出是不是夫妻", hint=hint)
    for person in adults:
        if person.id_number is None:
            return Problem(where=_row(record), message=f"{person.name}没有身份证号", hint="请与身份证核对后补填")
    kind: PartyType = "migrant" if "migrant" in role.types else "couple" if len(adults) > 1 else "person"
    if kind not in role.types:
        return Problem(where=_row(record), message="本文种不能与单人签订", hint="改用其他文种")
    return Party(
        role=role.name,
        type=kind,
        name="、".join(person.name for person in adults),
        persons=tuple(map(_with_gender, record.persons)),
        address=str(record.value("residence_place") or record.value("registered_place") or ""),
        phone=first_phone(adults) or str(record.value("phone") or ""),
        group=str(record.value("group") or ""),
    )


def _with_gender(person: Person) -> Person:
    """Complete a gender that the roster left out; the ID number says it."""
    if person.gender or person.id_number is None:
        return person
    return replace(person, gender=gender_of(person.id_number))


def first_phone(persons: list[Person]) -> str:
    """Return the first telephone number on record, or an empty text."""
    return next((phone for person in persons for phone in person.phones), "")


def village_party(village: Village, role: Role) -> Party:
    """Return a villagers' or residents' committee as a party; its full name says which it is."""
    return Party(
        role=role.name,
        type="community" if village.name.endswith(("居民委员会", "居委会", "社区")) else "village_committee",
        name=village.name,
        representative=village.representative,
        post=village.post,
        address=village.address,
        phone=village.phone,
        division_code=village.division_code,
        persons=(Person(role="head", name=village.secretary),) if village.secretary else (),
    )


def township_party(office: Office, role: Role) -> Party:
    """Return the township or subdistrict office as a party."""
    return Party(
        role=role.name,
        type="subdistrict" if office.type == "subdistrict" else "township",
        name=office.name,
        representative=office.representative,
        post=office.post,
        address=office.address,
        phone=office.phone,
        division_code=office.division_code,
    )


def county_party(office: Office, role: Role) -> Party:
    """Return the county's health authority as a party.

    Raises:
        SettingsError: The office has not said what it is called.
    """
    if not office.county_name:
        problem = Problem(where=FILE_NAME, message="没有县级卫生健康局全称", hint="在 [office] 里填写 county_name")
        raise SettingsError("缺少县级单位的资料，未生成任何文件。", [problem])
    return Party(
        role=role.name,
        type="county" if "county" in role.types else "county_health",
        name=office.county_name,
        phone=office.county_phone,
        division_code=office.division_code[:6],
    )


def association_party(office: Office, role: Role) -> Party:
    """Return the family planning association as a party (domain row R-07).

    Raises:
        SettingsError: The office has not said what it is called.
    """
    found = office.association
    if found is None:
        hint = '加一段：[association] 一行，其下写 name = "全称"，还可写 representative、post、address、phone'
        problem = Problem(where=FILE_NAME, message=f"{role.label}要签字，却没有写是哪个计生协会", hint=hint)
        raise SettingsError("缺少计生协会的资料，未生成任何文件。", [problem])
    return Party(
        role=role.name,
        type="fp_association",
        name=found.name,
        representative=found.representative,
        post=found.post,
        address=found.address,
        phone=found.phone,
        division_code=office.division_code,
    )


def parties_of(
    kind: Kind,
    office: Office,
    village: Village | None,
    other: Party | None,
    sources: Mapping[str, PartySource] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> tuple[Party, ...]:
    """Return the parties of a paper in the order of the manifest's roles.

    Args:
        kind: The kind of paper.
        office: Who the office is.
        village: The village it is about, if it is about one.
        other: The party that the roster names.
        sources: For each role where its party is found; by default where the manifest says first.
        chosen: Options by choice, by which a seat may stay empty; the first where none is given.

    Raises:
        KindError: A role wants a family, a unit or a village where there is none.
        SettingsError: A role wants the county or the association, which ``office.toml`` does not name.
    """
    seats = kind.seats(kind.first_options() | dict(chosen or {}))
    places = {role.name: role.source for role in kind.roles} | dict(sources or {})
    return tuple(_seated(kind, role, places[role.name], office, village, other) for role in seats)


def _seated(
    kind: Kind, role: Role, source: PartySource, office: Office, village: Village | None, other: Party | None
) -> Party:
    if source == "township":
        return township_party(office, role)
    if source == "county":
        return county_party(office, role)
    if source == "association":
        return association_party(office, role)
    if source == "village":
        party = village_party(village, role) if village else None
    else:
        party = other if source == "roster" else None
    if party is None:
        raise KindError(f"文种 {kind.id} 的{role.label}在名册里没有。")
    return party


def _row(record: Record) -> str:
    return f"{record.sheet} 第{record.row}行"
