"""What can be read of a paragraph, and what cannot."""

from __future__ import annotations

import pytest

from contracts.word.passage import DELETED, Passage, Piece, unbroken

PASSAGE = Passage(
    where="", anchor=0,
    pieces=(
        Piece(text="甲方"), Piece(text="不", unseen="隐藏文字"), Piece(text="并", unseen=DELETED), Piece(text="收费。"),
    ),
)  # fmt: skip


def test_text_whole_and_unseen_are_told_apart() -> None:
    """Deleted words are in neither text."""
    assert (PASSAGE.text, PASSAGE.whole) == ("甲方收费。", "甲方不收费。")
    assert list(PASSAGE.unseen()) == [("隐藏文字", "不"), (DELETED, "并")]


@pytest.mark.parametrize(("typed", "read"), [
    ("乙方必须\n上环", "乙方必须上环"),
    ("甲方负责：\n发放奖励", "甲方负责：\n发放奖励"),
    ("甲方\n（一）发放；\n（二）告知。", "甲方\n（一）发放；\n（二）告知。"),
    ("\n\n甲方\n\n", "甲方"),
])  # fmt: skip
def test_a_line_goes_on_where_only_the_typist_broke_it(typed: str, read: str) -> None:
    """Ends of sentences and new items are real."""
    assert unbroken(typed) == read
