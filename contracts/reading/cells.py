"""What a clerk typed into one cell, and the value it stands for.

Pure functions from text to value. Each raises ``ValueError`` with a reason and a cure in Chinese,
separated by the last ``，``; what is not known comes back as ``None``, never as "no".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from contracts.identity import gender_of, parse_id_number
from contracts.model import Gender
from contracts.reading.layouts import vocabulary

DOTS = re.compile(r"[·•‧・･．.∙⋅﹒ㆍ᛫]")
"""How the middle dot of a name is written."""
DITTO = frozenset({"同上", "″", '"', "〃", "''", "”", "同前"})
"""What a clerk writes for "as in the row above"."""
_PLACEHOLDER = re.compile(
    r"某某|[^·]某$|^[未暂没][取上起命定落无]|[×✕*＊□■?？]|[xX]{2}|^[xX]$|^(不详|无名|未取名|待定|姓名|同[上前左右])$"
)
_PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_BETWEEN_TWO = re.compile(r"[、,，;；/|\n]|(?<=[\u4e00-\u9fff]{2})[和与及](?=[\u4e00-\u9fff]{2})")
_BRACKETS = re.compile(r"^(?P<name>[^()]+)\((?P<note>[^()]*)\)$")
_ROUND = str.maketrans("（）【】〔〕［］[]{}<>〈〉《》", "()" * 9)
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_PLAIN_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})-?(\d{7,8})")
_SERVICE = re.compile(r"400\d{7}|[2-8]\d{6,7}")
_DASHES = str.maketrans("—–－‐−", "-----")
_DOTTED = re.compile(r"(?:\+?86)?1\d{2}\.\d{4}\.\d{4}")
_WHOSE = "(?:(?![转分空错停])[\u4e00-\u9fff])"
_WHOSE_PHONES = re.compile(
    rf"{_WHOSE}{{0,4}}[::]?1[3-9]\d{{9}}(?:{_WHOSE}{{1,4}}[::]?1[3-9]\d{{9}})*{_WHOSE}{{0,4}}"
)
_PHONE_NOTE = re.compile(r"\([\u4e00-\u9fff]{1,6}\)|(?:手机|电话|联系|移动|座机|家|宅|办)+号?码?[::]?(?=[\d+])")
_PHONE_BREAK = re.compile(r"[/、,，;；|\n]+|或|和")
_LARGEST_EXACT = 2**53
_YES = frozenset(
    (
        "已领",
        "已领取",
        "√",
        "✓",
        "✔",
        "☑",
        "是",
        "已发",
        "已发放",
        "已兑现",
        "已支付",
        "已付",
        "有",
        "对",
        "Y",
        "YES",
        "1",
        "领",
        "已打卡",
    )
)
_NO = frozenset(
    (
        "未领",
        "未领取",
        "×",
        "✗",
        "✘",
        "X",
        "否",
        "未发",
        "未发放",
        "未兑现",
        "未支付",
        "未付",
        "没领",
        "没有",
        "N",
        "NO",
        "0",
        "未打卡",
        "不是",
    )
)
_PAID = (
    "(?:领取|领款|领走|领|发放|发|付款|付清|付|兑现|兑付|兑|到账|到帐|到卡|到位|打卡|打款|拨付|拨|支付|落实|签收|签领"
    "|入账|入卡|送达|送到|转账|汇款|划拨|办理|结清|结|收)"
)
_HOW = "(?:足额|全部|全额|按时|正常|现金|银行|社会化)*"
_IS_DONE = re.compile(
    f"{_HOW}已经?{_HOW}{_PAID}+(?:到位|到账|完毕|完成|完|了|讫|成功)?|{_HOW}{_PAID}+(?:了|完毕|完成|完|讫|成功)"
    f"|正常{_PAID}+|已?(?:成功|完成|办结)|(?:√|是)已?{_PAID}+|(?:已经?)?(?:到账|到位|送达?|送到)|√?\\((?:√|已{_PAID}+)\\)"
)
_NOT_DONE = re.compile(
    f"(?:尚未|还未|还没|暂未|暂不|暂缓|暂停|应{_PAID}未|未|没有?|待|缓|停|不予|不){_PAID}+(?:到位|到账|完毕|完成|完|成功)?"
    f"|{_PAID}*(?:失败|不成功|未成功)|退(?:回|票|汇)|[未没]送达?"
)
_UNKNOWN = re.compile(r"[-—/\\–_]*|不详|未知|待查|待核实|不清楚")
_GENDERS: dict[str, Gender] = {
    "男": "male",
    "男性": "male",
    "M": "male",
    "1": "male",
    "男孩": "male",
    "女": "female",
    "女性": "female",
    "F": "female",
    "2": "female",
    "女孩": "female",
}
_LONGEST_CODE = 11  # those of a register have 12 digits and more
_WRITTEN_CODE = re.compile(r"(?=.*[0-9０-９])[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+(?:[-－–—/／][0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+)*")
_CHINESE_MARKS = re.compile("([，；：！？（）])")
_PERCENT = re.compile(r"(≥|>=|不低于)?(\d{1,3}(?:\.\d+)?)%?(?:以上)?")


def plain_text(value: object) -> str:
    """Return a cell as one line of text: compatibility forms folded, control characters out.

    A whole number below 2**53 loses its ``.0``; others are refused by those who may not take them.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_EXACT:
        value = int(value)
    return _visible(unicodedata.normalize("NFKC", str(value)))


def written_text(text: str) -> str:
    """Return a text that will be printed, as :func:`plain_text` does, with the marks of a Chinese sentence kept.

    >>> written_text("申领奖励，请村里协助（２组）")
    '申领奖励，请村里协助（2组）'
    """
    pieces = _CHINESE_MARKS.split(text)
    folded = [piece if at % 2 else unicodedata.normalize("NFKC", piece) for at, piece in enumerate(pieces)]
    return _visible("".join(folded))


def is_written_code(text: str) -> bool:
    """Whether a text is a short code of letters, digits and hyphens, as offices number their households.

    >>> is_written_code("1-01"), is_written_code("A03"), is_written_code("42999910120100O001")
    (True, True, False)
    """
    return len(text) <= _LONGEST_CODE and bool(_WRITTEN_CODE.fullmatch(text.strip()))


def refuse_unseen(value: object) -> None:
    """Let a cell pass only without control characters: nobody saw what they hide, so nobody may take them out.

    Line breaks and tabs count as blanks; marks that only join or turn letters are left to :func:`plain_text`.

    Raises:
        ValueError: Which character it is.
    """
    if isinstance(value, str) and not value.isprintable():
        found = next((letter for letter in value if unicodedata.category(letter) == "Cc" and not letter.isspace()), "")
        if found:
            raise ValueError(f"有看不见的控制字符（U+{ord(found):04X}），请把这一格清空后照原件重新录入")


def _visible(text: str) -> str:
    if text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name and what stood in brackets behind it, which only a person can judge."""

    name: str
    note: str = ""


def parse_name(value: object) -> Name:
    """Return a name as written, less stray spaces, with one canonical ``·``, and any bracketed note.

    Nothing is cut off: names of ethnic groups are as long as they are.

    Raises:
        ValueError: In Chinese: a placeholder such as ``王某某`` or ``**``, not a name, or the names of several.
    """
    text = value if isinstance(value, str) else str(value)
    if _PLAIN_NAME.fullmatch(text) and not _PLACEHOLDER.search(text):
        return Name(name=text)
    if _names_several(text):
        raise ValueError(f"“{shown_text(' '.join(text.split()))}”像是几个人的姓名，请一格只写一个人")
    text = _visible(text).lstrip("'’‘")
    if text.isalpha():
        name, note = text, ""
    else:
        text = text.translate(_ROUND)
        match = _BRACKETS.match(text)
        name, note = (match["name"], match["note"].strip()) if match else (text, "")
        name = DOTS.sub("·", name)
        name = re.sub(r" *· *", "·", name).strip("、,，;；/")
        name = re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", name)
    if not name or _PLACEHOLDER.search(name):
        raise ValueError(f"“{name}”不是真实姓名，请填写身份证上的姓名")
    if any(unicodedata.category(character) == "Co" for character in name):
        raise ValueError("姓名里有自造字，别的电脑上显示不出来，请改用国家标准里的字")
    if not _is_name(name):
        raise ValueError(f"姓名“{shown_text(name)}”不像姓名，请填写身份证上的姓名")
    return Name(name=name, note=note)


def _names_several(text: str) -> bool:
    """Whether blanks stand between whole names: ``李大山 张小云``, but not between 欧阳 and 小红.

    A line break between two stretches of letters that may be names is enough.
    """
    parts = text.split()
    surnames = vocabulary().surnames
    whole = len(parts) > 1 and parts[0] not in surnames and all(map(_PLAIN_NAME.fullmatch, parts))
    return whole and ("\n" in text.strip() or all(part[0] in surnames for part in parts))


def parse_couple(value: object) -> tuple[str, str]:
    """Return the two names of one cell such as ``张三、李四``, in the order written.

    Raises:
        ValueError: In Chinese: not exactly two names.
    """
    parts = _parts_of_two(value)
    if len(parts) != 2:  # noqa: PLR2004
        raise ValueError("一格里应是夫妻两个人的姓名，请用顿号隔开写全，或分两栏填写")
    first, second = (parse_name(part) for part in parts)
    if first.note or second.note:
        raise ValueError("姓名后有括注，请核实后把括注移到备注栏")
    return first.name, second.name


def parse_two_numbers(value: object, *, as_of: date | None = None) -> tuple[str, str]:
    """Return the ID numbers of a wife and a husband from one cell, hers first: each number says the sex.

    Args:
        value: The cell.
        as_of: If given, a birthday after this day is refused.

    Raises:
        ValueError: In Chinese: not exactly two ID numbers, or not of a woman and a man.
    """
    parts = _parts_of_two(value)
    if len(parts) != 2:  # noqa: PLR2004
        raise ValueError("一格里应是夫妻两个人的身份证号，请用顿号隔开写全，或分两栏填写")
    numbers = sorted((parse_id_number(part, as_of=as_of) for part in parts), key=gender_of)
    if [gender_of(number) for number in numbers] != ["female", "male"]:
        raise ValueError("两个身份证号不是一女一男，请与身份证核对")
    return numbers[0], numbers[1]


def _parts_of_two(value: object) -> list[str]:
    text = str(value).translate(_ROUND)
    parts = [part for part in _BETWEEN_TWO.split(text) if part.strip()]
    return parts if len(parts) == 2 else [part for part in text.split() if part]  # noqa: PLR2004


def _is_name(name: str) -> bool:
    parts = re.split(r"[· ]", name)
    return len(name) > 1 and all(part.isalpha() for part in parts)


def shown_text(text: str) -> str:
    """Return text for a message; long runs of digits may be a number of a person and are starred."""
    return re.sub(r"\d{6,}", lambda match: "*" * len(match[0]), text)[:20]


def parse_phones(value: object) -> tuple[str, ...]:
    """Return the telephone numbers of one cell, in order; mobile as 11 digits, landline as ``0713-1234567``.

    Whose or what it is may stand in brackets behind it (``(儿子)``, ``(微信同号)``).

    Raises:
        ValueError: In Chinese: a number that is no Chinese telephone number, or lost its digits.
    """
    if isinstance(value, float) and not (value.is_integer() and abs(value) < _LARGEST_EXACT):
        raise ValueError("电话成了带小数的数字，请把这一格设为文本格式后重新录入")
    if isinstance(value, str) and _PLAIN_MOBILE.fullmatch(value):
        return (value,)
    text = _PHONE_NOTE.sub("", plain_text(value).lstrip("'’‘"))
    if _UNKNOWN.fullmatch(text) or text in {"无", "没有", "暂无"}:
        return ()
    phones: list[str] = []
    for part in _PHONE_BREAK.split(text):
        phones.extend(_phones_in(part))
    return tuple(dict.fromkeys(phones))


def _phones_in(part: str) -> tuple[str, ...]:
    tight = re.sub(r"[\s()]|(?<=\d{11})\.0$", "", part.translate(_DASHES))
    if not tight:
        return ()
    digits = tight.replace(".", "") if _DOTTED.fullmatch(tight) else tight.replace("-", "")
    if match := _MOBILE.fullmatch(digits):
        return (match[1],)
    if match := _LANDLINE.fullmatch(tight):
        return (f"{match[1]}-{match[2]}",)
    if _SERVICE.fullmatch(digits):
        return (digits,)
    if _WHOSE_PHONES.fullmatch(tight):
        return tuple(re.findall(r"1[3-9]\d{9}", tight))
    pieces = part.split()
    if len(pieces) > 1 and all(_MOBILE.fullmatch(piece) for piece in pieces):
        return tuple(pieces)
    raise ValueError(f"电话号码不对（{len(digits)} 位），请填写 11 位手机号或带区号的座机号")


def parse_flag(value: object) -> bool | None:
    """Return whether something was done; ``None`` where the cell does not say.

    Raises:
        ValueError: In Chinese: a word that is neither.
    """
    if isinstance(value, bool):
        return value
    text = plain_text(value).strip("'’‘ ")
    if not text or _UNKNOWN.fullmatch(text):
        return None
    if text.upper() in _YES or _IS_DONE.fullmatch(text):
        return True
    if text.upper() in _NO or _NOT_DONE.fullmatch(text):
        return False
    raise ValueError(f"“{text[:10]}”看不出是已办还是未办，请填写 是 或 否")


def parse_gender(value: object) -> Gender | None:
    """Return the sex in words or in the codes 1 and 2 of GB/T 2261.1; ``None`` where blank.

    Raises:
        ValueError: In Chinese: another word or code.
    """
    text = plain_text(value).upper()
    if not text or _UNKNOWN.fullmatch(text):
        return None
    if text not in _GENDERS:
        raise ValueError(f"性别“{text[:10]}”看不懂，请填写 男 或 女")
    return _GENDERS[text]


def parse_count(value: object) -> int | None:
    """Return a whole number of things, with or without its unit; ``None`` where blank.

    Raises:
        ValueError: In Chinese: not a whole number.
    """
    text = re.sub(r"(个月|个|户|人|月|名|孩|岁)$", "", plain_text(value).replace(" ", ""))
    if _UNKNOWN.fullmatch(text) or text == "无":
        return None
    if not re.fullmatch(r"\d{1,7}", text):
        raise ValueError(f"“{text[:10]}”不是整数，请填写整数")
    return int(text)


def parse_percent(value: object) -> str | None:
    """Return a rate as printed, such as ``98%`` or ``≥98%``; ``None`` where blank.

    A number up to 1 is a share: spreadsheets keep 98 % as 0.98.

    Raises:
        ValueError: In Chinese: not a rate, or above 100 %.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        share = float(value) * 100 if 0 <= value <= 1 else float(value)
        value = f"{round(share, 4):g}%"
    text = plain_text(value).replace(" ", "")
    if _UNKNOWN.fullmatch(text):
        return None
    match = _PERCENT.fullmatch(text)
    if not match or float(match[2]) > 100:  # noqa: PLR2004
        raise ValueError(f"“{text[:10]}”不是百分率，请按 98% 的样子填写")
    return f"{'≥' if match[1] or text.endswith('以上') else ''}{match[2]}%"
