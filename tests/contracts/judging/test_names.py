"""Names that hold 扎, 环 or 孕 stop no paper; words that are acts are judged, whoever bears them as a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.judging.names import without
from contracts.judging.review import review
from contracts.model import Draft, Party, Person
from tests.contracts.word.papers import draft

TODAY = date(2026, 11, 22)


def statement(*names: str) -> Draft:
    """Return a household's statement that speaks to these persons."""
    whole = draft("household_statement")
    persons = tuple(Person(role="person", name=name) for name in names)
    family = Party(role="party_b", type="couple", name="、".join(names), persons=persons)
    parties = tuple(family if party.role == "party_b" else party for party in whole.parties)
    return replace(whole, parties=parties, recital=(f"{family.name}：截至今天的履行情况如下。", *whole.recital[1:]))


@pytest.mark.parametrize("name", ["扎西·顿珠", "扎西", "刘环", "环小丽", "李孕梅"])
def test_a_name_is_not_taken_for_a_body(name: str) -> None:
    """The family gets its statement; on a posted list the name is a name."""
    assert review(statement("卓玛·央金", name), as_of=TODAY).findings == ()

    notice = draft("reward_support_notice")
    (table,) = notice.tables
    place = [column.key for column in table.columns].index("name")
    row = list(table.rows[0])
    row[place] = f"卓玛·央金、{name}"
    listed = replace(notice, tables=(replace(table, rows=(tuple(row),)),))
    assert review(listed, as_of=TODAY).findings == ()


@pytest.mark.parametrize("name", ["结扎", "罚款", "引产", "避孕手术"])
def test_an_act_is_judged_even_where_somebody_is_called_so(name: str) -> None:
    """Nobody hides a clause behind a name."""
    paper = replace(statement(name), recital=(f"乙方必须{name}。",))

    assert review(paper, as_of=TODAY).findings


def test_the_same_letters_outside_a_name_are_judged() -> None:
    """Only the whole name is taken out."""
    assert without("扎西·顿珠应当结扎。", ("扎西·顿珠",)) == "某某应当结扎。"
    paper = replace(statement("扎西·顿珠"), recital=("扎西·顿珠应当结扎。",))
    assert review(paper, as_of=TODAY).refused
