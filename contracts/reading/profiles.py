"""The same data in the headings, ID format and date format that another office demands: profiles as data.

Nothing is made up on the way: what is not known stays blank, and a month never becomes a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.errors import RosterError
from contracts.identity import gender_of, masked
from contracts.model import PartialDate, Person, Problem
from contracts.records import Known, Record
from contracts.sheets import Merge, OutSheet, write_csv, write_workbook

Cell = str | int | float | None

_ID_FORMATS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "lower_x": str.lower,
    "spaced": lambda number: f"{number[:6]} {number[6:14]} {number[14:]}",
    "dashed": lambda number: f"{number[:6]}-{number[6:14]}-{number[14:]}",
    "quoted": lambda number: f"'{number}",
    "masked": masked,
}
_DATE_FORMATS: Mapping[str, tuple[str, str, str]] = {
    "iso": ("{0:04}", "{0:04}-{1:02}", "{0:04}-{1:02}-{2:02}"),
    "compact": ("{0:04}", "{0:04}{1:02}", "{0:04}{1:02}{2:02}"),
    "dotted": ("{0:04}", "{0:04}.{1:02}", "{0:04}.{1:02}.{2:02}"),
    "slashed": ("{0:04}", "{0:04}/{1}", "{0:04}/{1}/{2}"),
    "chinese": ("{0}年", "{0}年{1}月", "{0}年{1}月{2}日"),
    "month": ("{0:04}", "{0:04}-{1:02}", "{0:04}-{1:02}"),
}
FORMATS: Mapping[str, Collection[str]] = {
    "id_format": _ID_FORMATS, "date_format": _DATE_FORMATS, "money": ("yuan", "yuan_text", "wan"),
}  # fmt: skip
"""What a profile may choose for each of its formats."""
_FIELD = re.compile(
    r"serial|values\.[a-z][a-z0-9_]*"
    r"|(?:wife|husband|person|spouse|head|child[23]?)\.(?:name|id_number|phones|birth_date|gender)"
)
_GENDERS = {"female": "女", "male": "男", None: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportColumn:
    """A column: ``field`` as layouts name it, ``serial`` for 1, 2, 3, or empty with a fixed ``value``."""

    heading: str
    field: str = ""
    under: str = ""
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What another office demands. ``id_format``, ``date_format`` and ``money`` are names of the tables above."""

    name: str
    title: str
    columns: tuple[ExportColumn, ...]
    id_format: str = "plain"
    date_format: str = "iso"
    money: str = "yuan"
    yes: str = "是"
    no: str = "否"
    phones_by: str = "、"
    title_row: str = ""

    @property
    def heading_rows(self) -> int:
        """How many rows stand above the first record."""
        return bool(self.title_row) + any(column.under for column in self.columns) + 1


def is_exported(field: str) -> bool:
    """Whether a profile may ask for this field."""
    return _FIELD.fullmatch(field) is not None


def rows_of(profile: Profile, records: Sequence[Record]) -> list[list[Cell]]:
    """Return a row of cells for each record, in order.

    Raises:
        RosterError: A column that the receiver requires is not known for a record; each is named.
    """
    faults: list[Problem] = []
    rows = []
    for number, record in enumerate(records, 1):
        row = [_cell(profile, column, record, number) for column in profile.columns]
        for column, cell in zip(profile.columns, row, strict=True):
            if column.required and cell in {None, ""}:
                message = f"没有“{column.heading}”，{profile.title}要求必填"
                hint = "补齐以后再导出，或换一种导出格式"
                faults.append(Problem(where=f"{record.sheet} 第{record.row}行", message=message, hint=hint))
        rows.append(row)
    if faults:
        raise RosterError(f"有 {len(faults)} 处必填的没有，没有导出。", faults)
    return rows


def write_export(path: Path, profile: Profile, records: Sequence[Record]) -> int:
    """Write records as ``.xlsx`` or ``.csv``, by the suffix. Returns how many.

    Texts stay texts: nothing becomes a formula, no ID or telephone number becomes a number.

    Raises:
        RosterError: A required column is not known for a record.
        OSError: The file cannot be written, e.g. because it is open in another program.
    """
    rows = rows_of(profile, records)
    head, merges = _head(profile)
    texts = frozenset(number for number, column in enumerate(profile.columns, 1) if not _is_number(profile, column))
    if path.suffix.lower() == ".csv":
        flat: list[Cell] = [column.under + column.heading for column in profile.columns]
        write_csv(path, [flat, *([_in_csv(profile, cell) for cell in row] for row in rows)], digits_as_text=True)
        return len(rows)
    widths = tuple(_width([row[place] for row in (head[-1], *rows)]) for place in range(len(profile.columns)))
    sheet = OutSheet(
        name=profile.title, rows=[*head, *rows], text_columns=texts, widths=widths, heading_rows=len(head),
        merges=merges,
    )  # fmt: skip
    write_workbook(path, [sheet])
    return len(rows)


def _head(profile: Profile) -> tuple[list[list[Cell]], tuple[Merge, ...]]:
    width = len(profile.columns)
    rows: list[list[Cell]] = []
    merges: list[Merge] = []
    if profile.title_row:
        rows.append([profile.title_row, *[None] * (width - 1)])
        merges.append(Merge(top=1, left=1, bottom=1, right=width))
    if any(column.under for column in profile.columns):
        line = len(rows) + 1
        rows.append([None] * width)
        for first, last, words in _spans(profile.columns):
            if words:
                rows[-1][first - 1] = words
            if words and last > first:
                merges.append(Merge(top=line, left=first, bottom=line, right=last))
    rows.append([column.heading for column in profile.columns])
    return rows, tuple(merges)


def _spans(columns: Iterable[ExportColumn]) -> Iterator[tuple[int, int, str]]:
    """Yield first and last place of each run of columns under the same words."""
    first, words, place = 1, None, 0
    for place, column in enumerate(columns, 1):
        if words is not None and column.under != words:
            yield first, place - 1, words
            first = place
        words = column.under
    yield first, place, words or ""


def _is_number(profile: Profile, column: ExportColumn) -> bool:
    key = column.field.rpartition(".")[2]
    counted = key.endswith("_fen") and profile.money != "yuan_text"
    return column.field == "serial" or counted or key in {"months", "sons", "daughters", "households"}


def _in_csv(profile: Profile, cell: Cell) -> Cell:
    """Return a cell as it stands in plain text, where no format adds the second decimal of a sum."""
    return f"{cell:.2f}" if isinstance(cell, float) and profile.money == "yuan" else cell


def _width(cells: Iterable[Cell]) -> int:
    from contracts.text_width import display_width

    return min(max(display_width("" if cell is None else str(cell)) for cell in cells) + 2, 44)


def _cell(profile: Profile, column: ExportColumn, record: Record, number: int) -> Cell:
    slot, _, key = column.field.partition(".")
    if slot == "serial":
        return number
    if slot == "values":
        return _value(profile, key, record.value(key))
    if not slot:
        return column.value
    person = person_for(record, slot)
    return _of_person(profile, person, key) if person else None


def _value(profile: Profile, key: str, value: Known) -> Cell:
    if isinstance(value, bool):
        return profile.yes if value else profile.no
    if isinstance(value, int) and key.endswith("_fen"):
        if profile.money == "yuan_text":
            return f"{value // 100}.{value % 100:02d}"
        unit = 100 if profile.money == "yuan" else 1_000_000
        return value / unit if value % unit else value // unit
    if isinstance(value, str) and key.endswith("_on"):
        return _date(profile, PartialDate.parse(value))
    return value


def _of_person(profile: Profile, person: Person, key: str) -> Cell:
    if key == "id_number":
        return _ID_FORMATS[profile.id_format](person.id_number) if person.id_number else None
    if key == "phones":
        return profile.phones_by.join(person.phones) or None
    if key == "birth_date":
        return _date(profile, _birth(person))
    if key == "gender":
        return _GENDERS[_sex(person)]
    return person.name or None


def _birth(person: Person) -> PartialDate | None:
    if person.id_number is None:
        return person.birth
    number = person.id_number
    return PartialDate(year=int(number[6:10]), month=int(number[10:12]), day=int(number[12:14]))


def _date(profile: Profile, day: PartialDate | None) -> str | None:
    if day is None:
        return None
    forms = _DATE_FORMATS[profile.date_format]
    return forms[(day.month is not None) + (day.day is not None)].format(day.year, day.month, day.day)


def person_for(record: Record, slot: str) -> Person | None:
    """Return the person of a record in a role that another paper names, where that is certain.

    A wife may be told by the sex of 本人 and 配偶; ``person`` is the first adult, ``spouse`` the second,
    ``child2`` the second child. Beside a head of the household with a number of their own, 本人 only receives the
    money.
    """
    children = [person for person in record.persons if person.role == "child"]
    if slot.startswith("child"):
        place = int(slot[5:] or 1)
        return children[place - 1] if len(children) >= place else None
    adults = [person for person in record.persons if person.role != "child"]
    by_head = bool(adults) and adults[0].role == "head" and adults[0].id_number is not None
    if slot == "person" and by_head:
        return adults[0]
    exact = [person for person in adults if person.role == slot]
    if exact:
        return exact[0]
    if slot in {"wife", "husband"}:
        wanted = "female" if slot == "wife" else "male"
        either = {"spouse"} if by_head else {"person", "spouse"}
        unsaid = [person for person in adults if person.role in either and _sex(person) == wanted]
        return unsaid[0] if len(unsaid) == 1 and len(adults) > 1 else None
    if slot == "person":
        return adults[0] if adults else None
    return adults[1] if slot == "spouse" and len(adults) > 1 else None


def _sex(person: Person) -> Any:
    if person.role in {"wife", "husband"}:
        return "female" if person.role == "wife" else "male"
    return person.gender or (gender_of(person.id_number) if person.id_number else None)
