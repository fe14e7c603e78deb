"""What stands in one row of a roster, and where each value was read.

Shapes only: :mod:`contracts.reading.rows` fills them, :mod:`contracts.reading.roster` hands them out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.model import Person, Problem

Known = str | int | bool | None

SUMMARY = "守约核对"
MEMORY = "守约记录"
HOW_TO = "守约填写说明"
NOTES = frozenset({SUMMARY, MEMORY, HOW_TO})
"""Sheets that we put into marked workbooks and blank forms; they are no part of the roster."""
_DIED_ON = "died_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row (0: a whole sheet) that was not read, and why, in Chinese."""

    row: int
    why: str
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row: its persons, wife or applicant first as the sheet has them, and what else it says.

    ``values`` holds every key the sheet has a column for; ``None`` is not known. ``cells`` names for each
    path (``persons.0.id_number``, ``values.group``) the column, or the whole cell where it is another
    row's. ``bad`` are the paths with a problem: their value is missing or waits for a person; ``old_forms``
    are the ID numbers that were written with 15 digits.
    """

    sheet: str
    row: int
    persons: tuple[Person, ...]
    values: tuple[tuple[str, Known], ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    bad: tuple[str, ...] = ()
    old_forms: tuple[str, ...] = ()

    def value(self, key: str) -> Known:
        """Return a value of the row, ``None`` where it is not known or the sheet has no such column."""
        return next((value for known, value in self.values if known == key), None)

    @property
    def of_the_dead(self) -> bool:
        """Whether the row stands in a list of who died, which has a column for the day."""
        return any(key == _DIED_ON for key, _ in self.values)

    @property
    def provenance(self) -> dict[str, str]:
        """The cell of each path: ``{"persons.0.id_number": "C7"}``."""
        return {path: cell if cell[-1].isdigit() else f"{cell}{self.row}" for path, cell in self.cells}

    def cell_of(self, path: str) -> str:
        """Return the cell of one path, empty where it has none."""
        cell = next((cell for known, cell in self.cells if known == path), "")
        return f"{cell}{self.row}" if cell.isalpha() else cell

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain data: row, persons, values, provenance."""
        return {
            "row": self.row,
            "persons": [_person(person) for person in self.persons],
            "values": dict(self.values),
            "provenance": self.provenance,
        }


def _person(person: Person) -> dict[str, Any]:
    return {
        "role": person.role,
        "name": person.name,
        "id_number": person.id_number,
        "phones": list(person.phones),
        "birth_date": str(person.birth) if person.birth else None,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReading:
    """Everything a file holds: good rows, every problem, what was dropped unread and what was skipped.

    ``passed`` are the ID numbers, with their cells, of rows that an earlier round knows to be good; ``remarks``
    say in Chinese what a person should know of the file besides.
    """

    file: Path
    file_sha256: str
    layout: str
    records: Sequence[Record]
    problems: tuple[Problem, ...] = ()
    dropped: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    passed: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()

    def json_lines(self) -> Iterator[str]:
        """Yield what ``roster check --json`` prints, each item of a list on a line of its own.

        One JSON object; problems have sheet, cell, message, hint. Where several sheets are rosters, a record and a
        row that was passed over say theirs too. It is written as it is made: a roster of a whole county is not held
        twice.
        """
        several = len(self.records) > 1 and self.records[0].sheet != self.records[-1].sheet
        lists: dict[str, Iterable[Any]] = {
            "records": (_of(record.sheet, several) | record.as_json() for record in self.records),
            "problems": map(_problem, self.problems),
            "dropped": self.dropped,
            "skipped": (_of(item.sheet, several) | {"row": item.row, "why": item.why} for item in self.skipped),
        }
        yield f'{{"layout": {_json(self.layout)}'
        for name, items in lists.items():
            yield f', "{name}": ['
            before = ""
            for item in items:
                yield f"{before}{_json(item)}"
                before = ","
            yield "]"
        yield "}"

    def repeated(self) -> tuple[tuple[str, ...], ...]:
        """Return for each ID number that stands in several rows the cells it stands in; a person decides."""
        cells: dict[str, list[str]] = {}
        for id_number, cell in self.passed:
            cells.setdefault(id_number, []).append(cell)
        for record in self.records:
            for number, person in enumerate(record.persons):
                if person.id_number:
                    cell = record.cell_of(f"persons.{number}.id_number") or str(record.row)
                    cells.setdefault(person.id_number, []).append(f"{record.sheet}!{cell}")
        return tuple(tuple(places) for places in cells.values() if len(places) > 1)


def _of(sheet: str, several: bool) -> dict[str, str]:  # noqa: FBT001 - two of a kind, side by side
    return {"sheet": sheet} if several else {}


def _json(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)


def _problem(problem: Problem) -> dict[str, str]:
    sheet, _, cell = problem.where.rpartition("!")
    return {"sheet": sheet, "cell": cell, "message": problem.message, "hint": problem.hint}
