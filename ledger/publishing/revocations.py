"""Why a certificate may be taken back: the reason is read by the rules of the law, the article named (§2.8).

A household's certificate is not revoked for a birth, a check not taken, a fee or a deposit; nor on an article of
rules that have gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from contracts.errors import LawError
from contracts.judging.review import judge
from ledger.faults import Faults
from ledger.publishing.certificates import refused, said

_ARTICLE = re.compile(r"[第0-9０-９一二三四五六七八九十百零〇之条款项、，,.（）()\s]*")
_A_NUMBER = re.compile("[0-9０-９一二三四五六七八九十百]")
_LAWFUL = "证件只因申报材料不实、发证机关弄错等法定事由撤销；家庭自愿交回的用作废"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """Why a certificate is revoked: the fact, the article it rests on, and the day its holder was told and heard."""

    because: str
    law: str
    article: str
    told_on: date


def checked(number: str, why: Revocation, *, on: date) -> dict[str, str]:
    """Return what the ledger keeps of a revocation: ``because``, ``law``, ``article``, ``told_on``.

    Raises:
        LedgerError: Fact, law or article missing, or the holder was told later than that day.
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
    return {"because": because, "law": law, "article": article, "told_on": why.told_on.isoformat()}


def refuse_unlawful(number: str, reason: str, *, on: date) -> None:
    """Refuse a reason for which no certificate may be taken from its holder.

    Raises:
        LawError: The rules find it void, or without a basis on that day.
    """
    finding = judge(f"{reason}的，撤销证件。", party_bound="family", as_of=on)
    if finding.verdict in {"void", "obsolete"}:
        shown = replace(finding, where=number, text=reason, hint=_LAWFUL)
        raise LawError(f"{number}：不能因“{reason}”收回证件，台账未动。", [shown])
