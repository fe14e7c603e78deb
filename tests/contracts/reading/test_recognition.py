"""Known layouts are recognised for certain or not at all."""

from __future__ import annotations

from contracts.reading.headings import Heading
from contracts.reading.recognition import near_heading, recognised
from contracts.reading.wording import bare
from tests.contracts.reading.test_headings import found


def test_a_known_paper_is_recognised_only_when_every_heading_fits() -> None:
    """One heading of another paper, and the words alone decide."""
    known = ("母亲姓名", "身份证号", "父亲姓名", "身份证号", "子女姓名", "出生日期")
    layout = recognised(found(known))

    assert layout is not None
    assert layout.name == "only_child_certificate"
    assert recognised(found((*known, "存活男孩"))) is None


def test_near_headings_are_found_for_a_question() -> None:
    """Only for a question: 身份证复印件 is near, and another thing."""
    assert near_heading(Heading(column=1, row=1, text="身份证号吗")) == "身份证号"
    assert near_heading(Heading(column=1, row=1, text="爱好")) == ""
    assert bare("R1姓名(女方)") == "姓名"
