"""A part is read paragraph by paragraph, in order, with everything in it."""

from __future__ import annotations

from lxml import etree

from contracts.word.numbering import Numbering
from contracts.word.passage import Passage
from contracts.word.story import Story, paragraphs
from contracts.word.visibility import Visibility
from tests.contracts.word.conftest import SPACES, p, t, table


def passages(*blocks: str) -> list[Passage]:
    """Return the passages of a body."""
    visibility = Visibility(None)
    root = etree.fromstring(f"<w:body {SPACES}>{''.join(blocks)}</w:body>")
    return Story(visibility, Numbering(None, visibility)).passages(root)


def test_paragraphs_come_in_order_with_their_anchors() -> None:
    """The anchor counts every paragraph of the part, cells included."""
    found = passages(p("甲"), table(("乙", "丙"), ("丁", "戊")), p("己"))

    assert [(item.where, item.text, item.anchor) for item in found] == [
        ("", "甲", 0), ("表1第1行第1列", "乙", 1), ("表1第1行第2列", "丙", 2),
        ("表1第2行第1列", "丁", 3), ("表1第2行第2列", "戊", 4), ("", "己", 5),
    ]  # fmt: skip
    assert found[3].row == "表1第2行"


def test_what_hangs_at_a_paragraph_is_anchored_there() -> None:
    """Word allows no comment in a text box."""
    box = f"<w:r><w:pict><w:txbxContent>{p('框一')}{p('框二')}</w:txbxContent></w:pict></w:r>"
    found = passages(p("前"), p(box, "后"))

    assert [(item.where, item.text, item.anchor) for item in found] == [
        ("", "前", 0), ("", "后", 1), ("文本框1", "框一", 1), ("文本框1", "框二", 1),
    ]  # fmt: skip


def test_a_deleted_row_is_deleted() -> None:
    """The mark stands at the row, not at the words."""
    row = f"<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p('押金')}</w:tc></w:tr></w:tbl>"

    assert [list(item.unseen()) for item in passages(row)] == [[("已删除", "押金")]]


def test_references_are_noted_where_they_stand() -> None:
    """That is how notes get their numbers."""
    (found,) = passages(p("注", '<w:r><w:footnoteReference w:id="5"/></w:r>'))

    assert found.references == (("footnoteReference", "5"),)


def test_tabs_stand_between_words_and_tab_stops_do_not() -> None:
    """Only a tab in a run is typed."""
    stops = "<w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs>"
    (found,) = passages(p(t("甲方"), "<w:r><w:tab/></w:r>", "乙方", properties=stops))

    assert found.text == "甲方\t乙方"


def test_every_paragraph_of_a_part_is_counted() -> None:
    """Those of text boxes too."""
    root = etree.fromstring(f"<w:body {SPACES}>{p(f'<w:txbxContent>{p()}</w:txbxContent>')}</w:body>")

    assert len(paragraphs(root)) == 2
