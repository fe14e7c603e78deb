"""Places are named as people name them, never by page."""

from __future__ import annotations

import pytest

from contracts.word.passage import Passage, Piece
from contracts.word.places import Places, spoken


def places(*lines: str, label: str = "") -> list[str]:
    """Return the places of lines of running text."""
    names = Places()
    return [names.of(Passage(where="", anchor=0, pieces=(Piece(text=line),), label=label)) for line in lines]


def test_articles_items_and_paragraphs_below_them() -> None:
    """第 八 条 and 第８条 are articles too; a reference to an article is none."""
    assert places("合同书", "第 八 条 甲方", "乙方", "（一）发放", "第８条乙方", "第九条所列各项不变") == [
        "第1段", "第八条", "第八条第2款", "第八条（一）", "第8条", "第8条第2款",
    ]  # fmt: skip


def test_a_paper_without_articles_counts_its_paragraphs() -> None:
    """Empty ones are not counted."""
    assert places("一、甲方的义务", "", "1. 发放奖励", "违约责任")[2:] == ["第2段", "第3段"]


def test_an_annex_begins_anew() -> None:
    """Its articles are not those of the contract."""
    assert places("第一条 服务", "附件2：补充约定", "第一条 奖励", "附件所列事项由甲方负责办理") == [
        "第一条", "附件2第1段", "附件2第一条", "附件2第一条第2款",
    ]  # fmt: skip


def test_other_stories_have_a_name_of_their_own() -> None:
    """A note is named by its number, whatever it quotes."""
    passage = Passage(where="表1第1行第1列", anchor=0, pieces=(Piece(text="第八条 押金"),))

    assert Places("脚注3").of(passage) == "脚注3表1第1行第1列"
    assert Places().of(passage) == "第八条"


@pytest.mark.parametrize(("label", "words"), [
    ("第八条", ""), ("（一）", ""), ("1.2.", ""), ("A)", ""), ("附件3", ""), ("乙方必须上环", "乙方必须上环"),
])  # fmt: skip
def test_a_number_that_speaks_is_read(label: str, words: str) -> None:
    """Any words can be set as a number."""
    assert spoken(label) == words
