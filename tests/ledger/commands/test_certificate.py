"""``shouyue certificate``: what a clerk does with a certificate after it was printed."""

from __future__ import annotations

import json

import pytest

from tests.clerks_office import CHILD_2014, Clerk

FIRST = "429999101-荣-2026-0001"
PRINT = ("publish", "honour_certificate", "上坪村", "石桥村", "--title", "无泄密村", "--ceremony", "总结会")


@pytest.fixture
def printed(clerk: Clerk) -> Clerk:
    """Return an office with two certificates printed for a ceremony."""
    clerk.done(*PRINT)
    return clerk


@pytest.mark.parametrize(
    ("step", "cure"),
    [
        ((), "没有发出的，印坏记印坏"),
        (("void", FIRST, "--because", "称号写错"), "已经终止的证件不能换；要再发，用 shouyue publish 另取新号"),
    ],
)
def test_why_a_certificate_cannot_be_replaced_is_told_by_its_state(
    printed: Clerk, step: tuple[str, ...], cure: str
) -> None:
    """One that never went out, one that is at its end: two ways on."""
    if step:
        printed.done("certificate", *step)
    refused = printed.run("certificate", "replace", FIRST, "--because", "遗失")

    assert (refused.exit_code, cure in refused.stderr) == (5, True)


def test_printed_ahead_they_are_listed_by_seat_and_handed_over_together(printed: Clerk) -> None:
    """Printed is not issued until the stub is signed; one that was not fetched stays."""
    seats = json.loads(printed.done("certificate", "list", "--ceremony", "总结会", "--json"))
    assert [(row["seat"], row["state"]) for row in seats] == [(1, "已印，未发"), (2, "已印，未发")]

    assert "已印，未发" in printed.done("certificate", "show", FIRST), "one without a step is on record too"

    printed.done("certificate", "issue", FIRST, "--received-by", "沈大山")
    assert "发出 1 件" in printed.done("certificate", "issue", "--ceremony", "总结会")
    issued = json.loads(printed.done("certificate", "list", "--state", "issued", "--json"))
    assert [row["holder"] for row in issued] == ["上坪村村民委员会", "石桥村村民委员会"]
    assert "沈大山" in printed.done("certificate", "show", FIRST, "--unmasked", "--because", "核对存根")


def test_every_step_can_be_tried_without_being_done(printed: Clerk) -> None:
    """To the byte."""
    before = printed.state()
    for words in (
        ("issue", FIRST), ("spoilt", FIRST, "--because", "卡纸"), ("void", FIRST, "--because", "不用"),
        ("skip", "honour_certificate", "--because", "手写"),
        ("receive", "honour_certificate", "--first", "A1", "--last", "A9", "--from", "县"),
    ):  # fmt: skip
        assert printed.run("certificate", *words, "--dry-run").exit_code == 0
    assert printed.state() == before


def test_a_step_taken_by_mistake_is_withdrawn_and_stays_visible(printed: Clerk) -> None:
    """Void, no longer void; both with their reasons."""
    printed.done("certificate", "void", FIRST, "--because", "看错一行")
    printed.done("certificate", "retract", FIRST, "--because", "是另一张")

    told = printed.done("certificate", "show", FIRST)
    assert all(words in told for words in ("已印，未发", "看错一行", "是另一张"))


def test_a_number_used_outside_is_no_gap(printed: Clerk) -> None:
    """Its reason is on record and the ledger is whole; nobody's name is cut short where there is nobody."""
    printed.done("certificate", "skip", "honour_certificate", "--because", "停电，没有用")

    told = printed.done("certificate", "show", "429999101-荣-2026-0003")
    assert all(words in told for words in ("停电", "（跳号）　作废"))
    assert "（跳号）　作废" in printed.done("certificate", "list")
    assert printed.run("ledger", "verify").output == ""


def test_a_certificate_written_by_hand_is_in_force(printed: Clerk) -> None:
    """It was handed over: whoever asks after its number is not told that it is void."""
    printed.done("certificate", "skip", "honour_certificate", "--because", "停电手写", "--issued-to",
                 "石桥村", "--on", "2026-11-20")  # fmt: skip

    number = "429999101-荣-2026-0003"
    told = printed.done("certificate", "show", number)
    assert all(words in told for words in ("石桥村村民委员会", "已发", "停电手写", "2026-11-20"))
    assert "作废" not in printed.done("verify", number)
    assert printed.run("ledger", "verify").output == ""


def test_a_revocation_needs_law_article_and_hearing(printed: Clerk) -> None:
    """Wrong usage without them; the promise of money is said to stay."""
    printed.done("certificate", "issue", FIRST)
    assert printed.run("certificate", "revoke", FIRST, "--because", "不实").exit_code == 2

    told = printed.done("certificate", "revoke", FIRST, "--ground", "false_materials", "--because", "不实",
                        "--law", "办法", "--article", "3", "--told-on", "2026-11-01")  # fmt: skip
    assert "已承诺的奖励不受影响" in told


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)], ids=["done", "tried"])
def test_a_ceremony_at_which_nothing_waits_is_told(printed: Clerk, dry_run: tuple[str, ...]) -> None:
    """A slip in its name is not 发出 0 件: the clerk would believe that they are on record as handed over."""
    mistyped = printed.run("certificate", "issue", "--ceremony", "年终总结会", *dry_run)
    printed.done("certificate", "issue", "--ceremony", "总结会")
    twice = printed.run("certificate", "issue", "--ceremony", "总结会", *dry_run)

    assert (mistyped.exit_code, twice.exit_code) == (5, 5)
    assert "年终总结会：这次会上没有已印、未发的证件" in mistyped.stderr


@pytest.mark.parametrize(
    ("kind", "name"),
    [("honour_certificate", "周桂兰"), ("honour_certificate", "没有这个单位"),
     ("only_child_certificate", "周桂兰429999196405120022")],
)  # fmt: skip
def test_by_hand_too_an_honour_goes_to_a_unit_and_a_holder_is_a_name(printed: Clerk, kind: str, name: str) -> None:
    """What publish refuses is not entered through the gap in the series."""
    refused = printed.run("certificate", "skip", kind, "--because", "停电手写", "--issued-to", name, "--plain-paper")

    assert (refused.exit_code, "429999196405120022" in refused.output) == (5, False)
    assert len(printed.rows("select * from certificate_numbers")) == 2


def test_numbers_or_a_ceremony_but_not_both(printed: Clerk) -> None:
    """Exit 2."""
    assert printed.run("certificate", "issue").exit_code == 2
    assert printed.run("certificate", "issue", FIRST, "--ceremony", "总结会").exit_code == 2


def test_the_old_number_of_a_household_is_in_the_register_too(clerk: Clerk) -> None:
    """Original and replacement, each naming the other."""
    clerk.done("publish", "only_child_certificate", CHILD_2014, "--because", "遗失")

    told = clerk.done("certificate", "list", "--kind", "only_child_certificate")
    assert "鄂示201503178　王**、陶**　已换证" in told
    assert "原证号 鄂示201503178" in told
