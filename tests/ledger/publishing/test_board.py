"""What hangs on the village board: names and sums by the whitelist, a period in working days, a way to object."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import InputError, LedgerError
from contracts.word.reading import printed
from ledger.publishing.board import reward_notice
from ledger.publishing.publication import publications
from ledger.store import open_ledger
from tests.clerks_office import ROWS, Clerk
from tests.contracts.example_office import OFFICE
from tests.ledger.publishing.test_documents import press

VILLAGE, ACROSS = OFFICE.villages
POSTED = date(2026, 11, 23)


def posted(clerk: Clerk, *, year: int = 2026, posted_from: date = POSTED, days: int = 7, working: bool = True) -> str:
    """Post the list of 上坪村 and return what hangs there."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        made = reward_notice(desk, OFFICE, VILLAGE, year=year, posted_from=posted_from, days=days, working=working)
        paper, _, _ = desk.issue(made)
        return printed((desk.folder / paper.name).read_bytes())


def test_the_list_holds_the_entitled_households_of_the_village_and_their_sum(clerk: Clerk) -> None:
    """One elder couple; neither the young couple nor the elders of the other village."""
    text = posted(clerk)

    assert "周桂兰、沈大河" in text
    assert "1,600元" in text
    for stranger in ("王梅珍", "赵兰", "李秀"):
        assert stranger not in text


def test_nothing_personal_stands_anywhere_in_the_finished_file(clerk: Clerk) -> None:
    """No ID number, telephone, child, birthday, house; not in the properties of the file either."""
    text = posted(clerk)
    with open_ledger(clerk.folder / "ledger.db", read_only=True) as ledger:
        paper, *_ = ledger.rows("select draft_json from papers where kind = 'reward_support_notice'")

    elders = ROWS[0]
    for secret in (elders[2], elders[3], elders[5], elders[6], elders[10], elders[12], "5号", "鄂示198900011"):
        assert secret not in text
        assert secret not in paper["draft_json"]


def test_the_period_is_counted_in_working_days_and_printed(clerk: Clerk) -> None:
    """Seven working days after Monday 23 November end on Wednesday 2 December."""
    text = posted(clerk)

    assert "2026年11月23日至2026年12月2日，共7个工作日" in text


def test_three_telephones_and_the_way_to_object_are_on_it(clerk: Clerk) -> None:
    """Village, township, county; the answer comes in seven working days."""
    text = posted(clerk)

    for words in ("0710-5550111", "0710-5550101", "0710-5550102", "异议", "7个工作日内答复"):
        assert words in text


def test_what_was_posted_is_on_record_as_it_was_read(clerk: Clerk) -> None:
    """For whoever asks next year."""
    posted(clerk)
    with open_ledger(clerk.folder / "ledger.db", read_only=True) as ledger:
        (made,) = publications(ledger)

    assert made.village == "上坪村"
    assert (made.posted_from, made.posted_to) == (POSTED, date(2026, 12, 2))
    assert [row[1] for row in made.rows] == ["周桂兰、沈大河"]


def test_an_empty_list_is_not_posted(clerk: Clerk) -> None:
    """And no number is taken."""
    with pytest.raises(LedgerError, match="没有公示"):
        posted(clerk, year=2020)

    assert clerk.rows("select * from papers") == []


def test_working_days_of_a_year_without_calendar_are_not_guessed(clerk: Clerk) -> None:
    """Days of the calendar need none."""
    with pytest.raises(InputError) as caught:
        posted(clerk, posted_from=date(2027, 3, 1))

    assert "--calendar-days" in caught.value.problems[0].hint
    assert "2027年3月1日至2027年3月8日，共7天" in posted(clerk, posted_from=date(2027, 3, 1), working=False)


def test_a_household_whose_claim_ended_this_year_is_not_posted(clerk: Clerk) -> None:
    """Nothing is due, nothing is posted."""
    contract = "429999101201-计服-2026A-001"
    for duty in clerk.rows("select id from obligations where programme = 'reward_support' order by id")[:2]:
        clerk.done(
            "record", "ending", contract, "--reason", "wrongly_confirmed", "--on", "2026-08-01",
            "--obligation", str(duty["id"]),
        )  # fmt: skip

    with pytest.raises(LedgerError, match="没有公示"):
        posted(clerk)
