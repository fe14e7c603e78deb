"""Numbers as Chinese papers write them: sums in capitals, 〇-years, article numbers.

House style of the capitals: every 零 that the bank-form rule demands is written, also where a whole group
of four is empty (壹亿零壹仟元整); the two 零 that the rule leaves open (万 or 元 is zero but the next figure
is not) are left out; 整 stands after 元 only. A sum of a trillion yuan (万亿) or more is refused: above that,
usage differs.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_DIGITS = "〇一二三四五六七八九"
_CEILING_FEN = 10**14
_LARGEST_ORDINAL = 999

_SUM = re.compile(
    r"(?:(?P<yi>[零壹贰叁肆伍陆柒捌玖拾佰仟]+)亿)?(?:(?P<wan>[零壹贰叁肆伍陆柒捌玖拾佰仟]+)万)?"
    r"(?:(?P<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟]*)元)?"
    r"零?(?:(?P<jiao>[壹贰叁肆伍陆柒捌玖])角)?零?(?:(?P<fen>[壹贰叁肆伍陆柒捌玖])分)?整?"
)


def capital_amount(fen: int) -> str:
    """Return a sum in capitals: 96000 gives ``人民币玖佰陆拾元整``.

    Args:
        fen: The sum in fen, from 0 to one fen under a trillion yuan.

    Raises:
        ValueError: Negative, or a trillion yuan or more; in Chinese.

    Source: the writing rule in the annex to 支付结算办法 (1997).

    >>> capital_amount(1_409_50)
    '人民币壹仟肆佰零玖元伍角'
    """
    if fen < 0:
        raise ValueError("金额是负数，大写金额只写应付的数，请核对")
    if fen >= _CEILING_FEN:
        raise ValueError("金额达到一万亿元，超出大写金额的范围，请核对单位是否写错")
    return f"人民币{_capitals(fen)}"


def parse_capital_amount(text: str) -> int:
    """Return the fen that a sum in capitals stands for: ``壹仟元整``, ``人民币壹万元``.

    圆 counts as 元 and 正 as 整; 人民币 in front and 整 behind 元 may be missing, and every 零 that the rule
    leaves open may stand or not. Anything else that :func:`capital_amount` would not write is refused: a
    missing 零 may be a missing figure.

    Raises:
        ValueError: Not such a sum; in Chinese, with the right form where the sum can be told.
    """
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("圆", "元").replace("正", "整")
    words = words.removeprefix("人民币")
    found = _SUM.fullmatch(words)
    if not found or not re.search("[元角分]", words):
        raise ValueError(f"“{text}”不是大写金额，请写成“壹仟元整”的样子")
    fen = _value(found)
    if not _allowed(words, fen):
        raise ValueError(_refusal(text, words, fen))
    return fen


def yuan(fen: int) -> str:
    """Return a sum in figures with its unit: ``960元``, ``1,409.50元``; whole yuan carry no decimals."""
    whole, rest = divmod(abs(fen), 100)
    cents = f".{rest:02d}" if rest else ""
    return f"{'-' if fen < 0 else ''}{whole:,}{cents}元"


def chinese_year(year: int) -> str:
    """Return a year figure by figure: 2026 gives ``二〇二六`` (〇, never 零; GB/T 15835-2011)."""
    return "".join(_DIGITS[int(figure)] for figure in f"{year:d}")


def chinese_date(value: date) -> str:
    """Return a day in words: ``二〇二六年十一月二十一日``."""
    return f"{chinese_year(value.year)}年{ordinal(value.month)}月{ordinal(value.day)}日"


def ordinal(number: int) -> str:
    """Return a counting number for headings and articles: 8 gives ``八``, 103 gives ``一百零三``.

    Raises:
        ValueError: Not between 1 and 999; in Chinese.
    """
    if not 1 <= number <= _LARGEST_ORDINAL:
        raise ValueError(f"编号 {number} 不在 1 到 999 之间，不能写成中文序号")
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = f"{_DIGITS[hundreds]}百"
    if not rest:
        return head
    return f"{head}{_DIGITS[rest // 10]}十{_ones(rest)}" if rest // 10 else f"{head}零{_ones(rest)}"


def _below_hundred(number: int) -> str:
    tens = number // 10
    ten = "十" if tens == 1 else f"{_DIGITS[tens]}十" if tens else ""
    return f"{ten}{_ones(number)}"


def _ones(number: int) -> str:
    return _DIGITS[number % 10] if number % 10 else ""


def _capitals(fen: int, optional: str = "") -> str:
    """Return the sum without 人民币; ``optional`` stands wherever the rule leaves a 零 open."""
    whole, rest = divmod(fen, 100)
    if not fen:
        return "零元整"
    yuan_words = f"{_whole_yuan(whole, optional)}元" if whole else ""
    return f"{yuan_words}{_cents(rest, whole, optional)}" if rest else f"{yuan_words}整"


def _whole_yuan(whole: int, optional: str) -> str:
    hundred_millions, rest = divmod(whole, 10**8)
    groups = (("亿", hundred_millions), ("万", rest // 10**4), ("", rest % 10**4))
    words = ""
    before: int | None = None  # the group just before this one; None until something is written
    for unit, group in groups:
        if group:
            words += f"{_joint(before, group, unit, optional)}{_group(group)}{unit}"
        if group or before is not None:
            before = group
    return words


def _joint(before: int | None, group: int, unit: str, optional: str) -> str:
    """Return the 零 between two groups of four, if one is due."""
    if before is None:
        return ""
    if before == 0 or not group // 1000:
        return "零"
    # The rule leaves the 零 open at 万, not at 亿.
    return "" if before % 10 else (optional if unit == "" else "零")


def _group(number: int) -> str:
    """Return up to four figures: 1005 gives 壹仟零伍; zeros at the end are not read."""
    words, gap = "", False
    for unit, figure in zip(("仟", "佰", "拾", ""), _figures(number), strict=True):
        if figure:
            words += f"{'零' if gap and words else ''}{_CAPITALS[figure]}{unit}"
        gap = figure == 0
    return words


def _figures(number: int) -> tuple[int, int, int, int]:
    """Return the four figures of a number below ten thousand, thousands first."""
    return number // 1000, number // 100 % 10, number // 10 % 10, number % 10


def _cents(rest: int, whole: int, optional: str) -> str:
    jiao, fen = divmod(rest, 10)
    if not jiao:
        return f"{'零' if whole else ''}{_CAPITALS[fen]}分"
    joint = optional if whole and whole % 10 == 0 else ""
    return f"{joint}{_CAPITALS[jiao]}角" + (f"{_CAPITALS[fen]}分" if fen else "")


def _value(found: re.Match[str]) -> int:
    groups = (_group_value(found[name] or "") for name in ("yi", "wan", "yuan"))
    whole = sum(value * scale for value, scale in zip(groups, (10**8, 10**4, 1), strict=True))
    return whole * 100 + _CAPITALS.index(found["jiao"] or "零") * 10 + _CAPITALS.index(found["fen"] or "零")


def _group_value(words: str) -> int:
    scales = {"仟": 1000, "佰": 100, "拾": 10, "": 1}
    pairs = re.findall(r"([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)", words)
    return sum(_CAPITALS.index(figure) * scales[unit] for figure, unit in pairs)


def _allowed(words: str, fen: int) -> bool:
    """Whether the rule lets a sum be written so."""
    form = _capitals(fen, optional="零?")
    if form.endswith("整"):
        form += "?"
    elif form.endswith("角"):
        form += "整?"
    start = "(?:零元零?)?" if fen and not fen // 100 else ""
    return re.fullmatch(start + form, words) is not None


def _refusal(text: str, words: str, fen: int) -> str:
    """Say what is wrong, naming the right form only where nothing but a 零 or a 整 differs."""
    if re.sub("[零整]", "", words) != re.sub("[零整]", "", _capitals(fen)):
        return f"“{text}”不是规范的大写金额，请核对数字和单位，写成“壹仟元整”的样子"
    return f"“{text}”的“零”或“整”不合规定，如果是{yuan(fen)}，应写成“{_capitals(fen)}”，请核对"
