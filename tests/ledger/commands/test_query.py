"""``shouyue query``: named questions, Chinese headings, persons masked."""

from __future__ import annotations

import json

import pytest

from ledger.query import Question, questions
from ledger.query_parameters import EXAMPLES
from tests.clerks_office import CHILD_2014, ELDERS, ROWS, Clerk

NAMES = [question.name for question in questions()]


def test_without_a_name_the_questions_are_listed(clerk: Clerk) -> None:
    """With their parameters; every one of them can be asked as of a day."""
    rows = json.loads(clerk.done("query", "--json"))
    assert all("as_of" in row["parameters"] for row in rows)

    assert [row["name"] for row in rows] == NAMES
    assert {row["name"]: row["parameters"] for row in rows}["find"] == "text、as_of"


def asked(question: Question) -> list[str]:
    """Return the least that has to be written for a question."""
    needed = [f"--set={key}={EXAMPLES[key]}" for key in question.necessary if key in EXAMPLES]
    return ["query", question.name, *needed]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_can_be_asked_with_what_is_necessary_and_not_without(clerk: Clerk, question: Question) -> None:
    """The day is today, the rest may be left out; what is missing is named each, and is no empty answer."""
    before = clerk.state()
    result = clerk.run(*asked(question), "--json")

    assert result.exit_code == 0, result.stderr
    assert isinstance(json.loads(result.stdout), list)
    if any(key in EXAMPLES for key in question.necessary):
        bare = clerk.run("query", question.name)
        assert bare.exit_code == 5
        assert all(f"\n{key}：没有写" in f"\n{bare.stderr}" for key in question.necessary if key in EXAMPLES)
    assert clerk.state() == before


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_clerk_reads_no_english_heading(clerk: Clerk, question: Question) -> None:
    """Programs get the column's name, people a word."""
    clerk.done("record", "payment", ELDERS, "--obligation", clerk.obligation(ELDERS, "reward"), "--amount", "1",
               "--voucher", "V-1", "--on", "2026-11-20")  # fmt: skip
    shown = clerk.run(*asked(question), "--csv", "-").stdout
    heading = shown.splitlines()[0] if shown else ""

    assert not [word for word in heading.split(",") if word.isascii() and word]


def test_an_empty_answer_still_has_its_headings(clerk: Clerk) -> None:
    """A file for the archive says what was asked about, though nothing was found."""
    told = clerk.done("query", "deposits_to_refund", "--csv", "-")

    assert json.loads(clerk.done("query", "deposits_to_refund", "--json")) == []
    assert len(told.strip().splitlines()) == 1
    assert "收据号" in told


def test_persons_are_masked(clerk: Clerk) -> None:
    """A surname and stars; no number at all."""
    shown = clerk.done("query", "find", "--set", "text=周桂兰")

    assert "周**" in shown
    assert "周桂兰" not in shown
    assert ROWS[0][2] not in shown


def test_a_contract_is_found_by_a_name_of_two_letters(clerk: Clerk) -> None:
    """As clerks know people."""
    (row,) = json.loads(clerk.done("query", "find", "--set", "text=赵兰", "--json"))

    assert row["contract"].endswith("-003")


def test_another_day_gives_another_answer(clerk: Clerk) -> None:
    """What was overdue in spring is not what is overdue now."""
    spring = json.loads(clerk.done("query", "overdue_obligations", "--set", "as_of=2026-03-20", "--json"))
    now = json.loads(clerk.done("query", "overdue_obligations", "--json"))

    assert 0 < len(spring) < len(now)


@pytest.mark.parametrize(("setting", "code"), [("words=周", 5), ("text", 2)])
def test_a_parameter_that_is_none_is_refused(clerk: Clerk, setting: str, code: int) -> None:
    """Not dropped in silence."""
    assert clerk.run("query", "find", "--set", setting).exit_code == code


def test_an_unknown_question_is_answered_with_the_list(clerk: Clerk) -> None:
    """Exit 5."""
    result = clerk.run("query", "nothing")

    assert result.exit_code == 5
    assert "balance_by_side" in result.stderr


def test_whole_names_need_a_reason_and_leave_a_trace(clerk: Clerk) -> None:
    """Neither flag works alone; the journal says who asked what and why."""
    name = ROWS[0][1]
    ask = ("query", "find", "--set", f"text={name}", "--json")
    assert name not in clerk.done(*ask)
    assert clerk.run(*ask, "--unmasked").exit_code == 2
    assert clerk.run(*ask, "--because", "通知").exit_code == 2

    assert name in clerk.done(*ask, "--unmasked", "--because", "电话通知领款")

    (event,) = clerk.rows("select subject, body from events where kind = 'unmasked'")
    assert event["subject"] == "find"
    assert "电话通知领款" in event["body"]


def test_a_rate_is_read_in_percent_and_computed_in_whole_numbers(clerk: Clerk) -> None:
    """On the screen a rate of 3125 of 10,000 is 31.25%; programs get the number."""
    clerk.done("record", "payment", CHILD_2014, "--amount", "10", "--voucher", "V-1", "--on", "2026-11-20")
    rows = json.loads(clerk.done("query", "payout_rate_by_programme", "--json"))
    (rate,) = {row["rate_per_10000"] for row in rows if row["paid_fen"]}

    assert f"{rate // 100}.{rate % 100:02d}%" in clerk.done("query", "payout_rate_by_programme")
    assert 0 < rate < 10_000
