"""Numbers of persons, bodies and places: checked, converted from the old form, masked.

No number is ever mended: a wrong one is refused with its reason, and what might have been meant is
a hint for a person to compare with the card.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from contracts.model import Gender, PartialDate, Person

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ZEROS = ord("0") * sum(_WEIGHTS)
_NOISE = re.compile(r"[\s'’‘`´\u200b-\u200f\u2060\ufeff]+")
_ID = re.compile(r"[0-9]{17}[0-9X]")
_GROUPED_ID = re.compile(r"[0-9]{6}-[0-9]{8}-[0-9]{3}[0-9X]")
_OLD_ID = re.compile(r"[0-9]{15}")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+")
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_EARLIEST_YEAR = 1850
_HARDLY_ALIVE = 1920
"""The old form leaves the century out: 200302 may be 1920 as well as the beginning of 2003-02 with the end cut off."""


def parse_id_number(text: str, *, as_of: date | None = None) -> str:
    """Return a resident ID as 18 checked characters; an old one of 15 digits is converted, where that leaves no doubt.

    Full-width characters, spaces, a leading apostrophe, a small ``x`` and hyphens between place, birthday
    and serial are read as what they stand for. Nothing else is: a letter O stays a fault. The place is
    not looked up, since places change.

    Args:
        text: What stands on the paper.
        as_of: If given, a birthday after this day is refused.

    Raises:
        ValueError: In Chinese, reason and cure separated by ``，``; never holds the whole number.

    Source: GB 11643-1999; ISO 7064 MOD 11-2.

    >>> parse_id_number("420117850302002")
    '420117198503020028'
    """
    number = _plain(text)
    if not _ID.fullmatch(number):
        number = _of_another_form(number)
    if number[-1] != _check_character(number):
        raise ValueError(_why_the_check_fails(number))
    born = _birthday(number)
    if born is None:
        raise ValueError(f"身份证号 {masked(number)} 里的出生日期不存在，请与身份证核对")
    if as_of is not None and born > as_of:
        raise ValueError(f"身份证号 {masked(number)} 里的出生日期还没有到，请与身份证核对")
    return number


def _of_another_form(number: str) -> str:
    """Return 18 places for an ID number with hyphens or of 15 digits."""
    if _GROUPED_ID.fullmatch(number):
        return number.replace("-", "")
    if _OLD_ID.fullmatch(number):
        number = f"{number[:6]}19{number[6:]}"
        born = _birthday(number)
        if born and born.year <= _HARDLY_ALIVE:
            raise ValueError(
                f"身份证号只有 15 位，照旧号算是 {born.year} 年生，也可能是 18 位的少了几位，"
                "请与身份证或户口簿核对后写全 18 位"
            )
        return number + _check_character(number)
    raise ValueError(_why_not_an_id(number))


def _plain(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text.upper()
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text)).upper()
    return plain.rstrip(".,;、。").removeprefix("(").removesuffix(")") if len(plain) > len(_WEIGHTS) + 1 else plain


def _check_character(number: str) -> str:
    total = sum(map(operator.mul, _WEIGHTS, number.encode("ascii")))
    return _CHECKS[(total - _ZEROS) % 11]


def _birthday(number: str) -> date | None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= _EARLIEST_YEAR else None


def _why_not_an_id(number: str) -> str:
    if _SCIENTIFIC.fullmatch(number):
        return "身份证号成了科学计数，后几位已经丢失，请把这一格设为文本格式后照身份证重新录入"
    stray = [place for place, character in enumerate(number, 1) if not character.isdigit()]
    if len(number) == len(_WEIGHTS) + 1 and stray:
        places = "、".join(str(place) for place in stray)
        return f"身份证号第 {places} 位不是数字（字母 O 不是 0，只有末位可以是 X），请与身份证核对"
    return f"身份证号位数不对（有 {len(number)} 位，应为 18 位；旧证 15 位），请与身份证核对"


def _why_the_check_fails(number: str) -> str:
    if number.endswith("000"):
        return f"身份证号 {masked(number)} 校验位不对，末几位可能已被表格软件改成零，请照身份证重新录入"
    hint = check_digit_hint(number)
    cure = f"请与身份证核对（{hint}）" if hint else "请与身份证核对"
    return f"身份证号 {masked(number)} 校验位不对，{cure}"


def check_digit_hint(text: str) -> str:
    """Return in Chinese which one slip would explain a failed check; empty where there is none to name.

    Only a hint for the person who holds the card: several slips give the same sum, so it is never applied.
    """
    number = _plain(text)
    if not _ID.fullmatch(number) or number[-1] == _check_character(number):
        return ""
    hints = [f"若前 17 位无误，末位应为 {_check_character(number)}"]
    swaps = [place for place in range(16) if _swapped_fits(number, place)]
    if len(swaps) == 1:
        hints.append(f"若是抄倒，可能是第 {swaps[0] + 1}、{swaps[0] + 2} 位")
    return "；".join(hints)


def _swapped_fits(number: str, place: int) -> bool:
    one, two = number[place], number[place + 1]
    swapped = number[:place] + two + one + number[place + 2 :]
    return one != two and swapped[-1] == _check_character(swapped) and _birthday(swapped) is not None


def masked(id_number: str) -> str:
    """Return a number fit for messages: six leading places, four trailing ones, stars between."""
    if len(id_number) <= 10:  # noqa: PLR2004 - nothing would be left to hide
        return "*" * len(id_number)
    return f"{id_number[:6]}{'*' * (len(id_number) - 10)}{id_number[-4:]}"


def gender_of(id_number: str) -> Gender:
    """Return the sex that a checked 18-place number states: its 17th digit is odd for men."""
    return "male" if id_number[16] in "13579" else "female"


def birth_of(id_number: str) -> date:
    """Return the birthday that a checked 18-place number states."""
    return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))


def birth_words(person: Person) -> str:
    """Return somebody's birthday as printed, the roster's or that of the number; empty where it is not known."""
    if person.birth or not person.id_number:
        return person.birth.words if person.birth else ""
    born = birth_of(person.id_number)
    return PartialDate(year=born.year, month=born.month, day=born.day).words


def parse_credit_code(text: str) -> str:
    """Return a unified social credit code as 18 checked characters.

    Codes of rural collectives begin with a letter (``N2…``) and are as good as any.

    Raises:
        ValueError: In Chinese: wrong length, a character not in the set, or a wrong check character.

    Source: GB 32100-2015, weights of powers of 3 modulo 31.
    """
    code = _plain(text).replace("-", "")
    if len(code) != 18:  # noqa: PLR2004
        raise ValueError(f"统一社会信用代码有 {len(code)} 位，应为 18 位，请与证照核对")
    stray = sorted(set(code) - set(_CREDIT))
    if stray:
        raise ValueError(f"统一社会信用代码里不会有 {'、'.join(stray)}（没有 I、O、S、V、Z），请与证照核对")
    total = sum(weight * _CREDIT.index(letter) for weight, letter in zip(_CREDIT_WEIGHTS, code, strict=False))
    if _CREDIT[-total % 31] != code[-1]:
        raise ValueError("统一社会信用代码校验位不对，请与证照核对")
    return code


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionCode:
    """A division code of 6, 9 or 12 digits; ``group`` are the three more of the old 15-digit form."""

    code: str
    group: str = ""


def parse_division_code(text: str) -> DivisionCode:
    """Return the code of a county (6), township (9) or village (12 digits).

    The old family-planning system wrote 15 digits: the last three are the villagers' group.
    Only length and digits are checked: there is no current public list of villages.

    Raises:
        ValueError: In Chinese: another length, something that is no digit, or no province begins so.

    Source: GB/T 2260; National Bureau of Statistics, rules on statistical division codes.
    """
    code = _plain(text)
    if not re.fullmatch(r"[0-9]+", code) or len(code) not in {6, 9, 12, 15}:
        raise ValueError("行政区划代码应为 6、9 或 12 位数字（旧系统 15 位），请与民政或统计部门的代码核对")
    if not "11" <= code[:2] <= "82":
        raise ValueError("行政区划代码前两位不是省份代码，请核对")
    return DivisionCode(code=code[:12], group=code[12:])
