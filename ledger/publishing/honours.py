"""Honour certificates: for villages and other units, never for persons; titles are the office's own (D-18, G-02)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from contracts.errors import LawError
from contracts.model import Citation, Finding
from contracts.settings import Office
from ledger.assessing.four_no import untrue
from ledger.assessing.grades import SCHEMES
from ledger.faults import Faults
from ledger.publishing.certificate_papers import Desk, Words, all_printed
from ledger.publishing.certificate_steps import Holder
from ledger.publishing.certificates import refused
from ledger.publishing.documents import Preparation
from ledger.publishing.originals import once
from ledger.store import Ledger

HONOUR = "honour_certificate"
TITLES = ("无拖欠奖励村", "无强制村", "无泄密村", "无假报村", "四无村（无拖欠奖励、无强制、无泄密、无假报）")
"""Titles an office may give before it has written its own in ``office.toml``: the new set of G-02."""

_OLD = ("计划外", "引产", "残疾", "溺弃", "三为主", "村为主", "三级联创", "节育", "结扎")
_NAMES_OF_TODAY = {grade for scheme in SCHEMES.values() if scheme.until is None for grade in scheme.grades}
_OLD_NAMES = {grade for scheme in SCHEMES.values() if scheme.until for grade in scheme.grades} - _NAMES_OF_TODAY
_ARTICLE = Citation(law="中华人民共和国人口与计划生育法", version=date(2021, 8, 20), article="18")


def titles_of(office: Office) -> tuple[str, ...]:
    """Return the titles that an office gives."""
    return office.honours or TITLES


def honours(desk: Desk, ledger: Ledger, recipients: Sequence[str], *, title: str, year: int) -> Preparation:
    """Return how honour certificates of one title are printed, one for each recipient in this order.

    Raises:
        LawError: The title is one of old, or speaks of births or bodies.
        LedgerError: The office gives no such title; a recipient is no unit that the office knows; one named twice;
            a year to come; when prepared, a recipient has a certificate of that title and year already;
            a title of G-02 that the ledger knows to be untrue of the village.
    """
    faults = Faults()
    faults.of(lambda: _refuse_title(desk, title, year))
    found = (faults.of(partial(_unit, desk.office, ledger, given)) for given in recipients)
    units = [unit for unit in found if unit]
    if twice := sorted({name for name, _ in units if sum(name == other for other, _ in units) > 1}):
        faults.add(refused("、".join(twice), "写了两次", "每个单位只发一份"))
    many = []
    for name, village in dict.fromkeys(units):
        if village:
            for error in untrue(ledger, title, where=name, village=village, year=year, as_of=desk.press.today):
                faults.add(error)
        values = {"recipient": name, "honour": title, "honour_year": str(year)}
        many.append(Words(holder=Holder(name=name, village=village), values=values, where=name))
    faults.refuse()
    printing = all_printed(desk, desk.press.kind(HONOUR), many)
    return once(printing, HONOUR, many, same=("recipient", "honour", "honour_year"))


def _refuse_title(desk: Desk, title: str, year: int) -> None:
    """Refuse a title of old, one that the office does not give, and a year to come."""
    _refuse_old(title)
    faults = Faults()
    if year > desk.press.today.year:
        faults.add(refused(f"--year {year}", "这一年度还没有到", "核对年度"))
    if title not in titles_of(desk.office):
        known = "、".join(titles_of(desk.office))
        faults.add(refused(title, "本单位没有这个称号", f"在 office.toml 的 [honours] titles 里登记；现有：{known}"))
    faults.refuse()


def _unit(office: Office, ledger: Ledger, given: str) -> tuple[str, str]:
    """Return ``(full name, village)`` of a unit: a village of the office, or one that signed a paper with it."""
    village = office.village(given)
    if village:
        return village.name, village.short
    found = ledger.rows("select 1 from parties where name = ? and side in ('office', 'unit') limit 1", [given])
    if not found:
        raise refused(given, "不是本单位登记的村或单位", "荣誉证书只发给单位，不发给个人；村在 office.toml 里登记")
    return given, ""


def _refuse_old(title: str) -> None:
    if title in _OLD_NAMES or any(word in title for word in _OLD):
        finding = Finding(
            rule="HONOUR-TITLE", verdict="obsolete", where="称号", text=title,
            message="旧称号以生育或者身体为条件，今天不能再授予", hint=f"改用：{'、'.join(TITLES)}",
            cite=(_ARTICLE,),
        )  # fmt: skip
        raise LawError("没有出件，号码未占用。", [finding])
