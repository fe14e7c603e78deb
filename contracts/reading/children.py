"""The children that a clerk wrote into one cell: ``长女张小红1998.5；次子张小明(2003年)``.

One child after the other is taken from the left; where anything is left over, nothing of the cell is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contracts.model import Gender, PartialDate
from contracts.partial_dates import parse_partial_date
from contracts.reading.cells import parse_name, plain_text, shown_text

_NONE = re.compile(r"[-—/\\–_]*|不详|未知|无|没有|暂无|无子女|(?:尚|还)?[未没]有?(?:生)?育|未婚(?:未育)?|无孩|零孩")
_ROUND = str.maketrans("【】〔〕[]<>", "()" * 4)
_ORDER = "独生|独|长|大|次|二|三|四|五|幺|小"
_SEX = "儿子|女儿|男孩|女孩|[子女男儿]"
_HEAD = rf"(?:(?P<order>{_ORDER})?(?P<sex>{_SEX})孩?|(?P<rank>老[大二三四五]|第?[一二三四五]孩|[大二三]宝))[ :,]*"
_NAME = r"(?P<name>[\u3400-\u9fff\U00020000-\U0003ffff·]+?(?: [\u3400-\u9fff·]+?)*?)"
_DAY = (
    r"(?:\d{4}年(?: ?\d{1,2}月(?:份| ?\d{1,2}[日号])?)?"
    r"|\d{4}(?P<mark>[-./])\d{1,2}(?:(?P=mark)\d{1,2})?[日号]?|\d{8}|\d{6}|\d{4}"
    r"|[〇○零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}[日号])?)?)"
)
_BORN = rf"(?P<born>{_DAY})"
_BEHIND = rf"(?:[ ,(:]+(?P<behind>男|女)孩?)?(?:[ ,(:]*{_BORN})?(?:[ ,]*(?P<last>男|女))?[ )]*(?:出?生)?\)*"
_END = rf"(?=$|[;、,。/]|(?<=[\d)生日号年月]) |(?<=[\d)生日号年月])[^\d ]|(?:{_ORDER})(?:{_SEX}))"
_CHILD = re.compile(rf"(?:{_HEAD})?(?:{_NAME})?{_BEHIND}{_END}")
_BETWEEN = re.compile(r"[ ;、,。/]*(?:\d{1,2}[.、)] ?(?=\D))?")
_NO_NAME = re.compile("[生孩年月日岁个婚无没未已有]|子女")
_FAMILY_NAME = re.compile(rf"(?!{_NO_NAME.pattern})..{{1,3}}$")
_ORDERS = {
    "独生": 1,
    "独": 1,
    "长": 1,
    "大": 1,
    "次": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "幺": 0,
    "小": 0,
    "一": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child written in one cell with others: ``order`` counts from 1, 0 where the cell does not say."""

    order: int
    gender: Gender | None
    name: str
    birth: PartialDate | None


def parse_children(value: object) -> tuple[Child, ...]:
    """Return the children of one cell such as ``长女张小红1998.5；次子张小明2003年`` or ``刘妍(女,2002-01-18)``.

    Raises:
        ValueError: In Chinese: a part that does not have such a form.
    """
    text = plain_text(str(value).replace("\n", ";")).translate(_ROUND)
    if _NONE.fullmatch(text):
        return ()
    children = []
    at = 0
    while at < len(text):
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        match = _CHILD.match(text, at) if at < len(text) else None
        if match and match.end() > at:
            children.append(_child(match))
            at = match.end()
        elif at < len(text):
            raise _not_understood(text[at:])
    return tuple(children)


def _not_understood(text: str) -> ValueError:
    return ValueError(f"看不懂的子女情况“{shown_text(text)}”，请按“长女张小红1998.5”的样子填写或分列填写")


def _child(match: re.Match[str]) -> Child:
    name, said = match["name"] or "", match["sex"] or match["behind"] or match["last"]
    known = name and (said or match["rank"] or match["born"])
    if not known and not (said and match["born"]):
        raise _not_understood(match[0])
    whole = said and match["born"] and _FAMILY_NAME.match(name)  # 侯馨月 女 2001年3月: 月 is the name's
    if name and not match["sex"] and ((_NO_NAME.search(name) and not whole) or (not said and name[-1] in "男女")):
        raise _not_understood(match[0])
    order = match["order"] or re.sub("[老第孩宝]", "", match["rank"] or "")
    return Child(
        order=_ORDERS.get(order, 0),
        gender=_gender(match),
        name=parse_name(match["name"]).name if match["name"] else "",
        birth=parse_partial_date(match["born"]) if match["born"] else None,
    )


def _gender(match: re.Match[str]) -> Gender | None:
    said = match["sex"] or match["behind"] or match["last"] or ""
    if not said:
        return None
    return "female" if "女" in said else "male"
