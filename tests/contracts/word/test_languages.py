"""The fixed words of a Word file in another language."""

from __future__ import annotations

import pytest

from contracts.kinds import BILINGUAL, TRADITIONAL, load_kinds, shipped_folder, spoken
from contracts.traditional import simplified
from contracts.word import blank
from contracts.word.archive import read_parts
from contracts.word.languages import fixed_words, in_traditional, with_translation
from contracts.word.typeface import faces_of
from tests.contracts.word.papers import shipped

TRADITIONAL_KINDS = sorted(
    kind.id for kind in load_kinds(shipped_folder()).values() if TRADITIONAL in dict(kind.template)
)


@pytest.mark.parametrize("name", TRADITIONAL_KINDS)
def test_no_simplified_sign_and_no_face_without_traditional_ones_is_left(name: str) -> None:
    """A face called GB2312 has simplified characters only and would print boxes."""
    content = blank(spoken(shipped(name), TRADITIONAL))
    plain = fixed_words(read_parts(blank(shipped(name))))
    words = fixed_words(read_parts(content))

    assert {simplified(word) for word in words} >= {word for word in plain if "{" not in word}
    assert not {"条", "页", "联系电话"} & words
    assert set(faces_of(content)) == {"仿宋", "楷体", "黑体", "方正小标宋_GBK"}


def test_numbering_and_language_follow() -> None:
    """第一條, and a program that knows which characters these are."""
    parts = in_traditional(read_parts(blank(shipped("service_contract"))))

    assert 'w:lvlText w:val="第%1條"' in parts["word/numbering.xml"].decode()
    assert 'w:eastAsia="zh-HK"' in parts["word/styles.xml"].decode()


def test_a_translation_stands_behind_the_word_and_tags_stay_whole() -> None:
    """A word that has none stays alone."""
    parts = {"word/document.xml": "<w:t>{{ a.short_label }}（签字）：</w:t><w:t>名称</w:t><w:t>电话</w:t>".encode()}
    found = with_translation(parts, {"名称": "Name", "（签字）：": "sign & date:"})["word/document.xml"].decode()

    assert found == ("<w:t>{{ a.short_label }}（签字）： sign &amp; date:</w:t><w:t>名称 Name</w:t><w:t>电话</w:t>")


def test_a_bilingual_file_keeps_a_clause_with_what_is_said_of_it() -> None:
    """The English of a clause never stands alone on the next page."""
    body = read_parts(blank(spoken(shipped("migrant_service_agreement"), BILINGUAL)))["word/document.xml"].decode()

    assert body.count("{{ term.beside }}") == body.count("{{ term.text }}")
    assert all("<w:keepNext/>" in piece[-200:] for piece in body.split("{{ term.text }}")[:-1])
