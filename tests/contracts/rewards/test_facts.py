"""What is known of a household: whose confirmation it is, and who employs whom until when."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.rewards.facts import Confirmation, Exit, Facts

MARCH_2026 = 2026 * 12 + 2


def test_a_confirmation_counts_for_its_own_programme_alone() -> None:
    """Its class, day and adult are no class, day or adult of the certificate's reward."""
    confirmed = Confirmation(programme="graded", payment_class="二级", on=date(2026, 3, 2), adults=("wife",))
    family = Facts(certificate_number="鄂A001", confirmations=(confirmed,))

    (own,) = family.under("graded")

    assert (own.payment_class, own.confirmed_on, own.adults) == ("二级", date(2026, 3, 2), ("wife",))
    assert family.under("reward") == (family,)


def test_an_employer_that_is_no_more_is_not_an_unknown_one() -> None:
    """无 and an empty cell that was filled on purpose are the same; unknown stays unknown."""
    facts = Facts(wife_employer="无", husband_employer="")
    assert [facts.employer_of("wife", 24_000), facts.employer_of("husband", 24_000)] == ["", ""]
    assert Facts().employer_of("wife", 24_000) is None


def test_an_employer_is_one_until_the_month_of_its_last_day() -> None:
    """W-13: whoever takes over pays from then on; who paid before stays on record."""
    facts = Facts(wife_employer="青河纸厂", wife_employer_until=date(2026, 5, 31))
    assert facts.employer_of("wife", 2026 * 12 + 4) == "青河纸厂"
    assert facts.employer_of("wife", 2026 * 12 + 5) == ""


@pytest.mark.parametrize(("code", "employer"), [("died", ""), ("moved_out", "青河纸厂")])
def test_who_has_died_has_no_employer_from_the_next_month_on(code: str, employer: str) -> None:
    """§5.2: the other side's employer, or the successor, pays all; another exit changes no employer."""
    exits = (Exit(code=code, on=date(2026, 2, 9), who="wife"),)  # type: ignore[arg-type]
    facts = Facts(wife_employer="青河纸厂", husband_employer="青河机械厂", exits=exits)
    assert facts.employer_of("wife", MARCH_2026 - 1) == "青河纸厂"
    assert facts.employer_of("wife", MARCH_2026) == employer
    assert facts.employer_of("husband", MARCH_2026) == "青河机械厂"
