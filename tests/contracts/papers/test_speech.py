"""What a Word file is filled with, in the language of the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.kinds import BILINGUAL, TRADITIONAL, spoken
from contracts.papers.proofs import example
from contracts.papers.render import context
from contracts.papers.speech import added_line
from tests.contracts.word.papers import shipped

SIGNED = date(2026, 3, 5)


def filled(name: str, locale: str, mark: str = "") -> dict[str, Any]:
    """Return what a kind's Word file is filled with in a language, for the kind's example."""
    kind = spoken(shipped(name), locale)
    return context(example(kind, signing_on=SIGNED), kind, mark=mark)


def test_the_program_calls_people_in_the_characters_of_the_paper() -> None:
    """户主 would stand alone among traditional characters; the name stays as it is written."""
    kind = spoken(shipped("service_contract"), TRADITIONAL)
    draft = example(kind, signing_on=SIGNED)
    family = draft.party("party_b")
    headed = replace(family, persons=(replace(family.persons[0], role="head", name="陈国"),))
    found = context(replace(draft, parties=(draft.party("party_a"), headed)), kind, mark="作废")

    assert (found["party_b"]["signers"][0]["role_label"], found["party_b"]["signers"][0]["name"]) == ("戶主", "陈国")
    assert found["mark"] == "作廢"


def test_a_clause_has_its_translation_beside_it_and_stays_as_it_was_judged() -> None:
    """Values stand in both, each worded in its own way."""
    found = filled("migrant_service_agreement", BILINGUAL)
    (term, *_) = found["sections"]["period"]["terms"]

    assert term["text"].startswith("本协议自2026年3月5日起")
    assert term["beside"].startswith("This agreement runs from 5 March 2026 to 4 March 2027.")
    assert found["recital_beside"][0].startswith("In accordance with Article 14 of the Population and Family Planning")
    assert found["title"] == "流动人口服务协议"
    assert found["title_beside"].startswith("Migrant Service Agreement")


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        (("sections", "breach", "heading"), "违约责任 Liability for breach"),
        (("party_a", "short_label"), "甲方 Party A"),
        (("party_a", "label_note"), "现居住地 current place of residence"),
        (("tables", "consent", "annex"), "附件 Annex"),
        (("tables", "consent", "title"), "信息告知与同意 Information and consent"),
        (("party_a", "name"), "上坪村村民委员会"),
    ],
)
def test_a_label_carries_its_translation_behind_it(path: tuple[str, ...], printed: str) -> None:
    """In two pieces where the paper prints it in two places; what nobody translated stands alone."""
    found: Any = filled("migrant_service_agreement", BILINGUAL)
    for name in path:
        found = found[name]

    assert found.replace("\u00a0", " ") == printed


def test_what_is_the_same_in_both_languages_stands_once() -> None:
    """The address that a row of a table gives in both is printed once where it stands by itself."""
    assert filled("migrant_service_agreement", BILINGUAL)["party_b"]["address"] == "青河镇上坪村1组"


def test_a_paper_in_one_language_is_filled_as_ever() -> None:
    """No name more, none changed."""
    assert not [name for name in filled("migrant_service_agreement", "zh_CN") if name.endswith("_beside")]


def test_a_line_added_to_a_paper_keeps_its_number() -> None:
    """A number is found by its signs; the words follow the paper."""
    draft = example(spoken(shipped("service_contract"), TRADITIONAL), signing_on=SIGNED)
    line = f"本副本依据台账中{draft.number}号文件制作。"

    assert added_line(line, draft) == f"本副本依據臺賬中{draft.number}號文件製作。"
    assert "计" in draft.number
    assert added_line(line, replace(draft, locale="zh_CN")) == line
