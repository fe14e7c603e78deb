"""The ways clerks write what is right, and the faults that no program may repair."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from contracts.identity import parse_id_number
from contracts.model import PartialDate
from contracts.partial_dates import parse_partial_date
from contracts.reading.cells import parse_gender, parse_name, parse_phones
from ledger.demo.mess import Cell, Pen, spoilt

NUMBER = "42999919850707382X"


def many(write: Callable[[], Cell], count: int = 300) -> list[Cell]:
    """Return the different cells a pen writes for one value."""
    return list({repr(cell): cell for cell in (write() for _ in range(count))}.values())


@pytest.fixture
def pen() -> Pen:
    """A clerk's habit, the same at every run."""
    return Pen(Random(1))  # noqa: S311


def test_a_day_is_written_in_ten_ways_and_more_and_always_means_the_same(pen: Pen) -> None:
    """Text, Chinese words, digits, a date cell, a serial number."""
    day = PartialDate(year=2014, month=6, day=25)
    written = many(lambda: pen.day(day))

    assert len(written) >= 10
    assert any(isinstance(cell, date) for cell in written)
    assert {parse_partial_date(cell) for cell in written} == {day}


def test_a_month_stays_a_month_in_every_writing(pen: Pen) -> None:
    """No day is invented where the paper had none."""
    month = PartialDate(year=2012, month=10)
    written = many(lambda: pen.day(month))

    assert len(written) >= 5
    assert {parse_partial_date(cell) for cell in written} == {month}


@pytest.mark.parametrize("name", ["祁大山", "卓玛·央金", "柏立"])
def test_a_name_is_the_same_name_in_every_writing(pen: Pen, name: str) -> None:
    """Spaces, ideographic spaces and other dots change nothing."""
    written = many(lambda: pen.name(name))

    assert len(written) >= 4
    assert {parse_name(cell).name for cell in written} == {name}


def test_an_id_number_is_the_same_number_in_every_writing(pen: Pen) -> None:
    """Full-width digits, spaces, apostrophes and the old 15 digits."""
    number = parse_id_number("429999850707382")
    written = many(lambda: pen.id_number(number))

    assert len(written) >= 5
    assert {parse_id_number(str(cell)) for cell in written} == {number}


def test_a_childs_sex_is_the_same_in_words_and_in_codes(pen: Pen) -> None:
    """GB/T 2261.1 writes 1 and 2."""
    assert {parse_gender(cell) for cell in many(lambda: pen.gender("female"))} == {"female"}
    assert {parse_gender(cell) for cell in many(lambda: pen.gender("male"))} == {"male"}


def test_a_telephone_number_may_be_a_number_cell_but_not_in_a_text_file(pen: Pen) -> None:
    """A text file holds only text."""
    text_pen = Pen(Random(1), cells=False)  # noqa: S311
    written = many(lambda: pen.phone("19900000123"))

    assert any(isinstance(cell, int) for cell in written)
    assert {parse_phones(cell) for cell in written} == {("19900000123",)}
    assert all(isinstance(cell, str) for cell in many(lambda: text_pen.phone("19900000123")))


@pytest.mark.parametrize("kind", ["check", "letter O", "scientific"])
def test_a_spoilt_id_number_cannot_be_read(kind: str) -> None:
    """It is a question for the person who holds the card."""
    with pytest.raises(ValueError, match="身份证"):
        parse_id_number(str(spoilt(kind, "429999198507073828")))


@pytest.mark.parametrize("kind", ["30 February", "month 13", "lunar"])
def test_a_spoilt_day_cannot_be_read(kind: str) -> None:
    """A day that does not exist, and a lunar one, are never converted."""
    with pytest.raises(ValueError, match=r"农历|没有"):
        parse_partial_date(spoilt(kind, "2014-06-25"))


def test_the_other_faults_are_faults_too() -> None:
    """A missing name, a placeholder, a number cell, a telephone number too long."""
    assert spoilt("no name", "祁大山") == ""
    assert isinstance(spoilt("number", NUMBER), int)
    with pytest.raises(ValueError, match="真实姓名"):
        parse_name(spoilt("somebody", "祁大山"))
    with pytest.raises(ValueError, match="电话"):
        parse_phones(spoilt("12 digits", "19900000123"))
