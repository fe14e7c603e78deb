"""What the cells of a column show, where its heading leaves room: numbers of persons, telephones, names.

Only what is certain is used: an ID number carries a check digit and a birthday, a telephone its form.
A name cannot be told from other words; the cells can only show that a column holds none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from contracts.identity import birth_of, gender_of, parse_id_number
from contracts.model import Gender
from contracts.reading.cells import (
    DITTO,
    is_written_code,
    parse_couple,
    parse_flag,
    parse_name,
    parse_phones,
    parse_two_numbers,
)
from contracts.reading.headings import Block
from contracts.reading.layouts import vocabulary
from contracts.reading.meanings import meaning_of
from contracts.sheets import Row, Sheet, Value

Shown = Literal[
    "id_number", "phones", "names", "children", "sides", "dates", "flags", "pairs", "two_numbers", "words", "numbers",
    "codes", "yearless",
]  # fmt: skip
_KINDS: tuple[Shown, ...] = (
    "id_number", "phones", "children", "sides", "flags", "pairs", "two_numbers", "names", "dates", "numbers", "codes",
    "yearless", "words",
)  # fmt: skip

_SAMPLED_ROWS = 120
_MOST = 0.6
_LONG_ID = re.compile(r"[\d\s]{17,24}[Xx]?")
_DATE = re.compile(r"(?:19|20)\d{2}[-./年]\d{1,2}(?:[-./月日]|$)")
_YEARLESS = re.compile(r"(?:0?[1-9]|1[0-2])(?:[./]|月)(?:0?[1-9]|[12]\d|3[01])[日号]?")
_SUM = re.compile(r"[￥¥]?\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?元?|[￥¥]?\d+\.\d{1,2}元?|[￥¥]?\d+元")
_SPELT_SUM = re.compile(
    "(?:人民币)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千万亿两]+[元圆][整正零壹贰叁肆伍陆柒捌玖一二三四五六七八九角分]*"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_CHILD = re.compile(r"[长大次二三四五幺小]?[子女男儿](?:孩|儿)?\D{0,8}\d{4}.*|[长次二三四五幺][子女]\D{2,}")
_WORD_AND_NUMBER = re.compile(r"(?P<word>\D{1,6})(?P<number>\d{1,9})[户号]?", re.ASCII)
_CODED = frozenset({"words", "yearless"})  # 1-01, and 1/01
_FEWEST_COUPLES = 5
_SHORTEST_PAIR = 31
_SAYS_NOTHING = DITTO | {""}
_SHORTEST_CODE = 12  # the code of a village
_SHORTEST_NUMBER = 100  # of a household in its village: group and number
_ID_DIGITS = 18
_WIDEST_AGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the columns show by their cells.

    ``shown`` names it by column; ``couples`` are two columns of bare names that hold wives and husbands;
    ``split`` are the columns that hold the end of the ID numbers of the column before them, ``counting`` those that
    count rows or households from 1, however many zeros or one word (SD-01, SD-02) stand before, ``coded`` those that
    show codes of letters, digits and hyphens (1-01, A03).
    """

    shown: MappingProxyType[int, Shown] = field(default_factory=lambda: MappingProxyType({}))
    couples: MappingProxyType[int, str] = field(default_factory=lambda: MappingProxyType({}))
    split: frozenset[int] = frozenset()
    counting: frozenset[int] = frozenset()
    coded: frozenset[int] = frozenset()


NOT_SEEN = Contents()
"""For headings without a sheet."""


def contents_of(sheet: Sheet, block: Block) -> Contents:
    """Return what the first rows below the headings show."""
    rows = _sample(sheet, block)
    columns = [heading.column for heading in block.headings]
    said = {heading.column: heading.text for heading in block.headings}
    shown = {column: what for column in columns if (what := _shown(_cells(rows, column, said[column])))}
    split = frozenset(column for column in columns if column > 1 and _is_end_of_ids(rows, column))
    coded = frozenset(column for column in columns if shown.get(column) in _CODED and _are_codes(rows, column))
    counting = frozenset(column for column in columns if shown.get(column) == "numbers" and _counts(rows, column))
    counting |= frozenset(column for column in columns if _counts_behind_a_word(rows, column))
    couples = MappingProxyType(_couples(block, rows))
    return Contents(shown=MappingProxyType(shown), couples=couples, split=split, counting=counting, coded=coded)


def _counts(rows: Sequence[Row], column: int) -> bool:
    """Whether numbers begin at 1, or again at 1, and go up by one; short ones may leave some out."""
    cells = [cell for cell in _cells(rows, column) if not isinstance(cell, str) or cell.strip().isdigit()]
    numbers = [int(cell) for cell in cells if isinstance(cell, str | int | float)]
    short = max(numbers, default=0) < _SHORTEST_NUMBER and not any(str(cell).startswith("0") for cell in cells)
    return short or _count_from_1(numbers)


def _count_from_1(numbers: Sequence[int]) -> bool:
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    counted = sum(step in {0, 1} or after == 1 for step, after in zip(steps, numbers[1:], strict=True))
    return min(numbers, default=0) <= 1 and counted >= _MOST * len(steps)


def _are_codes(rows: Sequence[Row], column: int) -> bool:
    cells = _cells(rows, column)
    return sum(isinstance(cell, str) and is_written_code(cell) for cell in cells) >= _MOST * len(cells)


def _counts_behind_a_word(rows: Sequence[Row], column: int) -> bool:
    """Whether all begin with one and the same word and count from 1: SD-01, 第1户; 1-01 names a group, no paper."""
    found = [_WORD_AND_NUMBER.fullmatch(cell.strip()) for cell in _cells(rows, column) if isinstance(cell, str)]
    parts = [match for match in found if match]
    words = {match["word"] for match in parts}
    most = bool(parts) and len(parts) >= _MOST * len(found)
    return most and len(words) == 1 and _count_from_1([int(match["number"]) for match in parts])


def shows_a_record(cells: Sequence[Value]) -> bool:
    """Whether a row holds what no heading is: an ID number, a telephone or a date."""
    return any(_kind(cell) in {"id_number", "phones", "dates"} for cell in cells if cell != "")


def _is_end_of_ids(rows: Sequence[Row], column: int) -> bool:
    """Whether most cells, behind those of the column before them, make an ID number with its check digit."""
    pairs = [
        (str(row[column - 2]).strip(), str(row[column - 1]).strip())
        for _, row in rows
        if column <= len(row) and row[column - 2] != "" and row[column - 1] != ""
    ]
    fitting = sum(
        start.isdigit() and len(start) + len(end) == _ID_DIGITS and _reads(parse_id_number, start + end)
        for start, end in pairs
    )
    return fitting >= max(_FEWEST_COUPLES, _MOST * len(pairs))


def _sample(sheet: Sheet, block: Block) -> list[Row]:
    rows = list[Row]()
    for number, cells in sheet.rows():
        if len(rows) >= _SAMPLED_ROWS:
            break
        if number > block.last and number not in sheet.notes.hidden_rows:
            rows.append((number, cells))
    return rows


def _cells(rows: Sequence[Row], column: int, heading: str = "") -> list[Value]:
    """Return what stands in a column, without its heading where that is repeated on another page."""
    cells = (row[column - 1] if column <= len(row) else "" for _, row in rows)
    return [cell for cell in cells if not isinstance(cell, str) or cell.strip() not in {*_SAYS_NOTHING, heading}]


def _shown(cells: Sequence[Value]) -> Shown | None:
    """Return what most cells of a column are, ``None`` where they are nothing in particular."""
    if not cells:
        return None
    kinds = [_kind(cell) for cell in cells]
    for what in _KINDS:
        if kinds.count(what) >= _MOST * len(kinds):
            return what
    return None


def _kind(cell: Value) -> Shown | None:
    if not isinstance(cell, str):
        number = f"{cell:.0f}" if isinstance(cell, float | int) else ""
        return "phones" if _MOBILE.fullmatch(number) else "numbers" if number else "dates"
    if _LONG_ID.fullmatch(cell.strip().lstrip("'")) and _reads(parse_id_number, cell):
        return "id_number"
    text = cell.strip()
    if len(text) >= _SHORTEST_PAIR and _reads(parse_two_numbers, text):
        return "two_numbers"
    if any(character.isdigit() for character in text):
        forms: tuple[tuple[object, Shown], ...] = (
            (_CHILD.match(text), "children"), (_DATE.match(text), "dates"), (_is_phone(cell), "phones"),
            (_YEARLESS.fullmatch(text), "yearless"), (_SUM.fullmatch(text), "numbers"), (not text.isdigit(), "words"),
            (len(text) >= _SHORTEST_CODE, "codes"),
        )  # fmt: skip
        return next((what for fits, what in forms if fits), "numbers")
    return _kind_of_words(text)


def _kind_of_words(text: str) -> Shown:
    if text in vocabulary().sides:
        return "sides"
    if _is_flag(text):
        return "flags"
    if _SPELT_SUM.fullmatch(text):
        return "numbers"
    return "names" if _reads(parse_name, text) else "pairs" if _reads(parse_couple, text) else "words"


def _is_flag(text: str) -> bool:
    try:
        return parse_flag(text) is not None
    except ValueError:
        return False


def _reads(parse: Callable[[str], object], cell: str) -> bool:
    try:
        parse(cell)
    except ValueError:
        return False
    return True


def _is_phone(cell: str) -> bool:
    try:
        phones = parse_phones(cell)
    except ValueError:
        return False
    return bool(phones) and all(phone.startswith("0") or _MOBILE.fullmatch(phone) for phone in phones)


def _couples(block: Block, rows: Sequence[Row]) -> dict[int, str]:
    """Return who two bare names are where every pair of their ID numbers is a woman and a man of one generation.

    An ID number states the sex; at least five pairs, all the same way round, and no parent with a child.
    """
    meanings = [(heading.column, meaning_of(heading.plain)) for heading in block.headings if not heading.above]
    keys = [(column, found.key) for column, found in meanings if not found.slot]
    names = [column for column, key in keys if key == "name"]
    if len(names) != 2:  # noqa: PLR2004
        return {}
    numbers = [column for column, key in keys if key == "id_number"]
    first = [column for column in numbers if names[0] < column < names[1]]
    second = [column for column in numbers if column > names[1]]
    if len(first) != 1 or len(second) != 1 or len(numbers) != 2:  # noqa: PLR2004
        return {}
    pairs = [(one, two) for _, row in rows if (one := _person(row, first[0])) and (two := _person(row, second[0]))]
    sexes = {(one[0], two[0]) for one, two in pairs}
    apart = max((abs(one[1].year - two[1].year) for one, two in pairs), default=0)
    if len(pairs) < _FEWEST_COUPLES or len(sexes) != 1 or apart > _WIDEST_AGES:
        return {}
    roles = {"female": "wife", "male": "husband"}
    left, right = sexes.pop()
    return {} if left == right else {names[0]: roles[left], names[1]: roles[right]}


def _person(row: Sequence[Value], column: int) -> tuple[Gender, date] | None:
    cell = row[column - 1] if column <= len(row) else ""
    if not isinstance(cell, str) or not _reads(parse_id_number, cell):
        return None
    number = parse_id_number(cell)
    return gender_of(number), birth_of(number)
