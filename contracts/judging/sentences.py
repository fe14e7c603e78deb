"""Is it a clause? Sentences that oblige, permit, forbid or promise, told from labels, titles and signatures.

Nothing here knows any law. Mistakes on either side are harmless in one way only: what a void rule strikes
is reported whatever stands here, so in doubt a text that says who does what counts as a clause.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

_MUST = re.compile(
    r"必须|应当|应(?![急届对届聘用])|(?<!必)须(?!知)|不得|不准|不许|严禁|禁止|有权|无权|可以|承诺(?!书|人)|保证(?!书|人|金)"
    r"|同意(?!书)|自愿|不予|负责(?!人)|承担|处以|视为"
)
_DOES = re.compile(
    r"履行|遵守|执行|享受|给予|发放|兑现|支付|缴纳|交纳|收取|扣除|扣发|罚款|没收|取消|停止|停发|退还|返还|提供|办理|落实|配合|接受"
    r"|参加|协助|报告|报送|登记|公布|公示|公开|告知|通知|赔偿|解除|终止|放弃|追究|补助|奖励|生效|达到|完成|交|给|罚|扣"
)
_WHO = re.compile(r"甲方|乙方|丙方|双方|夫妻|家庭|村委会|村民委员会|居委会|政府|本人|育龄|村民|户|合同|协议")
_TITLE = re.compile(
    r"(?:书|表|(?<!本)合同|(?<!本)协议|办法|方案|证|名单|台账|须知|说明|规定|条例|意见|通知|公告|公示|附件|目录|责任|义务|权利|奖励|事项|事宜)$"
)
_CHOICES = re.compile(r"^(?:(?:[□☐☑☒√■]\s*[^\s□☐☑☒√■]{1,8}\s*){2,}|(?:[^\s□☐☑☒√■]{1,8}\s*[□☐☑☒√■]\s*){2,})$")
_SIGNS = re.compile(r"签字|签名|签章|盖章|公章|手印|指印|捺印")
_NOTHING = re.compile(
    r"[\s_＿—\-－~～·.…□☐☑√×*/／|\\0-9年月日时分元人户%％‰(){}\[\]（）【】〔〕《》<>“”\"'：:、，,。．;；]+"
)
_NUMBER = re.compile(
    r"^\s*(?:第[〇零一二三四五六七八九十百0-9\s]+[条款项章节]|[〇一二三四五六七八九十]+[、.]|\([〇一二三四五六七八九十0-9]+\)"
    r"|[0-9]+[.、)](?![0-9])|[①-⑳])\s*"
)
_ITEM = re.compile(r"^\s*(?:\([〇一二三四五六七八九十0-9]+\)|[0-9]+[.、)](?![0-9])|[①-⑳]|[-—•·●○■])")
_ARTICLE = re.compile(r"^\s*(?:第[〇零一二三四五六七八九十百0-9\s]+[条章节]|[〇一二三四五六七八九十]+、)")
_LEADING = re.compile(r"(?:下列|以下|如下)[^。；]*:$|(?:不得|严禁|禁止|不准|不许):$")
_FOREIGN = re.compile(r"[^\u4e00-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_FEWEST_WORDS = 5
_ENDED = "。；!?:"
_LONGEST_TITLE = 30
_LONGEST_VALUE = 18
_LONGEST_SIGNATURE = 60
_FEWEST_LETTERS = 4
_SENTENCE = 22


class Line(Protocol):
    """What is needed of a paragraph to tell what it belongs to."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def label(self) -> str:
        """The number drawn before it, if any."""

    @property
    def story(self) -> str:
        """The run of text it stands in."""


def is_clause(text: str) -> bool:
    """Say whether a paragraph obliges, permits, forbids or promises something.

    Words that only introduce what follows are none: what follows is judged with them. A sentence in another
    language is one: what nobody here can read is left to a person.

    >>> is_clause("甲方于每年12月31日前发放奖励扶助金。"), is_clause("甲方（盖章）：　　年　月　日")
    (True, False)
    """
    words = _NUMBER.sub("", _plain(text))
    if not _CHINESE.search(words) and len(_LATIN_WORD.findall(words)) > _FEWEST_WORDS:
        return True
    if len(_NOTHING.sub("", words)) < _FEWEST_LETTERS or _CHOICES.match(words):
        return False
    if _is_label(words) or _is_signature(words):
        return False
    sentence = words[-1] in _ENDED or "。" in words or "，" in words or len(words) > _SENTENCE
    if not sentence and _TITLE.search(words) and len(words) <= _LONGEST_TITLE:
        return False
    if _MUST.search(words):
        return True
    return sum(map(bool, (sentence, _DOES.search(words), _WHO.search(words)))) > 1


def is_open(text: str, *, following: str, begun: bool = False) -> bool:
    """Say whether a sentence goes on in the paragraph that follows: no end, and no new number there.

    Args:
        text: The paragraph; it must speak for itself unless it is itself the going on of one (``begun``).
        following: The next one.
        begun: An earlier paragraph goes on in this one.
    """
    words, after = _plain(text), _plain(following)
    if not words or words[-1] in _ENDED or _NUMBER.match(after):
        return False
    return begun or is_clause(text) or bool(_WHO.match(_NUMBER.sub("", words)))


class Leads:
    """Gives each item of an enumeration (（一）收取押金；) the words that introduce it (甲方不得有下列行为：)."""

    def __init__(self) -> None:
        self._lead = self._story = ""
        self._open = False

    def lead(self, line: Line) -> str:
        """Return the introducing words for a paragraph, or nothing; paragraphs are asked for in order."""
        words = _plain(line.text)
        numbered = _plain(line.label) or words
        if line.story != self._story:
            self._story, self._lead = line.story, ""
        if _LEADING.search(words):
            self._lead, self._open = _NUMBER.sub("", words), True
            return ""
        belongs = self._lead and not _ARTICLE.match(numbered) and (bool(_ITEM.match(numbered)) or self._open)
        if not belongs:
            self._lead = ""
            return ""
        self._open = words.endswith(("；", ":", "，", "、"))
        return self._lead


def _plain(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).translate({ord(";"): "；", ord("："): ":", ord(","): "，"})
    return re.sub(r"\s+", " ", words).strip()


def _is_label(words: str) -> bool:
    """Say whether it is a form's line (short labels, each with a short value or a blank) or only introduces."""
    if words.endswith(":"):
        return True
    pieces = re.split("[:_]+", words)
    return len(pieces) > 1 and "。" not in words and not any(_speaks(piece.strip()) for piece in pieces)


def _speaks(piece: str) -> bool:
    if len(_FOREIGN.sub("", piece)) > _LONGEST_VALUE or _MUST.search(piece):
        return True
    return bool(_WHO.search(piece) and _DOES.search(piece))


def _is_signature(words: str) -> bool:
    if "。" in words or len(words) > _LONGEST_SIGNATURE or _MUST.search(words):
        return False
    return bool(_SIGNS.search(words))
