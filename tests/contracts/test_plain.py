"""Value types as plain data: nothing lost, nothing foreign let in."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.model import DueRule, Instalment, PartialDate, Payer, Person
from contracts.plain import as_data, from_data


def test_unknown_members_of_stored_data_are_refused() -> None:
    """A newer or foreign record is not half-read."""
    with pytest.raises(TypeError, match="colour"):
        from_data(Payer, as_data(Payer(name="县", amount_fen=1)) | {"colour": "red"})


@pytest.mark.parametrize(
    "value",
    [
        Person(role="child", name="陶新", birth=PartialDate(year=2014, month=6), phones=("1", "2")),
        DueRule(on=date(2026, 3, 5)),
        Instalment(label="x", due_on=date(2026, 1, 1), amount_fen=3, payers=(Payer(name="县", amount_fen=3),)),
    ],
)
def test_what_is_written_comes_back(value: object) -> None:
    """Days, partial dates, nested values and empty members survive."""
    assert from_data(type(value), as_data(value)) == value


def test_empty_members_are_left_out() -> None:
    """A stored record says only what was said."""
    assert as_data(Person(role="wife", name="王")) == {"role": "wife", "name": "王"}


def test_a_missing_member_is_refused() -> None:
    """Half a value is none."""
    with pytest.raises(TypeError):
        from_data(Payer, {"name": "县"})
