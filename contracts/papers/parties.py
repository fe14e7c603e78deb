"""Who sits at the table: roster records and ``office.toml`` become parties."""

from __future__ import annotations

from dataclasses import replace

from contracts.errors import KindError
from contracts.identity import gender_of
from contracts.kinds import Kind, Role
from contracts.model import Party, Person, Problem
from contracts.records import Record
from contracts.settings import Office, Village

_PLACES = ("group", "residence_place", "registered_place")
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


def household(record: Record, role: Role) -> Party | Problem:
    """Return the family of a record: one or two adults who sign, children on record behind them.

    A record without an adult, or whose adult has no usable ID number, is a problem: a contract names
    its parties.
    """
    adults = [person for person in record.persons if person.role != "child"]
    if not adults:
        return Problem(where=_row(record), message="没有可以签订的成年人", hint="填写女方或男方姓名和身份证号")
    for person in adults:
        if person.id_number is None:
            return Problem(where=_row(record), message=f"{person.name}没有身份证号", hint="请与身份证核对后补填")
    kind = "couple" if len(adults) > 1 else "person"
    if kind not in role.types:
        return Problem(where=_row(record), message="本文种不能与单人签订", hint="改用其他文种")
    return Party(
        role=role.name,
        type="couple" if len(adults) > 1 else "person",
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
    """Return a villagers' committee as a party."""
    return Party(
        role=role.name,
        type="village_committee",
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


def parties_of(kind: Kind, office: Office, village: Village, family: Party | None) -> tuple[Party, ...]:
    """Return the parties of a paper in the order of the manifest's roles.

    Raises:
        KindError: A role wants a family where there is none.
    """
    return tuple(_seated(kind, role, office, village, family) for role in kind.roles)


def _seated(kind: Kind, role: Role, office: Office, village: Village, family: Party | None) -> Party:
    if role.source == "township":
        return township_party(office, role)
    if role.source == "village":
        return village_party(village, role)
    if family is None:
        raise KindError(f"文种 {kind.id} 的{role.label}是家庭，名册里没有家庭。")
    return family


def _row(record: Record) -> str:
    return f"{record.sheet} 第{record.row}行"
