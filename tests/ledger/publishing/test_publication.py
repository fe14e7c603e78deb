"""Posting lists: ten columns, a period, no personal data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.errors import InputError, LawError
from contracts.model import Gender, Party, Person
from ledger.entries import record_ending
from ledger.publishing.publication import (
    Publication,
    known_values,
    leak_scan,
    posting_rows,
    publications,
    record_publication,
    refuse_columns,
)
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, SIGNED_ON, TOWNSHIP, VILLAGE, draft, family, signed

FIRST, LAST = date(2026, 11, 23), date(2026, 12, 1)


def rows_of(ledger: Ledger, columns: Sequence[str], **named: Any) -> tuple[tuple[str, ...], ...]:
    """Return this year's rows of the reward programme in 上坪村."""
    content = {"programme": "reward_support", "year": 2026, "village": "上坪村", "title": "奖励扶助", **named}
    return posting_rows(ledger, columns=columns, **content)


def post(ledger: Ledger, columns: Sequence[str], rows: Sequence[Sequence[str]], **named: Any) -> Publication:
    """Post a list."""
    content = {"programme": "reward_support", "title": "奖励扶助公示", "village": "上坪村",
               "posted_from": FIRST, "posted_to": LAST, **named}  # fmt: skip
    with ledger.write(by="张会计", now=NOW) as tx:
        return record_publication(tx, columns=columns, rows=rows, **content)


def test_a_row_for_each_household_with_a_promise_in_the_year(signed_ledger: Ledger) -> None:
    """Exactly the columns asked for, in their order."""
    assert rows_of(signed_ledger, ["serial", "name", "gender", "group", "programme", "standard"]) == (
        ("1", "王小丁、李明", "女、男", "1组", "奖励扶助", "1,440元"),
        ("2", "王小丂、李明", "女、男", "1组", "奖励扶助", "1,440元"),
    )
    assert rows_of(signed_ledger, ["village", "count", "amount"])[0] == ("上坪村", "2", "1,440元")
    assert rows_of(signed_ledger, ["name"], year=2025) == rows_of(signed_ledger, ["name"], village="石桥村") == ()


def test_a_household_whose_promises_all_ended_is_not_listed(signed_ledger: Ledger) -> None:
    """Nor is the reason."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        for obligation in (5, 6):
            record_ending(tx, obligation, reason="wrongly_confirmed", happened_on=date(2026, 5, 1))

    assert rows_of(signed_ledger, ["serial", "name"]) == (("1", "王小丂、李明"),)


@pytest.mark.parametrize("column", ["id_number", "account", "phone", "child_name", "address", "birth", "NAME"])
def test_a_column_outside_the_list_is_refused_with_its_articles(signed_ledger: Ledger, column: str) -> None:
    """Personal Information Protection Law 6, 25 and 28; exit 4."""
    for refused in (
        lambda: refuse_columns([column]),
        lambda: rows_of(signed_ledger, ["name", column]),
        lambda: post(signed_ledger, ["name", column], [("某甲", "x")]),
    ):
        with pytest.raises(LawError) as caught:
            refused()
        (finding,) = caught.value.findings
        assert [item.article for item in finding.cite] == ["6", "25", "28"]
    assert publications(signed_ledger) == ()


def test_what_was_posted_is_kept_as_it_was_read(signed_ledger: Ledger) -> None:
    """With its first and last day; what hangs today can be asked for."""
    columns = ["serial", "name", "standard"]
    made = post(signed_ledger, columns, rows_of(signed_ledger, columns))

    assert publications(signed_ledger, posted_on=LAST) == (made,)
    assert publications(signed_ledger, posted_on=date(2026, 12, 2)) == ()
    assert verify(signed_ledger) == ()


@pytest.mark.parametrize("cell", ["429999198001010029", "王小丁 13800138000", "4299 9919 8001 0100 29", "李宝宝"])
def test_a_cell_with_personal_data_stops_the_posting(ledger: Ledger, cell: str) -> None:
    """An ID number or phone of the ledger, in disguise too, or a child's name; masked in the message."""
    child = Person(role="child", name="李宝宝")
    household = family(1)
    with_child = Party(
        role="party_b", type="couple", name=household.name, persons=(*household.persons, child),
        division_code=household.division_code,
    )  # fmt: skip
    paper = signed(draft(1, parties=(VILLAGE, with_child, TOWNSHIP)))
    register(ledger, [paper], signed_on=SIGNED_ON, by="张会计", now=NOW)

    with pytest.raises(LawError) as caught:
        post(ledger, ["serial", "name"], [("1", cell)])

    assert all(cell not in item.text + item.message for item in caught.value.findings)
    assert publications(ledger) == ()


def test_a_childs_name_inside_an_adults_does_not_stop_honest_notices(signed_ledger: Ledger) -> None:
    """Known values are ID numbers, phones and children's names that are nobody else's."""
    assert known_values(signed_ledger) == ("13800138000", "429999198001010029", "429999198001010045")
    assert leak_scan("王小丁、李明", known_values(signed_ledger)) == ()
    assert [problem.message for problem in leak_scan("13800138000")] == ["含有手机号"]


@pytest.mark.parametrize(
    ("certificate", "genders", "said"),
    [("鄂示1989001", [], "独生子女户"), ("", ["female", "female"], "双女户"), ("", ["female"], ""), ("", [], "")],
)
def test_the_category_of_a_household_is_said_where_the_ledger_knows_it(
    ledger: Ledger, certificate: str, genders: list[Gender], said: str
) -> None:
    """A certificate says that the child is the only one; a roster that names one child does not (domain §2.10)."""
    household = family(1)
    born = tuple(Person(role="child", name=f"小{serial}", gender=gender) for serial, gender in enumerate(genders))
    parties = (VILLAGE, replace(household, persons=(*household.persons, *born)), TOWNSHIP)
    facts = (("certificate_number", certificate),) if certificate else ()
    paper = signed(replace(draft(1, parties=parties), facts=facts))
    register(ledger, [paper], signed_on=SIGNED_ON, by="张会计", now=NOW)

    assert rows_of(ledger, ["category"]) == ((said,),)


@pytest.mark.parametrize(
    "words", ["王某某之子上小学", "长子陶某2014年6月出生", "其女上大学的补助", "他家女儿", "子女姓名：陶某"]
)
def test_a_child_that_the_ledger_does_not_know_stands_on_no_notice(words: str) -> None:
    """Whoever writes a remark knows families that have signed nothing."""
    assert [problem.message for problem in leak_scan(words)] == ["写到了某一家的孩子"]


@pytest.mark.parametrize(
    "words",
    ["独生子女父母奖励费", "独女户、双女户的扶助金", "子女未满十四周岁", "不公布健康信息和子女信息", "其子女",
     "生男生女都一样", "孩子上学的补助按时发", "子女姓名、出生日期不公布"],
)  # fmt: skip
def test_what_programmes_say_of_children_may_stand(words: str) -> None:
    """It is about nobody's child."""
    assert leak_scan(words) == ()


@pytest.mark.parametrize(
    "named", [{"rows": [("1",)]}, {"rows": [("1", "某甲", "x")]}, {"posted_from": date(2026, 12, 2)}]
)
def test_an_uneven_list_or_an_impossible_period_is_refused(signed_ledger: Ledger, named: dict[str, Any]) -> None:
    """All faults at once, exit 3."""
    with pytest.raises(InputError):
        post(signed_ledger, ["serial", "name"], **{"rows": [("1", "某甲")], **named})
