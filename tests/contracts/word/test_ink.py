"""A value becomes ink: it can stand in a paragraph and nowhere else."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.word.ink import UNPRINTABLE, UnprintableError, ink, inked, printed_as, refused

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = st.text().filter(lambda text: not UNPRINTABLE.search(text))


def read(inked: str) -> str:
    """Return what a run with this ink prints."""
    run = ET.fromstring(f'<w:r xmlns:w="{NAMESPACE}"><w:t>{inked}</w:t></w:r>')  # noqa: S314 - our own
    marks = {f"{{{NAMESPACE}}}br": "\n", f"{{{NAMESPACE}}}tab": "\t", f"{{{NAMESPACE}}}noBreakHyphen": "-"}
    return "".join(marks.get(item.tag, item.text or "") for item in run)


@given(TEXT)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    """Ampersands, angles, quotes, breaks and tabs are themselves on paper."""
    assert read(ink(text)) == text


HELD = [
    "0710-5550101", "镇人民政府0710-5550101，县卫生健康局 010-65550102。", "0971-8123456-802", "400-800-1234",
    "139-0000-0001", "2026-03-05",
    "光荣证号2024-0012作废", "鄂42-2024-0012、索引号429999101-2026-0001",
    "光荣证号429999101-补-2026-0001，原证作废。",
]  # fmt: skip


@pytest.mark.parametrize("words", HELD)
def test_a_number_is_not_torn_at_the_end_of_a_line(words: str) -> None:
    """Of a telephone or a certificate: its hyphens are Word's own; read back they are plain ones."""
    written = inked(words, "").decode()

    assert "<w:noBreakHyphen/>" in written
    assert "-" not in written
    assert read(written) == words
    assert printed_as(words) == inked(words, "")


@pytest.mark.parametrize(
    "words", ["429999101201-计服-2026A-001", "2026-0710-55501011234", "13900000001-2", "第3-4组", "7-9行"]
)
def test_other_hyphens_are_plain(words: str) -> None:
    """The longer number of a contract must be able to break in a narrow cell."""
    assert inked(words, "").decode() == words


def test_inside_a_tag_a_telephone_number_is_plain_text() -> None:
    """Markup in an attribute would break the file, also when the same words were printed before."""
    words = "对公布的内容有疑问的，可以打电话到镇人民政府询问：0710-5550101。"

    assert b"noBreakHyphen" in inked(words, "")
    assert inked(words, None).decode() == words


@given(TEXT)
def test_no_brace_is_left_that_could_become_a_tag(text: str) -> None:
    """Docxtpl turns {_{ into a tag after filling."""
    assert not set(ink("{_{" + text + "%}")) & {"{", "}"}


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x0c", "\r", "\x85", "\u202e", "\ufeff", "\ud800"])
def test_what_cannot_be_seen_is_not_printed(mark: str) -> None:
    """A control character adds a paragraph or turns the reading direction."""
    with pytest.raises(UnprintableError):
        ink(f"张{mark}三")


@pytest.mark.parametrize("value", [None, True, 1.5, object(), ["x"]])
def test_only_text_and_whole_numbers_become_ink(value: object) -> None:
    """None is not the word None, and an object may do things."""
    with pytest.raises(UnprintableError):
        ink(value)


def test_a_refusal_names_every_place_and_shows_the_mark() -> None:
    """The clerk finds the cell."""
    values = {"party_b": {"signers": [{"name": "张三"}, {"name": "李\x07四"}]}, "number": "A", "money": 1.5}
    problems = refused(values).problems

    assert [problem.where for problem in problems] == ["party_b.signers 第2项.name", "money"]
    assert "李□四" in problems[0].message
    assert "U+0007" in problems[0].message
