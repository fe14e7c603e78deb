"""Posting lists: ten columns, a period, no personal data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from contracts.errors import InputError, LawError
from contracts.model import Party, Person
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
        ("1", "王小丁、李明", "女、男", "1组", "奖励扶助", "1,440元（2026年）"),
        ("2", "王小丂、李明", "女、男", "1组", "奖励扶助", "1,440元（2026年）"),
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
    "named", [{"rows": [("1",)]}, {"rows": [("1", "某甲", "x")]}, {"posted_from": date(2026, 12, 2)}]
)
def test_an_uneven_list_or_an_impossible_period_is_refused(signed_ledger: Ledger, named: dict[str, Any]) -> None:
    """All faults at once, exit 3."""
    with pytest.raises(InputError):
        post(signed_ledger, ["serial", "name"], **{"rows": [("1", "某甲")], **named})
