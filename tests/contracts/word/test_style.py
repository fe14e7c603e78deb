"""The house style after GB/T 9704-2012, as real Word styles."""

from __future__ import annotations

import re

import pytest

from contracts.word.style import (
    CERTIFICATE,
    FANG,
    HEI,
    KAI,
    MARGINS,
    SONG,
    STYLES,
    fonts_part,
    numbering_part,
    settings_part,
    styles_part,
)

ALL = (*STYLES, *MARGINS, *CERTIFICATE)


def style(name: str) -> str:
    """Return the XML of one style."""
    found = re.search(rf'<w:style [^>]*w:styleId="{name}">.*?</w:style>', styles_part().decode())
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("name", "face", "half_points"),
    [("Title", SONG, 44), ("Body", FANG, 32), ("Heading1", HEI, 32), ("Heading2", KAI, 32)],
)
def test_faces_and_sizes_are_those_of_the_standard(name: str, face: str, half_points: int) -> None:
    """标题 2号小标宋, 正文 3号仿宋, 一、黑体, （一）楷体."""
    assert f'w:eastAsia="{face}"' in style(name)
    assert f'<w:sz w:val="{half_points}"/>' in style(name)


def test_the_body_is_indented_by_two_characters_at_the_standard_pitch() -> None:
    """No spaces: the indent is in the style, in characters."""
    assert 'w:firstLineChars="200"' in style("Body")
    assert 'w:line="578" w:lineRule="exact"' in style("Body")


@pytest.mark.parametrize("name", ["Recital", "Heading1", "Clause", "Closing"])
def test_clauses_stand_closer_than_official_papers(name: str) -> None:
    """23 points, still 16-point letters: most agreements are one sheet printed on both sides."""
    assert 'w:line="460" w:lineRule="exact"' in style(name)


def test_every_style_builds_on_one_that_is_there_and_no_id_is_used_twice() -> None:
    """A style that hangs in the air is read as plain text."""
    ids = [item.id for item in ALL]

    assert len(ids) == len(set(ids))
    assert {item.based_on for item in ALL} <= {*ids, "Normal"}


def test_properties_stand_in_the_order_of_the_schema() -> None:
    """Word refuses a file whose children are in another order."""
    order = [
        "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "tabs", "autoSpaceDE", "autoSpaceDN",
        "snapToGrid", "spacing", "ind", "jc", "outlineLvl",
    ]  # fmt: skip
    for item in ALL:
        properties = re.search(r"<w:pPr>(.*?)</w:pPr>", style(item.id))
        assert properties is not None
        flat = re.sub(r"<w:(numPr|pBdr)>.*?</w:\1>", r"<w:\1/>", properties[1])
        found = [order.index(name) for name in re.findall(r"<w:(\w+)", flat)]
        assert found == sorted(found), item.id


def test_marks_hang_over_the_margin_in_word_and_not_in_libreoffice() -> None:
    """LibreOffice 7.4 drops a hanging comma from the PDF of a full line; said so, it sets it within the margin."""
    assert "<w:widowControl/><w:overflowPunct/><w:snapToGrid" in style("Normal")


def test_headings_and_clauses_are_lists_linked_to_their_styles() -> None:
    """一、（一） and 第一条, which counts on through all sections."""
    text = numbering_part().decode()

    assert re.findall(r'<w:pStyle w:val="(\w+)"/>', text) == ["Heading1", "Heading2", "Clause", "Item"]
    assert re.findall(r'<w:lvlText w:val="([^"]+)"/>', text)[:5] == ["%1、", "（%2）", "%3．", "第%1条", "（%2）"]
    assert text.index('w:abstractNumId="2"') < text.index('<w:num w:numId="1"')


def test_every_face_names_what_it_gives_way_to() -> None:
    """方正小标宋 is bought; an office without it sees 中宋 or 宋体."""
    assert all(face in fonts_part().decode() for face in (SONG, FANG, HEI, KAI))
    assert fonts_part().decode().count("<w:altName") == 4


def test_opening_a_paper_asks_the_clerk_nothing() -> None:
    """Fields are not renewed by a question box."""
    assert b"updateFields" not in settings_part()
