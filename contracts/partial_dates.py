"""Days as clerks write them, with the precision they wrote: day, month or year.

Read are dots, slashes, dashes, Chinese words, eight or six digits and the serial numbers of
spreadsheets. A day that does not exist, a lunar day and a year of two digits without a context are
refused: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from contracts.model import PartialDate

_FORM = "请按 2008-06-15 或 2008年6月 的样子填写"
_LUNAR = re.compile(r"农历|阴历|旧历|夏历|闰|初|正月|腊月|冬月|廿|卅")
_NO_VALUE = re.compile(r"[-—/\\–_]*|无|不详|未知|暂无|空|N/A|NA", re.IGNORECASE)
_TAIL = re.compile(r"(出生|生|止|起|发证|办理)$|(?<=\d{8})日$|^(阳历|公历|新历):?|\(?(阳历|公历|新历)\)?$")
_ZEROS = str.maketrans(dict.fromkeys("〇○OoＯｏ零◯⚪", "0"))
_DIGITS = str.maketrans("一二三四五六七八九两元", "12345678921")
_NUMBER = r"(\d{1,4}|[〇○OoＯｏ零◯⚪\d一二三四五六七八九]{2,4})"
_SMALL = r"(\d{1,2}|[一二三四五六七八九十元]{1,3})"
_WORDS = re.compile(rf"{_NUMBER}年(?:{_SMALL}月(?:份|{_SMALL}[日号]?)?)?")
_YEARLESS = re.compile(rf"{_SMALL}月(?:{_SMALL}[日号]?)?")
_MARKS = re.compile(r"(\d{4}|\d{2})([-./,、\\·~])(\d{1,2})(?:\2(\d{1,2})[日号]?|月份?)?")
_APART = re.compile(r"(?<=\d)\s+(?=\d)")
_DASHES = str.maketrans("—–－‐−", "-----")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?$|[上下]午$")
_AROUND = re.compile(r"^\((.*)\)$")
_SERIAL_ORIGIN = date(1899, 12, 30)
_SERIALS = range(7_306, 73_051)  # 1920-01-01 to 2099-12-31
_TOO_LARGE = 10**9
_YEARS = range(1900, 2100)


def parse_partial_date(value: object, *, near: date | None = None) -> PartialDate | None:
    """Return a day as precise as it was written, or ``None`` where the cell says there is none.

    Args:
        value: Text, a number of a spreadsheet cell, or a day the spreadsheet itself knows.
        near: A day known from elsewhere (the ID number); it settles which century ``85年3月`` is in.

    Raises:
        ValueError: In Chinese: no such day, lunar, ambiguous, or not a day at all.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, bool):
        raise ValueError(f"这不是日期，{_FORM}")  # noqa: TRY004 - a fault of the paper, not of the program
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(str(value), near)


def _from_number(value: float) -> PartialDate:
    if not abs(value) < _TOO_LARGE:
        raise ValueError(f"这个数不是日期，{_FORM}")
    if value != int(value):
        raise ValueError(f"日期成了小数（{value}），看不出是 1 月还是 10 月，{_FORM}")
    return _from_digits(str(int(value)))


def _from_digits(digits: str) -> PartialDate:
    number = int(digits)
    if len(digits) == 8:  # noqa: PLR2004
        return _checked(number // 10_000, number // 100 % 100, number % 100)
    if len(digits) == 6:  # noqa: PLR2004
        return _checked(number // 100, number % 100)
    if number in _SERIALS:
        day = _SERIAL_ORIGIN + timedelta(days=number)
        return PartialDate(year=day.year, month=day.month, day=day.day)
    if len(digits) == 4:  # noqa: PLR2004
        return _checked(number)
    raise ValueError(f"{digits} 不是日期，{_FORM}")


def _from_text(written: str, near: date | None) -> PartialDate | None:
    text = _plain(written)
    if _NO_VALUE.fullmatch(text):
        return None
    if _LUNAR.search(text):
        raise ValueError("这是农历日期，不能自动换算，请填写公历日期")
    text = _TAIL.sub("", text)
    if text.isascii() and text.isdigit():
        return _from_digits(text)
    if match := _MARKS.fullmatch(text):
        year, _, month, day = match.groups()
        return _with_century(year, month, day, near)
    if match := _WORDS.fullmatch(text):
        year, month, day = (_number(part) for part in match.groups())
        return _with_century(year, month, day, near)
    if _YEARLESS.fullmatch(text):
        raise ValueError(f"“{written.strip()}”没有写年份，请写全年月日；整栏都没写的，在每一格补上年份")
    raise ValueError(f"看不懂的日期“{written.strip()[:20]}”，{_FORM}")


def _plain(written: str) -> str:
    text = _AROUND.sub(r"\1", unicodedata.normalize("NFKC", written).strip().strip("'’‘\"“”").strip())
    text = _APART.sub(".", _CLOCK.sub("", text))
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", "", text).replace("。", ".").translate(_DASHES).rstrip(".、,")


def _number(part: str | None) -> str | None:
    """Return ``2008`` for 二〇〇八, ``21`` for 二十一; digits stay."""
    if part is None or (part.isascii() and part.isdigit()):
        return part
    if "十" in part:
        tens, _, ones = part.translate(_DIGITS).partition("十")
        return str(int(tens or 1) * 10 + int(ones or 0)) if len(tens) < 2 > len(ones) else "99"  # noqa: PLR2004
    return part.translate(_ZEROS).translate(_DIGITS)


def _with_century(year: str | None, month: str | None, day: str | None, near: date | None) -> PartialDate:
    if year is None or len(year) not in {2, 4}:
        raise ValueError(f"年份不完整，{_FORM}")
    full = int(year)
    if len(year) == 2:  # noqa: PLR2004
        if near is None or near.year % 100 != full:
            raise ValueError(f"年份只有两位，看不出是哪个世纪，{_FORM}")
        full = near.year
    return _checked(full, int(month) if month else None, int(day) if day else None)


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    written = "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)
    if year not in _YEARS:
        raise ValueError(f"{written} 的年份不对，{_FORM}")
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(f"没有 {written} 这一天，请与证件核对") from None
    return PartialDate(year=year, month=month, day=day)
