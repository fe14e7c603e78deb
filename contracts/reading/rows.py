"""From one row of cells to a record, by the plan of the sheet; every fault with its cell."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from contracts.identity import birth_of, gender_of, parse_id_number
from contracts.model import Gender, PartialDate, Person, PersonRole, Problem
from contracts.partial_dates import parse_partial_date
from contracts.reading.cells import plain_text, refuse_unseen
from contracts.reading.children import Child
from contracts.reading.columns import Column, columns_of
from contracts.reading.headings import Field, Plan
from contracts.reading.layouts import vocabulary
from contracts.records import Known, Record
from contracts.sheets import Sheet, Value, cell_name, column_letters

_OLD_DIGITS = 15
_ROLES: dict[str, PersonRole] = {
    "wife": "wife",
    "husband": "husband",
    "person": "person",
    "spouse": "spouse",
    "head": "head",
    "child": "child",
    "child2": "child",
    "child3": "child",
}
_BY_ROLE: dict[str, Gender] = {"wife": "female", "husband": "male"}
_NAME_AND_ID = re.compile(
    r"(?P<name>[^\d:：,，(（/、;；]{2,20}?)[\s:：,，(（/、;；]*"
    r"(?:(?P<phone>1[3-9]\d{9})|(?P<number>\d[\dA-Za-zＸｘ*＊.+ ]{10,22}))[)）]?"  # a spoilt number is one too
)
_NOBODY = frozenset({"无", "/", "-", "—", "\\", "没有", "——", "--"})
_PLAIN_NOTES = frozenset({"女", "男", "户主", "本人", "妻", "夫", "配偶"})
_FILLED_TYPES = frozenset({"text", "name", "id_number", "phones", "digits", "gender"})
_DITTO = frozenset({"同上", "″", '"', "〃", "''", "”", "同前"})
_DITTO_KEYS = frozenset({"group", "village", "residence_place", "registered_place"})
_SAME_PLACE = frozenset({"同左", "同户籍地", "同户籍地址", "同户籍", "同户籍所在地"})
_SEXES = frozenset({"男", "女", ")", "）"})
_SEX_BEHIND = re.compile(r"[\s,，、/;；(（]*[男女][)）]?\s*$")
_OF_TWO = {"couple": "name", "two_numbers": "id_number"}
_SAYS_WHO = frozenset({"relation", "side"})
_PRESENT = frozenset({"name", "id_number", "phones", "birth_date"})
_BLANKS = "\u200b\ufeff '\t\r\n\u3000\xa0"


@dataclass(slots=True)
class _Found:
    """One person of a row while its cells are read: values and columns by key."""

    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Row:
    """What a row gave so far."""

    number: int
    people: dict[str, _Found] = field(default_factory=dict)
    values: dict[str, Known] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)
    children: list[tuple[Child, str]] = field(default_factory=list)
    old_forms: set[str] = field(default_factory=set)
    filled: bool = False


class RowReader:
    """Reads the rows of one sheet in order; ``problems`` grows as it goes.

    ``group`` is the group that a line between the rows named, with its cell, for the rows that name none.
    """

    def __init__(self, sheet: Sheet, plan: Plan, as_of: date | None = None) -> None:
        self.problems: list[Problem] = []
        self.group: tuple[str, str] | None = None
        self._sheet = sheet.name
        self._as_of = as_of
        self._read_in_order = columns_of(plan, as_of)
        self._columns = {(item.slot, item.key): item.column for item in plan.fields}
        for item in plan.fields:
            if item.key in _OF_TWO:
                self._columns |= {(slot, _OF_TWO[item.key]): item.column for slot in ("wife", "husband")}
        self._unknown: dict[str, Known] = {item.key: None for item in plan.fields if item.slot == "values"}
        self._slots = _slots(plan)
        self._faults = dict(sheet.notes.errors) | dict.fromkeys(sheet.notes.uncalculated, "")
        self._covered = _covered(sheet, plan)
        self._tops: dict[tuple[int, int], Value] = {}
        self._previous: dict[str, Known] = {}
        self._passed: tuple[int, Sequence[Value]] | None = None
        self._shared: dict[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = {}

    def pass_over(self, number: int, cells: Sequence[Value]) -> list[tuple[str, str]]:
        """Take note of a row that is known to be good; return its ID numbers with their cells."""
        for place, tops in self._covered.items():
            if tops.get(number) == number:
                self._tops[place, number] = cells[place - 1] if place <= len(cells) else ""
        self._passed = number, cells
        found = []
        for column in self._read_in_order:
            text = cells[column.at] if column.item.type == "id_number" and column.at < len(cells) else ""
            if isinstance(text, str) and text.strip():
                with contextlib.suppress(ValueError):
                    found.append((parse_id_number(text), f"{self._sheet}!{column.letters}{number}"))
        return found

    def read(self, number: int, cells: Sequence[Value]) -> Record | None:
        """Return the record of a row, or ``None`` where nobody stands in it; faults go to ``problems``."""
        if self._passed:
            passed, self._passed = self._passed, None
            self._read(*passed)  # 同上 in this row means what stands there
        return self._read(number, cells)

    def _read(self, number: int, cells: Sequence[Value]) -> Record | None:
        row = _Row(number, values=self._unknown.copy())
        width = len(cells)
        for column in self._read_in_order:
            item, place = column.item, column.letters
            value = column.whole(cells) if item.also else cells[column.at] if column.at < width else ""
            if self._covered and item.column in self._covered:
                value, place = self._filled_down(item.column, number, value, place)
            if self._faults and self._is_fault(row, item, place):
                continue
            if value != "" and not _is_blank(value):
                self._read_cell(row, column, value, place)
        if not row.filled:
            return None
        if self.group and row.values.get("group") is None and "values.group" not in row.bad:
            row.values["group"], row.cells["group"] = self.group
        return self._record(row)

    def _filled_down(self, column: int, number: int, value: Value, place: str) -> tuple[Value, str]:
        top = self._covered[column].get(number)
        if top is None:
            return value, place
        if top == number:
            self._tops[column, top] = value
            return value, place
        return self._tops.get((column, top), ""), cell_name(top, column)

    def _is_fault(self, row: _Row, item: Field, place: str) -> bool:
        text = self._faults.get(f"{place}{row.number}")
        if text is None:
            return False
        row.filled = True
        if text:
            message, hint = f"单元格出错（{text}）", "请在 Excel/WPS 里改正公式或直接填写"
        else:
            message, hint = "公式还没有计算", "请在 Excel/WPS 里打开保存一次"
        self._bad(row, item, place, message, hint)
        if item.slot != "values":
            row.people.setdefault(item.slot, _Found())
        return True

    def _bad(self, row: _Row, item: Field, place: str, message: str, hint: str) -> None:
        cell = place if place[-1].isdigit() else f"{place}{row.number}"
        self.problems.append(Problem(where=f"{self._sheet}!{cell}", message=message, hint=hint))
        if item.slot == "values":
            row.bad.append(f"values.{item.key}")
        else:
            row.people.setdefault(item.slot, _Found()).bad.add(item.key)

    def _read_cell(self, row: _Row, column: Column, value: Value, place: str) -> None:
        item = column.item
        if item.key == "name" and value in _NOBODY:
            return
        row.filled = True
        if item.key in _OF_TWO:
            self._read_two(row, column, value, place)
            return
        found = None
        if item.slot != "values" and item.key != "children":
            found = row.people.get(item.slot)
            if found is None:
                found = row.people[item.slot] = _Found()
            found.cells[item.key] = place
        try:
            refuse_unseen(value)
            parsed = self._parsed(row, column, value, found)
        except ValueError as error:
            self._refused(row, item, place, error)
            return
        if found is not None:
            self._keep(row, item, place, found, parsed)
            if item.key == "id_number" and len(plain_text(value).replace(" ", "").lstrip("'’‘")) == _OLD_DIGITS:
                row.old_forms.add(item.slot)
        elif item.key == "children":
            row.children = [(child, place) for child in parsed]
        elif parsed is not None:
            row.values[item.key] = str(parsed) if isinstance(parsed, PartialDate) else parsed
            row.cells[item.key] = place

    def _read_two(self, row: _Row, column: Column, value: Value, place: str) -> None:
        """Read what one cell says of a wife and a husband; where it is not plain, nothing of it is used."""
        item = replace(column.item, key=_OF_TWO[column.item.key])
        slots = (item.slot, "husband" if item.slot == "wife" else "wife")
        for slot in slots:
            row.people.setdefault(slot, _Found()).cells[item.key] = place
        try:
            refuse_unseen(value)
            both = column.parse(value)
        except ValueError as error:
            self._refused(row, item, place, error)
            row.people[slots[1]].bad.add(item.key)
            return
        for slot, said in zip(slots, both, strict=True):
            row.people[slot].values[item.key] = said

    def _parsed(self, row: _Row, column: Column, value: Value, found: _Found | None) -> Any:
        key = column.item.key
        if key == "birth_date":
            number = found.values.get("id_number") if found else None
            if isinstance(value, str) and value.strip()[-1:] in _SEXES:
                value = _SEX_BEHIND.sub("", value)  # 1998.5/女
            return parse_partial_date(value, near=birth_of(number) if number else None)
        if isinstance(value, str):
            if key == "name" and found is not None and "id_number" not in found.cells:
                value = self._without_number(row, column.item, found, value)
            elif key == "residence_place" and value.strip() in _SAME_PLACE:
                return row.values.get("registered_place")
            elif key in _DITTO_KEYS and value.strip() in _DITTO:
                if self._previous.get(key) is None:
                    raise ValueError("“同上”的上面没有内容，请写全")
                return self._previous[key]
        return column.parse(value)

    def _without_number(self, row: _Row, item: Field, found: _Found, value: str) -> str:
        """Return the name where it stands in one cell with an ID number or a telephone, which is kept by itself."""
        match = _NAME_AND_ID.fullmatch(value.strip())
        if not match:
            return value
        if match["phone"]:
            found.values["phones"], found.cells["phones"] = (match["phone"],), found.cells["name"]
            return match["name"]
        place = found.cells["id_number"] = found.cells["name"]
        try:
            found.values["id_number"] = parse_id_number(match["number"], as_of=self._as_of)
        except ValueError as error:
            self._refused(row, replace(item, key="id_number"), place, error)
        return match["name"]

    def _refused(self, row: _Row, item: Field, place: str, error: ValueError) -> None:
        message, _, cure = str(error).partition("，请")
        self._bad(row, item, place, message, f"请{cure}")

    def _keep(self, row: _Row, item: Field, place: str, found: _Found, parsed: Any) -> None:
        if item.key == "name":
            found.values["name"] = parsed.name
            if parsed.note and parsed.note not in _PLAIN_NOTES:
                self._bad(row, item, place, f"姓名后有括注“{parsed.note}”", "请核实后把括注移到备注栏")
        else:
            more = found.values.get("phones", ()) if item.key == "phones" else None
            found.values[item.key] = tuple(dict.fromkeys((*more, *parsed))) if more else parsed

    def _record(self, row: _Row) -> Record | None:
        persons: list[Person] = []
        cells: list[tuple[str, str]] = []
        bad = row.bad
        old_forms: list[str] = []
        for slot in self._slots:
            found = row.people.get(slot)
            if found is not None and self._is_present(slot, found) and not _is_the_member(slot, row):
                self._check(row, slot, found)
                place = f"persons.{len(persons)}."
                cells += [(place + key, cell) for key, cell in found.cells.items() if key not in _SAYS_WHO]
                bad += [place + key for key in sorted(found.bad)]
                old_forms += [f"{place}id_number"] if slot in row.old_forms else []
                persons.append(_person(slot, found))
        for child, column in row.children:
            cells.append((f"persons.{len(persons)}.name", column))
            if child.birth:
                cells.append((f"persons.{len(persons)}.birth_date", column))
            persons.append(Person(role="child", name=child.name, gender=child.gender, birth=child.birth))
        if not persons and self._slots:
            self._nobody(row)
            return None
        self._previous = row.values
        cells += [(f"values.{key}", cell) for key, cell in row.cells.items()]
        shared = tuple(cells)
        return Record(
            sheet=self._sheet,
            row=row.number,
            persons=tuple(persons),
            values=tuple(row.values.items()),
            cells=self._shared.setdefault(shared, shared),
            bad=tuple(bad),
            old_forms=tuple(old_forms),
        )

    def _is_present(self, slot: str, found: _Found) -> bool:
        if (slot, "name") not in self._columns:
            return bool(found.cells or found.bad)
        return bool(found.bad or not _PRESENT.isdisjoint(found.cells))

    def _check(self, row: _Row, slot: str, found: _Found) -> None:
        """Report what is missing of a person who is there, and what contradicts itself."""
        column = self._columns.get((slot, "name"))
        if column and "name" not in found.cells and "name" not in found.bad:
            self._at(row, slot, "name", "没有姓名", "请在这一格填写姓名")
        wanted = (slot, "id_number") in self._columns
        if wanted and "id_number" not in found.cells and "id_number" not in found.bad:
            card = "户口簿或出生医学证明" if _ROLES[slot] == "child" else "身份证"
            self._at(row, slot, "id_number", "没有身份证号", f"请照{card}填写")
        number = found.values.get("id_number")
        if number is None:
            return
        birth = found.values.get("birth_date")
        if birth and not _agrees(birth, birth_of(number)):
            self._at(row, slot, "birth_date", "出生日期与身份证号里的不一致", "请与身份证核对")
        sex = found.values.get("gender") or _BY_ROLE.get(_role(slot, found.values))
        if sex and sex != gender_of(number):
            key = "gender" if "gender" in found.cells else "id_number"
            self._at(row, slot, key, "身份证号里的性别与本栏不符", "请核对是否填错了人或填反了栏")

    def _at(self, row: _Row, slot: str, key: str, message: str, hint: str) -> None:
        item = Field(column=self._columns[slot, key], slot=slot, key=key, type=key)
        self._bad(row, item, column_letters(item.column), message, hint)

    def _nobody(self, row: _Row) -> None:
        column = next((column for (_, key), column in self._columns.items() if key in {"name", "children"}), 1)
        where = f"{self._sheet}!{cell_name(row.number, column)}"
        self.problems.append(Problem(where=where, message="没有姓名", hint="请填写姓名，若是空行请删去这一行"))


def _slots(plan: Plan) -> tuple[str, ...]:
    """Return whose columns there are, in order; a column of couples is of two."""
    slots: list[str] = []
    for item in plan.fields:
        slots += [] if item.slot == "values" else [item.slot]
        slots += [slot for slot in ("husband", "wife") if item.key in _OF_TWO]
    return tuple(dict.fromkeys(slots))


def _is_blank(value: Value) -> bool:
    return isinstance(value, str) and value[0] in _BLANKS and not value.strip(_BLANKS)


def _is_the_member(slot: str, row: _Row) -> bool:
    """Whether 户主姓名 on the row of one member is that member, who is read with all that is said of him."""
    head, member = row.people.get("head"), row.people.get("person")
    if slot != "head" or head is None or member is None or set(head.cells) != {"name"} or head.bad:
        return False
    is_head = vocabulary().relations.get(member.values.get("relation") or "") == "head"
    return is_head and head.values.get("name") == member.values.get("name")


def _agrees(birth: PartialDate, born: date) -> bool:
    return birth.year == born.year and birth.month in {None, born.month} and birth.day in {None, born.day}


def _person(slot: str, found: _Found) -> Person:
    values = found.values
    return Person(
        role=_role(slot, values),
        name=values.get("name") or "",
        id_number=values.get("id_number"),
        gender=values.get("gender"),
        birth=values.get("birth_date"),
        phones=values.get("phones") or (),
    )


def _role(slot: str, values: Mapping[str, Any]) -> PersonRole:
    """Return who somebody is: as the row itself says, else as the column does."""
    if values.get("side"):
        return _ROLES[values["side"]]
    return _ROLES.get(vocabulary().relations.get(values.get("relation") or "", ""), _ROLES[slot])


def _covered(sheet: Sheet, plan: Plan) -> dict[int, dict[int, int]]:
    """Return for each read text column the rows inside a merged cell, and the row of its top."""
    columns = {item.column for item in plan.fields if item.type in _FILLED_TYPES}
    covered: dict[int, dict[int, int]] = {}
    for merge in sheet.merges:
        if merge.top > plan.block.last and merge.bottom > merge.top and merge.left in columns:
            rows = covered.setdefault(merge.left, {})
            rows.update(dict.fromkeys(range(merge.top, merge.bottom + 1), merge.top))
    return covered
