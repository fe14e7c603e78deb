"""Value types as plain data: nothing lost, nothing foreign let in."""

from __future__ import annotations

import json
from datetime import date

import pytest

from contracts.model import DueRule, Instalment, PartialDate, Payer, Person
from contracts.plain import as_data, canonical, canonical_text, from_data


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


@pytest.mark.parametrize(
    "value",
    [
        Person(role="child", name='陶“新”"\\\n\u2028', birth=PartialDate(year=2014, month=6), phones=("1", "2")),
        DueRule(on=date(2026, 3, 5), working_days=True),
        Instalment(label="x", due_on=date(2026, 1, 1), amount_fen=3, payers=(Payer(name="县", amount_fen=3),)),
        ("甲", 1, None, False, date(2026, 1, 1)),
    ],
)
def test_the_text_is_the_json_of_the_plain_data(value: object) -> None:
    """It is written without the plain data only because that is quicker: what was signed keeps its hash."""
    plain = json.dumps(as_data(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert canonical(value).decode() == canonical_text(value) == plain


def test_one_member_may_be_left_out_of_the_text() -> None:
    """A person is the same in every role."""
    assert canonical_text(Person(role="wife", name="王"), without="role") == '{"name":"王"}'


def test_equal_parts_are_read_as_one_but_a_number_is_no_truth_value() -> None:
    """What papers share is held once; what only looks the same is not."""
    first, second, third = ({"label": "x", "due_on": "2026-01-01", "amount_fen": 1, "payers": [
        {"name": "县", "amount_fen": amount}]} for amount in (1, 1, True))  # fmt: skip

    assert from_data(Instalment, first).payers is from_data(Instalment, second).payers
    assert from_data(Instalment, third).payers[0].amount_fen is True


def test_the_text_of_a_part_that_is_gone_is_not_that_of_another() -> None:
    """Many values come and go; a new one in the place of an old one in memory is written as what it is."""
    for number in range(2000):
        person = Person(role="wife", name="王", phones=(str(number),))

        assert canonical_text(person) == f'{{"name":"王","phones":["{number}"],"role":"wife"}}'
