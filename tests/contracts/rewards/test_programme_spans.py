"""A question about a time in which a programme begins or ends loses no month."""

from __future__ import annotations

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
