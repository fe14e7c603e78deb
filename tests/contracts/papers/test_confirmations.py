"""A programme that the county confirms: read from closed lists, refused by its right paper, never with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.papers.confirmations import LABELS, confirmations_of, kept_confirmation
from contracts.rewards.facts import Confirmation
from contracts.rewards.programme_packs import Amount, Programme, Start
from tests.contracts.example_office import record

PLACE = "429999101202"
GRADED = Programme(
    id="graded", title="特别扶助（分级）", place="000000", place_name="全国", unit="person_month",
    start=Start(rule="confirmation_month"),
    amounts=(
        Amount(from_on=date(2022, 7, 1), fen=390_00, payment_class=("二级",)),
        Amount(from_on=date(2022, 7, 1), fen=260_00, payment_class=("三级",)),
    ),
)  # fmt: skip
ONCE = replace(GRADED, id="once", title="一次性帮助", unit="once", start=Start(rule="event"), amounts=())
ELSEWHERE = replace(GRADED, id="elsewhere", title="外地扶助", place="510000")
BY_CERTIFICATE = replace(GRADED, id="reward", title="奖励费", claim="certificate")
ALL = (GRADED, ONCE, ELSEWHERE, BY_CERTIFICATE)
COUPLE = ("wife", "husband")
FILLED = {
    "confirmed_programme": "特别扶助(分级)", "confirmed_class": "二级", "confirmed_on": "2026-03-02",
    "confirmed_for": "女方", "proof_seen_by": "周平",
}  # fmt: skip


def told(adults: tuple[str, ...] = COUPLE, **changes: str | None) -> str:
    """Return what is said of a filled row with some cells changed, message and hint of each fault on a line."""
    found, problems = confirmations_of(record(**(FILLED | changes)), ALL, PLACE, adults)
    assert not (found and problems)
    return "\n".join(f"{item.message}：{item.hint}" for item in problems)


def test_a_row_without_any_of_the_columns_confirms_nothing() -> None:
    """Most families; no question is asked."""
    assert confirmations_of(record(), ALL, PLACE, COUPLE) == ((), ())
    assert kept_confirmation(record()) == ()


def test_programme_class_day_and_adult_are_read_and_only_they_are_kept() -> None:
    """A bracket of either width is the same title; the name of who saw the paper goes with the contract."""
    row = record(**FILLED)

    assert confirmations_of(row, ALL, PLACE, COUPLE)[0] == (
        Confirmation(programme="graded", payment_class="二级", on=date(2026, 3, 2), adults=("wife",)),
    )
    assert dict(kept_confirmation(row)) == FILLED
    assert set(FILLED) <= set(LABELS)


def test_both_of_a_couple_may_have_one_class_and_a_single_parent_needs_no_word() -> None:
    """Whom it is for is asked only where two could be meant."""
    both, _ = confirmations_of(record(**(FILLED | {"confirmed_for": "双方"})), ALL, PLACE, COUPLE)
    alone, _ = confirmations_of(record(**(FILLED | {"confirmed_for": None})), ALL, PLACE, ("husband",))

    assert [item.adults for item in (*both, *alone)] == [("wife", "husband"), ("husband",)]


def test_a_programme_of_the_household_asks_for_neither_class_nor_adult() -> None:
    """One sum once: its own day is enough."""
    cells = {"confirmed_programme": "once", "event_on": "2026-02-01"}

    assert confirmations_of(record(**cells), ALL, PLACE, COUPLE) == (
        (Confirmation(programme="once", event_on=date(2026, 2, 1)),), (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"confirmed_programme": None}, "没有填“确认的扶助项目”：写项目名称：特别扶助（分级）、一次性帮助；"),
        ({"confirmed_programme": "外地扶助"}, "项目：一行写一个，有几个的照写几行；可写：特别扶助（分级）、一次"),
        ({"confirmed_programme": "奖励费"}, "不是本地凭县级确认发放的项目"),
        ({"confirmed_class": None}, "算不出特别扶助（分级）：照县级确认文件只写等级，不写原因；有：二级、三级"),
        ({"confirmed_on": "2026-03"}, "“确认日期”要写到哪一天：照县级确认文件"),
        ({"confirmed_for": None}, "没有填“享受人”，不知道特别扶助（分级）发给谁：写 女方、男方 或者 双方"),
        ({"confirmed_for": "她"}, "“享受人”看不出是谁"),
        ({"proof_seen_by": None}, "没有填“证明查看人”，特别扶助（分级）的等级没有人证明：写看过县级确认文件"),
        ({"confirmed_programme": "once"}, "一次性帮助不分等级：“确认的等级”一栏空着"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_the_column_and_the_countys_paper(
    changes: dict[str, str | None], said: str
) -> None:
    """Never the 光荣证, which says nothing of a confirmation (domain 5.1)."""
    assert said in told(**changes)
    assert "光荣证" not in told(**changes)


def test_a_class_with_a_reason_in_it_is_refused_and_not_repeated() -> None:
    """Only the class is kept; what the cell says besides may be somebody's health."""
    assert "“确认的等级”不是特别扶助（分级）的等级" in told(confirmed_class="某病二级")
    assert "某病" not in told(confirmed_class="某病二级", confirmed_programme="某病扶助")


def test_an_adult_whom_the_row_does_not_name_is_not_paid() -> None:
    """A slip of one column would pay nobody."""
    assert "“享受人”写了男方，这一行没有男方" in told(("wife",), confirmed_for="男方")
