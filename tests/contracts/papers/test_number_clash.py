"""Two kinds never number two papers alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from contracts.papers.number_clash import number_faults
from tests.contracts.word.papers import KINDS, shipped

PLEDGE = shipped("mutual_pledge")


def test_an_own_kind_that_numbers_like_another_is_told_which() -> None:
    """Blanks inside the placeholders make no difference."""
    own = replace(PLEDGE, id="elder_care", folder=Path("elder_care"), number=PLEDGE.number.replace("{{ ", "{{"))
    (problem,) = number_faults(own, [PLEDGE, own])

    assert problem.where == "elder_care/manifest.toml number"
    assert problem.message.startswith("编号写法与“计划生育双向承诺书”（mutual_pledge）相同")


def test_a_kind_that_stands_in_for_a_shipped_one_and_one_that_takes_a_given_number_are_in_order() -> None:
    """Of the first there is only one at hand, and the number of the second is another paper's."""
    stand_in = replace(PLEDGE, folder=Path("mutual_pledge"))
    given = replace(shipped("payment_notice"), id="own_notice", folder=Path("own_notice"))

    assert list(number_faults(stand_in, [stand_in])) == []
    assert list(number_faults(given, map(shipped, KINDS))) == []


def test_shipped_kinds_have_numbers_of_their_own() -> None:
    """Looked at as if they were an office's."""
    kinds = [replace(shipped(name), folder=Path(name)) for name in KINDS]

    assert [problem for kind in kinds for problem in number_faults(kind, kinds)] == []
