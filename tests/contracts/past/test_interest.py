"""Interest on deposits: dated rates, half-open days, nothing guessed where no rate is recorded."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import PackError
from contracts.model import Problem
from contracts.past.interest import Interest, Rate, Rates, extended, interest, parse_rates, shipped_rates

BOOK = Rates(
    rates=(
        Rate(from_on=date(2000, 1, 1), percent=Decimal("3.65"), table="甲"),
        Rate(from_on=date(2001, 1, 1), percent=Decimal("7.30"), table="乙"),
    ),
    known_until=date(2002, 1, 1), days_in_year=365, formula="", cite=(),
)  # fmt: skip
SHIPPED = """
known_until = 2025-12-31
days_in_year = 365
formula = "单利"
[[cite]]
law = "民法典"
version = 2021-01-01
article = "157"
[[tables]]
name = "LPR"
verified = true
rates = [{ from = 2020-01-01, percent = "4.15" }]
"""


def reckoned(fen: int, taken: date, until: date) -> Interest:
    """Return the interest that must be known."""
    found = interest(fen, taken_on=taken, until=until, rates=BOOK)
    assert isinstance(found, Interest)
    return found


def test_a_day_counts_from_the_day_the_money_was_taken_and_the_last_day_does_not() -> None:
    """3.65 per cent of 1000 yuan is ten fen a day."""
    assert reckoned(1000_00, date(2000, 3, 1), date(2000, 3, 2)).amount_fen == 10
    assert reckoned(1000_00, date(2000, 3, 1), date(2000, 3, 1)).amount_fen == 0


def test_a_change_of_rate_splits_the_days() -> None:
    """One day at 3.65 per cent, two at 7.30; each stretch is named."""
    found = reckoned(1000_00, date(2000, 12, 31), date(2001, 1, 3))

    assert found.amount_fen == 10 + 40
    assert [(span.days, span.rate.table) for span in found.spans] == [(1, "甲"), (2, "乙")]
    assert found.because[0] == "2000年12月31日至2001年1月1日，1天，甲3.65%"


def test_interest_stops_where_the_rates_stop_and_says_so() -> None:
    """What accrues later is not guessed."""
    found = reckoned(1000_00, date(2001, 12, 31), date(2026, 1, 1))

    assert (found.amount_fen, found.until) == (20, date(2002, 1, 1))


def test_a_day_before_the_first_rate_gives_a_reason_instead_of_a_sum() -> None:
    """Unknown stays unknown, with a cure."""
    found = interest(1000_00, taken_on=date(1999, 12, 31), until=date(2001, 1, 1), rates=BOOK)

    assert isinstance(found, Problem)
    assert "2000年1月1日以前" in found.message
    assert "本金照退" in found.hint


@given(st.integers(1, 10**7), st.dates(date(1991, 4, 21), date(2025, 1, 1)), st.integers(0, 3000), st.integers(0, 3000))
def test_time_cut_in_two_gives_the_same_within_a_fen(fen: int, taken: date, first: int, second: int) -> None:
    """Simple interest adds up; each part is rounded once."""
    book = shipped_rates()
    cut = min(taken + timedelta(days=first), book.known_until)
    end = min(cut + timedelta(days=second), book.known_until)
    parts = [interest(fen, taken_on=taken, until=cut), interest(fen, taken_on=cut, until=end)]
    whole = interest(fen, taken_on=taken, until=end)

    assert isinstance(whole, Interest)
    assert abs(whole.amount_fen - sum(part.amount_fen for part in parts if isinstance(part, Interest))) <= 1
    exact = sum(Fraction(span.rate.percent) * span.days for span in whole.spans) * fen / 36500
    assert abs(whole.amount_fen - exact) <= Fraction(1, 2)


def test_the_shipped_rates_cover_every_day_since_1991_and_admit_their_doubts() -> None:
    """Every table says whether it was compared with its source."""
    book = shipped_rates()

    assert book.known_from == date(1991, 4, 21)
    assert {citation.article for citation in book.cite} == {"157", "24、25"}
    assert any("LPR" in doubt and "凭记忆" in doubt for doubt in book.doubts)


@pytest.mark.parametrize(
    ("day", "percent"),
    [(date(1998, 5, 12), "7.92"), (date(2006, 3, 8), "5.58"), (date(2015, 12, 1), "4.35"), (date(2019, 8, 20), "4.25")],
)
def test_a_days_rate_is_that_of_its_table(day: date, percent: str) -> None:
    """One probe in each time."""
    found = interest(365_00, taken_on=day, until=day + timedelta(days=1))

    assert isinstance(found, Interest)
    assert str(found.spans[0].rate.percent) == percent


def test_an_office_may_add_rates_that_were_published_since() -> None:
    """Known longer, the old rows untouched."""
    longer = extended(
        BOOK, 'known_until = 2003-01-01\n[[rates]]\nfrom = 2002-01-01\npercent = "3.65"\ntable = "丙"\n'.encode()
    )

    assert longer.rates[:2] == BOOK.rates
    assert longer.known_until == date(2003, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        SHIPPED.replace("known_until = 2025-12-31\n", ""),
        SHIPPED.replace("2025-12-31", "2019-12-31"),
        SHIPPED.replace('"4.15"', '"vier"'),
        SHIPPED.replace("verified = true", "verified = false"),
        SHIPPED.replace("[[tables]]", "[[tables"),
    ],
)
def test_a_damaged_table_is_refused(text: str) -> None:
    """A doubt without its reason is a fault too."""
    assert parse_rates(SHIPPED).doubts == ()
    with pytest.raises(PackError):
        parse_rates(text)


def test_added_rates_must_follow_the_old_ones() -> None:
    """An office cannot rewrite what was."""
    with pytest.raises(PackError):
        extended(BOOK, b'known_until = 2003-01-01\n[[rates]]\nfrom = 2000-06-01\npercent = "1"\ntable = "c"\n')
    with pytest.raises(PackError):
        extended(BOOK, "没有 = ".encode("gb18030"))
