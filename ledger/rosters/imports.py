"""Rosters taken into the ledger, each value with its file, sheet and cell; and a whole roster taken back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from contracts.errors import LedgerError, RosterError
from contracts.identity import birth_of
from contracts.model import PartialDate, Person, PersonRole, Problem
from contracts.papers.parties import village_of
from contracts.records import Record, RosterReading
from contracts.settings import Office, Village
from ledger.journal import canonical
from ledger.store import Ledger, Row, Transaction
from ledger.transaction import Maker, refusal

_VILLAGE = re.compile(r"^(?:.*(?:镇|乡|街道|办事处))?(.{1,8}?(?:村|社区))")
_PLACES = ("village", "group", "residence_place", "registered_place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One roster in the ledger. ``left_out`` rows had faults; ``undone_because`` is empty while it stands."""

    id: int
    file_name: str
    file_sha256: str
    layout: str
    rows: int
    persons: int
    left_out: int
    at: str
    actor: str
    undone_because: str = ""


def record_import(tx: Transaction, reading: RosterReading, office: Office, *, good_only: bool = False) -> Import:
    """Enter every row of a roster; rows with faults are refused or, with ``good_only``, left out.

    Raises:
        RosterError: The roster has faults, or holds nobody; nothing is entered.
        LedgerError: The very same file has been imported and stands.
    """
    _refuse_known(tx, reading)
    if reading.problems and not good_only:
        raise RosterError(
            f"名册有 {len(reading.problems)} 处问题，没有导入。改正后再导入，或用 --good-only 只导入没有问题的行。",
            reading.problems,
        )
    kept = [record for record in reading.records if not record.bad]
    if not kept:
        raise RosterError("名册里没有可以导入的行。", reading.problems)
    left_out = len(reading.records) - len(kept)
    (import_id,) = tx.ids("imports", 1)
    row_ids = tx.ids("imported_rows", len(kept))
    head = {
        "id": import_id, "file_name": reading.file.name, "file_sha256": reading.file_sha256, "layout": reading.layout,
        "dropped_json": canonical(list(reading.dropped)), "left_out": left_out,
    }  # fmt: skip
    villages = [village_name(record, office) for record in kept]
    tables: dict[str, Sequence[Row] | Maker] = {
        "imports": [head],
        "imported_rows": lambda: map(_row, row_ids, repeat(import_id), kept, villages),
    }
    if count := sum(len(record.persons) for record in kept):
        person_ids = tx.ids("imported_persons", count)
        tables["imported_persons"] = lambda: _persons(person_ids, row_ids, kept, villages)
    body = {"file_sha256": reading.file_sha256, "layout": reading.layout, "left_out": left_out}
    tx.record("roster_imported", f"import {import_id}", body, tables)
    return import_of(tx, import_id)


def _refuse_known(tx: Transaction, reading: RosterReading) -> None:
    known = tx.rows("select id from standing_imports where file_sha256 = ?", [reading.file_sha256])
    if known:
        number = known[0]["id"]
        message = f"这个文件已经导入（第 {number} 次导入）"
        hint = f"不用再导入；导入错了先用 shouyue roster undo {number}"
        raise LedgerError("没有导入。", [Problem(where=reading.file.name, message=message, hint=hint)])


def _row(row_id: int, import_id: int, record: Record, village: str) -> Row:
    return {
        "id": row_id, "import_id": import_id, "sheet": record.sheet, "row": record.row, "village": village,
        "values_json": canonical(dict(record.values)), "cells_json": canonical(record.provenance),
    }  # fmt: skip


def _persons(person_ids: range, row_ids: range, records: Sequence[Record], villages: Sequence[str]) -> Iterator[Row]:
    fresh = iter(person_ids)
    for row_id, record, village in zip(row_ids, records, villages, strict=True):
        for place, person in enumerate(record.persons):
            yield _person(next(fresh), row_id, place, person, record, village)


def _person(person_id: int, row_id: int, place: int, person: Person, record: Record, village: str) -> Row:
    return {
        "id": person_id, "imported_row_id": row_id, "place": place, "role": person.role, "name": person.name,
        "id_number": person.id_number, "gender": person.gender,
        "had_15_digits": int(f"persons.{place}.id_number" in record.old_forms),
        "birth": str(person.birth) if person.birth else None, "phones": canonical(list(person.phones)),
        "identity": identity_of(person, village),
    }  # fmt: skip


def identity_of(person: Person, village: str) -> str:
    """Return who this is, as far as the paper says, as 64 hex digits.

    Name and ID number; where there is no number, name, birthday and village.
    """
    known = [person.id_number, "", ""] if person.id_number else ["", birthday(person), village]
    return hashlib.sha256(canonical([person.name, *known]).encode("utf-8", "surrogatepass")).hexdigest()


def birthday(person: Person) -> str:
    """Return the birthday as precise as it is known: by the number, else as written; empty where unknown."""
    if person.id_number:
        return birth_of(person.id_number).isoformat()
    return str(person.birth) if person.birth else ""


def village_name(record: Record, office: Office) -> str:
    """Return the short name of the village that a row names; empty where it names none for certain."""
    village = village_of(record, office)
    if isinstance(village, Village):
        return village.short
    named = (_VILLAGE.match(str(record.value(key) or "")) for key in _PLACES)
    return next((match[1] for match in named if match), "")


_IMPORTS = """
select i.id, i.file_name, i.file_sha256, i.layout, i.left_out, e.at, e.actor,
       coalesce(u.because, '') as undone_because,
       (select count(*) from imported_rows r where r.import_id = i.id) as rows,
       (select count(*) from imported_rows r join imported_persons p on p.imported_row_id = r.id
        where r.import_id = i.id) as persons
from imports i join events e on e.seq = i.event_seq left join import_undoings u on u.import_id = i.id
"""


def imports(ledger: Ledger) -> tuple[Import, ...]:
    """Return every import, oldest first, those taken back too."""
    return tuple(Import(**row) for row in ledger.rows(f"{_IMPORTS} order by i.id"))


def import_of(source: Ledger | Transaction, import_id: int) -> Import:
    """Return one import.

    Raises:
        LedgerError: There is none of that number.
    """
    found = source.rows(f"{_IMPORTS} where i.id = ?", [import_id])
    if not found:
        problem = Problem(
            where=f"第 {import_id} 次导入", message="台账里没有", hint="用 shouyue roster imports 查看全部导入"
        )
        raise LedgerError("没有这次导入。", [problem])
    return Import(**found[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One value of an import and where it was read: ``path`` as in :class:`~contracts.records.Record`."""

    file_sha256: str
    sheet: str
    row: int
    cell: str
    path: str
    value: str | int | bool | None


def origins(ledger: Ledger, import_id: int) -> Iterator[Origin]:
    """Yield every value of an import with the cell it was read from, in the order of the rows.

    Raises:
        LedgerError: There is no such import.
    """
    file_sha256 = import_of(ledger, import_id).file_sha256
    for _, record in _read_back(ledger, "r.import_id = ?", [import_id]):
        data = record.as_json()
        for path, cell in record.provenance.items():
            yield Origin(
                file_sha256=file_sha256, sheet=record.sheet, row=record.row, cell=cell, path=path,
                value=_value(data, path),
            )  # fmt: skip


def _value(data: Row, path: str) -> str | int | bool | None:
    kind, _, rest = path.partition(".")
    if kind == "values":
        found: str | int | bool | None = data["values"].get(rest)
        return found
    place, _, key = rest.partition(".")
    value = data["persons"][int(place)].get(key)
    return "、".join(value) if isinstance(value, list) else value


def standing_records(ledger: Ledger) -> tuple[tuple[Import, int, Record], ...]:
    """Return the rows of all imports that stand, oldest import first: its import, row id, and what it says."""
    known = {item.id: item for item in imports(ledger) if not item.undone_because}
    found = _read_back(ledger, "r.import_id in (select id from standing_imports)", [])
    return tuple((known[row["import_id"]], row["id"], record) for row, record in found)


def _read_back(ledger: Ledger, where: str, parameters: Sequence[int]) -> Iterator[tuple[Row, Record]]:
    persons: dict[int, list[Person]] = {}
    for row in ledger.rows(
        f"select p.* from imported_rows r join imported_persons p on p.imported_row_id = r.id"
        f" where {where} order by p.imported_row_id, p.place",
        parameters,
    ):
        persons.setdefault(row["imported_row_id"], []).append(person_from(row))
    for row in ledger.rows(f"select r.* from imported_rows r where {where} order by r.id", parameters):
        yield row, Record(
            sheet=row["sheet"], row=row["row"], persons=tuple(persons.get(row["id"], ())),
            values=tuple(json.loads(row["values_json"]).items()), cells=tuple(json.loads(row["cells_json"]).items()),
        )  # fmt: skip


def person_from(row: Row) -> Person:
    """Return the person that a row of ``imported_persons`` is about."""
    role: PersonRole = row["role"]
    return Person(
        role=role, name=row["name"], id_number=row["id_number"], gender=row["gender"],
        birth=PartialDate.parse(row["birth"]) if row["birth"] else None, phones=tuple(json.loads(row["phones"])),
    )  # fmt: skip


_KEPT = "这份合同就是用这次导入的文件起草的；名册有错请改正后另行导入"
_NOT_KEPT = "没有记下这份合同用哪份名册起草，只能当作依据这次导入；名册有错请改正后另行导入"


def resting_on(source: Ledger | Transaction, import_id: int) -> tuple[Problem, ...]:
    """Return the signed papers that rest on an import: registered after it, and drafted from its file.

    Where the list that a paper was drafted from was not kept, a person of the import among its parties counts.
    """
    found = source.rows(
        "select * from import_papers where import_id = ? order by number, name, sheet, row", [import_id]
    )
    return tuple(_resting(row) for row in found)


def _resting(row: Row) -> Problem:
    number, title, day = row["number"], row["title"], row["signed_on"]
    if row["name"] is None:
        message = f"批次 {row['batch']} 第 {row['row']} 行，{day} 签了“{title}”"
        return Problem(where=number, message=message, hint=_KEPT)
    message = f"{row['name']}（{row['sheet']} 第 {row['row']} 行）{day} 签了“{title}”"
    return Problem(where=number, message=message, hint=_NOT_KEPT)


def undo_import(tx: Transaction, import_id: int, *, because: str) -> Import:
    """Take back a whole import: its rows stay visible and count no more. Returns it as it is then.

    Raises:
        LedgerError: No such import, taken back before, no reason, or signed papers rest on it (each named).
    """
    known = import_of(tx, import_id)
    if known.undone_because:
        raise refusal(tx.ledger.path, f"第 {import_id} 次导入已经撤销（{known.undone_because}）", "不用再撤销")
    if not because.strip():
        raise refusal(tx.ledger.path, "没有写明为什么撤销", "用 --because 写明原因")
    if papers := resting_on(tx, import_id):
        raise LedgerError(f"第 {import_id} 次导入不能撤销：有 {len(papers)} 处已签的合同依据它。", papers)
    row = {"import_id": import_id, "because": because.strip()}
    tx.record("import_undone", f"import {import_id}", {"because": because.strip()}, {"import_undoings": [row]})
    return import_of(tx, import_id)
