"""Persons are hidden, offices and levels of finance are not: the ledger says which is which, not the look of a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.model import Person
from ledger.masking import masked_name, masked_phone, office_names
from ledger.query import ask
from ledger.register import register
from ledger.store import Ledger
from ledger.versions import succeed
from tests.ledger.conftest import NOW, SIGNED_ON, TOWNSHIP, VILLAGE, draft, signed

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李新村", "李**"),
        ("王小花、李新村", "王**、李**"),
        ("上坪村村民委员会", "上坪村村民委员会"),
        ("欧阳上官青河镇人民政府", "欧**"),
        ("上坪村村民委员会、王小花", "上坪村村民委员会、王**"),
        ("", ""),
    ],
)
def test_a_name_is_an_offices_only_where_the_ledger_has_it_as_one(name: str, shown: str) -> None:
    """Neither its length nor its last letters say so: what is not known is a person's."""
    assert masked_name(name, {"上坪村村民委员会"}) == shown


def test_a_phone_keeps_three_digits() -> None:
    """As many as its network shows."""
    assert masked_phone("13800138000") == "138********"


def test_a_level_of_finance_that_took_over_a_debt_is_told_whole(signed_ledger: Ledger) -> None:
    """中央财政 is no 中**; the families it owes stay hidden, and so does who answers for an office."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, TOWNSHIP.name, successor="中央财政", representative="", post="", on=SIGNED_ON, because="文件")
        succeed(tx, VILLAGE.name, successor="", representative="陈大山", post="主任", on=SIGNED_ON, because="选举")

    due = ask(signed_ledger, "due", {"by": date(2027, 1, 31), "as_of": DAY})
    assert {row["owed_by"] for row in due if row["side"] == "office"} == {"中央财政", VILLAGE.name}
    assert all(row["owed_to"].endswith("**") for row in due if row["side"] == "office")
    taken_over = ask(signed_ledger, "successions", {"as_of": DAY})
    assert [(row["office"], row["successor"], row["person"]) for row in taken_over] == [
        (TOWNSHIP.name, "中央财政", ""), (VILLAGE.name, VILLAGE.name, "陈**"),
    ]  # fmt: skip


def test_a_group_head_a_landlord_and_an_officer_are_persons_wherever_they_stand(ledger: Ledger) -> None:
    """Their side is an office's or a unit's, and yet each is somebody; what they hand on names them masked."""
    heads = [
        replace(TOWNSHIP, role="party_b", type=kind, name=name, persons=(Person(role="person", name=name),))
        for kind, name in (("group_head", "中心户田大明"), ("landlord", "房东委员会"), ("township_officer", "韩立"))
    ]  # fmt: skip
    papers = [signed(draft(row, parties=(VILLAGE, head, TOWNSHIP))) for row, head in enumerate(heads, 1)]
    register(ledger, papers, signed_on=SIGNED_ON, by="张会计", now=NOW)
    with ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, heads[0].name, successor="田小明", representative="", post="", on=SIGNED_ON, because="换人")

    assert not {head.name for head in heads} & office_names(ledger)
    assert [row["office"] for row in ask(ledger, "successions", {"as_of": DAY})] == ["中**"]


def test_the_names_of_offices_are_found_without_reading_the_families(signed_ledger: Ledger) -> None:
    """In a ledger of 400,000 contracts nearly every party is a family."""
    from ledger.masking import _NATURAL, _OFFICES

    for sql in (_NATURAL, _OFFICES):
        plan = " ".join(row["detail"] for row in signed_ledger.rows(f"explain query plan {sql}"))
        assert "SCAN parties USING COVERING INDEX parties_that_are_no_family" in plan
        assert "SCAN parties " not in plan.replace("SCAN parties USING COVERING INDEX parties_that", "")
