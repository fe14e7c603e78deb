"""The same person in two lists, or twice in one: shown side by side, decided by a person, remembered.

Two places are asked about where the ID number is the same, or where name, birthday and village are. Of the
same two spellings of a person only one pair is asked, whatever the number of lists they stand in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from contracts.errors import LedgerError
from contracts.model import Person, Problem
from ledger.rosters.imports import birthday, person_from
from ledger.store import Ledger, Row, Transaction

Verdict = Literal["same", "different"]

SAME_NUMBER = "same_number"
SAME_NUMBER_OTHER_NAME = "same_number_other_name"
SAME_BIRTH = "same_name_birth_village"
REASONS = {
    SAME_NUMBER: "身份证号和姓名都相同",
    SAME_NUMBER_OTHER_NAME: "身份证号相同，姓名不同",
    SAME_BIRTH: "姓名、出生日期和村相同",
}
_MONTH = 7  # YYYY-MM
_LOOKS = """
select id, id_number, name, village,
       case when id_number is not null then substr(id_number, 7, 4) || '-' || substr(id_number, 11, 2)
            when length(birth) >= 7 then substr(birth, 1, 7) end as month
from standing_imported_persons
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person stands: import, file, sheet, row, and the cell of the number or else of the name."""

    id: int
    import_id: int
    file_name: str
    sheet: str
    row: int
    cell: str
    village: str
    person: Person
    had_15_digits: bool
    identity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two places that may be one person. ``reason`` is a key of :data:`REASONS`; ``within`` one list if set."""

    one: Place
    other: Place
    reason: str
    within: int | None = None
    verdict: Verdict | None = None
    because: str = ""

    @property
    def name(self) -> str:
        """How the pair is called in commands: ``12-45``."""
        return f"{self.one.id}-{self.other.id}"

    @property
    def why(self) -> str:
        """The reason in Chinese, with what the two places differ in."""
        said = [REASONS[self.reason]]
        if self.one.had_15_digits != self.other.had_15_digits and self.reason != SAME_BIRTH:
            said.append("一处写的是 15 位旧号")
        if self.reason == SAME_BIRTH:
            numbers = [bool(place.person.id_number) for place in (self.one, self.other)]
            said.append("身份证号不同" if all(numbers) else "有一处没有身份证号" if any(numbers) else "都没有身份证号")
        if self.within:
            said.append("在同一份名册里")
        return "，".join(said)


def pairs(source: Ledger | Transaction, *, decided: bool = False, touching: int | None = None) -> tuple[Pair, ...]:
    """Return the pairs that wait for a decision, by place; with ``decided`` those decided as well.

    Args:
        source: The ledger, or a transaction whose own rows count too.
        decided: Whether pairs with a verdict are returned too.
        touching: If given, only pairs with a place in this import.
    """
    verdicts = _verdicts(source)
    found = []
    for one, other, reason in _candidates(_places(source)):
        within = one.import_id if one.import_id == other.import_id else None
        verdict, because = verdicts.get((*_ordered(one, other), within), (None, ""))
        if touching in {None, one.import_id, other.import_id} and (decided or verdict is None):
            pair = Pair(one=one, other=other, reason=reason, within=within, verdict=verdict, because=because)
            found.append(pair)
    return tuple(sorted(found, key=lambda pair: (pair.one.id, pair.other.id)))


def decide(tx: Transaction, chosen: Sequence[Pair], verdict: Verdict, *, because: str) -> int:
    """Keep a person's decision on pairs; it holds for later lists that spell the two alike. Returns how many.

    Raises:
        LedgerError: No pair, or no reason.
    """
    if not chosen or not because.strip():
        problem = Problem(where="决定", message="没有写明哪些、为什么", hint="写编号（如 12-45）和 --because 原因")
        raise LedgerError("没有记下决定。", [problem])
    rows = [
        {"one_identity": one, "other_identity": other, "import_id": pair.within, "verdict": verdict,
         "because": because.strip()}
        for pair in chosen
        for one, other in (_ordered(pair.one, pair.other),)
    ]  # fmt: skip
    subject = "、".join(pair.name for pair in chosen[:5])
    body = {"verdict": verdict, "because": because.strip()}
    tx.record("identity_decided", subject, body, {"identity_decisions": rows})
    return len(rows)


def chosen_pairs(source: Ledger | Transaction, names: Collection[str], reason: str | None = None) -> tuple[Pair, ...]:
    """Return the pairs of these names, decided or not, and every open pair of a reason.

    Raises:
        LedgerError: A name that is no pair; each is told.
    """
    every = {pair.name: pair for pair in pairs(source, decided=True)}
    missing = [name for name in names if name not in every]
    if missing:
        hint = "用 shouyue roster duplicates 查看编号"
        raise LedgerError("没有记下决定。", [Problem(where=name, message="没有这一对", hint=hint) for name in missing])
    by_reason = [pair for pair in every.values() if pair.reason == reason and pair.verdict is None]
    return tuple(dict.fromkeys([*(every[name] for name in names), *by_reason]))


def same_people(source: Ledger | Transaction) -> dict[str, str]:
    """Return for each identity that was decided to be another's the one that stands for all of them."""
    leaders: dict[str, str] = {}

    def leader(identity: str) -> str:
        while identity in leaders:
            identity = leaders[identity]
        return identity

    for (one, other, _), (verdict, _) in _verdicts(source).items():
        first, second = sorted((leader(one), leader(other)))
        if verdict == "same" and first != second:
            leaders[second] = first
    return {identity: leader(identity) for identity in leaders}


def _verdicts(source: Ledger | Transaction) -> dict[tuple[str, str, int | None], tuple[Verdict, str]]:
    found = source.rows("select * from identity_decisions order by id")
    return {
        (row["one_identity"], row["other_identity"], row["import_id"]): (row["verdict"], row["because"])
        for row in found
    }


def _ordered(one: Place, other: Place) -> tuple[str, str]:
    first, second = sorted((one.identity, other.identity))
    return first, second


def _places(source: Ledger | Transaction) -> list[Place]:
    """Return, by id, the places that have a number, or name, village and month of birth, in common with another."""
    first: dict[int, int] = {}
    alike: set[int] = set()
    for row in source.each(_LOOKS):
        for look in (row["id_number"], (row["name"], row["village"], row["month"])):
            if look and all(look):
                one = first.setdefault(hash(look), row["id"])  # the hash: short, and a chance likeness does no harm
                if one != row["id"]:
                    alike |= {one, row["id"]}
    chosen = "select * from standing_imported_persons where id in (select value from json_each(?)) order by id"
    return [_place(row) for row in source.each(chosen, [json.dumps(sorted(alike))])]


def _place(row: Row) -> Place:
    cells = json.loads(row["cells_json"])
    keys = (f"persons.{row['place']}.id_number", f"persons.{row['place']}.name")
    cell = next((cells[key] for key in keys if key in cells), str(row["row"]))
    return Place(
        id=row["id"], import_id=row["import_id"], file_name=row["file_name"], sheet=row["sheet"], row=row["row"],
        cell=cell, village=row["village"], person=person_from(row), had_15_digits=bool(row["had_15_digits"]),
        identity=row["identity"],
    )  # fmt: skip


def _candidates(places: Iterable[Place]) -> Iterator[tuple[Place, Place, str]]:
    by_number: dict[str, list[Place]] = defaultdict(list)
    by_name: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for place in places:
        if place.person.id_number:
            by_number[place.person.id_number].append(place)
        born = birthday(place.person)
        if place.person.name and place.village and len(born) >= _MONTH:
            by_name[place.person.name, place.village, born[:_MONTH]].append(place)
    for group in by_number.values():
        for one, other in _asked(group):
            same = one.person.name == other.person.name
            yield one, other, SAME_NUMBER if same else SAME_NUMBER_OTHER_NAME
    for group in by_name.values():
        for one, other in _asked(group):
            numbers = {one.person.id_number, other.person.id_number}
            if (len(numbers) > 1 or None in numbers) and _born_alike(one.person, other.person):
                yield one, other, SAME_BIRTH


def _asked(group: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield of places that look alike one pair for each two spellings, and for each list with a repetition."""
    if len(group) < 2:  # noqa: PLR2004
        return
    spelt: dict[str, list[Place]] = defaultdict(list)
    lists: dict[int, list[Place]] = defaultdict(list)
    for place in group:
        spelt[place.identity].append(place)
        lists[place.import_id].append(place)
    for first, *rest in spelt.values():
        elsewhere = next((place for place in rest if place.import_id != first.import_id), None)
        if elsewhere:
            yield first, elsewhere
    if len(lists) > 1:
        across = combinations([places[0] for places in spelt.values()], 2)
        yield from ((one, other) for one, other in across if one.import_id != other.import_id)
    for first, *rest in lists.values():
        elsewhere_in_it = [place for place in rest if (place.sheet, place.row) != (first.sheet, first.row)]
        once = {place.identity: place for place in reversed(elsewhere_in_it)}
        yield from ((first, other) for other in once.values())


def _born_alike(one: Person, other: Person) -> bool:
    """Whether two birthdays of the same month agree as far as both are known."""
    first, second = birthday(one), birthday(other)
    known = min(len(first), len(second))
    return first[:known] == second[:known]
