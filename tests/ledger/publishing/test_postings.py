"""Postings: number, period, the same twice, what hangs too long, what was taken down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import LedgerError, SettingsError
from ledger.publishing.postings import (
    DayRule,
    answer_by,
    fingerprint,
    given_number,
    hanging_too_long,
    posting_of,
    postings,
    record_takedown,
    rule_of,
    with_year_brackets,
)
from ledger.store import Ledger, open_ledger
from tests.clerks_office import NOW, Clerk
from tests.contracts.example_office import OFFICE

POST = ("publish", "reward_support_notice", "--village", "上坪村", "--from", "2026-11-23")
LATER = NOW.replace(month=12, day=31)
NUMBER = "青公示〔2026〕1号"


def opened(clerk: Clerk) -> Ledger:
    """Return the clerk's ledger, open for writing."""
    return open_ledger(clerk.folder / "ledger.db")


@pytest.mark.parametrize("typed", ["青政发[2026]12号", "青政发〔2026〕12号", "青政发(2026)12号", "青政发（2026）12号"])
def test_every_form_of_brackets_is_read_and_one_is_printed(typed: str) -> None:
    """D-27."""
    assert with_year_brackets(typed) == "青政发〔2026〕12号"


@pytest.mark.parametrize(
    ("words", "days", "working"), [("7个工作日", 7, True), ("10天", 10, False), ("5工作日", 5, True)]
)
def test_a_period_is_read_as_offices_write_it(words: str, days: int, working: bool) -> None:
    """Working days or days of the calendar."""
    assert DayRule.parse(words) == DayRule(days=days, working=working)


def test_how_long_a_notice_hangs_is_the_offices_setting_and_nobodys_constant() -> None:
    """The programme's own days stand before those of the kind; without either nothing is posted."""
    bare = replace(OFFICE, values=())
    local = replace(OFFICE, values=(("", "posting_days", "7天"), ("k", "posting_days_special_support", "10个工作日")))

    assert rule_of(local, "k", "special_support") == DayRule(days=10, working=True)
    assert rule_of(local, "k", "reward_support") == DayRule(days=7, working=False)
    with pytest.raises(SettingsError, match="没有公示"):
        rule_of(bare, "k")
    with pytest.raises(SettingsError):
        rule_of(replace(OFFICE, values=(("", "posting_days", "一周"),)), "k")


def test_the_same_notice_twice_on_a_day_takes_no_second_number(clerk: Clerk) -> None:
    """It says so; another day it is another notice."""
    clerk.done(*POST)
    again = clerk.run(*POST)
    clerk.done(*POST, now=NOW.replace(day=23))

    assert (again.exit_code, again.stdout) == (0, "")
    assert NUMBER in again.stderr
    assert "没有占用新号" in again.stderr
    with opened(clerk) as ledger:
        assert [item.number for item in postings(ledger)] == [NUMBER, "青公示〔2026〕2号"]
    assert len(clerk.papers("公示")) == 4
    assert clerk.run("ledger", "verify").output == ""


def test_what_hangs_longer_than_it_may_is_listed_until_it_is_taken_down(clerk: Clerk) -> None:
    """Seven working days from 23 November end on 2 December."""
    clerk.done(*POST)
    with opened(clerk) as ledger:
        assert hanging_too_long(ledger, date(2026, 12, 2)) == ()
        (late,) = hanging_too_long(ledger, date(2026, 12, 5))
        assert (late.number, late.days_over(date(2026, 12, 5))) == (NUMBER, 3)
        with ledger.write(by="李敏", now=LATER) as tx:
            record_takedown(tx, "青公示[2026]1号", on=date(2026, 12, 5), where_from="公示栏和网上")
        assert hanging_too_long(ledger, date(2027, 1, 1)) == ()
        assert posting_of(ledger, NUMBER).taken_down_on == date(2026, 12, 5)


def test_nothing_is_taken_down_twice_before_it_hung_to_come_or_without_a_number(clerk: Clerk) -> None:
    """Four slips of the hand."""
    clerk.done(*POST)
    with opened(clerk) as ledger, ledger.write(by="李敏", now=LATER) as tx:
        with pytest.raises(LedgerError):
            record_takedown(tx, "青公示〔2026〕9号", on=date(2026, 12, 5), where_from="公示栏")
        with pytest.raises(LedgerError):
            record_takedown(tx, NUMBER, on=date(2026, 11, 1), where_from="公示栏")
        with pytest.raises(LedgerError):
            record_takedown(tx, NUMBER, on=date(2027, 1, 1), where_from="公示栏")
        with pytest.raises(LedgerError):
            record_takedown(tx, NUMBER, on=date(2026, 12, 5), where_from="孕检站门口")
        record_takedown(tx, NUMBER, on=date(2026, 12, 5), where_from="公示栏")
        with pytest.raises(LedgerError):
            record_takedown(tx, NUMBER, on=date(2026, 12, 6), where_from="公示栏")


@pytest.mark.parametrize(
    "attack",
    ["update postings set posted_to = '2030-01-01'", "delete from postings",
     "insert or replace into postings select * from postings"],
)  # fmt: skip
def test_a_posting_is_never_changed(clerk: Clerk, attack: str) -> None:
    """A promise in prose is a trigger."""
    clerk.done(*POST)
    with opened(clerk) as ledger, pytest.raises(LedgerError):
        ledger.execute_many(attack, [{}])


def test_the_fingerprint_sees_every_cell() -> None:
    """And nothing but the content."""
    content = {"kind": "x", "sources": {"posting": [{"name": "王某"}]}}

    assert fingerprint(content) == fingerprint(dict(content))
    assert fingerprint(content) != fingerprint({**content, "sources": {"posting": [{"name": "李某"}]}})


def test_the_day_for_an_answer_is_counted_from_the_day_after() -> None:
    """Working days where the notice says so."""
    assert answer_by(DayRule(days=7, working=True), date(2026, 11, 23)) == (date(2026, 12, 2), False)
    assert answer_by(DayRule(days=7, working=False), date(2026, 11, 23)) == (date(2026, 11, 30), False)
    assert answer_by(DayRule(days=7, working=True), date(2027, 3, 1))[1]


@pytest.mark.parametrize("typed", ["", "青政发[2026]12号", "示卫公告〔2026〕第3号", "〔2026〕3号", "2026年第3号"])
def test_a_number_of_the_offices_own_register_is_taken(typed: str) -> None:
    """With brackets round its year, or numbered within the year."""
    assert given_number(typed) == with_year_brackets(typed)


@pytest.mark.parametrize("typed", ["结扎手术", "110101199003074258", "12", "青政发12号", "青政发〔2026〕"])
def test_what_is_no_number_is_not_printed_in_its_place(typed: str) -> None:
    """The line under the red heading holds a number or none."""
    with pytest.raises(LedgerError) as refused:
        given_number(typed)

    assert "不是文号" in str(refused.value.problems[0])
