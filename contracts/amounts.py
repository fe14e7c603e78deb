"""Sums of money as clerks write them, into whole fen.

``1,000元 壹仟元整 １０００ 1千 0.1万元 ￥960.00 960/年 80×12`` are read; what is only about right
(``120约``) is refused. No sum ever passes through a float with a fraction of a fen.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {character: value for value, pair in enumerate(
    ("零〇", "壹一", "贰二", "叁三", "肆四", "伍五", "陆六", "柒七", "捌八", "玖九")) for character in pair}  # fmt: skip
_DIGITS |= {"两": 2, "弍": 2, "貳": 2, "參": 3, "叄": 3, "陸": 6}
_SCALES = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_UNITS = {"": 1, "元": 1, "百": 100, "千": 1000, "万": 10**4, "百元": 100, "千元": 1000, "万元": 10**4, "亿元": 10**8}
_NO_VALUE = re.compile(r"[-—/\\–_]*|无|没有|不详|未知|暂无|空|N/A|NA", re.IGNORECASE)
_ABOUT = re.compile(r"约|左右|大概|多|余|来|以上|以下|至|~|～|\?|？|不到|近")
_PLAIN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(亿元|百元|千元|万元|元|百|千|万)?(?:整|正)?")
_CAPITAL = re.compile(r"[零〇壹一贰二叁三肆四伍五陆六柒七捌八玖九两弍貳參叄陸拾十佰百仟千万萬亿億]+")
_COLLOQUIAL = re.compile(r"[佰百仟千万萬亿億][壹一贰二叁三肆四伍五陆六柒七捌八玖九两]$")
_PARTS = re.compile(r"(?:(?P<yuan>[^元角分]+)元)?(?:(?P<jiao>[^元角分]+)角)?(?:(?P<fen>[^元角分]+)分)?")
_PRODUCT = re.compile(r"(?P<one>[^×]+)×(?P<times>\d{1,3})(?:个月|月|人|年|份)?(?:=(?P<total>.+))?")
_PERIOD = re.compile(r"(?:/|每)?(每年|每月|年|月|人|户|次)$")
_CURE = "请只填写数额，例如 960 或 960.00"
_LARGEST = 10**12


def parse_fen(value: object, *, unit: str = "元", per: str = "年") -> int | None:
    """Return a sum in fen, or ``None`` where the cell says there is none (blank, ``无``, ``/``, ``-``).

    Args:
        value: Text or a number of a spreadsheet cell.
        unit: What a bare number counts: ``元`` or, where the heading says so, ``万元``.
        per: The one period that may be written after the sum without changing it.

    Raises:
        ValueError: In Chinese: not a sum, only about right, a part of a fen, or for another period.
    """
    if isinstance(value, bool):
        raise ValueError(f"这不是金额，{_CURE}")  # noqa: TRY004 - a fault of the paper, not of the program
    if isinstance(value, int | float):
        return _fen(Decimal(repr(value)), unit)
    text = _plain(str(value))
    if _NO_VALUE.fullmatch(text):
        return None
    if _ABOUT.search(text):
        raise ValueError(f"金额“{str(value).strip()[:20]}”不是准数，{_CURE}")
    if (match := _PERIOD.search(text)) and match.start():
        text, period = text[: match.start()], match[1].removeprefix("每")
        if period != per:
            raise ValueError(f"金额是按每{period}写的，看不出合计，请填写合计数额")
    return _sum(text, unit)


def _plain(written: str) -> str:
    text = unicodedata.normalize("NFKC", written)
    text = re.sub(r"[\s'’‘\u200b-\u200f\u2060\ufeff]+", "", text)
    text = re.sub(r"^(人民币|RMB|CNY)?[¥￥]?", "", text).replace("圆", "元").replace("块", "元")
    return re.sub(r"[*xX✕╳]", "×", text)


def _sum(text: str, unit: str) -> int:
    if match := _PRODUCT.fullmatch(text):
        total = _sum(match["one"].removesuffix("/月"), unit) * int(match["times"])
        if match["total"] and _sum(match["total"], unit) != total:
            raise ValueError("算式两边不相等，请核对金额")
        return total
    if match := _PLAIN.fullmatch(text):
        number = Decimal(match[1].replace(",", "") + (match[2] or ""))
        return _fen(number, match[3] or unit)
    return _capital(text)


def _fen(number: Decimal, unit: str) -> int:
    fen = (number * _UNITS[unit] * 100).quantize(Decimal("0.000001"))
    if fen != fen.to_integral_value():
        raise ValueError("金额小于一分的部分没有意义，请核对")
    if not 0 <= fen < _LARGEST:
        raise ValueError("金额超出范围（不能是负数，不超过一百亿元），请核对")
    return int(fen)


def _capital(text: str) -> int:
    match = _PARTS.fullmatch(re.sub(r"[整正]$", "", text))
    if not match or not any(match.groups()):
        bare = re.sub(r"[整正]$", "", text)
        if _CAPITAL.fullmatch(bare):
            return _number(bare) * 100
        raise ValueError(f"看不懂的金额“{text[:20]}”，{_CURE}")
    yuan, jiao, fen = (_number(match[part]) if match[part] else 0 for part in ("yuan", "jiao", "fen"))
    if jiao > 9 or fen > 9:  # noqa: PLR2004
        raise ValueError(f"看不懂的金额“{text[:20]}”，{_CURE}")
    return yuan * 100 + jiao * 10 + fen


def _number(text: str) -> int:
    """Return the whole number that Chinese numerals say; digits may stand for themselves.

    ``一千二`` is refused: speakers mean 1200, the signs say 1002.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if not _CAPITAL.fullmatch(text) or _COLLOQUIAL.search(text):
        raise ValueError(f"看不懂的金额“{text[:20]}”，{_CURE}")
    total = group = digit = 0
    last = _LARGEST
    for character in text:
        if character in _DIGITS and not digit:
            digit = _DIGITS[character]
        elif character in _SCALES and _SCALES[character] < last:
            last = _SCALES[character]
            group, digit = group + (digit or 1) * last, 0
        elif character in _GROUPS:
            total, group, digit, last = (total + group + digit) * _GROUPS[character], 0, 0, _LARGEST
        else:
            raise ValueError(f"看不懂的金额“{text[:20]}”，{_CURE}")
    return total + group + digit
