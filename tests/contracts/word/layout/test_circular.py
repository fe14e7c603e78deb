"""An official paper: red heading, red line, title, recipients, signature, annex, imprint, page numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from contracts.word import blank
from contracts.word.archive import read_parts
from contracts.word.reading import printed as text_of
from tests.contracts.word.papers import draft, printed, shipped

KIND = "assessment_circular"


def part(name: str) -> str:
    """Return one part of the circular's Word file."""
    return read_parts(blank(shipped(KIND)))[f"word/{name}.xml"].decode()


def style(name: str) -> str:
    """Return a style of the circular."""
    found = re.search(rf'w:styleId="{name}".*?</w:style>', part("styles"))
    assert found is not None
    return found[0]


def test_the_heading_is_red_and_stands_thirty_five_millimetres_down() -> None:
    """GB/T 9704, 7.2.4."""
    assert 'w:before="1984"' in style("IssuerMark")
    assert '<w:color w:val="FF0000"/>' in style("IssuerMark")
    assert "方正小标宋简体" in style("IssuerMark")


def test_a_long_name_stands_in_the_red_heading_in_narrow_letters() -> None:
    """Two thirds as wide, still 40 points high; the plain heading is not printed beside it."""
    long = "黔东南苗族侗族自治州示范县\n青河布依族苗族彝族乡人民政府文件"
    given = {"issuer_mark": "", "issuer_mark_narrow": long}
    values = tuple((name, given.get(name, words)) for name, words in draft(KIND).values)
    body = read_parts(printed(KIND, replace(draft(KIND), values=values)).content)["word/document.xml"].decode()

    assert '<w:w w:val="66"/><w:sz w:val="80"/>' in style("IssuerMarkNarrow")
    assert re.search(r'w:val="IssuerMarkNarrow".{0,150}自治州示范县</w:t><w:br/>', body)
    assert 'w:val="IssuerMark"' not in body


def test_the_red_line_is_four_millimetres_below_the_number() -> None:
    """11 points are 4 mm."""
    assert 'w:space="11" w:color="FF0000"' in style("DocumentNumber")


def test_body_and_title_have_the_faces_and_pitch_of_the_standard() -> None:
    """仿宋 16 points at 28.9; small 标宋 22 points."""
    assert 'w:line="578" w:lineRule="exact"' in style("Body")
    assert '<w:sz w:val="44"/>' in style("CircularTitle")
    assert all('w:line="578"' in style(name) for name in ("CircularHeading", "CircularClause"))


def test_even_pages_have_their_number_on_the_left_and_odd_ones_on_the_right() -> None:
    """One letter in, with a dash on each side."""
    assert "<w:evenAndOddHeaders/>" in part("settings")
    assert 'w:val="PageOdd"' in part("footer1")
    assert 'w:val="PageEven"' in part("footer2")
    assert "— " in part("footer1")
    assert 'w:type="even"' in part("document")


def test_the_imprint_is_framed_at_the_foot_and_turns_the_page_when_told() -> None:
    """The maker of the paper says whether the last page is an odd one."""
    turned, kept = part("document"), printed(KIND, replace(draft(KIND), values=_without_turn())).content

    assert turned.count('w:yAlign="bottom"') == 3
    assert 'w:val="Turn"' in read_parts(printed(KIND).content)["word/document.xml"].decode()
    assert 'w:val="Turn"' not in read_parts(kept)["word/document.xml"].decode()


def _without_turn() -> tuple[tuple[str, str], ...]:
    return tuple((name, "" if name == "imprint_turn" else words) for name, words in draft(KIND).values)


def test_everything_a_circular_needs_stands_in_its_order() -> None:
    """Heading, number, title, recipients, text, annex note, issuer, date, annex, imprint."""
    text = text_of(printed(KIND).content)
    wanted = [
        "青河镇人民政府文件", "示例-0001", "考核结果的通报", "各村（居）民委员会，各直属单位：", "通报如下",
        "附件：考核结果一览表", "2026年3月5日", "石桥村村民委员会", "抄送：示范县卫生健康局", "印发",
    ]  # fmt: skip
    places = [text.index(words) for words in wanted]

    assert places == sorted(places)
