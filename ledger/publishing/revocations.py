"""Why a certificate may be taken back: the reason is read by the rules of the law, the article named (§2.8).

A certificate is revoked on one of three grounds, all of the day it was issued: its papers were false, the office was
mistaken, the conditions were not met. What came later is none: not a birth, a check not taken, a fee or a deposit; nor
somebody's wish; nor an article of rules that have gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from contracts.errors import LawError
from contracts.judging.books import rules_for
from contracts.judging.review import judge
from contracts.model import Finding
from ledger.faults import Faults
from ledger.publishing.certificates import refused, said

_ARTICLE = re.compile(r"[第0-9０-９一二三四五六七八九十百零〇之条款项、，,.（）()\s]*")
_A_NUMBER = re.compile("[0-9０-９一二三四五六七八九十百]")
_WISH = re.compile(
    "(村里|村委会|村民委员会|镇里|乡里|县里|镇政府|乡政府|上级|领导|干部|单位|组织|群众)[^，。；]{0,4}(要求|指示|安排|决定|通知|让|叫)"
)
_LATER = re.compile(
    "(证|领|发|取|登记)了?[之以]?后|后来.{0,3}[生有添]|(现在?|目前|如今)已?有.{0,4}[子孩胎儿女]|[又再][生有添]|新生[儿孩子]"
)
_OF_OTHERS = frozenset({"CN-RELATIVE-001", "CN-EXCLUDE-001", "CN-EXCLUDE-002"})
_ITS_NAME = "独生子女"
"""What an only-child certificate certifies: a finding about that makes no relative answer and shuts nobody out."""
_SOMEBODY_ELSE = re.compile("违|亲属|亲戚|家属|家人|父母|配偶|丈夫|妻|兄|弟|姐|妹|嫂|公婆|岳|邻|组|其他户")

GROUNDS = {
    "false_materials": "申报材料不实",
    "office_mistake": "发证机关弄错",
    "not_eligible": "发证时就不符合条件",
}
"""On what a certificate may be revoked, as it is kept before the fact; each is about the day of issuing (§2.8)."""
_LAWFUL = "证件只因申报材料不实、发证机关弄错等法定事由撤销；家庭自愿交回的用作废"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """Why a certificate is revoked: ground and fact, the article, and the day its holder was told and heard.

    ``ground`` is of :data:`GROUNDS`.
    """

    ground: str
    because: str
    law: str
    article: str
    told_on: date


def checked(number: str, why: Revocation, *, on: date) -> dict[str, str]:
    """Return what the ledger keeps of a revocation: ``because`` with its ground, ``law``, ``article``, ``told_on``.

    Raises:
        LedgerError: Fact, law or article missing, a wish or a later event for a fact, or the holder was told later
            than that day.
        LawError: The reason, or the rules it rests on, are none for which a certificate may be taken back.
    """
    faults = Faults()
    if why.told_on > on:
        hint = "先告知持证人事实、理由和陈述申辩的权利，再撤销"
        faults.add(refused(number, f"告知日期 {why.told_on} 晚于撤销日期 {on}", hint))
    because = faults.of(lambda: said(number, "事实和理由", why.because)) or ""
    law = faults.of(lambda: said(number, "法律名称", why.law).strip("《》")) or ""
    article = faults.of(lambda: said(number, "条文", why.article)) or ""
    if article and not (_A_NUMBER.search(article) and _ARTICLE.fullmatch(article)):
        faults.add(refused(number, f"“{article}”不是条文的号", "写第几条，如 20"))
    faults.refuse()
    refuse_unlawful(number, because, on=on)
    refuse_unlawful(number, f"依据《{law}》", on=on)
    _refuse_no_ground(number, because)
    because = f"{GROUNDS[why.ground]}：{because}"
    return {"because": because, "law": law, "article": article, "told_on": why.told_on.isoformat()}


def refuse_unlawful(number: str, reason: str, *, on: date) -> None:
    """Refuse a reason for which no certificate may be taken from its holder.

    Raises:
        LawError: The rules find it void, or without a basis on that day.
    """
    finding = _judged(reason, on)
    if finding.verdict in {"void", "obsolete"}:
        shown = replace(finding, where=number, text=reason, hint=_LAWFUL)
        raise LawError(f"{number}：不能因“{reason}”收回证件，台账未动。", [shown])


def _judged(reason: str, on: date) -> Finding:
    """Judge a reason; that a child is no only child is a fact about the certificate: it makes nobody else answer."""
    text = f"{reason}的，撤销证件。"
    finding = judge(text, party_bound="family", as_of=on)
    if finding.rule not in _OF_OTHERS or _ITS_NAME not in reason or _SOMEBODY_ELSE.search(reason):
        return finding
    others = tuple(rule for rule in rules_for().rules if rule.id not in _OF_OTHERS)
    return judge(text, party_bound="family", as_of=on, rules=others)


def _refuse_no_ground(number: str, fact: str) -> None:
    """Refuse somebody's wish, and what came after the certificate was issued.

    Raises:
        LedgerError: With what to write instead.
    """
    faults = Faults()
    if _WISH.search(fact):
        hint = "写查明的事实和凭什么材料查明；没有事实的不撤销"
        faults.add(refused(number, f"“{fact}”是谁的要求，不是撤销的事实", hint))
    if _LATER.search(fact):
        hint = "只写发证那天的事实；以后的生育等变化不收回证件，也不追回已发的钱"
        faults.add(refused(number, f"“{fact}”是发证以后的事", hint))
    faults.refuse()
