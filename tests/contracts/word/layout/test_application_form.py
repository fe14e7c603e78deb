"""An application form: boxes for the family in front, four opinions with room for a seal on the back."""

from __future__ import annotations

from contracts.word import blank
from contracts.word.markup import twips
from tests.contracts.word.papers import shipped, xml


def test_every_opinion_has_room_for_a_round_seal() -> None:
    """A seal measures 42 mm; opinions begin on the back, behind what the family signs."""
    body = xml(blank(shipped("reward_application")))

    assert f'w:val="{twips(46)}" w:hRule="atLeast"' in body
    assert body.index("line in closing") < body.index("AnnexLabel") < body.index("row.checker")
