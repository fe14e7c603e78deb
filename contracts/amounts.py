"""Sums of money as clerks write them, into whole fen.

``1,000元 壹仟元整 １０００ 1千 0.1万元 ￥960.00 960/年 80×12`` are read; what is only about right
(``120约``) is refused. No sum ever passes through a float with a fraction of a fen.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from contracts.numerals import parse_capital_amount

_COMMON = str.maketrans("〇一二三四五六七八九两十百千萬億", "零壹贰叁肆伍陆柒捌玖贰拾佰仟万亿")
_UNITS = {
    "元": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百元": 100,
    "千元": 1000,
    "万元": 10**4,
    "亿元": 10**8,
}
_NO_VALUE = re.compile(r"[-—/\\–_]*|无|没有|不详|未知|暂无|空|N/A|NA", re.IGNORECASE)
_ABOUT = re.compile(r"约|左右|大概|多|余|来|以上|以下|至|~|～|\?|？|不到|近")
_PLAIN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?(亿元|百元|千元|万元|元|百|千|万)?(?:整|正)?")
_CAPITAL = re.compile(r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+(?P<unit>[元角分].*)?整?")
_PRODUCT = re.compile(r"(?P<one>[^×]+)×(?P<times>\d{1,3})(?:个月|月|人|年|份)?(?:=(?P<total>.+))?")
_IN_WORDS_TOO = re.compile(r"(?P<sum>[^()]+)\((?:金额)?(?:大写)?:?(?P<words>[^()]+)\)")
_PERIOD = re.compile(r"(?:/|每)?(每年|每月|年|月|人|户|次)$")
_CURE = "请只填写数额，例如 960 或 960.00"
_LARGEST = 10**12
_LARGEST_NUMBER = 10**15


def parse_fen(value: object, *, unit: str = "元", per: str = "年", each: str = "") -> int | None:
    """Return a sum in fen, or ``None`` where the cell says there is none (blank, ``无``, ``/``, ``-``).

    Args:
        value: Text or a number of a spreadsheet cell.
        unit: What a bare number counts: ``元`` or, where the heading says so, ``万元``.
        per: The one period that may be written after the sum without changing it.
        each: Whom it may be for without changing it: ``人`` where a row is one person.

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
    if (match := _PERIOD.search(text)) and match.start() and not _PRODUCT.fullmatch(text):
        text, period = text[: match.start()], match[1].removeprefix("每")
        if period not in {per, each}:
            raise ValueError(f"金额是按每{period}写的，看不出合计，请填写合计数额")
    return _sum(text, unit)


def _plain(written: str) -> str:
    text = unicodedata.normalize("NFKC", written)
    text = re.sub(r"[\s'’‘\u200b-\u200f\u2060\ufeff]+", "", text)
    text = re.sub(r"^(人民币|RMB|CNY)?[¥￥]?", "", text).replace("圆", "元").replace("块", "元")
    text = re.sub(r"\(元\)", "元", re.sub(r"(元?)\(?人民币\)?$", r"\1", text)).removesuffix(".-")
    return re.sub(r"[*xX✕╳]", "×", text)


def _sum(text: str, unit: str) -> int:
    if match := _IN_WORDS_TOO.fullmatch(text):
        total = _sum(match["sum"], unit)
        if _sum(match["words"], unit) != total:
            raise ValueError("数字和大写不相等，请核对金额")
        return total
    if match := _PRODUCT.fullmatch(text):
        total = _sum(match["one"].removesuffix("/月"), unit) * int(match["times"])
        if match["total"] and _sum(match["total"], unit) != total:
            raise ValueError("算式两边不相等，请核对金额")
        return total
    if match := _PLAIN.fullmatch(text):
        number = Decimal(match[1].replace(",", "") + (match[2] or "").rstrip("."))
        return _fen(number, match[3] or unit)
    return _capital(text)


def _fen(number: Decimal, unit: str) -> int:
    if not number.is_finite() or abs(number) > _LARGEST_NUMBER:
        raise ValueError("金额超出范围，请核对")
    fen = (number * _UNITS[unit] * 100).quantize(Decimal("0.000001"))
    if fen != fen.to_integral_value():
        raise ValueError("金额小于一分的部分没有意义，请核对")
    if not 0 <= fen < _LARGEST:
        raise ValueError("金额超出范围（不能是负数，不超过一百亿元），请核对")
    return int(fen)


def _capital(text: str) -> int:
    """Read Chinese numerals, plain ones as if they were capitals; 一千二 is refused, as 壹仟贰元 is."""
    words = text.translate(_COMMON)
    match = _CAPITAL.fullmatch(words)
    if not match:
        raise ValueError(f"看不懂的金额“{text[:20]}”，{_CURE}")
    if text != words and words.startswith("拾"):
        words = f"壹{words}"
    if not match["unit"]:
        words = words.rstrip("整正") + "元"
    return parse_capital_amount(words)
