"""A Chinese clause taken apart: who, must or may or may not, what, on which condition.

Words alone mislead: 收取押金 is void and 退还押金 is a duty, 不得收取押金 protects and 未交押金的不得落户
punishes. So before any rule looks at a clause it is brought into one spelling and read as

- *statements* (between full stops and semicolons), each of *parts* (between commas);
- *propositions*: the parts that share one actor; a sentence with two actors states two things;
- *shields*: stretches that a statement forbids, refuses or punishes the office for. What is named there is
  named in order to keep it away (严禁收取押金), and no rule may hold it against the clause.

Nothing here knows any law.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from contracts.traditional import simplified

Actor = Literal["office", "family", "unit", "both", ""]
"""Who acts: the side that governs or serves, the family, a unit in the area, both, or not said."""

_DROPPED = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad*#`_~]+")
_NUMBERING = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百0-9]+条[：:、]?|[一二三四五六七八九十]+、|[0-9]{1,2}[.、)]"
    r"|\([一二三四五六七八九十0-9]+\))"
)
_PUNCTUATION = str.maketrans({",": "，", ";": "；", ":": "：", "?": "。", "!": "。", "｡": "。"})

_FORBIDS = re.compile(
    r"不得|严禁|禁止|不准|不许|不允许|不可以|不应当?|不再|不能|无需|无须|不需|不必|不用|不要求|不强制|不强迫|不要|不向|不以"
    r"|不因|不设|不附|不与|不作|不搞|不收|不将|不把|不对|不在|停止(?!侵害)|废止|清理(?![^，]{0,12}(?:妇女|人员|户|对象|孕))|纠正|杜绝|防止|避免|制止|无权|不采取|不发生"
    r"|不出现|取消(?=各类|一切|不合理|原有|过去|历史)|反对|不含|不包括|不涉及|不记录|不采集|不公布|不公开|不列"
    r"|不交换|不上传|不外传|不外借|不外泄|不透露|不转发|不附(?!加.{0,4}服务)|不写入|不列出|不填写|不拍|不录音|不录像|不追问|不议论|不宣扬|不点名|不催|不逼|不扣|不罚|不收|不限制|不指定|不干预|不干涉|不截留|不拖欠|不挪用|不推销|不摊派|不歧视|不评比|不排名|不比较|不挂钩|不搭车|不安排(?:夜班|加班|重体力|倒班)|不搞"
    r"|不登记|不收集|不询问|不索取|不提供|不强行|不需要|不显示|不打听|不查验|不承担(?=[^，]{0,16}(?:上报|任务|收费|义务|职责))"
)
_REFUSES = re.compile(
    r"(?:有权|可以|可)(?:拒绝|不|举报|投诉|控告|检举|抵制|要求退还|要求返还|要求停止)|有权利拒绝|拒绝一切"
)
_CARRIES_OVER = re.compile(r"(?:为由|名义|借口|为名|原因|条件|理由|形式|方式|前提)$")
_UNDONE = re.compile(
    r"(?:(?:做法|行为|规定|制度|条款|收费|考核|指标|检查|约定)(?:一律|全部|立即|予以|均)?(?:停止|取消|废止|作废|清理|纠正)"
    r"|(?:旧|原|过去|以前|原有|上述|这类|以往)[^，]{0,8}(?:规定|做法|条款|内容|制度|约定)[^，]{0,14}(?:废止|取消|停止执行|作废|删除)"
    r"|(?:(?<=内容)|(?<=条款)|(?<=内容一律)|(?<=条款一律)|(?<=内容全部)|(?<=条款全部)|(?<=予以))删除"
    r"|无效|不具有?(?:法律)?(?:约束力|效力)|予以(?:废止|纠正|清理|撤销|取消|清退)|一律(?:废止|作废|取消|清退)|属于?违法|是违法|没有(?:法律|任何|法定)?(?:依据|根据)|于法无据|不再执行|立即停止)"
)
_OFFICE_ACT = re.compile(r"收取|收缴|扣发|截留|挪用|克扣|强制|强迫|摊派|公布(?:村民|群众|个人|家庭|身份证)")
"""What no family does: 乙方不得收取押金 binds an office that is called 乙方 in a paper between offices."""
_LOST = re.compile(
    r"(?:奖|补贴|补助|扶助|待遇|资格|优惠|福利|分红|分配|享受|权利|证件|光荣证|救助|低保|名额|的户|家庭|对象|者|已列入的|已享受的)[^，]{0,4}"
    r"(?:一律|予以|全部|立即|均)?(?:取消|清退|撤销|停止|作废)$"
)
"""What a family loses is no rule undone: 奖励一律取消 shields nothing."""
_UNHARMED = re.compile(r"不影响(?=[^，]{0,14}(?:待遇|奖励|权利|享受|领取|补贴|服务|发放|扶助))")
_WITHHELD = re.compile(
    r"(?:为|给|向|与|对|同|让)?[^，：拒拖不因以扣强要将把]{0,10}?"
    r"(?:办理|发放|出具|开具|审批|出租|录用|聘用|雇用|招用|接收|受理|享受|安排|批准|颁发|兑现|接诊|落户|入学|外出|结婚|领取|参加|评为|报考|报销)"
)
_PUNISHES = re.compile(
    r"处分|退还|返还|清退|追究|问责|赔偿|查处|纠正|责令|依法处理|依规处理|依纪|取消评先|一票否决|违约责任"
    r"|(?:可|有权)[^，]{0,12}(?:举报|投诉|控告)"
)
_REMEDIES = re.compile(
    r"补[发足付齐办报正]|退[还清付回给]|返还|赔[偿付]|道歉|付息|利息|加付|更正|改正|纠正|说明|解释|销毁|删除|通知|告知"
)
_CONDITION_END = re.compile(
    r"(?:的|者|时|后|前|之日起|期间|以后|以前|当月|当年|当天|情况下|情形下|为止|内"
    r"|[前后][一二三四五六七八九十0-9]+(?:个月|日|天|年|个工作日))$"
)
_ADJUNCT = re.compile(r"(?:如果?|若|凡|因|未经|非经|经|按照?|根据|依照|依据|对于?|为了?|在|自|除|鉴于|由于|是否)")
_DECIDED = re.compile(r"是否.*由.{1,8}(?:决定|商定|选择|商量|自定|自愿)")
_BASIS = re.compile(r"(?:依照|按照|依据|根据|按)[^，]*(?:条例|规定|政策|标准|文件|方案|办法)$")
_IF = re.compile(r"[^，]{0,10}(?:如果|如(?![实期数何下约此常同])|若(?!干))")
_TOPIC = re.compile(r"的[^，的]{1,6}$")
_NAMES_A_THING = re.compile(
    r"的(?!，)|会员|议事|代表(?!乙方|甲方)|会议|大会|(?:独生子女)?父母(?:奖励|光荣|保健)|名单|名册|奖励|光荣证|满意|姓名|信息|权益|需求|保健|素质|发展|文化|总数|户数|人数|电话|评议|投诉|意见|来信|来访|诉求|户口|户籍|身份"
    r"|银行|账户|计划生育|健康|个人|工作满意|安全|扶助(?!对象)|特别扶助|生育情况|证件|联系电话|住址|资格"
)
_OWNS_A_THING = re.compile(
    r"(?:(?!应|须|必须|交|缴|付)[^，]){0,14}的(?:奖励|补贴|补助|扶助|保健费|待遇|信息|资料|材料|申请|档案|账户|记录|权益|意见|诉求)(?!的)(?=[^，])"
)
_WHENEVER = re.compile(r".{1,12}(?:的|时)(?:当场|及时|立即|由|先|再|也|随时|马上|免费)")
_AND = ("、", "和", "与", "及")
_AGENT = re.compile(r"(?<![自理事缘])由(?!于|此)")
_BEFORE_ACTOR = "由前后日月年时底内间度次起如若凡但当则因季半周份应"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch between commas: where it stands in its statement, who acts, and whether it is a condition."""

    start: int
    end: int
    actor: Actor
    condition: bool


@dataclass(frozen=True, slots=True)
class Proposition:
    """Parts that say one thing of one actor, who may be ``named`` or only understood."""

    start: int
    end: int
    actor: Actor
    named: bool = True


@dataclass(frozen=True, slots=True)
class Shield:
    """``word`` forbids, refuses or undoes what stands in ``scope``; ``office_only`` shields only office acts.

    ``remedied``: an office is named as the one at fault and what follows makes it good (甲方少发的，予以补足).
    """

    word: tuple[int, int]
    scope: tuple[int, int]
    office_only: bool = False
    remedied: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands between two full stops or semicolons, taken apart."""

    text: str
    parts: tuple[Part, ...]
    propositions: tuple[Proposition, ...]
    shields: tuple[Shield, ...]


_OFFICE = re.compile(
    r"(?<=办事|管理|财务|财政|人事|信访|服务|代办)处(?=[0-9〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟])"
)
"""The last letter of an office that pays a sum (街道办事处480元): it punishes nobody (处五百元)."""


def normalised(text: str) -> str:
    """Return the text in one spelling: NFKC, simplified, no blanks, Chinese commas, small letters.

    >>> normalised("須交納 押金５００元,不退")
    '须交纳押金500元，不退'
    """
    text = simplified(unicodedata.normalize("NFKC", text))
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text.lower())
    return _OFFICE.sub("所", _DROPPED.sub("", text.replace("\n", "。")).translate(_PUNCTUATION))


class Reader:
    """Reads clauses with the actor words of the packs.

    Args:
        actors: Words for ``office``, ``family``, ``unit`` and ``both``.
    """

    def __init__(self, actors: Mapping[str, tuple[str, ...]]) -> None:
        pairs = [(word, side) for side, words in actors.items() for word in words]
        self._sides = dict(pairs)
        longest_first = sorted((word for word, _ in pairs), key=len, reverse=True)
        self._actor = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def statements(self, text: str, bound: Actor = "", party_b: Actor = "family") -> Iterator[Statement]:
        """Yield the statements of a clause.

        Args:
            text: The clause as written.
            bound: Who acts where nobody is named.
            party_b: Whom 乙方 means; a family unless the paper is between offices or with a unit.
        """
        for sentence in re.split("。", normalised(text)):
            listed = ""
            heir: Actor = bound
            for piece in re.split("；", sentence):
                body = _NUMBERING.sub("", piece)
                if not re.search(r"[^，：]", body):
                    continue
                statement = self._statement(listed + body, heir, bound, party_b)
                heir = statement.propositions[-1].actor or heir
                head = re.match(r"^(.*(?:下列|以下|如下)[^，：]*：)", body)
                listed = head.group(1) if head else listed
                yield statement

    def _statement(self, text: str, heir: Actor, bound: Actor, party_b: Actor) -> Statement:
        parts = tuple(self._parts(text, party_b))
        propositions = tuple(_propositions(parts, heir, bound))
        return Statement(text, parts, propositions, tuple(_shields(text, parts, heir)))

    def _parts(self, text: str, party_b: Actor) -> Iterator[Part]:
        for found in re.finditer(r"[^，：]+", text):
            words = found.group()
            following = found.end() + 1
            by = following + text.startswith("由", following)
            adjunct = (_ADJUNCT.match(words) or _TOPIC.search(words)) and self._actor.match(text, by)
            supposed = following < len(text) and (_IF.match(words) or _BASIS.match(words))
            leads = (adjunct and not _DECIDED.match(words)) or supposed
            condition = bool(_CONDITION_END.search(words) or leads)
            yield Part(found.start(), found.end(), self._actor_of(words, party_b), condition)

    def _actor_of(self, words: str, party_b: Actor) -> Actor:
        """Return who acts: whom 由 names, else the first who is named and is not part of a thing's name."""
        agents = (self._first_actor(words, party_b, agent.end()) for agent in _AGENT.finditer(words))
        return next(filter(None, agents), "") or self._first_actor(words, party_b)

    def _first_actor(self, words: str, party_b: Actor, start: int = 0) -> Actor:
        for found in self._actor.finditer(words, start):
            if start and found.start() > start:
                return ""
            before = words[found.start() - 1] if found.start() else ""
            if before and before not in _BEFORE_ACTOR:
                continue
            about = (_NAMES_A_THING, _OWNS_A_THING, _WHENEVER)
            if any(pattern.match(words, found.end()) for pattern in about):
                continue
            word = found.group()
            if words[found.end() : found.end() + 1] in _AND and self._actor.match(words, found.end() + 1):
                return "both"
            if word == "乙方":
                return party_b
            side = self._sides[word]
            return side if side in {"office", "family", "unit", "both"} else ""  # type: ignore[return-value]
        return ""


def _propositions(parts: tuple[Part, ...], heir: Actor, bound: Actor) -> Iterator[Proposition]:
    start, actor, stated = parts[0].start, "", False
    told: Actor = ""
    for part in parts:
        if part.actor and stated and not part.condition and part.actor != actor:  # somebody else acts now
            yield Proposition(start, part.start, actor or told or heir or bound, bool(actor or told))  # type: ignore[arg-type]
            start, actor, stated, told = part.start, "", False, ""
        if part.condition:
            told = told or part.actor
        else:
            stated = True
            actor = actor or part.actor
    yield Proposition(start, parts[-1].end, actor or told or heir or bound, bool(actor or told))  # type: ignore[arg-type]


def _shields(text: str, parts: tuple[Part, ...], heir: Actor) -> Iterator[Shield]:
    family = heir == "family"
    for number, part in enumerate(parts):
        if part.actor:
            family = part.actor == "family"
        yield from _part_shields(text, parts, number, by_family=family, by_office=part.actor == "office")
    undone = _UNDONE.search(text)
    if undone and undone.start() > 0 and not _LOST.search(text, 0, undone.end()):
        yield Shield(undone.span(), (0, undone.start()))
    yield from _punished(text, parts)


def _part_shields(
    text: str, parts: tuple[Part, ...], number: int, *, by_family: bool, by_office: bool
) -> Iterator[Shield]:
    part = parts[number]
    if part.condition and not text.startswith(("不得", "严禁", "禁止"), part.start):
        return
    end = part.end
    if _CARRIES_OVER.search(text[part.start : part.end]) and number + 1 < len(parts):
        end = parts[number + 1].end
    if text[part.end : part.end + 1] == "：":
        end = len(text)
    for found in _REFUSES.finditer(text, part.start, part.end):
        if not by_office:
            yield Shield(found.span(), (found.end(), end))
    for found in _UNHARMED.finditer(text, part.start, part.end):
        before = parts[number - 1] if number and parts[number - 1].condition else part
        yield Shield(found.span(), (before.start, found.start()))
    for found in _FORBIDS.finditer(text, part.start, part.end):
        if (not by_family or _OFFICE_ACT.match(text, found.end())) and not _WITHHELD.match(text, found.end()):
            yield Shield(found.span(), (found.end(), end))


def _punished(text: str, parts: tuple[Part, ...]) -> Iterator[Shield]:
    for part, after in pairwise(parts):
        punishes = _PUNISHES.search(text, after.start)
        remedy = _REMEDIES.search(text, after.start) if part.actor in {"office", "unit"} else None
        found = punishes or remedy
        if part.condition and part.actor != "family" and found:
            yield Shield(found.span(), (part.start, part.end), office_only=True, remedied=bool(remedy))
