"""For which months a sum is promised."""

from __future__ import annotations

import pytest

from contracts.rewards.months import month_words
from ledger.covered import covered, says_months

CONTRACT = {"signed_on": "2026-03-05", "starts_on": None, "ends_on": "2029-03-04"}
TERM = "标准为每月10元，自2026年3月1日起至2028年6月30日止。"


@pytest.mark.parametrize(
    ("label", "text", "first", "last"),
    [
        ("2026年度", TERM, "2026年3月", "2026年12月"),
        ("2026年上半年", TERM, "2026年3月", "2026年6月"),
        ("2026年下半年", TERM, "2026年7月", "2026年12月"),
        ("2028年度", TERM, "2028年1月", "2028年6月"),
        ("2029年度", "标准为每月10元。", "2029年1月", "2029年2月"),
    ],
)
def test_a_sum_is_for_the_months_of_its_label_that_the_term_and_the_contract_hold(
    label: str, text: str, first: str, last: str
) -> None:
    """Whole months only: a contract that ends on the fourth has not the month."""
    months = covered(label, text, CONTRACT)

    assert (month_words(months[0]), month_words(months[-1])) == (first, last)


@pytest.mark.parametrize("label", ["", "工作经费", "2026年一次性"])
def test_a_sum_without_a_year_or_paid_once_has_no_months(label: str) -> None:
    """Nothing is divided that is not by months."""
    assert not covered(label, TERM, CONTRACT)


def test_a_term_says_its_months_or_it_does_not() -> None:
    """Where it does not, a share of a year is a guess."""
    assert says_months(TERM)
    assert not says_months("标准为每月10元，按年兑现。")
