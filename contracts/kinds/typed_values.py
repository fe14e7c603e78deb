"""Values in a text of a Word file that ought to be asked for: days, sums, telephones, numbers of persons, offices.

Whoever draws a Word file from last year's paper leaves a day, a sum or a telephone in it, and it is printed on every
paper from then on, whatever the manifest, the roster and ``office.toml`` say. What only looks like one is told apart
by its form: a blank to be filled (__年__月__日), a number of a document (国办发〔2024〕12号) or of a standard (GB/T
9704-2012), the edition of a form (2021年版), a unit (单位：万元), a public line that is nobody's office (12345热线). A
law that is cited with its day or its article is a value too: its home is ``basis``, where its being in force is proved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from contracts.identity import masked

Sort = Literal["citation", "number", "id_number", "account", "credit_code", "phone", "money", "date", "year", "office"]
"""What a value is: a cited law, the paper's own number, …; ``office`` is any word that ``office.toml`` holds."""

HELD = "\ufffc"
"""Stands for a placeholder, and for what was found before: a letter that no value holds."""

_HAN = "〇零○一二三四五六七八九十"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖貳參陸拾佰仟万亿萬億"
_CITED = re.compile(rf"《[^》]*》(?:[(][^()]*[)])?(?:第[{_HAN}百千0-9、至和第]+条(?:第?[{_HAN}0-9()]+[款项])*)?")
_DATED = re.compile(rf"(?:19|20)\d\d年|(?:19|20)\d\d[-.]\d|[一二][{_HAN}]{{3}}年|第[{_HAN}百千0-9、至和第]+条")
_DOCUMENT = re.compile(r"([\u4e00-\u9fff]{0,12})[〔\[(](?:19|20)\d\d[〕\])]第?\d+号|GB(?:/[TZ])? ?\d+(?:\.\d+)?-\d{4}")
_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?"
)
_NO_NUMBER_BEFORE = r"(?<![A-Za-z0-9./-])(?<![A-Za-z] )"
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d ?年 ?(?:\d{1,2}|元) ?月(?: ?\d{1,2} ?[日号])?"
    rf"|[一二][{_HAN}]{{3}}年[{_HAN}元]{{1,2}}月(?:[{_HAN}]{{1,3}}日)?"
    rf"|{_NO_NUMBER_BEFORE}(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])(?:\1(?:3[01]|[12]\d|0?[1-9]))?(?![A-Za-z0-9./-])"
    rf"|(?<!\d)\d{{1,2}}月\d{{1,2}}[日号]|(?<![{_HAN}])[{_HAN}]{{1,2}}月[{_HAN}]{{1,3}}日"
    rf"|\b\d{{1,2}} (?:{_MONTHS})\.? (?:19|20)\d\d\b|\b(?:{_MONTHS})\.? \d{{1,2}},? (?:19|20)\d\d\b"
)
_YEAR = re.compile(rf"(?<!\d)(?:19|20)\d\d ?年(?:度|底|末|初)?|(?<![{_HAN}])[一二][{_HAN}]{{3}}年(?:度|底)?")
_EDITION = re.compile(r"[ (]?(?:版|制|印)")
_ENACTED = re.compile(r"(?:起)?(?:修正|修订|通过|公布|发布|颁布|施行|实施)")
_ID = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
    r"|(?<![\dA-Za-z])[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Za-z])"
    r"|(?<!\d)\d{3,6}\*{6,}\d{2,4}[\dXx]?"
)
_ACCOUNT = re.compile(
    r"(?:账号|账户|帐号|帐户|賬號|賬戶|帳號|卡号|卡號)[^\d:]{0,8}:? ?(\d[\d -]{7,30}\d)"
    r"|(?<![\dA-Za-z])((?:62|[3-6]\d)\d\d(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?)(?![\dA-Za-z])"
)
_CREDIT = re.compile(r"(?<![0-9A-Za-z])[159ANY][1-9][0-9A-HJ-NPQRTUWXY]{16}(?![0-9A-Za-z])")
_PHONE = re.compile(
    r"(?<![\d.])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)"
    r"|(?<![\d-])([(]?0(?:10|2\d|[3-9]\d\d)[)]?[ -]*[2-9]\d{2,3}[ -]?\d{4}(?:[转-]\d{1,6})?)(?!\d)"
    r"|(?<![\d-])([48]00[ -]?\d{3}[ -]?\d{4})(?!\d)"
    r"|(?:电话|電話|热线|熱線|专线|传真|傳真|手机|手機|[Tt]el(?:ephone)?\.?|[Pp]hone)[^\d:]{0,8}"
    r": ?(\d[\d -]{1,13}\d)(?!\d)"
)
_MONEY = re.compile(
    r"(?:人民币|RMB|CNY|[¥$]) ?\d[\d,]*(?:\.\d+)? ?[万千百亿]?元?整?"
    r"|(?<![\d.,])\d[\d,]*(?:\.\d+)? ?(?:[万千百亿]|余|多)?[元圆](?![月旦])(?:\d角)?整?"
    rf"|[{_CAPITALS[:13]}拾][{_CAPITALS}]*[元圆](?:[{_CAPITALS}]+[角分])*[整正]?"
    r"|[一二两三四五六七八九十][〇零一二两三四五六七八九十百千万亿]+元(?![月旦])整?|[一二两三四五六七八九十]元[整正钱]"
    r"|(?:金额|奖励金|补助金|奖金|经费)(?:[(][^)]*元[)])?: ?\d[\d,]*(?:\.\d+)?(?![\d%年月日人户])"
)
_GENERIC = frozenset((
    "各乡", "本乡", "我乡", "某某", "所在", "所属", "当地", "户籍", "上级", "有关",
    "报送", "送交", "提请", "其他", "全部", "下列", "每个", "本县", "本市", "各县",
))  # fmt: skip
"""What stands before 镇人民政府 and is no name of a place."""
_NAMED_OFFICE = re.compile(
    rf"(?:\A|[^\u4e00-\u9fff{HELD}])[由向经报与和及在致到]?((?:[\u4e00-\u9fff]{{2,6}}[省市县区州旗])*?([\u4e00-\u9fff]{{2,4}})"
    r"(?:[镇乡]人民政府|街道办事处|[县市区旗]卫生健康(?:局|委员会)|村村民委员会|社区居民委员会))"
)


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value typed into a text: what it is, how it may be shown (numbers of persons masked), what to write instead.

    ``instead`` is a placeholder, where the value is one that ``office.toml`` holds and the kind has a name for it.
    """

    sort: Sort
    shown: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A word of ``office.toml``, and the placeholder that prints it in a kind; empty where it has none."""

    text: str
    instead: str = ""


def typed_values(text: str, known: Iterable[KnownValue] = (), *, own_number: str = "") -> tuple[TypedValue, ...]:
    """Return every value in a text, in the order of :data:`Sort`.

    Args:
        text: A paragraph or a cell, with :data:`HELD` where a placeholder stands.
        known: Words of ``office.toml``.
        own_number: The 代字 of the office: a document number that begins with it is one of its own papers.

    >>> [value.shown for value in typed_values("电话：0712-5550100，发给480元，日期__年__月__日")]
    ['0712-5550100', '480元']
    """
    return tuple(_Finder(unicodedata.normalize("NFKC", text)).found(sorted(known, key=_longest), own_number))


def _longest(value: KnownValue) -> int:
    return -len(value.text)


class _Finder:
    """Takes values out of a text, the surest first, so that none is told twice."""

    def __init__(self, text: str) -> None:
        self.rest = re.sub(r"[\u2010-\u2015－]", "-", re.sub(r"[\t\u3000\u00a0]", " ", text))

    def found(self, known: Iterable[KnownValue], own_number: str) -> Iterator[TypedValue]:
        for match in self._taken(_CITED):
            if _DATED.search(match[0]):
                yield TypedValue("citation", match[0])
        for match in self._taken(_DOCUMENT):
            if own_number and (match[1] or "").startswith(own_number):
                yield TypedValue("number", match[0])
        yield from self._plain("id_number", _ID, masked)
        yield from self._plain("account", _ACCOUNT, _ends)
        yield from self._plain("credit_code", _CREDIT, str)
        yield from self._known(known)
        yield from self._plain("phone", _PHONE, str)
        yield from self._plain("money", _MONEY, str)
        yield from self._days("date", _DATE)
        yield from self._days("year", _YEAR)
        for match in self._taken(_NAMED_OFFICE):
            if match[2] not in _GENERIC and not match[2].endswith(("乡", "本", "各", "在", "称")):
                yield TypedValue("office", match[1])

    def _taken(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        found = [*pattern.finditer(self.rest)]
        self.rest = pattern.sub(HELD, self.rest)
        return found

    def _plain(self, sort: Sort, pattern: re.Pattern[str], shown: Callable[[str], str]) -> Iterator[TypedValue]:
        for match in self._taken(pattern):
            words = next(filter(None, match.groups()), match[0])
            yield TypedValue(sort, shown(words.strip()))

    def _days(self, sort: Sort, pattern: re.Pattern[str]) -> Iterator[TypedValue]:
        """Yield days and years, but of a form's edition; one on which a law was made is a citation."""
        text = self.rest
        for match in self._taken(pattern):
            after = text[match.end() :]
            if not _EDITION.match(after):
                yield TypedValue("citation" if _ENACTED.match(after) else sort, match[0].strip())

    def _known(self, known: Iterable[KnownValue]) -> Iterator[TypedValue]:
        for value in known:
            words = r"\s*".join(map(re.escape, unicodedata.normalize("NFKC", value.text)))
            if self._taken(re.compile(rf"(?<!\d){words}(?!\d)")):
                yield TypedValue("office", value.text, value.instead)


def _ends(number: str) -> str:
    """Return an account number fit for messages: its last four digits."""
    digits = re.sub(r"\D", "", number)
    return "*" * (len(digits) - 4) + digits[-4:]
