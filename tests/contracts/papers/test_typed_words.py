"""What was typed into a kind's Word file instead of asked for: each value with its place and what to write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.kinds import Kind
from contracts.papers.typed_words import typed_words
from contracts.settings import Office
from contracts.word.markup import cell, paragraph, row, table
from tests.contracts.example_office import OFFICE
from tests.contracts.word.papers import KINDS, shipped, word_file

PHONE = "电话：0713-5550100"
BOX = (
    '<w:p><w:r><w:pict><v:shape style="width:100pt;height:20pt"><v:textbox><w:txbxContent>'
    f"{paragraph('Body', PHONE)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
ART = '<w:p><w:r><w:pict><v:shape><v:textpath string="2026年3月1日"/></v:shape></w:pict></w:r></w:p>'
PLACES = {
    "正文“电话：”": {"body": paragraph("Body", "抬头") + paragraph("Body", PHONE)},
    "表1第1行第2列": {"body": table((9, 9), row(cell(9, paragraph("Body", text)) for text in ("甲", PHONE)))},
    "页眉": {"body": "<w:p/>", "header": paragraph("Header", PHONE)},
    "页脚": {"body": "<w:p/>", "footer": paragraph("Footer", PHONE)},
    "脚注1": {"body": "<w:p/>", "footnote": paragraph("Body", PHONE)},
    "文本框1": {"body": BOX},
    "第1段艺术字": {"body": ART},
}  # fmt: skip


def told(body: str, *, kind: Kind | None = None, office: Office | None = OFFICE) -> list[tuple[str, str]]:
    """Return message and cure of each value typed into a Word file with that body."""
    found = typed_words(word_file(body), kind or shipped("service_contract"), office)
    return [(item.message, item.hint) for item in found]


@pytest.mark.parametrize("name", KINDS)
def test_no_shipped_word_file_is_accused(name: str) -> None:
    """Labels, blanks, page numbers, headings of columns: not one of them is a value of an office."""
    kind = shipped(name)
    for _, file in (*kind.template, *kind.stub):
        assert [*typed_words((kind.folder / file).read_bytes(), kind, OFFICE)] == []


@pytest.mark.parametrize("place", PLACES)
def test_a_value_is_told_with_its_place(place: str) -> None:
    """Paragraph, cell, header, footer, footnote, text box, word art: wherever Word hides it."""
    (problem,) = typed_words(word_file(**PLACES[place]), shipped("service_contract"))

    assert problem.where.removeprefix("Word 版式 ") == place


def test_the_fields_of_that_type_are_named_and_where_the_words_say_which_that_one() -> None:
    """The clerk copies the placeholder from the message."""
    ((message, anyone),) = told(paragraph("Body", "电话：0713-5550100"))
    ((_, county),) = told(paragraph("Body", "县级监督电话：0713-5550100"))

    assert message == "电话“0713-5550100”直接写在了 Word 文件里"
    assert anyone.startswith("写 {{ values.county_phone }}（县级监督电话）、{{ values.complaint_phone }}（")
    assert county.startswith("写 {{ values.county_phone }}（县级监督电话）、{{ party_a.phone }}（")


def test_where_there_is_no_such_field_one_is_to_be_made() -> None:
    """A sum in a kind without a field of money: what to write in the manifest."""
    ((message, hint),) = told(paragraph("Body", "标准肆佰捌拾元整"))

    assert message.startswith("金额“肆佰捌拾元整”")
    assert 'type = "money"' in hint
    assert "{{ values.栏目 }}" in hint


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("上坪村村民委员会", "{{ party_a.name }}"),
        ("地点：青河镇便民服务中心", "{{ values.service_site }}"),
        ("投诉：0710-5550101", "{{ values.complaint_phone }}"),
        ("0710-5550111", "{{ party_a.phone }}"),
        ("负责人 沈大山", "{{ party_a.representative }}"),
        ("429999101201", "{{ party_a.division_code }}"),
    ],
)
def test_a_word_of_the_offices_settings_names_its_placeholder(words: str, instead: str) -> None:
    """office.toml says it once; next year's secretary is printed without anybody touching Word."""
    assert [hint for _, hint in told(paragraph("Body", words))] == [f"写 {instead}，由 office.toml 填"]
    assert told(paragraph("Body", "负责人 沈大山"), office=None) == []


def test_figures_of_a_cell_are_read_with_the_cell_before() -> None:
    """A number without an area code is a telephone because the label beside it says so."""

    def line(label: str, words: str) -> list[str]:
        cells = [cell(900, paragraph("Body", text)) for text in (label, words)]
        return [message for message, _ in told(table((900, 900), row(cells)))]

    assert line("联系电话", "5550100") == ["电话“5550100”直接写在了 Word 文件里"]
    assert line("序号", "5550100") == []


def test_a_number_of_a_person_is_masked_and_a_notice_has_none() -> None:
    """Never a whole ID number on the screen; the cure fits the paper."""
    body = paragraph("Body", "证件号 429999198912154824")
    ((message, in_contract),) = told(body)
    ((_, on_notice),) = told(body, kind=shipped("reward_support_notice"))

    assert "429999********4824" in message
    assert "{{ party_b.signers[0].id_number }}" in in_contract
    assert on_notice == "删去：公示上不能有任何人的证件号码"


def test_a_cited_law_belongs_where_its_being_in_force_is_proved() -> None:
    """Its day in a Word file would be printed for ever; the manifest's basis is held against the law of the day."""
    ((message, hint),) = told(paragraph("Body", "依据《湖北省人口与计划生育条例》（2021年11月26日修正）"))

    assert message.startswith("写明日期或条款的法律依据“《湖北省")
    assert "basis" in hint


def test_what_is_told_as_a_clause_is_not_told_again() -> None:
    """It moves to the manifest with the day in it."""
    words = "甲方于每年12月31日前发放。"
    content = word_file(paragraph("Body", words))

    assert [*typed_words(content, shipped("service_contract"), told=[f"“{words}”是条款"])] == []
    assert len([*typed_words(content, shipped("service_contract"))]) == 1


def test_placeholders_and_what_they_print_are_no_typed_values() -> None:
    """A day half asked for is half typed; one wholly asked for is right."""
    kind = replace(shipped("service_contract"), family="contract")

    assert (
        told(paragraph("Body", "{{ signing_date }}，电话：{{ party_a.phone }}，{{ values.fund }}元"), kind=kind) == []
    )
    assert len(told(paragraph("Body", "{{ values.year }}年12月31日"), kind=kind)) == 1
