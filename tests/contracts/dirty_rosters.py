"""A generator of rosters as offices keep them, with the truth beside them: the oracle of the reader's tests.

Every paper is invented; the mess is the mess of real ones. The truth is made first and the cells are
derived from it, so nothing here knows how the reader works.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.contracts.roster_papers import PAPERS, Paper

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "兰梅桂菊志建国军永福秀珍玉红霞燕春冬细腊大小新明光辉庆"
LONG_NAMES = ("阿卜杜拉·买买提", "古丽娜尔·艾山", "卓玛·次仁")
VILLAGES = ("上坪村", "石桥村", "东湾村", "柳林村")
__all__ = ["PAPERS", "Dirty", "Paper", "Truth", "id_number", "make", "write_rows"]

SLOTS = ("wife", "husband", "person", "spouse", "head", "child")


@dataclass(slots=True)
class Truth:
    """What one row holds of one list. ``bad`` are the cells with a planted fault."""

    row: int
    persons: list[dict[str, Any]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Dirty:
    """A made sheet: cells from A1, merges, hidden rows, and the truth."""

    cells: list[list[Any]]
    merges: list[str]
    hidden: set[int]
    truth: list[Truth]
    skipped: int

    def write(self, path: Path) -> Path:
        """Write the sheet as ``.xlsx``."""
        return write_rows(path, self.cells, self.merges, self.hidden)


def write_rows(
    path: Path,
    rows: Iterable[Iterable[Any]],
    merges: Iterable[str] = (),
    hidden: Iterable[int] = (),
    sheet_name: str = "花名册",
) -> Path:
    """Write rows of cells as an ``.xlsx``; ``""`` stays an empty cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = sheet_name
    for number, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value != "":
                sheet.cell(row=number, column=column, value=value)
    for area in merges:
        sheet.merge_cells(area)
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    book.save(path)
    return path


def id_number(rng: random.Random, sex: str, born: dt.date) -> str:
    """Return a valid number of an invented person; written out, not shared with the program."""
    head = f"429999{born:%Y%m%d}{rng.randrange(100):02d}{rng.randrange(5) * 2 + (sex == 'male')}"
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    total = sum(int(digit) * weight for digit, weight in zip(head, weights, strict=True))
    return head + "10X98765432"[total % 11]


def _name(rng: random.Random) -> str:
    if rng.random() < 0.05:
        return rng.choice(LONG_NAMES)
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2))))


def _day(rng: random.Random, first: int, last: int) -> dt.date:
    return dt.date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))


def _messy_name(rng: random.Random, name: str) -> tuple[Any, bool]:
    if "·" in name:
        return name.replace("·", rng.choice("·•．‧.")), False
    forms = (
        name,
        name,
        name,
        name[0] + "  " + name[1:],
        name[0] + "\u3000" + name[1:],
        name + " ",
        name + "\n",
        "\u200b" + name,
    )
    return rng.choice(forms), False


def _messy_id(rng: random.Random, number: str, *, named: bool) -> tuple[Any, bool]:
    kind = rng.randrange(14)
    wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
    good: list[Callable[[], Any]] = [
        lambda: number,
        lambda: "'" + number,
        lambda: f"{number[:6]} {number[6:14]} {number[14:]}",
        lambda: number.translate(wide),
        lambda: number.replace("X", "x"),
        lambda: number[:6] + number[8:17] if number[6:8] == "19" else number,
    ]
    if kind == 0:
        return float(number[:17] + "0"), True
    if kind == 1:
        wrong = "10X98765432"[("10X98765432".index(number[-1]) + rng.randint(1, 10)) % 11]
        return number[:-1] + wrong, True
    if kind == 2 and named:
        return "", True
    if kind == 3:
        return number[:-3], True
    return rng.choice(good)(), False


_HAN = "〇一二三四五六七八九"


def _han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


def _messy_date(rng: random.Random, day: dt.date) -> tuple[Any, str | None, bool]:
    """Return the cell, the value it stands for, and whether it is a planted fault."""
    if rng.random() < 0.1:
        return (
            rng.choice((f"{day.year}-02-30", f"{day.year}.13.1", f"{day.year}.0.0", "农历三月初二", "不记得")),
            None,
            True,
        )
    month = f"{day.year}-{day.month:02d}"
    zero = rng.choice("〇○O零0")
    year = "".join(_HAN[int(digit)] for digit in str(day.year)).replace("〇", zero)
    serial = (day - dt.date(1899, 12, 30)).days
    return rng.choice(
        (
            (day, day.isoformat(), False),
            (f"{day.year}.{day.month}.{day.day}", day.isoformat(), False),
            (f"{day.year}/{day.month}/{day.day}", day.isoformat(), False),
            (f"{day:%Y%m%d}", day.isoformat(), False),
            (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), False),
            (serial, day.isoformat(), False),
            (f"{year}年{_han(day.month)}月{_han(day.day)}日", day.isoformat(), False),
            (f"{day.year}年{day.month}月", month, False),
            (month, month, False),
            (f"{year}年{_han(day.month)}月", month, False),
        )
    )


def _messy_phones(rng: random.Random) -> tuple[Any, list[str]]:
    one, two = (f"1{rng.randint(3, 9)}{rng.randrange(10**9):09d}" for _ in range(2))
    local = f"0713-{rng.randint(2, 8)}{rng.randrange(10**6):06d}"
    return rng.choice(
        (
            (one, [one]),
            (one, [one]),
            (int(one), [one]),
            (f"{one[:3]} {one[3:7]} {one[7:]}", [one]),
            (f"{one}/{two}", [one, two]),
            (f"{one}、{two}", [one, two]),
            (local, [local]),
            ("", []),
            ("无", []),
        )
    )


def _messy_money(rng: random.Random) -> tuple[Any, int | None, bool]:
    return rng.choice(
        (
            (960, 96000, False),
            ("960元", 96000, False),
            ("￥960.00", 96000, False),
            ("玖佰陆拾元整", 96000, False),
            ("９６０", 96000, False),
            ("1,200元", 120000, False),
            ("0.1万元", 100000, False),
            ("80×12", 96000, False),
            ("无", None, False),
            ("/", None, False),
            ("", None, False),
            ("约960", None, True),
            ("同上", None, True),
        )
    )


def _value(rng: random.Random, key: str, row: int) -> tuple[Any, Any, bool]:
    village = rng.choice(VILLAGES)
    if key in {"completed_on", "issued_on", "contract_on", "died_on"}:
        return _messy_date(rng, _day(rng, 2001, 2026))
    if key == "amount_fen":
        return _messy_money(rng)
    if key == "paid":
        return (
            *rng.choice((("已领", True), ("√", True), ("是", True), ("未领", False), ("否", False), ("", None))),
            False,
        )
    if key in {"sons", "daughters", "months"}:
        number = rng.randint(0, 12)
        return rng.choice((number, str(number))), number, False
    if key == "household_code":
        code = f"42999910120101{row:04d}"
        return rng.choice(((code, code, False), (code, code, False), (float(code), None, True)))
    texts = {"group": f"{village}{row % 8 + 1}组", "village": village, "certificate_number": f"鄂示2005{row:05d}"}
    text = texts.get(key, f"青河镇{village}{row % 8 + 1}组{row}号")
    return text, text, False


def make(paper: Paper, rows: int, seed: int) -> Dirty:
    """Return a sheet of that paper with so many people's rows, its mess and its truth."""
    rng = random.Random(f"{paper.name}{seed}")  # noqa: S311
    sheet = Dirty([], [], set(), [], 0)
    _write_head(paper, sheet)
    head_rows = sheet.cells[-1 - len(paper.groups) - paper.numbering :]
    for number in range(rows):
        if number and number % 15 == 0:
            _interrupt(paper, sheet, rng, head_rows)
        _write_row(paper, sheet, rng, number)
    width = len(paper.columns)
    sheet.cells.append([""] * paper.left + ["合计", f"{rows}户", *[""] * (width - 2)])
    sheet.cells.append([""] * paper.left + ["负责人：", "", "填表人：", *[""] * (width - 3)])
    sheet.skipped += 2
    return sheet


def _write_head(paper: Paper, sheet: Dirty) -> None:
    width = len(paper.columns)
    blank = [""] * paper.left
    if paper.title:
        sheet.cells.append([*blank, f"青河镇2026年{paper.name}花名册", *[""] * (width - 1)])
        sheet.merges.append(_area(1, paper.left + 1, 1, paper.left + width))
        sheet.cells.append([*blank, "填报单位：青河镇人民政府", *[""] * (width - 1)])
    for groups in paper.groups:
        row, column = len(sheet.cells) + 1, paper.left + 1
        line = list(blank)
        for words, span in groups:
            line += [words, *[""] * (span - 1)]
            if words and span > 1:
                sheet.merges.append(_area(row, column, row, column + span - 1))
            column += span
        sheet.cells.append(line)
    sheet.cells.append(blank + [column.heading for column in paper.columns])
    if paper.numbering:
        sheet.cells.append(blank + [str(number) for number in range(1, width + 1)])


def _area(top: int, left: int, bottom: int, right: int) -> str:
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _interrupt(paper: Paper, sheet: Dirty, rng: random.Random, head: list[list[Any]]) -> None:
    kind = rng.choice(("subtotal", "blank", "head", "hidden"))
    width = len(paper.columns)
    if kind == "subtotal":
        sheet.cells.append([""] * paper.left + ["小计", "15户", *[""] * (width - 2)])
        sheet.skipped += 1
    elif kind == "blank":
        sheet.cells.append([""] * (paper.left + width))
    elif kind == "head":
        leaf = head[len(paper.groups)]
        sheet.cells.append(list(leaf))
        sheet.skipped += 1
    else:
        _write_row(paper, sheet, rng, 9000)
        sheet.truth = [truth for truth in sheet.truth if truth.row != len(sheet.cells)]
        sheet.hidden.add(len(sheet.cells))
        sheet.skipped += 1


def _write_row(paper: Paper, sheet: Dirty, rng: random.Random, number: int) -> None:
    row = len(sheet.cells) + 1
    lists: dict[str, Truth] = {}
    people: dict[str, dict[str, Any]] = {}
    born = {slot: _day(rng, 1960, 1999) for slot in SLOTS} | {"child": _day(rng, 1996, 2015)}
    sexes = {slot: rng.choice(("male", "female")) for slot in SLOTS} | {"wife": "female", "husband": "male"}
    cells: list[Any] = [""] * paper.left
    shorter = {mark for mark in paper.marks[1:] if rng.random() < 0.4}
    for place, column in enumerate(paper.columns, paper.left + 1):
        mark, _, field = column.field.rpartition(":")
        slot, _, key = field.partition(".")
        bad = False
        if mark in shorter:
            cells.append("")
            continue
        truth = lists.setdefault(mark, Truth(row))
        if slot in SLOTS:
            if mark + slot not in people:
                people[mark + slot] = {"role": slot}
                truth.persons.append(people[mark + slot])
            person = people[mark + slot]
            cell, person[key], bad = _person_cell(rng, key, born[slot], sexes[slot], named="name" in person)
        elif slot == "values":
            cell, truth.values[key], bad = _value(rng, key, number + 1)
        elif slot == "!":
            cell = rng.choice(("上环", "2016.5", "药具"))
        else:
            cell = {"编号": number + 1, "序号": number + 1, "婚姻状况": "已婚", "": "", "孩次": 1}.get(
                column.heading, ""
            )
        if bad:
            truth.bad.add(f"{get_column_letter(place)}{row}")
        cells.append(cell)
    sheet.cells.append(cells)
    sheet.truth += lists.values()


def _person_cell(rng: random.Random, key: str, born: dt.date, sex: str, *, named: bool) -> tuple[Any, Any, bool]:
    if key == "name":
        name = _name(rng)
        return _messy_name(rng, name)[0], name, False
    if key == "id_number":
        number = id_number(rng, sex, born)
        cell, bad = _messy_id(rng, number, named=named)
        return cell, None if bad else number, bad
    if key == "birth_date":
        return _messy_date(rng, born)
    if key == "phones":
        return (*_messy_phones(rng), False)
    return rng.choice(({"male": "男", "female": "女"}[sex], {"male": 1, "female": 2}[sex])), sex, False
