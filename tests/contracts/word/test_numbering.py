"""Numbers that Word draws are counted as Word counts them."""

from __future__ import annotations

import pytest
from lxml import etree

from contracts.word.numbering import Numbering
from contracts.word.visibility import Visibility
from tests.contracts.word.conftest import SPACES

LISTS = f"""<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3">
 <w:lvl w:ilvl="0"><w:pStyle w:val="Item"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="Item">
<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>"""


def labels(*places: tuple[int, int], style: str = "") -> list[str]:
    """Return the labels of paragraphs in lists and levels, one after the other."""
    numbering = Numbering(etree.fromstring(LISTS), Visibility(etree.fromstring(STYLES)))
    found = []
    for list_id, level in places:
        own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>' if list_id else ""
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        found.append(numbering.label(etree.fromstring(f"<w:p {SPACES}><w:pPr>{named}{own}</w:pPr></w:p>")))
    return found


def test_a_deeper_level_begins_again_after_a_higher_one() -> None:
    """Articles count on, their items do not."""
    assert labels((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == ["第一条", "（一）", "（二）", "第二条", "（一）"]


def test_a_legal_level_writes_all_numbers_in_figures() -> None:
    """Levels that were skipped count as begun."""
    assert labels((1, 0), (1, 2)) == ["第一条", "1.1.1"]


def test_lists_of_one_definition_count_on_unless_they_start_anew() -> None:
    """A start of its own is used once."""
    assert labels((1, 0), (4, 0), (4, 0), (1, 0)) == ["第一条", "第五条", "第六条", "第七条"]


def test_a_style_brings_its_number_along() -> None:
    """The level is the one that names the style."""
    assert labels((0, 0), (0, 0), style="Item") == ["1)", "2)"]


def test_bullets_and_unknown_lists_are_no_numbers() -> None:
    """Nor is a list that was switched off."""
    assert labels((2, 0), (9, 0), (0, 0), (1, 8)) == ["", "", "", ""]


@pytest.mark.parametrize(("form", "label"), [
    ("chineseCounting", "十二"), ("chineseLegalSimplified", "拾贰"), ("ideographDigital", "一二"),
    ("ideographTraditional", "乙"), ("decimalEnclosedCircle", "⑫"), ("upperRoman", "XII"), ("lowerLetter", "l"),
    ("decimalFullWidth", "１２"), ("decimalZero", "12"), ("somethingNew", "12"), ("none", ""),
])  # fmt: skip
def test_each_form_of_number_is_written(form: str, label: str) -> None:
    """A form nobody knows is written in figures."""
    xml = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="12"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    paragraph = f'<w:p {SPACES}><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'

    assert Numbering(etree.fromstring(xml), Visibility(None)).label(etree.fromstring(paragraph)) == label
