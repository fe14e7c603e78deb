"""Contracts and responsibility agreements: parties, clauses, signatures of both sides, annexes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from contracts.kinds import PrintCopy
from contracts.model import Draft
from contracts.papers.render import render
from contracts.word import blank, texts
from tests.contracts.word.papers import draft, lawful, printed, shipped, xml


def said(name: str) -> str:
    """Return all the words of a rendered example."""
    return "\n".join(item.text for item in texts(printed(name).content))


def test_every_party_has_a_place_to_sign_and_offices_a_place_for_the_seal() -> None:
    """Three parties, three places; the family signs or gives fingerprints before two witnesses."""
    words = said("service_contract")

    assert "甲方（盖章）" in words
    assert "丙方（盖章）" in words
    assert "乙方（签字或者按指印）" in words
    assert words.count("签字\t") == 2
    assert "见证人" in words


def test_both_adults_are_named_with_their_numbers_and_children_are_not() -> None:
    """The contract names who signs it."""
    words = said("service_contract")

    for person in draft("service_contract").party("party_b").signers:
        assert person.name in words
        assert person.id_number in words


def test_a_seal_goes_below_its_label_on_the_name() -> None:
    """上坪村村民委|员会 beside 制定单位（盖章）： would be torn."""
    assert "制定单位（盖章）：\n上坪村村民委员会\n" in said("village_rules")


def test_beside_a_long_name_nobody_has_to_sign() -> None:
    """The name stands above its line, in front and on the annex of consent."""
    family = draft("service_contract").party("party_b")
    long = replace(family.persons[0], name="阿卜杜热合曼·买买提吐尔逊江")
    party = replace(family, persons=(long, *family.persons[1:]))
    paper = draft("service_contract")
    others = tuple(party if item.role == "party_b" else item for item in paper.parties)
    words = [item.text for item in texts(printed("service_contract", replace(paper, parties=others)).content)]

    assert words.count(f"{long.name}\n签字\t") == 0
    assert "\n".join(words).count(f"{long.name}\n签字\t") == 2
    assert f"{long.name}\t" not in "\n".join(words)


def test_an_office_that_takes_duties_on_has_no_empty_rows() -> None:
    """A township has no liaison and no credit code; a firm has both."""
    assert "联络员" not in said("county_township_agreement")
    assert "联络员" in said("employer_agreement")
    assert "信用代码" in said("employer_agreement")


def test_a_village_signs_an_agreement_with_two_hands() -> None:
    """党组织书记 and 主任, as the books of responsibility have it."""
    words = said("village_responsibility_agreement")

    assert "党组织书记（签字）" in words
    assert "主任（签字）" in words


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("employer_agreement", "法定代表人或者负责人（签字）"),
        ("property_company_agreement", "法定代表人或者负责人（签字）"),
        ("unit_agreement", "法定代表人或者负责人（签字）"),
        ("unit_responsibility_agreement", "法定代表人或者负责人（签字）"),
        ("department_agreement", "主要负责人（签字）"),
        ("landlord_agreement", "本人签字"),
        ("county_township_agreement", "行政负责人（签字）"),
    ],
)
def test_who_signs_may_bind_the_one_signed_for(name: str, label: str) -> None:
    """A company by its legal representative, a branch by its head, a landlord in person (Civil Code 61, 74, 105)."""
    signed = said(name).partition("乙方（盖章）" if label != "本人签字" else "乙方：")[2]

    assert label in signed
    assert "法定代表人" in label or "法定代表人" not in signed


def test_a_long_office_leaves_the_whole_line_to_sign() -> None:
    """法定代表人或者负责人 fills the line; the rule stands below it."""
    assert "法定代表人或者负责人（签字）\n\t" in said("employer_agreement")


def held(name: str) -> list[bool]:
    """Return of each clause whether it stays with what follows."""
    body = xml(printed(name).content)
    return [bool(tag) for tag in re.findall(r'<w:pStyle w:val="Clause"/>(<w:keepNext/>)?', body)]


def test_the_last_two_clauses_stay_with_the_signatures() -> None:
    """A block alone on a page can be put behind any contract; so can one with the number of copies."""
    clauses = held("department_agreement")

    assert clauses[-4:] == [False, False, True, True]
    assert sum(clauses) == 2


def test_closing_lines_count_as_clauses_that_stay() -> None:
    """Rules of a village close with one line of their filing."""
    assert held("village_rules")[-3:] == [False, False, True]


def test_both_days_stand_on_one_line_whoever_has_more_hands_to_sign() -> None:
    """A village signs with two hands, the township with one; the days have a row of their own."""
    body = xml(printed("village_responsibility_agreement").content)
    block = body[body.index('<w:tblStyle w:val="SignTable"/>') :]
    rows = re.findall(r"<w:tr>.*?</w:tr>", block)[:2]

    assert [row.count("月</w:t>") for row in rows] == [0, 2]
    assert "（签字）" not in rows[1]


def test_the_area_of_a_group_head_has_the_width_of_the_table() -> None:
    """Forty characters in a narrow cell stood in five lines."""
    found = re.search(r"<w:tc>((?:(?!<w:tc>).)*?)party_b\.address", xml(blank(shipped("group_head_agreement"))))

    assert found is not None
    assert '<w:gridSpan w:val="3"/>' in found[1]


def test_annexes_stand_behind_the_signatures_the_second_below_the_first() -> None:
    """附件一 begins a page, 附件二 stands below it, and a line to sign the consent: six pages, not seven."""
    words, body = said("service_contract"), xml(printed("service_contract").content)
    labels = re.findall(r'<w:pStyle w:val="AnnexLabel"/>(.*?)</w:pPr>', body)

    assert words.index("见证人") < words.index("\n附件一\n") < words.index("\n附件二\n")
    assert "可只选一部分" in words
    assert ["pageBreakBefore" in label for label in labels] == [False, True]


def test_an_annex_whose_first_is_left_off_begins_a_page() -> None:
    """A copy may be given the second annex alone."""
    paper = draft("service_contract")
    kind = shipped("service_contract")
    alone = replace(kind, print_set=(PrintCopy(label="甲方存", annexes=("consent",)),))
    made = render(paper, lawful(paper), template=blank(kind), kind=alone, copy_label="甲方存")

    assert re.findall(r'<w:pStyle w:val="AnnexLabel"/>(.*?)</w:pPr>', xml(made.content)) == [""]


def test_a_table_follows_its_section() -> None:
    """The list of services stands before the second heading."""
    body = xml(blank(shipped("service_contract")))

    assert body.index("tables.services.rows") < body.index("sections.rewards.heading")


def test_sections_stand_one_by_one_so_that_an_office_can_move_them() -> None:
    """Not a loop over sections."""
    headings = re.findall(r"\{\{ sections\.(\w+)\.heading \}\}", xml(blank(shipped("service_contract"))))

    assert headings == [section.code for section in shipped("service_contract").sections]


def test_an_address_that_is_not_told_leaves_no_empty_row() -> None:
    """An office that never filled in its address would sign a paper with a blank to be filled by anybody."""
    paper = draft("village_responsibility_agreement")
    told = replace(paper, parties=tuple(replace(party, address="") for party in paper.parties))

    def words(drawn: Draft) -> str:
        return "\n".join(item.text for item in texts(printed("village_responsibility_agreement", drawn).content))

    assert words(paper).count("地址") == 2
    assert "地址" not in words(told)
