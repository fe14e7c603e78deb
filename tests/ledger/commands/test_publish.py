"""``shouyue publish``: lists are posted, and nothing personal hangs on a board."""

from __future__ import annotations

import pytest

from tests.clerks_office import CHILD_2014, ROWS, Clerk

NOTICE = ("publish", "reward_support_notice", "--village", "上坪村", "--from", "2026-11-23")


def test_trial_runs_leave_ledger_and_folder_as_they_were(clerk: Clerk) -> None:
    """To the byte."""
    before = clerk.state()
    clerk.done("publish", "only_child_certificate", CHILD_2014, "--because", "遗失", "--dry-run")

    assert clerk.run(*NOTICE, "--dry-run").exit_code == 0
    assert clerk.state() == before


def test_a_posted_list_names_households_and_sums_and_nothing_else(clerk: Clerk) -> None:
    """Searched for every number, telephone, child, birthday and address of the roster."""
    clerk.done(*NOTICE)
    text = clerk.text("公示")

    assert "周桂兰、沈大河" in text
    assert "1,600元" in text
    assert "2026年11月23日至2026年12月2日，共7个工作日" in text
    private = [cell for row in ROWS for place in (2, 3, 5, 6, 7, 8, 9, 10, 12) if (cell := row[place])]
    assert [cell for cell in private if cell in text] == []


def test_a_list_for_another_period_and_year(clerk: Clerk) -> None:
    """The local rule decides how long it hangs."""
    clerk.done(*NOTICE, "--days", "10", "--calendar-days", "--year", "2027")

    assert "2026年11月23日至2026年12月3日，共10天" in clerk.text("公示")
    assert "2027年度" in clerk.text("公示")


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("--village", "乌有村"), 2, "上坪村、石桥村"),
        (("--year", "2019"), 5, "没有应公示"),
        (("--days", "0"), 2, "--days"),
        (("--calendar-days",), 2, "加上 --days 天数"),
        (("--from", "2027-03-01"), 3, "--calendar-days"),
    ],
)
def test_what_cannot_be_posted_is_refused_and_told(clerk: Clerk, more: tuple[str, ...], code: int, said: str) -> None:
    """And no number is taken."""
    result = clerk.run(*NOTICE, *more)

    assert result.exit_code == code
    assert said in result.stderr
    assert clerk.rows("select * from papers") == []


def test_numbers_of_notices_follow_each_other(clerk: Clerk) -> None:
    """A refused one between them leaves no gap."""
    clerk.done(*NOTICE)
    clerk.run(*NOTICE, "--year", "2019")
    clerk.done(*NOTICE, "--days", "10")

    assert [row["number"] for row in clerk.rows("select number from postings order by id")] == [
        "青公示〔2026〕1号", "青公示〔2026〕2号",
    ]  # fmt: skip
