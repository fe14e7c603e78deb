"""A question about a time in which a programme begins or ends loses no month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.rewards.programme_spans import programme_spans
from contracts.rewards.programmes import load_programmes

PROGRAMMES = load_programmes()


def test_a_time_in_which_the_province_gives_way_to_the_nation_has_both() -> None:
    """§5.1: Shandong's 400 yuan ended in June 2022; from July the nation's 460 count, and no month is lost."""
    spans = programme_spans("370102101", date(2022, 1, 1), date(2022, 12, 31), PROGRAMMES, history=True)
    found = [(item.place, *run) for item, *run in spans if item.id == "special_support"]
    assert found == [
        ("370000", date(2022, 1, 1), date(2022, 6, 30)),
        ("000000", date(2022, 7, 1), date(2022, 12, 31)),
    ]


def test_a_programme_that_begins_within_the_time_is_found_from_its_first_day() -> None:
    """§5.1: 育儿补贴 counts from 2025 also when the question begins in 2024; an unbroken one stays whole."""
    spans = list(programme_spans("130123101", date(2024, 1, 1), date(2026, 12, 31), PROGRAMMES))
    runs = {item.id: run for item, *run in spans}
    assert runs["child_care_allowance"] == [date(2025, 1, 1), date(2026, 12, 31)]
    assert runs["reward_support"] == [date(2024, 1, 1), date(2026, 12, 31)]
    assert len(runs) == len(spans)


def test_before_a_place_began_the_wider_programme_of_the_name_paid_nothing_there() -> None:
    """W-02: Wuhan's first half year of 2004 is nobody's, its neighbour's is the nation's; from 2006 the nation pays."""

    def asked(place: str, first: date, last: date) -> list[tuple[str, date, date]]:
        spans = programme_spans(place, first, last, PROGRAMMES, history=True)
        return [(item.place, *run) for item, *run in spans if item.id == "reward_support"]

    assert asked("420117001", date(2004, 1, 1), date(2006, 12, 31)) == [
        ("420100", date(2004, 7, 1), date(2005, 12, 31)), ("000000", date(2006, 1, 1), date(2006, 12, 31)),
    ]  # fmt: skip
    assert asked("420117001", date(2004, 1, 1), date(2004, 6, 30)) == []
    assert asked("420802001", date(2004, 1, 1), date(2004, 6, 30)) == [
        ("000000", date(2004, 1, 1), date(2004, 6, 30)),
    ]  # fmt: skip


def test_what_was_promised_while_it_could_be_stays_payable_and_a_later_day_takes_no_promise() -> None:
    """Rule 3 of §0: a programme closed to new promises within the contract pays what was signed before."""
    (nation,) = [item for item in PROGRAMMES if (item.id, item.place) == ("reward_support", "000000")]
    closing = replace(nation, place="429999", promise_until=date(2026, 12, 31))
    reopened = replace(nation, place="420000", in_force_from=date(2027, 7, 1), amounts=())

    def asked(promised_on: date | None) -> list[str]:
        spans = programme_spans(
            "429999101", date(2026, 3, 5), date(2029, 3, 4), [closing, reopened], promised_on=promised_on
        )
        return [item.place for item, *_ in spans]

    assert asked(date(2026, 3, 5)) == ["429999"]
    assert asked(None) == ["429999", "420000"]
