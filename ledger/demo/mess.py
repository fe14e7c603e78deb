"""How village clerks write a value that is right: spaces, full-width digits, ten forms of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from contracts.model import Gender, PartialDate
from contracts.numerals import chinese_date

Cell = str | int | date
"""What stands in a cell of a roster as it was sent; ``int`` and ``date`` are cells the spreadsheet made so."""

_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_SERIAL_ORIGIN = date(1899, 12, 30)
_OLD_ID_CENTURY = "19"


class Pen:
    """Writes true values in somebody's habit. ``cells`` is false for text files, which hold only text."""

    def __init__(self, chance: Random, *, cells: bool = True) -> None:
        self._chance = chance
        self._cells = cells

    def name(self, name: str) -> str:
        """Return a name with the spaces and dots that clerks put into it; never another name."""
        if "·" in name:
            return name.replace("·", self._chance.choice("·•．‧"))
        first, rest = name[:1], name[1:]
        plain = [name] * 6
        return self._chance.choice(
            [*plain, f"{first}  {rest}", f"{first}\u3000{rest}", f" {name}", f"{name}\u3000", f"{first}\u200b{rest}"]
        )

    def id_number(self, number: str) -> str:
        """Return an ID number as text: spaced, full-width, with an apostrophe, or of the old 15 digits."""
        forms = [number] * 6 + [
            f"{number[:6]} {number[6:14]} {number[14:]}",
            number.translate(_FULL_WIDTH),
            f"'{number}",
            number.lower(),
            f"{number}\u3000",
        ]
        if number[6:8] == _OLD_ID_CENTURY:
            forms.append(number[:6] + number[8:17])
        return self._chance.choice(forms)

    def phone(self, phone: str) -> Cell:
        """Return a telephone number as text, with spaces, or as the number the spreadsheet took it for."""
        spaced = f"{phone[:3]} {phone[3:7]} {phone[7:]}"
        return self._chance.choice([phone, phone, spaced, int(phone) if self._cells else f"{phone[:3]}-{phone[3:]}"])

    def gender(self, gender: Gender) -> str:
        """Return a child's sex as a word or as the code of the national standard."""
        return self._chance.choice({"female": ("女", "女", "女孩", "2"), "male": ("男", "男", "男孩", "1")}[gender])

    def day(self, value: PartialDate) -> Cell:
        """Return a day or a month in one of the ways people write it."""
        known = value.whole
        return self._month(value) if known is None else self._whole_day(known)

    def _whole_day(self, day: date) -> Cell:
        serial = (day - _SERIAL_ORIGIN).days
        words = f"{day.year}年{day.month}月{day.day}日"
        forms: list[Cell] = [
            day.isoformat(),
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}/{day.month}/{day.day}",
            words,
            f"{day:%Y%m%d}",
            chinese_date(day),
            chinese_date(day).replace("〇", "零"),
            words.translate(_FULL_WIDTH),
            f"'{day.isoformat()}",
            f"{day.isoformat()} 00:00:00",
            serial if self._cells else str(serial),
        ]
        if self._cells:
            forms += [day, day]
        return self._chance.choice(forms)

    def _month(self, value: PartialDate) -> str:
        year, month = value.year, value.month or 1
        words = chinese_date(date(year, month, 1)).partition("月")[0] + "月"
        return self._chance.choice(
            [f"{year}-{month:02d}", f"{year}年{month}月", f"{year}.{month:02d}", f"{year}/{month}", words]
        )


def spoilt(kind: str, says: str) -> Cell:
    """Return a cell that is really wrong, from what the paper says; no program may make sense of it.

    Raises:
        KeyError: No such kind of fault.
    """
    return _SPOILT[kind](says)


def _misread(number: str) -> str:
    return number[:-1] + ("2" if number[-1] == "X" else str((int(number[-1]) + 3) % 10))


def _letter_for_zero(number: str) -> str:
    place = number.rindex("0")
    return f"{number[:place]}O{number[place + 1 :]}"


_SPOILT: dict[str, Callable[[str], Cell]] = {
    "check": _misread,
    "number": lambda number: int(number.replace("X", "0")),
    "scientific": lambda number: f"{number[0]}.{number[1:6]}E+17",
    "letter O": _letter_for_zero,
    "30 February": lambda day: f"{day[:4]}-02-30",
    "month 13": lambda day: f"{day[:4]}.13.1",
    "lunar": lambda day: f"农历{day[:4]}年三月初二",
    "no name": lambda _name: "",
    "somebody": lambda name: f"{name[0]}某某",
    "12 digits": lambda phone: f"{phone}7",
}
