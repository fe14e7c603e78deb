"""The invented township: its office, its villages and its families, the same at every run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from random import Random
from typing import Any

from contracts.identity import parse_id_number
from contracts.model import Gender, PartialDate
from contracts.settings import Office, Village

SEED = 429_999_101
FAMILIES_PER_VILLAGE = 62
LAST_CERTIFICATE_YEAR = 2015
"""Couples who had their only child later were given no certificate (§2.8)."""

_SURNAME = re.compile("欧阳|司徒|.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adult:
    """A wife or a husband; ``id_number`` is valid in form and belongs to nobody."""

    name: str
    id_number: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One household with its certificate. A widowed one has one adult."""

    village: Village
    group: int
    house: int
    wife: Adult | None
    husband: Adult | None
    child_name: str
    child_gender: Gender
    child_birth: PartialDate
    certificate_number: str
    issued_on: PartialDate

    @property
    def address(self) -> str:
        """Where they live."""
        return f"湖北省示范县青河镇{self.village.short}{self.group}组{self.house}号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Township:
    """An office and its families, village by village, group by group."""

    office: Office
    families: tuple[Family, ...]

    def families_of(self, village: Village) -> tuple[Family, ...]:
        """Return the families of a village in the order of its roster."""
        return tuple(family for family in self.families if family.village == village)


def township(families_per_village: int = FAMILIES_PER_VILLAGE) -> Township:
    """Return 青河镇 with so many families in each of its four villages."""
    data = tomllib.loads(files("ledger.demo").joinpath("township.toml").read_text(encoding="utf-8"))
    office = _office(data)
    # Not for secrets: the same seed must give the same people.
    births = _Births(data["names"], Random(SEED))  # noqa: S311
    families = [
        family
        for village, item in zip(office.villages, data["villages"], strict=True)
        for family in births.families(village, item, families_per_village)
    ]
    return Township(office=office, families=tuple(families))


def _office(data: dict[str, Any]) -> Office:
    villages = tuple(
        Village(**{key: value for key, value in item.items() if key not in {"groups", "surnames"}})
        for item in data["villages"]
    )
    values = tuple((kind, name, text) for kind, table in data["values"].items() for name, text in table.items())
    return Office(**data["office"], villages=villages, values=values)


class _Births:
    """Draws people; every ID number and telephone number is given out once."""

    def __init__(self, names: dict[str, Any], chance: Random) -> None:
        self.names = names
        self.chance = chance
        self.taken: set[str] = set()
        self.phones = 0
        self.certificates = 0

    def families(self, village: Village, item: dict[str, Any], count: int) -> Iterator[Family]:
        """Yield the families of a village; the groups fill up one after the other."""
        for number in range(count):
            group = 1 + number * int(item["groups"]) // count
            yield self._family(village, group, number, item["surnames"])

    def _family(self, village: Village, group: int, number: int, surnames: str) -> Family:
        wife_born, child_born = self._generations(number)
        husband_born = wife_born - timedelta(days=self.chance.randint(-400, 1800))
        wife_name, husband_name = self._couple(surnames, number)
        alone = every(17, number)
        wife = None if alone and number % 2 else self._adult(wife_name, wife_born, female=True)
        husband = None if alone and not number % 2 else self._adult(husband_name, husband_born, female=False)
        year = min(child_born.year + 1, LAST_CERTIFICATE_YEAR)
        issued = max(self._day(year, year), child_born + timedelta(days=20))
        self.certificates += 1
        return Family(
            village=village,
            group=group,
            house=3 + number * 2,
            wife=wife,
            husband=husband,
            child_name=self._child_name(husband_name, number),
            child_gender="female" if number % 2 else "male",
            child_birth=_known(child_born, month_only=every(9, number)),
            certificate_number=f"鄂示{issued.year}{self.certificates:05d}",
            issued_on=_known(issued, month_only=every(7, number)),
        )

    def _generations(self, number: int) -> tuple[date, date]:
        """Return the wife's birthday and the child's: small children, grown-up ones, parents past sixty."""
        first, last = [(2012, 2015), (2012, 2015), (1996, 2006), (1984, 1990), (2013, 2015)][number % 5]
        child_born = self._day(first, last)
        older = self.chance.randint(21, 29)
        return self._day(child_born.year - older, child_born.year - older), child_born

    def _day(self, first: int, last: int) -> date:
        start = date(first, 1, 1)
        return start + timedelta(days=self.chance.randint(0, (date(last, 11, 30) - start).days))

    def _couple(self, surnames: str, number: int) -> tuple[str, str]:
        if every(21, number):
            wife, husband = self.names["long"][number // 21 % len(self.names["long"])]
            return str(wife), str(husband)
        wife = self.chance.choice(self.names["others"]) + self.chance.choice(self.names["women"])
        husband = self._surname(surnames) + self.chance.choice(self.names["men"])
        return wife, husband

    def _surname(self, surnames: str) -> str:
        """Return one of the village's surnames; 欧阳 and 司徒 stay together."""
        return self.chance.choice([str(found) for found in _SURNAME.findall(surnames)])

    def _child_name(self, husband_name: str, number: int) -> str:
        given = self.chance.choice(self.names["girls" if number % 2 else "boys"])
        if "·" in husband_name:
            return f"{given}·{husband_name.partition('·')[0]}"
        return f"{_SURNAME.findall(husband_name)[0]}{given}"

    def _adult(self, name: str, born: date, *, female: bool) -> Adult:
        while True:
            place_in_line = self.chance.randrange(0 if female else 1, 1000, 2)
            number = parse_id_number(f"429999{born:%y%m%d}{place_in_line:03d}")
            if number not in self.taken:
                break
        self.taken.add(number)
        self.phones += 1
        return Adult(name=name, id_number=number, phone=f"1990000{self.phones:04d}")


def every(count: int, number: int) -> bool:
    """Say whether this is the last of every so many, counted from 0: how the story chooses without chance."""
    return (number + 1) % count == 0


def _known(day: date, *, month_only: bool) -> PartialDate:
    return PartialDate(year=day.year, month=day.month, day=None if month_only else day.day)
