"""The old plan as data: every figure kept, every refusal with its article."""

from __future__ import annotations

from contracts.papers.indicators import indicator_sets


def test_the_plan_of_2008_is_whole_and_in_order() -> None:
    """I-01 to I-11."""
    assert [item.id for item in indicator_sets()] == [f"I-{number:02}" for number in range(1, 12)]


def test_two_figures_for_one_target_are_both_kept() -> None:
    """The paper contradicts itself; nobody reconciles it in silence."""
    both = {item.id: (item.target, item.also) for item in indicator_sets() if item.also}

    assert both["I-10"] == ("90%", "≥80%")
    assert both["I-07"][0] == "95%"


def test_every_refusal_names_its_article() -> None:
    """I-03, I-04, I-05, I-07 and I-10."""
    refused = [item for item in indicator_sets() if item.treatment == "refuse"]

    assert [item.id for item in refused] == ["I-03", "I-04", "I-05", "I-07", "I-10"]
    assert all(item.cite and item.hint for item in refused)
    assert {item.treatment_words for item in refused} == {"不得再用"}
