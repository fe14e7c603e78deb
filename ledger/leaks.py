"""Personal data in a text about to leave the house: by shape with its checksum, and by known value.

Disguises are taken off first: full-width and circled digits (NFKC), zero-width characters, Chinese digits,
a Cyrillic Х, separators within a number. Nothing found is quoted whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.identity import masked, parse_id_number

_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖ХхΧχ", "000123456789123456789XXXX")
_BETWEEN = re.compile(r"(?<=\d)[\s\-_./·・:|,，、()（）\[\]【】]{1,3}(?=[\dXx])")
_ID_18 = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_ID_15 = re.compile(r"(?<!\d)[1-8]\d{5}(\d{2})(\d{2})(\d{2})\d{3}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")
_CARD = re.compile(r"(?<!\d)[3-69]\d{15,18}(?!\d)")
_GROUPED_CARD = re.compile(r"(?<!\d)[3-69]\d{3}(?:[ \-]\d{4}){3}(?:[ \-]?\d{1,3})?(?!\d)")
_LONG = re.compile(r"(?<!\d)(?:\d{16,21}|\d{4}(?:[ \-]\d{4}){3,4}(?:[ \-]?\d{1,3})?)(?!\d)")
_SHORTEST_VALUE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One thing found: what it is, and its value masked."""

    what: str
    masked: str


def leaks(text: str, known_values: Iterable[str] = ()) -> tuple[Leak, ...]:
    """Return every distinct leak in a text, numbers first.

    Args:
        text: What a reader would see.
        known_values: Values of the ledger that may not appear, e.g. ID numbers, phones, children's names.
    """
    plain = _plain(text)
    found = [*_numbers(plain), *_known(plain, known_values)]
    return tuple(dict.fromkeys(found))


def account_like(text: str) -> tuple[Leak, ...]:
    """Return every number as long as an account, in one run or in fours, whatever its check digit.

    Passbooks have none, and a slip of the keyboard leaves the rest of a card number to be read. Only for a text in
    which no honest number is so long.
    """
    found = (re.sub(r"\D", "", match[0]) for match in _LONG.finditer(_plain(text).translate(_HAN_DIGITS)))
    return tuple(Leak(what="像是银行账号的号码", masked=_ends(number)) for number in dict.fromkeys(found))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(character for character in folded if unicodedata.category(character) != "Cf")


def _numbers(plain: str) -> Iterator[Leak]:
    digits = plain.translate(_HAN_DIGITS)
    for version in (digits, _BETWEEN.sub("", digits)):
        for match in _ID_18.finditer(version):
            if _is_id_number(match[0].upper()) or _looks_like_one(match[0]):
                yield Leak(what="身份证号", masked=masked(match[0].upper()))
        for match in _ID_15.finditer(version):
            year, month, day = map(int, match.groups())
            if _is_day(1900 + year, month, day):
                yield Leak(what="15位身份证号", masked=masked(match[0]))
        for match in _PHONE.finditer(version):
            yield Leak(what="手机号", masked=_ends(match[0]))
    for match in (*_CARD.finditer(digits), *_GROUPED_CARD.finditer(digits)):
        number = re.sub(r"\D", "", match[0])
        if _is_card(number) and not _is_id_number(number):
            yield Leak(what="银行账号", masked=_ends(number))


def _known(plain: str, known_values: Iterable[str]) -> Iterator[Leak]:
    tight = re.sub(r"\s", "", plain)
    for value in known_values:
        wanted = re.sub(r"\s", "", _plain(value))
        if len(wanted) >= _SHORTEST_VALUE and wanted in tight:
            yield Leak(what="台账里的个人信息", masked=_ends(wanted))


def _ends(value: str) -> str:
    shown = max(1, min(3, len(value) // 4))
    return value[:shown] + "*" * (len(value) - shown)


def _is_id_number(number: str) -> bool:
    try:
        return parse_id_number(number) == number
    except ValueError:
        return False


def _looks_like_one(number: str) -> bool:
    """Say whether the birthday of an ID number stands in its place: with a slip in another digit it still is one."""
    year = int(number[6:10])
    return number[0] in "12345678" and 1900 <= year < 2100 and _is_day(year, int(number[10:12]), int(number[12:14]))  # noqa: PLR2004


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_card(number: str) -> bool:
    """Say whether the last digit is the check digit of ISO/IEC 7812 (doubling every other one)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
