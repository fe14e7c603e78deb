"""From one row of cells to a record, by the plan of the sheet; every fault with its cell."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from contracts.identity import birth_of, parse_id_number
from contracts.model import Person, PersonRole, Problem
from contracts.partial_dates import parse_partial_date
from contracts.reading.cells import DITTO, plain_text, refuse_unseen
from contracts.reading.children import Child
from contracts.reading.columns import Column, columns_of, number_of_person, written_day
from contracts.reading.headings import Field, Plan
from contracts.reading.paths import PathBook, Paths, paths_of
from contracts.reading.people import OF_TWO, Found, is_named_again, is_named_twice, lacking, role_of, slots_of
from contracts.reading.pointers import is_place, place_meant, repeated
from contracts.records import Known, Record
from contracts.sheets import Sheet, Value, cell_name, column_letters

_OLD_DIGITS = 15
_DIGITS = 18
_NAME_AND_ID = re.compile(
    r"(?P<name>[^\d:：,，(（/、;；]{2,20}?)[\s:：,，(（/、;；]*"
    r"(?:(?P<phone>1[3-9]\d{9})|(?P<number>\d[\dA-Za-zＸｘ*＊.+ ]{10,22}))[)）]?"  # a spoilt number is one too
)
_WHO = frozenset({"name", "id_number"})
_NOBODY = frozenset({"无", "/", "-", "—", "\\", "没有", "——", "--"})
_PLAIN_NOTES = frozenset({"女", "男", "户主", "本人", "妻", "夫", "配偶"})
_FILLED_TYPES = frozenset({"text", "name", "id_number", "phones", "digits", "code", "gender"})
_SEXES = frozenset({"男", "女", ")", "）"})
_SEX_BEHIND = re.compile(r"[\s,，、/;；(（]*[男女][)）]?\s*$")
_BLANKS = "\u200b\ufeff '\t\r\n\u3000\xa0"


@dataclass(slots=True)
class _Row:
    """What a row gave so far.

    ``gave`` has a bit for each column that gave a value; rows with the same bits and people have their values in
    the same columns, unless one came from elsewhere (``alike`` is false then). ``dashes`` are the cells of those who
    are said to have no ID number, by slot.
    """

    number: int
    values: dict[str, Known]
    people: dict[str, Found] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)
    children: list[tuple[Child, str]] = field(default_factory=list)
    pointing: list[tuple[Column, str, str, str]] = field(default_factory=list)
    dashes: dict[str, str] = field(default_factory=dict)
    old_forms: set[str] = field(default_factory=set)
    filled: bool = False
    gave: int = 0
    alike: bool = True


_Way = Callable[[_Row, Column, Value, str], None]


class RowReader:
    """Reads the rows of one sheet in order; ``problems`` grows as it goes.

    ``group`` is the group that a line between the rows named, with its cell, for the rows that name none.
    """

    def __init__(self, sheet: Sheet, plan: Plan, as_of: date | None = None) -> None:
        self.problems: list[Problem] = []
        self.group: tuple[str, str] | None = None
        self._sheet = sheet.name
        self._as_of = as_of
        self._read_in_order = tuple((column, self._way(column.item)) for column in columns_of(plan, as_of))
        self._columns = {(item.slot, item.key): item.column for item in plan.fields}
        for item in plan.fields:
            if item.key in OF_TWO:
                self._columns |= {(slot, OF_TWO[item.key]): item.column for slot in ("wife", "husband")}
        self._unknown: dict[str, Known] = {item.key: None for item in plan.fields if item.slot == "values"}
        self._slots = slots_of(plan)
        self._places = tuple(filter(is_place, plan.fields))
        self._has_others = "person" in self._slots and self._slots[0] != "person"
        self._faults = dict(sheet.notes.errors) | dict.fromkeys(sheet.notes.uncalculated, "")
        self._covered = _covered(sheet, plan)
        self._tops: dict[tuple[int, int], Value] = {}
        self._of_tops: set[Problem] = set()
        self._previous: dict[str, Known] = {}
        self._passed: list[tuple[int, Sequence[Value]]] = []
        self._paths = PathBook()

    def _way(self, item: Field) -> _Way:
        """Return what reads a cell of a column; each raises ``ValueError`` with the fault of the cell."""
        if item.key in OF_TWO:
            return self._read_two
        if item.key == "children":
            return self._read_children
        if item.slot == "values":
            return self._read_place if is_place(item) else self._read_value
        ways: dict[str, _Way] = {
            "name": self._read_name,
            "id_number": self._read_number,
            "birth_date": self._read_birth,
            "phones": self._read_phones,
        }
        return ways.get(item.key, self._read_of_person)

    def pass_over(self, number: int, cells: Sequence[Value]) -> list[tuple[str, str]]:
        """Take note of a row that is known to be good; return its ID numbers with their cells."""
        for place, tops in self._covered.items():
            if tops.get(number) == number:
                self._tops[place, number] = cells[place - 1] if place <= len(cells) else ""
        if not self._points_up(cells):
            self._passed.clear()
        self._passed.append((number, cells))
        found = []
        for column, _ in self._read_in_order:
            text = cells[column.at] if column.item.type == "id_number" and column.at < len(cells) else ""
            if isinstance(text, str) and text.strip():
                with contextlib.suppress(ValueError):
                    found.append((parse_id_number(text), f"{self._sheet}!{column.letters}{number}"))
        return found

    def read(self, number: int, cells: Sequence[Value]) -> Record | None:
        """Return the record of a row, or ``None`` where nobody stands in it; faults go to ``problems``."""
        for passed in self._passed:
            self._read(*passed)  # 同上 in this row means what stands there
        self._passed.clear()
        return self._read(number, cells)

    def _points_up(self, cells: Sequence[Value]) -> bool:
        """Whether a row says "as above" of a place, so that it means something only together with the row above."""
        said = (cells[item.column - 1] for item in self._places if item.column <= len(cells))
        return any(isinstance(value, str) and value.strip() in DITTO for value in said)

    def _read(self, number: int, cells: Sequence[Value]) -> Record | None:
        row = _Row(number, self._unknown.copy())
        width = len(cells)
        for column, way in self._read_in_order:
            item, place = column.item, column.letters
            value = column.whole(cells) if item.also else cells[column.at] if column.at < width else ""
            if self._covered and item.column in self._covered:
                value, place = self._filled_down(row, item.column, value, place)
            if self._faults and self._has_fault(row, column, place):
                continue
            if value == "" or (isinstance(value, str) and value[0] in _BLANKS and not value.strip(_BLANKS)):
                continue
            if item.key in _WHO and value in _NOBODY:
                row.dashes.update({item.slot: place} if item.key == "id_number" else {})
                continue
            row.filled = True
            try:
                way(row, column, value, place)
            except ValueError as error:
                self._refused(row, item, place, repeated(item, value) or error)
        self._follow(row)
        if not row.filled:
            return None
        if self.group and row.values.get("group") is None and "values.group" not in row.bad:
            row.values["group"], row.cells["group"] = self.group
            row.alike = False
        return self._record(row)

    def _filled_down(self, row: _Row, column: int, value: Value, place: str) -> tuple[Value, str]:
        top = self._covered[column].get(row.number)
        if top is None:
            return value, place
        if top == row.number:
            self._tops[column, top] = value
            return value, place
        row.alike = False
        return self._tops.get((column, top), ""), cell_name(top, column)

    def _has_fault(self, row: _Row, column: Column, place: str) -> bool:
        faults = [self._is_fault(row, column.item, part) for part in (place, *column.others)]
        return any(faults)

    def _is_fault(self, row: _Row, item: Field, place: str) -> bool:
        text = self._faults.get(place if place[-1].isdigit() else f"{place}{row.number}")
        if text is None:
            return False
        row.filled = True
        if text:
            message, hint = f"单元格出错（{text}）", "请在 Excel/WPS 里改正公式或直接填写"
        else:
            message, hint = "公式还没有计算", "请在 Excel/WPS 里打开保存一次"
        self._bad(row, item, place, message, hint)
        if item.slot != "values":
            row.people.setdefault(item.slot, Found())
        return True

    def _bad(self, row: _Row, item: Field, place: str, message: str, hint: str) -> None:
        cell = place if place[-1].isdigit() else f"{place}{row.number}"
        problem = Problem(where=f"{self._sheet}!{cell}", message=message, hint=hint)
        if cell != place or problem not in self._of_tops:
            self.problems.append(problem)
        if self._covered and item.column in self._covered:
            self._of_tops.add(problem)  # said once, though every row of a merged cell is of it
        if item.slot == "values":
            row.bad.append(f"values.{item.key}")
        else:
            row.people.setdefault(item.slot, Found()).bad.add(item.key)

    def _read_value(self, row: _Row, column: Column, value: Value, place: str) -> None:
        self._put(row, column, column.parse(value), place)

    def _put(self, row: _Row, column: Column, said: Known, place: str) -> None:
        if said is not None:
            row.values[column.item.key] = said
            row.cells[column.item.key] = place
            row.gave |= column.bit

    def _read_place(self, row: _Row, column: Column, value: Value, place: str) -> None:
        """Read where somebody lives or is registered, which may only point to the cell beside it or above."""
        key = column.item.key
        word = value.strip() if isinstance(value, str) else ""
        if word in DITTO:
            if self._previous.get(key) is None:
                raise ValueError(f"“{word}”的上面没有内容，请写全")
            self._put(row, column, self._previous[key], place)
        elif other := place_meant(word, column.item, self._places):
            row.pointing.append((column, place, word, other))
        else:
            self._put(row, column, column.parse(value), place)

    def _follow(self, row: _Row) -> None:
        """Put the place that a cell points to, wherever in the row that stands."""
        for column, place, word, other in row.pointing:
            if row.values.get(other) is None or other == column.item.key:
                self._refused(row, column.item, place, ValueError(f"“{word}”指的那一格没有内容，请写全"))
            else:
                self._put(row, column, row.values[other], place)

    def _read_children(self, row: _Row, column: Column, value: Value, place: str) -> None:
        row.alike = False
        row.children = [(child, place) for child in column.parse(value)]

    def _found(self, row: _Row, column: Column, place: str) -> Found:
        """Return the person whom a column speaks of; something is said there, be it right or wrong."""
        found = row.people.get(column.item.slot)
        if found is None:
            found = row.people[column.item.slot] = Found()
        found.cells[column.item.key] = place
        row.gave |= column.bit
        return found

    def _read_of_person(self, row: _Row, column: Column, value: Value, place: str) -> None:
        found = self._found(row, column, place)
        found.values[column.item.key] = column.parse(value)

    def _read_number(self, row: _Row, column: Column, value: Value, place: str) -> None:
        found = self._found(row, column, place)
        found.values["id_number"] = column.parse(value)
        if len(str(value)) != _DIGITS and len(plain_text(value).replace(" ", "").lstrip("'’‘")) == _OLD_DIGITS:
            row.old_forms.add(column.item.slot)

    def _read_phones(self, row: _Row, column: Column, value: Value, place: str) -> None:
        found = self._found(row, column, place)
        phones = column.parse(value)
        before = found.values.get("phones")
        found.values["phones"] = tuple(dict.fromkeys((*before, *phones))) if before else phones

    def _read_birth(self, row: _Row, column: Column, value: Value, place: str) -> None:
        found = self._found(row, column, place)
        refuse_unseen(value)
        if isinstance(value, str) and value.strip()[-1:] in _SEXES:
            value = _SEX_BEHIND.sub("", value)  # 1998.5/女
        number = found.values.get("id_number")
        found.values["birth_date"] = parse_partial_date(written_day(value), near=birth_of(number) if number else None)

    def _read_name(self, row: _Row, column: Column, value: Value, place: str) -> None:
        found = self._found(row, column, place)
        if "id_number" not in found.cells and isinstance(value, str):
            refuse_unseen(value)
            value = self._without_number(row, column.item, found, value)
        name = column.parse(value)
        found.values["name"] = name.name
        if name.note and name.note not in _PLAIN_NOTES:
            self._bad(row, column.item, place, f"姓名后有括注“{name.note}”", "请核实后把括注移到备注栏")

    def _read_two(self, row: _Row, column: Column, value: Value, place: str) -> None:
        """Read what one cell says of a wife and a husband; where it is not plain, nothing of it is used."""
        item = replace(column.item, key=OF_TWO[column.item.key])
        slots = (item.slot, "husband" if item.slot == "wife" else "wife")
        for slot in slots:
            row.people.setdefault(slot, Found()).cells[item.key] = place
        row.gave |= column.bit
        try:
            both = column.parse(value)
        except ValueError as error:
            self._refused(row, item, place, error)
            row.people[slots[1]].bad.add(item.key)
            return
        for slot, said in zip(slots, both, strict=True):
            row.people[slot].values[item.key] = said

    def _without_number(self, row: _Row, item: Field, found: Found, value: str) -> str:
        """Return the name where it stands in one cell with an ID number or a telephone, which is kept by itself."""
        match = _NAME_AND_ID.fullmatch(value.strip())
        if not match:
            return value
        row.alike = False
        if match["phone"]:
            found.values["phones"], found.cells["phones"] = (match["phone"],), found.cells["name"]
            return match["name"]
        place = found.cells["id_number"] = found.cells["name"]
        try:
            found.values["id_number"] = number_of_person(match["number"], self._as_of)
        except ValueError as error:
            self._refused(row, replace(item, key="id_number"), place, error)
        return match["name"]

    def _refused(self, row: _Row, item: Field, place: str, error: ValueError) -> None:
        message, _, cure = str(error).partition("，请")
        self._bad(row, item, place, message, f"请{cure}")

    def _record(self, row: _Row) -> Record | None:
        persons: list[Person] = []
        people: list[dict[str, str]] = []
        slots: list[str] = []
        old_forms: list[str] = []
        for slot in self._slots:
            found = row.people.get(slot)
            if found is None or not self._is_there(row, slot, found):
                continue
            role = role_of(slot, found.values)
            self._check(row, slot, found, role)
            if slot in row.dashes:  # said to have no number; the cell is where that is read
                row.alike = False
                found.cells.setdefault("id_number", row.dashes[slot])
            place = f"persons.{len(persons)}."
            row.bad += [place + key for key in sorted(found.bad)]
            old_forms += [f"{place}id_number"] if slot in row.old_forms else []
            slots.append(slot)
            people.append(found.cells)
            persons.append(found.person(role))
        for child, column in row.children:
            people.append(dict.fromkeys(("name", "birth_date") if child.birth else ("name",), column))
            persons.append(Person(role="child", name=child.name, gender=child.gender, birth=child.birth))
        if not persons and self._slots:
            self._nobody(row)
            return None
        self._previous = row.values
        return Record(
            sheet=self._sheet,
            row=row.number,
            persons=tuple(persons),
            values=tuple(row.values.items()),
            cells=self._paths_of(row, tuple(slots), people),
            bad=tuple(row.bad),
            old_forms=tuple(old_forms),
        )

    def _paths_of(self, row: _Row, slots: tuple[str, ...], people: list[dict[str, str]]) -> Paths:
        if not row.alike:
            return self._paths.keep(paths_of(people, row.cells))
        known = self._paths.of_alike(row.gave, slots)
        return known or self._paths.keep_for_alike(row.gave, slots, paths_of(people, row.cells))

    def _is_there(self, row: _Row, slot: str, found: Found) -> bool:
        if slot == "head" and is_named_again(found, row.people):
            return False
        if slot == "person" and self._has_others and is_named_twice(found, row.people):
            return False
        return found.is_present(named=(slot, "name") in self._columns)

    def _check(self, row: _Row, slot: str, found: Found, role: PersonRole) -> None:
        """Report what is missing of a person who is there, and what contradicts itself."""
        for key in ("name", "id_number"):
            if key not in found.cells and key not in found.bad and (slot, key) in self._columns:
                self._at(row, slot, key, *lacking(key, slot))
        for key, message, hint in found.contradictions(role):
            self._at(row, slot, key, message, hint)

    def _at(self, row: _Row, slot: str, key: str, message: str, hint: str) -> None:
        item = Field(column=self._columns[slot, key], slot=slot, key=key, type=key)
        self._bad(row, item, column_letters(item.column), message, hint)

    def _nobody(self, row: _Row) -> None:
        column = next((column for (_, key), column in self._columns.items() if key in {"name", "children"}), 1)
        where = f"{self._sheet}!{cell_name(row.number, column)}"
        self.problems.append(Problem(where=where, message="没有姓名", hint="请填写姓名，若是空行请删去这一行"))


def _covered(sheet: Sheet, plan: Plan) -> dict[int, dict[int, int]]:
    """Return for each read text column the rows inside a merged cell, and the row of its top."""
    columns = {item.column for item in plan.fields if item.type in _FILLED_TYPES}
    covered: dict[int, dict[int, int]] = {}
    for merge in sheet.merges:
        if merge.top > plan.block.last and merge.bottom > merge.top and merge.left in columns:
            rows = covered.setdefault(merge.left, {})
            rows.update(dict.fromkeys(range(merge.top, merge.bottom + 1), merge.top))
    return covered
