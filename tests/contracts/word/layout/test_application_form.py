"""An application form: boxes for the family in front, four opinions with room for a seal on the back."""

from __future__ import annotations

from contracts.word import blank, texts
from contracts.word.markup import twips
from tests.contracts.word.papers import printed, shipped, xml


def test_an_opinion_still_to_come_has_a_line_to_sign_and_a_day_to_fill_in() -> None:
    """What was decided says who and when."""
    words = "\n".join(item.text for item in texts(printed("reward_application").content))

    assert words.count("审核人（签字）：\t（盖章）\n\t年\t月\t日") == 3
    assert words.count("审核人：周建国（盖章）\n2026年1月12日") == 1


def test_every_opinion_has_room_for_a_round_seal() -> None:
    """A seal measures 42 mm; opinions begin on the back, behind what the family signs."""
    body = xml(blank(shipped("reward_application")))

    assert f'w:val="{twips(46)}" w:hRule="atLeast"' in body
    assert body.index("line in closing") < body.index("AnnexLabel") < body.index("row.checker")
