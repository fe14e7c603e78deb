"""Personal data in a text about to leave the house: by shape with its checksum, and by known value.

Disguises are taken off first: full-width, circled and foreign digits, zero-width characters, Chinese digits,
a Cyrillic Х, whatever signs, blanks and line breaks stand within a number or a name. Nothing found is quoted whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.identity import masked, parse_id_number

_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺ХхΧχ", "0001234567891234567891XXXX")
_BETWEEN = re.compile(r"(?<=\d)[\W_]{1,6}(?=[\dXx])")
_CHAIN = re.compile(r"(?<!\d)\d++(?:[\W_]{1,6}\d++)++(?:[\W_]{0,6}[Xx])?")
"""Numbers with nothing but blanks and signs between them, as somebody writes one number cut up.

A run of digits is never given back: else a text of nothing but digits is read from each of them to the end.
"""
_PART = re.compile(r"(\d+|[Xx])([\W_]*)")
_IN_A_NAME = re.compile(r"[\s\-‐-―−_·・.*~/|+=#]")
"""Blanks and signs with which a name is cut up."""
_MARKS = ",。;、:!?"
"""Marks that part sentences and lists, once the text is plain; a name may be cut up with them as well."""
_MARK = re.compile(f"[{_MARKS}]")
_ID_18 = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_ID_15 = re.compile(r"(?<!\d)[1-8]\d{5}(\d{2})(\d{2})(\d{2})\d{3}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")
_CARD = re.compile(r"(?<!\d)[3-69]\d{15,18}(?!\d)")
_LONG = re.compile(r"(?<!\d)(?:\d{16,21}|\d{4}(?:[ \-]\d{4}){3,4}(?:[ \-]?\d{1,3})?)(?!\d)")
_PERSONS_LENGTHS = frozenset({11, 13, 15, 18})
"""Of a phone without and with 86, an old and a new ID number."""
_CARD_LENGTHS = frozenset(range(16, 20))
_LONGEST_NUMBER = max(_CARD_LENGTHS)
_SHORTEST_PHONE = 7
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
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in folded
        if unicodedata.category(character) != "Cf"
    )


def _numbers(plain: str) -> Iterator[Leak]:
    """Yield the numbers in a text; Chinese digits are read once as digits and once as words: 王五139… is a phone."""
    for digits in dict.fromkeys((plain, plain.translate(_HAN_DIGITS))):
        found = (match[0] for match in _CHAIN.finditer(digits))
        chains = [chain for chain in found if not _ID_18.fullmatch(_BETWEEN.sub("", chain))]
        together = (number for chain in chains for number in _put_together(chain))
        for version in (digits, _BETWEEN.sub("", digits), *together):
            yield from _persons_numbers(version)
        cards = (number for chain in chains for number in _put_together(chain, evenly=True))
        for number in (*(match[0] for match in _CARD.finditer(digits)), *cards):
            if _CARD.fullmatch(number) and _is_card(number) and not _is_id_number(number):
                yield Leak(what="银行账号", masked=_ends(number))


def _persons_numbers(digits: str) -> Iterator[Leak]:
    for match in _ID_18.finditer(digits):
        if _is_id_number(match[0].upper()) or _looks_like_one(match[0]):
            yield Leak(what="身份证号", masked=masked(match[0].upper()))
    for match in _ID_15.finditer(digits):
        year, month, day = map(int, match.groups())
        if _is_day(1900 + year, month, day):
            yield Leak(what="15位身份证号", masked=masked(match[0]))
    for match in _PHONE.finditer(digits):
        yield Leak(what="手机号", masked=_ends(match[0]))


def _put_together(chain: str, *, evenly: bool = False) -> Iterator[str]:
    """Yield every number that neighbours of a chain make, where one and the same sign stands between them.

    ``evenly`` keeps to those cut in two, or into pieces of one length but for the last: almost any list of figures
    holds digits that pass for a card's.
    """
    parts = [(match[1], match[2]) for match in _PART.finditer(chain)]
    lengths = _CARD_LENGTHS if evenly else _PERSONS_LENGTHS
    for first, (start, between) in enumerate(parts):
        number = start
        for part, after in parts[first + 1 : first + _LONGEST_NUMBER]:
            number += part
            if len(number) > _LONGEST_NUMBER:
                break
            if len(number) in lengths:
                yield number
            if after != between or (evenly and len(part) != len(start)):
                break


def _known(plain: str, known_values: Iterable[str]) -> Iterator[Leak]:
    tight = _IN_A_NAME.sub("", plain)
    unmarked = _MARK.sub("", tight)
    digits = re.sub(r"[\W_]", "", plain.translate(_HAN_DIGITS))
    for value in known_values:
        wanted = _IN_A_NAME.sub("", _plain(value))
        is_number = wanted.isdecimal() and len(wanted) >= _SHORTEST_PHONE
        if len(wanted) < _SHORTEST_VALUE:
            continue
        if wanted in tight or (is_number and wanted in digits) or _is_cut_by_marks(wanted, tight, unmarked):
            yield Leak(what="台账里的个人信息", masked=_ends(wanted))


def _is_cut_by_marks(wanted: str, tight: str, unmarked: str) -> bool:
    """Say whether a name stands there with marks in it.

    Two letters must stand by themselves: an honest sentence may end in the one (姓陈) and the next begin with the
    other (新增二户).
    """
    if wanted.isdecimal():
        return False
    if len(wanted) > _SHORTEST_VALUE:
        return wanted in unmarked
    first, last = wanted[0], wanted[1]
    cuts = [first + mark + last for mark in _MARKS]
    return any(re.search(rf"(?<!\w){re.escape(cut)}(?!\w)", tight) for cut in cuts if cut in tight)


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
