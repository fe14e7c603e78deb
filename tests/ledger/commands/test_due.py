"""``shouyue due``: who owes what to whom, offices first, no reproach to families."""

from __future__ import annotations

import json

from contracts.text_width import display_width
from tests.clerks_office import CHILD_2014, ELDERS, Clerk


def rows(clerk: Clerk, *arguments: str) -> list[dict[str, object]]:
    """Return the list as data."""
    found: list[dict[str, object]] = json.loads(clerk.done("due", *arguments, "--json"))
    return found


def test_offices_come_first_and_their_lateness_follows_from_the_days(clerk: Clerk) -> None:
    """Nobody has to type it in."""
    found = rows(clerk, "--by", "2026-12-31")
    sides = [row["side"] for row in found]
    sums = [row for row in found if row["contract"] == ELDERS and row["outstanding_fen"]]

    assert sides == sorted(sides, key=["办事单位", "单位", "家庭自愿"].index)
    assert [(row["owed_to"], row["outstanding_fen"]) for row in sums] == [("周**", 800_00), ("沈**", 800_00)]
    assert {row["overdue_days"] for row in sums} == {53}
    assert {row["what"] for row in sums} == {"农村部分计划生育家庭奖励扶助 2026年度"}


def test_what_a_family_offers_of_its_own_accord_is_never_overdue(clerk: Clerk) -> None:
    """Whatever the day."""
    found = rows(clerk, "--owed-by", "family", "--by", "2028-12-31", "--as-of", "2026-11-22")

    assert len(found) >= 4
    assert {row["overdue_days"] for row in found} == {None}


def test_what_was_owed_on_an_earlier_day_is_the_same_question(clerk: Clerk) -> None:
    """A payment of November does not change September."""
    paid = ("--amount", "800", "--voucher", "V-1", "--on", "2026-11-20")
    riddle = clerk.run("record", "payment", ELDERS, *paid)
    assert riddle.exit_code == 5
    assert "，800元，应付给周桂兰，用 --obligation " in riddle.stderr, "whose it is has to be said, and each is named"
    for place in (0, 1):
        clerk.done("record", "payment", ELDERS, "--obligation", clerk.obligation(ELDERS, "reward", place), *paid)

    assert ELDERS not in [row["contract"] for row in rows(clerk) if row["outstanding_fen"]]
    assert ELDERS in [row["contract"] for row in rows(clerk, "--as-of", "2026-10-01") if row["outstanding_fen"]]


def test_one_village_at_a_time(clerk: Clerk) -> None:
    """By its name."""
    assert {str(row["contract"])[:12] for row in rows(clerk, "--village", "石桥村")} == {"429999101202"}


def test_the_page_fits_the_screen_and_breaks_no_number(clerk: Clerk) -> None:
    """Eighty columns, two or three lines for each promise, each side under its heading."""
    shown = clerk.done("due", "--by", "2026-12-31").splitlines()

    assert max(map(display_width, shown)) <= 80
    assert shown[0].startswith("办事单位欠：")
    assert "未清 3,300元" in shown[0]
    assert "家庭自愿（没有逾期）：4 项" in shown
    assert any(line.startswith("  2026-10-31  逾期22天  100元  429999101201-计服-2026A-002  编号") for line in shown)
    assert any("青河镇人民政府应给王**、陶**：独生子女父母奖励费 2026年度" in line for line in shown)
    assert CHILD_2014 in clerk.done("due")


def test_where_nothing_is_due_it_is_said(clerk: Clerk) -> None:
    """An empty screen would be a riddle."""
    result = clerk.run("due", "--by", "2026-03-01")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "没有符合的记录" in result.stderr


def test_looking_changes_nothing(clerk: Clerk) -> None:
    """Read-only, to the byte."""
    before = clerk.state()
    clerk.done("due")

    assert clerk.state() == before
