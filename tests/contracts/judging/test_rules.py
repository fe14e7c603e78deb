"""contracts/judging/rules.py: law as dated, cited data."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.judging.review import broken_examples
from contracts.judging.rules import LAST_DAY, Window, all_rules, jurisdictions, rules_for


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (Window(), ""),
        (Window(starts_on=date(2002, 9, 1), ends_on=date(2015, 12, 31)), "2002-09-01 至 2015-12-31"),
        (Window(starts_on=date(2021, 8, 20)), "2021-08-20 至 今"),
        (Window(ends_on=date(2019, 12, 31)), "不限 至 2019-12-31"),
    ],
)
def test_a_window_says_what_it_means(window: Window, text: str) -> None:
    """Printed in every explanation."""
    assert str(window) == text
    assert (LAST_DAY in window) is (window.ends_on == LAST_DAY)


def test_packs_add_up_by_place() -> None:
    """Nation, province, county; a village code of twelve digits finds all three."""
    assert jurisdictions("330106101201") == ("000000", "330000", "330106")
    assert {rule.jurisdiction for rule in rules_for("330106")} == {"000000", "330000"}
    assert {rule.jurisdiction for rule in rules_for("429999101201")} == {"000000", "420000", "429999"}


def test_every_example_of_every_pack_satisfies_its_rule() -> None:
    """A rule shows what it accepts and rejects, and does so."""
    assert broken_examples(all_rules()) == ()


def test_all_pattern_families_and_prohibitions_have_rules() -> None:
    """P-01 to P-34 of the domain, QBZ1 to QBZ7."""
    book = rules_for()

    assert {f"P-{number:02}" for number in range(1, 35)} <= {rule.pattern_family for rule in book}
    assert {f"QBZ{number}" for number in range(1, 8)} <= {rule.code for rule in book}


def test_what_was_not_verified_says_why() -> None:
    """Domain section 9: memory is marked as memory."""
    doubtful = [rule for rule in all_rules() if not rule.verified]

    assert doubtful
    assert all(rule.doubt for rule in doubtful)
