"""Words for a field become its value, wherever they were written."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import InputError
from contracts.kinds import Field
from contracts.papers.values import field_value


def test_a_day_a_sum_and_words_are_read_by_the_type_of_the_field() -> None:
    """A day of which only the month is known stays words."""
    day, sum_, words = (Field(name="a", label="甲", type=kind) for kind in ("date", "money", "text"))

    assert field_value(day, "2026-12-08", "此处") == date(2026, 12, 8)
    assert field_value(day, "2026-12", "此处") == "2026年12月"
    assert field_value(sum_, "6,000元", "此处") == 600000
    assert field_value(words, "村部", "此处") == "村部"


@pytest.mark.parametrize(("kind", "text"), [("date", "下月初"), ("money", "若干")])
def test_what_is_no_day_and_no_sum_is_named_with_its_place(kind: str, text: str) -> None:
    """A clerk finds the place."""
    item = Field(name="a", label="甲", type="date" if kind == "date" else "money")
    with pytest.raises(InputError) as caught:
        field_value(item, text, "--set 甲")

    assert caught.value.problems[0].where == "--set 甲"


@pytest.mark.parametrize("written", ["16", 16])
def test_more_than_a_field_takes_is_refused_wherever_it_was_written(written: str | int) -> None:
    """A group head looks after fifteen households at most (§2.6); a roster has read the number already."""
    item = Field(name="households", label="联系户数", type="int", most=15)

    assert field_value(item, 15, "此处") == 15
    with pytest.raises(InputError) as caught:
        field_value(item, written, "名册 第3行")
    assert str(caught.value.problems[0]) == "名册 第3行：联系户数是16，最多15"
