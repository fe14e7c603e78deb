"""Who may claim what, in the words of the pack: nothing that the law does not know, nothing of special support."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.judging.review import review
from contracts.rewards.programmes import load_programmes, programmes_for
from ledger.publishing.conditions import conditions, family_title, sentences
from tests.contracts.word.papers import draft

TODAY = date(2026, 11, 22)
PLACES = sorted({item.place for item in load_programmes()})
HERE = {item.id: item for item in programmes_for("429999101", TODAY)}


def test_the_conditions_are_those_of_the_pack() -> None:
    """Plain words, and not 符合规定的条件."""
    told = conditions(HERE["reward_support"], "429999101", TODAY)

    assert told == "本县农村居民；1933年1月1日以后出生，年满六十周岁；持有《独生子女父母光荣证》"


def test_conditions_that_tell_what_happened_to_a_family_are_told_to_it_alone() -> None:
    """All forms of special support, under one name."""
    graded = HERE["special_support_graded"]

    assert conditions(graded, "429999101", TODAY) == "条件请向村民委员会单独询问，询问内容保密"
    assert family_title(graded) == family_title(HERE["special_support"]) == "计划生育家庭特别扶助"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["county_approval_notice", "reward_support_notice"])
def test_what_every_place_tells_passes_the_review_of_its_notices(place: str, kind: str) -> None:
    """Sentence by sentence, in the paragraph in which it is printed."""
    paper = draft(kind)
    paying = [item for item in programmes_for(place, TODAY, history=True) if item.form == "money"]
    for sentence in sentences(paying, place, TODAY).values():
        told = replace(paper, signing_on=TODAY, place=f"{place}101", recital=(f"享受条件：{sentence}",), tables=())
        assert "规定的条件" not in sentence
        assert review(told, as_of=TODAY).findings == (), sentence
