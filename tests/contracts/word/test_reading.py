"""A Word file read back: every text with a place that does not depend on pages."""

from __future__ import annotations

import pytest

from contracts.word import blank, fixed_texts, texts
from contracts.word.markup import cell, field, paragraph, row, run, table
from contracts.word.reading import chinese, headers, printed
from tests.contracts.word.papers import KINDS, draft, shipped, word_file
from tests.contracts.word.papers import printed as paper


def test_clauses_are_found_under_the_number_word_draws() -> None:
    """第八条 stands nowhere in the file; it is counted as Word counts."""
    found = {item.where: item.text for item in texts(paper("service_contract").content)}
    terms = draft("service_contract").terms

    assert {f"第{chinese(term.ordinal)}条": term.text for term in terms}.items() <= found.items()
    assert found["一"] == "服务内容"


def test_table_rows_are_found_by_table_and_row() -> None:
    """The head is the first row."""
    body = paragraph("Body", "前") + table(
        [2000, 2000], row([cell(2000, paragraph("TableText", "甲")), cell(2000, "<w:p/>")])
    )
    found = [
        (item.where, item.text)
        for item in texts(word_file(body + table([2000], row([cell(2000, paragraph("TableText", "乙"))]))))
    ]

    assert found == [("正文第1段", "前"), ("表1第1行", "甲"), ("表2第1行", "乙")]


def test_a_table_inside_a_table_is_read_once() -> None:
    """Under the row in which it stands."""
    inner = table([1000], row([cell(1000, paragraph("TableText", "内"))]))
    outer = table([2000], row([cell(2000, inner, paragraph("TableText", "外"))]))

    assert [(item.where, item.text) for item in texts(word_file(outer))] == [
        ("表1第1行", "外"),
        ("表1第1行内表1第1行", "内"),
    ]


HIDDEN = "乙方必须缴纳费用。"


def control(words: str) -> str:
    """Return something inside a content control, as Word and WPS write it."""
    return f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>'


@pytest.mark.parametrize("where", ["text", "cell", "around a cell", "around a row", "control in a control", "art"])
def test_words_in_a_content_control_are_read_wherever_it_stands(where: str) -> None:
    """A clause there is printed, so it is judged."""
    words, tall = paragraph("TableText", HIDDEN), control(paragraph("TableText", HIDDEN))
    cells, rows = cell(2000, words), row([cell(2000, words)])
    art = f'<w:p><w:r><w:pict><v:shape><v:textpath string="{HIDDEN}"/></v:shape></w:pict></w:r></w:p>'
    bodies = {
        "text": tall, "cell": table([2000], row([cell(2000, tall)])),
        "around a cell": table([2000], row([control(cells)])), "around a row": table([2000], control(rows)),
        "control in a control": control(tall), "art": art,
    }  # fmt: skip

    assert [item.text for item in fixed_texts(word_file(bodies[where]))] == [HIDDEN]


def test_tabs_breaks_and_fields_are_read_as_they_print() -> None:
    """Field codes are not words; the page number is."""
    body = paragraph("Body", run("甲\t乙"), field("PAGE", "7"))

    assert texts(word_file(body))[0].text == "甲\t乙7"
    assert printed(word_file(body)).splitlines()[0] == "甲\t乙7"


def test_a_hyphen_that_does_not_break_is_read_as_a_hyphen() -> None:
    """A telephone number is found again, whichever reader looks for it."""
    held = "<w:r><w:t>电话0710</w:t><w:noBreakHyphen/><w:t>5550101</w:t></w:r>"
    content = word_file(paragraph("Body", held))

    assert texts(content)[0].text == "电话0710-5550101"
    assert printed(content).splitlines()[0] == "电话0710-5550101"


def test_header_and_footer_come_last() -> None:
    """They are read too: a clause can hide there."""
    places = [item.where for item in texts(word_file(paragraph("Body", "正文"), header=paragraph("Header", "编号")))]

    assert places == ["正文第1段", "页眉"]


def test_every_section_has_its_header() -> None:
    """One section, one header text."""
    number = draft("service_contract").number

    assert headers(paper("service_contract").content) == (f"甲方存\t合同编号：{number}",)


def test_words_typed_into_a_template_are_seen_by_the_review() -> None:
    """An office adds a clause in Word: the review reads it like any other."""
    body = paragraph("Clause", "{{ term.text }}") + paragraph("Body", "乙方违约的，罚款二百元。{{ number }}")

    assert [item.text for item in fixed_texts(word_file(body))] == ["乙方违约的，罚款二百元。"]


@pytest.mark.parametrize("name", KINDS)
def test_the_words_in_shipped_files_are_labels_and_no_clauses(name: str) -> None:
    """Clauses stand in the manifest only."""
    longest = max((len(item.text) for item in fixed_texts(blank(shipped(name)))), default=0)

    assert longest <= 60


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
    ],
)
def test_clause_numbers_are_written_as_word_writes_them(number: int, words: str) -> None:
    """第二十一条, not 第二一条."""
    assert chinese(number) == words
