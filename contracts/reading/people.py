"""One person of a row while its cells are read, and the person that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.identity import birth_of, gender_of
from contracts.model import Gender, PartialDate, Person, PersonRole
from contracts.reading.headings import Plan
from contracts.reading.layouts import vocabulary

ROLES: dict[str, PersonRole] = {
    "wife": "wife",
    "husband": "husband",
    "person": "person",
    "spouse": "spouse",
    "head": "head",
    "child": "child",
    "child2": "child",
    "child3": "child",
}
"""Who stands in the columns of each slot, unless the row itself says another."""
OF_TWO = {"couple": "name", "two_numbers": "id_number"}
"""What a column says of both of a couple."""
_BY_ROLE: dict[str, Gender] = {"wife": "female", "husband": "male"}
_PRESENT = frozenset({"name", "id_number", "phones", "birth_date"})


@dataclass(slots=True)
class Found:
    """What the cells of a row say of one person, and in which columns they say it, by key."""

    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)

    def is_present(self, *, named: bool) -> bool:
        """Whether anybody is there: something is said that names a person, or was meant to.

        Args:
            named: Whether the sheet has a column for the name; without it all that is said counts.
        """
        return bool(self.bad) or not (_PRESENT.isdisjoint(self.cells) if named else not self.cells)

    def contradictions(self, role: PersonRole) -> list[tuple[str, str, str]]:
        """Return where a checked ID number says another birthday or sex: key, message, hint."""
        number = self.values.get("id_number")
        if number is None:
            return []
        told: list[tuple[str, str, str]] = []
        birth = self.values.get("birth_date")
        if birth and not _agrees(birth, birth_of(number)):
            told.append(("birth_date", "出生日期与身份证号里的不一致", "请与身份证核对"))
        sex = self.values.get("gender") or _BY_ROLE.get(role)
        if sex and sex != gender_of(number):
            key = "gender" if "gender" in self.cells else "id_number"
            told.append((key, "身份证号里的性别与本栏不符", "请核对是否填错了人或填反了栏"))
        return told

    def person(self, role: PersonRole) -> Person:
        """Return the person as far as the cells name one."""
        said = self.values.get
        return Person(
            role=role,
            name=said("name") or "",
            id_number=said("id_number"),
            gender=said("gender"),
            birth=said("birth_date"),
            phones=said("phones") or (),
        )


def role_of(slot: str, values: Mapping[str, Any]) -> PersonRole:
    """Return who somebody is: as the row itself says, else as the column does."""
    if side := values.get("side"):
        return ROLES[side]
    if relation := values.get("relation"):
        return ROLES.get(vocabulary().relations.get(relation, ""), ROLES[slot])
    return ROLES[slot]


def is_named_again(head: Found, people: Mapping[str, Found]) -> bool:
    """Whether 户主姓名 is somebody of the row who is read with all that is said of them.

    That is the member of a household who is its head, or the wife or husband of the same name.
    """
    name = head.values.get("name")
    if head.bad or not {"name"} <= head.cells.keys() <= {"name", "id_number"}:
        return False
    member = people.get("person")
    if member is not None and "id_number" not in head.cells:
        is_head = vocabulary().relations.get(member.values.get("relation") or "") == "head"
        if is_head and name == member.values.get("name"):
            return True
    couple = [people[slot] for slot in ("wife", "husband") if slot in people]
    same = [one for one in couple if one.values.get("name") == name]
    return len(same) == 1 and head.values.get("id_number") in {None, same[0].values.get("id_number")}


def is_named_twice(person: Found, people: Mapping[str, Found]) -> bool:
    """Whether who receives the money is one of those whom the row names already: by name and ID number."""
    said, *others = (
        (found.values.get("name"), found.values.get("id_number"))
        for found in (person, *(other for other in people.values() if other is not person))
    )
    return None not in said and not person.bad and said in others


def _agrees(birth: PartialDate, born: date) -> bool:
    return birth.year == born.year and birth.month in {None, born.month} and birth.day in {None, born.day}


def slots_of(plan: Plan) -> tuple[str, ...]:
    """Return whose columns there are, in order; a column of couples is of two."""
    slots: list[str] = []
    for item in plan.fields:
        slots += [] if item.slot == "values" else [item.slot]
        slots += [slot for slot in ("husband", "wife") if item.key in OF_TWO]
    return tuple(dict.fromkeys(slots))


def lacking(key: str, slot: str) -> tuple[str, str]:
    """Return message and hint where somebody is there and their name or ID number is not."""
    if key == "name":
        return "没有姓名", "请在这一格填写姓名"
    return "没有身份证号", f"请照{'户口簿或出生医学证明' if ROLES[slot] == 'child' else '身份证'}填写"
