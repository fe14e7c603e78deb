"""A certificate is taken back for lawful reasons alone, on an article that is in force (domain §2.8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.errors import LawError, LedgerError
from ledger.publishing.revocations import GROUNDS, Revocation, checked, refuse_unlawful

ON = date(2026, 11, 22)
NUMBER = "429999101-补-2026-0001"
WHY = Revocation(
    ground="false_materials",
    because="申报材料与事实不符",
    law="《评比达标表彰办法》",
    article="第二十条第（一）项",
    told_on=ON,
)


def test_fact_law_article_and_day_are_kept() -> None:
    """The marks around the name of the law are no part of it."""
    assert checked(NUMBER, WHY, on=ON) == {
        "because": "申报材料不实：申报材料与事实不符", "law": "评比达标表彰办法", "article": "第二十条第（一）项",
        "told_on": "2026-11-22",
    }  # fmt: skip


@pytest.mark.parametrize("because", ["生育第二个孩子", "违反计划生育", "没有交社会抚养费", "拒绝交押金", "计划外生育"])
def test_births_fees_and_deposits_take_nobodys_certificate(because: str) -> None:
    """Exit 4, with the article and what would be lawful."""
    with pytest.raises(LawError, match="不能因") as caught:
        checked(NUMBER, replace(WHY, because=because), on=ON)

    (finding,) = caught.value.findings
    assert finding.cite
    assert "自愿交回" in finding.hint


@pytest.mark.parametrize(
    ("ground", "fact"),
    [
        ("not_eligible", "子女不是独生子女"),
        ("not_eligible", "申请时已有两个子女"),
        ("office_mistake", "把号发给了同名的人"),
    ],
)
def test_what_was_so_on_the_day_of_issuing_is_a_ground(ground: str, fact: str) -> None:
    """Kept with its ground; a finding about the only child is not read as a relative's guilt."""
    kept = checked(NUMBER, replace(WHY, ground=ground, because=fact), on=ON)
    assert kept["because"] == f"{GROUNDS[ground]}：{fact}"


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("村里要求", "不是撤销的事实"),
        ("镇政府领导安排", "不是撤销的事实"),
        ("领证以后有了两个孩子", "发证以后的事"),
        ("现有两个子女", "发证以后的事"),
    ],
)
def test_a_wish_and_what_came_later_are_no_ground(fact: str, words: str) -> None:
    """Whatever ground is named; births after issuing take nothing back."""
    for ground in GROUNDS:
        with pytest.raises(LedgerError, match=words):
            checked(NUMBER, replace(WHY, ground=ground, because=fact), on=ON)


@pytest.mark.parametrize(
    "fact", ["生育第二个孩子，不再是独生子女", "亲属违约，独生子女证收回", "多生了孩子，不是独生子女"]
)
def test_the_name_of_the_certificate_opens_no_other_way(fact: str) -> None:
    """A birth or a relative's breach stays refused beside it."""
    with pytest.raises(LawError, match="不能因"):
        checked(NUMBER, replace(WHY, ground="not_eligible", because=fact), on=ON)


@pytest.mark.parametrize("law", ["社会抚养费征收管理办法", "流动人口计划生育工作条例", "计划生育技术服务管理条例"])
def test_rules_that_have_gone_are_no_basis(law: str) -> None:
    """Abolished in September 2021 (domain §3.1)."""
    with pytest.raises(LawError, match=law):
        checked(NUMBER, replace(WHY, law=law), on=ON)


def test_an_article_is_a_number_and_the_holder_is_told_before() -> None:
    """Each with what to do."""
    with pytest.raises(LedgerError, match="不是条文的号"):
        checked(NUMBER, replace(WHY, article="有关规定"), on=ON)
    with pytest.raises(LedgerError, match="告知日期"):
        checked(NUMBER, replace(WHY, told_on=ON + timedelta(days=1)), on=ON)


@pytest.mark.parametrize("reason", ["本人自愿交回", "发证机关核对有误", "骗取证件", "记满", "遗失", "会前取消"])
def test_what_a_clerk_writes_of_an_ordinary_day_passes(reason: str) -> None:
    """Neither void nor without basis."""
    refuse_unlawful(NUMBER, reason, on=ON)
